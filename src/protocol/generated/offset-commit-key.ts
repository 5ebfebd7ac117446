// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, type Writer } from '../writer.ts'

export class OffsetCommitKey {
  group: string = ''
  topic: string = ''
  partition: number = 0
}

function decodeOffsetCommitKey(r: Reader, v: number): OffsetCommitKey {
  const m = new OffsetCommitKey()
  m.group = r.string()
  m.topic = r.string()
  m.partition = r.int32()
  return m
}

function sizeOffsetCommitKey(m: OffsetCommitKey, v: number): number {
  let s = 4
  s += strSize(m.group, false)
  s += strSize(m.topic, false)
  return s
}

function encodeOffsetCommitKey(w: Writer, m: OffsetCommitKey, v: number): void {
  w.string(m.group)
  w.string(m.topic)
  w.int32(m.partition)
}

export const offsetCommitKey: MessageCodec<OffsetCommitKey> = {
  name: 'OffsetCommitKey',
  apiKey: 1,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 32767,
  create: () => new OffsetCommitKey(),
  decode: decodeOffsetCommitKey,
  size: sizeOffsetCommitKey,
  encode: encodeOffsetCommitKey,
  structs: { OffsetCommitKey },
}
