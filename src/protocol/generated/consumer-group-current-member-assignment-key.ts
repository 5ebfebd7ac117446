// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, type Writer } from '../writer.ts'

export class ConsumerGroupCurrentMemberAssignmentKey {
  groupId: string = ''
  memberId: string = ''
}

function decodeConsumerGroupCurrentMemberAssignmentKey(r: Reader, v: number): ConsumerGroupCurrentMemberAssignmentKey {
  const m = new ConsumerGroupCurrentMemberAssignmentKey()
  m.groupId = r.string()
  m.memberId = r.string()
  return m
}

function sizeConsumerGroupCurrentMemberAssignmentKey(m: ConsumerGroupCurrentMemberAssignmentKey, v: number): number {
  let s = 0
  s += strSize(m.groupId, false)
  s += strSize(m.memberId, false)
  return s
}

function encodeConsumerGroupCurrentMemberAssignmentKey(w: Writer, m: ConsumerGroupCurrentMemberAssignmentKey, v: number): void {
  w.string(m.groupId)
  w.string(m.memberId)
}

export const consumerGroupCurrentMemberAssignmentKey: MessageCodec<ConsumerGroupCurrentMemberAssignmentKey> = {
  name: 'ConsumerGroupCurrentMemberAssignmentKey',
  apiKey: 8,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 32767,
  create: () => new ConsumerGroupCurrentMemberAssignmentKey(),
  decode: decodeConsumerGroupCurrentMemberAssignmentKey,
  size: sizeConsumerGroupCurrentMemberAssignmentKey,
  encode: encodeConsumerGroupCurrentMemberAssignmentKey,
  structs: { ConsumerGroupCurrentMemberAssignmentKey },
}
