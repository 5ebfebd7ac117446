// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

export class HeartbeatResponse {
  throttleTimeMs: number = 0
  errorCode: number = 0
}

function decodeHeartbeatResponse(r: Reader, v: number): HeartbeatResponse {
  const m = new HeartbeatResponse()
  const flex = v >= 4
  if (v >= 1) {
    m.throttleTimeMs = r.int32()
  }
  m.errorCode = r.int16()
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeHeartbeatResponse(m: HeartbeatResponse, v: number): number {
  const flex = v >= 4
  let s = 2
  if (v >= 1) s += 4
  if (flex) {
    s += 1
  }
  return s
}

function encodeHeartbeatResponse(w: Writer, m: HeartbeatResponse, v: number): void {
  const flex = v >= 4
  if (v >= 1) {
    w.int32(m.throttleTimeMs)
  }
  w.int16(m.errorCode)
  if (flex) {
    w.uvarint(0)
  }
}

export const heartbeatResponse: MessageCodec<HeartbeatResponse> = {
  name: 'HeartbeatResponse',
  apiKey: 12,
  minVersion: 0,
  maxVersion: 4,
  flexibleFrom: 4,
  create: () => new HeartbeatResponse(),
  decode: decodeHeartbeatResponse,
  size: sizeHeartbeatResponse,
  encode: encodeHeartbeatResponse,
  structs: { HeartbeatResponse },
}
