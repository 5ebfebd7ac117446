// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, type Writer } from '../writer.ts'

export class ConsumerGroupRegularExpressionKey {
  groupId: string = ''
  regularExpression: string = ''
}

function decodeConsumerGroupRegularExpressionKey(r: Reader, v: number): ConsumerGroupRegularExpressionKey {
  const m = new ConsumerGroupRegularExpressionKey()
  m.groupId = r.string()
  m.regularExpression = r.string()
  return m
}

function sizeConsumerGroupRegularExpressionKey(m: ConsumerGroupRegularExpressionKey, v: number): number {
  let s = 0
  s += strSize(m.groupId, false)
  s += strSize(m.regularExpression, false)
  return s
}

function encodeConsumerGroupRegularExpressionKey(w: Writer, m: ConsumerGroupRegularExpressionKey, v: number): void {
  w.string(m.groupId)
  w.string(m.regularExpression)
}

export const consumerGroupRegularExpressionKey: MessageCodec<ConsumerGroupRegularExpressionKey> = {
  name: 'ConsumerGroupRegularExpressionKey',
  apiKey: 16,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 32767,
  create: () => new ConsumerGroupRegularExpressionKey(),
  decode: decodeConsumerGroupRegularExpressionKey,
  size: sizeConsumerGroupRegularExpressionKey,
  encode: encodeConsumerGroupRegularExpressionKey,
  structs: { ConsumerGroupRegularExpressionKey },
}
