// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, type Writer } from '../writer.ts'

export class StreamsGroupTargetAssignmentMemberKey {
  groupId: string = ''
  memberId: string = ''
}

function decodeStreamsGroupTargetAssignmentMemberKey(r: Reader, v: number): StreamsGroupTargetAssignmentMemberKey {
  const m = new StreamsGroupTargetAssignmentMemberKey()
  m.groupId = r.string()
  m.memberId = r.string()
  return m
}

function sizeStreamsGroupTargetAssignmentMemberKey(m: StreamsGroupTargetAssignmentMemberKey, v: number): number {
  let s = 0
  s += strSize(m.groupId, false)
  s += strSize(m.memberId, false)
  return s
}

function encodeStreamsGroupTargetAssignmentMemberKey(w: Writer, m: StreamsGroupTargetAssignmentMemberKey, v: number): void {
  w.string(m.groupId)
  w.string(m.memberId)
}

export const streamsGroupTargetAssignmentMemberKey: MessageCodec<StreamsGroupTargetAssignmentMemberKey> = {
  name: 'StreamsGroupTargetAssignmentMemberKey',
  apiKey: 21,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 32767,
  create: () => new StreamsGroupTargetAssignmentMemberKey(),
  decode: decodeStreamsGroupTargetAssignmentMemberKey,
  size: sizeStreamsGroupTargetAssignmentMemberKey,
  encode: encodeStreamsGroupTargetAssignmentMemberKey,
  structs: { StreamsGroupTargetAssignmentMemberKey },
}
