// made by scripts/generate.ts; do not edit
import { ZERO_UUID } from '../../base/uuid.ts'
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, uvarintSize, type Writer } from '../writer.ts'

export class ShareGroupStatePartitionMetadataValue {
  initializingTopics: TopicPartitionsInfo[] = []
  initializedTopics: TopicPartitionsInfo[] = []
  deletingTopics: TopicInfo[] = []
}

export class TopicPartitionsInfo {
  topicId: string = ZERO_UUID
  topicName: string = ''
  partitions: number[] = []
}

export class TopicInfo {
  topicId: string = ZERO_UUID
  topicName: string = ''
}

function decodeShareGroupStatePartitionMetadataValue(r: Reader, v: number): ShareGroupStatePartitionMetadataValue {
  const m = new ShareGroupStatePartitionMetadataValue()
  for (let n = r.compactCount(19); n > 0 && r.ok; n--) {
    m.initializingTopics.push(decodeTopicPartitionsInfo(r, v))
  }
  for (let n = r.compactCount(19); n > 0 && r.ok; n--) {
    m.initializedTopics.push(decodeTopicPartitionsInfo(r, v))
  }
  for (let n = r.compactCount(18); n > 0 && r.ok; n--) {
    m.deletingTopics.push(decodeTopicInfo(r, v))
  }
  r.skipTags()
  return m
}

function sizeShareGroupStatePartitionMetadataValue(m: ShareGroupStatePartitionMetadataValue, v: number): number {
  let s = 0
  s += uvarintSize(m.initializingTopics.length + 1)
  for (const e of m.initializingTopics) s += sizeTopicPartitionsInfo(e, v)
  s += uvarintSize(m.initializedTopics.length + 1)
  for (const e of m.initializedTopics) s += sizeTopicPartitionsInfo(e, v)
  s += uvarintSize(m.deletingTopics.length + 1)
  for (const e of m.deletingTopics) s += sizeTopicInfo(e, v)
  s += 1
  return s
}

function encodeShareGroupStatePartitionMetadataValue(w: Writer, m: ShareGroupStatePartitionMetadataValue, v: number): void {
  w.uvarint(m.initializingTopics.length + 1)
  for (const e of m.initializingTopics) encodeTopicPartitionsInfo(w, e, v)
  w.uvarint(m.initializedTopics.length + 1)
  for (const e of m.initializedTopics) encodeTopicPartitionsInfo(w, e, v)
  w.uvarint(m.deletingTopics.length + 1)
  for (const e of m.deletingTopics) encodeTopicInfo(w, e, v)
  w.uvarint(0)
}

function decodeTopicPartitionsInfo(r: Reader, v: number): TopicPartitionsInfo {
  const m = new TopicPartitionsInfo()
  m.topicId = r.uuid()
  m.topicName = r.compactString()
  for (let n = r.compactCount(4); n > 0 && r.ok; n--) {
    m.partitions.push(r.int32())
  }
  r.skipTags()
  return m
}

function sizeTopicPartitionsInfo(m: TopicPartitionsInfo, v: number): number {
  let s = 16
  s += strSize(m.topicName, true)
  s += uvarintSize(m.partitions.length + 1) + m.partitions.length * 4
  s += 1
  return s
}

function encodeTopicPartitionsInfo(w: Writer, m: TopicPartitionsInfo, v: number): void {
  w.uuid(m.topicId)
  w.compactString(m.topicName)
  w.uvarint(m.partitions.length + 1)
  for (const e of m.partitions) w.int32(e)
  w.uvarint(0)
}

function decodeTopicInfo(r: Reader, v: number): TopicInfo {
  const m = new TopicInfo()
  m.topicId = r.uuid()
  m.topicName = r.compactString()
  r.skipTags()
  return m
}

function sizeTopicInfo(m: TopicInfo, v: number): number {
  let s = 16
  s += strSize(m.topicName, true)
  s += 1
  return s
}

function encodeTopicInfo(w: Writer, m: TopicInfo, v: number): void {
  w.uuid(m.topicId)
  w.compactString(m.topicName)
  w.uvarint(0)
}

export const shareGroupStatePartitionMetadataValue: MessageCodec<ShareGroupStatePartitionMetadataValue> = {
  name: 'ShareGroupStatePartitionMetadataValue',
  apiKey: 15,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  create: () => new ShareGroupStatePartitionMetadataValue(),
  decode: decodeShareGroupStatePartitionMetadataValue,
  size: sizeShareGroupStatePartitionMetadataValue,
  encode: encodeShareGroupStatePartitionMetadataValue,
  structs: { ShareGroupStatePartitionMetadataValue, TopicPartitionsInfo, TopicInfo },
}
