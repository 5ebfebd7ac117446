// made by scripts/generate.ts; do not edit
import { ZERO_UUID } from '../../base/uuid.ts'
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { nullableStrSize, strSize, uvarintSize, type Writer } from '../writer.ts'

export class ShareAcknowledgeResponse {
  throttleTimeMs: number = 0
  errorCode: number = 0
  errorMessage: string | null = null
  acquisitionLockTimeoutMs: number = 0
  responses: ShareAcknowledgeTopicResponse[] = []
  nodeEndpoints: NodeEndpoint[] = []
}

export class ShareAcknowledgeTopicResponse {
  topicId: string = ZERO_UUID
  partitions: PartitionData[] = []
}

export class PartitionData {
  partitionIndex: number = 0
  errorCode: number = 0
  errorMessage: string | null = null
  currentLeader: LeaderIdAndEpoch = new LeaderIdAndEpoch()
}

export class LeaderIdAndEpoch {
  leaderId: number = 0
  leaderEpoch: number = 0
}

export class NodeEndpoint {
  nodeId: number = 0
  host: string = ''
  port: number = 0
  rack: string | null = null
}

function decodeShareAcknowledgeResponse(r: Reader, v: number): ShareAcknowledgeResponse {
  const m = new ShareAcknowledgeResponse()
  m.throttleTimeMs = r.int32()
  m.errorCode = r.int16()
  m.errorMessage = r.compactNullableString()
  if (v >= 2) {
    m.acquisitionLockTimeoutMs = r.int32()
  }
  for (let n = r.compactCount(18); n > 0 && r.ok; n--) {
    m.responses.push(decodeShareAcknowledgeTopicResponse(r, v))
  }
  for (let n = r.compactCount(11); n > 0 && r.ok; n--) {
    m.nodeEndpoints.push(decodeNodeEndpoint(r, v))
  }
  r.skipTags()
  return m
}

function sizeShareAcknowledgeResponse(m: ShareAcknowledgeResponse, v: number): number {
  let s = 6
  s += nullableStrSize(m.errorMessage, true)
  if (v >= 2) s += 4
  s += uvarintSize(m.responses.length + 1)
  for (const e of m.responses) s += sizeShareAcknowledgeTopicResponse(e, v)
  s += uvarintSize(m.nodeEndpoints.length + 1)
  for (const e of m.nodeEndpoints) s += sizeNodeEndpoint(e, v)
  s += 1
  return s
}

function encodeShareAcknowledgeResponse(w: Writer, m: ShareAcknowledgeResponse, v: number): void {
  w.int32(m.throttleTimeMs)
  w.int16(m.errorCode)
  w.compactNullableString(m.errorMessage)
  if (v >= 2) {
    w.int32(m.acquisitionLockTimeoutMs)
  }
  w.uvarint(m.responses.length + 1)
  for (const e of m.responses) encodeShareAcknowledgeTopicResponse(w, e, v)
  w.uvarint(m.nodeEndpoints.length + 1)
  for (const e of m.nodeEndpoints) encodeNodeEndpoint(w, e, v)
  w.uvarint(0)
}

function decodeShareAcknowledgeTopicResponse(r: Reader, v: number): ShareAcknowledgeTopicResponse {
  const m = new ShareAcknowledgeTopicResponse()
  m.topicId = r.uuid()
  for (let n = r.compactCount(17); n > 0 && r.ok; n--) {
    m.partitions.push(decodePartitionData(r, v))
  }
  r.skipTags()
  return m
}

function sizeShareAcknowledgeTopicResponse(m: ShareAcknowledgeTopicResponse, v: number): number {
  let s = 16
  s += uvarintSize(m.partitions.length + 1)
  for (const e of m.partitions) s += sizePartitionData(e, v)
  s += 1
  return s
}

function encodeShareAcknowledgeTopicResponse(w: Writer, m: ShareAcknowledgeTopicResponse, v: number): void {
  w.uuid(m.topicId)
  w.uvarint(m.partitions.length + 1)
  for (const e of m.partitions) encodePartitionData(w, e, v)
  w.uvarint(0)
}

function decodePartitionData(r: Reader, v: number): PartitionData {
  const m = new PartitionData()
  m.partitionIndex = r.int32()
  m.errorCode = r.int16()
  m.errorMessage = r.compactNullableString()
  m.currentLeader = decodeLeaderIdAndEpoch(r, v)
  r.skipTags()
  return m
}

function sizePartitionData(m: PartitionData, v: number): number {
  let s = 6
  s += nullableStrSize(m.errorMessage, true)
  s += sizeLeaderIdAndEpoch(m.currentLeader, v)
  s += 1
  return s
}

function encodePartitionData(w: Writer, m: PartitionData, v: number): void {
  w.int32(m.partitionIndex)
  w.int16(m.errorCode)
  w.compactNullableString(m.errorMessage)
  encodeLeaderIdAndEpoch(w, m.currentLeader, v)
  w.uvarint(0)
}

function decodeLeaderIdAndEpoch(r: Reader, v: number): LeaderIdAndEpoch {
  const m = new LeaderIdAndEpoch()
  m.leaderId = r.int32()
  m.leaderEpoch = r.int32()
  r.skipTags()
  return m
}

function sizeLeaderIdAndEpoch(m: LeaderIdAndEpoch, v: number): number {
  let s = 8
  s += 1
  return s
}

function encodeLeaderIdAndEpoch(w: Writer, m: LeaderIdAndEpoch, v: number): void {
  w.int32(m.leaderId)
  w.int32(m.leaderEpoch)
  w.uvarint(0)
}

function decodeNodeEndpoint(r: Reader, v: number): NodeEndpoint {
  const m = new NodeEndpoint()
  m.nodeId = r.int32()
  m.host = r.compactString()
  m.port = r.int32()
  m.rack = r.compactNullableString()
  r.skipTags()
  return m
}

function sizeNodeEndpoint(m: NodeEndpoint, v: number): number {
  let s = 8
  s += strSize(m.host, true)
  s += nullableStrSize(m.rack, true)
  s += 1
  return s
}

function encodeNodeEndpoint(w: Writer, m: NodeEndpoint, v: number): void {
  w.int32(m.nodeId)
  w.compactString(m.host)
  w.int32(m.port)
  w.compactNullableString(m.rack)
  w.uvarint(0)
}

export const shareAcknowledgeResponse: MessageCodec<ShareAcknowledgeResponse> = {
  name: 'ShareAcknowledgeResponse',
  apiKey: 79,
  minVersion: 1,
  maxVersion: 2,
  flexibleFrom: 0,
  create: () => new ShareAcknowledgeResponse(),
  decode: decodeShareAcknowledgeResponse,
  size: sizeShareAcknowledgeResponse,
  encode: encodeShareAcknowledgeResponse,
  structs: { ShareAcknowledgeResponse, ShareAcknowledgeTopicResponse, PartitionData, LeaderIdAndEpoch, NodeEndpoint },
}
