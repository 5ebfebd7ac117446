// made by scripts/generate.ts; do not edit
import { ZERO_UUID } from '../../base/uuid.ts'
import { refuseField, strictEncoding, type MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { nullableStrSize, strSize, uvarintSize, type Writer } from '../writer.ts'

export class ConsumerGroupHeartbeatRequest {
  groupId: string = ''
  memberId: string = ''
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
    const count = r.compactArrayLength(1)
    if (count < 0) m.subscribedTopicNames = null
    else {
      const list: string[] = []
      for (let n = count; n > 0 && r.ok; n--) list.push(r.compactString())
      m.subscribedTopicNames = list
    }
  }
  if (v >= 1) {
    m.subscribedTopicRegex = r.compactNullableString()
  }
  m.serverAssignor = r.compactNullableString()
   {
    const count = r.compactArrayLength(18)
    if (count < 0) m.topicPartitions = null
    else {
      const list: TopicPartitions[] = []
      for (let n = count; n > 0 && r.ok; n--) list.push(decodeTopicPartitions(r, v))
      m.topicPartitions = list
    }
  }
  r.skipTags()
  return m
}

function sizeConsumerGroupHeartbeatRequest(m: ConsumerGroupHeartbeatRequest, v: number): number {
  let s = 8
  s += strSize(m.groupId, true)
  s += strSize(m.memberId, true)
  s += nullableStrSize(m.instanceId, true)
  s += nullableStrSize(m.rackId, true)
   {
    const list = m.subscribedTopicNames
    if (list === null) s += 1
    else {
      s += uvarintSize(list.length + 1)
      for (const e of list) s += strSize(e, true)
    }
  }
  if (v >= 1) {
    s += nullableStrSize(m.subscribedTopicRegex, true)
  }
  s += nullableStrSize(m.serverAssignor, true)
   {
    const list = m.topicPartitions
    if (list === null) s += 1
    else {
      s += uvarintSize(list.length + 1)
      for (const e of list) s += sizeTopicPartitions(e, v)
    }
  }
  s += 1
  return s
}

function refuseConsumerGroupHeartbeatRequest(m: ConsumerGroupHeartbeatRequest, v: number): void {
  if (!(v >= 1) && (m.subscribedTopicRegex !== null)) refuseField('ConsumerGroupHeartbeatRequest.subscribedTopicRegex', v)
}

function encodeConsumerGroupHeartbeatRequest(w: Writer, m: ConsumerGroupHeartbeatRequest, v: number): void {
  if (strictEncoding) refuseConsumerGroupHeartbeatRequest(m, v)
  w.compactString(m.groupId)
  w.compactString(m.memberId)
  w.int32(m.memberEpoch)
  w.compactNullableString(m.instanceId)
  w.compactNullableString(m.rackId)
  w.int32(m.rebalanceTimeoutMs)
  if (m.subscribedTopicNames === null) w.uvarint(0)
  else {
    w.uvarint(m.subscribedTopicNames.length + 1)
    for (const e of m.subscribedTopicNames) w.compactString(e)
  }
  if (v >= 1) {
    w.compactNullableString(m.subscribedTopicRegex)
  }
  w.compactNullableString(m.serverAssignor)
  if (m.topicPartitions === null) w.uvarint(0)
  else {
    w.uvarint(m.topicPartitions.length + 1)
    for (const e of m.topicPartitions) encodeTopicPartitions(w, e, v)
  }
  w.uvarint(0)
}

function decodeTopicPartitions(r: Reader, v: number): TopicPartitions {
  const m = new TopicPartitions()
  m.topicId = r.uuid()
  for (let n = r.compactCount(4); n > 0 && r.ok; n--) {
    m.partitions.push(r.int32())
  }
  r.skipTags()
  return m
}

function sizeTopicPartitions(m: TopicPartitions, v: number): number {
  let s = 16
  s += uvarintSize(m.partitions.length + 1) + m.partitions.length * 4
  s += 1
  return s
}

function encodeTopicPartitions(w: Writer, m: TopicPartitions, v: number): void {
  w.uuid(m.topicId)
  w.uvarint(m.partitions.length + 1)
  for (const e of m.partitions) w.int32(e)
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
  structs: { ConsumerGroupHeartbeatRequest, TopicPartitions },
}
