// made by scripts/generate.ts; do not edit
/* eslint-disable */
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, uvarintSize, type Writer } from '../writer.ts'

export class DescribeClientQuotasRequest {
  components: ComponentData[] = []
  strict: boolean = false
}

export class ComponentData {
  entityType: string = ""
  matchType: number = 0
  match: string | null = ""
}

function decodeDescribeClientQuotasRequest(r: Reader, v: number): DescribeClientQuotasRequest {
const m = new DescribeClientQuotasRequest()
const flex = v >= 1
{
  const n = (flex ? r.compactArrayLength(1) : r.arrayLength(1))
  if (n < 0) r.fail()
  const list: ComponentData[] = []
  for (let i = 0; i < n && r.ok; i++) list.push(decodeComponentData(r, v))
  m.components = list
}
m.strict = r.bool()
if (flex) {
r.skipTags()
}
return m
}

function sizeDescribeClientQuotasRequest(m: DescribeClientQuotasRequest, v: number): number {
const flex = v >= 1
let s = 0
s += (flex ? uvarintSize(m.components.length + 1) : 4)
for (const e of m.components) s += sizeComponentData(e, v)
s += 1
if (flex) {
s += 1
}
return s
}

function encodeDescribeClientQuotasRequest(w: Writer, m: DescribeClientQuotasRequest, v: number): void {
const flex = v >= 1
if (flex) w.uvarint(m.components.length + 1)
else w.int32(m.components.length)
for (const e of m.components) {
encodeComponentData(w, e, v)
}
w.bool(m.strict)
if (flex) {
w.uvarint(0)
}
}

function decodeComponentData(r: Reader, v: number): ComponentData {
const m = new ComponentData()
const flex = v >= 1
m.entityType = (flex ? r.compactString() : r.string())
m.matchType = r.int8()
m.match = (flex ? r.compactNullableString() : r.nullableString())
if (flex) {
r.skipTags()
}
return m
}

function sizeComponentData(m: ComponentData, v: number): number {
const flex = v >= 1
let s = 0
s += strSize(m.entityType, flex)
s += 1
s += m.match === null ? (flex ? 1 : 2) : strSize(m.match, flex)
if (flex) {
s += 1
}
return s
}

function encodeComponentData(w: Writer, m: ComponentData, v: number): void {
const flex = v >= 1
if (flex) w.compactString(m.entityType)
else w.string(m.entityType)
w.int8(m.matchType)
if (flex) w.compactNullableString(m.match)
else w.nullableString(m.match)
if (flex) {
w.uvarint(0)
}
}

export const describeClientQuotasRequest: MessageCodec<DescribeClientQuotasRequest> = {
  name: 'DescribeClientQuotasRequest',
  apiKey: 48,
  minVersion: 0,
  maxVersion: 1,
  flexibleFrom: 1,
  create: () => new DescribeClientQuotasRequest(),
  decode: decodeDescribeClientQuotasRequest,
  size: sizeDescribeClientQuotasRequest,
  encode: encodeDescribeClientQuotasRequest,
}
