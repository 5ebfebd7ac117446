// made by scripts/generate.ts; do not edit
import { ZERO_UUID } from '../../base/uuid.ts'
import { refuseField, strictEncoding, type MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { nullableStrSize, strSize, uvarintSize, type Writer } from '../writer.ts'

export class TxnOffsetCommitRequest {
  transactionalId: string = ''
  groupId: string = ''
  producerId: number = 0
  producerEpoch: number = 0
  generationIdOrMemberEpoch: number = -1
  memberId: string = ''
  groupInstanceId: string | null = null
  topics: TxnOffsetCommitRequestTopic[] = []
}

export class TxnOffsetCommitRequestTopic {
  name: string = ''
  topicId: string = ZERO_UUID
  partitions: TxnOffsetCommitRequestPartition[] = []
}

export class TxnOffsetCommitRequestPartition {
  partitionIndex: number = 0
  committedOffset: number = 0
  committedLeaderEpoch: number = -1
  committedMetadata: string | null = ''
}

function decodeTxnOffsetCommitRequest(r: Reader, v: number): TxnOffsetCommitRequest {
  const m = new TxnOffsetCommitRequest()
  const flex = v >= 3
  m.transactionalId = flex ? r.compactString() : r.string()
  m.groupId = flex ? r.compactString() : r.string()
  m.producerId = r.int64()
  m.producerEpoch = r.int16()
  if (v >= 3) {
    m.generationIdOrMemberEpoch = r.int32()
    m.memberId = r.compactString()
    m.groupInstanceId = r.compactNullableString()
  }
  for (let n = flex ? r.compactCount(3) : r.count(6); n > 0 && r.ok; n--) {
    m.topics.push(decodeTxnOffsetCommitRequestTopic(r, v))
  }
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeTxnOffsetCommitRequest(m: TxnOffsetCommitRequest, v: number): number {
  const flex = v >= 3
  let s = 10
  s += strSize(m.transactionalId, flex)
  s += strSize(m.groupId, flex)
  if (v >= 3) {
    s += 4
    s += strSize(m.memberId, true)
    s += nullableStrSize(m.groupInstanceId, true)
  }
  s += (flex ? uvarintSize(m.topics.length + 1) : 4)
  for (const e of m.topics) s += sizeTxnOffsetCommitRequestTopic(e, v)
  if (flex) {
    s += 1
  }
  return s
}

function refuseTxnOffsetCommitRequest(m: TxnOffsetCommitRequest, v: number): void {
  if (!(v >= 3) && (m.generationIdOrMemberEpoch !== -1)) refuseField('TxnOffsetCommitRequest.generationIdOrMemberEpoch', v)
  if (!(v >= 3) && (m.memberId !== '')) refuseField('TxnOffsetCommitRequest.memberId', v)
  if (!(v >= 3) && (m.groupInstanceId !== null)) refuseField('TxnOffsetCommitRequest.groupInstanceId', v)
}

function encodeTxnOffsetCommitRequest(w: Writer, m: TxnOffsetCommitRequest, v: number): void {
  if (strictEncoding) refuseTxnOffsetCommitRequest(m, v)
  const flex = v >= 3
  flex ? w.compactString(m.transactionalId) : w.string(m.transactionalId)
  flex ? w.compactString(m.groupId) : w.string(m.groupId)
  w.int64(m.producerId)
  w.int16(m.producerEpoch)
  if (v >= 3) {
    w.int32(m.generationIdOrMemberEpoch)
    w.compactString(m.memberId)
    w.compactNullableString(m.groupInstanceId)
  }
  flex ? w.uvarint(m.topics.length + 1) : w.int32(m.topics.length)
  for (const e of m.topics) encodeTxnOffsetCommitRequestTopic(w, e, v)
  if (flex) {
    w.uvarint(0)
  }
}

function decodeTxnOffsetCommitRequestTopic(r: Reader, v: number): TxnOffsetCommitRequestTopic {
  const m = new TxnOffsetCommitRequestTopic()
  const flex = v >= 3
  if (v <= 5) {
    m.name = flex ? r.compactString() : r.string()
  }
  if (v >= 6) {
    m.topicId = r.uuid()
  }
  for (let n = flex ? r.compactCount(18) : r.count(14); n > 0 && r.ok; n--) {
    m.partitions.push(decodeTxnOffsetCommitRequestPartition(r, v))
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
  if (v >= 6) s += 16
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
    flex ? w.compactString(m.name) : w.string(m.name)
  }
  if (v >= 6) {
    w.uuid(m.topicId)
  }
  flex ? w.uvarint(m.partitions.length + 1) : w.int32(m.partitions.length)
  for (const e of m.partitions) encodeTxnOffsetCommitRequestPartition(w, e, v)
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
  m.committedMetadata = flex ? r.compactNullableString() : r.nullableString()
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeTxnOffsetCommitRequestPartition(m: TxnOffsetCommitRequestPartition, v: number): number {
  const flex = v >= 3
  let s = 12
  if (v >= 2) s += 4
  s += nullableStrSize(m.committedMetadata, flex)
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
  flex ? w.compactNullableString(m.committedMetadata) : w.nullableString(m.committedMetadata)
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
  structs: { TxnOffsetCommitRequest, TxnOffsetCommitRequestTopic, TxnOffsetCommitRequestPartition },
}
