// made by scripts/generate.ts; do not edit
import { refuseField, strictEncoding, type MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { uvarintSize, type Writer } from '../writer.ts'

export class ListConfigResourcesRequest {
  resourceTypes: number[] = []
}

function decodeListConfigResourcesRequest(r: Reader, v: number): ListConfigResourcesRequest {
  const m = new ListConfigResourcesRequest()
  if (v >= 1) {
    for (let n = r.compactCount(1); n > 0 && r.ok; n--) {
      m.resourceTypes.push(r.int8())
    }
  }
  r.skipTags()
  return m
}

function sizeListConfigResourcesRequest(m: ListConfigResourcesRequest, v: number): number {
  let s = 0
  if (v >= 1) {
    s += uvarintSize(m.resourceTypes.length + 1) + m.resourceTypes.length
  }
  s += 1
  return s
}

function refuseListConfigResourcesRequest(m: ListConfigResourcesRequest, v: number): void {
  if (!(v >= 1) && (m.resourceTypes.length > 0)) refuseField('ListConfigResourcesRequest.resourceTypes', v)
}

function encodeListConfigResourcesRequest(w: Writer, m: ListConfigResourcesRequest, v: number): void {
  if (strictEncoding) refuseListConfigResourcesRequest(m, v)
  if (v >= 1) {
    w.uvarint(m.resourceTypes.length + 1)
    for (const e of m.resourceTypes) w.int8(e)
  }
  w.uvarint(0)
}

export const listConfigResourcesRequest: MessageCodec<ListConfigResourcesRequest> = {
  name: 'ListConfigResourcesRequest',
  apiKey: 74,
  minVersion: 0,
  maxVersion: 1,
  flexibleFrom: 0,
  create: () => new ListConfigResourcesRequest(),
  decode: decodeListConfigResourcesRequest,
  size: sizeListConfigResourcesRequest,
  encode: encodeListConfigResourcesRequest,
  structs: { ListConfigResourcesRequest },
}
