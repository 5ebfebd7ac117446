// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { nullableBytesSize, strSize, type Writer } from '../writer.ts'

export class ConsumerProtocolAssignment {
  assignedPartitions: TopicPartition[] = []
  userData: Buffer | null = null
}

export class TopicPartition {
  topic: string = ''
  partitions: number[] = []
}

function decodeConsumerProtocolAssignment(r: Reader, v: number): ConsumerProtocolAssignment {
  const m = new ConsumerProtocolAssignment()
  for (let n = r.count(6); n > 0 && r.ok; n--) {
    m.assignedPartitions.push(decodeTopicPartition(r, v))
  }
  m.userData = r.nullableBytes()
  return m
}

function sizeConsumerProtocolAssignment(m: ConsumerProtocolAssignment, v: number): number {
  let s = 0
  s += 4
  for (const e of m.assignedPartitions) s += sizeTopicPartition(e, v)
  s += nullableBytesSize(m.userData, false)
  return s
}

function encodeConsumerProtocolAssignment(w: Writer, m: ConsumerProtocolAssignment, v: number): void {
  w.int32(m.assignedPartitions.length)
  for (const e of m.assignedPartitions) encodeTopicPartition(w, e, v)
  w.nullableBytes(m.userData)
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

export const consumerProtocolAssignment: MessageCodec<ConsumerProtocolAssignment> = {
  name: 'ConsumerProtocolAssignment',
  apiKey: -1,
  minVersion: 0,
  maxVersion: 3,
  flexibleFrom: 32767,
  create: () => new ConsumerProtocolAssignment(),
  decode: decodeConsumerProtocolAssignment,
  size: sizeConsumerProtocolAssignment,
  encode: encodeConsumerProtocolAssignment,
  structs: { ConsumerProtocolAssignment, TopicPartition },
}
