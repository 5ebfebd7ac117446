// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

export class EndTransactionRecord {
}

function decodeEndTransactionRecord(r: Reader, v: number): EndTransactionRecord {
  const m = new EndTransactionRecord()
  r.skipTags()
  return m
}

function sizeEndTransactionRecord(m: EndTransactionRecord, v: number): number {
  let s = 0
  s += 1
  return s
}

function encodeEndTransactionRecord(w: Writer, m: EndTransactionRecord, v: number): void {
  w.uvarint(0)
}

export const endTransactionRecord: MessageCodec<EndTransactionRecord> = {
  name: 'EndTransactionRecord',
  apiKey: 24,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  create: () => new EndTransactionRecord(),
  decode: decodeEndTransactionRecord,
  size: sizeEndTransactionRecord,
  encode: encodeEndTransactionRecord,
  structs: { EndTransactionRecord },
}
