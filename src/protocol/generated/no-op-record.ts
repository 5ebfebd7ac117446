// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

export class NoOpRecord {
}

function decodeNoOpRecord(r: Reader, v: number): NoOpRecord {
  const m = new NoOpRecord()
  r.skipTags()
  return m
}

function sizeNoOpRecord(m: NoOpRecord, v: number): number {
  let s = 0
  s += 1
  return s
}

function encodeNoOpRecord(w: Writer, m: NoOpRecord, v: number): void {
  w.uvarint(0)
}

export const noOpRecord: MessageCodec<NoOpRecord> = {
  name: 'NoOpRecord',
  apiKey: 20,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  create: () => new NoOpRecord(),
  decode: decodeNoOpRecord,
  size: sizeNoOpRecord,
  encode: encodeNoOpRecord,
  structs: { NoOpRecord },
}
