// made by scripts/generate.ts; do not edit
/* eslint-disable */
import type { BytesView } from '../../base/bytes-view.ts'
import { ZERO_UUID } from '../../base/uuid.ts'
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { inlineRecordsSize, recordsLength, strSize, uvarintSize, type Writer } from '../writer.ts'

export class FetchResponse {
  throttleTimeMs: number = 0
  errorCode: number = 0
  sessionId: number = 0
  responses: FetchableTopicResponse[] = []
  nodeEndpoints: NodeEndpoint[] = []
}

export class FetchableTopicResponse {
  topic: string = ""
  topicId: string = ZERO_UUID
  partitions: PartitionData[] = []
}

export class PartitionData {
  partitionIndex: number = 0
  errorCode: number = 0
  highWatermark: number = 0
  lastStableOffset: number = -1
  logStartOffset: number = -1
  divergingEpoch: EpochEndOffset = new EpochEndOffset()
  currentLeader: LeaderIdAndEpoch = new LeaderIdAndEpoch()
  snapshotId: SnapshotId = new SnapshotId()
  abortedTransactions: AbortedTransaction[] | null = []
  preferredReadReplica: number = -1
  records: BytesView | null = null
}

export class EpochEndOffset {
  epoch: number = -1
  endOffset: number = -1
}

export class LeaderIdAndEpoch {
  leaderId: number = -1
  leaderEpoch: number = -1
}

export class SnapshotId {
  endOffset: number = -1
  epoch: number = -1
}

export class AbortedTransaction {
  producerId: number = 0
  firstOffset: number = 0
}

export class NodeEndpoint {
  nodeId: number = 0
  host: string = ""
  port: number = 0
  rack: string | null = null
}

function decodeFetchResponse(r: Reader, v: number): FetchResponse {
const m = new FetchResponse()
const flex = v >= 12
if (v >= 1) {
m.throttleTimeMs = r.int32()
}
if (v >= 7) {
m.errorCode = r.int16()
}
if (v >= 7) {
m.sessionId = r.int32()
}
{
  const n = (flex ? r.compactArrayLength(1) : r.arrayLength(1))
  if (n < 0) r.fail()
  const list: FetchableTopicResponse[] = []
  for (let i = 0; i < n && r.ok; i++) list.push(decodeFetchableTopicResponse(r, v))
  m.responses = list
}
if (flex) {
for (let n = r.uvarint(); n > 0 && r.ok; n--) {
const tag = r.uvarint()
const size = r.uvarint()
const end = r.pos + size
if (size > r.remaining) { r.fail(); break }
switch (tag) {
case 0:
if (!(v >= 16)) break
{
  const n = r.compactArrayLength(1)
  if (n < 0) r.fail()
  const list: NodeEndpoint[] = []
  for (let i = 0; i < n && r.ok; i++) list.push(decodeNodeEndpoint(r, v))
  m.nodeEndpoints = list
}
break
}
if (r.ok) r.pos = end
}
}
return m
}

function sizeFetchResponse(m: FetchResponse, v: number): number {
const flex = v >= 12
let s = 0
if (v >= 1) {
s += 4
}
if (v >= 7) {
s += 2
}
if (v >= 7) {
s += 4
}
s += (flex ? uvarintSize(m.responses.length + 1) : 4)
for (const e of m.responses) s += sizeFetchableTopicResponse(e, v)
if (flex) {
let tags = 0
if ((v >= 16) && (m.nodeEndpoints.length > 0)) {
tags++
const body = ((s: number): number => {
s += uvarintSize(m.nodeEndpoints.length + 1)
for (const e of m.nodeEndpoints) s += sizeNodeEndpoint(e, v)
return s
})(0)
s += uvarintSize(0) + uvarintSize(body) + body
}
s += uvarintSize(tags)
}
return s
}

function encodeFetchResponse(w: Writer, m: FetchResponse, v: number): void {
const flex = v >= 12
if (v >= 1) {
w.int32(m.throttleTimeMs)
}
if (v >= 7) {
w.int16(m.errorCode)
}
if (v >= 7) {
w.int32(m.sessionId)
}
if (flex) w.uvarint(m.responses.length + 1)
else w.int32(m.responses.length)
for (const e of m.responses) {
encodeFetchableTopicResponse(w, e, v)
}
if (flex) {
let tags = 0
if ((v >= 16) && (m.nodeEndpoints.length > 0)) tags++
w.uvarint(tags)
if ((v >= 16) && (m.nodeEndpoints.length > 0)) {
w.uvarint(0)
w.uvarint(((s: number): number => {
s += uvarintSize(m.nodeEndpoints.length + 1)
for (const e of m.nodeEndpoints) s += sizeNodeEndpoint(e, v)
return s
})(0))
w.uvarint(m.nodeEndpoints.length + 1)
for (const e of m.nodeEndpoints) {
encodeNodeEndpoint(w, e, v)
}
}
}
}

function decodeFetchableTopicResponse(r: Reader, v: number): FetchableTopicResponse {
const m = new FetchableTopicResponse()
const flex = v >= 12
if (v <= 12) {
m.topic = (flex ? r.compactString() : r.string())
}
if (v >= 13) {
m.topicId = r.uuid()
}
{
  const n = (flex ? r.compactArrayLength(1) : r.arrayLength(1))
  if (n < 0) r.fail()
  const list: PartitionData[] = []
  for (let i = 0; i < n && r.ok; i++) list.push(decodePartitionData(r, v))
  m.partitions = list
}
if (flex) {
r.skipTags()
}
return m
}

function sizeFetchableTopicResponse(m: FetchableTopicResponse, v: number): number {
const flex = v >= 12
let s = 0
if (v <= 12) {
s += strSize(m.topic, flex)
}
if (v >= 13) {
s += 16
}
s += (flex ? uvarintSize(m.partitions.length + 1) : 4)
for (const e of m.partitions) s += sizePartitionData(e, v)
if (flex) {
s += 1
}
return s
}

function encodeFetchableTopicResponse(w: Writer, m: FetchableTopicResponse, v: number): void {
const flex = v >= 12
if (v <= 12) {
if (flex) w.compactString(m.topic)
else w.string(m.topic)
}
if (v >= 13) {
w.uuid(m.topicId)
}
if (flex) w.uvarint(m.partitions.length + 1)
else w.int32(m.partitions.length)
for (const e of m.partitions) {
encodePartitionData(w, e, v)
}
if (flex) {
w.uvarint(0)
}
}

function decodePartitionData(r: Reader, v: number): PartitionData {
const m = new PartitionData()
const flex = v >= 12
m.partitionIndex = r.int32()
m.errorCode = r.int16()
m.highWatermark = r.int64()
if (v >= 4) {
m.lastStableOffset = r.int64()
}
if (v >= 5) {
m.logStartOffset = r.int64()
}
if (v >= 4) {
{
  const n = (flex ? r.compactArrayLength(1) : r.arrayLength(1))
  if (n < 0) m.abortedTransactions = null
  else {
  const list: NonNullable<AbortedTransaction[] | null> = []
  for (let i = 0; i < n && r.ok; i++) list.push(decodeAbortedTransaction(r, v))
  m.abortedTransactions = list
  }
}
}
if (v >= 11) {
m.preferredReadReplica = r.int32()
}
m.records = (flex ? r.compactRecords() : r.records())
if (flex) {
for (let n = r.uvarint(); n > 0 && r.ok; n--) {
const tag = r.uvarint()
const size = r.uvarint()
const end = r.pos + size
if (size > r.remaining) { r.fail(); break }
switch (tag) {
case 0:
m.divergingEpoch = decodeEpochEndOffset(r, v)
break
case 1:
m.currentLeader = decodeLeaderIdAndEpoch(r, v)
break
case 2:
m.snapshotId = decodeSnapshotId(r, v)
break
}
if (r.ok) r.pos = end
}
}
return m
}

function sizePartitionData(m: PartitionData, v: number): number {
const flex = v >= 12
let s = 0
s += 4
s += 2
s += 8
if (v >= 4) {
s += 8
}
if (v >= 5) {
s += 8
}
if (v >= 4) {
if (m.abortedTransactions === null) s += (flex ? 1 : 4)
else {
s += (flex ? uvarintSize(m.abortedTransactions.length + 1) : 4)
for (const e of m.abortedTransactions) s += sizeAbortedTransaction(e, v)
}
}
if (v >= 11) {
s += 4
}
s += (flex ? (m.records === null ? 1 : uvarintSize(recordsLength(m.records) + 1)) : 4) + inlineRecordsSize(m.records)
if (flex) {
let tags = 0
if ((!isDefaultEpochEndOffset(m.divergingEpoch))) {
tags++
const body = ((s: number): number => {
s += sizeEpochEndOffset(m.divergingEpoch, v)
return s
})(0)
s += uvarintSize(0) + uvarintSize(body) + body
}
if ((!isDefaultLeaderIdAndEpoch(m.currentLeader))) {
tags++
const body = ((s: number): number => {
s += sizeLeaderIdAndEpoch(m.currentLeader, v)
return s
})(0)
s += uvarintSize(1) + uvarintSize(body) + body
}
if ((!isDefaultSnapshotId(m.snapshotId))) {
tags++
const body = ((s: number): number => {
s += sizeSnapshotId(m.snapshotId, v)
return s
})(0)
s += uvarintSize(2) + uvarintSize(body) + body
}
s += uvarintSize(tags)
}
return s
}

function encodePartitionData(w: Writer, m: PartitionData, v: number): void {
const flex = v >= 12
w.int32(m.partitionIndex)
w.int16(m.errorCode)
w.int64(m.highWatermark)
if (v >= 4) {
w.int64(m.lastStableOffset)
}
if (v >= 5) {
w.int64(m.logStartOffset)
}
if (v >= 4) {
if (m.abortedTransactions === null) {
if (flex) w.uvarint(0)
else w.int32(-1)
} else {
if (flex) w.uvarint(m.abortedTransactions.length + 1)
else w.int32(m.abortedTransactions.length)
for (const e of m.abortedTransactions) {
encodeAbortedTransaction(w, e, v)
}
}
}
if (v >= 11) {
w.int32(m.preferredReadReplica)
}
if (flex) w.compactRecords(m.records)
else w.records(m.records)
if (flex) {
let tags = 0
if ((!isDefaultEpochEndOffset(m.divergingEpoch))) tags++
if ((!isDefaultLeaderIdAndEpoch(m.currentLeader))) tags++
if ((!isDefaultSnapshotId(m.snapshotId))) tags++
w.uvarint(tags)
if ((!isDefaultEpochEndOffset(m.divergingEpoch))) {
w.uvarint(0)
w.uvarint(((s: number): number => {
s += sizeEpochEndOffset(m.divergingEpoch, v)
return s
})(0))
encodeEpochEndOffset(w, m.divergingEpoch, v)
}
if ((!isDefaultLeaderIdAndEpoch(m.currentLeader))) {
w.uvarint(1)
w.uvarint(((s: number): number => {
s += sizeLeaderIdAndEpoch(m.currentLeader, v)
return s
})(0))
encodeLeaderIdAndEpoch(w, m.currentLeader, v)
}
if ((!isDefaultSnapshotId(m.snapshotId))) {
w.uvarint(2)
w.uvarint(((s: number): number => {
s += sizeSnapshotId(m.snapshotId, v)
return s
})(0))
encodeSnapshotId(w, m.snapshotId, v)
}
}
}

function isDefaultEpochEndOffset(m: EpochEndOffset): boolean {
  return !((m.epoch !== -1) || (m.endOffset !== -1))
}

function decodeEpochEndOffset(r: Reader, v: number): EpochEndOffset {
const m = new EpochEndOffset()
const flex = v >= 12
if (v >= 12) {
m.epoch = r.int32()
}
if (v >= 12) {
m.endOffset = r.int64()
}
if (flex) {
r.skipTags()
}
return m
}

function sizeEpochEndOffset(m: EpochEndOffset, v: number): number {
const flex = v >= 12
let s = 0
if (v >= 12) {
s += 4
}
if (v >= 12) {
s += 8
}
if (flex) {
s += 1
}
return s
}

function encodeEpochEndOffset(w: Writer, m: EpochEndOffset, v: number): void {
const flex = v >= 12
if (v >= 12) {
w.int32(m.epoch)
}
if (v >= 12) {
w.int64(m.endOffset)
}
if (flex) {
w.uvarint(0)
}
}

function isDefaultLeaderIdAndEpoch(m: LeaderIdAndEpoch): boolean {
  return !((m.leaderId !== -1) || (m.leaderEpoch !== -1))
}

function decodeLeaderIdAndEpoch(r: Reader, v: number): LeaderIdAndEpoch {
const m = new LeaderIdAndEpoch()
const flex = v >= 12
if (v >= 12) {
m.leaderId = r.int32()
}
if (v >= 12) {
m.leaderEpoch = r.int32()
}
if (flex) {
r.skipTags()
}
return m
}

function sizeLeaderIdAndEpoch(m: LeaderIdAndEpoch, v: number): number {
const flex = v >= 12
let s = 0
if (v >= 12) {
s += 4
}
if (v >= 12) {
s += 4
}
if (flex) {
s += 1
}
return s
}

function encodeLeaderIdAndEpoch(w: Writer, m: LeaderIdAndEpoch, v: number): void {
const flex = v >= 12
if (v >= 12) {
w.int32(m.leaderId)
}
if (v >= 12) {
w.int32(m.leaderEpoch)
}
if (flex) {
w.uvarint(0)
}
}

function isDefaultSnapshotId(m: SnapshotId): boolean {
  return !((m.endOffset !== -1) || (m.epoch !== -1))
}

function decodeSnapshotId(r: Reader, v: number): SnapshotId {
const m = new SnapshotId()
const flex = v >= 12
m.endOffset = r.int64()
m.epoch = r.int32()
if (flex) {
r.skipTags()
}
return m
}

function sizeSnapshotId(m: SnapshotId, v: number): number {
const flex = v >= 12
let s = 0
s += 8
s += 4
if (flex) {
s += 1
}
return s
}

function encodeSnapshotId(w: Writer, m: SnapshotId, v: number): void {
const flex = v >= 12
w.int64(m.endOffset)
w.int32(m.epoch)
if (flex) {
w.uvarint(0)
}
}

function decodeAbortedTransaction(r: Reader, v: number): AbortedTransaction {
const m = new AbortedTransaction()
const flex = v >= 12
if (v >= 4) {
m.producerId = r.int64()
}
if (v >= 4) {
m.firstOffset = r.int64()
}
if (flex) {
r.skipTags()
}
return m
}

function sizeAbortedTransaction(m: AbortedTransaction, v: number): number {
const flex = v >= 12
let s = 0
if (v >= 4) {
s += 8
}
if (v >= 4) {
s += 8
}
if (flex) {
s += 1
}
return s
}

function encodeAbortedTransaction(w: Writer, m: AbortedTransaction, v: number): void {
const flex = v >= 12
if (v >= 4) {
w.int64(m.producerId)
}
if (v >= 4) {
w.int64(m.firstOffset)
}
if (flex) {
w.uvarint(0)
}
}

function decodeNodeEndpoint(r: Reader, v: number): NodeEndpoint {
const m = new NodeEndpoint()
const flex = v >= 12
if (v >= 16) {
m.nodeId = r.int32()
}
if (v >= 16) {
m.host = r.compactString()
}
if (v >= 16) {
m.port = r.int32()
}
if (v >= 16) {
m.rack = r.compactNullableString()
}
if (flex) {
r.skipTags()
}
return m
}

function sizeNodeEndpoint(m: NodeEndpoint, v: number): number {
const flex = v >= 12
let s = 0
if (v >= 16) {
s += 4
}
if (v >= 16) {
s += strSize(m.host, true)
}
if (v >= 16) {
s += 4
}
if (v >= 16) {
s += m.rack === null ? 1 : strSize(m.rack, true)
}
if (flex) {
s += 1
}
return s
}

function encodeNodeEndpoint(w: Writer, m: NodeEndpoint, v: number): void {
const flex = v >= 12
if (v >= 16) {
w.int32(m.nodeId)
}
if (v >= 16) {
w.compactString(m.host)
}
if (v >= 16) {
w.int32(m.port)
}
if (v >= 16) {
w.compactNullableString(m.rack)
}
if (flex) {
w.uvarint(0)
}
}

export const fetchResponse: MessageCodec<FetchResponse> = {
  name: 'FetchResponse',
  apiKey: 1,
  minVersion: 0,
  maxVersion: 18,
  flexibleFrom: 12,
  create: () => new FetchResponse(),
  decode: decodeFetchResponse,
  size: sizeFetchResponse,
  encode: encodeFetchResponse,
}
