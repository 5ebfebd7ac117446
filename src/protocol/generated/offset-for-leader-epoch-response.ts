// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, uvarintSize, type Writer } from '../writer.ts'

export class OffsetForLeaderEpochResponse {
  throttleTimeMs: number = 0
  topics: OffsetForLeaderTopicResult[] = []
}

export class OffsetForLeaderTopicResult {
  topic: string = ''
  partitions: EpochEndOffset[] = []
}

export class EpochEndOffset {
  errorCode: number = 0
  partition: number = 0
  leaderEpoch: number = -1
  endOffset: number = -1
}

function decodeOffsetForLeaderEpochResponse(r: Reader, v: number): OffsetForLeaderEpochResponse {
  const m = new OffsetForLeaderEpochResponse()
  const flex = v >= 4
  if (v >= 2) {
    m.throttleTimeMs = r.int32()
  }
  for (let n = flex ? r.compactCount(3) : r.count(6); n > 0 && r.ok; n--) {
    m.topics.push(decodeOffsetForLeaderTopicResult(r, v))
  }
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeOffsetForLeaderEpochResponse(m: OffsetForLeaderEpochResponse, v: number): number {
  const flex = v >= 4
  let s = 0
  if (v >= 2) s += 4
  s += (flex ? uvarintSize(m.topics.length + 1) : 4)
  for (const e of m.topics) s += sizeOffsetForLeaderTopicResult(e, v)
  if (flex) {
    s += 1
  }
  return s
}

function encodeOffsetForLeaderEpochResponse(w: Writer, m: OffsetForLeaderEpochResponse, v: number): void {
  const flex = v >= 4
  if (v >= 2) {
    w.int32(m.throttleTimeMs)
  }
  flex ? w.uvarint(m.topics.length + 1) : w.int32(m.topics.length)
  for (const e of m.topics) encodeOffsetForLeaderTopicResult(w, e, v)
  if (flex) {
    w.uvarint(0)
  }
}

function decodeOffsetForLeaderTopicResult(r: Reader, v: number): OffsetForLeaderTopicResult {
  const m = new OffsetForLeaderTopicResult()
  const flex = v >= 4
  m.topic = flex ? r.compactString() : r.string()
  for (let n = flex ? r.compactCount(19) : r.count(14); n > 0 && r.ok; n--) {
    m.partitions.push(decodeEpochEndOffset(r, v))
  }
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeOffsetForLeaderTopicResult(m: OffsetForLeaderTopicResult, v: number): number {
  const flex = v >= 4
  let s = 0
  s += strSize(m.topic, flex)
  s += (flex ? uvarintSize(m.partitions.length + 1) : 4)
  for (const e of m.partitions) s += sizeEpochEndOffset(e, v)
  if (flex) {
    s += 1
  }
  return s
}

function encodeOffsetForLeaderTopicResult(w: Writer, m: OffsetForLeaderTopicResult, v: number): void {
  const flex = v >= 4
  flex ? w.compactString(m.topic) : w.string(m.topic)
  flex ? w.uvarint(m.partitions.length + 1) : w.int32(m.partitions.length)
  for (const e of m.partitions) encodeEpochEndOffset(w, e, v)
  if (flex) {
    w.uvarint(0)
  }
}

function decodeEpochEndOffset(r: Reader, v: number): EpochEndOffset {
  const m = new EpochEndOffset()
  const flex = v >= 4
  m.errorCode = r.int16()
  m.partition = r.int32()
  if (v >= 1) {
    m.leaderEpoch = r.int32()
  }
  m.endOffset = r.int64()
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeEpochEndOffset(m: EpochEndOffset, v: number): number {
  const flex = v >= 4
  let s = 14
  if (v >= 1) s += 4
  if (flex) {
    s += 1
  }
  return s
}

function encodeEpochEndOffset(w: Writer, m: EpochEndOffset, v: number): void {
  const flex = v >= 4
  w.int16(m.errorCode)
  w.int32(m.partition)
  if (v >= 1) {
    w.int32(m.leaderEpoch)
  }
  w.int64(m.endOffset)
  if (flex) {
    w.uvarint(0)
  }
}

export const offsetForLeaderEpochResponse: MessageCodec<OffsetForLeaderEpochResponse> = {
  name: 'OffsetForLeaderEpochResponse',
  apiKey: 23,
  minVersion: 0,
  maxVersion: 4,
  flexibleFrom: 4,
  create: () => new OffsetForLeaderEpochResponse(),
  decode: decodeOffsetForLeaderEpochResponse,
  size: sizeOffsetForLeaderEpochResponse,
  encode: encodeOffsetForLeaderEpochResponse,
  structs: { OffsetForLeaderEpochResponse, OffsetForLeaderTopicResult, EpochEndOffset },
}
