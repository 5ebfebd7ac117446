// made by scripts/generate.ts; do not edit
import { ZERO_UUID } from '../../base/uuid.ts'
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, uvarintSize, type Writer } from '../writer.ts'

export class TxnOffsetCommitResponse {
  throttleTimeMs: number = 0
  topics: TxnOffsetCommitResponseTopic[] = []
}

export class TxnOffsetCommitResponseTopic {
  name: string = ''
  topicId: string = ZERO_UUID
  partitions: TxnOffsetCommitResponsePartition[] = []
}

export class TxnOffsetCommitResponsePartition {
  partitionIndex: number = 0
  errorCode: number = 0
}

function decodeTxnOffsetCommitResponse(r: Reader, v: number): TxnOffsetCommitResponse {
  const m = new TxnOffsetCommitResponse()
  const flex = v >= 3
  m.throttleTimeMs = r.int32()
  for (let n = flex ? r.compactCount(3) : r.count(6); n > 0 && r.ok; n--) {
    m.topics.push(decodeTxnOffsetCommitResponseTopic(r, v))
  }
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeTxnOffsetCommitResponse(m: TxnOffsetCommitResponse, v: number): number {
  const flex = v >= 3
  let s = 4
  s += (flex ? uvarintSize(m.topics.length + 1) : 4)
  for (const e of m.topics) s += sizeTxnOffsetCommitResponseTopic(e, v)
  if (flex) {
    s += 1
  }
  return s
}

function encodeTxnOffsetCommitResponse(w: Writer, m: TxnOffsetCommitResponse, v: number): void {
  const flex = v >= 3
  w.int32(m.throttleTimeMs)
  flex ? w.uvarint(m.topics.length + 1) : w.int32(m.topics.length)
  for (const e of m.topics) encodeTxnOffsetCommitResponseTopic(w, e, v)
  if (flex) {
    w.uvarint(0)
  }
}

function decodeTxnOffsetCommitResponseTopic(r: Reader, v: number): TxnOffsetCommitResponseTopic {
  const m = new TxnOffsetCommitResponseTopic()
  const flex = v >= 3
  if (v <= 5) {
    m.name = flex ? r.compactString() : r.string()
  }
  if (v >= 6) {
    m.topicId = r.uuid()
  }
  for (let n = flex ? r.compactCount(7) : r.count(6); n > 0 && r.ok; n--) {
    m.partitions.push(decodeTxnOffsetCommitResponsePartition(r, v))
  }
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeTxnOffsetCommitResponseTopic(m: TxnOffsetCommitResponseTopic, v: number): number {
  const flex = v >= 3
  let s = 0
  if (v <= 5) {
    s += strSize(m.name, flex)
  }
  if (v >= 6) s += 16
  s += (flex ? uvarintSize(m.partitions.length + 1) : 4)
  for (const e of m.partitions) s += sizeTxnOffsetCommitResponsePartition(e, v)
  if (flex) {
    s += 1
  }
  return s
}

function encodeTxnOffsetCommitResponseTopic(w: Writer, m: TxnOffsetCommitResponseTopic, v: number): void {
  const flex = v >= 3
  if (v <= 5) {
    flex ? w.compactString(m.name) : w.string(m.name)
  }
  if (v >= 6) {
    w.uuid(m.topicId)
  }
  flex ? w.uvarint(m.partitions.length + 1) : w.int32(m.partitions.length)
  for (const e of m.partitions) encodeTxnOffsetCommitResponsePartition(w, e, v)
  if (flex) {
    w.uvarint(0)
  }
}

function decodeTxnOffsetCommitResponsePartition(r: Reader, v: number): TxnOffsetCommitResponsePartition {
  const m = new TxnOffsetCommitResponsePartition()
  const flex = v >= 3
  m.partitionIndex = r.int32()
  m.errorCode = r.int16()
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeTxnOffsetCommitResponsePartition(m: TxnOffsetCommitResponsePartition, v: number): number {
  const flex = v >= 3
  let s = 6
  if (flex) {
    s += 1
  }
  return s
}

function encodeTxnOffsetCommitResponsePartition(w: Writer, m: TxnOffsetCommitResponsePartition, v: number): void {
  const flex = v >= 3
  w.int32(m.partitionIndex)
  w.int16(m.errorCode)
  if (flex) {
    w.uvarint(0)
  }
}

export const txnOffsetCommitResponse: MessageCodec<TxnOffsetCommitResponse> = {
  name: 'TxnOffsetCommitResponse',
  apiKey: 28,
  minVersion: 0,
  maxVersion: 6,
  flexibleFrom: 3,
  create: () => new TxnOffsetCommitResponse(),
  decode: decodeTxnOffsetCommitResponse,
  size: sizeTxnOffsetCommitResponse,
  encode: encodeTxnOffsetCommitResponse,
  structs: { TxnOffsetCommitResponse, TxnOffsetCommitResponseTopic, TxnOffsetCommitResponsePartition },
}
