// made by scripts/generate.ts; do not edit
/* eslint-disable */
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, uvarintSize, type Writer } from '../writer.ts'

export class DeleteAclsRequest {
  filters: DeleteAclsFilter[] = []
}

export class DeleteAclsFilter {
  resourceTypeFilter: number = 0
  resourceNameFilter: string | null = ""
  patternTypeFilter: number = 3
  principalFilter: string | null = ""
  hostFilter: string | null = ""
  operation: number = 0
  permissionType: number = 0
}

function decodeDeleteAclsRequest(r: Reader, v: number): DeleteAclsRequest {
const m = new DeleteAclsRequest()
const flex = v >= 2
{
  const n = (flex ? r.compactArrayLength(1) : r.arrayLength(1))
  if (n < 0) r.fail()
  const list: DeleteAclsFilter[] = []
  for (let i = 0; i < n && r.ok; i++) list.push(decodeDeleteAclsFilter(r, v))
  m.filters = list
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
if (flex) w.uvarint(m.filters.length + 1)
else w.int32(m.filters.length)
for (const e of m.filters) {
encodeDeleteAclsFilter(w, e, v)
}
if (flex) {
w.uvarint(0)
}
}

function decodeDeleteAclsFilter(r: Reader, v: number): DeleteAclsFilter {
const m = new DeleteAclsFilter()
const flex = v >= 2
m.resourceTypeFilter = r.int8()
m.resourceNameFilter = (flex ? r.compactNullableString() : r.nullableString())
if (v >= 1) {
m.patternTypeFilter = r.int8()
}
m.principalFilter = (flex ? r.compactNullableString() : r.nullableString())
m.hostFilter = (flex ? r.compactNullableString() : r.nullableString())
m.operation = r.int8()
m.permissionType = r.int8()
if (flex) {
r.skipTags()
}
return m
}

function sizeDeleteAclsFilter(m: DeleteAclsFilter, v: number): number {
const flex = v >= 2
let s = 0
s += 1
s += m.resourceNameFilter === null ? (flex ? 1 : 2) : strSize(m.resourceNameFilter, flex)
if (v >= 1) {
s += 1
}
s += m.principalFilter === null ? (flex ? 1 : 2) : strSize(m.principalFilter, flex)
s += m.hostFilter === null ? (flex ? 1 : 2) : strSize(m.hostFilter, flex)
s += 1
s += 1
if (flex) {
s += 1
}
return s
}

function encodeDeleteAclsFilter(w: Writer, m: DeleteAclsFilter, v: number): void {
const flex = v >= 2
w.int8(m.resourceTypeFilter)
if (flex) w.compactNullableString(m.resourceNameFilter)
else w.nullableString(m.resourceNameFilter)
if (v >= 1) {
w.int8(m.patternTypeFilter)
}
if (flex) w.compactNullableString(m.principalFilter)
else w.nullableString(m.principalFilter)
if (flex) w.compactNullableString(m.hostFilter)
else w.nullableString(m.hostFilter)
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
}
