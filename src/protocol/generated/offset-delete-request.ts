// made by scripts/generate.ts; do not edit
/* eslint-disable */
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, type Writer } from '../writer.ts'

export class OffsetDeleteRequest {
  groupId: string = ""
  topics: OffsetDeleteRequestTopic[] = []
}

export class OffsetDeleteRequestTopic {
  name: string = ""
  partitions: OffsetDeleteRequestPartition[] = []
}

export class OffsetDeleteRequestPartition {
  partitionIndex: number = 0
}

function decodeOffsetDeleteRequest(r: Reader, v: number): OffsetDeleteRequest {
const m = new OffsetDeleteRequest()
m.groupId = r.string()
{
  const n = r.arrayLength(1)
  if (n < 0) r.fail()
  const list: OffsetDeleteRequestTopic[] = []
  for (let i = 0; i < n && r.ok; i++) list.push(decodeOffsetDeleteRequestTopic(r, v))
  m.topics = list
}
return m
}

function sizeOffsetDeleteRequest(m: OffsetDeleteRequest, v: number): number {
let s = 0
s += strSize(m.groupId, false)
s += 4
for (const e of m.topics) s += sizeOffsetDeleteRequestTopic(e, v)
return s
}

function encodeOffsetDeleteRequest(w: Writer, m: OffsetDeleteRequest, v: number): void {
w.string(m.groupId)
w.int32(m.topics.length)
for (const e of m.topics) {
encodeOffsetDeleteRequestTopic(w, e, v)
}
}

function decodeOffsetDeleteRequestTopic(r: Reader, v: number): OffsetDeleteRequestTopic {
const m = new OffsetDeleteRequestTopic()
m.name = r.string()
{
  const n = r.arrayLength(1)
  if (n < 0) r.fail()
  const list: OffsetDeleteRequestPartition[] = []
  for (let i = 0; i < n && r.ok; i++) list.push(decodeOffsetDeleteRequestPartition(r, v))
  m.partitions = list
}
return m
}

function sizeOffsetDeleteRequestTopic(m: OffsetDeleteRequestTopic, v: number): number {
let s = 0
s += strSize(m.name, false)
s += 4
for (const e of m.partitions) s += sizeOffsetDeleteRequestPartition(e, v)
return s
}

function encodeOffsetDeleteRequestTopic(w: Writer, m: OffsetDeleteRequestTopic, v: number): void {
w.string(m.name)
w.int32(m.partitions.length)
for (const e of m.partitions) {
encodeOffsetDeleteRequestPartition(w, e, v)
}
}

function decodeOffsetDeleteRequestPartition(r: Reader, v: number): OffsetDeleteRequestPartition {
const m = new OffsetDeleteRequestPartition()
m.partitionIndex = r.int32()
return m
}

function sizeOffsetDeleteRequestPartition(m: OffsetDeleteRequestPartition, v: number): number {
let s = 0
s += 4
return s
}

function encodeOffsetDeleteRequestPartition(w: Writer, m: OffsetDeleteRequestPartition, v: number): void {
w.int32(m.partitionIndex)
}

export const offsetDeleteRequest: MessageCodec<OffsetDeleteRequest> = {
  name: 'OffsetDeleteRequest',
  apiKey: 47,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 32767,
  create: () => new OffsetDeleteRequest(),
  decode: decodeOffsetDeleteRequest,
  size: sizeOffsetDeleteRequest,
  encode: encodeOffsetDeleteRequest,
}
