// made by scripts/generate.ts; do not edit
import { ZERO_UUID } from '../../base/uuid.ts'
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { nullableBytesSize, strSize, uvarintSize, type Writer } from '../writer.ts'

export class RemoteLogSegmentMetadataRecord {
  remoteLogSegmentId: RemoteLogSegmentIdEntry = new RemoteLogSegmentIdEntry()
  startOffset: number = 0
  endOffset: number = 0
  brokerId: number = 0
  maxTimestampMs: number = 0
  eventTimestampMs: number = 0
  segmentLeaderEpochs: SegmentLeaderEpochEntry[] = []
  segmentSizeInBytes: number = 0
  customMetadata: Buffer | null = null
  remoteLogSegmentState: number = 0
  txnIndexEmpty: boolean = false
}

export class RemoteLogSegmentIdEntry {
  topicIdPartition: TopicIdPartitionEntry = new TopicIdPartitionEntry()
  id: string = ZERO_UUID
}

export class TopicIdPartitionEntry {
  name: string = ''
  id: string = ZERO_UUID
  partition: number = 0
}

export class SegmentLeaderEpochEntry {
  leaderEpoch: number = 0
  offset: number = 0
}

function decodeRemoteLogSegmentMetadataRecord(r: Reader, v: number): RemoteLogSegmentMetadataRecord {
  const m = new RemoteLogSegmentMetadataRecord()
  m.remoteLogSegmentId = decodeRemoteLogSegmentIdEntry(r, v)
  m.startOffset = r.int64()
  m.endOffset = r.int64()
  m.brokerId = r.int32()
  m.maxTimestampMs = r.int64()
  m.eventTimestampMs = r.int64()
  for (let n = r.compactCount(13); n > 0 && r.ok; n--) {
    m.segmentLeaderEpochs.push(decodeSegmentLeaderEpochEntry(r, v))
  }
  m.segmentSizeInBytes = r.int32()
  m.customMetadata = r.compactNullableBytes()
  m.remoteLogSegmentState = r.int8()
  for (let tags = r.uvarint(); tags > 0 && r.ok; tags--) {
    const tag = r.uvarint()
    const end = r.tagEnd()
    if (tag === 0) {
      m.txnIndexEmpty = r.bool()
    }
    r.leaveTag(end)
  }
  return m
}

function sizeRemoteLogSegmentMetadataRecord(m: RemoteLogSegmentMetadataRecord, v: number): number {
  let s = 41
  s += sizeRemoteLogSegmentIdEntry(m.remoteLogSegmentId, v)
  s += uvarintSize(m.segmentLeaderEpochs.length + 1)
  for (const e of m.segmentLeaderEpochs) s += sizeSegmentLeaderEpochEntry(e, v)
  s += nullableBytesSize(m.customMetadata, true)
  let tags = 0
  if (m.txnIndexEmpty) {
    tags++
    s += 3
  }
  s += uvarintSize(tags)
  return s
}

function encodeRemoteLogSegmentMetadataRecord(w: Writer, m: RemoteLogSegmentMetadataRecord, v: number): void {
  encodeRemoteLogSegmentIdEntry(w, m.remoteLogSegmentId, v)
  w.int64(m.startOffset)
  w.int64(m.endOffset)
  w.int32(m.brokerId)
  w.int64(m.maxTimestampMs)
  w.int64(m.eventTimestampMs)
  w.uvarint(m.segmentLeaderEpochs.length + 1)
  for (const e of m.segmentLeaderEpochs) encodeSegmentLeaderEpochEntry(w, e, v)
  w.int32(m.segmentSizeInBytes)
  w.compactNullableBytes(m.customMetadata)
  w.int8(m.remoteLogSegmentState)
  let tags = 0
  if (m.txnIndexEmpty) tags++
  w.uvarint(tags)
  if (tags > 0) {
    if (m.txnIndexEmpty) {
      w.uvarint(0)
      w.uvarint(1)
      w.bool(m.txnIndexEmpty)
    }
  }
}

function decodeRemoteLogSegmentIdEntry(r: Reader, v: number): RemoteLogSegmentIdEntry {
  const m = new RemoteLogSegmentIdEntry()
  m.topicIdPartition = decodeTopicIdPartitionEntry(r, v)
  m.id = r.uuid()
  r.skipTags()
  return m
}

function sizeRemoteLogSegmentIdEntry(m: RemoteLogSegmentIdEntry, v: number): number {
  let s = 16
  s += sizeTopicIdPartitionEntry(m.topicIdPartition, v)
  s += 1
  return s
}

function encodeRemoteLogSegmentIdEntry(w: Writer, m: RemoteLogSegmentIdEntry, v: number): void {
  encodeTopicIdPartitionEntry(w, m.topicIdPartition, v)
  w.uuid(m.id)
  w.uvarint(0)
}

function decodeTopicIdPartitionEntry(r: Reader, v: number): TopicIdPartitionEntry {
  const m = new TopicIdPartitionEntry()
  m.name = r.compactString()
  m.id = r.uuid()
  m.partition = r.int32()
  r.skipTags()
  return m
}

function sizeTopicIdPartitionEntry(m: TopicIdPartitionEntry, v: number): number {
  let s = 20
  s += strSize(m.name, true)
  s += 1
  return s
}

function encodeTopicIdPartitionEntry(w: Writer, m: TopicIdPartitionEntry, v: number): void {
  w.compactString(m.name)
  w.uuid(m.id)
  w.int32(m.partition)
  w.uvarint(0)
}

function decodeSegmentLeaderEpochEntry(r: Reader, v: number): SegmentLeaderEpochEntry {
  const m = new SegmentLeaderEpochEntry()
  m.leaderEpoch = r.int32()
  m.offset = r.int64()
  r.skipTags()
  return m
}

function sizeSegmentLeaderEpochEntry(m: SegmentLeaderEpochEntry, v: number): number {
  let s = 12
  s += 1
  return s
}

function encodeSegmentLeaderEpochEntry(w: Writer, m: SegmentLeaderEpochEntry, v: number): void {
  w.int32(m.leaderEpoch)
  w.int64(m.offset)
  w.uvarint(0)
}

export const remoteLogSegmentMetadataRecord: MessageCodec<RemoteLogSegmentMetadataRecord> = {
  name: 'RemoteLogSegmentMetadataRecord',
  apiKey: 0,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  create: () => new RemoteLogSegmentMetadataRecord(),
  decode: decodeRemoteLogSegmentMetadataRecord,
  size: sizeRemoteLogSegmentMetadataRecord,
  encode: encodeRemoteLogSegmentMetadataRecord,
  structs: { RemoteLogSegmentMetadataRecord, RemoteLogSegmentIdEntry, TopicIdPartitionEntry, SegmentLeaderEpochEntry },
}
