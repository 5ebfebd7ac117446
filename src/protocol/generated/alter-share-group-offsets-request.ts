// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, uvarintSize, type Writer } from '../writer.ts'

export class AlterShareGroupOffsetsRequest {
  groupId: string = ''
  topics: AlterShareGroupOffsetsRequestTopic[] = []
}

export class AlterShareGroupOffsetsRequestTopic {
  topicName: string = ''
  partitions: AlterShareGroupOffsetsRequestPartition[] = []
}

export class AlterShareGroupOffsetsRequestPartition {
  partitionIndex: number = 0
  startOffset: number = 0
}

function decodeAlterShareGroupOffsetsRequest(r: Reader, v: number): AlterShareGroupOffsetsRequest {
  const m = new AlterShareGroupOffsetsRequest()
  m.groupId = r.compactString()
  for (let n = r.compactCount(3); n > 0 && r.ok; n--) {
    m.topics.push(decodeAlterShareGroupOffsetsRequestTopic(r, v))
  }
  r.skipTags()
  return m
}

function sizeAlterShareGroupOffsetsRequest(m: AlterShareGroupOffsetsRequest, v: number): number {
  let s = 0
  s += strSize(m.groupId, true)
  s += uvarintSize(m.topics.length + 1)
  for (const e of m.topics) s += sizeAlterShareGroupOffsetsRequestTopic(e, v)
  s += 1
  return s
}

function encodeAlterShareGroupOffsetsRequest(w: Writer, m: AlterShareGroupOffsetsRequest, v: number): void {
  w.compactString(m.groupId)
  w.uvarint(m.topics.length + 1)
  for (const e of m.topics) encodeAlterShareGroupOffsetsRequestTopic(w, e, v)
  w.uvarint(0)
}

function decodeAlterShareGroupOffsetsRequestTopic(r: Reader, v: number): AlterShareGroupOffsetsRequestTopic {
  const m = new AlterShareGroupOffsetsRequestTopic()
  m.topicName = r.compactString()
  for (let n = r.compactCount(13); n > 0 && r.ok; n--) {
    m.partitions.push(decodeAlterShareGroupOffsetsRequestPartition(r, v))
  }
  r.skipTags()
  return m
}

function sizeAlterShareGroupOffsetsRequestTopic(m: AlterShareGroupOffsetsRequestTopic, v: number): number {
  let s = 0
  s += strSize(m.topicName, true)
  s += uvarintSize(m.partitions.length + 1)
  for (const e of m.partitions) s += sizeAlterShareGroupOffsetsRequestPartition(e, v)
  s += 1
  return s
}

function encodeAlterShareGroupOffsetsRequestTopic(w: Writer, m: AlterShareGroupOffsetsRequestTopic, v: number): void {
  w.compactString(m.topicName)
  w.uvarint(m.partitions.length + 1)
  for (const e of m.partitions) encodeAlterShareGroupOffsetsRequestPartition(w, e, v)
  w.uvarint(0)
}

function decodeAlterShareGroupOffsetsRequestPartition(r: Reader, v: number): AlterShareGroupOffsetsRequestPartition {
  const m = new AlterShareGroupOffsetsRequestPartition()
  m.partitionIndex = r.int32()
  m.startOffset = r.int64()
  r.skipTags()
  return m
}

function sizeAlterShareGroupOffsetsRequestPartition(m: AlterShareGroupOffsetsRequestPartition, v: number): number {
  let s = 12
  s += 1
  return s
}

function encodeAlterShareGroupOffsetsRequestPartition(w: Writer, m: AlterShareGroupOffsetsRequestPartition, v: number): void {
  w.int32(m.partitionIndex)
  w.int64(m.startOffset)
  w.uvarint(0)
}

export const alterShareGroupOffsetsRequest: MessageCodec<AlterShareGroupOffsetsRequest> = {
  name: 'AlterShareGroupOffsetsRequest',
  apiKey: 91,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  create: () => new AlterShareGroupOffsetsRequest(),
  decode: decodeAlterShareGroupOffsetsRequest,
  size: sizeAlterShareGroupOffsetsRequest,
  encode: encodeAlterShareGroupOffsetsRequest,
  structs: { AlterShareGroupOffsetsRequest, AlterShareGroupOffsetsRequestTopic, AlterShareGroupOffsetsRequestPartition },
}
