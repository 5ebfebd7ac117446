// made by scripts/generate.ts; do not edit
/* eslint-disable */
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, uvarintSize, type Writer } from '../writer.ts'

export class DescribeLogDirsRequest {
  topics: DescribableLogDirTopic[] | null = []
}

export class DescribableLogDirTopic {
  topic: string = ""
  partitions: number[] = []
}

function decodeDescribeLogDirsRequest(r: Reader, v: number): DescribeLogDirsRequest {
const m = new DescribeLogDirsRequest()
const flex = v >= 2
{
  const n = (flex ? r.compactArrayLength(1) : r.arrayLength(1))
  if (n < 0) m.topics = null
  else {
  const list: NonNullable<DescribableLogDirTopic[] | null> = []
  for (let i = 0; i < n && r.ok; i++) list.push(decodeDescribableLogDirTopic(r, v))
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
if (m.topics === null) s += (flex ? 1 : 4)
else {
s += (flex ? uvarintSize(m.topics.length + 1) : 4)
for (const e of m.topics) s += sizeDescribableLogDirTopic(e, v)
}
if (flex) {
s += 1
}
return s
}

function encodeDescribeLogDirsRequest(w: Writer, m: DescribeLogDirsRequest, v: number): void {
const flex = v >= 2
if (m.topics === null) {
if (flex) w.uvarint(0)
else w.int32(-1)
} else {
if (flex) w.uvarint(m.topics.length + 1)
else w.int32(m.topics.length)
for (const e of m.topics) {
encodeDescribableLogDirTopic(w, e, v)
}
}
if (flex) {
w.uvarint(0)
}
}

function decodeDescribableLogDirTopic(r: Reader, v: number): DescribableLogDirTopic {
const m = new DescribableLogDirTopic()
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

function sizeDescribableLogDirTopic(m: DescribableLogDirTopic, v: number): number {
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

function encodeDescribableLogDirTopic(w: Writer, m: DescribableLogDirTopic, v: number): void {
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
}
