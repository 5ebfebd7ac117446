// made by scripts/generate.ts; do not edit
import { ZERO_UUID } from '../../base/uuid.ts'
import { refuseField, strictEncoding, type MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { nullableStrSize, strSize, uvarintSize, type Writer } from '../writer.ts'

export class VoteRequest {
  clusterId: string | null = null
  voterId: number = -1
  topics: TopicData[] = []
}

export class TopicData {
  topicName: string = ''
  partitions: PartitionData[] = []
}

export class PartitionData {
  partitionIndex: number = 0
  replicaEpoch: number = 0
  replicaId: number = 0
  replicaDirectoryId: string = ZERO_UUID
  voterDirectoryId: string = ZERO_UUID
  lastOffsetEpoch: number = 0
  lastOffset: number = 0
  preVote: boolean = false
}

function decodeVoteRequest(r: Reader, v: number): VoteRequest {
  const m = new VoteRequest()
  m.clusterId = r.compactNullableString()
  if (v >= 1) {
    m.voterId = r.int32()
  }
  for (let n = r.compactCount(3); n > 0 && r.ok; n--) {
    m.topics.push(decodeTopicData(r, v))
  }
  r.skipTags()
  return m
}

function sizeVoteRequest(m: VoteRequest, v: number): number {
  let s = 0
  s += nullableStrSize(m.clusterId, true)
  if (v >= 1) s += 4
  s += uvarintSize(m.topics.length + 1)
  for (const e of m.topics) s += sizeTopicData(e, v)
  s += 1
  return s
}

function encodeVoteRequest(w: Writer, m: VoteRequest, v: number): void {
  w.compactNullableString(m.clusterId)
  if (v >= 1) {
    w.int32(m.voterId)
  }
  w.uvarint(m.topics.length + 1)
  for (const e of m.topics) encodeTopicData(w, e, v)
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
  m.replicaEpoch = r.int32()
  m.replicaId = r.int32()
  if (v >= 1) {
    m.replicaDirectoryId = r.uuid()
    m.voterDirectoryId = r.uuid()
  }
  m.lastOffsetEpoch = r.int32()
  m.lastOffset = r.int64()
  if (v >= 2) {
    m.preVote = r.bool()
  }
  r.skipTags()
  return m
}

function sizePartitionData(m: PartitionData, v: number): number {
  let s = 24
  if (v >= 1) s += 32
  if (v >= 2) s += 1
  s += 1
  return s
}

function refusePartitionData(m: PartitionData, v: number): void {
  if (!(v >= 2) && (m.preVote)) refuseField('PartitionData.preVote', v)
}

function encodePartitionData(w: Writer, m: PartitionData, v: number): void {
  if (strictEncoding) refusePartitionData(m, v)
  w.int32(m.partitionIndex)
  w.int32(m.replicaEpoch)
  w.int32(m.replicaId)
  if (v >= 1) {
    w.uuid(m.replicaDirectoryId)
    w.uuid(m.voterDirectoryId)
  }
  w.int32(m.lastOffsetEpoch)
  w.int64(m.lastOffset)
  if (v >= 2) {
    w.bool(m.preVote)
  }
  w.uvarint(0)
}

export const voteRequest: MessageCodec<VoteRequest> = {
  name: 'VoteRequest',
  apiKey: 52,
  minVersion: 0,
  maxVersion: 2,
  flexibleFrom: 0,
  create: () => new VoteRequest(),
  decode: decodeVoteRequest,
  size: sizeVoteRequest,
  encode: encodeVoteRequest,
  structs: { VoteRequest, TopicData, PartitionData },
}
