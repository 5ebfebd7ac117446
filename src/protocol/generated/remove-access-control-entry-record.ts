// made by scripts/generate.ts; do not edit
import { ZERO_UUID } from '../../base/uuid.ts'
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

export class RemoveAccessControlEntryRecord {
  id: string = ZERO_UUID
}

function decodeRemoveAccessControlEntryRecord(r: Reader, v: number): RemoveAccessControlEntryRecord {
  const m = new RemoveAccessControlEntryRecord()
  m.id = r.uuid()
  r.skipTags()
  return m
}

function sizeRemoveAccessControlEntryRecord(m: RemoveAccessControlEntryRecord, v: number): number {
  let s = 16
  s += 1
  return s
}

function encodeRemoveAccessControlEntryRecord(w: Writer, m: RemoveAccessControlEntryRecord, v: number): void {
  w.uuid(m.id)
  w.uvarint(0)
}

export const removeAccessControlEntryRecord: MessageCodec<RemoveAccessControlEntryRecord> = {
  name: 'RemoveAccessControlEntryRecord',
  apiKey: 19,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  create: () => new RemoveAccessControlEntryRecord(),
  decode: decodeRemoveAccessControlEntryRecord,
  size: sizeRemoveAccessControlEntryRecord,
  encode: encodeRemoveAccessControlEntryRecord,
  structs: { RemoveAccessControlEntryRecord },
}
