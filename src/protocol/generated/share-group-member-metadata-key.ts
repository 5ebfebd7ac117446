// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, type Writer } from '../writer.ts'

export class ShareGroupMemberMetadataKey {
  groupId: string = ''
  memberId: string = ''
}

function decodeShareGroupMemberMetadataKey(r: Reader, v: number): ShareGroupMemberMetadataKey {
  const m = new ShareGroupMemberMetadataKey()
  m.groupId = r.string()
  m.memberId = r.string()
  return m
}

function sizeShareGroupMemberMetadataKey(m: ShareGroupMemberMetadataKey, v: number): number {
  let s = 0
  s += strSize(m.groupId, false)
  s += strSize(m.memberId, false)
  return s
}

function encodeShareGroupMemberMetadataKey(w: Writer, m: ShareGroupMemberMetadataKey, v: number): void {
  w.string(m.groupId)
  w.string(m.memberId)
}

export const shareGroupMemberMetadataKey: MessageCodec<ShareGroupMemberMetadataKey> = {
  name: 'ShareGroupMemberMetadataKey',
  apiKey: 10,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 32767,
  create: () => new ShareGroupMemberMetadataKey(),
  decode: decodeShareGroupMemberMetadataKey,
  size: sizeShareGroupMemberMetadataKey,
  encode: encodeShareGroupMemberMetadataKey,
  structs: { ShareGroupMemberMetadataKey },
}
