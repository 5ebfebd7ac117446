// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, type Writer } from '../writer.ts'

export class ConsumerGroupTargetAssignmentMetadataKey {
  groupId: string = ''
}

function decodeConsumerGroupTargetAssignmentMetadataKey(r: Reader, v: number): ConsumerGroupTargetAssignmentMetadataKey {
  const m = new ConsumerGroupTargetAssignmentMetadataKey()
  m.groupId = r.string()
  return m
}

function sizeConsumerGroupTargetAssignmentMetadataKey(m: ConsumerGroupTargetAssignmentMetadataKey, v: number): number {
  let s = 0
  s += strSize(m.groupId, false)
  return s
}

function encodeConsumerGroupTargetAssignmentMetadataKey(w: Writer, m: ConsumerGroupTargetAssignmentMetadataKey, v: number): void {
  w.string(m.groupId)
}

export const consumerGroupTargetAssignmentMetadataKey: MessageCodec<ConsumerGroupTargetAssignmentMetadataKey> = {
  name: 'ConsumerGroupTargetAssignmentMetadataKey',
  apiKey: 6,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 32767,
  create: () => new ConsumerGroupTargetAssignmentMetadataKey(),
  decode: decodeConsumerGroupTargetAssignmentMetadataKey,
  size: sizeConsumerGroupTargetAssignmentMetadataKey,
  encode: encodeConsumerGroupTargetAssignmentMetadataKey,
  structs: { ConsumerGroupTargetAssignmentMetadataKey },
}
