// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import { EMPTY_BYTES, type Reader } from '../reader.ts'
import { nullableStrSize, uvarintSize, type Writer } from '../writer.ts'

export class SaslAuthenticateResponse {
  errorCode: number = 0
  errorMessage: string | null = ''
  authBytes: Buffer = EMPTY_BYTES
  sessionLifetimeMs: number = 0
}

function decodeSaslAuthenticateResponse(r: Reader, v: number): SaslAuthenticateResponse {
  const m = new SaslAuthenticateResponse()
  const flex = v >= 2
  m.errorCode = r.int16()
  m.errorMessage = flex ? r.compactNullableString() : r.nullableString()
  m.authBytes = flex ? r.compactBytes() : r.bytes()
  if (v >= 1) {
    m.sessionLifetimeMs = r.int64()
  }
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeSaslAuthenticateResponse(m: SaslAuthenticateResponse, v: number): number {
  const flex = v >= 2
  let s = 2
  s += nullableStrSize(m.errorMessage, flex)
  s += (flex ? uvarintSize(m.authBytes.length + 1) : 4) + m.authBytes.length
  if (v >= 1) s += 8
  if (flex) {
    s += 1
  }
  return s
}

function encodeSaslAuthenticateResponse(w: Writer, m: SaslAuthenticateResponse, v: number): void {
  const flex = v >= 2
  w.int16(m.errorCode)
  flex ? w.compactNullableString(m.errorMessage) : w.nullableString(m.errorMessage)
  flex ? w.compactBytes(m.authBytes) : w.bytes(m.authBytes)
  if (v >= 1) {
    w.int64(m.sessionLifetimeMs)
  }
  if (flex) {
    w.uvarint(0)
  }
}

export const saslAuthenticateResponse: MessageCodec<SaslAuthenticateResponse> = {
  name: 'SaslAuthenticateResponse',
  apiKey: 36,
  minVersion: 0,
  maxVersion: 2,
  flexibleFrom: 2,
  create: () => new SaslAuthenticateResponse(),
  decode: decodeSaslAuthenticateResponse,
  size: sizeSaslAuthenticateResponse,
  encode: encodeSaslAuthenticateResponse,
  structs: { SaslAuthenticateResponse },
}
