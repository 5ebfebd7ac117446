// made by scripts/generate.ts; do not edit
import { refuseField, strictEncoding, type MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, uvarintSize, type Writer } from '../writer.ts'

export class VoteResponse {
  errorCode: number = 0
  topics: TopicData[] = []
  nodeEndpoints: NodeEndpoint[] = []
}

export class TopicData {
  topicName: string = ''
  partitions: PartitionData[] = []
}

export class PartitionData {
  partitionIndex: number = 0
  errorCode: number = 0
  leaderId: number = 0
  leaderEpoch: number = 0
  voteGranted: boolean = false
}

export class NodeEndpoint {
  nodeId: number = 0
  host: string = ''
  port: number = 0
}

function decodeVoteResponse(r: Reader, v: number): VoteResponse {
  const m = new VoteResponse()
  m.errorCode = r.int16()
  for (let n = r.compactCount(3); n > 0 && r.ok; n--) {
    m.topics.push(decodeTopicData(r, v))
  }
  for (let tags = r.uvarint(); tags > 0 && r.ok; tags--) {
    const tag = r.uvarint()
    const end = r.tagEnd()
    if (tag === 0 && v >= 1) {
      for (let n = r.compactCount(8); n > 0 && r.ok; n--) {
        m.nodeEndpoints.push(decodeNodeEndpoint(r, v))
      }
    }
    r.leaveTag(end)
  }
  return m
}

function sizeVoteResponseNodeEndpoints(m: VoteResponse, v: number): number {
  let s = 0
  s += uvarintSize(m.nodeEndpoints.length + 1)
  for (const e of m.nodeEndpoints) s += sizeNodeEndpoint(e, v)
  return s
}

function sizeVoteResponse(m: VoteResponse, v: number): number {
  let s = 2
  s += uvarintSize(m.topics.length + 1)
  for (const e of m.topics) s += sizeTopicData(e, v)
  let tags = 0
  if (v >= 1 && m.nodeEndpoints.length > 0) {
    tags++
    const body = sizeVoteResponseNodeEndpoints(m, v)
    s += 1 + uvarintSize(body) + body
  }
  s += uvarintSize(tags)
  return s
}

function refuseVoteResponse(m: VoteResponse, v: number): void {
  if (!(v >= 1) && (m.nodeEndpoints.length > 0)) refuseField('VoteResponse.nodeEndpoints', v)
}

function encodeVoteResponse(w: Writer, m: VoteResponse, v: number): void {
  if (strictEncoding) refuseVoteResponse(m, v)
  w.int16(m.errorCode)
  w.uvarint(m.topics.length + 1)
  for (const e of m.topics) encodeTopicData(w, e, v)
  let tags = 0
  if (v >= 1 && m.nodeEndpoints.length > 0) tags++
  w.uvarint(tags)
  if (tags > 0) {
    if (v >= 1 && m.nodeEndpoints.length > 0) {
      w.uvarint(0)
      w.uvarint(sizeVoteResponseNodeEndpoints(m, v))
      w.uvarint(m.nodeEndpoints.length + 1)
      for (const e of m.nodeEndpoints) encodeNodeEndpoint(w, e, v)
    }
  }
}

function decodeTopicData(r: Reader, v: number): TopicData {
  const m = new TopicData()
  m.topicName = r.compactString()
  for (let n = r.compactCount(16); n > 0 && r.ok; n--) {
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
  m.leaderId = r.int32()
  m.leaderEpoch = r.int32()
  m.voteGranted = r.bool()
  r.skipTags()
  return m
}

function sizePartitionData(m: PartitionData, v: number): number {
  let s = 15
  s += 1
  return s
}

function encodePartitionData(w: Writer, m: PartitionData, v: number): void {
  w.int32(m.partitionIndex)
  w.int16(m.errorCode)
  w.int32(m.leaderId)
  w.int32(m.leaderEpoch)
  w.bool(m.voteGranted)
  w.uvarint(0)
}

function decodeNodeEndpoint(r: Reader, v: number): NodeEndpoint {
  const m = new NodeEndpoint()
  m.nodeId = r.int32()
  m.host = r.compactString()
  m.port = r.uint16()
  r.skipTags()
  return m
}

function sizeNodeEndpoint(m: NodeEndpoint, v: number): number {
  let s = 6
  s += strSize(m.host, true)
  s += 1
  return s
}

function encodeNodeEndpoint(w: Writer, m: NodeEndpoint, v: number): void {
  w.int32(m.nodeId)
  w.compactString(m.host)
  w.uint16(m.port)
  w.uvarint(0)
}

export const voteResponse: MessageCodec<VoteResponse> = {
  name: 'VoteResponse',
  apiKey: 52,
  minVersion: 0,
  maxVersion: 2,
  flexibleFrom: 0,
  create: () => new VoteResponse(),
  decode: decodeVoteResponse,
  size: sizeVoteResponse,
  encode: encodeVoteResponse,
  structs: { VoteResponse, TopicData, PartitionData, NodeEndpoint },
}
