// made by scripts/generate.ts; do not edit
import { refuseField, strictEncoding, type MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

export class InitProducerIdResponse {
  throttleTimeMs: number = 0
  errorCode: number = 0
  producerId: number = -1
  producerEpoch: number = 0
  ongoingTxnProducerId: number = -1
  ongoingTxnProducerEpoch: number = -1
}

function decodeInitProducerIdResponse(r: Reader, v: number): InitProducerIdResponse {
  const m = new InitProducerIdResponse()
  const flex = v >= 2
  m.throttleTimeMs = r.int32()
  m.errorCode = r.int16()
  m.producerId = r.int64()
  m.producerEpoch = r.int16()
  if (v >= 6) {
    m.ongoingTxnProducerId = r.int64()
    m.ongoingTxnProducerEpoch = r.int16()
  }
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeInitProducerIdResponse(m: InitProducerIdResponse, v: number): number {
  const flex = v >= 2
  let s = 16
  if (v >= 6) s += 10
  if (flex) {
    s += 1
  }
  return s
}

function refuseInitProducerIdResponse(m: InitProducerIdResponse, v: number): void {
  if (!(v >= 6) && (m.ongoingTxnProducerId !== -1)) refuseField('InitProducerIdResponse.ongoingTxnProducerId', v)
  if (!(v >= 6) && (m.ongoingTxnProducerEpoch !== -1)) refuseField('InitProducerIdResponse.ongoingTxnProducerEpoch', v)
}

function encodeInitProducerIdResponse(w: Writer, m: InitProducerIdResponse, v: number): void {
  if (strictEncoding) refuseInitProducerIdResponse(m, v)
  const flex = v >= 2
  w.int32(m.throttleTimeMs)
  w.int16(m.errorCode)
  w.int64(m.producerId)
  w.int16(m.producerEpoch)
  if (v >= 6) {
    w.int64(m.ongoingTxnProducerId)
    w.int16(m.ongoingTxnProducerEpoch)
  }
  if (flex) {
    w.uvarint(0)
  }
}

export const initProducerIdResponse: MessageCodec<InitProducerIdResponse> = {
  name: 'InitProducerIdResponse',
  apiKey: 22,
  minVersion: 0,
  maxVersion: 6,
  flexibleFrom: 2,
  create: () => new InitProducerIdResponse(),
  decode: decodeInitProducerIdResponse,
  size: sizeInitProducerIdResponse,
  encode: encodeInitProducerIdResponse,
  structs: { InitProducerIdResponse },
}
