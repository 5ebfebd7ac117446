// made by scripts/generate.ts; do not edit
import { ZERO_UUID } from '../../base/uuid.ts'
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, uvarintSize, type Writer } from '../writer.ts'

export class WriteShareGroupStateRequest {
  groupId: string = ''
  topics: WriteStateData[] = []
}

export class WriteStateData {
  topicId: string = ZERO_UUID
  partitions: PartitionData[] = []
}

export class PartitionData {
  partition: number = 0
  stateEpoch: number = 0
  leaderEpoch: number = 0
  startOffset: number = 0
  deliveryCompleteCount: number = -1
  stateBatches: StateBatch[] = []
}

export class StateBatch {
  firstOffset: number = 0
  lastOffset: number = 0
  deliveryState: number = 0
  deliveryCount: number = 0
}

function decodeWriteShareGroupStateRequest(r: Reader, v: number): WriteShareGroupStateRequest {
  const m = new WriteShareGroupStateRequest()
  m.groupId = r.compactString()
  for (let n = r.compactCount(18); n > 0 && r.ok; n--) {
    m.topics.push(decodeWriteStateData(r, v))
  }
  r.skipTags()
  return m
}

function sizeWriteShareGroupStateRequest(m: WriteShareGroupStateRequest, v: number): number {
  let s = 0
  s += strSize(m.groupId, true)
  s += uvarintSize(m.topics.length + 1)
  for (const e of m.topics) s += sizeWriteStateData(e, v)
  s += 1
  return s
}

function encodeWriteShareGroupStateRequest(w: Writer, m: WriteShareGroupStateRequest, v: number): void {
  w.compactString(m.groupId)
  w.uvarint(m.topics.length + 1)
  for (const e of m.topics) encodeWriteStateData(w, e, v)
  w.uvarint(0)
}

function decodeWriteStateData(r: Reader, v: number): WriteStateData {
  const m = new WriteStateData()
  m.topicId = r.uuid()
  for (let n = r.compactCount(22); n > 0 && r.ok; n--) {
    m.partitions.push(decodePartitionData(r, v))
  }
  r.skipTags()
  return m
}

function sizeWriteStateData(m: WriteStateData, v: number): number {
  let s = 16
  s += uvarintSize(m.partitions.length + 1)
  for (const e of m.partitions) s += sizePartitionData(e, v)
  s += 1
  return s
}

function encodeWriteStateData(w: Writer, m: WriteStateData, v: number): void {
  w.uuid(m.topicId)
  w.uvarint(m.partitions.length + 1)
  for (const e of m.partitions) encodePartitionData(w, e, v)
  w.uvarint(0)
}

function decodePartitionData(r: Reader, v: number): PartitionData {
  const m = new PartitionData()
  m.partition = r.int32()
  m.stateEpoch = r.int32()
  m.leaderEpoch = r.int32()
  m.startOffset = r.int64()
  if (v >= 1) {
    m.deliveryCompleteCount = r.int32()
  }
  for (let n = r.compactCount(20); n > 0 && r.ok; n--) {
    m.stateBatches.push(decodeStateBatch(r, v))
  }
  r.skipTags()
  return m
}

function sizePartitionData(m: PartitionData, v: number): number {
  let s = 20
  if (v >= 1) s += 4
  s += uvarintSize(m.stateBatches.length + 1)
  for (const e of m.stateBatches) s += sizeStateBatch(e, v)
  s += 1
  return s
}

function encodePartitionData(w: Writer, m: PartitionData, v: number): void {
  w.int32(m.partition)
  w.int32(m.stateEpoch)
  w.int32(m.leaderEpoch)
  w.int64(m.startOffset)
  if (v >= 1) {
    w.int32(m.deliveryCompleteCount)
  }
  w.uvarint(m.stateBatches.length + 1)
  for (const e of m.stateBatches) encodeStateBatch(w, e, v)
  w.uvarint(0)
}

function decodeStateBatch(r: Reader, v: number): StateBatch {
  const m = new StateBatch()
  m.firstOffset = r.int64()
  m.lastOffset = r.int64()
  m.deliveryState = r.int8()
  m.deliveryCount = r.int16()
  r.skipTags()
  return m
}

function sizeStateBatch(m: StateBatch, v: number): number {
  let s = 19
  s += 1
  return s
}

function encodeStateBatch(w: Writer, m: StateBatch, v: number): void {
  w.int64(m.firstOffset)
  w.int64(m.lastOffset)
  w.int8(m.deliveryState)
  w.int16(m.deliveryCount)
  w.uvarint(0)
}

export const writeShareGroupStateRequest: MessageCodec<WriteShareGroupStateRequest> = {
  name: 'WriteShareGroupStateRequest',
  apiKey: 85,
  minVersion: 0,
  maxVersion: 1,
  flexibleFrom: 0,
  create: () => new WriteShareGroupStateRequest(),
  decode: decodeWriteShareGroupStateRequest,
  size: sizeWriteShareGroupStateRequest,
  encode: encodeWriteShareGroupStateRequest,
  structs: { WriteShareGroupStateRequest, WriteStateData, PartitionData, StateBatch },
}
