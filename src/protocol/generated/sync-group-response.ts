// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import { EMPTY_BYTES, type Reader } from '../reader.ts'
import { nullableStrSize, uvarintSize, type Writer } from '../writer.ts'

export class SyncGroupResponse {
  throttleTimeMs: number = 0
  errorCode: number = 0
  protocolType: string | null = null
  protocolName: string | null = null
  assignment: Buffer = EMPTY_BYTES
}

function decodeSyncGroupResponse(r: Reader, v: number): SyncGroupResponse {
  const m = new SyncGroupResponse()
  const flex = v >= 4
  if (v >= 1) {
    m.throttleTimeMs = r.int32()
  }
  m.errorCode = r.int16()
  if (v >= 5) {
    m.protocolType = r.compactNullableString()
    m.protocolName = r.compactNullableString()
  }
  m.assignment = flex ? r.compactBytes() : r.bytes()
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeSyncGroupResponse(m: SyncGroupResponse, v: number): number {
  const flex = v >= 4
  let s = 2
  if (v >= 1) s += 4
  if (v >= 5) {
    s += nullableStrSize(m.protocolType, true)
    s += nullableStrSize(m.protocolName, true)
  }
  s += (flex ? uvarintSize(m.assignment.length + 1) : 4) + m.assignment.length
  if (flex) {
    s += 1
  }
  return s
}

function encodeSyncGroupResponse(w: Writer, m: SyncGroupResponse, v: number): void {
  const flex = v >= 4
  if (v >= 1) {
    w.int32(m.throttleTimeMs)
  }
  w.int16(m.errorCode)
  if (v >= 5) {
    w.compactNullableString(m.protocolType)
    w.compactNullableString(m.protocolName)
  }
  flex ? w.compactBytes(m.assignment) : w.bytes(m.assignment)
  if (flex) {
    w.uvarint(0)
  }
}

export const syncGroupResponse: MessageCodec<SyncGroupResponse> = {
  name: 'SyncGroupResponse',
  apiKey: 14,
  minVersion: 0,
  maxVersion: 5,
  flexibleFrom: 4,
  create: () => new SyncGroupResponse(),
  decode: decodeSyncGroupResponse,
  size: sizeSyncGroupResponse,
  encode: encodeSyncGroupResponse,
  structs: { SyncGroupResponse },
}
