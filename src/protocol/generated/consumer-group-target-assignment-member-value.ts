// made by scripts/generate.ts; do not edit
import { ZERO_UUID } from '../../base/uuid.ts'
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { uvarintSize, type Writer } from '../writer.ts'

export class ConsumerGroupTargetAssignmentMemberValue {
  topicPartitions: TopicPartition[] = []
}

export class TopicPartition {
  topicId: string = ZERO_UUID
  partitions: number[] = []
}

function decodeConsumerGroupTargetAssignmentMemberValue(r: Reader, v: number): ConsumerGroupTargetAssignmentMemberValue {
  const m = new ConsumerGroupTargetAssignmentMemberValue()
  for (let n = r.compactCount(18); n > 0 && r.ok; n--) {
    m.topicPartitions.push(decodeTopicPartition(r, v))
  }
  r.skipTags()
  return m
}

function sizeConsumerGroupTargetAssignmentMemberValue(m: ConsumerGroupTargetAssignmentMemberValue, v: number): number {
  let s = 0
  s += uvarintSize(m.topicPartitions.length + 1)
  for (const e of m.topicPartitions) s += sizeTopicPartition(e, v)
  s += 1
  return s
}

function encodeConsumerGroupTargetAssignmentMemberValue(w: Writer, m: ConsumerGroupTargetAssignmentMemberValue, v: number): void {
  w.uvarint(m.topicPartitions.length + 1)
  for (const e of m.topicPartitions) encodeTopicPartition(w, e, v)
  w.uvarint(0)
}

function decodeTopicPartition(r: Reader, v: number): TopicPartition {
  const m = new TopicPartition()
  m.topicId = r.uuid()
  for (let n = r.compactCount(4); n > 0 && r.ok; n--) {
    m.partitions.push(r.int32())
  }
  r.skipTags()
  return m
}

function sizeTopicPartition(m: TopicPartition, v: number): number {
  let s = 16
  s += uvarintSize(m.partitions.length + 1) + m.partitions.length * 4
  s += 1
  return s
}

function encodeTopicPartition(w: Writer, m: TopicPartition, v: number): void {
  w.uuid(m.topicId)
  w.uvarint(m.partitions.length + 1)
  for (const e of m.partitions) w.int32(e)
  w.uvarint(0)
}

export const consumerGroupTargetAssignmentMemberValue: MessageCodec<ConsumerGroupTargetAssignmentMemberValue> = {
  name: 'ConsumerGroupTargetAssignmentMemberValue',
  apiKey: 7,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  create: () => new ConsumerGroupTargetAssignmentMemberValue(),
  decode: decodeConsumerGroupTargetAssignmentMemberValue,
  size: sizeConsumerGroupTargetAssignmentMemberValue,
  encode: encodeConsumerGroupTargetAssignmentMemberValue,
  structs: { ConsumerGroupTargetAssignmentMemberValue, TopicPartition },
}
