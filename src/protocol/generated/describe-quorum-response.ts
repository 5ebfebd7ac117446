// made by scripts/generate.ts; do not edit
import { ZERO_UUID } from '../../base/uuid.ts'
import { refuseField, strictEncoding, type MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { nullableStrSize, strSize, uvarintSize, type Writer } from '../writer.ts'

export class DescribeQuorumResponse {
  errorCode: number = 0
  errorMessage: string | null = ''
  topics: TopicData[] = []
  nodes: Node[] = []
}

export class TopicData {
  topicName: string = ''
  partitions: PartitionData[] = []
}

export class PartitionData {
  partitionIndex: number = 0
  errorCode: number = 0
  errorMessage: string | null = ''
  leaderId: number = 0
  leaderEpoch: number = 0
  highWatermark: number = 0
  currentVoters: ReplicaState[] = []
  observers: ReplicaState[] = []
}

export class ReplicaState {
  replicaId: number = 0
  replicaDirectoryId: string = ZERO_UUID
  logEndOffset: number = 0
  lastFetchTimestamp: number = -1
  lastCaughtUpTimestamp: number = -1
}

export class Node {
  nodeId: number = 0
  listeners: Listener[] = []
}

export class Listener {
  name: string = ''
  host: string = ''
  port: number = 0
}

function decodeDescribeQuorumResponse(r: Reader, v: number): DescribeQuorumResponse {
  const m = new DescribeQuorumResponse()
  m.errorCode = r.int16()
  if (v >= 2) {
    m.errorMessage = r.compactNullableString()
  }
  for (let n = r.compactCount(3); n > 0 && r.ok; n--) {
    m.topics.push(decodeTopicData(r, v))
  }
  if (v >= 2) {
    for (let n = r.compactCount(6); n > 0 && r.ok; n--) {
      m.nodes.push(decodeNode(r, v))
    }
  }
  r.skipTags()
  return m
}

function sizeDescribeQuorumResponse(m: DescribeQuorumResponse, v: number): number {
  let s = 2
  if (v >= 2) {
    s += nullableStrSize(m.errorMessage, true)
  }
  s += uvarintSize(m.topics.length + 1)
  for (const e of m.topics) s += sizeTopicData(e, v)
  if (v >= 2) {
    s += uvarintSize(m.nodes.length + 1)
    for (const e of m.nodes) s += sizeNode(e, v)
  }
  s += 1
  return s
}

function refuseDescribeQuorumResponse(m: DescribeQuorumResponse, v: number): void {
  if (!(v >= 2) && (m.nodes.length > 0)) refuseField('DescribeQuorumResponse.nodes', v)
}

function encodeDescribeQuorumResponse(w: Writer, m: DescribeQuorumResponse, v: number): void {
  if (strictEncoding) refuseDescribeQuorumResponse(m, v)
  w.int16(m.errorCode)
  if (v >= 2) {
    w.compactNullableString(m.errorMessage)
  }
  w.uvarint(m.topics.length + 1)
  for (const e of m.topics) encodeTopicData(w, e, v)
  if (v >= 2) {
    w.uvarint(m.nodes.length + 1)
    for (const e of m.nodes) encodeNode(w, e, v)
  }
  w.uvarint(0)
}

function decodeTopicData(r: Reader, v: number): TopicData {
  const m = new TopicData()
  m.topicName = r.compactString()
  for (let n = r.compactCount(25); n > 0 && r.ok; n--) {
    m.partitions.push(decodePartitionData(r, v))
  }
  r.skipTags()
  return m
}

function sizeTopicData(m: TopicData, v: number): number {
  let s = 0
  s += strSize(m.topicName, true)
  s += uvarintSize(m.partitions.length + 1)
  for (const e of m.partitions) s += sizePartitionData(e, v)
  s += 1
  return s
}

function encodeTopicData(w: Writer, m: TopicData, v: number): void {
  w.compactString(m.topicName)
  w.uvarint(m.partitions.length + 1)
  for (const e of m.partitions) encodePartitionData(w, e, v)
  w.uvarint(0)
}

function decodePartitionData(r: Reader, v: number): PartitionData {
  const m = new PartitionData()
  m.partitionIndex = r.int32()
  m.errorCode = r.int16()
  if (v >= 2) {
    m.errorMessage = r.compactNullableString()
  }
  m.leaderId = r.int32()
  m.leaderEpoch = r.int32()
  m.highWatermark = r.int64()
  for (let n = r.compactCount(13); n > 0 && r.ok; n--) {
    m.currentVoters.push(decodeReplicaState(r, v))
  }
  for (let n = r.compactCount(13); n > 0 && r.ok; n--) {
    m.observers.push(decodeReplicaState(r, v))
  }
  r.skipTags()
  return m
}

function sizePartitionData(m: PartitionData, v: number): number {
  let s = 22
  if (v >= 2) {
    s += nullableStrSize(m.errorMessage, true)
  }
  s += uvarintSize(m.currentVoters.length + 1)
  for (const e of m.currentVoters) s += sizeReplicaState(e, v)
  s += uvarintSize(m.observers.length + 1)
  for (const e of m.observers) s += sizeReplicaState(e, v)
  s += 1
  return s
}

function encodePartitionData(w: Writer, m: PartitionData, v: number): void {
  w.int32(m.partitionIndex)
  w.int16(m.errorCode)
  if (v >= 2) {
    w.compactNullableString(m.errorMessage)
  }
  w.int32(m.leaderId)
  w.int32(m.leaderEpoch)
  w.int64(m.highWatermark)
  w.uvarint(m.currentVoters.length + 1)
  for (const e of m.currentVoters) encodeReplicaState(w, e, v)
  w.uvarint(m.observers.length + 1)
  for (const e of m.observers) encodeReplicaState(w, e, v)
  w.uvarint(0)
}

function decodeReplicaState(r: Reader, v: number): ReplicaState {
  const m = new ReplicaState()
  m.replicaId = r.int32()
  if (v >= 2) {
    m.replicaDirectoryId = r.uuid()
  }
  m.logEndOffset = r.int64()
  if (v >= 1) {
    m.lastFetchTimestamp = r.int64()
    m.lastCaughtUpTimestamp = r.int64()
  }
  r.skipTags()
  return m
}

function sizeReplicaState(m: ReplicaState, v: number): number {
  let s = 12
  if (v >= 2) s += 16
  if (v >= 1) s += 16
  s += 1
  return s
}

function refuseReplicaState(m: ReplicaState, v: number): void {
  if (!(v >= 2) && (m.replicaDirectoryId !== ZERO_UUID)) refuseField('ReplicaState.replicaDirectoryId', v)
}

function encodeReplicaState(w: Writer, m: ReplicaState, v: number): void {
  if (strictEncoding) refuseReplicaState(m, v)
  w.int32(m.replicaId)
  if (v >= 2) {
    w.uuid(m.replicaDirectoryId)
  }
  w.int64(m.logEndOffset)
  if (v >= 1) {
    w.int64(m.lastFetchTimestamp)
    w.int64(m.lastCaughtUpTimestamp)
  }
  w.uvarint(0)
}

function decodeNode(r: Reader, v: number): Node {
  const m = new Node()
  m.nodeId = r.int32()
  for (let n = r.compactCount(5); n > 0 && r.ok; n--) {
    m.listeners.push(decodeListener(r, v))
  }
  r.skipTags()
  return m
}

function sizeNode(m: Node, v: number): number {
  let s = 4
  s += uvarintSize(m.listeners.length + 1)
  for (const e of m.listeners) s += sizeListener(e, v)
  s += 1
  return s
}

function encodeNode(w: Writer, m: Node, v: number): void {
  w.int32(m.nodeId)
  w.uvarint(m.listeners.length + 1)
  for (const e of m.listeners) encodeListener(w, e, v)
  w.uvarint(0)
}

function decodeListener(r: Reader, v: number): Listener {
  const m = new Listener()
  m.name = r.compactString()
  m.host = r.compactString()
  m.port = r.uint16()
  r.skipTags()
  return m
}

function sizeListener(m: Listener, v: number): number {
  let s = 2
  s += strSize(m.name, true)
  s += strSize(m.host, true)
  s += 1
  return s
}

function encodeListener(w: Writer, m: Listener, v: number): void {
  w.compactString(m.name)
  w.compactString(m.host)
  w.uint16(m.port)
  w.uvarint(0)
}

export const describeQuorumResponse: MessageCodec<DescribeQuorumResponse> = {
  name: 'DescribeQuorumResponse',
  apiKey: 55,
  minVersion: 0,
  maxVersion: 2,
  flexibleFrom: 0,
  create: () => new DescribeQuorumResponse(),
  decode: decodeDescribeQuorumResponse,
  size: sizeDescribeQuorumResponse,
  encode: encodeDescribeQuorumResponse,
  structs: { DescribeQuorumResponse, TopicData, PartitionData, ReplicaState, Node, Listener },
}
