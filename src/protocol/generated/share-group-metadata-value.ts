// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

export class ShareGroupMetadataValue {
  epoch: number = 0
  metadataHash: bigint = 0n
}

function decodeShareGroupMetadataValue(r: Reader, v: number): ShareGroupMetadataValue {
  const m = new ShareGroupMetadataValue()
  m.epoch = r.int32()
  m.metadataHash = r.int64Big()
  r.skipTags()
  return m
}

function sizeShareGroupMetadataValue(m: ShareGroupMetadataValue, v: number): number {
  let s = 12
  s += 1
  return s
}

function encodeShareGroupMetadataValue(w: Writer, m: ShareGroupMetadataValue, v: number): void {
  w.int32(m.epoch)
  w.int64Big(m.metadataHash)
  w.uvarint(0)
}

export const shareGroupMetadataValue: MessageCodec<ShareGroupMetadataValue> = {
  name: 'ShareGroupMetadataValue',
  apiKey: 11,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  create: () => new ShareGroupMetadataValue(),
  decode: decodeShareGroupMetadataValue,
  size: sizeShareGroupMetadataValue,
  encode: encodeShareGroupMetadataValue,
  structs: { ShareGroupMetadataValue },
}
