// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, uvarintSize, type Writer } from '../writer.ts'

export class DescribeTopicPartitionsRequest {
  topics: TopicRequest[] = []
  responsePartitionLimit: number = 2000
  cursor: Cursor | null = null
}

export class TopicRequest {
  name: string = ''
}

export class Cursor {
  topicName: string = ''
  partitionIndex: number = 0
}

function decodeDescribeTopicPartitionsRequest(r: Reader, v: number): DescribeTopicPartitionsRequest {
  const m = new DescribeTopicPartitionsRequest()
  for (let n = r.compactCount(2); n > 0 && r.ok; n--) {
    m.topics.push(decodeTopicRequest(r, v))
  }
  m.responsePartitionLimit = r.int32()
  m.cursor = r.int8() >= 0 ? decodeCursor(r, v) : null
  r.skipTags()
  return m
}

function sizeDescribeTopicPartitionsRequest(m: DescribeTopicPartitionsRequest, v: number): number {
  let s = 4
  s += uvarintSize(m.topics.length + 1)
  for (const e of m.topics) s += sizeTopicRequest(e, v)
  s += m.cursor === null ? 1 : 1 + sizeCursor(m.cursor, v)
  s += 1
  return s
}

function encodeDescribeTopicPartitionsRequest(w: Writer, m: DescribeTopicPartitionsRequest, v: number): void {
  w.uvarint(m.topics.length + 1)
  for (const e of m.topics) encodeTopicRequest(w, e, v)
  w.int32(m.responsePartitionLimit)
  if (m.cursor === null) w.int8(-1)
  else {
    w.int8(1)
    encodeCursor(w, m.cursor, v)
  }
  w.uvarint(0)
}

function decodeTopicRequest(r: Reader, v: number): TopicRequest {
  const m = new TopicRequest()
  m.name = r.compactString()
  r.skipTags()
  return m
}

function sizeTopicRequest(m: TopicRequest, v: number): number {
  let s = 0
  s += strSize(m.name, true)
  s += 1
  return s
}

function encodeTopicRequest(w: Writer, m: TopicRequest, v: number): void {
  w.compactString(m.name)
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

export const describeTopicPartitionsRequest: MessageCodec<DescribeTopicPartitionsRequest> = {
  name: 'DescribeTopicPartitionsRequest',
  apiKey: 75,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  create: () => new DescribeTopicPartitionsRequest(),
  decode: decodeDescribeTopicPartitionsRequest,
  size: sizeDescribeTopicPartitionsRequest,
  encode: encodeDescribeTopicPartitionsRequest,
  structs: { DescribeTopicPartitionsRequest, TopicRequest, Cursor },
}
