// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { nullableStrSize, uvarintSize, type Writer } from '../writer.ts'

export class BeginTransactionRecord {
  name: string | null = null
}

function decodeBeginTransactionRecord(r: Reader, v: number): BeginTransactionRecord {
  const m = new BeginTransactionRecord()
  for (let tags = r.uvarint(); tags > 0 && r.ok; tags--) {
    const tag = r.uvarint()
    const end = r.tagEnd()
    if (tag === 0) {
      m.name = r.compactNullableString()
    }
    r.leaveTag(end)
  }
  return m
}

function sizeBeginTransactionRecordName(m: BeginTransactionRecord, v: number): number {
  let s = 0
  s += nullableStrSize(m.name, true)
  return s
}

function sizeBeginTransactionRecord(m: BeginTransactionRecord, v: number): number {
  let s = 0
  let tags = 0
  if (m.name !== null) {
    tags++
    const body = sizeBeginTransactionRecordName(m, v)
    s += 1 + uvarintSize(body) + body
  }
  s += uvarintSize(tags)
  return s
}

function encodeBeginTransactionRecord(w: Writer, m: BeginTransactionRecord, v: number): void {
  let tags = 0
  if (m.name !== null) tags++
  w.uvarint(tags)
  if (tags > 0) {
    if (m.name !== null) {
      w.uvarint(0)
      w.uvarint(sizeBeginTransactionRecordName(m, v))
      w.compactNullableString(m.name)
    }
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
  structs: { BeginTransactionRecord },
}
