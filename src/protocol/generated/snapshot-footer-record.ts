// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

export class SnapshotFooterRecord {
  version: number = 0
}

function decodeSnapshotFooterRecord(r: Reader, v: number): SnapshotFooterRecord {
  const m = new SnapshotFooterRecord()
  m.version = r.int16()
  r.skipTags()
  return m
}

function sizeSnapshotFooterRecord(m: SnapshotFooterRecord, v: number): number {
  let s = 2
  s += 1
  return s
}

function encodeSnapshotFooterRecord(w: Writer, m: SnapshotFooterRecord, v: number): void {
  w.int16(m.version)
  w.uvarint(0)
}

export const snapshotFooterRecord: MessageCodec<SnapshotFooterRecord> = {
  name: 'SnapshotFooterRecord',
  apiKey: -1,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  create: () => new SnapshotFooterRecord(),
  decode: decodeSnapshotFooterRecord,
  size: sizeSnapshotFooterRecord,
  encode: encodeSnapshotFooterRecord,
  structs: { SnapshotFooterRecord },
}
