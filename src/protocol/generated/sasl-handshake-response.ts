// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, type Writer } from '../writer.ts'

export class SaslHandshakeResponse {
  errorCode: number = 0
  mechanisms: string[] = []
}

function decodeSaslHandshakeResponse(r: Reader, v: number): SaslHandshakeResponse {
  const m = new SaslHandshakeResponse()
  m.errorCode = r.int16()
  for (let n = r.count(2); n > 0 && r.ok; n--) {
    m.mechanisms.push(r.string())
  }
  return m
}

function sizeSaslHandshakeResponse(m: SaslHandshakeResponse, v: number): number {
  let s = 2
  s += 4
  for (const e of m.mechanisms) s += strSize(e, false)
  return s
}

function encodeSaslHandshakeResponse(w: Writer, m: SaslHandshakeResponse, v: number): void {
  w.int16(m.errorCode)
  w.int32(m.mechanisms.length)
  for (const e of m.mechanisms) w.string(e)
}

export const saslHandshakeResponse: MessageCodec<SaslHandshakeResponse> = {
  name: 'SaslHandshakeResponse',
  apiKey: 17,
  minVersion: 0,
  maxVersion: 1,
  flexibleFrom: 32767,
  create: () => new SaslHandshakeResponse(),
  decode: decodeSaslHandshakeResponse,
  size: sizeSaslHandshakeResponse,
  encode: encodeSaslHandshakeResponse,
  structs: { SaslHandshakeResponse },
}
