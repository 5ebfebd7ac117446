// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, uvarintSize, type Writer } from '../writer.ts'

export class DescribeLogDirsRequest {
  topics: DescribableLogDirTopic[] | null = []
}

export class DescribableLogDirTopic {
  topic: string = ''
  partitions: number[] = []
}

function decodeDescribeLogDirsRequest(r: Reader, v: number): DescribeLogDirsRequest {
  const m = new DescribeLogDirsRequest()
  const flex = v >= 2
   {
    const count = flex ? r.compactArrayLength(3) : r.arrayLength(6)
    if (count < 0) m.topics = null
    else {
      const list: DescribableLogDirTopic[] = []
      for (let n = count; n > 0 && r.ok; n--) list.push(decodeDescribableLogDirTopic(r, v))
      m.topics = list
    }
  }
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeDescribeLogDirsRequest(m: DescribeLogDirsRequest, v: number): number {
  const flex = v >= 2
  let s = 0
   {
    const list = m.topics
    if (list === null) s += (flex ? 1 : 4)
    else {
      s += (flex ? uvarintSize(list.length + 1) : 4)
      for (const e of list) s += sizeDescribableLogDirTopic(e, v)
    }
  }
  if (flex) {
    s += 1
  }
  return s
}

function encodeDescribeLogDirsRequest(w: Writer, m: DescribeLogDirsRequest, v: number): void {
  const flex = v >= 2
  if (m.topics === null) flex ? w.uvarint(0) : w.int32(-1)
  else {
    flex ? w.uvarint(m.topics.length + 1) : w.int32(m.topics.length)
    for (const e of m.topics) encodeDescribableLogDirTopic(w, e, v)
  }
  if (flex) {
    w.uvarint(0)
  }
}

function decodeDescribableLogDirTopic(r: Reader, v: number): DescribableLogDirTopic {
  const m = new DescribableLogDirTopic()
  const flex = v >= 2
  m.topic = flex ? r.compactString() : r.string()
  for (let n = flex ? r.compactCount(4) : r.count(4); n > 0 && r.ok; n--) {
    m.partitions.push(r.int32())
  }
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeDescribableLogDirTopic(m: DescribableLogDirTopic, v: number): number {
  const flex = v >= 2
  let s = 0
  s += strSize(m.topic, flex)
  s += (flex ? uvarintSize(m.partitions.length + 1) : 4) + m.partitions.length * 4
  if (flex) {
    s += 1
  }
  return s
}

function encodeDescribableLogDirTopic(w: Writer, m: DescribableLogDirTopic, v: number): void {
  const flex = v >= 2
  flex ? w.compactString(m.topic) : w.string(m.topic)
  flex ? w.uvarint(m.partitions.length + 1) : w.int32(m.partitions.length)
  for (const e of m.partitions) w.int32(e)
  if (flex) {
    w.uvarint(0)
  }
}

export const describeLogDirsRequest: MessageCodec<DescribeLogDirsRequest> = {
  name: 'DescribeLogDirsRequest',
  apiKey: 35,
  minVersion: 0,
  maxVersion: 5,
  flexibleFrom: 2,
  create: () => new DescribeLogDirsRequest(),
  decode: decodeDescribeLogDirsRequest,
  size: sizeDescribeLogDirsRequest,
  encode: encodeDescribeLogDirsRequest,
  structs: { DescribeLogDirsRequest, DescribableLogDirTopic },
}
