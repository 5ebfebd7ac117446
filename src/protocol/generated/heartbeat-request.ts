// made by scripts/generate.ts; do not edit
import { refuseField, strictEncoding, type MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { nullableStrSize, strSize, type Writer } from '../writer.ts'

export class HeartbeatRequest {
  groupId: string = ''
  generationId: number = 0
  memberId: string = ''
  groupInstanceId: string | null = null
}

function decodeHeartbeatRequest(r: Reader, v: number): HeartbeatRequest {
  const m = new HeartbeatRequest()
  const flex = v >= 4
  m.groupId = flex ? r.compactString() : r.string()
  m.generationId = r.int32()
  m.memberId = flex ? r.compactString() : r.string()
  if (v >= 3) {
    m.groupInstanceId = flex ? r.compactNullableString() : r.nullableString()
  }
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeHeartbeatRequest(m: HeartbeatRequest, v: number): number {
  const flex = v >= 4
  let s = 4
  s += strSize(m.groupId, flex)
  s += strSize(m.memberId, flex)
  if (v >= 3) {
    s += nullableStrSize(m.groupInstanceId, flex)
  }
  if (flex) {
    s += 1
  }
  return s
}

function refuseHeartbeatRequest(m: HeartbeatRequest, v: number): void {
  if (!(v >= 3) && (m.groupInstanceId !== null)) refuseField('HeartbeatRequest.groupInstanceId', v)
}

function encodeHeartbeatRequest(w: Writer, m: HeartbeatRequest, v: number): void {
  if (strictEncoding) refuseHeartbeatRequest(m, v)
  const flex = v >= 4
  flex ? w.compactString(m.groupId) : w.string(m.groupId)
  w.int32(m.generationId)
  flex ? w.compactString(m.memberId) : w.string(m.memberId)
  if (v >= 3) {
    flex ? w.compactNullableString(m.groupInstanceId) : w.nullableString(m.groupInstanceId)
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
  structs: { HeartbeatRequest },
}
