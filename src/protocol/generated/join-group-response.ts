// made by scripts/generate.ts; do not edit
import { refuseField, refuseNull, strictEncoding, type MessageCodec } from '../message.ts'
import { EMPTY_BYTES, type Reader } from '../reader.ts'
import { nullableStrSize, strSize, uvarintSize, type Writer } from '../writer.ts'

export class JoinGroupResponse {
  throttleTimeMs: number = 0
  errorCode: number = 0
  generationId: number = -1
  protocolType: string | null = null
  protocolName: string | null = ''
  leader: string = ''
  skipAssignment: boolean = false
  memberId: string = ''
  members: JoinGroupResponseMember[] = []
}

export class JoinGroupResponseMember {
  memberId: string = ''
  groupInstanceId: string | null = null
  metadata: Buffer = EMPTY_BYTES
}

function decodeJoinGroupResponse(r: Reader, v: number): JoinGroupResponse {
  const m = new JoinGroupResponse()
  const flex = v >= 6
  if (v >= 2) {
    m.throttleTimeMs = r.int32()
  }
  m.errorCode = r.int16()
  m.generationId = r.int32()
  if (v >= 7) {
    m.protocolType = r.compactNullableString()
  }
  m.protocolName = v >= 7 ? (flex ? r.compactNullableString() : r.nullableString()) : (flex ? r.compactString() : r.string())
  m.leader = flex ? r.compactString() : r.string()
  if (v >= 9) {
    m.skipAssignment = r.bool()
  }
  m.memberId = flex ? r.compactString() : r.string()
  for (let n = flex ? r.compactCount(4) : r.count(6); n > 0 && r.ok; n--) {
    m.members.push(decodeJoinGroupResponseMember(r, v))
  }
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeJoinGroupResponse(m: JoinGroupResponse, v: number): number {
  const flex = v >= 6
  let s = 6
  if (v >= 2) s += 4
  if (v >= 7) {
    s += nullableStrSize(m.protocolType, true)
  }
  s += nullableStrSize((m.protocolName ?? (v >= 7 ? null : '')), flex)
  s += strSize(m.leader, flex)
  if (v >= 9) s += 1
  s += strSize(m.memberId, flex)
  s += (flex ? uvarintSize(m.members.length + 1) : 4)
  for (const e of m.members) s += sizeJoinGroupResponseMember(e, v)
  if (flex) {
    s += 1
  }
  return s
}

function refuseJoinGroupResponse(m: JoinGroupResponse, v: number): void {
  if (!(v >= 7) && m.protocolName === null) refuseNull('JoinGroupResponse.protocolName', v)
  if (!(v >= 9) && (m.skipAssignment)) refuseField('JoinGroupResponse.skipAssignment', v)
}

function encodeJoinGroupResponse(w: Writer, m: JoinGroupResponse, v: number): void {
  if (strictEncoding) refuseJoinGroupResponse(m, v)
  const flex = v >= 6
  if (v >= 2) {
    w.int32(m.throttleTimeMs)
  }
  w.int16(m.errorCode)
  w.int32(m.generationId)
  if (v >= 7) {
    w.compactNullableString(m.protocolType)
  }
  flex ? w.compactNullableString((m.protocolName ?? (v >= 7 ? null : ''))) : w.nullableString((m.protocolName ?? (v >= 7 ? null : '')))
  flex ? w.compactString(m.leader) : w.string(m.leader)
  if (v >= 9) {
    w.bool(m.skipAssignment)
  }
  flex ? w.compactString(m.memberId) : w.string(m.memberId)
  flex ? w.uvarint(m.members.length + 1) : w.int32(m.members.length)
  for (const e of m.members) encodeJoinGroupResponseMember(w, e, v)
  if (flex) {
    w.uvarint(0)
  }
}

function decodeJoinGroupResponseMember(r: Reader, v: number): JoinGroupResponseMember {
  const m = new JoinGroupResponseMember()
  const flex = v >= 6
  m.memberId = flex ? r.compactString() : r.string()
  if (v >= 5) {
    m.groupInstanceId = flex ? r.compactNullableString() : r.nullableString()
  }
  m.metadata = flex ? r.compactBytes() : r.bytes()
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeJoinGroupResponseMember(m: JoinGroupResponseMember, v: number): number {
  const flex = v >= 6
  let s = 0
  s += strSize(m.memberId, flex)
  if (v >= 5) {
    s += nullableStrSize(m.groupInstanceId, flex)
  }
  s += (flex ? uvarintSize(m.metadata.length + 1) : 4) + m.metadata.length
  if (flex) {
    s += 1
  }
  return s
}

function encodeJoinGroupResponseMember(w: Writer, m: JoinGroupResponseMember, v: number): void {
  const flex = v >= 6
  flex ? w.compactString(m.memberId) : w.string(m.memberId)
  if (v >= 5) {
    flex ? w.compactNullableString(m.groupInstanceId) : w.nullableString(m.groupInstanceId)
  }
  flex ? w.compactBytes(m.metadata) : w.bytes(m.metadata)
  if (flex) {
    w.uvarint(0)
  }
}

export const joinGroupResponse: MessageCodec<JoinGroupResponse> = {
  name: 'JoinGroupResponse',
  apiKey: 11,
  minVersion: 0,
  maxVersion: 9,
  flexibleFrom: 6,
  create: () => new JoinGroupResponse(),
  decode: decodeJoinGroupResponse,
  size: sizeJoinGroupResponse,
  encode: encodeJoinGroupResponse,
  structs: { JoinGroupResponse, JoinGroupResponseMember },
}
