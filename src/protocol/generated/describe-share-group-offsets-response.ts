// made by scripts/generate.ts; do not edit
import { ZERO_UUID } from '../../base/uuid.ts'
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { nullableStrSize, strSize, uvarintSize, type Writer } from '../writer.ts'

export class DescribeShareGroupOffsetsResponse {
  throttleTimeMs: number = 0
  groups: DescribeShareGroupOffsetsResponseGroup[] = []
}

export class DescribeShareGroupOffsetsResponseGroup {
  groupId: string = ''
  topics: DescribeShareGroupOffsetsResponseTopic[] = []
  errorCode: number = 0
  errorMessage: string | null = null
}

export class DescribeShareGroupOffsetsResponseTopic {
  topicName: string = ''
  topicId: string = ZERO_UUID
  partitions: DescribeShareGroupOffsetsResponsePartition[] = []
}

export class DescribeShareGroupOffsetsResponsePartition {
  partitionIndex: number = 0
  startOffset: number = 0
  leaderEpoch: number = 0
  lag: number = -1
  errorCode: number = 0
  errorMessage: string | null = null
}

function decodeDescribeShareGroupOffsetsResponse(r: Reader, v: number): DescribeShareGroupOffsetsResponse {
  const m = new DescribeShareGroupOffsetsResponse()
  m.throttleTimeMs = r.int32()
  for (let n = r.compactCount(6); n > 0 && r.ok; n--) {
    m.groups.push(decodeDescribeShareGroupOffsetsResponseGroup(r, v))
  }
  r.skipTags()
  return m
}

function sizeDescribeShareGroupOffsetsResponse(m: DescribeShareGroupOffsetsResponse, v: number): number {
  let s = 4
  s += uvarintSize(m.groups.length + 1)
  for (const e of m.groups) s += sizeDescribeShareGroupOffsetsResponseGroup(e, v)
  s += 1
  return s
}

function encodeDescribeShareGroupOffsetsResponse(w: Writer, m: DescribeShareGroupOffsetsResponse, v: number): void {
  w.int32(m.throttleTimeMs)
  w.uvarint(m.groups.length + 1)
  for (const e of m.groups) encodeDescribeShareGroupOffsetsResponseGroup(w, e, v)
  w.uvarint(0)
}

function decodeDescribeShareGroupOffsetsResponseGroup(r: Reader, v: number): DescribeShareGroupOffsetsResponseGroup {
  const m = new DescribeShareGroupOffsetsResponseGroup()
  m.groupId = r.compactString()
  for (let n = r.compactCount(19); n > 0 && r.ok; n--) {
    m.topics.push(decodeDescribeShareGroupOffsetsResponseTopic(r, v))
  }
  m.errorCode = r.int16()
  m.errorMessage = r.compactNullableString()
  r.skipTags()
  return m
}

function sizeDescribeShareGroupOffsetsResponseGroup(m: DescribeShareGroupOffsetsResponseGroup, v: number): number {
  let s = 2
  s += strSize(m.groupId, true)
  s += uvarintSize(m.topics.length + 1)
  for (const e of m.topics) s += sizeDescribeShareGroupOffsetsResponseTopic(e, v)
  s += nullableStrSize(m.errorMessage, true)
  s += 1
  return s
}

function encodeDescribeShareGroupOffsetsResponseGroup(w: Writer, m: DescribeShareGroupOffsetsResponseGroup, v: number): void {
  w.compactString(m.groupId)
  w.uvarint(m.topics.length + 1)
  for (const e of m.topics) encodeDescribeShareGroupOffsetsResponseTopic(w, e, v)
  w.int16(m.errorCode)
  w.compactNullableString(m.errorMessage)
  w.uvarint(0)
}

function decodeDescribeShareGroupOffsetsResponseTopic(r: Reader, v: number): DescribeShareGroupOffsetsResponseTopic {
  const m = new DescribeShareGroupOffsetsResponseTopic()
  m.topicName = r.compactString()
  m.topicId = r.uuid()
  for (let n = r.compactCount(20); n > 0 && r.ok; n--) {
    m.partitions.push(decodeDescribeShareGroupOffsetsResponsePartition(r, v))
  }
  r.skipTags()
  return m
}

function sizeDescribeShareGroupOffsetsResponseTopic(m: DescribeShareGroupOffsetsResponseTopic, v: number): number {
  let s = 16
  s += strSize(m.topicName, true)
  s += uvarintSize(m.partitions.length + 1)
  for (const e of m.partitions) s += sizeDescribeShareGroupOffsetsResponsePartition(e, v)
  s += 1
  return s
}

function encodeDescribeShareGroupOffsetsResponseTopic(w: Writer, m: DescribeShareGroupOffsetsResponseTopic, v: number): void {
  w.compactString(m.topicName)
  w.uuid(m.topicId)
  w.uvarint(m.partitions.length + 1)
  for (const e of m.partitions) encodeDescribeShareGroupOffsetsResponsePartition(w, e, v)
  w.uvarint(0)
}

function decodeDescribeShareGroupOffsetsResponsePartition(r: Reader, v: number): DescribeShareGroupOffsetsResponsePartition {
  const m = new DescribeShareGroupOffsetsResponsePartition()
  m.partitionIndex = r.int32()
  m.startOffset = r.int64()
  m.leaderEpoch = r.int32()
  if (v >= 1) {
    m.lag = r.int64()
  }
  m.errorCode = r.int16()
  m.errorMessage = r.compactNullableString()
  r.skipTags()
  return m
}

function sizeDescribeShareGroupOffsetsResponsePartition(m: DescribeShareGroupOffsetsResponsePartition, v: number): number {
  let s = 18
  if (v >= 1) s += 8
  s += nullableStrSize(m.errorMessage, true)
  s += 1
  return s
}

function encodeDescribeShareGroupOffsetsResponsePartition(w: Writer, m: DescribeShareGroupOffsetsResponsePartition, v: number): void {
  w.int32(m.partitionIndex)
  w.int64(m.startOffset)
  w.int32(m.leaderEpoch)
  if (v >= 1) {
    w.int64(m.lag)
  }
  w.int16(m.errorCode)
  w.compactNullableString(m.errorMessage)
  w.uvarint(0)
}

export const describeShareGroupOffsetsResponse: MessageCodec<DescribeShareGroupOffsetsResponse> = {
  name: 'DescribeShareGroupOffsetsResponse',
  apiKey: 90,
  minVersion: 0,
  maxVersion: 1,
  flexibleFrom: 0,
  create: () => new DescribeShareGroupOffsetsResponse(),
  decode: decodeDescribeShareGroupOffsetsResponse,
  size: sizeDescribeShareGroupOffsetsResponse,
  encode: encodeDescribeShareGroupOffsetsResponse,
  structs: { DescribeShareGroupOffsetsResponse, DescribeShareGroupOffsetsResponseGroup, DescribeShareGroupOffsetsResponseTopic, DescribeShareGroupOffsetsResponsePartition },
}
