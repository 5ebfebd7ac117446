// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, type Writer } from '../writer.ts'

export class ConsumerGroupMemberMetadataKey {
  groupId: string = ''
  memberId: string = ''
}

function decodeConsumerGroupMemberMetadataKey(r: Reader, v: number): ConsumerGroupMemberMetadataKey {
  const m = new ConsumerGroupMemberMetadataKey()
  m.groupId = r.string()
  m.memberId = r.string()
  return m
}

function sizeConsumerGroupMemberMetadataKey(m: ConsumerGroupMemberMetadataKey, v: number): number {
  let s = 0
  s += strSize(m.groupId, false)
  s += strSize(m.memberId, false)
  return s
}

function encodeConsumerGroupMemberMetadataKey(w: Writer, m: ConsumerGroupMemberMetadataKey, v: number): void {
  w.string(m.groupId)
  w.string(m.memberId)
}

export const consumerGroupMemberMetadataKey: MessageCodec<ConsumerGroupMemberMetadataKey> = {
  name: 'ConsumerGroupMemberMetadataKey',
  apiKey: 5,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 32767,
  create: () => new ConsumerGroupMemberMetadataKey(),
  decode: decodeConsumerGroupMemberMetadataKey,
  size: sizeConsumerGroupMemberMetadataKey,
  encode: encodeConsumerGroupMemberMetadataKey,
  structs: { ConsumerGroupMemberMetadataKey },
}
