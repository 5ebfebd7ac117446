// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

export class RenewDelegationTokenResponse {
  errorCode: number = 0
  expiryTimestampMs: number = 0
  throttleTimeMs: number = 0
}

function decodeRenewDelegationTokenResponse(r: Reader, v: number): RenewDelegationTokenResponse {
  const m = new RenewDelegationTokenResponse()
  const flex = v >= 2
  m.errorCode = r.int16()
  m.expiryTimestampMs = r.int64()
  m.throttleTimeMs = r.int32()
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeRenewDelegationTokenResponse(m: RenewDelegationTokenResponse, v: number): number {
  const flex = v >= 2
  let s = 14
  if (flex) {
    s += 1
  }
  return s
}

function encodeRenewDelegationTokenResponse(w: Writer, m: RenewDelegationTokenResponse, v: number): void {
  const flex = v >= 2
  w.int16(m.errorCode)
  w.int64(m.expiryTimestampMs)
  w.int32(m.throttleTimeMs)
  if (flex) {
    w.uvarint(0)
  }
}

export const renewDelegationTokenResponse: MessageCodec<RenewDelegationTokenResponse> = {
  name: 'RenewDelegationTokenResponse',
  apiKey: 39,
  minVersion: 0,
  maxVersion: 2,
  flexibleFrom: 2,
  create: () => new RenewDelegationTokenResponse(),
  decode: decodeRenewDelegationTokenResponse,
  size: sizeRenewDelegationTokenResponse,
  encode: encodeRenewDelegationTokenResponse,
  structs: { RenewDelegationTokenResponse },
}
