// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import { EMPTY_BYTES, type Reader } from '../reader.ts'
import { uvarintSize, type Writer } from '../writer.ts'

export class ExpireDelegationTokenRequest {
  hmac: Buffer = EMPTY_BYTES
  expiryTimePeriodMs: number = 0
}

function decodeExpireDelegationTokenRequest(r: Reader, v: number): ExpireDelegationTokenRequest {
  const m = new ExpireDelegationTokenRequest()
  const flex = v >= 2
  m.hmac = flex ? r.compactBytes() : r.bytes()
  m.expiryTimePeriodMs = r.int64()
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeExpireDelegationTokenRequest(m: ExpireDelegationTokenRequest, v: number): number {
  const flex = v >= 2
  let s = 8
  s += (flex ? uvarintSize(m.hmac.length + 1) : 4) + m.hmac.length
  if (flex) {
    s += 1
  }
  return s
}

function encodeExpireDelegationTokenRequest(w: Writer, m: ExpireDelegationTokenRequest, v: number): void {
  const flex = v >= 2
  flex ? w.compactBytes(m.hmac) : w.bytes(m.hmac)
  w.int64(m.expiryTimePeriodMs)
  if (flex) {
    w.uvarint(0)
  }
}

export const expireDelegationTokenRequest: MessageCodec<ExpireDelegationTokenRequest> = {
  name: 'ExpireDelegationTokenRequest',
  apiKey: 40,
  minVersion: 0,
  maxVersion: 2,
  flexibleFrom: 2,
  create: () => new ExpireDelegationTokenRequest(),
  decode: decodeExpireDelegationTokenRequest,
  size: sizeExpireDelegationTokenRequest,
  encode: encodeExpireDelegationTokenRequest,
  structs: { ExpireDelegationTokenRequest },
}
