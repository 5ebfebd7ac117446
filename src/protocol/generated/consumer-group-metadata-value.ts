// made by scripts/generate.ts; do not edit
/* eslint-disable */
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { uvarintSize, type Writer } from '../writer.ts'

export class ConsumerGroupMetadataValue {
  epoch: number = 0
  metadataHash: number = 0
}

function decodeConsumerGroupMetadataValue(r: Reader, v: number): ConsumerGroupMetadataValue {
const m = new ConsumerGroupMetadataValue()
m.epoch = r.int32()
for (let n = r.uvarint(); n > 0 && r.ok; n--) {
const tag = r.uvarint()
const size = r.uvarint()
const end = r.pos + size
if (size > r.remaining) { r.fail(); break }
switch (tag) {
case 0:
m.metadataHash = r.int64()
break
}
if (r.ok) r.pos = end
}
return m
}

function sizeConsumerGroupMetadataValue(m: ConsumerGroupMetadataValue, v: number): number {
let s = 0
s += 4
let tags = 0
if ((m.metadataHash !== 0)) {
tags++
const body = ((s: number): number => {
s += 8
return s
})(0)
s += uvarintSize(0) + uvarintSize(body) + body
}
s += uvarintSize(tags)
return s
}

function encodeConsumerGroupMetadataValue(w: Writer, m: ConsumerGroupMetadataValue, v: number): void {
w.int32(m.epoch)
let tags = 0
if ((m.metadataHash !== 0)) tags++
w.uvarint(tags)
if ((m.metadataHash !== 0)) {
w.uvarint(0)
w.uvarint(((s: number): number => {
s += 8
return s
})(0))
w.int64(m.metadataHash)
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
}
