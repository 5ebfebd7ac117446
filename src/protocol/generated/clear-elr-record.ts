// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, type Writer } from '../writer.ts'

export class ClearElrRecord {
  topicName: string = ''
}

function decodeClearElrRecord(r: Reader, v: number): ClearElrRecord {
  const m = new ClearElrRecord()
  m.topicName = r.compactString()
  r.skipTags()
  return m
}

function sizeClearElrRecord(m: ClearElrRecord, v: number): number {
  let s = 0
  s += strSize(m.topicName, true)
  s += 1
  return s
}

function encodeClearElrRecord(w: Writer, m: ClearElrRecord, v: number): void {
  w.compactString(m.topicName)
  w.uvarint(0)
}

export const clearElrRecord: MessageCodec<ClearElrRecord> = {
  name: 'ClearElrRecord',
  apiKey: 28,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  create: () => new ClearElrRecord(),
  decode: decodeClearElrRecord,
  size: sizeClearElrRecord,
  encode: encodeClearElrRecord,
  structs: { ClearElrRecord },
}
