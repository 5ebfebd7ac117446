// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { uvarintSize, type Writer } from '../writer.ts'

export class ConsumerGroupMetadataValue {
  epoch: number = 0
  metadataHash: bigint = 0n
}

function decodeConsumerGroupMetadataValue(r: Reader, v: number): ConsumerGroupMetadataValue {
  const m = new ConsumerGroupMetadataValue()
  m.epoch = r.int32()
  for (let tags = r.uvarint(); tags > 0 && r.ok; tags--) {
    const tag = r.uvarint()
    const end = r.tagEnd()
    if (tag === 0) {
      m.metadataHash = r.int64Big()
    }
    r.leaveTag(end)
  }
  return m
}

function sizeConsumerGroupMetadataValue(m: ConsumerGroupMetadataValue, v: number): number {
  let s = 4
  let tags = 0
  if (m.metadataHash !== 0n) {
    tags++
    s += 10
  }
  s += uvarintSize(tags)
  return s
}

function encodeConsumerGroupMetadataValue(w: Writer, m: ConsumerGroupMetadataValue, v: number): void {
  w.int32(m.epoch)
  let tags = 0
  if (m.metadataHash !== 0n) tags++
  w.uvarint(tags)
  if (tags > 0) {
    if (m.metadataHash !== 0n) {
      w.uvarint(0)
      w.uvarint(8)
      w.int64Big(m.metadataHash)
    }
  }
}

export const consumerGroupMetadataValue: MessageCodec<ConsumerGroupMetadataValue> = {
  name: 'ConsumerGroupMetadataValue',
  apiKey: 3,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  create: () => new ConsumerGroupMetadataValue(),
  decode: decodeConsumerGroupMetadataValue,
  size: sizeConsumerGroupMetadataValue,
  encode: encodeConsumerGroupMetadataValue,
  structs: { ConsumerGroupMetadataValue },
}
