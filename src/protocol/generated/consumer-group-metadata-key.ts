// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, type Writer } from '../writer.ts'

export class ConsumerGroupMetadataKey {
  groupId: string = ''
}

function decodeConsumerGroupMetadataKey(r: Reader, v: number): ConsumerGroupMetadataKey {
  const m = new ConsumerGroupMetadataKey()
  m.groupId = r.string()
  return m
}

function sizeConsumerGroupMetadataKey(m: ConsumerGroupMetadataKey, v: number): number {
  let s = 0
  s += strSize(m.groupId, false)
  return s
}

function encodeConsumerGroupMetadataKey(w: Writer, m: ConsumerGroupMetadataKey, v: number): void {
  w.string(m.groupId)
}

export const consumerGroupMetadataKey: MessageCodec<ConsumerGroupMetadataKey> = {
  name: 'ConsumerGroupMetadataKey',
  apiKey: 3,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 32767,
  create: () => new ConsumerGroupMetadataKey(),
  decode: decodeConsumerGroupMetadataKey,
  size: sizeConsumerGroupMetadataKey,
  encode: encodeConsumerGroupMetadataKey,
  structs: { ConsumerGroupMetadataKey },
}
