// made by scripts/generate.ts; do not edit
import { refuseField, strictEncoding, type MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { nullableStrSize, type Writer } from '../writer.ts'

export class RequestHeader {
  requestApiKey: number = 0
  requestApiVersion: number = 0
  correlationId: number = 0
  clientId: string | null = ''
}

function decodeRequestHeader(r: Reader, v: number): RequestHeader {
  const m = new RequestHeader()
  const flex = v >= 2
  m.requestApiKey = r.int16()
  m.requestApiVersion = r.int16()
  m.correlationId = r.int32()
  if (v >= 1) {
    m.clientId = r.nullableString()
  }
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeRequestHeader(m: RequestHeader, v: number): number {
  const flex = v >= 2
  let s = 8
  if (v >= 1) {
    s += nullableStrSize(m.clientId, false)
  }
  if (flex) {
    s += 1
  }
  return s
}

function refuseRequestHeader(m: RequestHeader, v: number): void {
  if (!(v >= 1) && (m.clientId !== '')) refuseField('RequestHeader.clientId', v)
}

function encodeRequestHeader(w: Writer, m: RequestHeader, v: number): void {
  if (strictEncoding) refuseRequestHeader(m, v)
  const flex = v >= 2
  w.int16(m.requestApiKey)
  w.int16(m.requestApiVersion)
  w.int32(m.correlationId)
  if (v >= 1) {
    w.nullableString(m.clientId)
  }
  if (flex) {
    w.uvarint(0)
  }
}

export const requestHeader: MessageCodec<RequestHeader> = {
  name: 'RequestHeader',
  apiKey: -1,
  minVersion: 0,
  maxVersion: 2,
  flexibleFrom: 2,
  create: () => new RequestHeader(),
  decode: decodeRequestHeader,
  size: sizeRequestHeader,
  encode: encodeRequestHeader,
  structs: { RequestHeader },
}
