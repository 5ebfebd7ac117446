// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

export class EndTxnResponse {
  throttleTimeMs: number = 0
  errorCode: number = 0
  producerId: number = -1
  producerEpoch: number = -1
}

function decodeEndTxnResponse(r: Reader, v: number): EndTxnResponse {
  const m = new EndTxnResponse()
  const flex = v >= 3
  m.throttleTimeMs = r.int32()
  m.errorCode = r.int16()
  if (v >= 5) {
    m.producerId = r.int64()
    m.producerEpoch = r.int16()
  }
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeEndTxnResponse(m: EndTxnResponse, v: number): number {
  const flex = v >= 3
  let s = 6
  if (v >= 5) s += 10
  if (flex) {
    s += 1
  }
  return s
}

function encodeEndTxnResponse(w: Writer, m: EndTxnResponse, v: number): void {
  const flex = v >= 3
  w.int32(m.throttleTimeMs)
  w.int16(m.errorCode)
  if (v >= 5) {
    w.int64(m.producerId)
    w.int16(m.producerEpoch)
  }
  if (flex) {
    w.uvarint(0)
  }
}

export const endTxnResponse: MessageCodec<EndTxnResponse> = {
  name: 'EndTxnResponse',
  apiKey: 26,
  minVersion: 0,
  maxVersion: 5,
  flexibleFrom: 3,
  create: () => new EndTxnResponse(),
  decode: decodeEndTxnResponse,
  size: sizeEndTxnResponse,
  encode: encodeEndTxnResponse,
  structs: { EndTxnResponse },
}
