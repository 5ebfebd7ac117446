// made by scripts/generate.ts; do not edit
/* eslint-disable */
import { ZERO_UUID } from '../../base/uuid.ts'
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, uvarintSize, type Writer } from '../writer.ts'

export class OffsetCommitValue {
  offset: number = 0
  leaderEpoch: number = -1
  metadata: string = ""
  commitTimestamp: number = 0
  expireTimestamp: number = -1
  topicId: string = ZERO_UUID
}

function decodeOffsetCommitValue(r: Reader, v: number): OffsetCommitValue {
const m = new OffsetCommitValue()
const flex = v >= 4
m.offset = r.int64()
if (v >= 3) {
m.leaderEpoch = r.int32()
}
m.metadata = (flex ? r.compactString() : r.string())
m.commitTimestamp = r.int64()
if (v >= 1 && v <= 1) {
m.expireTimestamp = r.int64()
}
if (flex) {
for (let n = r.uvarint(); n > 0 && r.ok; n--) {
const tag = r.uvarint()
const size = r.uvarint()
const end = r.pos + size
if (size > r.remaining) { r.fail(); break }
switch (tag) {
case 0:
m.topicId = r.uuid()
break
}
if (r.ok) r.pos = end
}
}
return m
}

function sizeOffsetCommitValue(m: OffsetCommitValue, v: number): number {
const flex = v >= 4
let s = 0
s += 8
if (v >= 3) {
s += 4
}
s += strSize(m.metadata, flex)
s += 8
if (v >= 1 && v <= 1) {
s += 8
}
if (flex) {
let tags = 0
if ((m.topicId !== ZERO_UUID)) {
tags++
const body = ((s: number): number => {
s += 16
return s
})(0)
s += uvarintSize(0) + uvarintSize(body) + body
}
s += uvarintSize(tags)
}
return s
}

function encodeOffsetCommitValue(w: Writer, m: OffsetCommitValue, v: number): void {
const flex = v >= 4
w.int64(m.offset)
if (v >= 3) {
w.int32(m.leaderEpoch)
}
if (flex) w.compactString(m.metadata)
else w.string(m.metadata)
w.int64(m.commitTimestamp)
if (v >= 1 && v <= 1) {
w.int64(m.expireTimestamp)
}
if (flex) {
let tags = 0
if ((m.topicId !== ZERO_UUID)) tags++
w.uvarint(tags)
if ((m.topicId !== ZERO_UUID)) {
w.uvarint(0)
w.uvarint(((s: number): number => {
s += 16
return s
})(0))
w.uuid(m.topicId)
}
}
}

export const offsetCommitValue: MessageCodec<OffsetCommitValue> = {
  name: 'OffsetCommitValue',
  apiKey: 1,
  minVersion: 0,
  maxVersion: 4,
  flexibleFrom: 4,
  create: () => new OffsetCommitValue(),
  decode: decodeOffsetCommitValue,
  size: sizeOffsetCommitValue,
  encode: encodeOffsetCommitValue,
}
