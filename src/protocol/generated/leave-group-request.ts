// made by scripts/generate.ts; do not edit
import { refuseField, strictEncoding, type MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { nullableStrSize, strSize, uvarintSize, type Writer } from '../writer.ts'

export class LeaveGroupRequest {
  groupId: string = ''
  memberId: string = ''
  members: MemberIdentity[] = []
}

export class MemberIdentity {
  memberId: string = ''
  groupInstanceId: string | null = null
  reason: string | null = null
}

function decodeLeaveGroupRequest(r: Reader, v: number): LeaveGroupRequest {
  const m = new LeaveGroupRequest()
  const flex = v >= 4
  m.groupId = flex ? r.compactString() : r.string()
  if (v <= 2) {
    m.memberId = r.string()
  }
  if (v >= 3) {
    for (let n = flex ? r.compactCount(3) : r.count(4); n > 0 && r.ok; n--) {
      m.members.push(decodeMemberIdentity(r, v))
    }
  }
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeLeaveGroupRequest(m: LeaveGroupRequest, v: number): number {
  const flex = v >= 4
  let s = 0
  s += strSize(m.groupId, flex)
  if (v <= 2) {
    s += strSize(m.memberId, false)
  }
  if (v >= 3) {
    s += (flex ? uvarintSize(m.members.length + 1) : 4)
    for (const e of m.members) s += sizeMemberIdentity(e, v)
  }
  if (flex) {
    s += 1
  }
  return s
}

function refuseLeaveGroupRequest(m: LeaveGroupRequest, v: number): void {
  if (!(v <= 2) && (m.memberId !== '')) refuseField('LeaveGroupRequest.memberId', v)
  if (!(v >= 3) && (m.members.length > 0)) refuseField('LeaveGroupRequest.members', v)
}

function encodeLeaveGroupRequest(w: Writer, m: LeaveGroupRequest, v: number): void {
  if (strictEncoding) refuseLeaveGroupRequest(m, v)
  const flex = v >= 4
  flex ? w.compactString(m.groupId) : w.string(m.groupId)
  if (v <= 2) {
    w.string(m.memberId)
  }
  if (v >= 3) {
    flex ? w.uvarint(m.members.length + 1) : w.int32(m.members.length)
    for (const e of m.members) encodeMemberIdentity(w, e, v)
  }
  if (flex) {
    w.uvarint(0)
  }
}

function decodeMemberIdentity(r: Reader, v: number): MemberIdentity {
  const m = new MemberIdentity()
  const flex = v >= 4
  m.memberId = flex ? r.compactString() : r.string()
  m.groupInstanceId = flex ? r.compactNullableString() : r.nullableString()
  if (v >= 5) {
    m.reason = r.compactNullableString()
  }
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeMemberIdentity(m: MemberIdentity, v: number): number {
  const flex = v >= 4
  let s = 0
  s += strSize(m.memberId, flex)
  s += nullableStrSize(m.groupInstanceId, flex)
  if (v >= 5) {
    s += nullableStrSize(m.reason, true)
  }
  if (flex) {
    s += 1
  }
  return s
}

function encodeMemberIdentity(w: Writer, m: MemberIdentity, v: number): void {
  const flex = v >= 4
  flex ? w.compactString(m.memberId) : w.string(m.memberId)
  flex ? w.compactNullableString(m.groupInstanceId) : w.nullableString(m.groupInstanceId)
  if (v >= 5) {
    w.compactNullableString(m.reason)
  }
  if (flex) {
    w.uvarint(0)
  }
}

export const leaveGroupRequest: MessageCodec<LeaveGroupRequest> = {
  name: 'LeaveGroupRequest',
  apiKey: 13,
  minVersion: 0,
  maxVersion: 5,
  flexibleFrom: 4,
  create: () => new LeaveGroupRequest(),
  decode: decodeLeaveGroupRequest,
  size: sizeLeaveGroupRequest,
  encode: encodeLeaveGroupRequest,
  structs: { LeaveGroupRequest, MemberIdentity },
}
