// made by scripts/generate.ts; do not edit
/* eslint-disable */
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { uvarintSize, type Writer } from '../writer.ts'

export class ShareUpdateValue {
  snapshotEpoch: number = 0
  leaderEpoch: number = 0
  startOffset: number = 0
  deliveryCompleteCount: number = -1
  stateBatches: StateBatch[] = []
}

export class StateBatch {
  firstOffset: number = 0
  lastOffset: number = 0
  deliveryState: number = 0
  deliveryCount: number = 0
}

function decodeShareUpdateValue(r: Reader, v: number): ShareUpdateValue {
const m = new ShareUpdateValue()
m.snapshotEpoch = r.int32()
m.leaderEpoch = r.int32()
m.startOffset = r.int64()
{
  const n = r.compactArrayLength(1)
  if (n < 0) r.fail()
  const list: StateBatch[] = []
  for (let i = 0; i < n && r.ok; i++) list.push(decodeStateBatch(r, v))
  m.stateBatches = list
}
for (let n = r.uvarint(); n > 0 && r.ok; n--) {
const tag = r.uvarint()
const size = r.uvarint()
const end = r.pos + size
if (size > r.remaining) { r.fail(); break }
switch (tag) {
case 0:
m.deliveryCompleteCount = r.int32()
break
}
if (r.ok) r.pos = end
}
return m
}

function sizeShareUpdateValue(m: ShareUpdateValue, v: number): number {
let s = 0
s += 4
s += 4
s += 8
s += uvarintSize(m.stateBatches.length + 1)
for (const e of m.stateBatches) s += sizeStateBatch(e, v)
let tags = 0
if ((m.deliveryCompleteCount !== -1)) {
tags++
const body = ((s: number): number => {
s += 4
return s
})(0)
s += uvarintSize(0) + uvarintSize(body) + body
}
s += uvarintSize(tags)
return s
}

function encodeShareUpdateValue(w: Writer, m: ShareUpdateValue, v: number): void {
w.int32(m.snapshotEpoch)
w.int32(m.leaderEpoch)
w.int64(m.startOffset)
w.uvarint(m.stateBatches.length + 1)
for (const e of m.stateBatches) {
encodeStateBatch(w, e, v)
}
let tags = 0
if ((m.deliveryCompleteCount !== -1)) tags++
w.uvarint(tags)
if ((m.deliveryCompleteCount !== -1)) {
w.uvarint(0)
w.uvarint(((s: number): number => {
s += 4
return s
})(0))
w.int32(m.deliveryCompleteCount)
}
}

function decodeStateBatch(r: Reader, v: number): StateBatch {
const m = new StateBatch()
m.firstOffset = r.int64()
m.lastOffset = r.int64()
m.deliveryState = r.int8()
m.deliveryCount = r.int16()
r.skipTags()
return m
}

function sizeStateBatch(m: StateBatch, v: number): number {
let s = 0
s += 8
s += 8
s += 1
s += 2
s += 1
return s
}

function encodeStateBatch(w: Writer, m: StateBatch, v: number): void {
w.int64(m.firstOffset)
w.int64(m.lastOffset)
w.int8(m.deliveryState)
w.int16(m.deliveryCount)
w.uvarint(0)
}

export const shareUpdateValue: MessageCodec<ShareUpdateValue> = {
  name: 'ShareUpdateValue',
  apiKey: 1,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  create: () => new ShareUpdateValue(),
  decode: decodeShareUpdateValue,
  size: sizeShareUpdateValue,
  encode: encodeShareUpdateValue,
}
