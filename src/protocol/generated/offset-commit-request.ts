// made by scripts/generate.ts; do not edit
import { ZERO_UUID } from '../../base/uuid.ts'
import { refuseField, strictEncoding, type MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { nullableStrSize, strSize, uvarintSize, type Writer } from '../writer.ts'

export class OffsetCommitRequest {
  groupId: string = ''
  generationIdOrMemberEpoch: number = -1
  memberId: string = ''
  groupInstanceId: string | null = null
  retentionTimeMs: number = -1
  topics: OffsetCommitRequestTopic[] = []
}

export class OffsetCommitRequestTopic {
  name: string = ''
  topicId: string = ZERO_UUID
  partitions: OffsetCommitRequestPartition[] = []
}

export class OffsetCommitRequestPartition {
  partitionIndex: number = 0
  committedOffset: number = 0
  committedLeaderEpoch: number = -1
  commitTimestamp: number = -1
  committedMetadata: string | null = ''
}

function decodeOffsetCommitRequest(r: Reader, v: number): OffsetCommitRequest {
  const m = new OffsetCommitRequest()
  const flex = v >= 8
  m.groupId = flex ? r.compactString() : r.string()
  if (v >= 1) {
    m.generationIdOrMemberEpoch = r.int32()
    m.memberId = flex ? r.compactString() : r.string()
  }
  if (v >= 7) {
    m.groupInstanceId = flex ? r.compactNullableString() : r.nullableString()
  }
  if (v >= 2 && v <= 4) {
    m.retentionTimeMs = r.int64()
  }
  for (let n = flex ? r.compactCount(3) : r.count(6); n > 0 && r.ok; n--) {
    m.topics.push(decodeOffsetCommitRequestTopic(r, v))
  }
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeOffsetCommitRequest(m: OffsetCommitRequest, v: number): number {
  const flex = v >= 8
  let s = 0
  s += strSize(m.groupId, flex)
  if (v >= 1) {
    s += 4
    s += strSize(m.memberId, flex)
  }
  if (v >= 7) {
    s += nullableStrSize(m.groupInstanceId, flex)
  }
  if (v >= 2 && v <= 4) s += 8
  s += (flex ? uvarintSize(m.topics.length + 1) : 4)
  for (const e of m.topics) s += sizeOffsetCommitRequestTopic(e, v)
  if (flex) {
    s += 1
  }
  return s
}

function refuseOffsetCommitRequest(m: OffsetCommitRequest, v: number): void {
  if (!(v >= 7) && (m.groupInstanceId !== null)) refuseField('OffsetCommitRequest.groupInstanceId', v)
}

function encodeOffsetCommitRequest(w: Writer, m: OffsetCommitRequest, v: number): void {
  if (strictEncoding) refuseOffsetCommitRequest(m, v)
  const flex = v >= 8
  flex ? w.compactString(m.groupId) : w.string(m.groupId)
  if (v >= 1) {
    w.int32(m.generationIdOrMemberEpoch)
    flex ? w.compactString(m.memberId) : w.string(m.memberId)
  }
  if (v >= 7) {
    flex ? w.compactNullableString(m.groupInstanceId) : w.nullableString(m.groupInstanceId)
  }
  if (v >= 2 && v <= 4) {
    w.int64(m.retentionTimeMs)
  }
  flex ? w.uvarint(m.topics.length + 1) : w.int32(m.topics.length)
  for (const e of m.topics) encodeOffsetCommitRequestTopic(w, e, v)
  if (flex) {
    w.uvarint(0)
  }
}

function decodeOffsetCommitRequestTopic(r: Reader, v: number): OffsetCommitRequestTopic {
  const m = new OffsetCommitRequestTopic()
  const flex = v >= 8
  if (v <= 9) {
    m.name = flex ? r.compactString() : r.string()
  }
  if (v >= 10) {
    m.topicId = r.uuid()
  }
  for (let n = flex ? r.compactCount(18) : r.count(14); n > 0 && r.ok; n--) {
    m.partitions.push(decodeOffsetCommitRequestPartition(r, v))
  }
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeOffsetCommitRequestTopic(m: OffsetCommitRequestTopic, v: number): number {
  const flex = v >= 8
  let s = 0
  if (v <= 9) {
    s += strSize(m.name, flex)
  }
  if (v >= 10) s += 16
  s += (flex ? uvarintSize(m.partitions.length + 1) : 4)
  for (const e of m.partitions) s += sizeOffsetCommitRequestPartition(e, v)
  if (flex) {
    s += 1
  }
  return s
}

function encodeOffsetCommitRequestTopic(w: Writer, m: OffsetCommitRequestTopic, v: number): void {
  const flex = v >= 8
  if (v <= 9) {
    flex ? w.compactString(m.name) : w.string(m.name)
  }
  if (v >= 10) {
    w.uuid(m.topicId)
  }
  flex ? w.uvarint(m.partitions.length + 1) : w.int32(m.partitions.length)
  for (const e of m.partitions) encodeOffsetCommitRequestPartition(w, e, v)
  if (flex) {
    w.uvarint(0)
  }
}

function decodeOffsetCommitRequestPartition(r: Reader, v: number): OffsetCommitRequestPartition {
  const m = new OffsetCommitRequestPartition()
  const flex = v >= 8
  m.partitionIndex = r.int32()
  m.committedOffset = r.int64()
  if (v >= 6) {
    m.committedLeaderEpoch = r.int32()
  }
  if (v === 1) {
    m.commitTimestamp = r.int64()
  }
  m.committedMetadata = flex ? r.compactNullableString() : r.nullableString()
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeOffsetCommitRequestPartition(m: OffsetCommitRequestPartition, v: number): number {
  const flex = v >= 8
  let s = 12
  if (v >= 6) s += 4
  if (v === 1) s += 8
  s += nullableStrSize(m.committedMetadata, flex)
  if (flex) {
    s += 1
  }
  return s
}

function refuseOffsetCommitRequestPartition(m: OffsetCommitRequestPartition, v: number): void {
  if (!(v === 1) && (m.commitTimestamp !== -1)) refuseField('OffsetCommitRequestPartition.commitTimestamp', v)
}

function encodeOffsetCommitRequestPartition(w: Writer, m: OffsetCommitRequestPartition, v: number): void {
  if (strictEncoding) refuseOffsetCommitRequestPartition(m, v)
  const flex = v >= 8
  w.int32(m.partitionIndex)
  w.int64(m.committedOffset)
  if (v >= 6) {
    w.int32(m.committedLeaderEpoch)
  }
  if (v === 1) {
    w.int64(m.commitTimestamp)
  }
  flex ? w.compactNullableString(m.committedMetadata) : w.nullableString(m.committedMetadata)
  if (flex) {
    w.uvarint(0)
  }
}

export const offsetCommitRequest: MessageCodec<OffsetCommitRequest> = {
  name: 'OffsetCommitRequest',
  apiKey: 8,
  minVersion: 0,
  maxVersion: 10,
  flexibleFrom: 8,
  create: () => new OffsetCommitRequest(),
  decode: decodeOffsetCommitRequest,
  size: sizeOffsetCommitRequest,
  encode: encodeOffsetCommitRequest,
  structs: { OffsetCommitRequest, OffsetCommitRequestTopic, OffsetCommitRequestPartition },
}
