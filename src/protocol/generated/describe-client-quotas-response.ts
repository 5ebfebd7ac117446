// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { nullableStrSize, strSize, uvarintSize, type Writer } from '../writer.ts'

export class DescribeClientQuotasResponse {
  throttleTimeMs: number = 0
  errorCode: number = 0
  errorMessage: string | null = ''
  entries: EntryData[] | null = []
}

export class EntryData {
  entity: EntityData[] = []
  values: ValueData[] = []
}

export class EntityData {
  entityType: string = ''
  entityName: string | null = ''
}

export class ValueData {
  key: string = ''
  value: number = 0
}

function decodeDescribeClientQuotasResponse(r: Reader, v: number): DescribeClientQuotasResponse {
  const m = new DescribeClientQuotasResponse()
  const flex = v >= 1
  m.throttleTimeMs = r.int32()
  m.errorCode = r.int16()
  m.errorMessage = flex ? r.compactNullableString() : r.nullableString()
   {
    const count = flex ? r.compactArrayLength(3) : r.arrayLength(8)
    if (count < 0) m.entries = null
    else {
      const list: EntryData[] = []
      for (let n = count; n > 0 && r.ok; n--) list.push(decodeEntryData(r, v))
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
  let s = 6
  s += nullableStrSize(m.errorMessage, flex)
   {
    const list = m.entries
    if (list === null) s += (flex ? 1 : 4)
    else {
      s += (flex ? uvarintSize(list.length + 1) : 4)
      for (const e of list) s += sizeEntryData(e, v)
    }
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
  flex ? w.compactNullableString(m.errorMessage) : w.nullableString(m.errorMessage)
  if (m.entries === null) flex ? w.uvarint(0) : w.int32(-1)
  else {
    flex ? w.uvarint(m.entries.length + 1) : w.int32(m.entries.length)
    for (const e of m.entries) encodeEntryData(w, e, v)
  }
  if (flex) {
    w.uvarint(0)
  }
}

function decodeEntryData(r: Reader, v: number): EntryData {
  const m = new EntryData()
  const flex = v >= 1
  for (let n = flex ? r.compactCount(3) : r.count(4); n > 0 && r.ok; n--) {
    m.entity.push(decodeEntityData(r, v))
  }
  for (let n = flex ? r.compactCount(10) : r.count(10); n > 0 && r.ok; n--) {
    m.values.push(decodeValueData(r, v))
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
  flex ? w.uvarint(m.entity.length + 1) : w.int32(m.entity.length)
  for (const e of m.entity) encodeEntityData(w, e, v)
  flex ? w.uvarint(m.values.length + 1) : w.int32(m.values.length)
  for (const e of m.values) encodeValueData(w, e, v)
  if (flex) {
    w.uvarint(0)
  }
}

function decodeEntityData(r: Reader, v: number): EntityData {
  const m = new EntityData()
  const flex = v >= 1
  m.entityType = flex ? r.compactString() : r.string()
  m.entityName = flex ? r.compactNullableString() : r.nullableString()
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeEntityData(m: EntityData, v: number): number {
  const flex = v >= 1
  let s = 0
  s += strSize(m.entityType, flex)
  s += nullableStrSize(m.entityName, flex)
  if (flex) {
    s += 1
  }
  return s
}

function encodeEntityData(w: Writer, m: EntityData, v: number): void {
  const flex = v >= 1
  flex ? w.compactString(m.entityType) : w.string(m.entityType)
  flex ? w.compactNullableString(m.entityName) : w.nullableString(m.entityName)
  if (flex) {
    w.uvarint(0)
  }
}

function decodeValueData(r: Reader, v: number): ValueData {
  const m = new ValueData()
  const flex = v >= 1
  m.key = flex ? r.compactString() : r.string()
  m.value = r.float64()
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeValueData(m: ValueData, v: number): number {
  const flex = v >= 1
  let s = 8
  s += strSize(m.key, flex)
  if (flex) {
    s += 1
  }
  return s
}

function encodeValueData(w: Writer, m: ValueData, v: number): void {
  const flex = v >= 1
  flex ? w.compactString(m.key) : w.string(m.key)
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
  structs: { DescribeClientQuotasResponse, EntryData, EntityData, ValueData },
}
