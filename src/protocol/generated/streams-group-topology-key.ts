// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, type Writer } from '../writer.ts'

export class StreamsGroupTopologyKey {
  groupId: string = ''
}

function decodeStreamsGroupTopologyKey(r: Reader, v: number): StreamsGroupTopologyKey {
  const m = new StreamsGroupTopologyKey()
  m.groupId = r.string()
  return m
}

function sizeStreamsGroupTopologyKey(m: StreamsGroupTopologyKey, v: number): number {
  let s = 0
  s += strSize(m.groupId, false)
  return s
}

function encodeStreamsGroupTopologyKey(w: Writer, m: StreamsGroupTopologyKey, v: number): void {
  w.string(m.groupId)
}

export const streamsGroupTopologyKey: MessageCodec<StreamsGroupTopologyKey> = {
  name: 'StreamsGroupTopologyKey',
  apiKey: 23,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 32767,
  create: () => new StreamsGroupTopologyKey(),
  decode: decodeStreamsGroupTopologyKey,
  size: sizeStreamsGroupTopologyKey,
  encode: encodeStreamsGroupTopologyKey,
  structs: { StreamsGroupTopologyKey },
}
