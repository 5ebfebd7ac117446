// made by scripts/generate.ts; do not edit
import { ZERO_UUID } from '../../base/uuid.ts'
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { uvarintSize, type Writer } from '../writer.ts'

export class AlterPartitionResponse {
  throttleTimeMs: number = 0
  errorCode: number = 0
  topics: TopicData[] = []
}

export class TopicData {
  topicId: string = ZERO_UUID
  partitions: PartitionData[] = []
}

export class PartitionData {
  partitionIndex: number = 0
  errorCode: number = 0
  leaderId: number = 0
  leaderEpoch: number = 0
  isr: number[] = []
  leaderRecoveryState: number = 0
  partitionEpoch: number = 0
}

function decodeAlterPartitionResponse(r: Reader, v: number): AlterPartitionResponse {
  const m = new AlterPartitionResponse()
  m.throttleTimeMs = r.int32()
  m.errorCode = r.int16()
  for (let n = r.compactCount(18); n > 0 && r.ok; n--) {
    m.topics.push(decodeTopicData(r, v))
  }
  r.skipTags()
  return m
}

function sizeAlterPartitionResponse(m: AlterPartitionResponse, v: number): number {
  let s = 6
  s += uvarintSize(m.topics.length + 1)
  for (const e of m.topics) s += sizeTopicData(e, v)
  s += 1
  return s
}

function encodeAlterPartitionResponse(w: Writer, m: AlterPartitionResponse, v: number): void {
  w.int32(m.throttleTimeMs)
  w.int16(m.errorCode)
  w.uvarint(m.topics.length + 1)
  for (const e of m.topics) encodeTopicData(w, e, v)
  w.uvarint(0)
}

function decodeTopicData(r: Reader, v: number): TopicData {
  const m = new TopicData()
  m.topicId = r.uuid()
  for (let n = r.compactCount(21); n > 0 && r.ok; n--) {
    m.partitions.push(decodePartitionData(r, v))
  }
  r.skipTags()
  return m
}

function sizeTopicData(m: TopicData, v: number): number {
  let s = 16
  s += uvarintSize(m.partitions.length + 1)
  for (const e of m.partitions) s += sizePartitionData(e, v)
  s += 1
  return s
}

function encodeTopicData(w: Writer, m: TopicData, v: number): void {
  w.uuid(m.topicId)
  w.uvarint(m.partitions.length + 1)
  for (const e of m.partitions) encodePartitionData(w, e, v)
  w.uvarint(0)
}

function decodePartitionData(r: Reader, v: number): PartitionData {
  const m = new PartitionData()
  m.partitionIndex = r.int32()
  m.errorCode = r.int16()
  m.leaderId = r.int32()
  m.leaderEpoch = r.int32()
  for (let n = r.compactCount(4); n > 0 && r.ok; n--) {
    m.isr.push(r.int32())
  }
  m.leaderRecoveryState = r.int8()
  m.partitionEpoch = r.int32()
  r.skipTags()
  return m
}

function sizePartitionData(m: PartitionData, v: number): number {
  let s = 19
  s += uvarintSize(m.isr.length + 1) + m.isr.length * 4
  s += 1
  return s
}

function encodePartitionData(w: Writer, m: PartitionData, v: number): void {
  w.int32(m.partitionIndex)
  w.int16(m.errorCode)
  w.int32(m.leaderId)
  w.int32(m.leaderEpoch)
  w.uvarint(m.isr.length + 1)
  for (const e of m.isr) w.int32(e)
  w.int8(m.leaderRecoveryState)
  w.int32(m.partitionEpoch)
  w.uvarint(0)
}

export const alterPartitionResponse: MessageCodec<AlterPartitionResponse> = {
  name: 'AlterPartitionResponse',
  apiKey: 56,
  minVersion: 2,
  maxVersion: 3,
  flexibleFrom: 0,
  create: () => new AlterPartitionResponse(),
  decode: decodeAlterPartitionResponse,
  size: sizeAlterPartitionResponse,
  encode: encodeAlterPartitionResponse,
  structs: { AlterPartitionResponse, TopicData, PartitionData },
}
