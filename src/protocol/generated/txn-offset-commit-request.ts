// made by scripts/generate.ts; do not edit
/* eslint-disable */
import { ZERO_UUID } from '../../base/uuid.ts'
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, uvarintSize, type Writer } from '../writer.ts'

export class TxnOffsetCommitRequest {
  transactionalId: string = ""
  groupId: string = ""
  producerId: number = 0
  producerEpoch: number = 0
  generationIdOrMemberEpoch: number = -1
  memberId: string = ""
  groupInstanceId: string | null = null
  topics: TxnOffsetCommitRequestTopic[] = []
}

export class TxnOffsetCommitRequestTopic {
  name: string = ""
  topicId: string = ZERO_UUID
  partitions: TxnOffsetCommitRequestPartition[] = []
}

export class TxnOffsetCommitRequestPartition {
  partitionIndex: number = 0
  committedOffset: number = 0
  committedLeaderEpoch: number = -1
  committedMetadata: string | null = ""
}

function decodeTxnOffsetCommitRequest(r: Reader, v: number): TxnOffsetCommitRequest {
const m = new TxnOffsetCommitRequest()
const flex = v >= 3
m.transactionalId = (flex ? r.compactString() : r.string())
m.groupId = (flex ? r.compactString() : r.string())
m.producerId = r.int64()
m.producerEpoch = r.int16()
if (v >= 3) {
m.generationIdOrMemberEpoch = r.int32()
}
if (v >= 3) {
m.memberId = r.compactString()
}
if (v >= 3) {
m.groupInstanceId = r.compactNullableString()
}
{
  const n = (flex ? r.compactArrayLength(1) : r.arrayLength(1))
  if (n < 0) r.fail()
  const list: TxnOffsetCommitRequestTopic[] = []
  for (let i = 0; i < n && r.ok; i++) list.push(decodeTxnOffsetCommitRequestTopic(r, v))
  m.topics = list
}
if (flex) {
r.skipTags()
}
return m
}

function sizeTxnOffsetCommitRequest(m: TxnOffsetCommitRequest, v: number): number {
const flex = v >= 3
let s = 0
s += strSize(m.transactionalId, flex)
s += strSize(m.groupId, flex)
s += 8
s += 2
if (v >= 3) {
s += 4
}
if (v >= 3) {
s += strSize(m.memberId, true)
}
if (v >= 3) {
s += m.groupInstanceId === null ? 1 : strSize(m.groupInstanceId, true)
}
s += (flex ? uvarintSize(m.topics.length + 1) : 4)
for (const e of m.topics) s += sizeTxnOffsetCommitRequestTopic(e, v)
if (flex) {
s += 1
}
return s
}

function encodeTxnOffsetCommitRequest(w: Writer, m: TxnOffsetCommitRequest, v: number): void {
const flex = v >= 3
if (flex) w.compactString(m.transactionalId)
else w.string(m.transactionalId)
if (flex) w.compactString(m.groupId)
else w.string(m.groupId)
w.int64(m.producerId)
w.int16(m.producerEpoch)
if (v >= 3) {
w.int32(m.generationIdOrMemberEpoch)
}
if (v >= 3) {
w.compactString(m.memberId)
}
if (v >= 3) {
w.compactNullableString(m.groupInstanceId)
}
if (flex) w.uvarint(m.topics.length + 1)
else w.int32(m.topics.length)
for (const e of m.topics) {
encodeTxnOffsetCommitRequestTopic(w, e, v)
}
if (flex) {
w.uvarint(0)
}
}

function decodeTxnOffsetCommitRequestTopic(r: Reader, v: number): TxnOffsetCommitRequestTopic {
const m = new TxnOffsetCommitRequestTopic()
const flex = v >= 3
if (v <= 5) {
m.name = (flex ? r.compactString() : r.string())
}
if (v >= 6) {
m.topicId = r.uuid()
}
{
  const n = (flex ? r.compactArrayLength(1) : r.arrayLength(1))
  if (n < 0) r.fail()
  const list: TxnOffsetCommitRequestPartition[] = []
  for (let i = 0; i < n && r.ok; i++) list.push(decodeTxnOffsetCommitRequestPartition(r, v))
  m.partitions = list
}
if (flex) {
r.skipTags()
}
return m
}

function sizeTxnOffsetCommitRequestTopic(m: TxnOffsetCommitRequestTopic, v: number): number {
const flex = v >= 3
let s = 0
if (v <= 5) {
s += strSize(m.name, flex)
}
if (v >= 6) {
s += 16
}
s += (flex ? uvarintSize(m.partitions.length + 1) : 4)
for (const e of m.partitions) s += sizeTxnOffsetCommitRequestPartition(e, v)
if (flex) {
s += 1
}
return s
}

function encodeTxnOffsetCommitRequestTopic(w: Writer, m: TxnOffsetCommitRequestTopic, v: number): void {
const flex = v >= 3
if (v <= 5) {
if (flex) w.compactString(m.name)
else w.string(m.name)
}
if (v >= 6) {
w.uuid(m.topicId)
}
if (flex) w.uvarint(m.partitions.length + 1)
else w.int32(m.partitions.length)
for (const e of m.partitions) {
encodeTxnOffsetCommitRequestPartition(w, e, v)
}
if (flex) {
w.uvarint(0)
}
}

function decodeTxnOffsetCommitRequestPartition(r: Reader, v: number): TxnOffsetCommitRequestPartition {
const m = new TxnOffsetCommitRequestPartition()
const flex = v >= 3
m.partitionIndex = r.int32()
m.committedOffset = r.int64()
if (v >= 2) {
m.committedLeaderEpoch = r.int32()
}
m.committedMetadata = (flex ? r.compactNullableString() : r.nullableString())
if (flex) {
r.skipTags()
}
return m
}

function sizeTxnOffsetCommitRequestPartition(m: TxnOffsetCommitRequestPartition, v: number): number {
const flex = v >= 3
let s = 0
s += 4
s += 8
if (v >= 2) {
s += 4
}
s += m.committedMetadata === null ? (flex ? 1 : 2) : strSize(m.committedMetadata, flex)
if (flex) {
s += 1
}
return s
}

function encodeTxnOffsetCommitRequestPartition(w: Writer, m: TxnOffsetCommitRequestPartition, v: number): void {
const flex = v >= 3
w.int32(m.partitionIndex)
w.int64(m.committedOffset)
if (v >= 2) {
w.int32(m.committedLeaderEpoch)
}
if (flex) w.compactNullableString(m.committedMetadata)
else w.nullableString(m.committedMetadata)
if (flex) {
w.uvarint(0)
}
}

export const txnOffsetCommitRequest: MessageCodec<TxnOffsetCommitRequest> = {
  name: 'TxnOffsetCommitRequest',
  apiKey: 28,
  minVersion: 0,
  maxVersion: 6,
  flexibleFrom: 3,
  create: () => new TxnOffsetCommitRequest(),
  decode: decodeTxnOffsetCommitRequest,
  size: sizeTxnOffsetCommitRequest,
  encode: encodeTxnOffsetCommitRequest,
}
