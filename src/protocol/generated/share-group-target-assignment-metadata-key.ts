// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, type Writer } from '../writer.ts'

export class ShareGroupTargetAssignmentMetadataKey {
  groupId: string = ''
}

function decodeShareGroupTargetAssignmentMetadataKey(r: Reader, v: number): ShareGroupTargetAssignmentMetadataKey {
  const m = new ShareGroupTargetAssignmentMetadataKey()
  m.groupId = r.string()
  return m
}

function sizeShareGroupTargetAssignmentMetadataKey(m: ShareGroupTargetAssignmentMetadataKey, v: number): number {
  let s = 0
  s += strSize(m.groupId, false)
  return s
}

function encodeShareGroupTargetAssignmentMetadataKey(w: Writer, m: ShareGroupTargetAssignmentMetadataKey, v: number): void {
  w.string(m.groupId)
}

export const shareGroupTargetAssignmentMetadataKey: MessageCodec<ShareGroupTargetAssignmentMetadataKey> = {
  name: 'ShareGroupTargetAssignmentMetadataKey',
  apiKey: 12,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 32767,
  create: () => new ShareGroupTargetAssignmentMetadataKey(),
  decode: decodeShareGroupTargetAssignmentMetadataKey,
  size: sizeShareGroupTargetAssignmentMetadataKey,
  encode: encodeShareGroupTargetAssignmentMetadataKey,
  structs: { ShareGroupTargetAssignmentMetadataKey },
}
