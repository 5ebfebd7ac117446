// made by scripts/generate.ts; do not edit
import { ZERO_UUID } from '../../base/uuid.ts'
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, type Writer } from '../writer.ts'

export class ShareUpdateKey {
  groupId: string = ''
  topicId: string = ZERO_UUID
  partition: number = 0
}

function decodeShareUpdateKey(r: Reader, v: number): ShareUpdateKey {
  const m = new ShareUpdateKey()
  m.groupId = r.string()
  m.topicId = r.uuid()
  m.partition = r.int32()
  return m
}

function sizeShareUpdateKey(m: ShareUpdateKey, v: number): number {
  let s = 20
  s += strSize(m.groupId, false)
  return s
}

function encodeShareUpdateKey(w: Writer, m: ShareUpdateKey, v: number): void {
  w.string(m.groupId)
  w.uuid(m.topicId)
  w.int32(m.partition)
}

export const shareUpdateKey: MessageCodec<ShareUpdateKey> = {
  name: 'ShareUpdateKey',
  apiKey: 1,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 32767,
  create: () => new ShareUpdateKey(),
  decode: decodeShareUpdateKey,
  size: sizeShareUpdateKey,
  encode: encodeShareUpdateKey,
  structs: { ShareUpdateKey },
}
