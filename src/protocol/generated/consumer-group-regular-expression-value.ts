// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, uvarintSize, type Writer } from '../writer.ts'

export class ConsumerGroupRegularExpressionValue {
  topics: string[] = []
  version: number = 0
  timestamp: number = 0
}

function decodeConsumerGroupRegularExpressionValue(r: Reader, v: number): ConsumerGroupRegularExpressionValue {
  const m = new ConsumerGroupRegularExpressionValue()
  for (let n = r.compactCount(1); n > 0 && r.ok; n--) {
    m.topics.push(r.compactString())
  }
  m.version = r.int64()
  m.timestamp = r.int64()
  r.skipTags()
  return m
}

function sizeConsumerGroupRegularExpressionValue(m: ConsumerGroupRegularExpressionValue, v: number): number {
  let s = 16
  s += uvarintSize(m.topics.length + 1)
  for (const e of m.topics) s += strSize(e, true)
  s += 1
  return s
}

function encodeConsumerGroupRegularExpressionValue(w: Writer, m: ConsumerGroupRegularExpressionValue, v: number): void {
  w.uvarint(m.topics.length + 1)
  for (const e of m.topics) w.compactString(e)
  w.int64(m.version)
  w.int64(m.timestamp)
  w.uvarint(0)
}

export const consumerGroupRegularExpressionValue: MessageCodec<ConsumerGroupRegularExpressionValue> = {
  name: 'ConsumerGroupRegularExpressionValue',
  apiKey: 16,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  create: () => new ConsumerGroupRegularExpressionValue(),
  decode: decodeConsumerGroupRegularExpressionValue,
  size: sizeConsumerGroupRegularExpressionValue,
  encode: encodeConsumerGroupRegularExpressionValue,
  structs: { ConsumerGroupRegularExpressionValue },
}
