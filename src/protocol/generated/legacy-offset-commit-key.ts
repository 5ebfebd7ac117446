// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, type Writer } from '../writer.ts'

export class LegacyOffsetCommitKey {
  group: string = ''
  topic: string = ''
  partition: number = 0
}

function decodeLegacyOffsetCommitKey(r: Reader, v: number): LegacyOffsetCommitKey {
  const m = new LegacyOffsetCommitKey()
  m.group = r.string()
  m.topic = r.string()
  m.partition = r.int32()
  return m
}

function sizeLegacyOffsetCommitKey(m: LegacyOffsetCommitKey, v: number): number {
  let s = 4
  s += strSize(m.group, false)
  s += strSize(m.topic, false)
  return s
}

function encodeLegacyOffsetCommitKey(w: Writer, m: LegacyOffsetCommitKey, v: number): void {
  w.string(m.group)
  w.string(m.topic)
  w.int32(m.partition)
}

export const legacyOffsetCommitKey: MessageCodec<LegacyOffsetCommitKey> = {
  name: 'LegacyOffsetCommitKey',
  apiKey: 0,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 32767,
  create: () => new LegacyOffsetCommitKey(),
  decode: decodeLegacyOffsetCommitKey,
  size: sizeLegacyOffsetCommitKey,
  encode: encodeLegacyOffsetCommitKey,
  structs: { LegacyOffsetCommitKey },
}
