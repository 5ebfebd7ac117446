// made by scripts/generate.ts; do not edit
/* eslint-disable */
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, uvarintSize, type Writer } from '../writer.ts'

const EMPTY_BYTES = Buffer.alloc(0)

export class DescribeGroupsResponse {
  throttleTimeMs: number = 0
  groups: DescribedGroup[] = []
}

export class DescribedGroup {
  errorCode: number = 0
  errorMessage: string | null = null
  groupId: string = ""
  groupState: string = ""
  protocolType: string = ""
  protocolData: string = ""
  members: DescribedGroupMember[] = []
  authorizedOperations: number = -2147483648
}

export class DescribedGroupMember {
  memberId: string = ""
  groupInstanceId: string | null = null
  clientId: string = ""
  clientHost: string = ""
  memberMetadata: Buffer = EMPTY_BYTES
  memberAssignment: Buffer = EMPTY_BYTES
}

function decodeDescribeGroupsResponse(r: Reader, v: number): DescribeGroupsResponse {
const m = new DescribeGroupsResponse()
const flex = v >= 5
if (v >= 1) {
m.throttleTimeMs = r.int32()
}
{
  const n = (flex ? r.compactArrayLength(1) : r.arrayLength(1))
  if (n < 0) r.fail()
  const list: DescribedGroup[] = []
  for (let i = 0; i < n && r.ok; i++) list.push(decodeDescribedGroup(r, v))
  m.groups = list
}
if (flex) {
r.skipTags()
}
return m
}

function sizeDescribeGroupsResponse(m: DescribeGroupsResponse, v: number): number {
const flex = v >= 5
let s = 0
if (v >= 1) {
s += 4
}
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
if (flex) w.uvarint(m.groups.length + 1)
else w.int32(m.groups.length)
for (const e of m.groups) {
encodeDescribedGroup(w, e, v)
}
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
m.groupId = (flex ? r.compactString() : r.string())
m.groupState = (flex ? r.compactString() : r.string())
m.protocolType = (flex ? r.compactString() : r.string())
m.protocolData = (flex ? r.compactString() : r.string())
{
  const n = (flex ? r.compactArrayLength(1) : r.arrayLength(1))
  if (n < 0) r.fail()
  const list: DescribedGroupMember[] = []
  for (let i = 0; i < n && r.ok; i++) list.push(decodeDescribedGroupMember(r, v))
  m.members = list
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
let s = 0
s += 2
if (v >= 6) {
s += m.errorMessage === null ? 1 : strSize(m.errorMessage, true)
}
s += strSize(m.groupId, flex)
s += strSize(m.groupState, flex)
s += strSize(m.protocolType, flex)
s += strSize(m.protocolData, flex)
s += (flex ? uvarintSize(m.members.length + 1) : 4)
for (const e of m.members) s += sizeDescribedGroupMember(e, v)
if (v >= 3) {
s += 4
}
if (flex) {
s += 1
}
return s
}

function encodeDescribedGroup(w: Writer, m: DescribedGroup, v: number): void {
const flex = v >= 5
w.int16(m.errorCode)
if (v >= 6) {
w.compactNullableString(m.errorMessage)
}
if (flex) w.compactString(m.groupId)
else w.string(m.groupId)
if (flex) w.compactString(m.groupState)
else w.string(m.groupState)
if (flex) w.compactString(m.protocolType)
else w.string(m.protocolType)
if (flex) w.compactString(m.protocolData)
else w.string(m.protocolData)
if (flex) w.uvarint(m.members.length + 1)
else w.int32(m.members.length)
for (const e of m.members) {
encodeDescribedGroupMember(w, e, v)
}
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
m.memberId = (flex ? r.compactString() : r.string())
if (v >= 4) {
m.groupInstanceId = (flex ? r.compactNullableString() : r.nullableString())
}
m.clientId = (flex ? r.compactString() : r.string())
m.clientHost = (flex ? r.compactString() : r.string())
m.memberMetadata = (flex ? r.compactBytes() : r.bytes())
m.memberAssignment = (flex ? r.compactBytes() : r.bytes())
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
s += m.groupInstanceId === null ? (flex ? 1 : 2) : strSize(m.groupInstanceId, flex)
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
if (flex) w.compactString(m.memberId)
else w.string(m.memberId)
if (v >= 4) {
if (flex) w.compactNullableString(m.groupInstanceId)
else w.nullableString(m.groupInstanceId)
}
if (flex) w.compactString(m.clientId)
else w.string(m.clientId)
if (flex) w.compactString(m.clientHost)
else w.string(m.clientHost)
if (flex) w.compactBytes(m.memberMetadata)
else w.bytes(m.memberMetadata)
if (flex) w.compactBytes(m.memberAssignment)
else w.bytes(m.memberAssignment)
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
}
