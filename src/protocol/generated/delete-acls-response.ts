// made by scripts/generate.ts; do not edit
/* eslint-disable */
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, uvarintSize, type Writer } from '../writer.ts'

export class DeleteAclsResponse {
  throttleTimeMs: number = 0
  filterResults: DeleteAclsFilterResult[] = []
}

export class DeleteAclsFilterResult {
  errorCode: number = 0
  errorMessage: string | null = ""
  matchingAcls: DeleteAclsMatchingAcl[] = []
}

export class DeleteAclsMatchingAcl {
  errorCode: number = 0
  errorMessage: string | null = ""
  resourceType: number = 0
  resourceName: string = ""
  patternType: number = 3
  principal: string = ""
  host: string = ""
  operation: number = 0
  permissionType: number = 0
}

function decodeDeleteAclsResponse(r: Reader, v: number): DeleteAclsResponse {
const m = new DeleteAclsResponse()
const flex = v >= 2
m.throttleTimeMs = r.int32()
{
  const n = (flex ? r.compactArrayLength(1) : r.arrayLength(1))
  if (n < 0) r.fail()
  const list: DeleteAclsFilterResult[] = []
  for (let i = 0; i < n && r.ok; i++) list.push(decodeDeleteAclsFilterResult(r, v))
  m.filterResults = list
}
if (flex) {
r.skipTags()
}
return m
}

function sizeDeleteAclsResponse(m: DeleteAclsResponse, v: number): number {
const flex = v >= 2
let s = 0
s += 4
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
if (flex) w.uvarint(m.filterResults.length + 1)
else w.int32(m.filterResults.length)
for (const e of m.filterResults) {
encodeDeleteAclsFilterResult(w, e, v)
}
if (flex) {
w.uvarint(0)
}
}

function decodeDeleteAclsFilterResult(r: Reader, v: number): DeleteAclsFilterResult {
const m = new DeleteAclsFilterResult()
const flex = v >= 2
m.errorCode = r.int16()
m.errorMessage = (flex ? r.compactNullableString() : r.nullableString())
{
  const n = (flex ? r.compactArrayLength(1) : r.arrayLength(1))
  if (n < 0) r.fail()
  const list: DeleteAclsMatchingAcl[] = []
  for (let i = 0; i < n && r.ok; i++) list.push(decodeDeleteAclsMatchingAcl(r, v))
  m.matchingAcls = list
}
if (flex) {
r.skipTags()
}
return m
}

function sizeDeleteAclsFilterResult(m: DeleteAclsFilterResult, v: number): number {
const flex = v >= 2
let s = 0
s += 2
s += m.errorMessage === null ? (flex ? 1 : 2) : strSize(m.errorMessage, flex)
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
if (flex) w.compactNullableString(m.errorMessage)
else w.nullableString(m.errorMessage)
if (flex) w.uvarint(m.matchingAcls.length + 1)
else w.int32(m.matchingAcls.length)
for (const e of m.matchingAcls) {
encodeDeleteAclsMatchingAcl(w, e, v)
}
if (flex) {
w.uvarint(0)
}
}

function decodeDeleteAclsMatchingAcl(r: Reader, v: number): DeleteAclsMatchingAcl {
const m = new DeleteAclsMatchingAcl()
const flex = v >= 2
m.errorCode = r.int16()
m.errorMessage = (flex ? r.compactNullableString() : r.nullableString())
m.resourceType = r.int8()
m.resourceName = (flex ? r.compactString() : r.string())
if (v >= 1) {
m.patternType = r.int8()
}
m.principal = (flex ? r.compactString() : r.string())
m.host = (flex ? r.compactString() : r.string())
m.operation = r.int8()
m.permissionType = r.int8()
if (flex) {
r.skipTags()
}
return m
}

function sizeDeleteAclsMatchingAcl(m: DeleteAclsMatchingAcl, v: number): number {
const flex = v >= 2
let s = 0
s += 2
s += m.errorMessage === null ? (flex ? 1 : 2) : strSize(m.errorMessage, flex)
s += 1
s += strSize(m.resourceName, flex)
if (v >= 1) {
s += 1
}
s += strSize(m.principal, flex)
s += strSize(m.host, flex)
s += 1
s += 1
if (flex) {
s += 1
}
return s
}

function encodeDeleteAclsMatchingAcl(w: Writer, m: DeleteAclsMatchingAcl, v: number): void {
const flex = v >= 2
w.int16(m.errorCode)
if (flex) w.compactNullableString(m.errorMessage)
else w.nullableString(m.errorMessage)
w.int8(m.resourceType)
if (flex) w.compactString(m.resourceName)
else w.string(m.resourceName)
if (v >= 1) {
w.int8(m.patternType)
}
if (flex) w.compactString(m.principal)
else w.string(m.principal)
if (flex) w.compactString(m.host)
else w.string(m.host)
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
}
