// made by scripts/generate.ts; do not edit
import type { BytesView } from '../../base/bytes-view.ts'
import { ZERO_UUID } from '../../base/uuid.ts'
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { inlineRecordsSize, nullableStrSize, recordsLength, strSize, uvarintSize, type Writer } from '../writer.ts'

export class ShareFetchResponse {
  throttleTimeMs: number = 0
  errorCode: number = 0
  errorMessage: string | null = null
  acquisitionLockTimeoutMs: number = 0
  responses: ShareFetchableTopicResponse[] = []
  nodeEndpoints: NodeEndpoint[] = []
}

export class ShareFetchableTopicResponse {
  topicId: string = ZERO_UUID
  partitions: PartitionData[] = []
}

export class PartitionData {
  partitionIndex: number = 0
  errorCode: number = 0
  errorMessage: string | null = null
  acknowledgeErrorCode: number = 0
  acknowledgeErrorMessage: string | null = null
  currentLeader: LeaderIdAndEpoch = new LeaderIdAndEpoch()
  records: BytesView | null = null
  acquiredRecords: AcquiredRecords[] = []
}

export class LeaderIdAndEpoch {
  leaderId: number = 0
  leaderEpoch: number = 0
}

export class AcquiredRecords {
  firstOffset: number = 0
  lastOffset: number = 0
  deliveryCount: number = 0
}

export class NodeEndpoint {
  nodeId: number = 0
  host: string = ''
  port: number = 0
  rack: string | null = null
}

function decodeShareFetchResponse(r: Reader, v: number): ShareFetchResponse {
  const m = new ShareFetchResponse()
  m.throttleTimeMs = r.int32()
  m.errorCode = r.int16()
  m.errorMessage = r.compactNullableString()
  m.acquisitionLockTimeoutMs = r.int32()
  for (let n = r.compactCount(18); n > 0 && r.ok; n--) {
    m.responses.push(decodeShareFetchableTopicResponse(r, v))
  }
  for (let n = r.compactCount(11); n > 0 && r.ok; n--) {
    m.nodeEndpoints.push(decodeNodeEndpoint(r, v))
  }
  r.skipTags()
  return m
}

function sizeShareFetchResponse(m: ShareFetchResponse, v: number): number {
  let s = 10
  s += nullableStrSize(m.errorMessage, true)
  s += uvarintSize(m.responses.length + 1)
  for (const e of m.responses) s += sizeShareFetchableTopicResponse(e, v)
  s += uvarintSize(m.nodeEndpoints.length + 1)
  for (const e of m.nodeEndpoints) s += sizeNodeEndpoint(e, v)
  s += 1
  return s
}

function encodeShareFetchResponse(w: Writer, m: ShareFetchResponse, v: number): void {
  w.int32(m.throttleTimeMs)
  w.int16(m.errorCode)
  w.compactNullableString(m.errorMessage)
  w.int32(m.acquisitionLockTimeoutMs)
  w.uvarint(m.responses.length + 1)
  for (const e of m.responses) encodeShareFetchableTopicResponse(w, e, v)
  w.uvarint(m.nodeEndpoints.length + 1)
  for (const e of m.nodeEndpoints) encodeNodeEndpoint(w, e, v)
  w.uvarint(0)
}

function decodeShareFetchableTopicResponse(r: Reader, v: number): ShareFetchableTopicResponse {
  const m = new ShareFetchableTopicResponse()
  m.topicId = r.uuid()
  for (let n = r.compactCount(22); n > 0 && r.ok; n--) {
    m.partitions.push(decodePartitionData(r, v))
  }
  r.skipTags()
  return m
}

function sizeShareFetchableTopicResponse(m: ShareFetchableTopicResponse, v: number): number {
  let s = 16
  s += uvarintSize(m.partitions.length + 1)
  for (const e of m.partitions) s += sizePartitionData(e, v)
  s += 1
  return s
}

function encodeShareFetchableTopicResponse(w: Writer, m: ShareFetchableTopicResponse, v: number): void {
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
  m.acknowledgeErrorCode = r.int16()
  m.acknowledgeErrorMessage = r.compactNullableString()
  m.currentLeader = decodeLeaderIdAndEpoch(r, v)
  m.records = r.compactRecords()
  for (let n = r.compactCount(19); n > 0 && r.ok; n--) {
    m.acquiredRecords.push(decodeAcquiredRecords(r, v))
  }
  r.skipTags()
  return m
}

function sizePartitionData(m: PartitionData, v: number): number {
  let s = 8
  s += nullableStrSize(m.errorMessage, true)
  s += nullableStrSize(m.acknowledgeErrorMessage, true)
  s += sizeLeaderIdAndEpoch(m.currentLeader, v)
  s += (m.records === null ? 1 : uvarintSize(recordsLength(m.records) + 1)) + inlineRecordsSize(m.records)
  s += uvarintSize(m.acquiredRecords.length + 1)
  for (const e of m.acquiredRecords) s += sizeAcquiredRecords(e, v)
  s += 1
  return s
}

function encodePartitionData(w: Writer, m: PartitionData, v: number): void {
  w.int32(m.partitionIndex)
  w.int16(m.errorCode)
  w.compactNullableString(m.errorMessage)
  w.int16(m.acknowledgeErrorCode)
  w.compactNullableString(m.acknowledgeErrorMessage)
  encodeLeaderIdAndEpoch(w, m.currentLeader, v)
  w.compactRecords(m.records)
  w.uvarint(m.acquiredRecords.length + 1)
  for (const e of m.acquiredRecords) encodeAcquiredRecords(w, e, v)
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

function decodeAcquiredRecords(r: Reader, v: number): AcquiredRecords {
  const m = new AcquiredRecords()
  m.firstOffset = r.int64()
  m.lastOffset = r.int64()
  m.deliveryCount = r.int16()
  r.skipTags()
  return m
}

function sizeAcquiredRecords(m: AcquiredRecords, v: number): number {
  let s = 18
  s += 1
  return s
}

function encodeAcquiredRecords(w: Writer, m: AcquiredRecords, v: number): void {
  w.int64(m.firstOffset)
  w.int64(m.lastOffset)
  w.int16(m.deliveryCount)
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

export const shareFetchResponse: MessageCodec<ShareFetchResponse> = {
  name: 'ShareFetchResponse',
  apiKey: 78,
  minVersion: 1,
  maxVersion: 2,
  flexibleFrom: 0,
  create: () => new ShareFetchResponse(),
  decode: decodeShareFetchResponse,
  size: sizeShareFetchResponse,
  encode: encodeShareFetchResponse,
  structs: { ShareFetchResponse, ShareFetchableTopicResponse, PartitionData, LeaderIdAndEpoch, AcquiredRecords, NodeEndpoint },
}
