// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { nullableStrSize, type Writer } from '../writer.ts'

export class RemoveRaftVoterResponse {
  throttleTimeMs: number = 0
  errorCode: number = 0
  errorMessage: string | null = ''
}

function decodeRemoveRaftVoterResponse(r: Reader, v: number): RemoveRaftVoterResponse {
  const m = new RemoveRaftVoterResponse()
  m.throttleTimeMs = r.int32()
  m.errorCode = r.int16()
  m.errorMessage = r.compactNullableString()
  r.skipTags()
  return m
}

function sizeRemoveRaftVoterResponse(m: RemoveRaftVoterResponse, v: number): number {
  let s = 6
  s += nullableStrSize(m.errorMessage, true)
  s += 1
  return s
}

function encodeRemoveRaftVoterResponse(w: Writer, m: RemoveRaftVoterResponse, v: number): void {
  w.int32(m.throttleTimeMs)
  w.int16(m.errorCode)
  w.compactNullableString(m.errorMessage)
  w.uvarint(0)
}

export const removeRaftVoterResponse: MessageCodec<RemoveRaftVoterResponse> = {
  name: 'RemoveRaftVoterResponse',
  apiKey: 81,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  create: () => new RemoveRaftVoterResponse(),
  decode: decodeRemoveRaftVoterResponse,
  size: sizeRemoveRaftVoterResponse,
  encode: encodeRemoveRaftVoterResponse,
  structs: { RemoveRaftVoterResponse },
}
