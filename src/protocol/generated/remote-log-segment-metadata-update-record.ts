// made by scripts/generate.ts; do not edit
import { ZERO_UUID } from '../../base/uuid.ts'
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { nullableBytesSize, strSize, type Writer } from '../writer.ts'

export class RemoteLogSegmentMetadataUpdateRecord {
  remoteLogSegmentId: RemoteLogSegmentIdEntry = new RemoteLogSegmentIdEntry()
  brokerId: number = 0
  eventTimestampMs: number = 0
  customMetadata: Buffer | null = null
  remoteLogSegmentState: number = 0
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

function decodeRemoteLogSegmentMetadataUpdateRecord(r: Reader, v: number): RemoteLogSegmentMetadataUpdateRecord {
  const m = new RemoteLogSegmentMetadataUpdateRecord()
  m.remoteLogSegmentId = decodeRemoteLogSegmentIdEntry(r, v)
  m.brokerId = r.int32()
  m.eventTimestampMs = r.int64()
  m.customMetadata = r.compactNullableBytes()
  m.remoteLogSegmentState = r.int8()
  r.skipTags()
  return m
}

function sizeRemoteLogSegmentMetadataUpdateRecord(m: RemoteLogSegmentMetadataUpdateRecord, v: number): number {
  let s = 13
  s += sizeRemoteLogSegmentIdEntry(m.remoteLogSegmentId, v)
  s += nullableBytesSize(m.customMetadata, true)
  s += 1
  return s
}

function encodeRemoteLogSegmentMetadataUpdateRecord(w: Writer, m: RemoteLogSegmentMetadataUpdateRecord, v: number): void {
  encodeRemoteLogSegmentIdEntry(w, m.remoteLogSegmentId, v)
  w.int32(m.brokerId)
  w.int64(m.eventTimestampMs)
  w.compactNullableBytes(m.customMetadata)
  w.int8(m.remoteLogSegmentState)
  w.uvarint(0)
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

export const remoteLogSegmentMetadataUpdateRecord: MessageCodec<RemoteLogSegmentMetadataUpdateRecord> = {
  name: 'RemoteLogSegmentMetadataUpdateRecord',
  apiKey: 1,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  create: () => new RemoteLogSegmentMetadataUpdateRecord(),
  decode: decodeRemoteLogSegmentMetadataUpdateRecord,
  size: sizeRemoteLogSegmentMetadataUpdateRecord,
  encode: encodeRemoteLogSegmentMetadataUpdateRecord,
  structs: { RemoteLogSegmentMetadataUpdateRecord, RemoteLogSegmentIdEntry, TopicIdPartitionEntry },
}
