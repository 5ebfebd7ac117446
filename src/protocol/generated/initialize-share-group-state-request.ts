// made by scripts/generate.ts; do not edit
import { ZERO_UUID } from '../../base/uuid.ts'
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, uvarintSize, type Writer } from '../writer.ts'

export class InitializeShareGroupStateRequest {
  groupId: string = ''
  topics: InitializeStateData[] = []
}

export class InitializeStateData {
  topicId: string = ZERO_UUID
  partitions: PartitionData[] = []
}

export class PartitionData {
  partition: number = 0
  stateEpoch: number = 0
  startOffset: number = 0
}

function decodeInitializeShareGroupStateRequest(r: Reader, v: number): InitializeShareGroupStateRequest {
  const m = new InitializeShareGroupStateRequest()
  m.groupId = r.compactString()
  for (let n = r.compactCount(18); n > 0 && r.ok; n--) {
    m.topics.push(decodeInitializeStateData(r, v))
  }
  r.skipTags()
  return m
}

function sizeInitializeShareGroupStateRequest(m: InitializeShareGroupStateRequest, v: number): number {
  let s = 0
  s += strSize(m.groupId, true)
  s += uvarintSize(m.topics.length + 1)
  for (const e of m.topics) s += sizeInitializeStateData(e, v)
  s += 1
  return s
}

function encodeInitializeShareGroupStateRequest(w: Writer, m: InitializeShareGroupStateRequest, v: number): void {
  w.compactString(m.groupId)
  w.uvarint(m.topics.length + 1)
  for (const e of m.topics) encodeInitializeStateData(w, e, v)
  w.uvarint(0)
}

function decodeInitializeStateData(r: Reader, v: number): InitializeStateData {
  const m = new InitializeStateData()
  m.topicId = r.uuid()
  for (let n = r.compactCount(17); n > 0 && r.ok; n--) {
    m.partitions.push(decodePartitionData(r, v))
  }
  r.skipTags()
  return m
}

function sizeInitializeStateData(m: InitializeStateData, v: number): number {
  let s = 16
  s += uvarintSize(m.partitions.length + 1)
  for (const e of m.partitions) s += sizePartitionData(e, v)
  s += 1
  return s
}

function encodeInitializeStateData(w: Writer, m: InitializeStateData, v: number): void {
  w.uuid(m.topicId)
  w.uvarint(m.partitions.length + 1)
  for (const e of m.partitions) encodePartitionData(w, e, v)
  w.uvarint(0)
}

function decodePartitionData(r: Reader, v: number): PartitionData {
  const m = new PartitionData()
  m.partition = r.int32()
  m.stateEpoch = r.int32()
  m.startOffset = r.int64()
  r.skipTags()
  return m
}

function sizePartitionData(m: PartitionData, v: number): number {
  let s = 16
  s += 1
  return s
}

function encodePartitionData(w: Writer, m: PartitionData, v: number): void {
  w.int32(m.partition)
  w.int32(m.stateEpoch)
  w.int64(m.startOffset)
  w.uvarint(0)
}

export const initializeShareGroupStateRequest: MessageCodec<InitializeShareGroupStateRequest> = {
  name: 'InitializeShareGroupStateRequest',
  apiKey: 83,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  create: () => new InitializeShareGroupStateRequest(),
  decode: decodeInitializeShareGroupStateRequest,
  size: sizeInitializeShareGroupStateRequest,
  encode: encodeInitializeShareGroupStateRequest,
  structs: { InitializeShareGroupStateRequest, InitializeStateData, PartitionData },
}
