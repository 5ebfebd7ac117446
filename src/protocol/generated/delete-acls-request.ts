// made by scripts/generate.ts; do not edit
import { refuseField, strictEncoding, type MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { nullableStrSize, uvarintSize, type Writer } from '../writer.ts'

export class DeleteAclsRequest {
  filters: DeleteAclsFilter[] = []
}

export class DeleteAclsFilter {
  resourceTypeFilter: number = 0
  resourceNameFilter: string | null = ''
  patternTypeFilter: number = 3
  principalFilter: string | null = ''
  hostFilter: string | null = ''
  operation: number = 0
  permissionType: number = 0
}

function decodeDeleteAclsRequest(r: Reader, v: number): DeleteAclsRequest {
  const m = new DeleteAclsRequest()
  const flex = v >= 2
  for (let n = flex ? r.compactCount(8) : r.count(9); n > 0 && r.ok; n--) {
    m.filters.push(decodeDeleteAclsFilter(r, v))
  }
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeDeleteAclsRequest(m: DeleteAclsRequest, v: number): number {
  const flex = v >= 2
  let s = 0
  s += (flex ? uvarintSize(m.filters.length + 1) : 4)
  for (const e of m.filters) s += sizeDeleteAclsFilter(e, v)
  if (flex) {
    s += 1
  }
  return s
}

function encodeDeleteAclsRequest(w: Writer, m: DeleteAclsRequest, v: number): void {
  const flex = v >= 2
  flex ? w.uvarint(m.filters.length + 1) : w.int32(m.filters.length)
  for (const e of m.filters) encodeDeleteAclsFilter(w, e, v)
  if (flex) {
    w.uvarint(0)
  }
}

function decodeDeleteAclsFilter(r: Reader, v: number): DeleteAclsFilter {
  const m = new DeleteAclsFilter()
  const flex = v >= 2
  m.resourceTypeFilter = r.int8()
  m.resourceNameFilter = flex ? r.compactNullableString() : r.nullableString()
  if (v >= 1) {
    m.patternTypeFilter = r.int8()
  }
  m.principalFilter = flex ? r.compactNullableString() : r.nullableString()
  m.hostFilter = flex ? r.compactNullableString() : r.nullableString()
  m.operation = r.int8()
  m.permissionType = r.int8()
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeDeleteAclsFilter(m: DeleteAclsFilter, v: number): number {
  const flex = v >= 2
  let s = 3
  s += nullableStrSize(m.resourceNameFilter, flex)
  if (v >= 1) s += 1
  s += nullableStrSize(m.principalFilter, flex)
  s += nullableStrSize(m.hostFilter, flex)
  if (flex) {
    s += 1
  }
  return s
}

function refuseDeleteAclsFilter(m: DeleteAclsFilter, v: number): void {
  if (!(v >= 1) && (m.patternTypeFilter !== 3)) refuseField('DeleteAclsFilter.patternTypeFilter', v)
}

function encodeDeleteAclsFilter(w: Writer, m: DeleteAclsFilter, v: number): void {
  if (strictEncoding) refuseDeleteAclsFilter(m, v)
  const flex = v >= 2
  w.int8(m.resourceTypeFilter)
  flex ? w.compactNullableString(m.resourceNameFilter) : w.nullableString(m.resourceNameFilter)
  if (v >= 1) {
    w.int8(m.patternTypeFilter)
  }
  flex ? w.compactNullableString(m.principalFilter) : w.nullableString(m.principalFilter)
  flex ? w.compactNullableString(m.hostFilter) : w.nullableString(m.hostFilter)
  w.int8(m.operation)
  w.int8(m.permissionType)
  if (flex) {
    w.uvarint(0)
  }
}

export const deleteAclsRequest: MessageCodec<DeleteAclsRequest> = {
  name: 'DeleteAclsRequest',
  apiKey: 31,
  minVersion: 0,
  maxVersion: 3,
  flexibleFrom: 2,
  create: () => new DeleteAclsRequest(),
  decode: decodeDeleteAclsRequest,
  size: sizeDeleteAclsRequest,
  encode: encodeDeleteAclsRequest,
  structs: { DeleteAclsRequest, DeleteAclsFilter },
}
