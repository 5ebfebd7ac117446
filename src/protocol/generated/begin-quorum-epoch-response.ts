// made by scripts/generate.ts; do not edit
import { refuseField, strictEncoding, type MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, uvarintSize, type Writer } from '../writer.ts'

export class BeginQuorumEpochResponse {
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
}

export class NodeEndpoint {
  nodeId: number = 0
  host: string = ''
  port: number = 0
}

function decodeBeginQuorumEpochResponse(r: Reader, v: number): BeginQuorumEpochResponse {
  const m = new BeginQuorumEpochResponse()
  const flex = v >= 1
  m.errorCode = r.int16()
  for (let n = flex ? r.compactCount(3) : r.count(6); n > 0 && r.ok; n--) {
    m.topics.push(decodeTopicData(r, v))
  }
  if (flex) {
    for (let tags = r.uvarint(); tags > 0 && r.ok; tags--) {
      const tag = r.uvarint()
      const end = r.tagEnd()
      if (tag === 0) {
        for (let n = r.compactCount(8); n > 0 && r.ok; n--) {
          m.nodeEndpoints.push(decodeNodeEndpoint(r, v))
        }
      }
      r.leaveTag(end)
    }
  }
  return m
}

function sizeBeginQuorumEpochResponseNodeEndpoints(m: BeginQuorumEpochResponse, v: number): number {
  let s = 0
  s += uvarintSize(m.nodeEndpoints.length + 1)
  for (const e of m.nodeEndpoints) s += sizeNodeEndpoint(e, v)
  return s
}

function sizeBeginQuorumEpochResponse(m: BeginQuorumEpochResponse, v: number): number {
  const flex = v >= 1
  let s = 2
  s += (flex ? uvarintSize(m.topics.length + 1) : 4)
  for (const e of m.topics) s += sizeTopicData(e, v)
  if (flex) {
    let tags = 0
    if (m.nodeEndpoints.length > 0) {
      tags++
      const body = sizeBeginQuorumEpochResponseNodeEndpoints(m, v)
      s += 1 + uvarintSize(body) + body
    }
    s += uvarintSize(tags)
  }
  return s
}

function refuseBeginQuorumEpochResponse(m: BeginQuorumEpochResponse, v: number): void {
  if (!(v >= 1) && (m.nodeEndpoints.length > 0)) refuseField('BeginQuorumEpochResponse.nodeEndpoints', v)
}

function encodeBeginQuorumEpochResponse(w: Writer, m: BeginQuorumEpochResponse, v: number): void {
  if (strictEncoding) refuseBeginQuorumEpochResponse(m, v)
  const flex = v >= 1
  w.int16(m.errorCode)
  flex ? w.uvarint(m.topics.length + 1) : w.int32(m.topics.length)
  for (const e of m.topics) encodeTopicData(w, e, v)
  if (flex) {
    let tags = 0
    if (m.nodeEndpoints.length > 0) tags++
    w.uvarint(tags)
    if (tags > 0) {
      if (m.nodeEndpoints.length > 0) {
        w.uvarint(0)
        w.uvarint(sizeBeginQuorumEpochResponseNodeEndpoints(m, v))
        w.uvarint(m.nodeEndpoints.length + 1)
        for (const e of m.nodeEndpoints) encodeNodeEndpoint(w, e, v)
      }
    }
  }
}

function decodeTopicData(r: Reader, v: number): TopicData {
  const m = new TopicData()
  const flex = v >= 1
  m.topicName = flex ? r.compactString() : r.string()
  for (let n = flex ? r.compactCount(15) : r.count(14); n > 0 && r.ok; n--) {
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
  m.errorCode = r.int16()
  m.leaderId = r.int32()
  m.leaderEpoch = r.int32()
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizePartitionData(m: PartitionData, v: number): number {
  const flex = v >= 1
  let s = 14
  if (flex) {
    s += 1
  }
  return s
}

function encodePartitionData(w: Writer, m: PartitionData, v: number): void {
  const flex = v >= 1
  w.int32(m.partitionIndex)
  w.int16(m.errorCode)
  w.int32(m.leaderId)
  w.int32(m.leaderEpoch)
  if (flex) {
    w.uvarint(0)
  }
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

export const beginQuorumEpochResponse: MessageCodec<BeginQuorumEpochResponse> = {
  name: 'BeginQuorumEpochResponse',
  apiKey: 53,
  minVersion: 0,
  maxVersion: 1,
  flexibleFrom: 1,
  create: () => new BeginQuorumEpochResponse(),
  decode: decodeBeginQuorumEpochResponse,
  size: sizeBeginQuorumEpochResponse,
  encode: encodeBeginQuorumEpochResponse,
  structs: { BeginQuorumEpochResponse, TopicData, PartitionData, NodeEndpoint },
}
