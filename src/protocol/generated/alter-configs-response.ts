// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { nullableStrSize, strSize, uvarintSize, type Writer } from '../writer.ts'

export class AlterConfigsResponse {
  throttleTimeMs: number = 0
  responses: AlterConfigsResourceResponse[] = []
}

export class AlterConfigsResourceResponse {
  errorCode: number = 0
  errorMessage: string | null = ''
  resourceType: number = 0
  resourceName: string = ''
}

function decodeAlterConfigsResponse(r: Reader, v: number): AlterConfigsResponse {
  const m = new AlterConfigsResponse()
  const flex = v >= 2
  m.throttleTimeMs = r.int32()
  for (let n = flex ? r.compactCount(6) : r.count(7); n > 0 && r.ok; n--) {
    m.responses.push(decodeAlterConfigsResourceResponse(r, v))
  }
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeAlterConfigsResponse(m: AlterConfigsResponse, v: number): number {
  const flex = v >= 2
  let s = 4
  s += (flex ? uvarintSize(m.responses.length + 1) : 4)
  for (const e of m.responses) s += sizeAlterConfigsResourceResponse(e, v)
  if (flex) {
    s += 1
  }
  return s
}

function encodeAlterConfigsResponse(w: Writer, m: AlterConfigsResponse, v: number): void {
  const flex = v >= 2
  w.int32(m.throttleTimeMs)
  flex ? w.uvarint(m.responses.length + 1) : w.int32(m.responses.length)
  for (const e of m.responses) encodeAlterConfigsResourceResponse(w, e, v)
  if (flex) {
    w.uvarint(0)
  }
}

function decodeAlterConfigsResourceResponse(r: Reader, v: number): AlterConfigsResourceResponse {
  const m = new AlterConfigsResourceResponse()
  const flex = v >= 2
  m.errorCode = r.int16()
  m.errorMessage = flex ? r.compactNullableString() : r.nullableString()
  m.resourceType = r.int8()
  m.resourceName = flex ? r.compactString() : r.string()
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeAlterConfigsResourceResponse(m: AlterConfigsResourceResponse, v: number): number {
  const flex = v >= 2
  let s = 3
  s += nullableStrSize(m.errorMessage, flex)
  s += strSize(m.resourceName, flex)
  if (flex) {
    s += 1
  }
  return s
}

function encodeAlterConfigsResourceResponse(w: Writer, m: AlterConfigsResourceResponse, v: number): void {
  const flex = v >= 2
  w.int16(m.errorCode)
  flex ? w.compactNullableString(m.errorMessage) : w.nullableString(m.errorMessage)
  w.int8(m.resourceType)
  flex ? w.compactString(m.resourceName) : w.string(m.resourceName)
  if (flex) {
    w.uvarint(0)
  }
}

export const alterConfigsResponse: MessageCodec<AlterConfigsResponse> = {
  name: 'AlterConfigsResponse',
  apiKey: 33,
  minVersion: 0,
  maxVersion: 2,
  flexibleFrom: 2,
  create: () => new AlterConfigsResponse(),
  decode: decodeAlterConfigsResponse,
  size: sizeAlterConfigsResponse,
  encode: encodeAlterConfigsResponse,
  structs: { AlterConfigsResponse, AlterConfigsResourceResponse },
}
