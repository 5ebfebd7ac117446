// made by scripts/generate.ts; do not edit
/* eslint-disable */
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, uvarintSize, type Writer } from '../writer.ts'

export class DescribeProducersRequest {
  topics: TopicRequest[] = []
}

export class TopicRequest {
  name: string = ""
  partitionIndexes: number[] = []
}

function decodeDescribeProducersRequest(r: Reader, v: number): DescribeProducersRequest {
const m = new DescribeProducersRequest()
{
  const n = r.compactArrayLength(1)
  if (n < 0) r.fail()
  const list: TopicRequest[] = []
  for (let i = 0; i < n && r.ok; i++) list.push(decodeTopicRequest(r, v))
  m.topics = list
}
r.skipTags()
return m
}

function sizeDescribeProducersRequest(m: DescribeProducersRequest, v: number): number {
let s = 0
s += uvarintSize(m.topics.length + 1)
for (const e of m.topics) s += sizeTopicRequest(e, v)
s += 1
return s
}

function encodeDescribeProducersRequest(w: Writer, m: DescribeProducersRequest, v: number): void {
w.uvarint(m.topics.length + 1)
for (const e of m.topics) {
encodeTopicRequest(w, e, v)
}
w.uvarint(0)
}

function decodeTopicRequest(r: Reader, v: number): TopicRequest {
const m = new TopicRequest()
m.name = r.compactString()
{
  const n = r.compactArrayLength(1)
  if (n < 0) r.fail()
  const list: number[] = []
  for (let i = 0; i < n && r.ok; i++) list.push(r.int32())
  m.partitionIndexes = list
}
r.skipTags()
return m
}

function sizeTopicRequest(m: TopicRequest, v: number): number {
let s = 0
s += strSize(m.name, true)
s += uvarintSize(m.partitionIndexes.length + 1)
s += m.partitionIndexes.length * 4
s += 1
return s
}

function encodeTopicRequest(w: Writer, m: TopicRequest, v: number): void {
w.compactString(m.name)
w.uvarint(m.partitionIndexes.length + 1)
for (const e of m.partitionIndexes) {
w.int32(e)
}
w.uvarint(0)
}

export const describeProducersRequest: MessageCodec<DescribeProducersRequest> = {
  name: 'DescribeProducersRequest',
  apiKey: 61,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  create: () => new DescribeProducersRequest(),
  decode: decodeDescribeProducersRequest,
  size: sizeDescribeProducersRequest,
  encode: encodeDescribeProducersRequest,
}
