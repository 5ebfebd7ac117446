// made by scripts/generate.ts; do not edit
/* eslint-disable */
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, uvarintSize, type Writer } from '../writer.ts'

export class LeaveGroupRequest {
  groupId: string = ""
  memberId: string = ""
  members: MemberIdentity[] = []
}

export class MemberIdentity {
  memberId: string = ""
  groupInstanceId: string | null = null
  reason: string | null = null
}

function decodeLeaveGroupRequest(r: Reader, v: number): LeaveGroupRequest {
const m = new LeaveGroupRequest()
const flex = v >= 4
m.groupId = (flex ? r.compactString() : r.string())
if (v <= 2) {
m.memberId = r.string()
}
if (v >= 3) {
{
  const n = (flex ? r.compactArrayLength(1) : r.arrayLength(1))
  if (n < 0) r.fail()
  const list: MemberIdentity[] = []
  for (let i = 0; i < n && r.ok; i++) list.push(decodeMemberIdentity(r, v))
  m.members = list
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

function encodeLeaveGroupRequest(w: Writer, m: LeaveGroupRequest, v: number): void {
const flex = v >= 4
if (flex) w.compactString(m.groupId)
else w.string(m.groupId)
if (v <= 2) {
w.string(m.memberId)
}
if (v >= 3) {
if (flex) w.uvarint(m.members.length + 1)
else w.int32(m.members.length)
for (const e of m.members) {
encodeMemberIdentity(w, e, v)
}
}
if (flex) {
w.uvarint(0)
}
}

function decodeMemberIdentity(r: Reader, v: number): MemberIdentity {
const m = new MemberIdentity()
const flex = v >= 4
if (v >= 3) {
m.memberId = (flex ? r.compactString() : r.string())
}
if (v >= 3) {
m.groupInstanceId = (flex ? r.compactNullableString() : r.nullableString())
}
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
if (v >= 3) {
s += strSize(m.memberId, flex)
}
if (v >= 3) {
s += m.groupInstanceId === null ? (flex ? 1 : 2) : strSize(m.groupInstanceId, flex)
}
if (v >= 5) {
s += m.reason === null ? 1 : strSize(m.reason, true)
}
if (flex) {
s += 1
}
return s
}

function encodeMemberIdentity(w: Writer, m: MemberIdentity, v: number): void {
const flex = v >= 4
if (v >= 3) {
if (flex) w.compactString(m.memberId)
else w.string(m.memberId)
}
if (v >= 3) {
if (flex) w.compactNullableString(m.groupInstanceId)
else w.nullableString(m.groupInstanceId)
}
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
}
