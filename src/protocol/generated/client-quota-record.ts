// made by scripts/generate.ts; do not edit
/* eslint-disable */
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, uvarintSize, type Writer } from '../writer.ts'

export class ClientQuotaRecord {
  entity: EntityData[] = []
  key: string = ""
  value: number = 0
  remove: boolean = false
}

export class EntityData {
  entityType: string = ""
  entityName: string | null = ""
}

function decodeClientQuotaRecord(r: Reader, v: number): ClientQuotaRecord {
const m = new ClientQuotaRecord()
{
  const n = r.compactArrayLength(1)
  if (n < 0) r.fail()
  const list: EntityData[] = []
  for (let i = 0; i < n && r.ok; i++) list.push(decodeEntityData(r, v))
  m.entity = list
}
m.key = r.compactString()
m.value = r.float64()
m.remove = r.bool()
r.skipTags()
return m
}

function sizeClientQuotaRecord(m: ClientQuotaRecord, v: number): number {
let s = 0
s += uvarintSize(m.entity.length + 1)
for (const e of m.entity) s += sizeEntityData(e, v)
s += strSize(m.key, true)
s += 8
s += 1
s += 1
return s
}

function encodeClientQuotaRecord(w: Writer, m: ClientQuotaRecord, v: number): void {
w.uvarint(m.entity.length + 1)
for (const e of m.entity) {
encodeEntityData(w, e, v)
}
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
s += m.entityName === null ? 1 : strSize(m.entityName, true)
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
}
