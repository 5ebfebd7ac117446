// made by scripts/generate.ts; do not edit
import type { BytesView } from '../../base/bytes-view.ts'
import { refuseField, strictEncoding, type MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { inlineRecordsSize, recordsLength, strSize, uvarintSize, type Writer } from '../writer.ts'

export class FetchSnapshotResponse {
  throttleTimeMs: number = 0
  errorCode: number = 0
  topics: TopicSnapshot[] = []
  nodeEndpoints: NodeEndpoint[] = []
}

export class TopicSnapshot {
  name: string = ''
  partitions: PartitionSnapshot[] = []
}

export class PartitionSnapshot {
  index: number = 0
  errorCode: number = 0
  snapshotId: SnapshotId = new SnapshotId()
  currentLeader: LeaderIdAndEpoch = new LeaderIdAndEpoch()
  size: number = 0
  position: number = 0
  unalignedRecords: BytesView | null = null
}

export class SnapshotId {
  endOffset: number = 0
  epoch: number = 0
}

export class LeaderIdAndEpoch {
  leaderId: number = 0
  leaderEpoch: number = 0
}

export class NodeEndpoint {
  nodeId: number = 0
  host: string = ''
  port: number = 0
}

function isDefaultLeaderIdAndEpoch(m: LeaderIdAndEpoch): boolean {
  return !(m.leaderId !== 0 || m.leaderEpoch !== 0)
}

function decodeFetchSnapshotResponse(r: Reader, v: number): FetchSnapshotResponse {
  const m = new FetchSnapshotResponse()
  m.throttleTimeMs = r.int32()
  m.errorCode = r.int16()
  for (let n = r.compactCount(3); n > 0 && r.ok; n--) {
    m.topics.push(decodeTopicSnapshot(r, v))
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

function sizeFetchSnapshotResponseNodeEndpoints(m: FetchSnapshotResponse, v: number): number {
  let s = 0
  s += uvarintSize(m.nodeEndpoints.length + 1)
  for (const e of m.nodeEndpoints) s += sizeNodeEndpoint(e, v)
  return s
}

function sizeFetchSnapshotResponse(m: FetchSnapshotResponse, v: number): number {
  let s = 6
  s += uvarintSize(m.topics.length + 1)
  for (const e of m.topics) s += sizeTopicSnapshot(e, v)
  let tags = 0
  if (v >= 1 && m.nodeEndpoints.length > 0) {
    tags++
    const body = sizeFetchSnapshotResponseNodeEndpoints(m, v)
    s += 1 + uvarintSize(body) + body
  }
  s += uvarintSize(tags)
  return s
}

function refuseFetchSnapshotResponse(m: FetchSnapshotResponse, v: number): void {
  if (!(v >= 1) && (m.nodeEndpoints.length > 0)) refuseField('FetchSnapshotResponse.nodeEndpoints', v)
}

function encodeFetchSnapshotResponse(w: Writer, m: FetchSnapshotResponse, v: number): void {
  if (strictEncoding) refuseFetchSnapshotResponse(m, v)
  w.int32(m.throttleTimeMs)
  w.int16(m.errorCode)
  w.uvarint(m.topics.length + 1)
  for (const e of m.topics) encodeTopicSnapshot(w, e, v)
  let tags = 0
  if (v >= 1 && m.nodeEndpoints.length > 0) tags++
  w.uvarint(tags)
  if (tags > 0) {
    if (v >= 1 && m.nodeEndpoints.length > 0) {
      w.uvarint(0)
      w.uvarint(sizeFetchSnapshotResponseNodeEndpoints(m, v))
      w.uvarint(m.nodeEndpoints.length + 1)
      for (const e of m.nodeEndpoints) encodeNodeEndpoint(w, e, v)
    }
  }
}

function decodeTopicSnapshot(r: Reader, v: number): TopicSnapshot {
  const m = new TopicSnapshot()
  m.name = r.compactString()
  for (let n = r.compactCount(37); n > 0 && r.ok; n--) {
    m.partitions.push(decodePartitionSnapshot(r, v))
  }
  r.skipTags()
  return m
}

function sizeTopicSnapshot(m: TopicSnapshot, v: number): number {
  let s = 0
  s += strSize(m.name, true)
  s += uvarintSize(m.partitions.length + 1)
  for (const e of m.partitions) s += sizePartitionSnapshot(e, v)
  s += 1
  return s
}

function encodeTopicSnapshot(w: Writer, m: TopicSnapshot, v: number): void {
  w.compactString(m.name)
  w.uvarint(m.partitions.length + 1)
  for (const e of m.partitions) encodePartitionSnapshot(w, e, v)
  w.uvarint(0)
}

function decodePartitionSnapshot(r: Reader, v: number): PartitionSnapshot {
  const m = new PartitionSnapshot()
  m.index = r.int32()
  m.errorCode = r.int16()
  m.snapshotId = decodeSnapshotId(r, v)
  m.size = r.int64()
  m.position = r.int64()
  m.unalignedRecords = r.compactRecords()
  for (let tags = r.uvarint(); tags > 0 && r.ok; tags--) {
    const tag = r.uvarint()
    const end = r.tagEnd()
    if (tag === 0) {
      m.currentLeader = decodeLeaderIdAndEpoch(r, v)
    }
    r.leaveTag(end)
  }
  return m
}

function sizePartitionSnapshot(m: PartitionSnapshot, v: number): number {
  let s = 22
  s += sizeSnapshotId(m.snapshotId, v)
  s += (m.unalignedRecords === null ? 1 : uvarintSize(recordsLength(m.unalignedRecords) + 1)) + inlineRecordsSize(m.unalignedRecords)
  let tags = 0
  if (!isDefaultLeaderIdAndEpoch(m.currentLeader)) {
    tags++
    const body = sizeLeaderIdAndEpoch(m.currentLeader, v)
    s += 1 + uvarintSize(body) + body
  }
  s += uvarintSize(tags)
  return s
}

function encodePartitionSnapshot(w: Writer, m: PartitionSnapshot, v: number): void {
  w.int32(m.index)
  w.int16(m.errorCode)
  encodeSnapshotId(w, m.snapshotId, v)
  w.int64(m.size)
  w.int64(m.position)
  w.compactRecords(m.unalignedRecords)
  let tags = 0
  if (!isDefaultLeaderIdAndEpoch(m.currentLeader)) tags++
  w.uvarint(tags)
  if (tags > 0) {
    if (!isDefaultLeaderIdAndEpoch(m.currentLeader)) {
      w.uvarint(0)
      w.uvarint(sizeLeaderIdAndEpoch(m.currentLeader, v))
      encodeLeaderIdAndEpoch(w, m.currentLeader, v)
    }
  }
}

function decodeSnapshotId(r: Reader, v: number): SnapshotId {
  const m = new SnapshotId()
  m.endOffset = r.int64()
  m.epoch = r.int32()
  r.skipTags()
  return m
}

function sizeSnapshotId(m: SnapshotId, v: number): number {
  let s = 12
  s += 1
  return s
}

function encodeSnapshotId(w: Writer, m: SnapshotId, v: number): void {
  w.int64(m.endOffset)
  w.int32(m.epoch)
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

export const fetchSnapshotResponse: MessageCodec<FetchSnapshotResponse> = {
  name: 'FetchSnapshotResponse',
  apiKey: 59,
  minVersion: 0,
  maxVersion: 1,
  flexibleFrom: 0,
  create: () => new FetchSnapshotResponse(),
  decode: decodeFetchSnapshotResponse,
  size: sizeFetchSnapshotResponse,
  encode: encodeFetchSnapshotResponse,
  structs: { FetchSnapshotResponse, TopicSnapshot, PartitionSnapshot, SnapshotId, LeaderIdAndEpoch, NodeEndpoint },
}
