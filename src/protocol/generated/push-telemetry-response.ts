// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

export class PushTelemetryResponse {
  throttleTimeMs: number = 0
  errorCode: number = 0
}

function decodePushTelemetryResponse(r: Reader, v: number): PushTelemetryResponse {
  const m = new PushTelemetryResponse()
  m.throttleTimeMs = r.int32()
  m.errorCode = r.int16()
  r.skipTags()
  return m
}

function sizePushTelemetryResponse(m: PushTelemetryResponse, v: number): number {
  let s = 6
  s += 1
  return s
}

function encodePushTelemetryResponse(w: Writer, m: PushTelemetryResponse, v: number): void {
  w.int32(m.throttleTimeMs)
  w.int16(m.errorCode)
  w.uvarint(0)
}

export const pushTelemetryResponse: MessageCodec<PushTelemetryResponse> = {
  name: 'PushTelemetryResponse',
  apiKey: 72,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  create: () => new PushTelemetryResponse(),
  decode: decodePushTelemetryResponse,
  size: sizePushTelemetryResponse,
  encode: encodePushTelemetryResponse,
  structs: { PushTelemetryResponse },
}
