// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

export class UnfenceBrokerRecord {
  id: number = 0
  epoch: number = 0
}

function decodeUnfenceBrokerRecord(r: Reader, v: number): UnfenceBrokerRecord {
  const m = new UnfenceBrokerRecord()
  m.id = r.int32()
  m.epoch = r.int64()
  r.skipTags()
  return m
}

function sizeUnfenceBrokerRecord(m: UnfenceBrokerRecord, v: number): number {
  let s = 12
  s += 1
  return s
}

function encodeUnfenceBrokerRecord(w: Writer, m: UnfenceBrokerRecord, v: number): void {
  w.int32(m.id)
  w.int64(m.epoch)
  w.uvarint(0)
}

export const unfenceBrokerRecord: MessageCodec<UnfenceBrokerRecord> = {
  name: 'UnfenceBrokerRecord',
  apiKey: 8,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  create: () => new UnfenceBrokerRecord(),
  decode: decodeUnfenceBrokerRecord,
  size: sizeUnfenceBrokerRecord,
  encode: encodeUnfenceBrokerRecord,
  structs: { UnfenceBrokerRecord },
}
