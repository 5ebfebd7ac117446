// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { nullableStrSize, strSize, uvarintSize, type Writer } from '../writer.ts'

export class ClientQuotaRecord {
  entity: EntityData[] = []
  key: string = ''
  value: number = 0
  remove: boolean = false
}

export class EntityData {
  entityType: string = ''
  entityName: string | null = ''
}

function decodeClientQuotaRecord(r: Reader, v: number): ClientQuotaRecord {
  const m = new ClientQuotaRecord()
  for (let n = r.compactCount(3); n > 0 && r.ok; n--) {
    m.entity.push(decodeEntityData(r, v))
  }
  m.key = r.compactString()
  m.value = r.float64()
  m.remove = r.bool()
  r.skipTags()
  return m
}

function sizeClientQuotaRecord(m: ClientQuotaRecord, v: number): number {
  let s = 9
  s += uvarintSize(m.entity.length + 1)
  for (const e of m.entity) s += sizeEntityData(e, v)
  s += strSize(m.key, true)
  s += 1
  return s
}

function encodeClientQuotaRecord(w: Writer, m: ClientQuotaRecord, v: number): void {
  w.uvarint(m.entity.length + 1)
  for (const e of m.entity) encodeEntityData(w, e, v)
  w.compactString(m.key)
  w.float64(m.value)
  w.bool(m.remove)
  w.uvarint(0)
}

function decodeEntityData(r: Reader, v: number): EntityData {
  const m = new EntityData()
  m.entityType = r.compactString()
  m.entityName = r.compactNullableString()
  r.skipTags()
  return m
}

function sizeEntityData(m: EntityData, v: number): number {
  let s = 0
  s += strSize(m.entityType, true)
  s += nullableStrSize(m.entityName, true)
  s += 1
  return s
}

function encodeEntityData(w: Writer, m: EntityData, v: number): void {
  w.compactString(m.entityType)
  w.compactNullableString(m.entityName)
  w.uvarint(0)
}

export const clientQuotaRecord: MessageCodec<ClientQuotaRecord> = {
  name: 'ClientQuotaRecord',
  apiKey: 14,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  create: () => new ClientQuotaRecord(),
  decode: decodeClientQuotaRecord,
  size: sizeClientQuotaRecord,
  encode: encodeClientQuotaRecord,
  structs: { ClientQuotaRecord, EntityData },
}
