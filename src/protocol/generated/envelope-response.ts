// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { nullableBytesSize, type Writer } from '../writer.ts'

export class EnvelopeResponse {
  responseData: Buffer | null = null
  errorCode: number = 0
}

function decodeEnvelopeResponse(r: Reader, v: number): EnvelopeResponse {
  const m = new EnvelopeResponse()
  m.responseData = r.compactNullableBytes()
  m.errorCode = r.int16()
  r.skipTags()
  return m
}

function sizeEnvelopeResponse(m: EnvelopeResponse, v: number): number {
  let s = 2
  s += nullableBytesSize(m.responseData, true)
  s += 1
  return s
}

function encodeEnvelopeResponse(w: Writer, m: EnvelopeResponse, v: number): void {
  w.compactNullableBytes(m.responseData)
  w.int16(m.errorCode)
  w.uvarint(0)
}

export const envelopeResponse: MessageCodec<EnvelopeResponse> = {
  name: 'EnvelopeResponse',
  apiKey: 58,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  create: () => new EnvelopeResponse(),
  decode: decodeEnvelopeResponse,
  size: sizeEnvelopeResponse,
  encode: encodeEnvelopeResponse,
  structs: { EnvelopeResponse },
}
