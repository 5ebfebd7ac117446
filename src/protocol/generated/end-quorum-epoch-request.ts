// made by scripts/generate.ts; do not edit
import { ZERO_UUID } from '../../base/uuid.ts'
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { nullableStrSize, strSize, uvarintSize, type Writer } from '../writer.ts'

export class EndQuorumEpochRequest {
  clusterId: string | null = null
  topics: TopicData[] = []
  leaderEndpoints: LeaderEndpoint[] = []
}

export class TopicData {
  topicName: string = ''
  partitions: PartitionData[] = []
}

export class PartitionData {
  partitionIndex: number = 0
  leaderId: number = 0
  leaderEpoch: number = 0
  preferredSuccessors: number[] = []
  preferredCandidates: ReplicaInfo[] = []
}

export class ReplicaInfo {
  candidateId: number = 0
  candidateDirectoryId: string = ZERO_UUID
}

export class LeaderEndpoint {
  name: string = ''
  host: string = ''
  port: number = 0
}

function decodeEndQuorumEpochRequest(r: Reader, v: number): EndQuorumEpochRequest {
  const m = new EndQuorumEpochRequest()
  const flex = v >= 1
  m.clusterId = flex ? r.compactNullableString() : r.nullableString()
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

function sizeEndQuorumEpochRequest(m: EndQuorumEpochRequest, v: number): number {
  const flex = v >= 1
  let s = 0
  s += nullableStrSize(m.clusterId, flex)
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

function encodeEndQuorumEpochRequest(w: Writer, m: EndQuorumEpochRequest, v: number): void {
  const flex = v >= 1
  flex ? w.compactNullableString(m.clusterId) : w.nullableString(m.clusterId)
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
  for (let n = flex ? r.compactCount(14) : r.count(16); n > 0 && r.ok; n--) {
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
  m.leaderId = r.int32()
  m.leaderEpoch = r.int32()
  if (v <= 0) {
    for (let n = r.count(4); n > 0 && r.ok; n--) {
      m.preferredSuccessors.push(r.int32())
    }
  }
  if (v >= 1) {
    for (let n = r.compactCount(21); n > 0 && r.ok; n--) {
      m.preferredCandidates.push(decodeReplicaInfo(r, v))
    }
  }
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizePartitionData(m: PartitionData, v: number): number {
  const flex = v >= 1
  let s = 12
  if (v <= 0) {
    s += 4 + m.preferredSuccessors.length * 4
  }
  if (v >= 1) {
    s += uvarintSize(m.preferredCandidates.length + 1)
    for (const e of m.preferredCandidates) s += sizeReplicaInfo(e, v)
  }
  if (flex) {
    s += 1
  }
  return s
}

function encodePartitionData(w: Writer, m: PartitionData, v: number): void {
  const flex = v >= 1
  w.int32(m.partitionIndex)
  w.int32(m.leaderId)
  w.int32(m.leaderEpoch)
  if (v <= 0) {
    w.int32(m.preferredSuccessors.length)
    for (const e of m.preferredSuccessors) w.int32(e)
  }
  if (v >= 1) {
    w.uvarint(m.preferredCandidates.length + 1)
    for (const e of m.preferredCandidates) encodeReplicaInfo(w, e, v)
  }
  if (flex) {
    w.uvarint(0)
  }
}

function decodeReplicaInfo(r: Reader, v: number): ReplicaInfo {
  const m = new ReplicaInfo()
  m.candidateId = r.int32()
  m.candidateDirectoryId = r.uuid()
  r.skipTags()
  return m
}

function sizeReplicaInfo(m: ReplicaInfo, v: number): number {
  let s = 20
  s += 1
  return s
}

function encodeReplicaInfo(w: Writer, m: ReplicaInfo, v: number): void {
  w.int32(m.candidateId)
  w.uuid(m.candidateDirectoryId)
  w.uvarint(0)
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

export const endQuorumEpochRequest: MessageCodec<EndQuorumEpochRequest> = {
  name: 'EndQuorumEpochRequest',
  apiKey: 54,
  minVersion: 0,
  maxVersion: 1,
  flexibleFrom: 1,
  create: () => new EndQuorumEpochRequest(),
  decode: decodeEndQuorumEpochRequest,
  size: sizeEndQuorumEpochRequest,
  encode: encodeEndQuorumEpochRequest,
  structs: { EndQuorumEpochRequest, TopicData, PartitionData, ReplicaInfo, LeaderEndpoint },
}
