// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { nullableStrSize, type Writer } from '../writer.ts'

export class UnregisterControllerResponse {
  throttleTimeMs: number = 0
  errorCode: number = 0
  errorMessage: string | null = ''
}

function decodeUnregisterControllerResponse(r: Reader, v: number): UnregisterControllerResponse {
  const m = new UnregisterControllerResponse()
  m.throttleTimeMs = r.int32()
  m.errorCode = r.int16()
  m.errorMessage = r.compactNullableString()
  r.skipTags()
  return m
}

function sizeUnregisterControllerResponse(m: UnregisterControllerResponse, v: number): number {
  let s = 6
  s += nullableStrSize(m.errorMessage, true)
  s += 1
  return s
}

function encodeUnregisterControllerResponse(w: Writer, m: UnregisterControllerResponse, v: number): void {
  w.int32(m.throttleTimeMs)
  w.int16(m.errorCode)
  w.compactNullableString(m.errorMessage)
  w.uvarint(0)
}

export const unregisterControllerResponse: MessageCodec<UnregisterControllerResponse> = {
  name: 'UnregisterControllerResponse',
  apiKey: 94,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  create: () => new UnregisterControllerResponse(),
  decode: decodeUnregisterControllerResponse,
  size: sizeUnregisterControllerResponse,
  encode: encodeUnregisterControllerResponse,
  structs: { UnregisterControllerResponse },
}
