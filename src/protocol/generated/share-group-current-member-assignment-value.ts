// made by scripts/generate.ts; do not edit
/* eslint-disable */
import { ZERO_UUID } from '../../base/uuid.ts'
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { uvarintSize, type Writer } from '../writer.ts'

export class ShareGroupCurrentMemberAssignmentValue {
  memberEpoch: number = 0
  previousMemberEpoch: number = 0
  state: number = 0
  assignedPartitions: TopicPartitions[] = []
}

export class TopicPartitions {
  topicId: string = ZERO_UUID
  partitions: number[] = []
}

function decodeShareGroupCurrentMemberAssignmentValue(r: Reader, v: number): ShareGroupCurrentMemberAssignmentValue {
const m = new ShareGroupCurrentMemberAssignmentValue()
m.memberEpoch = r.int32()
m.previousMemberEpoch = r.int32()
m.state = r.int8()
{
  const n = r.compactArrayLength(1)
  if (n < 0) r.fail()
  const list: TopicPartitions[] = []
  for (let i = 0; i < n && r.ok; i++) list.push(decodeTopicPartitions(r, v))
  m.assignedPartitions = list
}
r.skipTags()
return m
}

function sizeShareGroupCurrentMemberAssignmentValue(m: ShareGroupCurrentMemberAssignmentValue, v: number): number {
let s = 0
s += 4
s += 4
s += 1
s += uvarintSize(m.assignedPartitions.length + 1)
for (const e of m.assignedPartitions) s += sizeTopicPartitions(e, v)
s += 1
return s
}

function encodeShareGroupCurrentMemberAssignmentValue(w: Writer, m: ShareGroupCurrentMemberAssignmentValue, v: number): void {
w.int32(m.memberEpoch)
w.int32(m.previousMemberEpoch)
w.int8(m.state)
w.uvarint(m.assignedPartitions.length + 1)
for (const e of m.assignedPartitions) {
encodeTopicPartitions(w, e, v)
}
w.uvarint(0)
}

function decodeTopicPartitions(r: Reader, v: number): TopicPartitions {
const m = new TopicPartitions()
m.topicId = r.uuid()
{
  const n = r.compactArrayLength(1)
  if (n < 0) r.fail()
  const list: number[] = []
  for (let i = 0; i < n && r.ok; i++) list.push(r.int32())
  m.partitions = list
}
r.skipTags()
return m
}

function sizeTopicPartitions(m: TopicPartitions, v: number): number {
let s = 0
s += 16
s += uvarintSize(m.partitions.length + 1)
s += m.partitions.length * 4
s += 1
return s
}

function encodeTopicPartitions(w: Writer, m: TopicPartitions, v: number): void {
w.uuid(m.topicId)
w.uvarint(m.partitions.length + 1)
for (const e of m.partitions) {
w.int32(e)
}
w.uvarint(0)
}

export const shareGroupCurrentMemberAssignmentValue: MessageCodec<ShareGroupCurrentMemberAssignmentValue> = {
  name: 'ShareGroupCurrentMemberAssignmentValue',
  apiKey: 14,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  create: () => new ShareGroupCurrentMemberAssignmentValue(),
  decode: decodeShareGroupCurrentMemberAssignmentValue,
  size: sizeShareGroupCurrentMemberAssignmentValue,
  encode: encodeShareGroupCurrentMemberAssignmentValue,
}
