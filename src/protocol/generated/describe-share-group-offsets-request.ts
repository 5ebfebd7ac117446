// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, uvarintSize, type Writer } from '../writer.ts'

export class DescribeShareGroupOffsetsRequest {
  groups: DescribeShareGroupOffsetsRequestGroup[] = []
}

export class DescribeShareGroupOffsetsRequestGroup {
  groupId: string = ''
  topics: DescribeShareGroupOffsetsRequestTopic[] | null = []
}

export class DescribeShareGroupOffsetsRequestTopic {
  topicName: string = ''
  partitions: number[] = []
}

function decodeDescribeShareGroupOffsetsRequest(r: Reader, v: number): DescribeShareGroupOffsetsRequest {
  const m = new DescribeShareGroupOffsetsRequest()
  for (let n = r.compactCount(3); n > 0 && r.ok; n--) {
    m.groups.push(decodeDescribeShareGroupOffsetsRequestGroup(r, v))
  }
  r.skipTags()
  return m
}

function sizeDescribeShareGroupOffsetsRequest(m: DescribeShareGroupOffsetsRequest, v: number): number {
  let s = 0
  s += uvarintSize(m.groups.length + 1)
  for (const e of m.groups) s += sizeDescribeShareGroupOffsetsRequestGroup(e, v)
  s += 1
  return s
}

function encodeDescribeShareGroupOffsetsRequest(w: Writer, m: DescribeShareGroupOffsetsRequest, v: number): void {
  w.uvarint(m.groups.length + 1)
  for (const e of m.groups) encodeDescribeShareGroupOffsetsRequestGroup(w, e, v)
  w.uvarint(0)
}

function decodeDescribeShareGroupOffsetsRequestGroup(r: Reader, v: number): DescribeShareGroupOffsetsRequestGroup {
  const m = new DescribeShareGroupOffsetsRequestGroup()
  m.groupId = r.compactString()
   {
    const count = r.compactArrayLength(3)
    if (count < 0) m.topics = null
    else {
      const list: DescribeShareGroupOffsetsRequestTopic[] = []
      for (let n = count; n > 0 && r.ok; n--) list.push(decodeDescribeShareGroupOffsetsRequestTopic(r, v))
      m.topics = list
    }
  }
  r.skipTags()
  return m
}

function sizeDescribeShareGroupOffsetsRequestGroup(m: DescribeShareGroupOffsetsRequestGroup, v: number): number {
  let s = 0
  s += strSize(m.groupId, true)
   {
    const list = m.topics
    if (list === null) s += 1
    else {
      s += uvarintSize(list.length + 1)
      for (const e of list) s += sizeDescribeShareGroupOffsetsRequestTopic(e, v)
    }
  }
  s += 1
  return s
}

function encodeDescribeShareGroupOffsetsRequestGroup(w: Writer, m: DescribeShareGroupOffsetsRequestGroup, v: number): void {
  w.compactString(m.groupId)
  if (m.topics === null) w.uvarint(0)
  else {
    w.uvarint(m.topics.length + 1)
    for (const e of m.topics) encodeDescribeShareGroupOffsetsRequestTopic(w, e, v)
  }
  w.uvarint(0)
}

function decodeDescribeShareGroupOffsetsRequestTopic(r: Reader, v: number): DescribeShareGroupOffsetsRequestTopic {
  const m = new DescribeShareGroupOffsetsRequestTopic()
  m.topicName = r.compactString()
  for (let n = r.compactCount(4); n > 0 && r.ok; n--) {
    m.partitions.push(r.int32())
  }
  r.skipTags()
  return m
}

function sizeDescribeShareGroupOffsetsRequestTopic(m: DescribeShareGroupOffsetsRequestTopic, v: number): number {
  let s = 0
  s += strSize(m.topicName, true)
  s += uvarintSize(m.partitions.length + 1) + m.partitions.length * 4
  s += 1
  return s
}

function encodeDescribeShareGroupOffsetsRequestTopic(w: Writer, m: DescribeShareGroupOffsetsRequestTopic, v: number): void {
  w.compactString(m.topicName)
  w.uvarint(m.partitions.length + 1)
  for (const e of m.partitions) w.int32(e)
  w.uvarint(0)
}

export const describeShareGroupOffsetsRequest: MessageCodec<DescribeShareGroupOffsetsRequest> = {
  name: 'DescribeShareGroupOffsetsRequest',
  apiKey: 90,
  minVersion: 0,
  maxVersion: 1,
  flexibleFrom: 0,
  create: () => new DescribeShareGroupOffsetsRequest(),
  decode: decodeDescribeShareGroupOffsetsRequest,
  size: sizeDescribeShareGroupOffsetsRequest,
  encode: encodeDescribeShareGroupOffsetsRequest,
  structs: { DescribeShareGroupOffsetsRequest, DescribeShareGroupOffsetsRequestGroup, DescribeShareGroupOffsetsRequestTopic },
}
