// made by scripts/generate.ts; do not edit
/* eslint-disable */
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, uvarintSize, type Writer } from '../writer.ts'

export class ElectLeadersRequest {
  electionType: number = 0
  topicPartitions: TopicPartitions[] | null = []
  timeoutMs: number = 60000
}

export class TopicPartitions {
  topic: string = ""
  partitions: number[] = []
}

function decodeElectLeadersRequest(r: Reader, v: number): ElectLeadersRequest {
const m = new ElectLeadersRequest()
const flex = v >= 2
if (v >= 1) {
m.electionType = r.int8()
}
{
  const n = (flex ? r.compactArrayLength(1) : r.arrayLength(1))
  if (n < 0) m.topicPartitions = null
  else {
  const list: NonNullable<TopicPartitions[] | null> = []
  for (let i = 0; i < n && r.ok; i++) list.push(decodeTopicPartitions(r, v))
  m.topicPartitions = list
  }
}
m.timeoutMs = r.int32()
if (flex) {
r.skipTags()
}
return m
}

function sizeElectLeadersRequest(m: ElectLeadersRequest, v: number): number {
const flex = v >= 2
let s = 0
if (v >= 1) {
s += 1
}
if (m.topicPartitions === null) s += (flex ? 1 : 4)
else {
s += (flex ? uvarintSize(m.topicPartitions.length + 1) : 4)
for (const e of m.topicPartitions) s += sizeTopicPartitions(e, v)
}
s += 4
if (flex) {
s += 1
}
return s
}

function encodeElectLeadersRequest(w: Writer, m: ElectLeadersRequest, v: number): void {
const flex = v >= 2
if (v >= 1) {
w.int8(m.electionType)
}
if (m.topicPartitions === null) {
if (flex) w.uvarint(0)
else w.int32(-1)
} else {
if (flex) w.uvarint(m.topicPartitions.length + 1)
else w.int32(m.topicPartitions.length)
for (const e of m.topicPartitions) {
encodeTopicPartitions(w, e, v)
}
}
w.int32(m.timeoutMs)
if (flex) {
w.uvarint(0)
}
}

function decodeTopicPartitions(r: Reader, v: number): TopicPartitions {
const m = new TopicPartitions()
const flex = v >= 2
m.topic = (flex ? r.compactString() : r.string())
{
  const n = (flex ? r.compactArrayLength(1) : r.arrayLength(1))
  if (n < 0) r.fail()
  const list: number[] = []
  for (let i = 0; i < n && r.ok; i++) list.push(r.int32())
  m.partitions = list
}
if (flex) {
r.skipTags()
}
return m
}

function sizeTopicPartitions(m: TopicPartitions, v: number): number {
const flex = v >= 2
let s = 0
s += strSize(m.topic, flex)
s += (flex ? uvarintSize(m.partitions.length + 1) : 4)
s += m.partitions.length * 4
if (flex) {
s += 1
}
return s
}

function encodeTopicPartitions(w: Writer, m: TopicPartitions, v: number): void {
const flex = v >= 2
if (flex) w.compactString(m.topic)
else w.string(m.topic)
if (flex) w.uvarint(m.partitions.length + 1)
else w.int32(m.partitions.length)
for (const e of m.partitions) {
w.int32(e)
}
if (flex) {
w.uvarint(0)
}
}

export const electLeadersRequest: MessageCodec<ElectLeadersRequest> = {
  name: 'ElectLeadersRequest',
  apiKey: 43,
  minVersion: 0,
  maxVersion: 2,
  flexibleFrom: 2,
  create: () => new ElectLeadersRequest(),
  decode: decodeElectLeadersRequest,
  size: sizeElectLeadersRequest,
  encode: encodeElectLeadersRequest,
}
