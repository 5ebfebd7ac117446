// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, type Writer } from '../writer.ts'

export class StreamsGroupTargetAssignmentMetadataKey {
  groupId: string = ''
}

function decodeStreamsGroupTargetAssignmentMetadataKey(r: Reader, v: number): StreamsGroupTargetAssignmentMetadataKey {
  const m = new StreamsGroupTargetAssignmentMetadataKey()
  m.groupId = r.string()
  return m
}

function sizeStreamsGroupTargetAssignmentMetadataKey(m: StreamsGroupTargetAssignmentMetadataKey, v: number): number {
  let s = 0
  s += strSize(m.groupId, false)
  return s
}

function encodeStreamsGroupTargetAssignmentMetadataKey(w: Writer, m: StreamsGroupTargetAssignmentMetadataKey, v: number): void {
  w.string(m.groupId)
}

export const streamsGroupTargetAssignmentMetadataKey: MessageCodec<StreamsGroupTargetAssignmentMetadataKey> = {
  name: 'StreamsGroupTargetAssignmentMetadataKey',
  apiKey: 20,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 32767,
  create: () => new StreamsGroupTargetAssignmentMetadataKey(),
  decode: decodeStreamsGroupTargetAssignmentMetadataKey,
  size: sizeStreamsGroupTargetAssignmentMetadataKey,
  encode: encodeStreamsGroupTargetAssignmentMetadataKey,
  structs: { StreamsGroupTargetAssignmentMetadataKey },
}
