// made by scripts/generate.ts; do not edit
import { refuseField, strictEncoding, type MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { nullableStrSize, strSize, uvarintSize, type Writer } from '../writer.ts'

export class LeaveGroupResponse {
  throttleTimeMs: number = 0
  errorCode: number = 0
  members: MemberResponse[] = []
}

export class MemberResponse {
  memberId: string = ''
  groupInstanceId: string | null = ''
  errorCode: number = 0
}

function decodeLeaveGroupResponse(r: Reader, v: number): LeaveGroupResponse {
  const m = new LeaveGroupResponse()
  const flex = v >= 4
  if (v >= 1) {
    m.throttleTimeMs = r.int32()
  }
  m.errorCode = r.int16()
  if (v >= 3) {
    for (let n = flex ? r.compactCount(5) : r.count(6); n > 0 && r.ok; n--) {
      m.members.push(decodeMemberResponse(r, v))
    }
  }
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeLeaveGroupResponse(m: LeaveGroupResponse, v: number): number {
  const flex = v >= 4
  let s = 2
  if (v >= 1) s += 4
  if (v >= 3) {
    s += (flex ? uvarintSize(m.members.length + 1) : 4)
    for (const e of m.members) s += sizeMemberResponse(e, v)
  }
  if (flex) {
    s += 1
  }
  return s
}

function refuseLeaveGroupResponse(m: LeaveGroupResponse, v: number): void {
  if (!(v >= 3) && (m.members.length > 0)) refuseField('LeaveGroupResponse.members', v)
}

function encodeLeaveGroupResponse(w: Writer, m: LeaveGroupResponse, v: number): void {
  if (strictEncoding) refuseLeaveGroupResponse(m, v)
  const flex = v >= 4
  if (v >= 1) {
    w.int32(m.throttleTimeMs)
  }
  w.int16(m.errorCode)
  if (v >= 3) {
    flex ? w.uvarint(m.members.length + 1) : w.int32(m.members.length)
    for (const e of m.members) encodeMemberResponse(w, e, v)
  }
  if (flex) {
    w.uvarint(0)
  }
}

function decodeMemberResponse(r: Reader, v: number): MemberResponse {
  const m = new MemberResponse()
  const flex = v >= 4
  m.memberId = flex ? r.compactString() : r.string()
  m.groupInstanceId = flex ? r.compactNullableString() : r.nullableString()
  m.errorCode = r.int16()
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeMemberResponse(m: MemberResponse, v: number): number {
  const flex = v >= 4
  let s = 2
  s += strSize(m.memberId, flex)
  s += nullableStrSize(m.groupInstanceId, flex)
  if (flex) {
    s += 1
  }
  return s
}

function encodeMemberResponse(w: Writer, m: MemberResponse, v: number): void {
  const flex = v >= 4
  flex ? w.compactString(m.memberId) : w.string(m.memberId)
  flex ? w.compactNullableString(m.groupInstanceId) : w.nullableString(m.groupInstanceId)
  w.int16(m.errorCode)
  if (flex) {
    w.uvarint(0)
  }
}

export const leaveGroupResponse: MessageCodec<LeaveGroupResponse> = {
  name: 'LeaveGroupResponse',
  apiKey: 13,
  minVersion: 0,
  maxVersion: 5,
  flexibleFrom: 4,
  create: () => new LeaveGroupResponse(),
  decode: decodeLeaveGroupResponse,
  size: sizeLeaveGroupResponse,
  encode: encodeLeaveGroupResponse,
  structs: { LeaveGroupResponse, MemberResponse },
}
