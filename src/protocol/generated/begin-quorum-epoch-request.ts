// made by scripts/generate.ts; do not edit
import { ZERO_UUID } from '../../base/uuid.ts'
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { nullableStrSize, strSize, uvarintSize, type Writer } from '../writer.ts'

export class BeginQuorumEpochRequest {
  clusterId: string | null = null
  voterId: number = -1
  topics: TopicData[] = []
  leaderEndpoints: LeaderEndpoint[] = []
}

export class TopicData {
  topicName: string = ''
  partitions: PartitionData[] = []
}

export class PartitionData {
  partitionIndex: number = 0
  voterDirectoryId: string = ZERO_UUID
  leaderId: number = 0
  leaderEpoch: number = 0
}

export class LeaderEndpoint {
  name: string = ''
  host: string = ''
  port: number = 0
}

function decodeBeginQuorumEpochRequest(r: Reader, v: number): BeginQuorumEpochRequest {
  const m = new BeginQuorumEpochRequest()
  const flex = v >= 1
  m.clusterId = flex ? r.compactNullableString() : r.nullableString()
  if (v >= 1) {
    m.voterId = r.int32()
  }
  for (let n = flex ? r.compactCount(3) : r.count(6); n > 0 && r.ok; n--) {
    m.topics.push(decodeTopicData(r, v))
  }
  if (v >= 1) {
    for (let n = r.compactCount(5); n > 0 && r.ok; n--) {
      m.leaderEndpoints.push(decodeLeaderEndpoint(r, v))
    }
  }
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeBeginQuorumEpochRequest(m: BeginQuorumEpochRequest, v: number): number {
  const flex = v >= 1
  let s = 0
  s += nullableStrSize(m.clusterId, flex)
  if (v >= 1) s += 4
  s += (flex ? uvarintSize(m.topics.length + 1) : 4)
  for (const e of m.topics) s += sizeTopicData(e, v)
  if (v >= 1) {
    s += uvarintSize(m.leaderEndpoints.length + 1)
    for (const e of m.leaderEndpoints) s += sizeLeaderEndpoint(e, v)
  }
  if (flex) {
    s += 1
  }
  return s
}

function encodeBeginQuorumEpochRequest(w: Writer, m: BeginQuorumEpochRequest, v: number): void {
  const flex = v >= 1
  flex ? w.compactNullableString(m.clusterId) : w.nullableString(m.clusterId)
  if (v >= 1) {
    w.int32(m.voterId)
  }
  flex ? w.uvarint(m.topics.length + 1) : w.int32(m.topics.length)
  for (const e of m.topics) encodeTopicData(w, e, v)
  if (v >= 1) {
    w.uvarint(m.leaderEndpoints.length + 1)
    for (const e of m.leaderEndpoints) encodeLeaderEndpoint(w, e, v)
  }
  if (flex) {
    w.uvarint(0)
  }
}

function decodeTopicData(r: Reader, v: number): TopicData {
  const m = new TopicData()
  const flex = v >= 1
  m.topicName = flex ? r.compactString() : r.string()
  for (let n = flex ? r.compactCount(29) : r.count(12); n > 0 && r.ok; n--) {
    m.partitions.push(decodePartitionData(r, v))
  }
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeTopicData(m: TopicData, v: number): number {
  const flex = v >= 1
  let s = 0
  s += strSize(m.topicName, flex)
  s += (flex ? uvarintSize(m.partitions.length + 1) : 4)
  for (const e of m.partitions) s += sizePartitionData(e, v)
  if (flex) {
    s += 1
  }
  return s
}

function encodeTopicData(w: Writer, m: TopicData, v: number): void {
  const flex = v >= 1
  flex ? w.compactString(m.topicName) : w.string(m.topicName)
  flex ? w.uvarint(m.partitions.length + 1) : w.int32(m.partitions.length)
  for (const e of m.partitions) encodePartitionData(w, e, v)
  if (flex) {
    w.uvarint(0)
  }
}

function decodePartitionData(r: Reader, v: number): PartitionData {
  const m = new PartitionData()
  const flex = v >= 1
  m.partitionIndex = r.int32()
  if (v >= 1) {
    m.voterDirectoryId = r.uuid()
  }
  m.leaderId = r.int32()
  m.leaderEpoch = r.int32()
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizePartitionData(m: PartitionData, v: number): number {
  const flex = v >= 1
  let s = 12
  if (v >= 1) s += 16
  if (flex) {
    s += 1
  }
  return s
}

function encodePartitionData(w: Writer, m: PartitionData, v: number): void {
  const flex = v >= 1
  w.int32(m.partitionIndex)
  if (v >= 1) {
    w.uuid(m.voterDirectoryId)
  }
  w.int32(m.leaderId)
  w.int32(m.leaderEpoch)
  if (flex) {
    w.uvarint(0)
  }
}

function decodeLeaderEndpoint(r: Reader, v: number): LeaderEndpoint {
  const m = new LeaderEndpoint()
  m.name = r.compactString()
  m.host = r.compactString()
  m.port = r.uint16()
  r.skipTags()
  return m
}

function sizeLeaderEndpoint(m: LeaderEndpoint, v: number): number {
  let s = 2
  s += strSize(m.name, true)
  s += strSize(m.host, true)
  s += 1
  return s
}

function encodeLeaderEndpoint(w: Writer, m: LeaderEndpoint, v: number): void {
  w.compactString(m.name)
  w.compactString(m.host)
  w.uint16(m.port)
  w.uvarint(0)
}

export const beginQuorumEpochRequest: MessageCodec<BeginQuorumEpochRequest> = {
  name: 'BeginQuorumEpochRequest',
  apiKey: 53,
  minVersion: 0,
  maxVersion: 1,
  flexibleFrom: 1,
  create: () => new BeginQuorumEpochRequest(),
  decode: decodeBeginQuorumEpochRequest,
  size: sizeBeginQuorumEpochRequest,
  encode: encodeBeginQuorumEpochRequest,
  structs: { BeginQuorumEpochRequest, TopicData, PartitionData, LeaderEndpoint },
}
