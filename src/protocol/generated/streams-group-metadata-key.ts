// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, type Writer } from '../writer.ts'

export class StreamsGroupMetadataKey {
  groupId: string = ''
}

function decodeStreamsGroupMetadataKey(r: Reader, v: number): StreamsGroupMetadataKey {
  const m = new StreamsGroupMetadataKey()
  m.groupId = r.string()
  return m
}

function sizeStreamsGroupMetadataKey(m: StreamsGroupMetadataKey, v: number): number {
  let s = 0
  s += strSize(m.groupId, false)
  return s
}

function encodeStreamsGroupMetadataKey(w: Writer, m: StreamsGroupMetadataKey, v: number): void {
  w.string(m.groupId)
}

export const streamsGroupMetadataKey: MessageCodec<StreamsGroupMetadataKey> = {
  name: 'StreamsGroupMetadataKey',
  apiKey: 17,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 32767,
  create: () => new StreamsGroupMetadataKey(),
  decode: decodeStreamsGroupMetadataKey,
  size: sizeStreamsGroupMetadataKey,
  encode: encodeStreamsGroupMetadataKey,
  structs: { StreamsGroupMetadataKey },
}
