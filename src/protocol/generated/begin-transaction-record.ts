// made by scripts/generate.ts; do not edit
/* eslint-disable */
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, uvarintSize, type Writer } from '../writer.ts'

export class BeginTransactionRecord {
  name: string | null = null
}

function decodeBeginTransactionRecord(r: Reader, v: number): BeginTransactionRecord {
const m = new BeginTransactionRecord()
for (let n = r.uvarint(); n > 0 && r.ok; n--) {
const tag = r.uvarint()
const size = r.uvarint()
const end = r.pos + size
if (size > r.remaining) { r.fail(); break }
switch (tag) {
case 0:
m.name = r.compactNullableString()
break
}
if (r.ok) r.pos = end
}
return m
}

function sizeBeginTransactionRecord(m: BeginTransactionRecord, v: number): number {
let s = 0
let tags = 0
if ((m.name !== null)) {
tags++
const body = ((s: number): number => {
s += m.name === null ? 1 : strSize(m.name, true)
return s
})(0)
s += uvarintSize(0) + uvarintSize(body) + body
}
s += uvarintSize(tags)
return s
}

function encodeBeginTransactionRecord(w: Writer, m: BeginTransactionRecord, v: number): void {
let tags = 0
if ((m.name !== null)) tags++
w.uvarint(tags)
if ((m.name !== null)) {
w.uvarint(0)
w.uvarint(((s: number): number => {
s += m.name === null ? 1 : strSize(m.name, true)
return s
})(0))
w.compactNullableString(m.name)
}
}

export const beginTransactionRecord: MessageCodec<BeginTransactionRecord> = {
  name: 'BeginTransactionRecord',
  apiKey: 23,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  create: () => new BeginTransactionRecord(),
  decode: decodeBeginTransactionRecord,
  size: sizeBeginTransactionRecord,
  encode: encodeBeginTransactionRecord,
}
