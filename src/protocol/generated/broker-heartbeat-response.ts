// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

export class BrokerHeartbeatResponse {
  throttleTimeMs: number = 0
  errorCode: number = 0
  isCaughtUp: boolean = false
  isFenced: boolean = true
  shouldShutDown: boolean = false
}

function decodeBrokerHeartbeatResponse(r: Reader, v: number): BrokerHeartbeatResponse {
  const m = new BrokerHeartbeatResponse()
  m.throttleTimeMs = r.int32()
  m.errorCode = r.int16()
  m.isCaughtUp = r.bool()
  m.isFenced = r.bool()
  m.shouldShutDown = r.bool()
  r.skipTags()
  return m
}

function sizeBrokerHeartbeatResponse(m: BrokerHeartbeatResponse, v: number): number {
  let s = 9
  s += 1
  return s
}

function encodeBrokerHeartbeatResponse(w: Writer, m: BrokerHeartbeatResponse, v: number): void {
  w.int32(m.throttleTimeMs)
  w.int16(m.errorCode)
  w.bool(m.isCaughtUp)
  w.bool(m.isFenced)
  w.bool(m.shouldShutDown)
  w.uvarint(0)
}

export const brokerHeartbeatResponse: MessageCodec<BrokerHeartbeatResponse> = {
  name: 'BrokerHeartbeatResponse',
  apiKey: 63,
  minVersion: 0,
  maxVersion: 2,
  flexibleFrom: 0,
  create: () => new BrokerHeartbeatResponse(),
  decode: decodeBrokerHeartbeatResponse,
  size: sizeBrokerHeartbeatResponse,
  encode: encodeBrokerHeartbeatResponse,
  structs: { BrokerHeartbeatResponse },
}
