// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

export class AllocateProducerIdsResponse {
  throttleTimeMs: number = 0
  errorCode: number = 0
  producerIdStart: number = 0
  producerIdLen: number = 0
}

function decodeAllocateProducerIdsResponse(r: Reader, v: number): AllocateProducerIdsResponse {
  const m = new AllocateProducerIdsResponse()
  m.throttleTimeMs = r.int32()
  m.errorCode = r.int16()
  m.producerIdStart = r.int64()
  m.producerIdLen = r.int32()
  r.skipTags()
  return m
}

function sizeAllocateProducerIdsResponse(m: AllocateProducerIdsResponse, v: number): number {
  let s = 18
  s += 1
  return s
}

function encodeAllocateProducerIdsResponse(w: Writer, m: AllocateProducerIdsResponse, v: number): void {
  w.int32(m.throttleTimeMs)
  w.int16(m.errorCode)
  w.int64(m.producerIdStart)
  w.int32(m.producerIdLen)
  w.uvarint(0)
}

export const allocateProducerIdsResponse: MessageCodec<AllocateProducerIdsResponse> = {
  name: 'AllocateProducerIdsResponse',
  apiKey: 67,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  create: () => new AllocateProducerIdsResponse(),
  decode: decodeAllocateProducerIdsResponse,
  size: sizeAllocateProducerIdsResponse,
  encode: encodeAllocateProducerIdsResponse,
  structs: { AllocateProducerIdsResponse },
}
