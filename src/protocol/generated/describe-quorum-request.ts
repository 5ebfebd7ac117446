// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, uvarintSize, type Writer } from '../writer.ts'

export class DescribeQuorumRequest {
  topics: TopicData[] = []
}

export class TopicData {
  topicName: string = ''
  partitions: PartitionData[] = []
}

export class PartitionData {
  partitionIndex: number = 0
}

function decodeDescribeQuorumRequest(r: Reader, v: number): DescribeQuorumRequest {
  const m = new DescribeQuorumRequest()
  for (let n = r.compactCount(3); n > 0 && r.ok; n--) {
    m.topics.push(decodeTopicData(r, v))
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
  for (const e of m.topics) encodeTopicData(w, e, v)
  w.uvarint(0)
}

function decodeTopicData(r: Reader, v: number): TopicData {
  const m = new TopicData()
  m.topicName = r.compactString()
  for (let n = r.compactCount(5); n > 0 && r.ok; n--) {
    m.partitions.push(decodePartitionData(r, v))
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
  for (const e of m.partitions) encodePartitionData(w, e, v)
  w.uvarint(0)
}

function decodePartitionData(r: Reader, v: number): PartitionData {
  const m = new PartitionData()
  m.partitionIndex = r.int32()
  r.skipTags()
  return m
}

function sizePartitionData(m: PartitionData, v: number): number {
  let s = 4
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
  structs: { DescribeQuorumRequest, TopicData, PartitionData },
}
