// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { nullableStrSize, type Writer } from '../writer.ts'

export class ControllerRegistrationResponse {
  throttleTimeMs: number = 0
  errorCode: number = 0
  errorMessage: string | null = ''
}

function decodeControllerRegistrationResponse(r: Reader, v: number): ControllerRegistrationResponse {
  const m = new ControllerRegistrationResponse()
  m.throttleTimeMs = r.int32()
  m.errorCode = r.int16()
  m.errorMessage = r.compactNullableString()
  r.skipTags()
  return m
}

function sizeControllerRegistrationResponse(m: ControllerRegistrationResponse, v: number): number {
  let s = 6
  s += nullableStrSize(m.errorMessage, true)
  s += 1
  return s
}

function encodeControllerRegistrationResponse(w: Writer, m: ControllerRegistrationResponse, v: number): void {
  w.int32(m.throttleTimeMs)
  w.int16(m.errorCode)
  w.compactNullableString(m.errorMessage)
  w.uvarint(0)
}

export const controllerRegistrationResponse: MessageCodec<ControllerRegistrationResponse> = {
  name: 'ControllerRegistrationResponse',
  apiKey: 70,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  create: () => new ControllerRegistrationResponse(),
  decode: decodeControllerRegistrationResponse,
  size: sizeControllerRegistrationResponse,
  encode: encodeControllerRegistrationResponse,
  structs: { ControllerRegistrationResponse },
}
