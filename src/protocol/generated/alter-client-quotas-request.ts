// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { nullableStrSize, strSize, uvarintSize, type Writer } from '../writer.ts'

export class AlterClientQuotasRequest {
  entries: EntryData[] = []
  validateOnly: boolean = false
}

export class EntryData {
  entity: EntityData[] = []
  ops: OpData[] = []
}

export class EntityData {
  entityType: string = ''
  entityName: string | null = ''
}

export class OpData {
  key: string = ''
  value: number = 0
  remove: boolean = false
}

function decodeAlterClientQuotasRequest(r: Reader, v: number): AlterClientQuotasRequest {
  const m = new AlterClientQuotasRequest()
  const flex = v >= 1
  for (let n = flex ? r.compactCount(3) : r.count(8); n > 0 && r.ok; n--) {
    m.entries.push(decodeEntryData(r, v))
  }
  m.validateOnly = r.bool()
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeAlterClientQuotasRequest(m: AlterClientQuotasRequest, v: number): number {
  const flex = v >= 1
  let s = 1
  s += (flex ? uvarintSize(m.entries.length + 1) : 4)
  for (const e of m.entries) s += sizeEntryData(e, v)
  if (flex) {
    s += 1
  }
  return s
}

function encodeAlterClientQuotasRequest(w: Writer, m: AlterClientQuotasRequest, v: number): void {
  const flex = v >= 1
  flex ? w.uvarint(m.entries.length + 1) : w.int32(m.entries.length)
  for (const e of m.entries) encodeEntryData(w, e, v)
  w.bool(m.validateOnly)
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
  for (let n = flex ? r.compactCount(11) : r.count(11); n > 0 && r.ok; n--) {
    m.ops.push(decodeOpData(r, v))
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
  s += (flex ? uvarintSize(m.ops.length + 1) : 4)
  for (const e of m.ops) s += sizeOpData(e, v)
  if (flex) {
    s += 1
  }
  return s
}

function encodeEntryData(w: Writer, m: EntryData, v: number): void {
  const flex = v >= 1
  flex ? w.uvarint(m.entity.length + 1) : w.int32(m.entity.length)
  for (const e of m.entity) encodeEntityData(w, e, v)
  flex ? w.uvarint(m.ops.length + 1) : w.int32(m.ops.length)
  for (const e of m.ops) encodeOpData(w, e, v)
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

function decodeOpData(r: Reader, v: number): OpData {
  const m = new OpData()
  const flex = v >= 1
  m.key = flex ? r.compactString() : r.string()
  m.value = r.float64()
  m.remove = r.bool()
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeOpData(m: OpData, v: number): number {
  const flex = v >= 1
  let s = 9
  s += strSize(m.key, flex)
  if (flex) {
    s += 1
  }
  return s
}

function encodeOpData(w: Writer, m: OpData, v: number): void {
  const flex = v >= 1
  flex ? w.compactString(m.key) : w.string(m.key)
  w.float64(m.value)
  w.bool(m.remove)
  if (flex) {
    w.uvarint(0)
  }
}

export const alterClientQuotasRequest: MessageCodec<AlterClientQuotasRequest> = {
  name: 'AlterClientQuotasRequest',
  apiKey: 49,
  minVersion: 0,
  maxVersion: 1,
  flexibleFrom: 1,
  create: () => new AlterClientQuotasRequest(),
  decode: decodeAlterClientQuotasRequest,
  size: sizeAlterClientQuotasRequest,
  encode: encodeAlterClientQuotasRequest,
  structs: { AlterClientQuotasRequest, EntryData, EntityData, OpData },
}
