// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import { EMPTY_BYTES, type Reader } from '../reader.ts'
import { nullableStrSize, strSize, uvarintSize, type Writer } from '../writer.ts'

export class GroupMetadataValue {
  protocolType: string = ''
  generation: number = 0
  protocol: string | null = ''
  leader: string | null = ''
  currentStateTimestamp: number = -1
  members: MemberMetadata[] = []
}

export class MemberMetadata {
  memberId: string = ''
  groupInstanceId: string | null = null
  clientId: string = ''
  clientHost: string = ''
  rebalanceTimeout: number = -1
  sessionTimeout: number = 0
  subscription: Buffer = EMPTY_BYTES
  assignment: Buffer = EMPTY_BYTES
}

function decodeGroupMetadataValue(r: Reader, v: number): GroupMetadataValue {
  const m = new GroupMetadataValue()
  const flex = v >= 4
  m.protocolType = flex ? r.compactString() : r.string()
  m.generation = r.int32()
  m.protocol = flex ? r.compactNullableString() : r.nullableString()
  m.leader = flex ? r.compactNullableString() : r.nullableString()
  if (v >= 2) {
    m.currentStateTimestamp = r.int64()
  }
  for (let n = flex ? r.compactCount(15) : r.count(18); n > 0 && r.ok; n--) {
    m.members.push(decodeMemberMetadata(r, v))
  }
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeGroupMetadataValue(m: GroupMetadataValue, v: number): number {
  const flex = v >= 4
  let s = 4
  s += strSize(m.protocolType, flex)
  s += nullableStrSize(m.protocol, flex)
  s += nullableStrSize(m.leader, flex)
  if (v >= 2) s += 8
  s += (flex ? uvarintSize(m.members.length + 1) : 4)
  for (const e of m.members) s += sizeMemberMetadata(e, v)
  if (flex) {
    s += 1
  }
  return s
}

function encodeGroupMetadataValue(w: Writer, m: GroupMetadataValue, v: number): void {
  const flex = v >= 4
  flex ? w.compactString(m.protocolType) : w.string(m.protocolType)
  w.int32(m.generation)
  flex ? w.compactNullableString(m.protocol) : w.nullableString(m.protocol)
  flex ? w.compactNullableString(m.leader) : w.nullableString(m.leader)
  if (v >= 2) {
    w.int64(m.currentStateTimestamp)
  }
  flex ? w.uvarint(m.members.length + 1) : w.int32(m.members.length)
  for (const e of m.members) encodeMemberMetadata(w, e, v)
  if (flex) {
    w.uvarint(0)
  }
}

function decodeMemberMetadata(r: Reader, v: number): MemberMetadata {
  const m = new MemberMetadata()
  const flex = v >= 4
  m.memberId = flex ? r.compactString() : r.string()
  if (v >= 3) {
    m.groupInstanceId = flex ? r.compactNullableString() : r.nullableString()
  }
  m.clientId = flex ? r.compactString() : r.string()
  m.clientHost = flex ? r.compactString() : r.string()
  if (v >= 1) {
    m.rebalanceTimeout = r.int32()
  }
  m.sessionTimeout = r.int32()
  m.subscription = flex ? r.compactBytes() : r.bytes()
  m.assignment = flex ? r.compactBytes() : r.bytes()
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeMemberMetadata(m: MemberMetadata, v: number): number {
  const flex = v >= 4
  let s = 4
  s += strSize(m.memberId, flex)
  if (v >= 3) {
    s += nullableStrSize(m.groupInstanceId, flex)
  }
  s += strSize(m.clientId, flex)
  s += strSize(m.clientHost, flex)
  if (v >= 1) s += 4
  s += (flex ? uvarintSize(m.subscription.length + 1) : 4) + m.subscription.length
  s += (flex ? uvarintSize(m.assignment.length + 1) : 4) + m.assignment.length
  if (flex) {
    s += 1
  }
  return s
}

function encodeMemberMetadata(w: Writer, m: MemberMetadata, v: number): void {
  const flex = v >= 4
  flex ? w.compactString(m.memberId) : w.string(m.memberId)
  if (v >= 3) {
    flex ? w.compactNullableString(m.groupInstanceId) : w.nullableString(m.groupInstanceId)
  }
  flex ? w.compactString(m.clientId) : w.string(m.clientId)
  flex ? w.compactString(m.clientHost) : w.string(m.clientHost)
  if (v >= 1) {
    w.int32(m.rebalanceTimeout)
  }
  w.int32(m.sessionTimeout)
  flex ? w.compactBytes(m.subscription) : w.bytes(m.subscription)
  flex ? w.compactBytes(m.assignment) : w.bytes(m.assignment)
  if (flex) {
    w.uvarint(0)
  }
}

export const groupMetadataValue: MessageCodec<GroupMetadataValue> = {
  name: 'GroupMetadataValue',
  apiKey: 2,
  minVersion: 0,
  maxVersion: 4,
  flexibleFrom: 4,
  create: () => new GroupMetadataValue(),
  decode: decodeGroupMetadataValue,
  size: sizeGroupMetadataValue,
  encode: encodeGroupMetadataValue,
  structs: { GroupMetadataValue, MemberMetadata },
}
