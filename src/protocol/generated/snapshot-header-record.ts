// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

export class SnapshotHeaderRecord {
  version: number = 0
  lastContainedLogTimestamp: number = 0
}

function decodeSnapshotHeaderRecord(r: Reader, v: number): SnapshotHeaderRecord {
  const m = new SnapshotHeaderRecord()
  m.version = r.int16()
  m.lastContainedLogTimestamp = r.int64()
  r.skipTags()
  return m
}

function sizeSnapshotHeaderRecord(m: SnapshotHeaderRecord, v: number): number {
  let s = 10
  s += 1
  return s
}

function encodeSnapshotHeaderRecord(w: Writer, m: SnapshotHeaderRecord, v: number): void {
  w.int16(m.version)
  w.int64(m.lastContainedLogTimestamp)
  w.uvarint(0)
}

export const snapshotHeaderRecord: MessageCodec<SnapshotHeaderRecord> = {
  name: 'SnapshotHeaderRecord',
  apiKey: -1,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  create: () => new SnapshotHeaderRecord(),
  decode: decodeSnapshotHeaderRecord,
  size: sizeSnapshotHeaderRecord,
  encode: encodeSnapshotHeaderRecord,
  structs: { SnapshotHeaderRecord },
}
