// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

export class FenceBrokerRecord {
  id: number = 0
  epoch: number = 0
}

function decodeFenceBrokerRecord(r: Reader, v: number): FenceBrokerRecord {
  const m = new FenceBrokerRecord()
  m.id = r.int32()
  m.epoch = r.int64()
  r.skipTags()
  return m
}

function sizeFenceBrokerRecord(m: FenceBrokerRecord, v: number): number {
  let s = 12
  s += 1
  return s
}

function encodeFenceBrokerRecord(w: Writer, m: FenceBrokerRecord, v: number): void {
  w.int32(m.id)
  w.int64(m.epoch)
  w.uvarint(0)
}

export const fenceBrokerRecord: MessageCodec<FenceBrokerRecord> = {
  name: 'FenceBrokerRecord',
  apiKey: 7,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  create: () => new FenceBrokerRecord(),
  decode: decodeFenceBrokerRecord,
  size: sizeFenceBrokerRecord,
  encode: encodeFenceBrokerRecord,
  structs: { FenceBrokerRecord },
}
