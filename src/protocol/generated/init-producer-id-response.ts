// made by scripts/generate.ts; do not edit
/* eslint-disable */
import type { MessageCodec } from '../message.ts'
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
}
if (v >= 6) {
m.ongoingTxnProducerEpoch = r.int16()
}
if (flex) {
r.skipTags()
}
return m
}

function sizeInitProducerIdResponse(m: InitProducerIdResponse, v: number): number {
const flex = v >= 2
let s = 0
s += 4
s += 2
s += 8
s += 2
if (v >= 6) {
s += 8
}
if (v >= 6) {
s += 2
}
if (flex) {
s += 1
}
return s
}

function encodeInitProducerIdResponse(w: Writer, m: InitProducerIdResponse, v: number): void {
const flex = v >= 2
w.int32(m.throttleTimeMs)
w.int16(m.errorCode)
w.int64(m.producerId)
w.int16(m.producerEpoch)
if (v >= 6) {
w.int64(m.ongoingTxnProducerId)
}
if (v >= 6) {
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
}
