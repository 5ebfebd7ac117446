// made by scripts/generate.ts; do not edit
import { ZERO_UUID } from '../../base/uuid.ts'
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { nullableStrSize, strSize, uvarintSize, type Writer } from '../writer.ts'

export class DescribeTopicPartitionsResponse {
  throttleTimeMs: number = 0
  topics: DescribeTopicPartitionsResponseTopic[] = []
  nextCursor: Cursor | null = null
}

export class DescribeTopicPartitionsResponseTopic {
  errorCode: number = 0
  name: string | null = ''
  topicId: string = ZERO_UUID
  isInternal: boolean = false
  partitions: DescribeTopicPartitionsResponsePartition[] = []
  topicAuthorizedOperations: number = -2147483648
}

export class DescribeTopicPartitionsResponsePartition {
  errorCode: number = 0
  partitionIndex: number = 0
  leaderId: number = 0
  leaderEpoch: number = -1
  replicaNodes: number[] = []
  isrNodes: number[] = []
  eligibleLeaderReplicas: number[] | null = null
  lastKnownElr: number[] | null = null
  offlineReplicas: number[] = []
}

export class Cursor {
  topicName: string = ''
  partitionIndex: number = 0
}

function decodeDescribeTopicPartitionsResponse(r: Reader, v: number): DescribeTopicPartitionsResponse {
  const m = new DescribeTopicPartitionsResponse()
  m.throttleTimeMs = r.int32()
  for (let n = r.compactCount(26); n > 0 && r.ok; n--) {
    m.topics.push(decodeDescribeTopicPartitionsResponseTopic(r, v))
  }
  m.nextCursor = r.int8() >= 0 ? decodeCursor(r, v) : null
  r.skipTags()
  return m
}

function sizeDescribeTopicPartitionsResponse(m: DescribeTopicPartitionsResponse, v: number): number {
  let s = 4
  s += uvarintSize(m.topics.length + 1)
  for (const e of m.topics) s += sizeDescribeTopicPartitionsResponseTopic(e, v)
  s += m.nextCursor === null ? 1 : 1 + sizeCursor(m.nextCursor, v)
  s += 1
  return s
}

function encodeDescribeTopicPartitionsResponse(w: Writer, m: DescribeTopicPartitionsResponse, v: number): void {
  w.int32(m.throttleTimeMs)
  w.uvarint(m.topics.length + 1)
  for (const e of m.topics) encodeDescribeTopicPartitionsResponseTopic(w, e, v)
  if (m.nextCursor === null) w.int8(-1)
  else {
    w.int8(1)
    encodeCursor(w, m.nextCursor, v)
  }
  w.uvarint(0)
}

function decodeDescribeTopicPartitionsResponseTopic(r: Reader, v: number): DescribeTopicPartitionsResponseTopic {
  const m = new DescribeTopicPartitionsResponseTopic()
  m.errorCode = r.int16()
  m.name = r.compactNullableString()
  m.topicId = r.uuid()
  m.isInternal = r.bool()
  for (let n = r.compactCount(20); n > 0 && r.ok; n--) {
    m.partitions.push(decodeDescribeTopicPartitionsResponsePartition(r, v))
  }
  m.topicAuthorizedOperations = r.int32()
  r.skipTags()
  return m
}

function sizeDescribeTopicPartitionsResponseTopic(m: DescribeTopicPartitionsResponseTopic, v: number): number {
  let s = 23
  s += nullableStrSize(m.name, true)
  s += uvarintSize(m.partitions.length + 1)
  for (const e of m.partitions) s += sizeDescribeTopicPartitionsResponsePartition(e, v)
  s += 1
  return s
}

function encodeDescribeTopicPartitionsResponseTopic(w: Writer, m: DescribeTopicPartitionsResponseTopic, v: number): void {
  w.int16(m.errorCode)
  w.compactNullableString(m.name)
  w.uuid(m.topicId)
  w.bool(m.isInternal)
  w.uvarint(m.partitions.length + 1)
  for (const e of m.partitions) encodeDescribeTopicPartitionsResponsePartition(w, e, v)
  w.int32(m.topicAuthorizedOperations)
  w.uvarint(0)
}

function decodeDescribeTopicPartitionsResponsePartition(r: Reader, v: number): DescribeTopicPartitionsResponsePartition {
  const m = new DescribeTopicPartitionsResponsePartition()
  m.errorCode = r.int16()
  m.partitionIndex = r.int32()
  m.leaderId = r.int32()
  m.leaderEpoch = r.int32()
  for (let n = r.compactCount(4); n > 0 && r.ok; n--) {
    m.replicaNodes.push(r.int32())
  }
  for (let n = r.compactCount(4); n > 0 && r.ok; n--) {
    m.isrNodes.push(r.int32())
  }
   {
    const count = r.compactArrayLength(4)
    if (count < 0) m.eligibleLeaderReplicas = null
    else {
      const list: number[] = []
      for (let n = count; n > 0 && r.ok; n--) list.push(r.int32())
      m.eligibleLeaderReplicas = list
    }
  }
   {
    const count = r.compactArrayLength(4)
    if (count < 0) m.lastKnownElr = null
    else {
      const list: number[] = []
      for (let n = count; n > 0 && r.ok; n--) list.push(r.int32())
      m.lastKnownElr = list
    }
  }
  for (let n = r.compactCount(4); n > 0 && r.ok; n--) {
    m.offlineReplicas.push(r.int32())
  }
  r.skipTags()
  return m
}

function sizeDescribeTopicPartitionsResponsePartition(m: DescribeTopicPartitionsResponsePartition, v: number): number {
  let s = 14
  s += uvarintSize(m.replicaNodes.length + 1) + m.replicaNodes.length * 4
  s += uvarintSize(m.isrNodes.length + 1) + m.isrNodes.length * 4
   {
    const list = m.eligibleLeaderReplicas
    if (list === null) s += 1
    else {
      s += uvarintSize(list.length + 1) + list.length * 4
    }
  }
   {
    const list = m.lastKnownElr
    if (list === null) s += 1
    else {
      s += uvarintSize(list.length + 1) + list.length * 4
    }
  }
  s += uvarintSize(m.offlineReplicas.length + 1) + m.offlineReplicas.length * 4
  s += 1
  return s
}

function encodeDescribeTopicPartitionsResponsePartition(w: Writer, m: DescribeTopicPartitionsResponsePartition, v: number): void {
  w.int16(m.errorCode)
  w.int32(m.partitionIndex)
  w.int32(m.leaderId)
  w.int32(m.leaderEpoch)
  w.uvarint(m.replicaNodes.length + 1)
  for (const e of m.replicaNodes) w.int32(e)
  w.uvarint(m.isrNodes.length + 1)
  for (const e of m.isrNodes) w.int32(e)
  if (m.eligibleLeaderReplicas === null) w.uvarint(0)
  else {
    w.uvarint(m.eligibleLeaderReplicas.length + 1)
    for (const e of m.eligibleLeaderReplicas) w.int32(e)
  }
  if (m.lastKnownElr === null) w.uvarint(0)
  else {
    w.uvarint(m.lastKnownElr.length + 1)
    for (const e of m.lastKnownElr) w.int32(e)
  }
  w.uvarint(m.offlineReplicas.length + 1)
  for (const e of m.offlineReplicas) w.int32(e)
  w.uvarint(0)
}

function decodeCursor(r: Reader, v: number): Cursor {
  const m = new Cursor()
  m.topicName = r.compactString()
  m.partitionIndex = r.int32()
  r.skipTags()
  return m
}

function sizeCursor(m: Cursor, v: number): number {
  let s = 4
  s += strSize(m.topicName, true)
  s += 1
  return s
}

function encodeCursor(w: Writer, m: Cursor, v: number): void {
  w.compactString(m.topicName)
  w.int32(m.partitionIndex)
  w.uvarint(0)
}

export const describeTopicPartitionsResponse: MessageCodec<DescribeTopicPartitionsResponse> = {
  name: 'DescribeTopicPartitionsResponse',
  apiKey: 75,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  create: () => new DescribeTopicPartitionsResponse(),
  decode: decodeDescribeTopicPartitionsResponse,
  size: sizeDescribeTopicPartitionsResponse,
  encode: encodeDescribeTopicPartitionsResponse,
  structs: { DescribeTopicPartitionsResponse, DescribeTopicPartitionsResponseTopic, DescribeTopicPartitionsResponsePartition, Cursor },
}
