// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { nullableBytesSize, nullableStrSize, strSize, type Writer } from '../writer.ts'

export class ConsumerProtocolSubscription {
  topics: string[] = []
  userData: Buffer | null = null
  ownedPartitions: TopicPartition[] = []
  generationId: number = -1
  rackId: string | null = null
}

export class TopicPartition {
  topic: string = ''
  partitions: number[] = []
}

function decodeConsumerProtocolSubscription(r: Reader, v: number): ConsumerProtocolSubscription {
  const m = new ConsumerProtocolSubscription()
  for (let n = r.count(2); n > 0 && r.ok; n--) {
    m.topics.push(r.string())
  }
  m.userData = r.nullableBytes()
  if (v >= 1) {
    for (let n = r.count(6); n > 0 && r.ok; n--) {
      m.ownedPartitions.push(decodeTopicPartition(r, v))
    }
  }
  if (v >= 2) {
    m.generationId = r.int32()
  }
  if (v >= 3) {
    m.rackId = r.nullableString()
  }
  return m
}

function sizeConsumerProtocolSubscription(m: ConsumerProtocolSubscription, v: number): number {
  let s = 0
  s += 4
  for (const e of m.topics) s += strSize(e, false)
  s += nullableBytesSize(m.userData, false)
  if (v >= 1) {
    s += 4
    for (const e of m.ownedPartitions) s += sizeTopicPartition(e, v)
  }
  if (v >= 2) s += 4
  if (v >= 3) {
    s += nullableStrSize(m.rackId, false)
  }
  return s
}

function encodeConsumerProtocolSubscription(w: Writer, m: ConsumerProtocolSubscription, v: number): void {
  w.int32(m.topics.length)
  for (const e of m.topics) w.string(e)
  w.nullableBytes(m.userData)
  if (v >= 1) {
    w.int32(m.ownedPartitions.length)
    for (const e of m.ownedPartitions) encodeTopicPartition(w, e, v)
  }
  if (v >= 2) {
    w.int32(m.generationId)
  }
  if (v >= 3) {
    w.nullableString(m.rackId)
  }
}

function decodeTopicPartition(r: Reader, v: number): TopicPartition {
  const m = new TopicPartition()
  m.topic = r.string()
  for (let n = r.count(4); n > 0 && r.ok; n--) {
    m.partitions.push(r.int32())
  }
  return m
}

function sizeTopicPartition(m: TopicPartition, v: number): number {
  let s = 0
  s += strSize(m.topic, false)
  s += 4 + m.partitions.length * 4
  return s
}

function encodeTopicPartition(w: Writer, m: TopicPartition, v: number): void {
  w.string(m.topic)
  w.int32(m.partitions.length)
  for (const e of m.partitions) w.int32(e)
}

export const consumerProtocolSubscription: MessageCodec<ConsumerProtocolSubscription> = {
  name: 'ConsumerProtocolSubscription',
  apiKey: -1,
  minVersion: 0,
  maxVersion: 3,
  flexibleFrom: 32767,
  create: () => new ConsumerProtocolSubscription(),
  decode: decodeConsumerProtocolSubscription,
  size: sizeConsumerProtocolSubscription,
  encode: encodeConsumerProtocolSubscription,
  structs: { ConsumerProtocolSubscription, TopicPartition },
}
