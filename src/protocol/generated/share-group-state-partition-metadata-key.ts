// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, type Writer } from '../writer.ts'

export class ShareGroupStatePartitionMetadataKey {
  groupId: string = ''
}

function decodeShareGroupStatePartitionMetadataKey(r: Reader, v: number): ShareGroupStatePartitionMetadataKey {
  const m = new ShareGroupStatePartitionMetadataKey()
  m.groupId = r.string()
  return m
}

function sizeShareGroupStatePartitionMetadataKey(m: ShareGroupStatePartitionMetadataKey, v: number): number {
  let s = 0
  s += strSize(m.groupId, false)
  return s
}

function encodeShareGroupStatePartitionMetadataKey(w: Writer, m: ShareGroupStatePartitionMetadataKey, v: number): void {
  w.string(m.groupId)
}

export const shareGroupStatePartitionMetadataKey: MessageCodec<ShareGroupStatePartitionMetadataKey> = {
  name: 'ShareGroupStatePartitionMetadataKey',
  apiKey: 15,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 32767,
  create: () => new ShareGroupStatePartitionMetadataKey(),
  decode: decodeShareGroupStatePartitionMetadataKey,
  size: sizeShareGroupStatePartitionMetadataKey,
  encode: encodeShareGroupStatePartitionMetadataKey,
  structs: { ShareGroupStatePartitionMetadataKey },
}
