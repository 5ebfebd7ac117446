// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, type Writer } from '../writer.ts'

export class OffsetDeleteResponse {
  errorCode: number = 0
  throttleTimeMs: number = 0
  topics: OffsetDeleteResponseTopic[] = []
}

export class OffsetDeleteResponseTopic {
  name: string = ''
  partitions: OffsetDeleteResponsePartition[] = []
}

export class OffsetDeleteResponsePartition {
  partitionIndex: number = 0
  errorCode: number = 0
}

function decodeOffsetDeleteResponse(r: Reader, v: number): OffsetDeleteResponse {
  const m = new OffsetDeleteResponse()
  m.errorCode = r.int16()
  m.throttleTimeMs = r.int32()
  for (let n = r.count(6); n > 0 && r.ok; n--) {
    m.topics.push(decodeOffsetDeleteResponseTopic(r, v))
  }
  return m
}

function sizeOffsetDeleteResponse(m: OffsetDeleteResponse, v: number): number {
  let s = 6
  s += 4
  for (const e of m.topics) s += sizeOffsetDeleteResponseTopic(e, v)
  return s
}

function encodeOffsetDeleteResponse(w: Writer, m: OffsetDeleteResponse, v: number): void {
  w.int16(m.errorCode)
  w.int32(m.throttleTimeMs)
  w.int32(m.topics.length)
  for (const e of m.topics) encodeOffsetDeleteResponseTopic(w, e, v)
}

function decodeOffsetDeleteResponseTopic(r: Reader, v: number): OffsetDeleteResponseTopic {
  const m = new OffsetDeleteResponseTopic()
  m.name = r.string()
  for (let n = r.count(6); n > 0 && r.ok; n--) {
    m.partitions.push(decodeOffsetDeleteResponsePartition(r, v))
  }
  return m
}

function sizeOffsetDeleteResponseTopic(m: OffsetDeleteResponseTopic, v: number): number {
  let s = 0
  s += strSize(m.name, false)
  s += 4
  for (const e of m.partitions) s += sizeOffsetDeleteResponsePartition(e, v)
  return s
}

function encodeOffsetDeleteResponseTopic(w: Writer, m: OffsetDeleteResponseTopic, v: number): void {
  w.string(m.name)
  w.int32(m.partitions.length)
  for (const e of m.partitions) encodeOffsetDeleteResponsePartition(w, e, v)
}

function decodeOffsetDeleteResponsePartition(r: Reader, v: number): OffsetDeleteResponsePartition {
  const m = new OffsetDeleteResponsePartition()
  m.partitionIndex = r.int32()
  m.errorCode = r.int16()
  return m
}

function sizeOffsetDeleteResponsePartition(m: OffsetDeleteResponsePartition, v: number): number {
  let s = 6
  return s
}

function encodeOffsetDeleteResponsePartition(w: Writer, m: OffsetDeleteResponsePartition, v: number): void {
  w.int32(m.partitionIndex)
  w.int16(m.errorCode)
}

export const offsetDeleteResponse: MessageCodec<OffsetDeleteResponse> = {
  name: 'OffsetDeleteResponse',
  apiKey: 47,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 32767,
  create: () => new OffsetDeleteResponse(),
  decode: decodeOffsetDeleteResponse,
  size: sizeOffsetDeleteResponse,
  encode: encodeOffsetDeleteResponse,
  structs: { OffsetDeleteResponse, OffsetDeleteResponseTopic, OffsetDeleteResponsePartition },
}
