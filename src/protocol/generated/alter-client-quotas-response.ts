// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { nullableStrSize, strSize, uvarintSize, type Writer } from '../writer.ts'

export class AlterClientQuotasResponse {
  throttleTimeMs: number = 0
  entries: EntryData[] = []
}

export class EntryData {
  errorCode: number = 0
  errorMessage: string | null = ''
  entity: EntityData[] = []
}

export class EntityData {
  entityType: string = ''
  entityName: string | null = ''
}

function decodeAlterClientQuotasResponse(r: Reader, v: number): AlterClientQuotasResponse {
  const m = new AlterClientQuotasResponse()
  const flex = v >= 1
  m.throttleTimeMs = r.int32()
  for (let n = flex ? r.compactCount(5) : r.count(8); n > 0 && r.ok; n--) {
    m.entries.push(decodeEntryData(r, v))
  }
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeAlterClientQuotasResponse(m: AlterClientQuotasResponse, v: number): number {
  const flex = v >= 1
  let s = 4
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
  flex ? w.uvarint(m.entries.length + 1) : w.int32(m.entries.length)
  for (const e of m.entries) encodeEntryData(w, e, v)
  if (flex) {
    w.uvarint(0)
  }
}

function decodeEntryData(r: Reader, v: number): EntryData {
  const m = new EntryData()
  const flex = v >= 1
  m.errorCode = r.int16()
  m.errorMessage = flex ? r.compactNullableString() : r.nullableString()
  for (let n = flex ? r.compactCount(3) : r.count(4); n > 0 && r.ok; n--) {
    m.entity.push(decodeEntityData(r, v))
  }
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeEntryData(m: EntryData, v: number): number {
  const flex = v >= 1
  let s = 2
  s += nullableStrSize(m.errorMessage, flex)
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
  flex ? w.compactNullableString(m.errorMessage) : w.nullableString(m.errorMessage)
  flex ? w.uvarint(m.entity.length + 1) : w.int32(m.entity.length)
  for (const e of m.entity) encodeEntityData(w, e, v)
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
  structs: { AlterClientQuotasResponse, EntryData, EntityData },
}
