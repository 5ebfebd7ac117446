// made by scripts/generate.ts; do not edit
/* eslint-disable */
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, type Writer } from '../writer.ts'

export class InitProducerIdRequest {
  transactionalId: string | null = ""
  transactionTimeoutMs: number = 0
  producerId: number = -1
  producerEpoch: number = -1
  enable2Pc: boolean = false
  keepPreparedTxn: boolean = false
}

function decodeInitProducerIdRequest(r: Reader, v: number): InitProducerIdRequest {
const m = new InitProducerIdRequest()
const flex = v >= 2
m.transactionalId = (flex ? r.compactNullableString() : r.nullableString())
m.transactionTimeoutMs = r.int32()
if (v >= 3) {
m.producerId = r.int64()
}
if (v >= 3) {
m.producerEpoch = r.int16()
}
if (v >= 6) {
m.enable2Pc = r.bool()
}
if (v >= 6) {
m.keepPreparedTxn = r.bool()
}
if (flex) {
r.skipTags()
}
return m
}

function sizeInitProducerIdRequest(m: InitProducerIdRequest, v: number): number {
const flex = v >= 2
let s = 0
s += m.transactionalId === null ? (flex ? 1 : 2) : strSize(m.transactionalId, flex)
s += 4
if (v >= 3) {
s += 8
}
if (v >= 3) {
s += 2
}
if (v >= 6) {
s += 1
}
if (v >= 6) {
s += 1
}
if (flex) {
s += 1
}
return s
}

function encodeInitProducerIdRequest(w: Writer, m: InitProducerIdRequest, v: number): void {
const flex = v >= 2
if (flex) w.compactNullableString(m.transactionalId)
else w.nullableString(m.transactionalId)
w.int32(m.transactionTimeoutMs)
if (v >= 3) {
w.int64(m.producerId)
}
if (v >= 3) {
w.int16(m.producerEpoch)
}
if (v >= 6) {
w.bool(m.enable2Pc)
}
if (v >= 6) {
w.bool(m.keepPreparedTxn)
}
if (flex) {
w.uvarint(0)
}
}

export const initProducerIdRequest: MessageCodec<InitProducerIdRequest> = {
  name: 'InitProducerIdRequest',
  apiKey: 22,
  minVersion: 0,
  maxVersion: 6,
  flexibleFrom: 2,
  create: () => new InitProducerIdRequest(),
  decode: decodeInitProducerIdRequest,
  size: sizeInitProducerIdRequest,
  encode: encodeInitProducerIdRequest,
}
