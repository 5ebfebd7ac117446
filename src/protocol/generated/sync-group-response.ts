// made by scripts/generate.ts; do not edit
/* eslint-disable */
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, uvarintSize, type Writer } from '../writer.ts'

const EMPTY_BYTES = Buffer.alloc(0)

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
}
if (v >= 5) {
m.protocolName = r.compactNullableString()
}
m.assignment = (flex ? r.compactBytes() : r.bytes())
if (flex) {
r.skipTags()
}
return m
}

function sizeSyncGroupResponse(m: SyncGroupResponse, v: number): number {
const flex = v >= 4
let s = 0
if (v >= 1) {
s += 4
}
s += 2
if (v >= 5) {
s += m.protocolType === null ? 1 : strSize(m.protocolType, true)
}
if (v >= 5) {
s += m.protocolName === null ? 1 : strSize(m.protocolName, true)
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
}
if (v >= 5) {
w.compactNullableString(m.protocolName)
}
if (flex) w.compactBytes(m.assignment)
else w.bytes(m.assignment)
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
}
