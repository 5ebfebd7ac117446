// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { nullableStrSize, type Writer } from '../writer.ts'

export class UnregisterBrokerResponse {
  throttleTimeMs: number = 0
  errorCode: number = 0
  errorMessage: string | null = ''
}

function decodeUnregisterBrokerResponse(r: Reader, v: number): UnregisterBrokerResponse {
  const m = new UnregisterBrokerResponse()
  m.throttleTimeMs = r.int32()
  m.errorCode = r.int16()
  m.errorMessage = r.compactNullableString()
  r.skipTags()
  return m
}

function sizeUnregisterBrokerResponse(m: UnregisterBrokerResponse, v: number): number {
  let s = 6
  s += nullableStrSize(m.errorMessage, true)
  s += 1
  return s
}

function encodeUnregisterBrokerResponse(w: Writer, m: UnregisterBrokerResponse, v: number): void {
  w.int32(m.throttleTimeMs)
  w.int16(m.errorCode)
  w.compactNullableString(m.errorMessage)
  w.uvarint(0)
}

export const unregisterBrokerResponse: MessageCodec<UnregisterBrokerResponse> = {
  name: 'UnregisterBrokerResponse',
  apiKey: 64,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  create: () => new UnregisterBrokerResponse(),
  decode: decodeUnregisterBrokerResponse,
  size: sizeUnregisterBrokerResponse,
  encode: encodeUnregisterBrokerResponse,
  structs: { UnregisterBrokerResponse },
}
