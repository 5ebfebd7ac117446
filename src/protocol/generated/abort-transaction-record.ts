// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { nullableStrSize, uvarintSize, type Writer } from '../writer.ts'

export class AbortTransactionRecord {
  reason: string | null = null
}

function decodeAbortTransactionRecord(r: Reader, v: number): AbortTransactionRecord {
  const m = new AbortTransactionRecord()
  for (let tags = r.uvarint(); tags > 0 && r.ok; tags--) {
    const tag = r.uvarint()
    const end = r.tagEnd()
    if (tag === 0) {
      m.reason = r.compactNullableString()
    }
    r.leaveTag(end)
  }
  return m
}

function sizeAbortTransactionRecordReason(m: AbortTransactionRecord, v: number): number {
  let s = 0
  s += nullableStrSize(m.reason, true)
  return s
}

function sizeAbortTransactionRecord(m: AbortTransactionRecord, v: number): number {
  let s = 0
  let tags = 0
  if (m.reason !== null) {
    tags++
    const body = sizeAbortTransactionRecordReason(m, v)
    s += 1 + uvarintSize(body) + body
  }
  s += uvarintSize(tags)
  return s
}

function encodeAbortTransactionRecord(w: Writer, m: AbortTransactionRecord, v: number): void {
  let tags = 0
  if (m.reason !== null) tags++
  w.uvarint(tags)
  if (tags > 0) {
    if (m.reason !== null) {
      w.uvarint(0)
      w.uvarint(sizeAbortTransactionRecordReason(m, v))
      w.compactNullableString(m.reason)
    }
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
  structs: { AbortTransactionRecord },
}
