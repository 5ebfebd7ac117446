// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, type Writer } from '../writer.ts'

export class OffsetDeleteRequest {
  groupId: string = ''
  topics: OffsetDeleteRequestTopic[] = []
}

export class OffsetDeleteRequestTopic {
  name: string = ''
  partitions: OffsetDeleteRequestPartition[] = []
}

export class OffsetDeleteRequestPartition {
  partitionIndex: number = 0
}

function decodeOffsetDeleteRequest(r: Reader, v: number): OffsetDeleteRequest {
  const m = new OffsetDeleteRequest()
  m.groupId = r.string()
  for (let n = r.count(6); n > 0 && r.ok; n--) {
    m.topics.push(decodeOffsetDeleteRequestTopic(r, v))
  }
  return m
}

function sizeOffsetDeleteRequest(m: OffsetDeleteRequest, v: number): number {
  let s = 0
  s += strSize(m.groupId, false)
  s += 4
  for (const e of m.topics) s += sizeOffsetDeleteRequestTopic(e, v)
  return s
}

function encodeOffsetDeleteRequest(w: Writer, m: OffsetDeleteRequest, v: number): void {
  w.string(m.groupId)
  w.int32(m.topics.length)
  for (const e of m.topics) encodeOffsetDeleteRequestTopic(w, e, v)
}

function decodeOffsetDeleteRequestTopic(r: Reader, v: number): OffsetDeleteRequestTopic {
  const m = new OffsetDeleteRequestTopic()
  m.name = r.string()
  for (let n = r.count(4); n > 0 && r.ok; n--) {
    m.partitions.push(decodeOffsetDeleteRequestPartition(r, v))
  }
  return m
}

function sizeOffsetDeleteRequestTopic(m: OffsetDeleteRequestTopic, v: number): number {
  let s = 0
  s += strSize(m.name, false)
  s += 4
  for (const e of m.partitions) s += sizeOffsetDeleteRequestPartition(e, v)
  return s
}

function encodeOffsetDeleteRequestTopic(w: Writer, m: OffsetDeleteRequestTopic, v: number): void {
  w.string(m.name)
  w.int32(m.partitions.length)
  for (const e of m.partitions) encodeOffsetDeleteRequestPartition(w, e, v)
}

function decodeOffsetDeleteRequestPartition(r: Reader, v: number): OffsetDeleteRequestPartition {
  const m = new OffsetDeleteRequestPartition()
  m.partitionIndex = r.int32()
  return m
}

function sizeOffsetDeleteRequestPartition(m: OffsetDeleteRequestPartition, v: number): number {
  let s = 4
  return s
}

function encodeOffsetDeleteRequestPartition(w: Writer, m: OffsetDeleteRequestPartition, v: number): void {
  w.int32(m.partitionIndex)
}

export const offsetDeleteRequest: MessageCodec<OffsetDeleteRequest> = {
  name: 'OffsetDeleteRequest',
  apiKey: 47,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 32767,
  create: () => new OffsetDeleteRequest(),
  decode: decodeOffsetDeleteRequest,
  size: sizeOffsetDeleteRequest,
  encode: encodeOffsetDeleteRequest,
  structs: { OffsetDeleteRequest, OffsetDeleteRequestTopic, OffsetDeleteRequestPartition },
}
