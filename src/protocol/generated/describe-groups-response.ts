// made by scripts/generate.ts; do not edit
import { refuseField, strictEncoding, type MessageCodec } from '../message.ts'
import { EMPTY_BYTES, type Reader } from '../reader.ts'
import { nullableStrSize, strSize, uvarintSize, type Writer } from '../writer.ts'

export class DescribeGroupsResponse {
  throttleTimeMs: number = 0
  groups: DescribedGroup[] = []
}

export class DescribedGroup {
  errorCode: number = 0
  errorMessage: string | null = null
  groupId: string = ''
  groupState: string = ''
  protocolType: string = ''
  protocolData: string = ''
  members: DescribedGroupMember[] = []
  authorizedOperations: number = -2147483648
}

export class DescribedGroupMember {
  memberId: string = ''
  groupInstanceId: string | null = null
  clientId: string = ''
  clientHost: string = ''
  memberMetadata: Buffer = EMPTY_BYTES
  memberAssignment: Buffer = EMPTY_BYTES
}

function decodeDescribeGroupsResponse(r: Reader, v: number): DescribeGroupsResponse {
  const m = new DescribeGroupsResponse()
  const flex = v >= 5
  if (v >= 1) {
    m.throttleTimeMs = r.int32()
  }
  for (let n = flex ? r.compactCount(12) : r.count(14); n > 0 && r.ok; n--) {
    m.groups.push(decodeDescribedGroup(r, v))
  }
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeDescribeGroupsResponse(m: DescribeGroupsResponse, v: number): number {
  const flex = v >= 5
  let s = 0
  if (v >= 1) s += 4
  s += (flex ? uvarintSize(m.groups.length + 1) : 4)
  for (const e of m.groups) s += sizeDescribedGroup(e, v)
  if (flex) {
    s += 1
  }
  return s
}

function encodeDescribeGroupsResponse(w: Writer, m: DescribeGroupsResponse, v: number): void {
  const flex = v >= 5
  if (v >= 1) {
    w.int32(m.throttleTimeMs)
  }
  flex ? w.uvarint(m.groups.length + 1) : w.int32(m.groups.length)
  for (const e of m.groups) encodeDescribedGroup(w, e, v)
  if (flex) {
    w.uvarint(0)
  }
}

function decodeDescribedGroup(r: Reader, v: number): DescribedGroup {
  const m = new DescribedGroup()
  const flex = v >= 5
  m.errorCode = r.int16()
  if (v >= 6) {
    m.errorMessage = r.compactNullableString()
  }
  m.groupId = flex ? r.compactString() : r.string()
  m.groupState = flex ? r.compactString() : r.string()
  m.protocolType = flex ? r.compactString() : r.string()
  m.protocolData = flex ? r.compactString() : r.string()
  for (let n = flex ? r.compactCount(7) : r.count(14); n > 0 && r.ok; n--) {
    m.members.push(decodeDescribedGroupMember(r, v))
  }
  if (v >= 3) {
    m.authorizedOperations = r.int32()
  }
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeDescribedGroup(m: DescribedGroup, v: number): number {
  const flex = v >= 5
  let s = 2
  if (v >= 6) {
    s += nullableStrSize(m.errorMessage, true)
  }
  s += strSize(m.groupId, flex)
  s += strSize(m.groupState, flex)
  s += strSize(m.protocolType, flex)
  s += strSize(m.protocolData, flex)
  s += (flex ? uvarintSize(m.members.length + 1) : 4)
  for (const e of m.members) s += sizeDescribedGroupMember(e, v)
  if (v >= 3) s += 4
  if (flex) {
    s += 1
  }
  return s
}

function refuseDescribedGroup(m: DescribedGroup, v: number): void {
  if (!(v >= 6) && (m.errorMessage !== null)) refuseField('DescribedGroup.errorMessage', v)
  if (!(v >= 3) && (m.authorizedOperations !== -2147483648)) refuseField('DescribedGroup.authorizedOperations', v)
}

function encodeDescribedGroup(w: Writer, m: DescribedGroup, v: number): void {
  if (strictEncoding) refuseDescribedGroup(m, v)
  const flex = v >= 5
  w.int16(m.errorCode)
  if (v >= 6) {
    w.compactNullableString(m.errorMessage)
  }
  flex ? w.compactString(m.groupId) : w.string(m.groupId)
  flex ? w.compactString(m.groupState) : w.string(m.groupState)
  flex ? w.compactString(m.protocolType) : w.string(m.protocolType)
  flex ? w.compactString(m.protocolData) : w.string(m.protocolData)
  flex ? w.uvarint(m.members.length + 1) : w.int32(m.members.length)
  for (const e of m.members) encodeDescribedGroupMember(w, e, v)
  if (v >= 3) {
    w.int32(m.authorizedOperations)
  }
  if (flex) {
    w.uvarint(0)
  }
}

function decodeDescribedGroupMember(r: Reader, v: number): DescribedGroupMember {
  const m = new DescribedGroupMember()
  const flex = v >= 5
  m.memberId = flex ? r.compactString() : r.string()
  if (v >= 4) {
    m.groupInstanceId = flex ? r.compactNullableString() : r.nullableString()
  }
  m.clientId = flex ? r.compactString() : r.string()
  m.clientHost = flex ? r.compactString() : r.string()
  m.memberMetadata = flex ? r.compactBytes() : r.bytes()
  m.memberAssignment = flex ? r.compactBytes() : r.bytes()
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeDescribedGroupMember(m: DescribedGroupMember, v: number): number {
  const flex = v >= 5
  let s = 0
  s += strSize(m.memberId, flex)
  if (v >= 4) {
    s += nullableStrSize(m.groupInstanceId, flex)
  }
  s += strSize(m.clientId, flex)
  s += strSize(m.clientHost, flex)
  s += (flex ? uvarintSize(m.memberMetadata.length + 1) : 4) + m.memberMetadata.length
  s += (flex ? uvarintSize(m.memberAssignment.length + 1) : 4) + m.memberAssignment.length
  if (flex) {
    s += 1
  }
  return s
}

function encodeDescribedGroupMember(w: Writer, m: DescribedGroupMember, v: number): void {
  const flex = v >= 5
  flex ? w.compactString(m.memberId) : w.string(m.memberId)
  if (v >= 4) {
    flex ? w.compactNullableString(m.groupInstanceId) : w.nullableString(m.groupInstanceId)
  }
  flex ? w.compactString(m.clientId) : w.string(m.clientId)
  flex ? w.compactString(m.clientHost) : w.string(m.clientHost)
  flex ? w.compactBytes(m.memberMetadata) : w.bytes(m.memberMetadata)
  flex ? w.compactBytes(m.memberAssignment) : w.bytes(m.memberAssignment)
  if (flex) {
    w.uvarint(0)
  }
}

export const describeGroupsResponse: MessageCodec<DescribeGroupsResponse> = {
  name: 'DescribeGroupsResponse',
  apiKey: 15,
  minVersion: 0,
  maxVersion: 6,
  flexibleFrom: 5,
  create: () => new DescribeGroupsResponse(),
  decode: decodeDescribeGroupsResponse,
  size: sizeDescribeGroupsResponse,
  encode: encodeDescribeGroupsResponse,
  structs: { DescribeGroupsResponse, DescribedGroup, DescribedGroupMember },
}
