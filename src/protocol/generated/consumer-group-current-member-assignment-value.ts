// made by scripts/generate.ts; do not edit
import { ZERO_UUID } from '../../base/uuid.ts'
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { uvarintSize, type Writer } from '../writer.ts'

export class ConsumerGroupCurrentMemberAssignmentValue {
  memberEpoch: number = 0
  previousMemberEpoch: number = 0
  state: number = 0
  assignedPartitions: TopicPartitions[] = []
  partitionsPendingRevocation: TopicPartitions[] = []
}

export class TopicPartitions {
  topicId: string = ZERO_UUID
  partitions: number[] = []
  assignmentEpochs: number[] | null = []
}

function decodeConsumerGroupCurrentMemberAssignmentValue(r: Reader, v: number): ConsumerGroupCurrentMemberAssignmentValue {
  const m = new ConsumerGroupCurrentMemberAssignmentValue()
  m.memberEpoch = r.int32()
  m.previousMemberEpoch = r.int32()
  m.state = r.int8()
  for (let n = r.compactCount(18); n > 0 && r.ok; n--) {
    m.assignedPartitions.push(decodeTopicPartitions(r, v))
  }
  for (let n = r.compactCount(18); n > 0 && r.ok; n--) {
    m.partitionsPendingRevocation.push(decodeTopicPartitions(r, v))
  }
  r.skipTags()
  return m
}

function sizeConsumerGroupCurrentMemberAssignmentValue(m: ConsumerGroupCurrentMemberAssignmentValue, v: number): number {
  let s = 9
  s += uvarintSize(m.assignedPartitions.length + 1)
  for (const e of m.assignedPartitions) s += sizeTopicPartitions(e, v)
  s += uvarintSize(m.partitionsPendingRevocation.length + 1)
  for (const e of m.partitionsPendingRevocation) s += sizeTopicPartitions(e, v)
  s += 1
  return s
}

function encodeConsumerGroupCurrentMemberAssignmentValue(w: Writer, m: ConsumerGroupCurrentMemberAssignmentValue, v: number): void {
  w.int32(m.memberEpoch)
  w.int32(m.previousMemberEpoch)
  w.int8(m.state)
  w.uvarint(m.assignedPartitions.length + 1)
  for (const e of m.assignedPartitions) encodeTopicPartitions(w, e, v)
  w.uvarint(m.partitionsPendingRevocation.length + 1)
  for (const e of m.partitionsPendingRevocation) encodeTopicPartitions(w, e, v)
  w.uvarint(0)
}

function decodeTopicPartitions(r: Reader, v: number): TopicPartitions {
  const m = new TopicPartitions()
  m.topicId = r.uuid()
  for (let n = r.compactCount(4); n > 0 && r.ok; n--) {
    m.partitions.push(r.int32())
  }
  for (let tags = r.uvarint(); tags > 0 && r.ok; tags--) {
    const tag = r.uvarint()
    const end = r.tagEnd()
    if (tag === 0) {
       {
        const count = r.compactArrayLength(4)
        if (count < 0) m.assignmentEpochs = null
        else {
          const list: number[] = []
          for (let n = count; n > 0 && r.ok; n--) list.push(r.int32())
          m.assignmentEpochs = list
        }
      }
    }
    r.leaveTag(end)
  }
  return m
}

function sizeTopicPartitionsAssignmentEpochs(m: TopicPartitions, v: number): number {
  let s = 0
   {
    const list = m.assignmentEpochs
    if (list === null) s += 1
    else {
      s += uvarintSize(list.length + 1) + list.length * 4
    }
  }
  return s
}

function sizeTopicPartitions(m: TopicPartitions, v: number): number {
  let s = 16
  s += uvarintSize(m.partitions.length + 1) + m.partitions.length * 4
  let tags = 0
  if (m.assignmentEpochs === null || m.assignmentEpochs.length > 0) {
    tags++
    const body = sizeTopicPartitionsAssignmentEpochs(m, v)
    s += 1 + uvarintSize(body) + body
  }
  s += uvarintSize(tags)
  return s
}

function encodeTopicPartitions(w: Writer, m: TopicPartitions, v: number): void {
  w.uuid(m.topicId)
  w.uvarint(m.partitions.length + 1)
  for (const e of m.partitions) w.int32(e)
  let tags = 0
  if (m.assignmentEpochs === null || m.assignmentEpochs.length > 0) tags++
  w.uvarint(tags)
  if (tags > 0) {
    if (m.assignmentEpochs === null || m.assignmentEpochs.length > 0) {
      w.uvarint(0)
      w.uvarint(sizeTopicPartitionsAssignmentEpochs(m, v))
      if (m.assignmentEpochs === null) w.uvarint(0)
      else {
        w.uvarint(m.assignmentEpochs.length + 1)
        for (const e of m.assignmentEpochs) w.int32(e)
      }
    }
  }
}

export const consumerGroupCurrentMemberAssignmentValue: MessageCodec<ConsumerGroupCurrentMemberAssignmentValue> = {
  name: 'ConsumerGroupCurrentMemberAssignmentValue',
  apiKey: 8,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  create: () => new ConsumerGroupCurrentMemberAssignmentValue(),
  decode: decodeConsumerGroupCurrentMemberAssignmentValue,
  size: sizeConsumerGroupCurrentMemberAssignmentValue,
  encode: encodeConsumerGroupCurrentMemberAssignmentValue,
  structs: { ConsumerGroupCurrentMemberAssignmentValue, TopicPartitions },
}
