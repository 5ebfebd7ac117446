// made by scripts/generate.ts; do not edit
import { refuseField, strictEncoding, type MessageCodec } from '../message.ts'
import { EMPTY_BYTES, type Reader } from '../reader.ts'
import { nullableStrSize, strSize, uvarintSize, type Writer } from '../writer.ts'

export class SyncGroupRequest {
  groupId: string = ''
  generationId: number = 0
  memberId: string = ''
  groupInstanceId: string | null = null
  protocolType: string | null = null
  protocolName: string | null = null
  assignments: SyncGroupRequestAssignment[] = []
}

export class SyncGroupRequestAssignment {
  memberId: string = ''
  assignment: Buffer = EMPTY_BYTES
}

function decodeSyncGroupRequest(r: Reader, v: number): SyncGroupRequest {
  const m = new SyncGroupRequest()
  const flex = v >= 4
  m.groupId = flex ? r.compactString() : r.string()
  m.generationId = r.int32()
  m.memberId = flex ? r.compactString() : r.string()
  if (v >= 3) {
    m.groupInstanceId = flex ? r.compactNullableString() : r.nullableString()
  }
  if (v >= 5) {
    m.protocolType = r.compactNullableString()
    m.protocolName = r.compactNullableString()
  }
  for (let n = flex ? r.compactCount(3) : r.count(6); n > 0 && r.ok; n--) {
    m.assignments.push(decodeSyncGroupRequestAssignment(r, v))
  }
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeSyncGroupRequest(m: SyncGroupRequest, v: number): number {
  const flex = v >= 4
  let s = 4
  s += strSize(m.groupId, flex)
  s += strSize(m.memberId, flex)
  if (v >= 3) {
    s += nullableStrSize(m.groupInstanceId, flex)
  }
  if (v >= 5) {
    s += nullableStrSize(m.protocolType, true)
    s += nullableStrSize(m.protocolName, true)
  }
  s += (flex ? uvarintSize(m.assignments.length + 1) : 4)
  for (const e of m.assignments) s += sizeSyncGroupRequestAssignment(e, v)
  if (flex) {
    s += 1
  }
  return s
}

function refuseSyncGroupRequest(m: SyncGroupRequest, v: number): void {
  if (!(v >= 3) && (m.groupInstanceId !== null)) refuseField('SyncGroupRequest.groupInstanceId', v)
}

function encodeSyncGroupRequest(w: Writer, m: SyncGroupRequest, v: number): void {
  if (strictEncoding) refuseSyncGroupRequest(m, v)
  const flex = v >= 4
  flex ? w.compactString(m.groupId) : w.string(m.groupId)
  w.int32(m.generationId)
  flex ? w.compactString(m.memberId) : w.string(m.memberId)
  if (v >= 3) {
    flex ? w.compactNullableString(m.groupInstanceId) : w.nullableString(m.groupInstanceId)
  }
  if (v >= 5) {
    w.compactNullableString(m.protocolType)
    w.compactNullableString(m.protocolName)
  }
  flex ? w.uvarint(m.assignments.length + 1) : w.int32(m.assignments.length)
  for (const e of m.assignments) encodeSyncGroupRequestAssignment(w, e, v)
  if (flex) {
    w.uvarint(0)
  }
}

function decodeSyncGroupRequestAssignment(r: Reader, v: number): SyncGroupRequestAssignment {
  const m = new SyncGroupRequestAssignment()
  const flex = v >= 4
  m.memberId = flex ? r.compactString() : r.string()
  m.assignment = flex ? r.compactBytes() : r.bytes()
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
  flex ? w.compactString(m.memberId) : w.string(m.memberId)
  flex ? w.compactBytes(m.assignment) : w.bytes(m.assignment)
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
  structs: { SyncGroupRequest, SyncGroupRequestAssignment },
}
