// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

export class AllocateProducerIdsRequest {
  brokerId: number = 0
  brokerEpoch: number = -1
}

function decodeAllocateProducerIdsRequest(r: Reader, v: number): AllocateProducerIdsRequest {
  const m = new AllocateProducerIdsRequest()
  m.brokerId = r.int32()
  m.brokerEpoch = r.int64()
  r.skipTags()
  return m
}

function sizeAllocateProducerIdsRequest(m: AllocateProducerIdsRequest, v: number): number {
  let s = 12
  s += 1
  return s
}

function encodeAllocateProducerIdsRequest(w: Writer, m: AllocateProducerIdsRequest, v: number): void {
  w.int32(m.brokerId)
  w.int64(m.brokerEpoch)
  w.uvarint(0)
}

export const allocateProducerIdsRequest: MessageCodec<AllocateProducerIdsRequest> = {
  name: 'AllocateProducerIdsRequest',
  apiKey: 67,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  create: () => new AllocateProducerIdsRequest(),
  decode: decodeAllocateProducerIdsRequest,
  size: sizeAllocateProducerIdsRequest,
  encode: encodeAllocateProducerIdsRequest,
  structs: { AllocateProducerIdsRequest },
}
