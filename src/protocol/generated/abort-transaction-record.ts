// made by scripts/generate.ts; do not edit
/* eslint-disable */
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, uvarintSize, type Writer } from '../writer.ts'

export class AbortTransactionRecord {
  reason: string | null = null
}

function decodeAbortTransactionRecord(r: Reader, v: number): AbortTransactionRecord {
const m = new AbortTransactionRecord()
for (let n = r.uvarint(); n > 0 && r.ok; n--) {
const tag = r.uvarint()
const size = r.uvarint()
const end = r.pos + size
if (size > r.remaining) { r.fail(); break }
switch (tag) {
case 0:
m.reason = r.compactNullableString()
break
}
if (r.ok) r.pos = end
}
return m
}

function sizeAbortTransactionRecord(m: AbortTransactionRecord, v: number): number {
let s = 0
let tags = 0
if ((m.reason !== null)) {
tags++
const body = ((s: number): number => {
s += m.reason === null ? 1 : strSize(m.reason, true)
return s
})(0)
s += uvarintSize(0) + uvarintSize(body) + body
}
s += uvarintSize(tags)
return s
}

function encodeAbortTransactionRecord(w: Writer, m: AbortTransactionRecord, v: number): void {
let tags = 0
if ((m.reason !== null)) tags++
w.uvarint(tags)
if ((m.reason !== null)) {
w.uvarint(0)
w.uvarint(((s: number): number => {
s += m.reason === null ? 1 : strSize(m.reason, true)
return s
})(0))
w.compactNullableString(m.reason)
}
}

export const abortTransactionRecord: MessageCodec<AbortTransactionRecord> = {
  name: 'AbortTransactionRecord',
  apiKey: 25,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  create: () => new AbortTransactionRecord(),
  decode: decodeAbortTransactionRecord,
  size: sizeAbortTransactionRecord,
  encode: encodeAbortTransactionRecord,
}
