// made by scripts/generate.ts; do not edit
/* eslint-disable */
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, uvarintSize, type Writer } from '../writer.ts'

export class LeaveGroupResponse {
  throttleTimeMs: number = 0
  errorCode: number = 0
  members: MemberResponse[] = []
}

export class MemberResponse {
  memberId: string = ""
  groupInstanceId: string | null = ""
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
{
  const n = (flex ? r.compactArrayLength(1) : r.arrayLength(1))
  if (n < 0) r.fail()
  const list: MemberResponse[] = []
  for (let i = 0; i < n && r.ok; i++) list.push(decodeMemberResponse(r, v))
  m.members = list
}
}
if (flex) {
r.skipTags()
}
return m
}

function sizeLeaveGroupResponse(m: LeaveGroupResponse, v: number): number {
const flex = v >= 4
let s = 0
if (v >= 1) {
s += 4
}
s += 2
if (v >= 3) {
s += (flex ? uvarintSize(m.members.length + 1) : 4)
for (const e of m.members) s += sizeMemberResponse(e, v)
}
if (flex) {
s += 1
}
return s
}

function encodeLeaveGroupResponse(w: Writer, m: LeaveGroupResponse, v: number): void {
const flex = v >= 4
if (v >= 1) {
w.int32(m.throttleTimeMs)
}
w.int16(m.errorCode)
if (v >= 3) {
if (flex) w.uvarint(m.members.length + 1)
else w.int32(m.members.length)
for (const e of m.members) {
encodeMemberResponse(w, e, v)
}
}
if (flex) {
w.uvarint(0)
}
}

function decodeMemberResponse(r: Reader, v: number): MemberResponse {
const m = new MemberResponse()
const flex = v >= 4
if (v >= 3) {
m.memberId = (flex ? r.compactString() : r.string())
}
if (v >= 3) {
m.groupInstanceId = (flex ? r.compactNullableString() : r.nullableString())
}
if (v >= 3) {
m.errorCode = r.int16()
}
if (flex) {
r.skipTags()
}
return m
}

function sizeMemberResponse(m: MemberResponse, v: number): number {
const flex = v >= 4
let s = 0
if (v >= 3) {
s += strSize(m.memberId, flex)
}
if (v >= 3) {
s += m.groupInstanceId === null ? (flex ? 1 : 2) : strSize(m.groupInstanceId, flex)
}
if (v >= 3) {
s += 2
}
if (flex) {
s += 1
}
return s
}

function encodeMemberResponse(w: Writer, m: MemberResponse, v: number): void {
const flex = v >= 4
if (v >= 3) {
if (flex) w.compactString(m.memberId)
else w.string(m.memberId)
}
if (v >= 3) {
if (flex) w.compactNullableString(m.groupInstanceId)
else w.nullableString(m.groupInstanceId)
}
if (v >= 3) {
w.int16(m.errorCode)
}
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
}
