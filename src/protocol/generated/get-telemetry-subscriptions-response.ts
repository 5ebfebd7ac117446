// made by scripts/generate.ts; do not edit
import { ZERO_UUID } from '../../base/uuid.ts'
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, uvarintSize, type Writer } from '../writer.ts'

export class GetTelemetrySubscriptionsResponse {
  throttleTimeMs: number = 0
  errorCode: number = 0
  clientInstanceId: string = ZERO_UUID
  subscriptionId: number = 0
  acceptedCompressionTypes: number[] = []
  pushIntervalMs: number = 0
  telemetryMaxBytes: number = 0
  deltaTemporality: boolean = false
  requestedMetrics: string[] = []
}

function decodeGetTelemetrySubscriptionsResponse(r: Reader, v: number): GetTelemetrySubscriptionsResponse {
  const m = new GetTelemetrySubscriptionsResponse()
  m.throttleTimeMs = r.int32()
  m.errorCode = r.int16()
  m.clientInstanceId = r.uuid()
  m.subscriptionId = r.int32()
  for (let n = r.compactCount(1); n > 0 && r.ok; n--) {
    m.acceptedCompressionTypes.push(r.int8())
  }
  m.pushIntervalMs = r.int32()
  m.telemetryMaxBytes = r.int32()
  m.deltaTemporality = r.bool()
  for (let n = r.compactCount(1); n > 0 && r.ok; n--) {
    m.requestedMetrics.push(r.compactString())
  }
  r.skipTags()
  return m
}

function sizeGetTelemetrySubscriptionsResponse(m: GetTelemetrySubscriptionsResponse, v: number): number {
  let s = 35
  s += uvarintSize(m.acceptedCompressionTypes.length + 1) + m.acceptedCompressionTypes.length
  s += uvarintSize(m.requestedMetrics.length + 1)
  for (const e of m.requestedMetrics) s += strSize(e, true)
  s += 1
  return s
}

function encodeGetTelemetrySubscriptionsResponse(w: Writer, m: GetTelemetrySubscriptionsResponse, v: number): void {
  w.int32(m.throttleTimeMs)
  w.int16(m.errorCode)
  w.uuid(m.clientInstanceId)
  w.int32(m.subscriptionId)
  w.uvarint(m.acceptedCompressionTypes.length + 1)
  for (const e of m.acceptedCompressionTypes) w.int8(e)
  w.int32(m.pushIntervalMs)
  w.int32(m.telemetryMaxBytes)
  w.bool(m.deltaTemporality)
  w.uvarint(m.requestedMetrics.length + 1)
  for (const e of m.requestedMetrics) w.compactString(e)
  w.uvarint(0)
}

export const getTelemetrySubscriptionsResponse: MessageCodec<GetTelemetrySubscriptionsResponse> = {
  name: 'GetTelemetrySubscriptionsResponse',
  apiKey: 71,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  create: () => new GetTelemetrySubscriptionsResponse(),
  decode: decodeGetTelemetrySubscriptionsResponse,
  size: sizeGetTelemetrySubscriptionsResponse,
  encode: encodeGetTelemetrySubscriptionsResponse,
  structs: { GetTelemetrySubscriptionsResponse },
}
