// made by scripts/generate.ts; do not edit
import { refuseField, strictEncoding, type MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { nullableStrSize, strSize, uvarintSize, type Writer } from '../writer.ts'

export class ListTransactionsRequest {
  stateFilters: string[] = []
  producerIdFilters: number[] = []
  durationFilter: number = -1
  transactionalIdPattern: string | null = null
}

function decodeListTransactionsRequest(r: Reader, v: number): ListTransactionsRequest {
  const m = new ListTransactionsRequest()
  for (let n = r.compactCount(1); n > 0 && r.ok; n--) {
    m.stateFilters.push(r.compactString())
  }
  for (let n = r.compactCount(8); n > 0 && r.ok; n--) {
    m.producerIdFilters.push(r.int64())
  }
  if (v >= 1) {
    m.durationFilter = r.int64()
  }
  if (v >= 2) {
    m.transactionalIdPattern = r.compactNullableString()
  }
  r.skipTags()
  return m
}

function sizeListTransactionsRequest(m: ListTransactionsRequest, v: number): number {
  let s = 0
  s += uvarintSize(m.stateFilters.length + 1)
  for (const e of m.stateFilters) s += strSize(e, true)
  s += uvarintSize(m.producerIdFilters.length + 1) + m.producerIdFilters.length * 8
  if (v >= 1) s += 8
  if (v >= 2) {
    s += nullableStrSize(m.transactionalIdPattern, true)
  }
  s += 1
  return s
}

function refuseListTransactionsRequest(m: ListTransactionsRequest, v: number): void {
  if (!(v >= 1) && (m.durationFilter !== -1)) refuseField('ListTransactionsRequest.durationFilter', v)
  if (!(v >= 2) && (m.transactionalIdPattern !== null)) refuseField('ListTransactionsRequest.transactionalIdPattern', v)
}

function encodeListTransactionsRequest(w: Writer, m: ListTransactionsRequest, v: number): void {
  if (strictEncoding) refuseListTransactionsRequest(m, v)
  w.uvarint(m.stateFilters.length + 1)
  for (const e of m.stateFilters) w.compactString(e)
  w.uvarint(m.producerIdFilters.length + 1)
  for (const e of m.producerIdFilters) w.int64(e)
  if (v >= 1) {
    w.int64(m.durationFilter)
  }
  if (v >= 2) {
    w.compactNullableString(m.transactionalIdPattern)
  }
  w.uvarint(0)
}

export const listTransactionsRequest: MessageCodec<ListTransactionsRequest> = {
  name: 'ListTransactionsRequest',
  apiKey: 66,
  minVersion: 0,
  maxVersion: 2,
  flexibleFrom: 0,
  create: () => new ListTransactionsRequest(),
  decode: decodeListTransactionsRequest,
  size: sizeListTransactionsRequest,
  encode: encodeListTransactionsRequest,
  structs: { ListTransactionsRequest },
}
