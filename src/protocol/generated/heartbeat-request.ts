// made by scripts/generate.ts; do not edit
/* eslint-disable */
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, type Writer } from '../writer.ts'

export class HeartbeatRequest {
  groupId: string = ""
  generationId: number = 0
  memberId: string = ""
  groupInstanceId: string | null = null
}

function decodeHeartbeatRequest(r: Reader, v: number): HeartbeatRequest {
const m = new HeartbeatRequest()
const flex = v >= 4
m.groupId = (flex ? r.compactString() : r.string())
m.generationId = r.int32()
m.memberId = (flex ? r.compactString() : r.string())
if (v >= 3) {
m.groupInstanceId = (flex ? r.compactNullableString() : r.nullableString())
}
if (flex) {
r.skipTags()
}
return m
}

function sizeHeartbeatRequest(m: HeartbeatRequest, v: number): number {
const flex = v >= 4
let s = 0
s += strSize(m.groupId, flex)
s += 4
s += strSize(m.memberId, flex)
if (v >= 3) {
s += m.groupInstanceId === null ? (flex ? 1 : 2) : strSize(m.groupInstanceId, flex)
}
if (flex) {
s += 1
}
return s
}

function encodeHeartbeatRequest(w: Writer, m: HeartbeatRequest, v: number): void {
const flex = v >= 4
if (flex) w.compactString(m.groupId)
else w.string(m.groupId)
w.int32(m.generationId)
if (flex) w.compactString(m.memberId)
else w.string(m.memberId)
if (v >= 3) {
if (flex) w.compactNullableString(m.groupInstanceId)
else w.nullableString(m.groupInstanceId)
}
if (flex) {
w.uvarint(0)
}
}

export const heartbeatRequest: MessageCodec<HeartbeatRequest> = {
  name: 'HeartbeatRequest',
  apiKey: 12,
  minVersion: 0,
  maxVersion: 4,
  flexibleFrom: 4,
  create: () => new HeartbeatRequest(),
  decode: decodeHeartbeatRequest,
  size: sizeHeartbeatRequest,
  encode: encodeHeartbeatRequest,
}
