// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { nullableStrSize, strSize, type Writer } from '../writer.ts'

export class ConfigRecord {
  resourceType: number = 0
  resourceName: string = ''
  name: string = ''
  value: string | null = ''
}

function decodeConfigRecord(r: Reader, v: number): ConfigRecord {
  const m = new ConfigRecord()
  m.resourceType = r.int8()
  m.resourceName = r.compactString()
  m.name = r.compactString()
  m.value = r.compactNullableString()
  r.skipTags()
  return m
}

function sizeConfigRecord(m: ConfigRecord, v: number): number {
  let s = 1
  s += strSize(m.resourceName, true)
  s += strSize(m.name, true)
  s += nullableStrSize(m.value, true)
  s += 1
  return s
}

function encodeConfigRecord(w: Writer, m: ConfigRecord, v: number): void {
  w.int8(m.resourceType)
  w.compactString(m.resourceName)
  w.compactString(m.name)
  w.compactNullableString(m.value)
  w.uvarint(0)
}

export const configRecord: MessageCodec<ConfigRecord> = {
  name: 'ConfigRecord',
  apiKey: 4,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  create: () => new ConfigRecord(),
  decode: decodeConfigRecord,
  size: sizeConfigRecord,
  encode: encodeConfigRecord,
  structs: { ConfigRecord },
}
