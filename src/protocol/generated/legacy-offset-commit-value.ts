// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, type Writer } from '../writer.ts'

export class LegacyOffsetCommitValue {
  offset: number = 0
  metadata: string = ''
  commitTimestamp: number = 0
}

function decodeLegacyOffsetCommitValue(r: Reader, v: number): LegacyOffsetCommitValue {
  const m = new LegacyOffsetCommitValue()
  m.offset = r.int64()
  m.metadata = r.string()
  m.commitTimestamp = r.int64()
  return m
}

function sizeLegacyOffsetCommitValue(m: LegacyOffsetCommitValue, v: number): number {
  let s = 16
  s += strSize(m.metadata, false)
  return s
}

function encodeLegacyOffsetCommitValue(w: Writer, m: LegacyOffsetCommitValue, v: number): void {
  w.int64(m.offset)
  w.string(m.metadata)
  w.int64(m.commitTimestamp)
}

export const legacyOffsetCommitValue: MessageCodec<LegacyOffsetCommitValue> = {
  name: 'LegacyOffsetCommitValue',
  apiKey: 0,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 32767,
  create: () => new LegacyOffsetCommitValue(),
  decode: decodeLegacyOffsetCommitValue,
  size: sizeLegacyOffsetCommitValue,
  encode: encodeLegacyOffsetCommitValue,
  structs: { LegacyOffsetCommitValue },
}
