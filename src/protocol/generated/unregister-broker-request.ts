// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

export class UnregisterBrokerRequest {
  brokerId: number = 0
}

function decodeUnregisterBrokerRequest(r: Reader, v: number): UnregisterBrokerRequest {
  const m = new UnregisterBrokerRequest()
  m.brokerId = r.int32()
  r.skipTags()
  return m
}

function sizeUnregisterBrokerRequest(m: UnregisterBrokerRequest, v: number): number {
  let s = 4
  s += 1
  return s
}

function encodeUnregisterBrokerRequest(w: Writer, m: UnregisterBrokerRequest, v: number): void {
  w.int32(m.brokerId)
  w.uvarint(0)
}

export const unregisterBrokerRequest: MessageCodec<UnregisterBrokerRequest> = {
  name: 'UnregisterBrokerRequest',
  apiKey: 64,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  create: () => new UnregisterBrokerRequest(),
  decode: decodeUnregisterBrokerRequest,
  size: sizeUnregisterBrokerRequest,
  encode: encodeUnregisterBrokerRequest,
  structs: { UnregisterBrokerRequest },
}
