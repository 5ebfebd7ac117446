// made by scripts/generate.ts; do not edit
import { ZERO_UUID } from '../../base/uuid.ts'
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, uvarintSize, type Writer } from '../writer.ts'

export class ConsumerGroupPartitionMetadataValue {
  topics: TopicMetadata[] = []
}

export class TopicMetadata {
  topicId: string = ZERO_UUID
  topicName: string = ''
  numPartitions: number = 0
  partitionMetadata: PartitionMetadata[] = []
}

export class PartitionMetadata {
  partition: number = 0
  racks: string[] = []
}

function decodeConsumerGroupPartitionMetadataValue(r: Reader, v: number): ConsumerGroupPartitionMetadataValue {
  const m = new ConsumerGroupPartitionMetadataValue()
  for (let n = r.compactCount(23); n > 0 && r.ok; n--) {
    m.topics.push(decodeTopicMetadata(r, v))
  }
  r.skipTags()
  return m
}

function sizeConsumerGroupPartitionMetadataValue(m: ConsumerGroupPartitionMetadataValue, v: number): number {
  let s = 0
  s += uvarintSize(m.topics.length + 1)
  for (const e of m.topics) s += sizeTopicMetadata(e, v)
  s += 1
  return s
}

function encodeConsumerGroupPartitionMetadataValue(w: Writer, m: ConsumerGroupPartitionMetadataValue, v: number): void {
  w.uvarint(m.topics.length + 1)
  for (const e of m.topics) encodeTopicMetadata(w, e, v)
  w.uvarint(0)
}

function decodeTopicMetadata(r: Reader, v: number): TopicMetadata {
  const m = new TopicMetadata()
  m.topicId = r.uuid()
  m.topicName = r.compactString()
  m.numPartitions = r.int32()
  for (let n = r.compactCount(6); n > 0 && r.ok; n--) {
    m.partitionMetadata.push(decodePartitionMetadata(r, v))
  }
  r.skipTags()
  return m
}

function sizeTopicMetadata(m: TopicMetadata, v: number): number {
  let s = 20
  s += strSize(m.topicName, true)
  s += uvarintSize(m.partitionMetadata.length + 1)
  for (const e of m.partitionMetadata) s += sizePartitionMetadata(e, v)
  s += 1
  return s
}

function encodeTopicMetadata(w: Writer, m: TopicMetadata, v: number): void {
  w.uuid(m.topicId)
  w.compactString(m.topicName)
  w.int32(m.numPartitions)
  w.uvarint(m.partitionMetadata.length + 1)
  for (const e of m.partitionMetadata) encodePartitionMetadata(w, e, v)
  w.uvarint(0)
}

function decodePartitionMetadata(r: Reader, v: number): PartitionMetadata {
  const m = new PartitionMetadata()
  m.partition = r.int32()
  for (let n = r.compactCount(1); n > 0 && r.ok; n--) {
    m.racks.push(r.compactString())
  }
  r.skipTags()
  return m
}

function sizePartitionMetadata(m: PartitionMetadata, v: number): number {
  let s = 4
  s += uvarintSize(m.racks.length + 1)
  for (const e of m.racks) s += strSize(e, true)
  s += 1
  return s
}

function encodePartitionMetadata(w: Writer, m: PartitionMetadata, v: number): void {
  w.int32(m.partition)
  w.uvarint(m.racks.length + 1)
  for (const e of m.racks) w.compactString(e)
  w.uvarint(0)
}

export const consumerGroupPartitionMetadataValue: MessageCodec<ConsumerGroupPartitionMetadataValue> = {
  name: 'ConsumerGroupPartitionMetadataValue',
  apiKey: 4,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  create: () => new ConsumerGroupPartitionMetadataValue(),
  decode: decodeConsumerGroupPartitionMetadataValue,
  size: sizeConsumerGroupPartitionMetadataValue,
  encode: encodeConsumerGroupPartitionMetadataValue,
  structs: { ConsumerGroupPartitionMetadataValue, TopicMetadata, PartitionMetadata },
}
