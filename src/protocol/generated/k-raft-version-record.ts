// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

export class KRaftVersionRecord {
  version: number = 0
  kRaftVersion: number = 0
}

function decodeKRaftVersionRecord(r: Reader, v: number): KRaftVersionRecord {
  const m = new KRaftVersionRecord()
  m.version = r.int16()
  m.kRaftVersion = r.int16()
  r.skipTags()
  return m
}

function sizeKRaftVersionRecord(m: KRaftVersionRecord, v: number): number {
  let s = 4
  s += 1
  return s
}

function encodeKRaftVersionRecord(w: Writer, m: KRaftVersionRecord, v: number): void {
  w.int16(m.version)
  w.int16(m.kRaftVersion)
  w.uvarint(0)
}

export const kRaftVersionRecord: MessageCodec<KRaftVersionRecord> = {
  name: 'KRaftVersionRecord',
  apiKey: -1,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  create: () => new KRaftVersionRecord(),
  decode: decodeKRaftVersionRecord,
  size: sizeKRaftVersionRecord,
  encode: encodeKRaftVersionRecord,
  structs: { KRaftVersionRecord },
}
