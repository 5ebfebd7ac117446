// made by scripts/generate.ts; do not edit
/* eslint-disable */
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, uvarintSize, type Writer } from '../writer.ts'

export class DescribeQuorumRequest {
  topics: TopicData[] = []
}

export class TopicData {
  topicName: string = ""
  partitions: PartitionData[] = []
}

export class PartitionData {
  partitionIndex: number = 0
}

function decodeDescribeQuorumRequest(r: Reader, v: number): DescribeQuorumRequest {
const m = new DescribeQuorumRequest()
{
  const n = r.compactArrayLength(1)
  if (n < 0) r.fail()
  const list: TopicData[] = []
  for (let i = 0; i < n && r.ok; i++) list.push(decodeTopicData(r, v))
  m.topics = list
}
r.skipTags()
return m
}

function sizeDescribeQuorumRequest(m: DescribeQuorumRequest, v: number): number {
let s = 0
s += uvarintSize(m.topics.length + 1)
for (const e of m.topics) s += sizeTopicData(e, v)
s += 1
return s
}

function encodeDescribeQuorumRequest(w: Writer, m: DescribeQuorumRequest, v: number): void {
w.uvarint(m.topics.length + 1)
for (const e of m.topics) {
encodeTopicData(w, e, v)
}
w.uvarint(0)
}

function decodeTopicData(r: Reader, v: number): TopicData {
const m = new TopicData()
m.topicName = r.compactString()
{
  const n = r.compactArrayLength(1)
  if (n < 0) r.fail()
  const list: PartitionData[] = []
  for (let i = 0; i < n && r.ok; i++) list.push(decodePartitionData(r, v))
  m.partitions = list
}
r.skipTags()
return m
}

function sizeTopicData(m: TopicData, v: number): number {
let s = 0
s += strSize(m.topicName, true)
s += uvarintSize(m.partitions.length + 1)
for (const e of m.partitions) s += sizePartitionData(e, v)
s += 1
return s
}

function encodeTopicData(w: Writer, m: TopicData, v: number): void {
w.compactString(m.topicName)
w.uvarint(m.partitions.length + 1)
for (const e of m.partitions) {
encodePartitionData(w, e, v)
}
w.uvarint(0)
}

function decodePartitionData(r: Reader, v: number): PartitionData {
const m = new PartitionData()
m.partitionIndex = r.int32()
r.skipTags()
return m
}

function sizePartitionData(m: PartitionData, v: number): number {
let s = 0
s += 4
s += 1
return s
}

function encodePartitionData(w: Writer, m: PartitionData, v: number): void {
w.int32(m.partitionIndex)
w.uvarint(0)
}

export const describeQuorumRequest: MessageCodec<DescribeQuorumRequest> = {
  name: 'DescribeQuorumRequest',
  apiKey: 55,
  minVersion: 0,
  maxVersion: 2,
  flexibleFrom: 0,
  create: () => new DescribeQuorumRequest(),
  decode: decodeDescribeQuorumRequest,
  size: sizeDescribeQuorumRequest,
  encode: encodeDescribeQuorumRequest,
}
