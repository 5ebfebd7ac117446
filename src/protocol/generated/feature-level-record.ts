// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, type Writer } from '../writer.ts'

export class FeatureLevelRecord {
  name: string = ''
  featureLevel: number = 0
}

function decodeFeatureLevelRecord(r: Reader, v: number): FeatureLevelRecord {
  const m = new FeatureLevelRecord()
  m.name = r.compactString()
  m.featureLevel = r.int16()
  r.skipTags()
  return m
}

function sizeFeatureLevelRecord(m: FeatureLevelRecord, v: number): number {
  let s = 2
  s += strSize(m.name, true)
  s += 1
  return s
}

function encodeFeatureLevelRecord(w: Writer, m: FeatureLevelRecord, v: number): void {
  w.compactString(m.name)
  w.int16(m.featureLevel)
  w.uvarint(0)
}

export const featureLevelRecord: MessageCodec<FeatureLevelRecord> = {
  name: 'FeatureLevelRecord',
  apiKey: 12,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  create: () => new FeatureLevelRecord(),
  decode: decodeFeatureLevelRecord,
  size: sizeFeatureLevelRecord,
  encode: encodeFeatureLevelRecord,
  structs: { FeatureLevelRecord },
}
