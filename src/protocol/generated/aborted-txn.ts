// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

export class AbortedTxn {
  producerId: number = 0
  firstOffset: number = 0
  lastOffset: number = 0
  lastStableOffset: number = 0
}

function decodeAbortedTxn(r: Reader, v: number): AbortedTxn {
  const m = new AbortedTxn()
  m.producerId = r.int64()
  m.firstOffset = r.int64()
  m.lastOffset = r.int64()
  m.lastStableOffset = r.int64()
  return m
}

function sizeAbortedTxn(m: AbortedTxn, v: number): number {
  let s = 32
  return s
}

function encodeAbortedTxn(w: Writer, m: AbortedTxn, v: number): void {
  w.int64(m.producerId)
  w.int64(m.firstOffset)
  w.int64(m.lastOffset)
  w.int64(m.lastStableOffset)
}

export const abortedTxn: MessageCodec<AbortedTxn> = {
  name: 'AbortedTxn',
  apiKey: -1,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 32767,
  create: () => new AbortedTxn(),
  decode: decodeAbortedTxn,
  size: sizeAbortedTxn,
  encode: encodeAbortedTxn,
  structs: { AbortedTxn },
}
