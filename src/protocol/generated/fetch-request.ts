// made by scripts/generate.ts; do not edit
/* eslint-disable */
import { ZERO_UUID } from '../../base/uuid.ts'
import type { MessageCodec } from '../message.ts'
import { type Reader, INT64_MAX } from '../reader.ts'
import { strSize, uvarintSize, type Writer } from '../writer.ts'

export class FetchRequest {
  clusterId: string | null = null
  replicaId: number = -1
  replicaState: ReplicaState = new ReplicaState()
  maxWaitMs: number = 0
  minBytes: number = 0
  maxBytes: number = 2147483647
  isolationLevel: number = 0
  sessionId: number = 0
  sessionEpoch: number = -1
  topics: FetchTopic[] = []
  forgottenTopicsData: ForgottenTopic[] = []
  rackId: string = ""
}

export class ReplicaState {
  replicaId: number = -1
  replicaEpoch: number = -1
}

export class FetchTopic {
  topic: string = ""
  topicId: string = ZERO_UUID
  partitions: FetchPartition[] = []
}

export class FetchPartition {
  partition: number = 0
  currentLeaderEpoch: number = -1
  fetchOffset: number = 0
  lastFetchedEpoch: number = -1
  logStartOffset: number = -1
  partitionMaxBytes: number = 0
  replicaDirectoryId: string = ZERO_UUID
  highWatermark: number = INT64_MAX
}

export class ForgottenTopic {
  topic: string = ""
  topicId: string = ZERO_UUID
  partitions: number[] = []
}

function decodeFetchRequest(r: Reader, v: number): FetchRequest {
const m = new FetchRequest()
const flex = v >= 12
if (v <= 14) {
m.replicaId = r.int32()
}
m.maxWaitMs = r.int32()
m.minBytes = r.int32()
if (v >= 3) {
m.maxBytes = r.int32()
}
if (v >= 4) {
m.isolationLevel = r.int8()
}
if (v >= 7) {
m.sessionId = r.int32()
}
if (v >= 7) {
m.sessionEpoch = r.int32()
}
{
  const n = (flex ? r.compactArrayLength(1) : r.arrayLength(1))
  if (n < 0) r.fail()
  const list: FetchTopic[] = []
  for (let i = 0; i < n && r.ok; i++) list.push(decodeFetchTopic(r, v))
  m.topics = list
}
if (v >= 7) {
{
  const n = (flex ? r.compactArrayLength(1) : r.arrayLength(1))
  if (n < 0) r.fail()
  const list: ForgottenTopic[] = []
  for (let i = 0; i < n && r.ok; i++) list.push(decodeForgottenTopic(r, v))
  m.forgottenTopicsData = list
}
}
if (v >= 11) {
m.rackId = (flex ? r.compactString() : r.string())
}
if (flex) {
for (let n = r.uvarint(); n > 0 && r.ok; n--) {
const tag = r.uvarint()
const size = r.uvarint()
const end = r.pos + size
if (size > r.remaining) { r.fail(); break }
switch (tag) {
case 0:
m.clusterId = r.compactNullableString()
break
case 1:
if (!(v >= 15)) break
m.replicaState = decodeReplicaState(r, v)
break
}
if (r.ok) r.pos = end
}
}
return m
}

function sizeFetchRequest(m: FetchRequest, v: number): number {
const flex = v >= 12
let s = 0
if (v <= 14) {
s += 4
}
s += 4
s += 4
if (v >= 3) {
s += 4
}
if (v >= 4) {
s += 1
}
if (v >= 7) {
s += 4
}
if (v >= 7) {
s += 4
}
s += (flex ? uvarintSize(m.topics.length + 1) : 4)
for (const e of m.topics) s += sizeFetchTopic(e, v)
if (v >= 7) {
s += (flex ? uvarintSize(m.forgottenTopicsData.length + 1) : 4)
for (const e of m.forgottenTopicsData) s += sizeForgottenTopic(e, v)
}
if (v >= 11) {
s += strSize(m.rackId, flex)
}
if (flex) {
let tags = 0
if ((m.clusterId !== null)) {
tags++
const body = ((s: number): number => {
s += m.clusterId === null ? 1 : strSize(m.clusterId, true)
return s
})(0)
s += uvarintSize(0) + uvarintSize(body) + body
}
if ((v >= 15) && (!isDefaultReplicaState(m.replicaState))) {
tags++
const body = ((s: number): number => {
s += sizeReplicaState(m.replicaState, v)
return s
})(0)
s += uvarintSize(1) + uvarintSize(body) + body
}
s += uvarintSize(tags)
}
return s
}

function encodeFetchRequest(w: Writer, m: FetchRequest, v: number): void {
const flex = v >= 12
if (v <= 14) {
w.int32(m.replicaId)
}
w.int32(m.maxWaitMs)
w.int32(m.minBytes)
if (v >= 3) {
w.int32(m.maxBytes)
}
if (v >= 4) {
w.int8(m.isolationLevel)
}
if (v >= 7) {
w.int32(m.sessionId)
}
if (v >= 7) {
w.int32(m.sessionEpoch)
}
if (flex) w.uvarint(m.topics.length + 1)
else w.int32(m.topics.length)
for (const e of m.topics) {
encodeFetchTopic(w, e, v)
}
if (v >= 7) {
if (flex) w.uvarint(m.forgottenTopicsData.length + 1)
else w.int32(m.forgottenTopicsData.length)
for (const e of m.forgottenTopicsData) {
encodeForgottenTopic(w, e, v)
}
}
if (v >= 11) {
if (flex) w.compactString(m.rackId)
else w.string(m.rackId)
}
if (flex) {
let tags = 0
if ((m.clusterId !== null)) tags++
if ((v >= 15) && (!isDefaultReplicaState(m.replicaState))) tags++
w.uvarint(tags)
if ((m.clusterId !== null)) {
w.uvarint(0)
w.uvarint(((s: number): number => {
s += m.clusterId === null ? 1 : strSize(m.clusterId, true)
return s
})(0))
w.compactNullableString(m.clusterId)
}
if ((v >= 15) && (!isDefaultReplicaState(m.replicaState))) {
w.uvarint(1)
w.uvarint(((s: number): number => {
s += sizeReplicaState(m.replicaState, v)
return s
})(0))
encodeReplicaState(w, m.replicaState, v)
}
}
}

function isDefaultReplicaState(m: ReplicaState): boolean {
  return !((m.replicaId !== -1) || (m.replicaEpoch !== -1))
}

function decodeReplicaState(r: Reader, v: number): ReplicaState {
const m = new ReplicaState()
const flex = v >= 12
if (v >= 15) {
m.replicaId = r.int32()
}
if (v >= 15) {
m.replicaEpoch = r.int64()
}
if (flex) {
r.skipTags()
}
return m
}

function sizeReplicaState(m: ReplicaState, v: number): number {
const flex = v >= 12
let s = 0
if (v >= 15) {
s += 4
}
if (v >= 15) {
s += 8
}
if (flex) {
s += 1
}
return s
}

function encodeReplicaState(w: Writer, m: ReplicaState, v: number): void {
const flex = v >= 12
if (v >= 15) {
w.int32(m.replicaId)
}
if (v >= 15) {
w.int64(m.replicaEpoch)
}
if (flex) {
w.uvarint(0)
}
}

function decodeFetchTopic(r: Reader, v: number): FetchTopic {
const m = new FetchTopic()
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
  const list: FetchPartition[] = []
  for (let i = 0; i < n && r.ok; i++) list.push(decodeFetchPartition(r, v))
  m.partitions = list
}
if (flex) {
r.skipTags()
}
return m
}

function sizeFetchTopic(m: FetchTopic, v: number): number {
const flex = v >= 12
let s = 0
if (v <= 12) {
s += strSize(m.topic, flex)
}
if (v >= 13) {
s += 16
}
s += (flex ? uvarintSize(m.partitions.length + 1) : 4)
for (const e of m.partitions) s += sizeFetchPartition(e, v)
if (flex) {
s += 1
}
return s
}

function encodeFetchTopic(w: Writer, m: FetchTopic, v: number): void {
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
encodeFetchPartition(w, e, v)
}
if (flex) {
w.uvarint(0)
}
}

function decodeFetchPartition(r: Reader, v: number): FetchPartition {
const m = new FetchPartition()
const flex = v >= 12
m.partition = r.int32()
if (v >= 9) {
m.currentLeaderEpoch = r.int32()
}
m.fetchOffset = r.int64()
if (v >= 12) {
m.lastFetchedEpoch = r.int32()
}
if (v >= 5) {
m.logStartOffset = r.int64()
}
m.partitionMaxBytes = r.int32()
if (flex) {
for (let n = r.uvarint(); n > 0 && r.ok; n--) {
const tag = r.uvarint()
const size = r.uvarint()
const end = r.pos + size
if (size > r.remaining) { r.fail(); break }
switch (tag) {
case 0:
if (!(v >= 17)) break
m.replicaDirectoryId = r.uuid()
break
case 1:
if (!(v >= 18)) break
m.highWatermark = r.int64()
break
}
if (r.ok) r.pos = end
}
}
return m
}

function sizeFetchPartition(m: FetchPartition, v: number): number {
const flex = v >= 12
let s = 0
s += 4
if (v >= 9) {
s += 4
}
s += 8
if (v >= 12) {
s += 4
}
if (v >= 5) {
s += 8
}
s += 4
if (flex) {
let tags = 0
if ((v >= 17) && (m.replicaDirectoryId !== ZERO_UUID)) {
tags++
const body = ((s: number): number => {
s += 16
return s
})(0)
s += uvarintSize(0) + uvarintSize(body) + body
}
if ((v >= 18) && (m.highWatermark !== INT64_MAX)) {
tags++
const body = ((s: number): number => {
s += 8
return s
})(0)
s += uvarintSize(1) + uvarintSize(body) + body
}
s += uvarintSize(tags)
}
return s
}

function encodeFetchPartition(w: Writer, m: FetchPartition, v: number): void {
const flex = v >= 12
w.int32(m.partition)
if (v >= 9) {
w.int32(m.currentLeaderEpoch)
}
w.int64(m.fetchOffset)
if (v >= 12) {
w.int32(m.lastFetchedEpoch)
}
if (v >= 5) {
w.int64(m.logStartOffset)
}
w.int32(m.partitionMaxBytes)
if (flex) {
let tags = 0
if ((v >= 17) && (m.replicaDirectoryId !== ZERO_UUID)) tags++
if ((v >= 18) && (m.highWatermark !== INT64_MAX)) tags++
w.uvarint(tags)
if ((v >= 17) && (m.replicaDirectoryId !== ZERO_UUID)) {
w.uvarint(0)
w.uvarint(((s: number): number => {
s += 16
return s
})(0))
w.uuid(m.replicaDirectoryId)
}
if ((v >= 18) && (m.highWatermark !== INT64_MAX)) {
w.uvarint(1)
w.uvarint(((s: number): number => {
s += 8
return s
})(0))
w.int64(m.highWatermark)
}
}
}

function decodeForgottenTopic(r: Reader, v: number): ForgottenTopic {
const m = new ForgottenTopic()
const flex = v >= 12
if (v >= 7 && v <= 12) {
m.topic = (flex ? r.compactString() : r.string())
}
if (v >= 13) {
m.topicId = r.uuid()
}
if (v >= 7) {
{
  const n = (flex ? r.compactArrayLength(1) : r.arrayLength(1))
  if (n < 0) r.fail()
  const list: number[] = []
  for (let i = 0; i < n && r.ok; i++) list.push(r.int32())
  m.partitions = list
}
}
if (flex) {
r.skipTags()
}
return m
}

function sizeForgottenTopic(m: ForgottenTopic, v: number): number {
const flex = v >= 12
let s = 0
if (v >= 7 && v <= 12) {
s += strSize(m.topic, flex)
}
if (v >= 13) {
s += 16
}
if (v >= 7) {
s += (flex ? uvarintSize(m.partitions.length + 1) : 4)
s += m.partitions.length * 4
}
if (flex) {
s += 1
}
return s
}

function encodeForgottenTopic(w: Writer, m: ForgottenTopic, v: number): void {
const flex = v >= 12
if (v >= 7 && v <= 12) {
if (flex) w.compactString(m.topic)
else w.string(m.topic)
}
if (v >= 13) {
w.uuid(m.topicId)
}
if (v >= 7) {
if (flex) w.uvarint(m.partitions.length + 1)
else w.int32(m.partitions.length)
for (const e of m.partitions) {
w.int32(e)
}
}
if (flex) {
w.uvarint(0)
}
}

export const fetchRequest: MessageCodec<FetchRequest> = {
  name: 'FetchRequest',
  apiKey: 1,
  minVersion: 0,
  maxVersion: 18,
  flexibleFrom: 12,
  create: () => new FetchRequest(),
  decode: decodeFetchRequest,
  size: sizeFetchRequest,
  encode: encodeFetchRequest,
}
