// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, type Writer } from '../writer.ts'

export class StreamsGroupCurrentMemberAssignmentKey {
  groupId: string = ''
  memberId: string = ''
}

function decodeStreamsGroupCurrentMemberAssignmentKey(r: Reader, v: number): StreamsGroupCurrentMemberAssignmentKey {
  const m = new StreamsGroupCurrentMemberAssignmentKey()
  m.groupId = r.string()
  m.memberId = r.string()
  return m
}

function sizeStreamsGroupCurrentMemberAssignmentKey(m: StreamsGroupCurrentMemberAssignmentKey, v: number): number {
  let s = 0
  s += strSize(m.groupId, false)
  s += strSize(m.memberId, false)
  return s
}

function encodeStreamsGroupCurrentMemberAssignmentKey(w: Writer, m: StreamsGroupCurrentMemberAssignmentKey, v: number): void {
  w.string(m.groupId)
  w.string(m.memberId)
}

export const streamsGroupCurrentMemberAssignmentKey: MessageCodec<StreamsGroupCurrentMemberAssignmentKey> = {
  name: 'StreamsGroupCurrentMemberAssignmentKey',
  apiKey: 22,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 32767,
  create: () => new StreamsGroupCurrentMemberAssignmentKey(),
  decode: decodeStreamsGroupCurrentMemberAssignmentKey,
  size: sizeStreamsGroupCurrentMemberAssignmentKey,
  encode: encodeStreamsGroupCurrentMemberAssignmentKey,
  structs: { StreamsGroupCurrentMemberAssignmentKey },
}
