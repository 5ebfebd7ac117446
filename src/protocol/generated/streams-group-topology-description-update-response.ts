// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { nullableStrSize, type Writer } from '../writer.ts'

export class StreamsGroupTopologyDescriptionUpdateResponse {
  throttleTimeMs: number = 0
  errorCode: number = 0
  errorMessage: string | null = null
}

function decodeStreamsGroupTopologyDescriptionUpdateResponse(r: Reader, v: number): StreamsGroupTopologyDescriptionUpdateResponse {
  const m = new StreamsGroupTopologyDescriptionUpdateResponse()
  m.throttleTimeMs = r.int32()
  m.errorCode = r.int16()
  m.errorMessage = r.compactNullableString()
  r.skipTags()
  return m
}

function sizeStreamsGroupTopologyDescriptionUpdateResponse(m: StreamsGroupTopologyDescriptionUpdateResponse, v: number): number {
  let s = 6
  s += nullableStrSize(m.errorMessage, true)
  s += 1
  return s
}

function encodeStreamsGroupTopologyDescriptionUpdateResponse(w: Writer, m: StreamsGroupTopologyDescriptionUpdateResponse, v: number): void {
  w.int32(m.throttleTimeMs)
  w.int16(m.errorCode)
  w.compactNullableString(m.errorMessage)
  w.uvarint(0)
}

export const streamsGroupTopologyDescriptionUpdateResponse: MessageCodec<StreamsGroupTopologyDescriptionUpdateResponse> = {
  name: 'StreamsGroupTopologyDescriptionUpdateResponse',
  apiKey: 93,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  create: () => new StreamsGroupTopologyDescriptionUpdateResponse(),
  decode: decodeStreamsGroupTopologyDescriptionUpdateResponse,
  size: sizeStreamsGroupTopologyDescriptionUpdateResponse,
  encode: encodeStreamsGroupTopologyDescriptionUpdateResponse,
  structs: { StreamsGroupTopologyDescriptionUpdateResponse },
}
