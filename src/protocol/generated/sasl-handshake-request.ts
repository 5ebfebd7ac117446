// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, type Writer } from '../writer.ts'

export class SaslHandshakeRequest {
  mechanism: string = ''
}

function decodeSaslHandshakeRequest(r: Reader, v: number): SaslHandshakeRequest {
  const m = new SaslHandshakeRequest()
  m.mechanism = r.string()
  return m
}

function sizeSaslHandshakeRequest(m: SaslHandshakeRequest, v: number): number {
  let s = 0
  s += strSize(m.mechanism, false)
  return s
}

function encodeSaslHandshakeRequest(w: Writer, m: SaslHandshakeRequest, v: number): void {
  w.string(m.mechanism)
}

export const saslHandshakeRequest: MessageCodec<SaslHandshakeRequest> = {
  name: 'SaslHandshakeRequest',
  apiKey: 17,
  minVersion: 0,
  maxVersion: 1,
  flexibleFrom: 32767,
  create: () => new SaslHandshakeRequest(),
  decode: decodeSaslHandshakeRequest,
  size: sizeSaslHandshakeRequest,
  encode: encodeSaslHandshakeRequest,
  structs: { SaslHandshakeRequest },
}
