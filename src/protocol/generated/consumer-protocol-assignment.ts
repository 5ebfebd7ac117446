// made by scripts/generate.ts; do not edit
/* eslint-disable */
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, type Writer } from '../writer.ts'

export class ConsumerProtocolAssignment {
  assignedPartitions: TopicPartition[] = []
  userData: Buffer | null = null
}

export class TopicPartition {
  topic: string = ""
  partitions: number[] = []
}

function decodeConsumerProtocolAssignment(r: Reader, v: number): ConsumerProtocolAssignment {
const m = new ConsumerProtocolAssignment()
{
  const n = r.arrayLength(1)
  if (n < 0) r.fail()
  const list: TopicPartition[] = []
  for (let i = 0; i < n && r.ok; i++) list.push(decodeTopicPartition(r, v))
  m.assignedPartitions = list
}
m.userData = r.nullableBytes()
return m
}

function sizeConsumerProtocolAssignment(m: ConsumerProtocolAssignment, v: number): number {
let s = 0
s += 4
for (const e of m.assignedPartitions) s += sizeTopicPartition(e, v)
s += m.userData === null ? 4 : 4 + m.userData.length
return s
}

function encodeConsumerProtocolAssignment(w: Writer, m: ConsumerProtocolAssignment, v: number): void {
w.int32(m.assignedPartitions.length)
for (const e of m.assignedPartitions) {
encodeTopicPartition(w, e, v)
}
w.nullableBytes(m.userData)
}

function decodeTopicPartition(r: Reader, v: number): TopicPartition {
const m = new TopicPartition()
m.topic = r.string()
{
  const n = r.arrayLength(1)
  if (n < 0) r.fail()
  const list: number[] = []
  for (let i = 0; i < n && r.ok; i++) list.push(r.int32())
  m.partitions = list
}
return m
}

function sizeTopicPartition(m: TopicPartition, v: number): number {
let s = 0
s += strSize(m.topic, false)
s += 4
s += m.partitions.length * 4
return s
}

function encodeTopicPartition(w: Writer, m: TopicPartition, v: number): void {
w.string(m.topic)
w.int32(m.partitions.length)
for (const e of m.partitions) {
w.int32(e)
}
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
}
