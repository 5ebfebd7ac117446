// made by scripts/generate.ts; do not edit
/* eslint-disable */
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, uvarintSize, type Writer } from '../writer.ts'

export class DescribeClientQuotasResponse {
  throttleTimeMs: number = 0
  errorCode: number = 0
  errorMessage: string | null = ""
  entries: EntryData[] | null = []
}

export class EntryData {
  entity: EntityData[] = []
  values: ValueData[] = []
}

export class EntityData {
  entityType: string = ""
  entityName: string | null = ""
}

export class ValueData {
  key: string = ""
  value: number = 0
}

function decodeDescribeClientQuotasResponse(r: Reader, v: number): DescribeClientQuotasResponse {
const m = new DescribeClientQuotasResponse()
const flex = v >= 1
m.throttleTimeMs = r.int32()
m.errorCode = r.int16()
m.errorMessage = (flex ? r.compactNullableString() : r.nullableString())
{
  const n = (flex ? r.compactArrayLength(1) : r.arrayLength(1))
  if (n < 0) m.entries = null
  else {
  const list: NonNullable<EntryData[] | null> = []
  for (let i = 0; i < n && r.ok; i++) list.push(decodeEntryData(r, v))
  m.entries = list
  }
}
if (flex) {
r.skipTags()
}
return m
}

function sizeDescribeClientQuotasResponse(m: DescribeClientQuotasResponse, v: number): number {
const flex = v >= 1
let s = 0
s += 4
s += 2
s += m.errorMessage === null ? (flex ? 1 : 2) : strSize(m.errorMessage, flex)
if (m.entries === null) s += (flex ? 1 : 4)
else {
s += (flex ? uvarintSize(m.entries.length + 1) : 4)
for (const e of m.entries) s += sizeEntryData(e, v)
}
if (flex) {
s += 1
}
return s
}

function encodeDescribeClientQuotasResponse(w: Writer, m: DescribeClientQuotasResponse, v: number): void {
const flex = v >= 1
w.int32(m.throttleTimeMs)
w.int16(m.errorCode)
if (flex) w.compactNullableString(m.errorMessage)
else w.nullableString(m.errorMessage)
if (m.entries === null) {
if (flex) w.uvarint(0)
else w.int32(-1)
} else {
if (flex) w.uvarint(m.entries.length + 1)
else w.int32(m.entries.length)
for (const e of m.entries) {
encodeEntryData(w, e, v)
}
}
if (flex) {
w.uvarint(0)
}
}

function decodeEntryData(r: Reader, v: number): EntryData {
const m = new EntryData()
const flex = v >= 1
{
  const n = (flex ? r.compactArrayLength(1) : r.arrayLength(1))
  if (n < 0) r.fail()
  const list: EntityData[] = []
  for (let i = 0; i < n && r.ok; i++) list.push(decodeEntityData(r, v))
  m.entity = list
}
{
  const n = (flex ? r.compactArrayLength(1) : r.arrayLength(1))
  if (n < 0) r.fail()
  const list: ValueData[] = []
  for (let i = 0; i < n && r.ok; i++) list.push(decodeValueData(r, v))
  m.values = list
}
if (flex) {
r.skipTags()
}
return m
}

function sizeEntryData(m: EntryData, v: number): number {
const flex = v >= 1
let s = 0
s += (flex ? uvarintSize(m.entity.length + 1) : 4)
for (const e of m.entity) s += sizeEntityData(e, v)
s += (flex ? uvarintSize(m.values.length + 1) : 4)
for (const e of m.values) s += sizeValueData(e, v)
if (flex) {
s += 1
}
return s
}

function encodeEntryData(w: Writer, m: EntryData, v: number): void {
const flex = v >= 1
if (flex) w.uvarint(m.entity.length + 1)
else w.int32(m.entity.length)
for (const e of m.entity) {
encodeEntityData(w, e, v)
}
if (flex) w.uvarint(m.values.length + 1)
else w.int32(m.values.length)
for (const e of m.values) {
encodeValueData(w, e, v)
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

function decodeValueData(r: Reader, v: number): ValueData {
const m = new ValueData()
const flex = v >= 1
m.key = (flex ? r.compactString() : r.string())
m.value = r.float64()
if (flex) {
r.skipTags()
}
return m
}

function sizeValueData(m: ValueData, v: number): number {
const flex = v >= 1
let s = 0
s += strSize(m.key, flex)
s += 8
if (flex) {
s += 1
}
return s
}

function encodeValueData(w: Writer, m: ValueData, v: number): void {
const flex = v >= 1
if (flex) w.compactString(m.key)
else w.string(m.key)
w.float64(m.value)
if (flex) {
w.uvarint(0)
}
}

export const describeClientQuotasResponse: MessageCodec<DescribeClientQuotasResponse> = {
  name: 'DescribeClientQuotasResponse',
  apiKey: 48,
  minVersion: 0,
  maxVersion: 1,
  flexibleFrom: 1,
  create: () => new DescribeClientQuotasResponse(),
  decode: decodeDescribeClientQuotasResponse,
  size: sizeDescribeClientQuotasResponse,
  encode: encodeDescribeClientQuotasResponse,
}
