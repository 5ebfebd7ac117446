// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

export class EndTxnMarker {
  coordinatorEpoch: number = 0
}

function decodeEndTxnMarker(r: Reader, v: number): EndTxnMarker {
  const m = new EndTxnMarker()
  m.coordinatorEpoch = r.int32()
  return m
}

function sizeEndTxnMarker(m: EndTxnMarker, v: number): number {
  let s = 4
  return s
}

function encodeEndTxnMarker(w: Writer, m: EndTxnMarker, v: number): void {
  w.int32(m.coordinatorEpoch)
}

export const endTxnMarker: MessageCodec<EndTxnMarker> = {
  name: 'EndTxnMarker',
  apiKey: -1,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 32767,
  create: () => new EndTxnMarker(),
  decode: decodeEndTxnMarker,
  size: sizeEndTxnMarker,
  encode: encodeEndTxnMarker,
  structs: { EndTxnMarker },
}
