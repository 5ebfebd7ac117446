// made by scripts/generate.ts; do not edit
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
  for (let n = r.compactCount(18); n > 0 && r.ok; n--) {
    m.assignedPartitions.push(decodeTopicPartitions(r, v))
  }
  r.skipTags()
  return m
}

function sizeShareGroupCurrentMemberAssignmentValue(m: ShareGroupCurrentMemberAssignmentValue, v: number): number {
  let s = 9
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
  for (const e of m.assignedPartitions) encodeTopicPartitions(w, e, v)
  w.uvarint(0)
}

function decodeTopicPartitions(r: Reader, v: number): TopicPartitions {
  const m = new TopicPartitions()
  m.topicId = r.uuid()
  for (let n = r.compactCount(4); n > 0 && r.ok; n--) {
    m.partitions.push(r.int32())
  }
  r.skipTags()
  return m
}

function sizeTopicPartitions(m: TopicPartitions, v: number): number {
  let s = 16
  s += uvarintSize(m.partitions.length + 1) + m.partitions.length * 4
  s += 1
  return s
}

function encodeTopicPartitions(w: Writer, m: TopicPartitions, v: number): void {
  w.uuid(m.topicId)
  w.uvarint(m.partitions.length + 1)
  for (const e of m.partitions) w.int32(e)
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
  structs: { ShareGroupCurrentMemberAssignmentValue, TopicPartitions },
}
