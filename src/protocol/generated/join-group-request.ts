// made by scripts/generate.ts; do not edit
/* eslint-disable */
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, uvarintSize, type Writer } from '../writer.ts'

const EMPTY_BYTES = Buffer.alloc(0)

export class JoinGroupRequest {
  groupId: string = ""
  sessionTimeoutMs: number = 0
  rebalanceTimeoutMs: number = -1
  memberId: string = ""
  groupInstanceId: string | null = null
  protocolType: string = ""
  protocols: JoinGroupRequestProtocol[] = []
  reason: string | null = null
}

export class JoinGroupRequestProtocol {
  name: string = ""
  metadata: Buffer = EMPTY_BYTES
}

function decodeJoinGroupRequest(r: Reader, v: number): JoinGroupRequest {
const m = new JoinGroupRequest()
const flex = v >= 6
m.groupId = (flex ? r.compactString() : r.string())
m.sessionTimeoutMs = r.int32()
if (v >= 1) {
m.rebalanceTimeoutMs = r.int32()
}
m.memberId = (flex ? r.compactString() : r.string())
if (v >= 5) {
m.groupInstanceId = (flex ? r.compactNullableString() : r.nullableString())
}
m.protocolType = (flex ? r.compactString() : r.string())
{
  const n = (flex ? r.compactArrayLength(1) : r.arrayLength(1))
  if (n < 0) r.fail()
  const list: JoinGroupRequestProtocol[] = []
  for (let i = 0; i < n && r.ok; i++) list.push(decodeJoinGroupRequestProtocol(r, v))
  m.protocols = list
}
if (v >= 8) {
m.reason = r.compactNullableString()
}
if (flex) {
r.skipTags()
}
return m
}

function sizeJoinGroupRequest(m: JoinGroupRequest, v: number): number {
const flex = v >= 6
let s = 0
s += strSize(m.groupId, flex)
s += 4
if (v >= 1) {
s += 4
}
s += strSize(m.memberId, flex)
if (v >= 5) {
s += m.groupInstanceId === null ? (flex ? 1 : 2) : strSize(m.groupInstanceId, flex)
}
s += strSize(m.protocolType, flex)
s += (flex ? uvarintSize(m.protocols.length + 1) : 4)
for (const e of m.protocols) s += sizeJoinGroupRequestProtocol(e, v)
if (v >= 8) {
s += m.reason === null ? 1 : strSize(m.reason, true)
}
if (flex) {
s += 1
}
return s
}

function encodeJoinGroupRequest(w: Writer, m: JoinGroupRequest, v: number): void {
const flex = v >= 6
if (flex) w.compactString(m.groupId)
else w.string(m.groupId)
w.int32(m.sessionTimeoutMs)
if (v >= 1) {
w.int32(m.rebalanceTimeoutMs)
}
if (flex) w.compactString(m.memberId)
else w.string(m.memberId)
if (v >= 5) {
if (flex) w.compactNullableString(m.groupInstanceId)
else w.nullableString(m.groupInstanceId)
}
if (flex) w.compactString(m.protocolType)
else w.string(m.protocolType)
if (flex) w.uvarint(m.protocols.length + 1)
else w.int32(m.protocols.length)
for (const e of m.protocols) {
encodeJoinGroupRequestProtocol(w, e, v)
}
if (v >= 8) {
w.compactNullableString(m.reason)
}
if (flex) {
w.uvarint(0)
}
}

function decodeJoinGroupRequestProtocol(r: Reader, v: number): JoinGroupRequestProtocol {
const m = new JoinGroupRequestProtocol()
const flex = v >= 6
m.name = (flex ? r.compactString() : r.string())
m.metadata = (flex ? r.compactBytes() : r.bytes())
if (flex) {
r.skipTags()
}
return m
}

function sizeJoinGroupRequestProtocol(m: JoinGroupRequestProtocol, v: number): number {
const flex = v >= 6
let s = 0
s += strSize(m.name, flex)
s += (flex ? uvarintSize(m.metadata.length + 1) : 4) + m.metadata.length
if (flex) {
s += 1
}
return s
}

function encodeJoinGroupRequestProtocol(w: Writer, m: JoinGroupRequestProtocol, v: number): void {
const flex = v >= 6
if (flex) w.compactString(m.name)
else w.string(m.name)
if (flex) w.compactBytes(m.metadata)
else w.bytes(m.metadata)
if (flex) {
w.uvarint(0)
}
}

export const joinGroupRequest: MessageCodec<JoinGroupRequest> = {
  name: 'JoinGroupRequest',
  apiKey: 11,
  minVersion: 0,
  maxVersion: 9,
  flexibleFrom: 6,
  create: () => new JoinGroupRequest(),
  decode: decodeJoinGroupRequest,
  size: sizeJoinGroupRequest,
  encode: encodeJoinGroupRequest,
}
