// made by scripts/generate.ts; do not edit
import { ZERO_UUID } from '../../base/uuid.ts'
import type { MessageCodec } from '../message.ts'
import { EMPTY_BYTES, type Reader } from '../reader.ts'
import { uvarintSize, type Writer } from '../writer.ts'

export class PushTelemetryRequest {
  clientInstanceId: string = ZERO_UUID
  subscriptionId: number = 0
  terminating: boolean = false
  compressionType: number = 0
  metrics: Buffer = EMPTY_BYTES
}

function decodePushTelemetryRequest(r: Reader, v: number): PushTelemetryRequest {
  const m = new PushTelemetryRequest()
  m.clientInstanceId = r.uuid()
  m.subscriptionId = r.int32()
  m.terminating = r.bool()
  m.compressionType = r.int8()
  m.metrics = r.compactBytes()
  r.skipTags()
  return m
}

function sizePushTelemetryRequest(m: PushTelemetryRequest, v: number): number {
  let s = 22
  s += uvarintSize(m.metrics.length + 1) + m.metrics.length
  s += 1
  return s
}

function encodePushTelemetryRequest(w: Writer, m: PushTelemetryRequest, v: number): void {
  w.uuid(m.clientInstanceId)
  w.int32(m.subscriptionId)
  w.bool(m.terminating)
  w.int8(m.compressionType)
  w.compactBytes(m.metrics)
  w.uvarint(0)
}

export const pushTelemetryRequest: MessageCodec<PushTelemetryRequest> = {
  name: 'PushTelemetryRequest',
  apiKey: 72,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  create: () => new PushTelemetryRequest(),
  decode: decodePushTelemetryRequest,
  size: sizePushTelemetryRequest,
  encode: encodePushTelemetryRequest,
  structs: { PushTelemetryRequest },
}
