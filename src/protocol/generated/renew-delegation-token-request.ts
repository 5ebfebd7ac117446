// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import { EMPTY_BYTES, type Reader } from '../reader.ts'
import { uvarintSize, type Writer } from '../writer.ts'

export class RenewDelegationTokenRequest {
  hmac: Buffer = EMPTY_BYTES
  renewPeriodMs: number = 0
}

function decodeRenewDelegationTokenRequest(r: Reader, v: number): RenewDelegationTokenRequest {
  const m = new RenewDelegationTokenRequest()
  const flex = v >= 2
  m.hmac = flex ? r.compactBytes() : r.bytes()
  m.renewPeriodMs = r.int64()
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeRenewDelegationTokenRequest(m: RenewDelegationTokenRequest, v: number): number {
  const flex = v >= 2
  let s = 8
  s += (flex ? uvarintSize(m.hmac.length + 1) : 4) + m.hmac.length
  if (flex) {
    s += 1
  }
  return s
}

function encodeRenewDelegationTokenRequest(w: Writer, m: RenewDelegationTokenRequest, v: number): void {
  const flex = v >= 2
  flex ? w.compactBytes(m.hmac) : w.bytes(m.hmac)
  w.int64(m.renewPeriodMs)
  if (flex) {
    w.uvarint(0)
  }
}

export const renewDelegationTokenRequest: MessageCodec<RenewDelegationTokenRequest> = {
  name: 'RenewDelegationTokenRequest',
  apiKey: 39,
  minVersion: 0,
  maxVersion: 2,
  flexibleFrom: 2,
  create: () => new RenewDelegationTokenRequest(),
  decode: decodeRenewDelegationTokenRequest,
  size: sizeRenewDelegationTokenRequest,
  encode: encodeRenewDelegationTokenRequest,
  structs: { RenewDelegationTokenRequest },
}
