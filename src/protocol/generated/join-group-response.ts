// made by scripts/generate.ts; do not edit
/* eslint-disable */
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, uvarintSize, type Writer } from '../writer.ts'

const EMPTY_BYTES = Buffer.alloc(0)

export class JoinGroupResponse {
  throttleTimeMs: number = 0
  errorCode: number = 0
  generationId: number = -1
  protocolType: string | null = null
  protocolName: string | null = ""
  leader: string = ""
  skipAssignment: boolean = false
  memberId: string = ""
  members: JoinGroupResponseMember[] = []
}

export class JoinGroupResponseMember {
  memberId: string = ""
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
m.leader = (flex ? r.compactString() : r.string())
if (v >= 9) {
m.skipAssignment = r.bool()
}
m.memberId = (flex ? r.compactString() : r.string())
{
  const n = (flex ? r.compactArrayLength(1) : r.arrayLength(1))
  if (n < 0) r.fail()
  const list: JoinGroupResponseMember[] = []
  for (let i = 0; i < n && r.ok; i++) list.push(decodeJoinGroupResponseMember(r, v))
  m.members = list
}
if (flex) {
r.skipTags()
}
return m
}

function sizeJoinGroupResponse(m: JoinGroupResponse, v: number): number {
const flex = v >= 6
let s = 0
if (v >= 2) {
s += 4
}
s += 2
s += 4
if (v >= 7) {
s += m.protocolType === null ? 1 : strSize(m.protocolType, true)
}
s += m.protocolName === null ? (flex ? 1 : 2) : strSize(m.protocolName, flex)
s += strSize(m.leader, flex)
if (v >= 9) {
s += 1
}
s += strSize(m.memberId, flex)
s += (flex ? uvarintSize(m.members.length + 1) : 4)
for (const e of m.members) s += sizeJoinGroupResponseMember(e, v)
if (flex) {
s += 1
}
return s
}

function encodeJoinGroupResponse(w: Writer, m: JoinGroupResponse, v: number): void {
const flex = v >= 6
if (v >= 2) {
w.int32(m.throttleTimeMs)
}
w.int16(m.errorCode)
w.int32(m.generationId)
if (v >= 7) {
w.compactNullableString(m.protocolType)
}
if (flex) w.compactNullableString(m.protocolName)
else w.nullableString(m.protocolName)
if (flex) w.compactString(m.leader)
else w.string(m.leader)
if (v >= 9) {
w.bool(m.skipAssignment)
}
if (flex) w.compactString(m.memberId)
else w.string(m.memberId)
if (flex) w.uvarint(m.members.length + 1)
else w.int32(m.members.length)
for (const e of m.members) {
encodeJoinGroupResponseMember(w, e, v)
}
if (flex) {
w.uvarint(0)
}
}

function decodeJoinGroupResponseMember(r: Reader, v: number): JoinGroupResponseMember {
const m = new JoinGroupResponseMember()
const flex = v >= 6
m.memberId = (flex ? r.compactString() : r.string())
if (v >= 5) {
m.groupInstanceId = (flex ? r.compactNullableString() : r.nullableString())
}
m.metadata = (flex ? r.compactBytes() : r.bytes())
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
s += m.groupInstanceId === null ? (flex ? 1 : 2) : strSize(m.groupInstanceId, flex)
}
s += (flex ? uvarintSize(m.metadata.length + 1) : 4) + m.metadata.length
if (flex) {
s += 1
}
return s
}

function encodeJoinGroupResponseMember(w: Writer, m: JoinGroupResponseMember, v: number): void {
const flex = v >= 6
if (flex) w.compactString(m.memberId)
else w.string(m.memberId)
if (v >= 5) {
if (flex) w.compactNullableString(m.groupInstanceId)
else w.nullableString(m.groupInstanceId)
}
if (flex) w.compactBytes(m.metadata)
else w.bytes(m.metadata)
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
}
