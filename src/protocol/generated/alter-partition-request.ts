// made by scripts/generate.ts; do not edit
import { ZERO_UUID } from '../../base/uuid.ts'
import { refuseField, strictEncoding, type MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { uvarintSize, type Writer } from '../writer.ts'

export class AlterPartitionRequest {
  brokerId: number = 0
  brokerEpoch: number = -1
  topics: TopicData[] = []
}

export class TopicData {
  topicId: string = ZERO_UUID
  partitions: PartitionData[] = []
}

export class PartitionData {
  partitionIndex: number = 0
  leaderEpoch: number = 0
  newIsr: number[] = []
  newIsrWithEpochs: BrokerState[] = []
  leaderRecoveryState: number = 0
  partitionEpoch: number = 0
}

export class BrokerState {
  brokerId: number = 0
  brokerEpoch: number = -1
}

function decodeAlterPartitionRequest(r: Reader, v: number): AlterPartitionRequest {
  const m = new AlterPartitionRequest()
  m.brokerId = r.int32()
  m.brokerEpoch = r.int64()
  for (let n = r.compactCount(18); n > 0 && r.ok; n--) {
    m.topics.push(decodeTopicData(r, v))
  }
  r.skipTags()
  return m
}

function sizeAlterPartitionRequest(m: AlterPartitionRequest, v: number): number {
  let s = 12
  s += uvarintSize(m.topics.length + 1)
  for (const e of m.topics) s += sizeTopicData(e, v)
  s += 1
  return s
}

function encodeAlterPartitionRequest(w: Writer, m: AlterPartitionRequest, v: number): void {
  w.int32(m.brokerId)
  w.int64(m.brokerEpoch)
  w.uvarint(m.topics.length + 1)
  for (const e of m.topics) encodeTopicData(w, e, v)
  w.uvarint(0)
}

function decodeTopicData(r: Reader, v: number): TopicData {
  const m = new TopicData()
  m.topicId = r.uuid()
  for (let n = r.compactCount(15); n > 0 && r.ok; n--) {
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
  m.leaderEpoch = r.int32()
  if (v <= 2) {
    for (let n = r.compactCount(4); n > 0 && r.ok; n--) {
      m.newIsr.push(r.int32())
    }
  }
  if (v >= 3) {
    for (let n = r.compactCount(13); n > 0 && r.ok; n--) {
      m.newIsrWithEpochs.push(decodeBrokerState(r, v))
    }
  }
  m.leaderRecoveryState = r.int8()
  m.partitionEpoch = r.int32()
  r.skipTags()
  return m
}

function sizePartitionData(m: PartitionData, v: number): number {
  let s = 13
  if (v <= 2) {
    s += uvarintSize(m.newIsr.length + 1) + m.newIsr.length * 4
  }
  if (v >= 3) {
    s += uvarintSize(m.newIsrWithEpochs.length + 1)
    for (const e of m.newIsrWithEpochs) s += sizeBrokerState(e, v)
  }
  s += 1
  return s
}

function refusePartitionData(m: PartitionData, v: number): void {
  if (!(v <= 2) && (m.newIsr.length > 0)) refuseField('PartitionData.newIsr', v)
  if (!(v >= 3) && (m.newIsrWithEpochs.length > 0)) refuseField('PartitionData.newIsrWithEpochs', v)
}

function encodePartitionData(w: Writer, m: PartitionData, v: number): void {
  if (strictEncoding) refusePartitionData(m, v)
  w.int32(m.partitionIndex)
  w.int32(m.leaderEpoch)
  if (v <= 2) {
    w.uvarint(m.newIsr.length + 1)
    for (const e of m.newIsr) w.int32(e)
  }
  if (v >= 3) {
    w.uvarint(m.newIsrWithEpochs.length + 1)
    for (const e of m.newIsrWithEpochs) encodeBrokerState(w, e, v)
  }
  w.int8(m.leaderRecoveryState)
  w.int32(m.partitionEpoch)
  w.uvarint(0)
}

function decodeBrokerState(r: Reader, v: number): BrokerState {
  const m = new BrokerState()
  m.brokerId = r.int32()
  m.brokerEpoch = r.int64()
  r.skipTags()
  return m
}

function sizeBrokerState(m: BrokerState, v: number): number {
  let s = 12
  s += 1
  return s
}

function encodeBrokerState(w: Writer, m: BrokerState, v: number): void {
  w.int32(m.brokerId)
  w.int64(m.brokerEpoch)
  w.uvarint(0)
}

export const alterPartitionRequest: MessageCodec<AlterPartitionRequest> = {
  name: 'AlterPartitionRequest',
  apiKey: 56,
  minVersion: 2,
  maxVersion: 3,
  flexibleFrom: 0,
  create: () => new AlterPartitionRequest(),
  decode: decodeAlterPartitionRequest,
  size: sizeAlterPartitionRequest,
  encode: encodeAlterPartitionRequest,
  structs: { AlterPartitionRequest, TopicData, PartitionData, BrokerState },
}
