// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

export class AddOffsetsToTxnResponse {
  throttleTimeMs: number = 0
  errorCode: number = 0
}

function decodeAddOffsetsToTxnResponse(r: Reader, v: number): AddOffsetsToTxnResponse {
  const m = new AddOffsetsToTxnResponse()
  const flex = v >= 3
  m.throttleTimeMs = r.int32()
  m.errorCode = r.int16()
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeAddOffsetsToTxnResponse(m: AddOffsetsToTxnResponse, v: number): number {
  const flex = v >= 3
  let s = 6
  if (flex) {
    s += 1
  }
  return s
}

function encodeAddOffsetsToTxnResponse(w: Writer, m: AddOffsetsToTxnResponse, v: number): void {
  const flex = v >= 3
  w.int32(m.throttleTimeMs)
  w.int16(m.errorCode)
  if (flex) {
    w.uvarint(0)
  }
}

export const addOffsetsToTxnResponse: MessageCodec<AddOffsetsToTxnResponse> = {
  name: 'AddOffsetsToTxnResponse',
  apiKey: 25,
  minVersion: 0,
  maxVersion: 4,
  flexibleFrom: 3,
  create: () => new AddOffsetsToTxnResponse(),
  decode: decodeAddOffsetsToTxnResponse,
  size: sizeAddOffsetsToTxnResponse,
  encode: encodeAddOffsetsToTxnResponse,
  structs: { AddOffsetsToTxnResponse },
}
