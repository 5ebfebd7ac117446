// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

export class BrokerRegistrationResponse {
  throttleTimeMs: number = 0
  errorCode: number = 0
  brokerEpoch: number = -1
}

function decodeBrokerRegistrationResponse(r: Reader, v: number): BrokerRegistrationResponse {
  const m = new BrokerRegistrationResponse()
  m.throttleTimeMs = r.int32()
  m.errorCode = r.int16()
  m.brokerEpoch = r.int64()
  r.skipTags()
  return m
}

function sizeBrokerRegistrationResponse(m: BrokerRegistrationResponse, v: number): number {
  let s = 14
  s += 1
  return s
}

function encodeBrokerRegistrationResponse(w: Writer, m: BrokerRegistrationResponse, v: number): void {
  w.int32(m.throttleTimeMs)
  w.int16(m.errorCode)
  w.int64(m.brokerEpoch)
  w.uvarint(0)
}

export const brokerRegistrationResponse: MessageCodec<BrokerRegistrationResponse> = {
  name: 'BrokerRegistrationResponse',
  apiKey: 62,
  minVersion: 0,
  maxVersion: 4,
  flexibleFrom: 0,
  create: () => new BrokerRegistrationResponse(),
  decode: decodeBrokerRegistrationResponse,
  size: sizeBrokerRegistrationResponse,
  encode: encodeBrokerRegistrationResponse,
  structs: { BrokerRegistrationResponse },
}
