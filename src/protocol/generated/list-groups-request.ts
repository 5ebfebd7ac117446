// made by scripts/generate.ts; do not edit
import { refuseField, strictEncoding, type MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, uvarintSize, type Writer } from '../writer.ts'

export class ListGroupsRequest {
  statesFilter: string[] = []
  typesFilter: string[] = []
}

function decodeListGroupsRequest(r: Reader, v: number): ListGroupsRequest {
  const m = new ListGroupsRequest()
  const flex = v >= 3
  if (v >= 4) {
    for (let n = r.compactCount(1); n > 0 && r.ok; n--) {
      m.statesFilter.push(r.compactString())
    }
  }
  if (v >= 5) {
    for (let n = r.compactCount(1); n > 0 && r.ok; n--) {
      m.typesFilter.push(r.compactString())
    }
  }
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeListGroupsRequest(m: ListGroupsRequest, v: number): number {
  const flex = v >= 3
  let s = 0
  if (v >= 4) {
    s += uvarintSize(m.statesFilter.length + 1)
    for (const e of m.statesFilter) s += strSize(e, true)
  }
  if (v >= 5) {
    s += uvarintSize(m.typesFilter.length + 1)
    for (const e of m.typesFilter) s += strSize(e, true)
  }
  if (flex) {
    s += 1
  }
  return s
}

function refuseListGroupsRequest(m: ListGroupsRequest, v: number): void {
  if (!(v >= 4) && (m.statesFilter.length > 0)) refuseField('ListGroupsRequest.statesFilter', v)
  if (!(v >= 5) && (m.typesFilter.length > 0)) refuseField('ListGroupsRequest.typesFilter', v)
}

function encodeListGroupsRequest(w: Writer, m: ListGroupsRequest, v: number): void {
  if (strictEncoding) refuseListGroupsRequest(m, v)
  const flex = v >= 3
  if (v >= 4) {
    w.uvarint(m.statesFilter.length + 1)
    for (const e of m.statesFilter) w.compactString(e)
  }
  if (v >= 5) {
    w.uvarint(m.typesFilter.length + 1)
    for (const e of m.typesFilter) w.compactString(e)
  }
  if (flex) {
    w.uvarint(0)
  }
}

export const listGroupsRequest: MessageCodec<ListGroupsRequest> = {
  name: 'ListGroupsRequest',
  apiKey: 16,
  minVersion: 0,
  maxVersion: 5,
  flexibleFrom: 3,
  create: () => new ListGroupsRequest(),
  decode: decodeListGroupsRequest,
  size: sizeListGroupsRequest,
  encode: encodeListGroupsRequest,
  structs: { ListGroupsRequest },
}
