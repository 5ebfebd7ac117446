// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, type Writer } from '../writer.ts'

export class StreamsGroupMemberMetadataKey {
  groupId: string = ''
  memberId: string = ''
}

function decodeStreamsGroupMemberMetadataKey(r: Reader, v: number): StreamsGroupMemberMetadataKey {
  const m = new StreamsGroupMemberMetadataKey()
  m.groupId = r.string()
  m.memberId = r.string()
  return m
}

function sizeStreamsGroupMemberMetadataKey(m: StreamsGroupMemberMetadataKey, v: number): number {
  let s = 0
  s += strSize(m.groupId, false)
  s += strSize(m.memberId, false)
  return s
}

function encodeStreamsGroupMemberMetadataKey(w: Writer, m: StreamsGroupMemberMetadataKey, v: number): void {
  w.string(m.groupId)
  w.string(m.memberId)
}

export const streamsGroupMemberMetadataKey: MessageCodec<StreamsGroupMemberMetadataKey> = {
  name: 'StreamsGroupMemberMetadataKey',
  apiKey: 19,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 32767,
  create: () => new StreamsGroupMemberMetadataKey(),
  decode: decodeStreamsGroupMemberMetadataKey,
  size: sizeStreamsGroupMemberMetadataKey,
  encode: encodeStreamsGroupMemberMetadataKey,
  structs: { StreamsGroupMemberMetadataKey },
}
