// made by scripts/generate.ts; do not edit
import { ZERO_UUID } from '../../base/uuid.ts'
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

export class GetTelemetrySubscriptionsRequest {
  clientInstanceId: string = ZERO_UUID
}

function decodeGetTelemetrySubscriptionsRequest(r: Reader, v: number): GetTelemetrySubscriptionsRequest {
  const m = new GetTelemetrySubscriptionsRequest()
  m.clientInstanceId = r.uuid()
  r.skipTags()
  return m
}

function sizeGetTelemetrySubscriptionsRequest(m: GetTelemetrySubscriptionsRequest, v: number): number {
  let s = 16
  s += 1
  return s
}

function encodeGetTelemetrySubscriptionsRequest(w: Writer, m: GetTelemetrySubscriptionsRequest, v: number): void {
  w.uuid(m.clientInstanceId)
  w.uvarint(0)
}

export const getTelemetrySubscriptionsRequest: MessageCodec<GetTelemetrySubscriptionsRequest> = {
  name: 'GetTelemetrySubscriptionsRequest',
  apiKey: 71,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  create: () => new GetTelemetrySubscriptionsRequest(),
  decode: decodeGetTelemetrySubscriptionsRequest,
  size: sizeGetTelemetrySubscriptionsRequest,
  encode: encodeGetTelemetrySubscriptionsRequest,
  structs: { GetTelemetrySubscriptionsRequest },
}
