// made by scripts/generate.ts; do not edit
/* eslint-disable */
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, type Writer } from '../writer.ts'

export class ConsumerProtocolSubscription {
  topics: string[] = []
  userData: Buffer | null = null
  ownedPartitions: TopicPartition[] = []
  generationId: number = -1
  rackId: string | null = null
}

export class TopicPartition {
  topic: string = ""
  partitions: number[] = []
}

function decodeConsumerProtocolSubscription(r: Reader, v: number): ConsumerProtocolSubscription {
const m = new ConsumerProtocolSubscription()
{
  const n = r.arrayLength(1)
  if (n < 0) r.fail()
  const list: string[] = []
  for (let i = 0; i < n && r.ok; i++) list.push(r.string())
  m.topics = list
}
m.userData = r.nullableBytes()
if (v >= 1) {
{
  const n = r.arrayLength(1)
  if (n < 0) r.fail()
  const list: TopicPartition[] = []
  for (let i = 0; i < n && r.ok; i++) list.push(decodeTopicPartition(r, v))
  m.ownedPartitions = list
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
s += m.userData === null ? 4 : 4 + m.userData.length
if (v >= 1) {
s += 4
for (const e of m.ownedPartitions) s += sizeTopicPartition(e, v)
}
if (v >= 2) {
s += 4
}
if (v >= 3) {
s += m.rackId === null ? 2 : strSize(m.rackId, false)
}
return s
}

function encodeConsumerProtocolSubscription(w: Writer, m: ConsumerProtocolSubscription, v: number): void {
w.int32(m.topics.length)
for (const e of m.topics) {
w.string(e)
}
w.nullableBytes(m.userData)
if (v >= 1) {
w.int32(m.ownedPartitions.length)
for (const e of m.ownedPartitions) {
encodeTopicPartition(w, e, v)
}
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
if (v >= 1) {
m.topic = r.string()
}
if (v >= 1) {
{
  const n = r.arrayLength(1)
  if (n < 0) r.fail()
  const list: number[] = []
  for (let i = 0; i < n && r.ok; i++) list.push(r.int32())
  m.partitions = list
}
}
return m
}

function sizeTopicPartition(m: TopicPartition, v: number): number {
let s = 0
if (v >= 1) {
s += strSize(m.topic, false)
}
if (v >= 1) {
s += 4
s += m.partitions.length * 4
}
return s
}

function encodeTopicPartition(w: Writer, m: TopicPartition, v: number): void {
if (v >= 1) {
w.string(m.topic)
}
if (v >= 1) {
w.int32(m.partitions.length)
for (const e of m.partitions) {
w.int32(e)
}
}
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
}
