// made by scripts/generate.ts; do not edit
import { refuseField, strictEncoding, type MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { nullableStrSize, strSize, uvarintSize, type Writer } from '../writer.ts'

export class DeleteAclsResponse {
  throttleTimeMs: number = 0
  filterResults: DeleteAclsFilterResult[] = []
}

export class DeleteAclsFilterResult {
  errorCode: number = 0
  errorMessage: string | null = ''
  matchingAcls: DeleteAclsMatchingAcl[] = []
}

export class DeleteAclsMatchingAcl {
  errorCode: number = 0
  errorMessage: string | null = ''
  resourceType: number = 0
  resourceName: string = ''
  patternType: number = 3
  principal: string = ''
  host: string = ''
  operation: number = 0
  permissionType: number = 0
}

function decodeDeleteAclsResponse(r: Reader, v: number): DeleteAclsResponse {
  const m = new DeleteAclsResponse()
  const flex = v >= 2
  m.throttleTimeMs = r.int32()
  for (let n = flex ? r.compactCount(5) : r.count(8); n > 0 && r.ok; n--) {
    m.filterResults.push(decodeDeleteAclsFilterResult(r, v))
  }
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeDeleteAclsResponse(m: DeleteAclsResponse, v: number): number {
  const flex = v >= 2
  let s = 4
  s += (flex ? uvarintSize(m.filterResults.length + 1) : 4)
  for (const e of m.filterResults) s += sizeDeleteAclsFilterResult(e, v)
  if (flex) {
    s += 1
  }
  return s
}

function encodeDeleteAclsResponse(w: Writer, m: DeleteAclsResponse, v: number): void {
  const flex = v >= 2
  w.int32(m.throttleTimeMs)
  flex ? w.uvarint(m.filterResults.length + 1) : w.int32(m.filterResults.length)
  for (const e of m.filterResults) encodeDeleteAclsFilterResult(w, e, v)
  if (flex) {
    w.uvarint(0)
  }
}

function decodeDeleteAclsFilterResult(r: Reader, v: number): DeleteAclsFilterResult {
  const m = new DeleteAclsFilterResult()
  const flex = v >= 2
  m.errorCode = r.int16()
  m.errorMessage = flex ? r.compactNullableString() : r.nullableString()
  for (let n = flex ? r.compactCount(11) : r.count(13); n > 0 && r.ok; n--) {
    m.matchingAcls.push(decodeDeleteAclsMatchingAcl(r, v))
  }
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeDeleteAclsFilterResult(m: DeleteAclsFilterResult, v: number): number {
  const flex = v >= 2
  let s = 2
  s += nullableStrSize(m.errorMessage, flex)
  s += (flex ? uvarintSize(m.matchingAcls.length + 1) : 4)
  for (const e of m.matchingAcls) s += sizeDeleteAclsMatchingAcl(e, v)
  if (flex) {
    s += 1
  }
  return s
}

function encodeDeleteAclsFilterResult(w: Writer, m: DeleteAclsFilterResult, v: number): void {
  const flex = v >= 2
  w.int16(m.errorCode)
  flex ? w.compactNullableString(m.errorMessage) : w.nullableString(m.errorMessage)
  flex ? w.uvarint(m.matchingAcls.length + 1) : w.int32(m.matchingAcls.length)
  for (const e of m.matchingAcls) encodeDeleteAclsMatchingAcl(w, e, v)
  if (flex) {
    w.uvarint(0)
  }
}

function decodeDeleteAclsMatchingAcl(r: Reader, v: number): DeleteAclsMatchingAcl {
  const m = new DeleteAclsMatchingAcl()
  const flex = v >= 2
  m.errorCode = r.int16()
  m.errorMessage = flex ? r.compactNullableString() : r.nullableString()
  m.resourceType = r.int8()
  m.resourceName = flex ? r.compactString() : r.string()
  if (v >= 1) {
    m.patternType = r.int8()
  }
  m.principal = flex ? r.compactString() : r.string()
  m.host = flex ? r.compactString() : r.string()
  m.operation = r.int8()
  m.permissionType = r.int8()
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeDeleteAclsMatchingAcl(m: DeleteAclsMatchingAcl, v: number): number {
  const flex = v >= 2
  let s = 5
  s += nullableStrSize(m.errorMessage, flex)
  s += strSize(m.resourceName, flex)
  if (v >= 1) s += 1
  s += strSize(m.principal, flex)
  s += strSize(m.host, flex)
  if (flex) {
    s += 1
  }
  return s
}

function refuseDeleteAclsMatchingAcl(m: DeleteAclsMatchingAcl, v: number): void {
  if (!(v >= 1) && (m.patternType !== 3)) refuseField('DeleteAclsMatchingAcl.patternType', v)
}

function encodeDeleteAclsMatchingAcl(w: Writer, m: DeleteAclsMatchingAcl, v: number): void {
  if (strictEncoding) refuseDeleteAclsMatchingAcl(m, v)
  const flex = v >= 2
  w.int16(m.errorCode)
  flex ? w.compactNullableString(m.errorMessage) : w.nullableString(m.errorMessage)
  w.int8(m.resourceType)
  flex ? w.compactString(m.resourceName) : w.string(m.resourceName)
  if (v >= 1) {
    w.int8(m.patternType)
  }
  flex ? w.compactString(m.principal) : w.string(m.principal)
  flex ? w.compactString(m.host) : w.string(m.host)
  w.int8(m.operation)
  w.int8(m.permissionType)
  if (flex) {
    w.uvarint(0)
  }
}

export const deleteAclsResponse: MessageCodec<DeleteAclsResponse> = {
  name: 'DeleteAclsResponse',
  apiKey: 31,
  minVersion: 0,
  maxVersion: 3,
  flexibleFrom: 2,
  create: () => new DeleteAclsResponse(),
  decode: decodeDeleteAclsResponse,
  size: sizeDeleteAclsResponse,
  encode: encodeDeleteAclsResponse,
  structs: { DeleteAclsResponse, DeleteAclsFilterResult, DeleteAclsMatchingAcl },
}
