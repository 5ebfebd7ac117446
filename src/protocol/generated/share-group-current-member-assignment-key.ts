// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, type Writer } from '../writer.ts'

export class ShareGroupCurrentMemberAssignmentKey {
  groupId: string = ''
  memberId: string = ''
}

function decodeShareGroupCurrentMemberAssignmentKey(r: Reader, v: number): ShareGroupCurrentMemberAssignmentKey {
  const m = new ShareGroupCurrentMemberAssignmentKey()
  m.groupId = r.string()
  m.memberId = r.string()
  return m
}

function sizeShareGroupCurrentMemberAssignmentKey(m: ShareGroupCurrentMemberAssignmentKey, v: number): number {
  let s = 0
  s += strSize(m.groupId, false)
  s += strSize(m.memberId, false)
  return s
}

function encodeShareGroupCurrentMemberAssignmentKey(w: Writer, m: ShareGroupCurrentMemberAssignmentKey, v: number): void {
  w.string(m.groupId)
  w.string(m.memberId)
}

export const shareGroupCurrentMemberAssignmentKey: MessageCodec<ShareGroupCurrentMemberAssignmentKey> = {
  name: 'ShareGroupCurrentMemberAssignmentKey',
  apiKey: 14,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 32767,
  create: () => new ShareGroupCurrentMemberAssignmentKey(),
  decode: decodeShareGroupCurrentMemberAssignmentKey,
  size: sizeShareGroupCurrentMemberAssignmentKey,
  encode: encodeShareGroupCurrentMemberAssignmentKey,
  structs: { ShareGroupCurrentMemberAssignmentKey },
}
