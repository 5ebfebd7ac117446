// made by scripts/generate.ts; do not edit
/* eslint-disable */
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, uvarintSize, type Writer } from '../writer.ts'

export class AlterClientQuotasResponse {
  throttleTimeMs: number = 0
  entries: EntryData[] = []
}

export class EntryData {
  errorCode: number = 0
  errorMessage: string | null = ""
  entity: EntityData[] = []
}

export class EntityData {
  entityType: string = ""
  entityName: string | null = ""
}

function decodeAlterClientQuotasResponse(r: Reader, v: number): AlterClientQuotasResponse {
const m = new AlterClientQuotasResponse()
const flex = v >= 1
m.throttleTimeMs = r.int32()
{
  const n = (flex ? r.compactArrayLength(1) : r.arrayLength(1))
  if (n < 0) r.fail()
  const list: EntryData[] = []
  for (let i = 0; i < n && r.ok; i++) list.push(decodeEntryData(r, v))
  m.entries = list
}
if (flex) {
r.skipTags()
}
return m
}

function sizeAlterClientQuotasResponse(m: AlterClientQuotasResponse, v: number): number {
const flex = v >= 1
let s = 0
s += 4
s += (flex ? uvarintSize(m.entries.length + 1) : 4)
for (const e of m.entries) s += sizeEntryData(e, v)
if (flex) {
s += 1
}
return s
}

function encodeAlterClientQuotasResponse(w: Writer, m: AlterClientQuotasResponse, v: number): void {
const flex = v >= 1
w.int32(m.throttleTimeMs)
if (flex) w.uvarint(m.entries.length + 1)
else w.int32(m.entries.length)
for (const e of m.entries) {
encodeEntryData(w, e, v)
}
if (flex) {
w.uvarint(0)
}
}

function decodeEntryData(r: Reader, v: number): EntryData {
const m = new EntryData()
const flex = v >= 1
m.errorCode = r.int16()
m.errorMessage = (flex ? r.compactNullableString() : r.nullableString())
{
  const n = (flex ? r.compactArrayLength(1) : r.arrayLength(1))
  if (n < 0) r.fail()
  const list: EntityData[] = []
  for (let i = 0; i < n && r.ok; i++) list.push(decodeEntityData(r, v))
  m.entity = list
}
if (flex) {
r.skipTags()
}
return m
}

function sizeEntryData(m: EntryData, v: number): number {
const flex = v >= 1
let s = 0
s += 2
s += m.errorMessage === null ? (flex ? 1 : 2) : strSize(m.errorMessage, flex)
s += (flex ? uvarintSize(m.entity.length + 1) : 4)
for (const e of m.entity) s += sizeEntityData(e, v)
if (flex) {
s += 1
}
return s
}

function encodeEntryData(w: Writer, m: EntryData, v: number): void {
const flex = v >= 1
w.int16(m.errorCode)
if (flex) w.compactNullableString(m.errorMessage)
else w.nullableString(m.errorMessage)
if (flex) w.uvarint(m.entity.length + 1)
else w.int32(m.entity.length)
for (const e of m.entity) {
encodeEntityData(w, e, v)
}
if (flex) {
w.uvarint(0)
}
}

function decodeEntityData(r: Reader, v: number): EntityData {
const m = new EntityData()
const flex = v >= 1
m.entityType = (flex ? r.compactString() : r.string())
m.entityName = (flex ? r.compactNullableString() : r.nullableString())
if (flex) {
r.skipTags()
}
return m
}

function sizeEntityData(m: EntityData, v: number): number {
const flex = v >= 1
let s = 0
s += strSize(m.entityType, flex)
s += m.entityName === null ? (flex ? 1 : 2) : strSize(m.entityName, flex)
if (flex) {
s += 1
}
return s
}

function encodeEntityData(w: Writer, m: EntityData, v: number): void {
const flex = v >= 1
if (flex) w.compactString(m.entityType)
else w.string(m.entityType)
if (flex) w.compactNullableString(m.entityName)
else w.nullableString(m.entityName)
if (flex) {
w.uvarint(0)
}
}

export const alterClientQuotasResponse: MessageCodec<AlterClientQuotasResponse> = {
  name: 'AlterClientQuotasResponse',
  apiKey: 49,
  minVersion: 0,
  maxVersion: 1,
  flexibleFrom: 1,
  create: () => new AlterClientQuotasResponse(),
  decode: decodeAlterClientQuotasResponse,
  size: sizeAlterClientQuotasResponse,
  encode: encodeAlterClientQuotasResponse,
}
