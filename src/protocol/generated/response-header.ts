// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

export class ResponseHeader {
  correlationId: number = 0
}

function decodeResponseHeader(r: Reader, v: number): ResponseHeader {
  const m = new ResponseHeader()
  const flex = v >= 1
  m.correlationId = r.int32()
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeResponseHeader(m: ResponseHeader, v: number): number {
  const flex = v >= 1
  let s = 4
  if (flex) {
    s += 1
  }
  return s
}

function encodeResponseHeader(w: Writer, m: ResponseHeader, v: number): void {
  const flex = v >= 1
  w.int32(m.correlationId)
  if (flex) {
    w.uvarint(0)
  }
}

export const responseHeader: MessageCodec<ResponseHeader> = {
  name: 'ResponseHeader',
  apiKey: -1,
  minVersion: 0,
  maxVersion: 1,
  flexibleFrom: 1,
  create: () => new ResponseHeader(),
  decode: decodeResponseHeader,
  size: sizeResponseHeader,
  encode: encodeResponseHeader,
  structs: { ResponseHeader },
}
