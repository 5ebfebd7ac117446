// made by scripts/generate.ts; do not edit
/* eslint-disable */
import { ZERO_UUID } from '../../base/uuid.ts'
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, uvarintSize, type Writer } from '../writer.ts'

export class ConsumerGroupHeartbeatRequest {
  groupId: string = ""
  memberId: string = ""
  memberEpoch: number = 0
  instanceId: string | null = null
  rackId: string | null = null
  rebalanceTimeoutMs: number = -1
  subscribedTopicNames: string[] | null = null
  subscribedTopicRegex: string | null = null
  serverAssignor: string | null = null
  topicPartitions: TopicPartitions[] | null = null
}

export class TopicPartitions {
  topicId: string = ZERO_UUID
  partitions: number[] = []
}

function decodeConsumerGroupHeartbeatRequest(r: Reader, v: number): ConsumerGroupHeartbeatRequest {
const m = new ConsumerGroupHeartbeatRequest()
m.groupId = r.compactString()
m.memberId = r.compactString()
m.memberEpoch = r.int32()
m.instanceId = r.compactNullableString()
m.rackId = r.compactNullableString()
m.rebalanceTimeoutMs = r.int32()
{
  const n = r.compactArrayLength(1)
  if (n < 0) m.subscribedTopicNames = null
  else {
  const list: NonNullable<string[] | null> = []
  for (let i = 0; i < n && r.ok; i++) list.push(r.compactString())
  m.subscribedTopicNames = list
  }
}
if (v >= 1) {
m.subscribedTopicRegex = r.compactNullableString()
}
m.serverAssignor = r.compactNullableString()
{
  const n = r.compactArrayLength(1)
  if (n < 0) m.topicPartitions = null
  else {
  const list: NonNullable<TopicPartitions[] | null> = []
  for (let i = 0; i < n && r.ok; i++) list.push(decodeTopicPartitions(r, v))
  m.topicPartitions = list
  }
}
r.skipTags()
return m
}

function sizeConsumerGroupHeartbeatRequest(m: ConsumerGroupHeartbeatRequest, v: number): number {
let s = 0
s += strSize(m.groupId, true)
s += strSize(m.memberId, true)
s += 4
s += m.instanceId === null ? 1 : strSize(m.instanceId, true)
s += m.rackId === null ? 1 : strSize(m.rackId, true)
s += 4
if (m.subscribedTopicNames === null) s += 1
else {
s += uvarintSize(m.subscribedTopicNames.length + 1)
for (const e of m.subscribedTopicNames) s += strSize(e, true)
}
if (v >= 1) {
s += m.subscribedTopicRegex === null ? 1 : strSize(m.subscribedTopicRegex, true)
}
s += m.serverAssignor === null ? 1 : strSize(m.serverAssignor, true)
if (m.topicPartitions === null) s += 1
else {
s += uvarintSize(m.topicPartitions.length + 1)
for (const e of m.topicPartitions) s += sizeTopicPartitions(e, v)
}
s += 1
return s
}

function encodeConsumerGroupHeartbeatRequest(w: Writer, m: ConsumerGroupHeartbeatRequest, v: number): void {
w.compactString(m.groupId)
w.compactString(m.memberId)
w.int32(m.memberEpoch)
w.compactNullableString(m.instanceId)
w.compactNullableString(m.rackId)
w.int32(m.rebalanceTimeoutMs)
if (m.subscribedTopicNames === null) {
w.uvarint(0)
} else {
w.uvarint(m.subscribedTopicNames.length + 1)
for (const e of m.subscribedTopicNames) {
w.compactString(e)
}
}
if (v >= 1) {
w.compactNullableString(m.subscribedTopicRegex)
}
w.compactNullableString(m.serverAssignor)
if (m.topicPartitions === null) {
w.uvarint(0)
} else {
w.uvarint(m.topicPartitions.length + 1)
for (const e of m.topicPartitions) {
encodeTopicPartitions(w, e, v)
}
}
w.uvarint(0)
}

function decodeTopicPartitions(r: Reader, v: number): TopicPartitions {
const m = new TopicPartitions()
m.topicId = r.uuid()
{
  const n = r.compactArrayLength(1)
  if (n < 0) r.fail()
  const list: number[] = []
  for (let i = 0; i < n && r.ok; i++) list.push(r.int32())
  m.partitions = list
}
r.skipTags()
return m
}

function sizeTopicPartitions(m: TopicPartitions, v: number): number {
let s = 0
s += 16
s += uvarintSize(m.partitions.length + 1)
s += m.partitions.length * 4
s += 1
return s
}

function encodeTopicPartitions(w: Writer, m: TopicPartitions, v: number): void {
w.uuid(m.topicId)
w.uvarint(m.partitions.length + 1)
for (const e of m.partitions) {
w.int32(e)
}
w.uvarint(0)
}

export const consumerGroupHeartbeatRequest: MessageCodec<ConsumerGroupHeartbeatRequest> = {
  name: 'ConsumerGroupHeartbeatRequest',
  apiKey: 68,
  minVersion: 0,
  maxVersion: 1,
  flexibleFrom: 0,
  create: () => new ConsumerGroupHeartbeatRequest(),
  decode: decodeConsumerGroupHeartbeatRequest,
  size: sizeConsumerGroupHeartbeatRequest,
  encode: encodeConsumerGroupHeartbeatRequest,
}
