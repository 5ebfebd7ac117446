// made by scripts/generate.ts; do not edit
/* eslint-disable */
import { ZERO_UUID } from '../../base/uuid.ts'
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, uvarintSize, type Writer } from '../writer.ts'

export class ProduceResponse {
  responses: TopicProduceResponse[] = []
  throttleTimeMs: number = 0
  nodeEndpoints: NodeEndpoint[] = []
}

export class TopicProduceResponse {
  name: string = ""
  topicId: string = ZERO_UUID
  partitionResponses: PartitionProduceResponse[] = []
}

export class PartitionProduceResponse {
  index: number = 0
  errorCode: number = 0
  baseOffset: number = 0
  logAppendTimeMs: number = -1
  logStartOffset: number = -1
  recordErrors: BatchIndexAndErrorMessage[] = []
  errorMessage: string | null = null
  currentLeader: LeaderIdAndEpoch = new LeaderIdAndEpoch()
}

export class BatchIndexAndErrorMessage {
  batchIndex: number = 0
  batchIndexErrorMessage: string | null = null
}

export class LeaderIdAndEpoch {
  leaderId: number = -1
  leaderEpoch: number = -1
}

export class NodeEndpoint {
  nodeId: number = 0
  host: string = ""
  port: number = 0
  rack: string | null = null
}

function decodeProduceResponse(r: Reader, v: number): ProduceResponse {
const m = new ProduceResponse()
const flex = v >= 9
{
  const n = (flex ? r.compactArrayLength(1) : r.arrayLength(1))
  if (n < 0) r.fail()
  const list: TopicProduceResponse[] = []
  for (let i = 0; i < n && r.ok; i++) list.push(decodeTopicProduceResponse(r, v))
  m.responses = list
}
if (v >= 1) {
m.throttleTimeMs = r.int32()
}
if (flex) {
for (let n = r.uvarint(); n > 0 && r.ok; n--) {
const tag = r.uvarint()
const size = r.uvarint()
const end = r.pos + size
if (size > r.remaining) { r.fail(); break }
switch (tag) {
case 0:
if (!(v >= 10)) break
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

function sizeProduceResponse(m: ProduceResponse, v: number): number {
const flex = v >= 9
let s = 0
s += (flex ? uvarintSize(m.responses.length + 1) : 4)
for (const e of m.responses) s += sizeTopicProduceResponse(e, v)
if (v >= 1) {
s += 4
}
if (flex) {
let tags = 0
if ((v >= 10) && (m.nodeEndpoints.length > 0)) {
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

function encodeProduceResponse(w: Writer, m: ProduceResponse, v: number): void {
const flex = v >= 9
if (flex) w.uvarint(m.responses.length + 1)
else w.int32(m.responses.length)
for (const e of m.responses) {
encodeTopicProduceResponse(w, e, v)
}
if (v >= 1) {
w.int32(m.throttleTimeMs)
}
if (flex) {
let tags = 0
if ((v >= 10) && (m.nodeEndpoints.length > 0)) tags++
w.uvarint(tags)
if ((v >= 10) && (m.nodeEndpoints.length > 0)) {
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

function decodeTopicProduceResponse(r: Reader, v: number): TopicProduceResponse {
const m = new TopicProduceResponse()
const flex = v >= 9
if (v <= 12) {
m.name = (flex ? r.compactString() : r.string())
}
if (v >= 13) {
m.topicId = r.uuid()
}
{
  const n = (flex ? r.compactArrayLength(1) : r.arrayLength(1))
  if (n < 0) r.fail()
  const list: PartitionProduceResponse[] = []
  for (let i = 0; i < n && r.ok; i++) list.push(decodePartitionProduceResponse(r, v))
  m.partitionResponses = list
}
if (flex) {
r.skipTags()
}
return m
}

function sizeTopicProduceResponse(m: TopicProduceResponse, v: number): number {
const flex = v >= 9
let s = 0
if (v <= 12) {
s += strSize(m.name, flex)
}
if (v >= 13) {
s += 16
}
s += (flex ? uvarintSize(m.partitionResponses.length + 1) : 4)
for (const e of m.partitionResponses) s += sizePartitionProduceResponse(e, v)
if (flex) {
s += 1
}
return s
}

function encodeTopicProduceResponse(w: Writer, m: TopicProduceResponse, v: number): void {
const flex = v >= 9
if (v <= 12) {
if (flex) w.compactString(m.name)
else w.string(m.name)
}
if (v >= 13) {
w.uuid(m.topicId)
}
if (flex) w.uvarint(m.partitionResponses.length + 1)
else w.int32(m.partitionResponses.length)
for (const e of m.partitionResponses) {
encodePartitionProduceResponse(w, e, v)
}
if (flex) {
w.uvarint(0)
}
}

function decodePartitionProduceResponse(r: Reader, v: number): PartitionProduceResponse {
const m = new PartitionProduceResponse()
const flex = v >= 9
m.index = r.int32()
m.errorCode = r.int16()
m.baseOffset = r.int64()
if (v >= 2) {
m.logAppendTimeMs = r.int64()
}
if (v >= 5) {
m.logStartOffset = r.int64()
}
if (v >= 8) {
{
  const n = (flex ? r.compactArrayLength(1) : r.arrayLength(1))
  if (n < 0) r.fail()
  const list: BatchIndexAndErrorMessage[] = []
  for (let i = 0; i < n && r.ok; i++) list.push(decodeBatchIndexAndErrorMessage(r, v))
  m.recordErrors = list
}
}
if (v >= 8) {
m.errorMessage = (flex ? r.compactNullableString() : r.nullableString())
}
if (flex) {
for (let n = r.uvarint(); n > 0 && r.ok; n--) {
const tag = r.uvarint()
const size = r.uvarint()
const end = r.pos + size
if (size > r.remaining) { r.fail(); break }
switch (tag) {
case 0:
if (!(v >= 10)) break
m.currentLeader = decodeLeaderIdAndEpoch(r, v)
break
}
if (r.ok) r.pos = end
}
}
return m
}

function sizePartitionProduceResponse(m: PartitionProduceResponse, v: number): number {
const flex = v >= 9
let s = 0
s += 4
s += 2
s += 8
if (v >= 2) {
s += 8
}
if (v >= 5) {
s += 8
}
if (v >= 8) {
s += (flex ? uvarintSize(m.recordErrors.length + 1) : 4)
for (const e of m.recordErrors) s += sizeBatchIndexAndErrorMessage(e, v)
}
if (v >= 8) {
s += m.errorMessage === null ? (flex ? 1 : 2) : strSize(m.errorMessage, flex)
}
if (flex) {
let tags = 0
if ((v >= 10) && (!isDefaultLeaderIdAndEpoch(m.currentLeader))) {
tags++
const body = ((s: number): number => {
s += sizeLeaderIdAndEpoch(m.currentLeader, v)
return s
})(0)
s += uvarintSize(0) + uvarintSize(body) + body
}
s += uvarintSize(tags)
}
return s
}

function encodePartitionProduceResponse(w: Writer, m: PartitionProduceResponse, v: number): void {
const flex = v >= 9
w.int32(m.index)
w.int16(m.errorCode)
w.int64(m.baseOffset)
if (v >= 2) {
w.int64(m.logAppendTimeMs)
}
if (v >= 5) {
w.int64(m.logStartOffset)
}
if (v >= 8) {
if (flex) w.uvarint(m.recordErrors.length + 1)
else w.int32(m.recordErrors.length)
for (const e of m.recordErrors) {
encodeBatchIndexAndErrorMessage(w, e, v)
}
}
if (v >= 8) {
if (flex) w.compactNullableString(m.errorMessage)
else w.nullableString(m.errorMessage)
}
if (flex) {
let tags = 0
if ((v >= 10) && (!isDefaultLeaderIdAndEpoch(m.currentLeader))) tags++
w.uvarint(tags)
if ((v >= 10) && (!isDefaultLeaderIdAndEpoch(m.currentLeader))) {
w.uvarint(0)
w.uvarint(((s: number): number => {
s += sizeLeaderIdAndEpoch(m.currentLeader, v)
return s
})(0))
encodeLeaderIdAndEpoch(w, m.currentLeader, v)
}
}
}

function decodeBatchIndexAndErrorMessage(r: Reader, v: number): BatchIndexAndErrorMessage {
const m = new BatchIndexAndErrorMessage()
const flex = v >= 9
if (v >= 8) {
m.batchIndex = r.int32()
}
if (v >= 8) {
m.batchIndexErrorMessage = (flex ? r.compactNullableString() : r.nullableString())
}
if (flex) {
r.skipTags()
}
return m
}

function sizeBatchIndexAndErrorMessage(m: BatchIndexAndErrorMessage, v: number): number {
const flex = v >= 9
let s = 0
if (v >= 8) {
s += 4
}
if (v >= 8) {
s += m.batchIndexErrorMessage === null ? (flex ? 1 : 2) : strSize(m.batchIndexErrorMessage, flex)
}
if (flex) {
s += 1
}
return s
}

function encodeBatchIndexAndErrorMessage(w: Writer, m: BatchIndexAndErrorMessage, v: number): void {
const flex = v >= 9
if (v >= 8) {
w.int32(m.batchIndex)
}
if (v >= 8) {
if (flex) w.compactNullableString(m.batchIndexErrorMessage)
else w.nullableString(m.batchIndexErrorMessage)
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
const flex = v >= 9
if (v >= 10) {
m.leaderId = r.int32()
}
if (v >= 10) {
m.leaderEpoch = r.int32()
}
if (flex) {
r.skipTags()
}
return m
}

function sizeLeaderIdAndEpoch(m: LeaderIdAndEpoch, v: number): number {
const flex = v >= 9
let s = 0
if (v >= 10) {
s += 4
}
if (v >= 10) {
s += 4
}
if (flex) {
s += 1
}
return s
}

function encodeLeaderIdAndEpoch(w: Writer, m: LeaderIdAndEpoch, v: number): void {
const flex = v >= 9
if (v >= 10) {
w.int32(m.leaderId)
}
if (v >= 10) {
w.int32(m.leaderEpoch)
}
if (flex) {
w.uvarint(0)
}
}

function decodeNodeEndpoint(r: Reader, v: number): NodeEndpoint {
const m = new NodeEndpoint()
const flex = v >= 9
if (v >= 10) {
m.nodeId = r.int32()
}
if (v >= 10) {
m.host = r.compactString()
}
if (v >= 10) {
m.port = r.int32()
}
if (v >= 10) {
m.rack = r.compactNullableString()
}
if (flex) {
r.skipTags()
}
return m
}

function sizeNodeEndpoint(m: NodeEndpoint, v: number): number {
const flex = v >= 9
let s = 0
if (v >= 10) {
s += 4
}
if (v >= 10) {
s += strSize(m.host, true)
}
if (v >= 10) {
s += 4
}
if (v >= 10) {
s += m.rack === null ? 1 : strSize(m.rack, true)
}
if (flex) {
s += 1
}
return s
}

function encodeNodeEndpoint(w: Writer, m: NodeEndpoint, v: number): void {
const flex = v >= 9
if (v >= 10) {
w.int32(m.nodeId)
}
if (v >= 10) {
w.compactString(m.host)
}
if (v >= 10) {
w.int32(m.port)
}
if (v >= 10) {
w.compactNullableString(m.rack)
}
if (flex) {
w.uvarint(0)
}
}

export const produceResponse: MessageCodec<ProduceResponse> = {
  name: 'ProduceResponse',
  apiKey: 0,
  minVersion: 0,
  maxVersion: 13,
  flexibleFrom: 9,
  create: () => new ProduceResponse(),
  decode: decodeProduceResponse,
  size: sizeProduceResponse,
  encode: encodeProduceResponse,
}
