// made by scripts/generate.ts; do not edit
import { ZERO_UUID } from '../../base/uuid.ts'
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { nullableStrSize, strSize, uvarintSize, type Writer } from '../writer.ts'

export class FetchSnapshotRequest {
  clusterId: string | null = null
  replicaId: number = -1
  maxBytes: number = 2147483647
  topics: TopicSnapshot[] = []
}

export class TopicSnapshot {
  name: string = ''
  partitions: PartitionSnapshot[] = []
}

export class PartitionSnapshot {
  partition: number = 0
  currentLeaderEpoch: number = 0
  snapshotId: SnapshotId = new SnapshotId()
  position: number = 0
  replicaDirectoryId: string = ZERO_UUID
}

export class SnapshotId {
  endOffset: number = 0
  epoch: number = 0
}

function decodeFetchSnapshotRequest(r: Reader, v: number): FetchSnapshotRequest {
  const m = new FetchSnapshotRequest()
  m.replicaId = r.int32()
  m.maxBytes = r.int32()
  for (let n = r.compactCount(3); n > 0 && r.ok; n--) {
    m.topics.push(decodeTopicSnapshot(r, v))
  }
  for (let tags = r.uvarint(); tags > 0 && r.ok; tags--) {
    const tag = r.uvarint()
    const end = r.tagEnd()
    if (tag === 0) {
      m.clusterId = r.compactNullableString()
    }
    r.leaveTag(end)
  }
  return m
}

function sizeFetchSnapshotRequestClusterId(m: FetchSnapshotRequest, v: number): number {
  let s = 0
  s += nullableStrSize(m.clusterId, true)
  return s
}

function sizeFetchSnapshotRequest(m: FetchSnapshotRequest, v: number): number {
  let s = 8
  s += uvarintSize(m.topics.length + 1)
  for (const e of m.topics) s += sizeTopicSnapshot(e, v)
  let tags = 0
  if (m.clusterId !== null) {
    tags++
    const body = sizeFetchSnapshotRequestClusterId(m, v)
    s += 1 + uvarintSize(body) + body
  }
  s += uvarintSize(tags)
  return s
}

function encodeFetchSnapshotRequest(w: Writer, m: FetchSnapshotRequest, v: number): void {
  w.int32(m.replicaId)
  w.int32(m.maxBytes)
  w.uvarint(m.topics.length + 1)
  for (const e of m.topics) encodeTopicSnapshot(w, e, v)
  let tags = 0
  if (m.clusterId !== null) tags++
  w.uvarint(tags)
  if (tags > 0) {
    if (m.clusterId !== null) {
      w.uvarint(0)
      w.uvarint(sizeFetchSnapshotRequestClusterId(m, v))
      w.compactNullableString(m.clusterId)
    }
  }
}

function decodeTopicSnapshot(r: Reader, v: number): TopicSnapshot {
  const m = new TopicSnapshot()
  m.name = r.compactString()
  for (let n = r.compactCount(30); n > 0 && r.ok; n--) {
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
  m.partition = r.int32()
  m.currentLeaderEpoch = r.int32()
  m.snapshotId = decodeSnapshotId(r, v)
  m.position = r.int64()
  for (let tags = r.uvarint(); tags > 0 && r.ok; tags--) {
    const tag = r.uvarint()
    const end = r.tagEnd()
    if (tag === 0 && v >= 1) {
      m.replicaDirectoryId = r.uuid()
    }
    r.leaveTag(end)
  }
  return m
}

function sizePartitionSnapshot(m: PartitionSnapshot, v: number): number {
  let s = 16
  s += sizeSnapshotId(m.snapshotId, v)
  let tags = 0
  if (v >= 1 && m.replicaDirectoryId !== ZERO_UUID) {
    tags++
    s += 18
  }
  s += uvarintSize(tags)
  return s
}

function encodePartitionSnapshot(w: Writer, m: PartitionSnapshot, v: number): void {
  w.int32(m.partition)
  w.int32(m.currentLeaderEpoch)
  encodeSnapshotId(w, m.snapshotId, v)
  w.int64(m.position)
  let tags = 0
  if (v >= 1 && m.replicaDirectoryId !== ZERO_UUID) tags++
  w.uvarint(tags)
  if (tags > 0) {
    if (v >= 1 && m.replicaDirectoryId !== ZERO_UUID) {
      w.uvarint(0)
      w.uvarint(16)
      w.uuid(m.replicaDirectoryId)
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

export const fetchSnapshotRequest: MessageCodec<FetchSnapshotRequest> = {
  name: 'FetchSnapshotRequest',
  apiKey: 59,
  minVersion: 0,
  maxVersion: 1,
  flexibleFrom: 0,
  create: () => new FetchSnapshotRequest(),
  decode: decodeFetchSnapshotRequest,
  size: sizeFetchSnapshotRequest,
  encode: encodeFetchSnapshotRequest,
  structs: { FetchSnapshotRequest, TopicSnapshot, PartitionSnapshot, SnapshotId },
}
