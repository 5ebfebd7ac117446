// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

export class ZkMigrationStateRecord {
  zkMigrationState: number = 0
}

function decodeZkMigrationStateRecord(r: Reader, v: number): ZkMigrationStateRecord {
  const m = new ZkMigrationStateRecord()
  m.zkMigrationState = r.int8()
  r.skipTags()
  return m
}

function sizeZkMigrationStateRecord(m: ZkMigrationStateRecord, v: number): number {
  let s = 1
  s += 1
  return s
}

function encodeZkMigrationStateRecord(w: Writer, m: ZkMigrationStateRecord, v: number): void {
  w.int8(m.zkMigrationState)
  w.uvarint(0)
}

export const zkMigrationStateRecord: MessageCodec<ZkMigrationStateRecord> = {
  name: 'ZkMigrationStateRecord',
  apiKey: 21,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  create: () => new ZkMigrationStateRecord(),
  decode: decodeZkMigrationStateRecord,
  size: sizeZkMigrationStateRecord,
  encode: encodeZkMigrationStateRecord,
  structs: { ZkMigrationStateRecord },
}
