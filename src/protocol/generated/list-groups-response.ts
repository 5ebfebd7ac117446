// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, uvarintSize, type Writer } from '../writer.ts'

export class ListGroupsResponse {
  throttleTimeMs: number = 0
  errorCode: number = 0
  groups: ListedGroup[] = []
}

export class ListedGroup {
  groupId: string = ''
  protocolType: string = ''
  groupState: string = ''
  groupType: string = ''
}

function decodeListGroupsResponse(r: Reader, v: number): ListGroupsResponse {
  const m = new ListGroupsResponse()
  const flex = v >= 3
  if (v >= 1) {
    m.throttleTimeMs = r.int32()
  }
  m.errorCode = r.int16()
  for (let n = flex ? r.compactCount(3) : r.count(4); n > 0 && r.ok; n--) {
    m.groups.push(decodeListedGroup(r, v))
  }
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeListGroupsResponse(m: ListGroupsResponse, v: number): number {
  const flex = v >= 3
  let s = 2
  if (v >= 1) s += 4
  s += (flex ? uvarintSize(m.groups.length + 1) : 4)
  for (const e of m.groups) s += sizeListedGroup(e, v)
  if (flex) {
    s += 1
  }
  return s
}

function encodeListGroupsResponse(w: Writer, m: ListGroupsResponse, v: number): void {
  const flex = v >= 3
  if (v >= 1) {
    w.int32(m.throttleTimeMs)
  }
  w.int16(m.errorCode)
  flex ? w.uvarint(m.groups.length + 1) : w.int32(m.groups.length)
  for (const e of m.groups) encodeListedGroup(w, e, v)
  if (flex) {
    w.uvarint(0)
  }
}

function decodeListedGroup(r: Reader, v: number): ListedGroup {
  const m = new ListedGroup()
  const flex = v >= 3
  m.groupId = flex ? r.compactString() : r.string()
  m.protocolType = flex ? r.compactString() : r.string()
  if (v >= 4) {
    m.groupState = r.compactString()
  }
  if (v >= 5) {
    m.groupType = r.compactString()
  }
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeListedGroup(m: ListedGroup, v: number): number {
  const flex = v >= 3
  let s = 0
  s += strSize(m.groupId, flex)
  s += strSize(m.protocolType, flex)
  if (v >= 4) {
    s += strSize(m.groupState, true)
  }
  if (v >= 5) {
    s += strSize(m.groupType, true)
  }
  if (flex) {
    s += 1
  }
  return s
}

function encodeListedGroup(w: Writer, m: ListedGroup, v: number): void {
  const flex = v >= 3
  flex ? w.compactString(m.groupId) : w.string(m.groupId)
  flex ? w.compactString(m.protocolType) : w.string(m.protocolType)
  if (v >= 4) {
    w.compactString(m.groupState)
  }
  if (v >= 5) {
    w.compactString(m.groupType)
  }
  if (flex) {
    w.uvarint(0)
  }
}

export const listGroupsResponse: MessageCodec<ListGroupsResponse> = {
  name: 'ListGroupsResponse',
  apiKey: 16,
  minVersion: 0,
  maxVersion: 5,
  flexibleFrom: 3,
  create: () => new ListGroupsResponse(),
  decode: decodeListGroupsResponse,
  size: sizeListGroupsResponse,
  encode: encodeListGroupsResponse,
  structs: { ListGroupsResponse, ListedGroup },
}
