// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import { EMPTY_BYTES, type Reader } from '../reader.ts'
import { uvarintSize, type Writer } from '../writer.ts'

export class SaslAuthenticateRequest {
  authBytes: Buffer = EMPTY_BYTES
}

function decodeSaslAuthenticateRequest(r: Reader, v: number): SaslAuthenticateRequest {
  const m = new SaslAuthenticateRequest()
  const flex = v >= 2
  m.authBytes = flex ? r.compactBytes() : r.bytes()
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeSaslAuthenticateRequest(m: SaslAuthenticateRequest, v: number): number {
  const flex = v >= 2
  let s = 0
  s += (flex ? uvarintSize(m.authBytes.length + 1) : 4) + m.authBytes.length
  if (flex) {
    s += 1
  }
  return s
}

function encodeSaslAuthenticateRequest(w: Writer, m: SaslAuthenticateRequest, v: number): void {
  const flex = v >= 2
  flex ? w.compactBytes(m.authBytes) : w.bytes(m.authBytes)
  if (flex) {
    w.uvarint(0)
  }
}

export const saslAuthenticateRequest: MessageCodec<SaslAuthenticateRequest> = {
  name: 'SaslAuthenticateRequest',
  apiKey: 36,
  minVersion: 0,
  maxVersion: 2,
  flexibleFrom: 2,
  create: () => new SaslAuthenticateRequest(),
  decode: decodeSaslAuthenticateRequest,
  size: sizeSaslAuthenticateRequest,
  encode: encodeSaslAuthenticateRequest,
  structs: { SaslAuthenticateRequest },
}
