// made by scripts/generate.ts; do not edit
/* eslint-disable */
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, type Writer } from '../writer.ts'

export class RequestHeader {
  requestApiKey: number = 0
  requestApiVersion: number = 0
  correlationId: number = 0
  clientId: string | null = ""
}

function decodeRequestHeader(r: Reader, v: number): RequestHeader {
const m = new RequestHeader()
const flex = v >= 2
m.requestApiKey = r.int16()
m.requestApiVersion = r.int16()
m.correlationId = r.int32()
m.clientId = r.nullableString()
if (flex) {
r.skipTags()
}
return m
}

function sizeRequestHeader(m: RequestHeader, v: number): number {
const flex = v >= 2
let s = 0
s += 2
s += 2
s += 4
s += m.clientId === null ? 2 : strSize(m.clientId, false)
if (flex) {
s += 1
}
return s
}

function encodeRequestHeader(w: Writer, m: RequestHeader, v: number): void {
const flex = v >= 2
w.int16(m.requestApiKey)
w.int16(m.requestApiVersion)
w.int32(m.correlationId)
w.nullableString(m.clientId)
if (flex) {
w.uvarint(0)
}
}

export const requestHeader: MessageCodec<RequestHeader> = {
  name: 'RequestHeader',
  apiKey: -1,
  minVersion: 1,
  maxVersion: 2,
  flexibleFrom: 2,
  create: () => new RequestHeader(),
  decode: decodeRequestHeader,
  size: sizeRequestHeader,
  encode: encodeRequestHeader,
}
