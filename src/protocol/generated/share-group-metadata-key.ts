// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, type Writer } from '../writer.ts'

export class ShareGroupMetadataKey {
  groupId: string = ''
}

function decodeShareGroupMetadataKey(r: Reader, v: number): ShareGroupMetadataKey {
  const m = new ShareGroupMetadataKey()
  m.groupId = r.string()
  return m
}

function sizeShareGroupMetadataKey(m: ShareGroupMetadataKey, v: number): number {
  let s = 0
  s += strSize(m.groupId, false)
  return s
}

function encodeShareGroupMetadataKey(w: Writer, m: ShareGroupMetadataKey, v: number): void {
  w.string(m.groupId)
}

export const shareGroupMetadataKey: MessageCodec<ShareGroupMetadataKey> = {
  name: 'ShareGroupMetadataKey',
  apiKey: 11,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 32767,
  create: () => new ShareGroupMetadataKey(),
  decode: decodeShareGroupMetadataKey,
  size: sizeShareGroupMetadataKey,
  encode: encodeShareGroupMetadataKey,
  structs: { ShareGroupMetadataKey },
}
