// made by scripts/generate.ts; do not edit
import { ZERO_UUID } from '../../base/uuid.ts'
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, type Writer } from '../writer.ts'

export class RemotePartitionDeleteMetadataRecord {
  topicIdPartition: TopicIdPartitionEntry = new TopicIdPartitionEntry()
  brokerId: number = 0
  eventTimestampMs: number = 0
  remotePartitionDeleteState: number = 0
}

export class TopicIdPartitionEntry {
  name: string = ''
  id: string = ZERO_UUID
  partition: number = 0
}

function decodeRemotePartitionDeleteMetadataRecord(r: Reader, v: number): RemotePartitionDeleteMetadataRecord {
  const m = new RemotePartitionDeleteMetadataRecord()
  m.topicIdPartition = decodeTopicIdPartitionEntry(r, v)
  m.brokerId = r.int32()
  m.eventTimestampMs = r.int64()
  m.remotePartitionDeleteState = r.int8()
  r.skipTags()
  return m
}

function sizeRemotePartitionDeleteMetadataRecord(m: RemotePartitionDeleteMetadataRecord, v: number): number {
  let s = 13
  s += sizeTopicIdPartitionEntry(m.topicIdPartition, v)
  s += 1
  return s
}

function encodeRemotePartitionDeleteMetadataRecord(w: Writer, m: RemotePartitionDeleteMetadataRecord, v: number): void {
  encodeTopicIdPartitionEntry(w, m.topicIdPartition, v)
  w.int32(m.brokerId)
  w.int64(m.eventTimestampMs)
  w.int8(m.remotePartitionDeleteState)
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

export const remotePartitionDeleteMetadataRecord: MessageCodec<RemotePartitionDeleteMetadataRecord> = {
  name: 'RemotePartitionDeleteMetadataRecord',
  apiKey: 2,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  create: () => new RemotePartitionDeleteMetadataRecord(),
  decode: decodeRemotePartitionDeleteMetadataRecord,
  size: sizeRemotePartitionDeleteMetadataRecord,
  encode: encodeRemotePartitionDeleteMetadataRecord,
  structs: { RemotePartitionDeleteMetadataRecord, TopicIdPartitionEntry },
}
