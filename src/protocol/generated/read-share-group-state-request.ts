// made by scripts/generate.ts; do not edit
import { ZERO_UUID } from '../../base/uuid.ts'
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, uvarintSize, type Writer } from '../writer.ts'

export class ReadShareGroupStateRequest {
  groupId: string = ''
  topics: ReadStateData[] = []
}

export class ReadStateData {
  topicId: string = ZERO_UUID
  partitions: PartitionData[] = []
}

export class PartitionData {
  partition: number = 0
  leaderEpoch: number = 0
}

function decodeReadShareGroupStateRequest(r: Reader, v: number): ReadShareGroupStateRequest {
  const m = new ReadShareGroupStateRequest()
  m.groupId = r.compactString()
  for (let n = r.compactCount(18); n > 0 && r.ok; n--) {
    m.topics.push(decodeReadStateData(r, v))
  }
  r.skipTags()
  return m
}

function sizeReadShareGroupStateRequest(m: ReadShareGroupStateRequest, v: number): number {
  let s = 0
  s += strSize(m.groupId, true)
  s += uvarintSize(m.topics.length + 1)
  for (const e of m.topics) s += sizeReadStateData(e, v)
  s += 1
  return s
}

function encodeReadShareGroupStateRequest(w: Writer, m: ReadShareGroupStateRequest, v: number): void {
  w.compactString(m.groupId)
  w.uvarint(m.topics.length + 1)
  for (const e of m.topics) encodeReadStateData(w, e, v)
  w.uvarint(0)
}

function decodeReadStateData(r: Reader, v: number): ReadStateData {
  const m = new ReadStateData()
  m.topicId = r.uuid()
  for (let n = r.compactCount(9); n > 0 && r.ok; n--) {
    m.partitions.push(decodePartitionData(r, v))
  }
  r.skipTags()
  return m
}

function sizeReadStateData(m: ReadStateData, v: number): number {
  let s = 16
  s += uvarintSize(m.partitions.length + 1)
  for (const e of m.partitions) s += sizePartitionData(e, v)
  s += 1
  return s
}

function encodeReadStateData(w: Writer, m: ReadStateData, v: number): void {
  w.uuid(m.topicId)
  w.uvarint(m.partitions.length + 1)
  for (const e of m.partitions) encodePartitionData(w, e, v)
  w.uvarint(0)
}

function decodePartitionData(r: Reader, v: number): PartitionData {
  const m = new PartitionData()
  m.partition = r.int32()
  m.leaderEpoch = r.int32()
  r.skipTags()
  return m
}

function sizePartitionData(m: PartitionData, v: number): number {
  let s = 8
  s += 1
  return s
}

function encodePartitionData(w: Writer, m: PartitionData, v: number): void {
  w.int32(m.partition)
  w.int32(m.leaderEpoch)
  w.uvarint(0)
}

export const readShareGroupStateRequest: MessageCodec<ReadShareGroupStateRequest> = {
  name: 'ReadShareGroupStateRequest',
  apiKey: 84,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  create: () => new ReadShareGroupStateRequest(),
  decode: decodeReadShareGroupStateRequest,
  size: sizeReadShareGroupStateRequest,
  encode: encodeReadShareGroupStateRequest,
  structs: { ReadShareGroupStateRequest, ReadStateData, PartitionData },
}
