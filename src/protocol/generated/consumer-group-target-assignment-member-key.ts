// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, type Writer } from '../writer.ts'

export class ConsumerGroupTargetAssignmentMemberKey {
  groupId: string = ''
  memberId: string = ''
}

function decodeConsumerGroupTargetAssignmentMemberKey(r: Reader, v: number): ConsumerGroupTargetAssignmentMemberKey {
  const m = new ConsumerGroupTargetAssignmentMemberKey()
  m.groupId = r.string()
  m.memberId = r.string()
  return m
}

function sizeConsumerGroupTargetAssignmentMemberKey(m: ConsumerGroupTargetAssignmentMemberKey, v: number): number {
  let s = 0
  s += strSize(m.groupId, false)
  s += strSize(m.memberId, false)
  return s
}

function encodeConsumerGroupTargetAssignmentMemberKey(w: Writer, m: ConsumerGroupTargetAssignmentMemberKey, v: number): void {
  w.string(m.groupId)
  w.string(m.memberId)
}

export const consumerGroupTargetAssignmentMemberKey: MessageCodec<ConsumerGroupTargetAssignmentMemberKey> = {
  name: 'ConsumerGroupTargetAssignmentMemberKey',
  apiKey: 7,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 32767,
  create: () => new ConsumerGroupTargetAssignmentMemberKey(),
  decode: decodeConsumerGroupTargetAssignmentMemberKey,
  size: sizeConsumerGroupTargetAssignmentMemberKey,
  encode: encodeConsumerGroupTargetAssignmentMemberKey,
  structs: { ConsumerGroupTargetAssignmentMemberKey },
}
