// made by scripts/generate.ts; do not edit
import { ZERO_UUID } from '../../base/uuid.ts'
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, uvarintSize, type Writer } from '../writer.ts'

export class OffsetCommitResponse {
  throttleTimeMs: number = 0
  topics: OffsetCommitResponseTopic[] = []
}

export class OffsetCommitResponseTopic {
  name: string = ''
  topicId: string = ZERO_UUID
  partitions: OffsetCommitResponsePartition[] = []
}

export class OffsetCommitResponsePartition {
  partitionIndex: number = 0
  errorCode: number = 0
}

function decodeOffsetCommitResponse(r: Reader, v: number): OffsetCommitResponse {
  const m = new OffsetCommitResponse()
  const flex = v >= 8
  if (v >= 3) {
    m.throttleTimeMs = r.int32()
  }
  for (let n = flex ? r.compactCount(3) : r.count(6); n > 0 && r.ok; n--) {
    m.topics.push(decodeOffsetCommitResponseTopic(r, v))
  }
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeOffsetCommitResponse(m: OffsetCommitResponse, v: number): number {
  const flex = v >= 8
  let s = 0
  if (v >= 3) s += 4
  s += (flex ? uvarintSize(m.topics.length + 1) : 4)
  for (const e of m.topics) s += sizeOffsetCommitResponseTopic(e, v)
  if (flex) {
    s += 1
  }
  return s
}

function encodeOffsetCommitResponse(w: Writer, m: OffsetCommitResponse, v: number): void {
  const flex = v >= 8
  if (v >= 3) {
    w.int32(m.throttleTimeMs)
  }
  flex ? w.uvarint(m.topics.length + 1) : w.int32(m.topics.length)
  for (const e of m.topics) encodeOffsetCommitResponseTopic(w, e, v)
  if (flex) {
    w.uvarint(0)
  }
}

function decodeOffsetCommitResponseTopic(r: Reader, v: number): OffsetCommitResponseTopic {
  const m = new OffsetCommitResponseTopic()
  const flex = v >= 8
  if (v <= 9) {
    m.name = flex ? r.compactString() : r.string()
  }
  if (v >= 10) {
    m.topicId = r.uuid()
  }
  for (let n = flex ? r.compactCount(7) : r.count(6); n > 0 && r.ok; n--) {
    m.partitions.push(decodeOffsetCommitResponsePartition(r, v))
  }
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeOffsetCommitResponseTopic(m: OffsetCommitResponseTopic, v: number): number {
  const flex = v >= 8
  let s = 0
  if (v <= 9) {
    s += strSize(m.name, flex)
  }
  if (v >= 10) s += 16
  s += (flex ? uvarintSize(m.partitions.length + 1) : 4)
  for (const e of m.partitions) s += sizeOffsetCommitResponsePartition(e, v)
  if (flex) {
    s += 1
  }
  return s
}

function encodeOffsetCommitResponseTopic(w: Writer, m: OffsetCommitResponseTopic, v: number): void {
  const flex = v >= 8
  if (v <= 9) {
    flex ? w.compactString(m.name) : w.string(m.name)
  }
  if (v >= 10) {
    w.uuid(m.topicId)
  }
  flex ? w.uvarint(m.partitions.length + 1) : w.int32(m.partitions.length)
  for (const e of m.partitions) encodeOffsetCommitResponsePartition(w, e, v)
  if (flex) {
    w.uvarint(0)
  }
}

function decodeOffsetCommitResponsePartition(r: Reader, v: number): OffsetCommitResponsePartition {
  const m = new OffsetCommitResponsePartition()
  const flex = v >= 8
  m.partitionIndex = r.int32()
  m.errorCode = r.int16()
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeOffsetCommitResponsePartition(m: OffsetCommitResponsePartition, v: number): number {
  const flex = v >= 8
  let s = 6
  if (flex) {
    s += 1
  }
  return s
}

function encodeOffsetCommitResponsePartition(w: Writer, m: OffsetCommitResponsePartition, v: number): void {
  const flex = v >= 8
  w.int32(m.partitionIndex)
  w.int16(m.errorCode)
  if (flex) {
    w.uvarint(0)
  }
}

export const offsetCommitResponse: MessageCodec<OffsetCommitResponse> = {
  name: 'OffsetCommitResponse',
  apiKey: 8,
  minVersion: 0,
  maxVersion: 10,
  flexibleFrom: 8,
  create: () => new OffsetCommitResponse(),
  decode: decodeOffsetCommitResponse,
  size: sizeOffsetCommitResponse,
  encode: encodeOffsetCommitResponse,
  structs: { OffsetCommitResponse, OffsetCommitResponseTopic, OffsetCommitResponsePartition },
}
