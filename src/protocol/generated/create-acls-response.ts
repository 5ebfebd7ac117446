// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { nullableStrSize, uvarintSize, type Writer } from '../writer.ts'

export class CreateAclsResponse {
  throttleTimeMs: number = 0
  results: AclCreationResult[] = []
}

export class AclCreationResult {
  errorCode: number = 0
  errorMessage: string | null = ''
}

function decodeCreateAclsResponse(r: Reader, v: number): CreateAclsResponse {
  const m = new CreateAclsResponse()
  const flex = v >= 2
  m.throttleTimeMs = r.int32()
  for (let n = flex ? r.compactCount(4) : r.count(4); n > 0 && r.ok; n--) {
    m.results.push(decodeAclCreationResult(r, v))
  }
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeCreateAclsResponse(m: CreateAclsResponse, v: number): number {
  const flex = v >= 2
  let s = 4
  s += (flex ? uvarintSize(m.results.length + 1) : 4)
  for (const e of m.results) s += sizeAclCreationResult(e, v)
  if (flex) {
    s += 1
  }
  return s
}

function encodeCreateAclsResponse(w: Writer, m: CreateAclsResponse, v: number): void {
  const flex = v >= 2
  w.int32(m.throttleTimeMs)
  flex ? w.uvarint(m.results.length + 1) : w.int32(m.results.length)
  for (const e of m.results) encodeAclCreationResult(w, e, v)
  if (flex) {
    w.uvarint(0)
  }
}

function decodeAclCreationResult(r: Reader, v: number): AclCreationResult {
  const m = new AclCreationResult()
  const flex = v >= 2
  m.errorCode = r.int16()
  m.errorMessage = flex ? r.compactNullableString() : r.nullableString()
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeAclCreationResult(m: AclCreationResult, v: number): number {
  const flex = v >= 2
  let s = 2
  s += nullableStrSize(m.errorMessage, flex)
  if (flex) {
    s += 1
  }
  return s
}

function encodeAclCreationResult(w: Writer, m: AclCreationResult, v: number): void {
  const flex = v >= 2
  w.int16(m.errorCode)
  flex ? w.compactNullableString(m.errorMessage) : w.nullableString(m.errorMessage)
  if (flex) {
    w.uvarint(0)
  }
}

export const createAclsResponse: MessageCodec<CreateAclsResponse> = {
  name: 'CreateAclsResponse',
  apiKey: 30,
  minVersion: 0,
  maxVersion: 3,
  flexibleFrom: 2,
  create: () => new CreateAclsResponse(),
  decode: decodeCreateAclsResponse,
  size: sizeCreateAclsResponse,
  encode: encodeCreateAclsResponse,
  structs: { CreateAclsResponse, AclCreationResult },
}
