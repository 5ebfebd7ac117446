// made by scripts/generate.ts; do not edit
/* eslint-disable */
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, uvarintSize, type Writer } from '../writer.ts'

const EMPTY_BYTES = Buffer.alloc(0)

export class SyncGroupRequest {
  groupId: string = ""
  generationId: number = 0
  memberId: string = ""
  groupInstanceId: string | null = null
  protocolType: string | null = null
  protocolName: string | null = null
  assignments: SyncGroupRequestAssignment[] = []
}

export class SyncGroupRequestAssignment {
  memberId: string = ""
  assignment: Buffer = EMPTY_BYTES
}

function decodeSyncGroupRequest(r: Reader, v: number): SyncGroupRequest {
const m = new SyncGroupRequest()
const flex = v >= 4
m.groupId = (flex ? r.compactString() : r.string())
m.generationId = r.int32()
m.memberId = (flex ? r.compactString() : r.string())
if (v >= 3) {
m.groupInstanceId = (flex ? r.compactNullableString() : r.nullableString())
}
if (v >= 5) {
m.protocolType = r.compactNullableString()
}
if (v >= 5) {
m.protocolName = r.compactNullableString()
}
{
  const n = (flex ? r.compactArrayLength(1) : r.arrayLength(1))
  if (n < 0) r.fail()
  const list: SyncGroupRequestAssignment[] = []
  for (let i = 0; i < n && r.ok; i++) list.push(decodeSyncGroupRequestAssignment(r, v))
  m.assignments = list
}
if (flex) {
r.skipTags()
}
return m
}

function sizeSyncGroupRequest(m: SyncGroupRequest, v: number): number {
const flex = v >= 4
let s = 0
s += strSize(m.groupId, flex)
s += 4
s += strSize(m.memberId, flex)
if (v >= 3) {
s += m.groupInstanceId === null ? (flex ? 1 : 2) : strSize(m.groupInstanceId, flex)
}
if (v >= 5) {
s += m.protocolType === null ? 1 : strSize(m.protocolType, true)
}
if (v >= 5) {
s += m.protocolName === null ? 1 : strSize(m.protocolName, true)
}
s += (flex ? uvarintSize(m.assignments.length + 1) : 4)
for (const e of m.assignments) s += sizeSyncGroupRequestAssignment(e, v)
if (flex) {
s += 1
}
return s
}

function encodeSyncGroupRequest(w: Writer, m: SyncGroupRequest, v: number): void {
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
if (v >= 5) {
w.compactNullableString(m.protocolType)
}
if (v >= 5) {
w.compactNullableString(m.protocolName)
}
if (flex) w.uvarint(m.assignments.length + 1)
else w.int32(m.assignments.length)
for (const e of m.assignments) {
encodeSyncGroupRequestAssignment(w, e, v)
}
if (flex) {
w.uvarint(0)
}
}

function decodeSyncGroupRequestAssignment(r: Reader, v: number): SyncGroupRequestAssignment {
const m = new SyncGroupRequestAssignment()
const flex = v >= 4
m.memberId = (flex ? r.compactString() : r.string())
m.assignment = (flex ? r.compactBytes() : r.bytes())
if (flex) {
r.skipTags()
}
return m
}

function sizeSyncGroupRequestAssignment(m: SyncGroupRequestAssignment, v: number): number {
const flex = v >= 4
let s = 0
s += strSize(m.memberId, flex)
s += (flex ? uvarintSize(m.assignment.length + 1) : 4) + m.assignment.length
if (flex) {
s += 1
}
return s
}

function encodeSyncGroupRequestAssignment(w: Writer, m: SyncGroupRequestAssignment, v: number): void {
const flex = v >= 4
if (flex) w.compactString(m.memberId)
else w.string(m.memberId)
if (flex) w.compactBytes(m.assignment)
else w.bytes(m.assignment)
if (flex) {
w.uvarint(0)
}
}

export const syncGroupRequest: MessageCodec<SyncGroupRequest> = {
  name: 'SyncGroupRequest',
  apiKey: 14,
  minVersion: 0,
  maxVersion: 5,
  flexibleFrom: 4,
  create: () => new SyncGroupRequest(),
  decode: decodeSyncGroupRequest,
  size: sizeSyncGroupRequest,
  encode: encodeSyncGroupRequest,
}
