// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { nullableStrSize, type Writer } from '../writer.ts'

export class AddRaftVoterResponse {
  throttleTimeMs: number = 0
  errorCode: number = 0
  errorMessage: string | null = ''
}

function decodeAddRaftVoterResponse(r: Reader, v: number): AddRaftVoterResponse {
  const m = new AddRaftVoterResponse()
  m.throttleTimeMs = r.int32()
  m.errorCode = r.int16()
  m.errorMessage = r.compactNullableString()
  r.skipTags()
  return m
}

function sizeAddRaftVoterResponse(m: AddRaftVoterResponse, v: number): number {
  let s = 6
  s += nullableStrSize(m.errorMessage, true)
  s += 1
  return s
}

function encodeAddRaftVoterResponse(w: Writer, m: AddRaftVoterResponse, v: number): void {
  w.int32(m.throttleTimeMs)
  w.int16(m.errorCode)
  w.compactNullableString(m.errorMessage)
  w.uvarint(0)
}

export const addRaftVoterResponse: MessageCodec<AddRaftVoterResponse> = {
  name: 'AddRaftVoterResponse',
  apiKey: 80,
  minVersion: 0,
  maxVersion: 1,
  flexibleFrom: 0,
  create: () => new AddRaftVoterResponse(),
  decode: decodeAddRaftVoterResponse,
  size: sizeAddRaftVoterResponse,
  encode: encodeAddRaftVoterResponse,
  structs: { AddRaftVoterResponse },
}
