// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

export class ExpireDelegationTokenResponse {
  errorCode: number = 0
  expiryTimestampMs: number = 0
  throttleTimeMs: number = 0
}

function decodeExpireDelegationTokenResponse(r: Reader, v: number): ExpireDelegationTokenResponse {
  const m = new ExpireDelegationTokenResponse()
  const flex = v >= 2
  m.errorCode = r.int16()
  m.expiryTimestampMs = r.int64()
  m.throttleTimeMs = r.int32()
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeExpireDelegationTokenResponse(m: ExpireDelegationTokenResponse, v: number): number {
  const flex = v >= 2
  let s = 14
  if (flex) {
    s += 1
  }
  return s
}

function encodeExpireDelegationTokenResponse(w: Writer, m: ExpireDelegationTokenResponse, v: number): void {
  const flex = v >= 2
  w.int16(m.errorCode)
  w.int64(m.expiryTimestampMs)
  w.int32(m.throttleTimeMs)
  if (flex) {
    w.uvarint(0)
  }
}

export const expireDelegationTokenResponse: MessageCodec<ExpireDelegationTokenResponse> = {
  name: 'ExpireDelegationTokenResponse',
  apiKey: 40,
  minVersion: 0,
  maxVersion: 2,
  flexibleFrom: 2,
  create: () => new ExpireDelegationTokenResponse(),
  decode: decodeExpireDelegationTokenResponse,
  size: sizeExpireDelegationTokenResponse,
  encode: encodeExpireDelegationTokenResponse,
  structs: { ExpireDelegationTokenResponse },
}
