// made by scripts/generate.ts; do not edit
import { ZERO_UUID } from '../../base/uuid.ts'
import { refuseField, strictEncoding, type MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { nullableStrSize, strSize, uvarintSize, type Writer } from '../writer.ts'

export class OffsetFetchResponse {
  throttleTimeMs: number = 0
  topics: OffsetFetchResponseTopic[] = []
  errorCode: number = 0
  groups: OffsetFetchResponseGroup[] = []
}

export class OffsetFetchResponseTopic {
  name: string = ''
  partitions: OffsetFetchResponsePartition[] = []
}

export class OffsetFetchResponsePartition {
  partitionIndex: number = 0
  committedOffset: number = 0
  committedLeaderEpoch: number = -1
  metadata: string | null = ''
  errorCode: number = 0
}

export class OffsetFetchResponseGroup {
  groupId: string = ''
  topics: OffsetFetchResponseTopics[] = []
  errorCode: number = 0
}

export class OffsetFetchResponseTopics {
  name: string = ''
  topicId: string = ZERO_UUID
  partitions: OffsetFetchResponsePartitions[] = []
}

export class OffsetFetchResponsePartitions {
  partitionIndex: number = 0
  committedOffset: number = 0
  committedLeaderEpoch: number = -1
  metadata: string | null = ''
  errorCode: number = 0
}

function decodeOffsetFetchResponse(r: Reader, v: number): OffsetFetchResponse {
  const m = new OffsetFetchResponse()
  const flex = v >= 6
  if (v >= 3) {
    m.throttleTimeMs = r.int32()
  }
  if (v <= 7) {
    for (let n = flex ? r.compactCount(3) : r.count(6); n > 0 && r.ok; n--) {
      m.topics.push(decodeOffsetFetchResponseTopic(r, v))
    }
  }
  if (v >= 2 && v <= 7) {
    m.errorCode = r.int16()
  }
  if (v >= 8) {
    for (let n = r.compactCount(5); n > 0 && r.ok; n--) {
      m.groups.push(decodeOffsetFetchResponseGroup(r, v))
    }
  }
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeOffsetFetchResponse(m: OffsetFetchResponse, v: number): number {
  const flex = v >= 6
  let s = 0
  if (v >= 3) s += 4
  if (v <= 7) {
    s += (flex ? uvarintSize(m.topics.length + 1) : 4)
    for (const e of m.topics) s += sizeOffsetFetchResponseTopic(e, v)
  }
  if (v >= 2 && v <= 7) s += 2
  if (v >= 8) {
    s += uvarintSize(m.groups.length + 1)
    for (const e of m.groups) s += sizeOffsetFetchResponseGroup(e, v)
  }
  if (flex) {
    s += 1
  }
  return s
}

function refuseOffsetFetchResponse(m: OffsetFetchResponse, v: number): void {
  if (!(v <= 7) && (m.topics.length > 0)) refuseField('OffsetFetchResponse.topics', v)
  if (!(v >= 8) && (m.groups.length > 0)) refuseField('OffsetFetchResponse.groups', v)
}

function encodeOffsetFetchResponse(w: Writer, m: OffsetFetchResponse, v: number): void {
  if (strictEncoding) refuseOffsetFetchResponse(m, v)
  const flex = v >= 6
  if (v >= 3) {
    w.int32(m.throttleTimeMs)
  }
  if (v <= 7) {
    flex ? w.uvarint(m.topics.length + 1) : w.int32(m.topics.length)
    for (const e of m.topics) encodeOffsetFetchResponseTopic(w, e, v)
  }
  if (v >= 2 && v <= 7) {
    w.int16(m.errorCode)
  }
  if (v >= 8) {
    w.uvarint(m.groups.length + 1)
    for (const e of m.groups) encodeOffsetFetchResponseGroup(w, e, v)
  }
  if (flex) {
    w.uvarint(0)
  }
}

function decodeOffsetFetchResponseTopic(r: Reader, v: number): OffsetFetchResponseTopic {
  const m = new OffsetFetchResponseTopic()
  const flex = v >= 6
  m.name = flex ? r.compactString() : r.string()
  for (let n = flex ? r.compactCount(20) : r.count(16); n > 0 && r.ok; n--) {
    m.partitions.push(decodeOffsetFetchResponsePartition(r, v))
  }
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeOffsetFetchResponseTopic(m: OffsetFetchResponseTopic, v: number): number {
  const flex = v >= 6
  let s = 0
  s += strSize(m.name, flex)
  s += (flex ? uvarintSize(m.partitions.length + 1) : 4)
  for (const e of m.partitions) s += sizeOffsetFetchResponsePartition(e, v)
  if (flex) {
    s += 1
  }
  return s
}

function encodeOffsetFetchResponseTopic(w: Writer, m: OffsetFetchResponseTopic, v: number): void {
  const flex = v >= 6
  flex ? w.compactString(m.name) : w.string(m.name)
  flex ? w.uvarint(m.partitions.length + 1) : w.int32(m.partitions.length)
  for (const e of m.partitions) encodeOffsetFetchResponsePartition(w, e, v)
  if (flex) {
    w.uvarint(0)
  }
}

function decodeOffsetFetchResponsePartition(r: Reader, v: number): OffsetFetchResponsePartition {
  const m = new OffsetFetchResponsePartition()
  const flex = v >= 6
  m.partitionIndex = r.int32()
  m.committedOffset = r.int64()
  if (v >= 5) {
    m.committedLeaderEpoch = r.int32()
  }
  m.metadata = flex ? r.compactNullableString() : r.nullableString()
  m.errorCode = r.int16()
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeOffsetFetchResponsePartition(m: OffsetFetchResponsePartition, v: number): number {
  const flex = v >= 6
  let s = 14
  if (v >= 5) s += 4
  s += nullableStrSize(m.metadata, flex)
  if (flex) {
    s += 1
  }
  return s
}

function encodeOffsetFetchResponsePartition(w: Writer, m: OffsetFetchResponsePartition, v: number): void {
  const flex = v >= 6
  w.int32(m.partitionIndex)
  w.int64(m.committedOffset)
  if (v >= 5) {
    w.int32(m.committedLeaderEpoch)
  }
  flex ? w.compactNullableString(m.metadata) : w.nullableString(m.metadata)
  w.int16(m.errorCode)
  if (flex) {
    w.uvarint(0)
  }
}

function decodeOffsetFetchResponseGroup(r: Reader, v: number): OffsetFetchResponseGroup {
  const m = new OffsetFetchResponseGroup()
  m.groupId = r.compactString()
  for (let n = r.compactCount(3); n > 0 && r.ok; n--) {
    m.topics.push(decodeOffsetFetchResponseTopics(r, v))
  }
  m.errorCode = r.int16()
  r.skipTags()
  return m
}

function sizeOffsetFetchResponseGroup(m: OffsetFetchResponseGroup, v: number): number {
  let s = 2
  s += strSize(m.groupId, true)
  s += uvarintSize(m.topics.length + 1)
  for (const e of m.topics) s += sizeOffsetFetchResponseTopics(e, v)
  s += 1
  return s
}

function encodeOffsetFetchResponseGroup(w: Writer, m: OffsetFetchResponseGroup, v: number): void {
  w.compactString(m.groupId)
  w.uvarint(m.topics.length + 1)
  for (const e of m.topics) encodeOffsetFetchResponseTopics(w, e, v)
  w.int16(m.errorCode)
  w.uvarint(0)
}

function decodeOffsetFetchResponseTopics(r: Reader, v: number): OffsetFetchResponseTopics {
  const m = new OffsetFetchResponseTopics()
  if (v <= 9) {
    m.name = r.compactString()
  }
  if (v >= 10) {
    m.topicId = r.uuid()
  }
  for (let n = r.compactCount(20); n > 0 && r.ok; n--) {
    m.partitions.push(decodeOffsetFetchResponsePartitions(r, v))
  }
  r.skipTags()
  return m
}

function sizeOffsetFetchResponseTopics(m: OffsetFetchResponseTopics, v: number): number {
  let s = 0
  if (v <= 9) {
    s += strSize(m.name, true)
  }
  if (v >= 10) s += 16
  s += uvarintSize(m.partitions.length + 1)
  for (const e of m.partitions) s += sizeOffsetFetchResponsePartitions(e, v)
  s += 1
  return s
}

function encodeOffsetFetchResponseTopics(w: Writer, m: OffsetFetchResponseTopics, v: number): void {
  if (v <= 9) {
    w.compactString(m.name)
  }
  if (v >= 10) {
    w.uuid(m.topicId)
  }
  w.uvarint(m.partitions.length + 1)
  for (const e of m.partitions) encodeOffsetFetchResponsePartitions(w, e, v)
  w.uvarint(0)
}

function decodeOffsetFetchResponsePartitions(r: Reader, v: number): OffsetFetchResponsePartitions {
  const m = new OffsetFetchResponsePartitions()
  m.partitionIndex = r.int32()
  m.committedOffset = r.int64()
  m.committedLeaderEpoch = r.int32()
  m.metadata = r.compactNullableString()
  m.errorCode = r.int16()
  r.skipTags()
  return m
}

function sizeOffsetFetchResponsePartitions(m: OffsetFetchResponsePartitions, v: number): number {
  let s = 18
  s += nullableStrSize(m.metadata, true)
  s += 1
  return s
}

function encodeOffsetFetchResponsePartitions(w: Writer, m: OffsetFetchResponsePartitions, v: number): void {
  w.int32(m.partitionIndex)
  w.int64(m.committedOffset)
  w.int32(m.committedLeaderEpoch)
  w.compactNullableString(m.metadata)
  w.int16(m.errorCode)
  w.uvarint(0)
}

export const offsetFetchResponse: MessageCodec<OffsetFetchResponse> = {
  name: 'OffsetFetchResponse',
  apiKey: 9,
  minVersion: 0,
  maxVersion: 10,
  flexibleFrom: 6,
  create: () => new OffsetFetchResponse(),
  decode: decodeOffsetFetchResponse,
  size: sizeOffsetFetchResponse,
  encode: encodeOffsetFetchResponse,
  structs: { OffsetFetchResponse, OffsetFetchResponseTopic, OffsetFetchResponsePartition, OffsetFetchResponseGroup, OffsetFetchResponseTopics, OffsetFetchResponsePartitions },
}
