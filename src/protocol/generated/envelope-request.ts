// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import { EMPTY_BYTES, type Reader } from '../reader.ts'
import { nullableBytesSize, uvarintSize, type Writer } from '../writer.ts'

export class EnvelopeRequest {
  requestData: Buffer = EMPTY_BYTES
  requestPrincipal: Buffer | null = EMPTY_BYTES
  clientHostAddress: Buffer = EMPTY_BYTES
}

function decodeEnvelopeRequest(r: Reader, v: number): EnvelopeRequest {
  const m = new EnvelopeRequest()
  m.requestData = r.compactBytes()
  m.requestPrincipal = r.compactNullableBytes()
  m.clientHostAddress = r.compactBytes()
  r.skipTags()
  return m
}

function sizeEnvelopeRequest(m: EnvelopeRequest, v: number): number {
  let s = 0
  s += uvarintSize(m.requestData.length + 1) + m.requestData.length
  s += nullableBytesSize(m.requestPrincipal, true)
  s += uvarintSize(m.clientHostAddress.length + 1) + m.clientHostAddress.length
  s += 1
  return s
}

function encodeEnvelopeRequest(w: Writer, m: EnvelopeRequest, v: number): void {
  w.compactBytes(m.requestData)
  w.compactNullableBytes(m.requestPrincipal)
  w.compactBytes(m.clientHostAddress)
  w.uvarint(0)
}

export const envelopeRequest: MessageCodec<EnvelopeRequest> = {
  name: 'EnvelopeRequest',
  apiKey: 58,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  create: () => new EnvelopeRequest(),
  decode: decodeEnvelopeRequest,
  size: sizeEnvelopeRequest,
  encode: encodeEnvelopeRequest,
  structs: { EnvelopeRequest },
}
