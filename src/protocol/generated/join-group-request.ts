// made by scripts/generate.ts; do not edit
import { refuseField, strictEncoding, type MessageCodec } from '../message.ts'
import { EMPTY_BYTES, type Reader } from '../reader.ts'
import { nullableStrSize, strSize, uvarintSize, type Writer } from '../writer.ts'

export class JoinGroupRequest {
  groupId: string = ''
  sessionTimeoutMs: number = 0
  rebalanceTimeoutMs: number = -1
  memberId: string = ''
  groupInstanceId: string | null = null
  protocolType: string = ''
  protocols: JoinGroupRequestProtocol[] = []
  reason: string | null = null
}

export class JoinGroupRequestProtocol {
  name: string = ''
  metadata: Buffer = EMPTY_BYTES
}

function decodeJoinGroupRequest(r: Reader, v: number): JoinGroupRequest {
  const m = new JoinGroupRequest()
  const flex = v >= 6
  m.groupId = flex ? r.compactString() : r.string()
  m.sessionTimeoutMs = r.int32()
  if (v >= 1) {
    m.rebalanceTimeoutMs = r.int32()
  }
  m.memberId = flex ? r.compactString() : r.string()
  if (v >= 5) {
    m.groupInstanceId = flex ? r.compactNullableString() : r.nullableString()
  }
  m.protocolType = flex ? r.compactString() : r.string()
  for (let n = flex ? r.compactCount(3) : r.count(6); n > 0 && r.ok; n--) {
    m.protocols.push(decodeJoinGroupRequestProtocol(r, v))
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
  let s = 4
  s += strSize(m.groupId, flex)
  if (v >= 1) s += 4
  s += strSize(m.memberId, flex)
  if (v >= 5) {
    s += nullableStrSize(m.groupInstanceId, flex)
  }
  s += strSize(m.protocolType, flex)
  s += (flex ? uvarintSize(m.protocols.length + 1) : 4)
  for (const e of m.protocols) s += sizeJoinGroupRequestProtocol(e, v)
  if (v >= 8) {
    s += nullableStrSize(m.reason, true)
  }
  if (flex) {
    s += 1
  }
  return s
}

function refuseJoinGroupRequest(m: JoinGroupRequest, v: number): void {
  if (!(v >= 5) && (m.groupInstanceId !== null)) refuseField('JoinGroupRequest.groupInstanceId', v)
}

function encodeJoinGroupRequest(w: Writer, m: JoinGroupRequest, v: number): void {
  if (strictEncoding) refuseJoinGroupRequest(m, v)
  const flex = v >= 6
  flex ? w.compactString(m.groupId) : w.string(m.groupId)
  w.int32(m.sessionTimeoutMs)
  if (v >= 1) {
    w.int32(m.rebalanceTimeoutMs)
  }
  flex ? w.compactString(m.memberId) : w.string(m.memberId)
  if (v >= 5) {
    flex ? w.compactNullableString(m.groupInstanceId) : w.nullableString(m.groupInstanceId)
  }
  flex ? w.compactString(m.protocolType) : w.string(m.protocolType)
  flex ? w.uvarint(m.protocols.length + 1) : w.int32(m.protocols.length)
  for (const e of m.protocols) encodeJoinGroupRequestProtocol(w, e, v)
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
  m.name = flex ? r.compactString() : r.string()
  m.metadata = flex ? r.compactBytes() : r.bytes()
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
  flex ? w.compactString(m.name) : w.string(m.name)
  flex ? w.compactBytes(m.metadata) : w.bytes(m.metadata)
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
  structs: { JoinGroupRequest, JoinGroupRequestProtocol },
}
