// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, type Writer } from '../writer.ts'

export class GroupMetadataKey {
  group: string = ''
}

function decodeGroupMetadataKey(r: Reader, v: number): GroupMetadataKey {
  const m = new GroupMetadataKey()
  m.group = r.string()
  return m
}

function sizeGroupMetadataKey(m: GroupMetadataKey, v: number): number {
  let s = 0
  s += strSize(m.group, false)
  return s
}

function encodeGroupMetadataKey(w: Writer, m: GroupMetadataKey, v: number): void {
  w.string(m.group)
}

export const groupMetadataKey: MessageCodec<GroupMetadataKey> = {
  name: 'GroupMetadataKey',
  apiKey: 2,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 32767,
  create: () => new GroupMetadataKey(),
  decode: decodeGroupMetadataKey,
  size: sizeGroupMetadataKey,
  encode: encodeGroupMetadataKey,
  structs: { GroupMetadataKey },
}
