// made by scripts/generate.ts; do not edit
import { ZERO_UUID } from '../../base/uuid.ts'
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, type Writer } from '../writer.ts'

export class AccessControlEntryRecord {
  id: string = ZERO_UUID
  resourceType: number = 0
  resourceName: string = ''
  patternType: number = 0
  principal: string = ''
  host: string = ''
  operation: number = 0
  permissionType: number = 0
}

function decodeAccessControlEntryRecord(r: Reader, v: number): AccessControlEntryRecord {
  const m = new AccessControlEntryRecord()
  m.id = r.uuid()
  m.resourceType = r.int8()
  m.resourceName = r.compactString()
  m.patternType = r.int8()
  m.principal = r.compactString()
  m.host = r.compactString()
  m.operation = r.int8()
  m.permissionType = r.int8()
  r.skipTags()
  return m
}

function sizeAccessControlEntryRecord(m: AccessControlEntryRecord, v: number): number {
  let s = 20
  s += strSize(m.resourceName, true)
  s += strSize(m.principal, true)
  s += strSize(m.host, true)
  s += 1
  return s
}

function encodeAccessControlEntryRecord(w: Writer, m: AccessControlEntryRecord, v: number): void {
  w.uuid(m.id)
  w.int8(m.resourceType)
  w.compactString(m.resourceName)
  w.int8(m.patternType)
  w.compactString(m.principal)
  w.compactString(m.host)
  w.int8(m.operation)
  w.int8(m.permissionType)
  w.uvarint(0)
}

export const accessControlEntryRecord: MessageCodec<AccessControlEntryRecord> = {
  name: 'AccessControlEntryRecord',
  apiKey: 18,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  create: () => new AccessControlEntryRecord(),
  decode: decodeAccessControlEntryRecord,
  size: sizeAccessControlEntryRecord,
  encode: encodeAccessControlEntryRecord,
  structs: { AccessControlEntryRecord },
}
