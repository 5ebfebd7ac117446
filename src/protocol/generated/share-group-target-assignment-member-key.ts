// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, type Writer } from '../writer.ts'

export class ShareGroupTargetAssignmentMemberKey {
  groupId: string = ''
  memberId: string = ''
}

function decodeShareGroupTargetAssignmentMemberKey(r: Reader, v: number): ShareGroupTargetAssignmentMemberKey {
  const m = new ShareGroupTargetAssignmentMemberKey()
  m.groupId = r.string()
  m.memberId = r.string()
  return m
}

function sizeShareGroupTargetAssignmentMemberKey(m: ShareGroupTargetAssignmentMemberKey, v: number): number {
  let s = 0
  s += strSize(m.groupId, false)
  s += strSize(m.memberId, false)
  return s
}

function encodeShareGroupTargetAssignmentMemberKey(w: Writer, m: ShareGroupTargetAssignmentMemberKey, v: number): void {
  w.string(m.groupId)
  w.string(m.memberId)
}

export const shareGroupTargetAssignmentMemberKey: MessageCodec<ShareGroupTargetAssignmentMemberKey> = {
  name: 'ShareGroupTargetAssignmentMemberKey',
  apiKey: 13,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 32767,
  create: () => new ShareGroupTargetAssignmentMemberKey(),
  decode: decodeShareGroupTargetAssignmentMemberKey,
  size: sizeShareGroupTargetAssignmentMemberKey,
  encode: encodeShareGroupTargetAssignmentMemberKey,
  structs: { ShareGroupTargetAssignmentMemberKey },
}
