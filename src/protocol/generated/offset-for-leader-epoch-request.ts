// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, uvarintSize, type Writer } from '../writer.ts'

export class OffsetForLeaderEpochRequest {
  replicaId: number = -2
  topics: OffsetForLeaderTopic[] = []
}

export class OffsetForLeaderTopic {
  topic: string = ''
  partitions: OffsetForLeaderPartition[] = []
}

export class OffsetForLeaderPartition {
  partition: number = 0
  currentLeaderEpoch: number = -1
  leaderEpoch: number = 0
}

function decodeOffsetForLeaderEpochRequest(r: Reader, v: number): OffsetForLeaderEpochRequest {
  const m = new OffsetForLeaderEpochRequest()
  const flex = v >= 4
  if (v >= 3) {
    m.replicaId = r.int32()
  }
  for (let n = flex ? r.compactCount(3) : r.count(6); n > 0 && r.ok; n--) {
    m.topics.push(decodeOffsetForLeaderTopic(r, v))
  }
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeOffsetForLeaderEpochRequest(m: OffsetForLeaderEpochRequest, v: number): number {
  const flex = v >= 4
  let s = 0
  if (v >= 3) s += 4
  s += (flex ? uvarintSize(m.topics.length + 1) : 4)
  for (const e of m.topics) s += sizeOffsetForLeaderTopic(e, v)
  if (flex) {
    s += 1
  }
  return s
}

function encodeOffsetForLeaderEpochRequest(w: Writer, m: OffsetForLeaderEpochRequest, v: number): void {
  const flex = v >= 4
  if (v >= 3) {
    w.int32(m.replicaId)
  }
  flex ? w.uvarint(m.topics.length + 1) : w.int32(m.topics.length)
  for (const e of m.topics) encodeOffsetForLeaderTopic(w, e, v)
  if (flex) {
    w.uvarint(0)
  }
}

function decodeOffsetForLeaderTopic(r: Reader, v: number): OffsetForLeaderTopic {
  const m = new OffsetForLeaderTopic()
  const flex = v >= 4
  m.topic = flex ? r.compactString() : r.string()
  for (let n = flex ? r.compactCount(13) : r.count(8); n > 0 && r.ok; n--) {
    m.partitions.push(decodeOffsetForLeaderPartition(r, v))
  }
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeOffsetForLeaderTopic(m: OffsetForLeaderTopic, v: number): number {
  const flex = v >= 4
  let s = 0
  s += strSize(m.topic, flex)
  s += (flex ? uvarintSize(m.partitions.length + 1) : 4)
  for (const e of m.partitions) s += sizeOffsetForLeaderPartition(e, v)
  if (flex) {
    s += 1
  }
  return s
}

function encodeOffsetForLeaderTopic(w: Writer, m: OffsetForLeaderTopic, v: number): void {
  const flex = v >= 4
  flex ? w.compactString(m.topic) : w.string(m.topic)
  flex ? w.uvarint(m.partitions.length + 1) : w.int32(m.partitions.length)
  for (const e of m.partitions) encodeOffsetForLeaderPartition(w, e, v)
  if (flex) {
    w.uvarint(0)
  }
}

function decodeOffsetForLeaderPartition(r: Reader, v: number): OffsetForLeaderPartition {
  const m = new OffsetForLeaderPartition()
  const flex = v >= 4
  m.partition = r.int32()
  if (v >= 2) {
    m.currentLeaderEpoch = r.int32()
  }
  m.leaderEpoch = r.int32()
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeOffsetForLeaderPartition(m: OffsetForLeaderPartition, v: number): number {
  const flex = v >= 4
  let s = 8
  if (v >= 2) s += 4
  if (flex) {
    s += 1
  }
  return s
}

function encodeOffsetForLeaderPartition(w: Writer, m: OffsetForLeaderPartition, v: number): void {
  const flex = v >= 4
  w.int32(m.partition)
  if (v >= 2) {
    w.int32(m.currentLeaderEpoch)
  }
  w.int32(m.leaderEpoch)
  if (flex) {
    w.uvarint(0)
  }
}

export const offsetForLeaderEpochRequest: MessageCodec<OffsetForLeaderEpochRequest> = {
  name: 'OffsetForLeaderEpochRequest',
  apiKey: 23,
  minVersion: 0,
  maxVersion: 4,
  flexibleFrom: 4,
  create: () => new OffsetForLeaderEpochRequest(),
  decode: decodeOffsetForLeaderEpochRequest,
  size: sizeOffsetForLeaderEpochRequest,
  encode: encodeOffsetForLeaderEpochRequest,
  structs: { OffsetForLeaderEpochRequest, OffsetForLeaderTopic, OffsetForLeaderPartition },
}
