// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, type Writer } from '../writer.ts'

export class ConsumerGroupPartitionMetadataKey {
  groupId: string = ''
}

function decodeConsumerGroupPartitionMetadataKey(r: Reader, v: number): ConsumerGroupPartitionMetadataKey {
  const m = new ConsumerGroupPartitionMetadataKey()
  m.groupId = r.string()
  return m
}

function sizeConsumerGroupPartitionMetadataKey(m: ConsumerGroupPartitionMetadataKey, v: number): number {
  let s = 0
  s += strSize(m.groupId, false)
  return s
}

function encodeConsumerGroupPartitionMetadataKey(w: Writer, m: ConsumerGroupPartitionMetadataKey, v: number): void {
  w.string(m.groupId)
}

export const consumerGroupPartitionMetadataKey: MessageCodec<ConsumerGroupPartitionMetadataKey> = {
  name: 'ConsumerGroupPartitionMetadataKey',
  apiKey: 4,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 32767,
  create: () => new ConsumerGroupPartitionMetadataKey(),
  decode: decodeConsumerGroupPartitionMetadataKey,
  size: sizeConsumerGroupPartitionMetadataKey,
  encode: encodeConsumerGroupPartitionMetadataKey,
  structs: { ConsumerGroupPartitionMetadataKey },
}
