// made by scripts/generate.ts; do not edit
import { refuseField, strictEncoding, type MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { nullableStrSize, type Writer } from '../writer.ts'

export class InitProducerIdRequest {
  transactionalId: string | null = ''
  transactionTimeoutMs: number = 0
  producerId: number = -1
  producerEpoch: number = -1
  enable2Pc: boolean = false
  keepPreparedTxn: boolean = false
}

function decodeInitProducerIdRequest(r: Reader, v: number): InitProducerIdRequest {
  const m = new InitProducerIdRequest()
  const flex = v >= 2
  m.transactionalId = flex ? r.compactNullableString() : r.nullableString()
  m.transactionTimeoutMs = r.int32()
  if (v >= 3) {
    m.producerId = r.int64()
    m.producerEpoch = r.int16()
  }
  if (v >= 6) {
    m.enable2Pc = r.bool()
    m.keepPreparedTxn = r.bool()
  }
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeInitProducerIdRequest(m: InitProducerIdRequest, v: number): number {
  const flex = v >= 2
  let s = 4
  s += nullableStrSize(m.transactionalId, flex)
  if (v >= 3) s += 10
  if (v >= 6) s += 2
  if (flex) {
    s += 1
  }
  return s
}

function refuseInitProducerIdRequest(m: InitProducerIdRequest, v: number): void {
  if (!(v >= 3) && (m.producerId !== -1)) refuseField('InitProducerIdRequest.producerId', v)
  if (!(v >= 3) && (m.producerEpoch !== -1)) refuseField('InitProducerIdRequest.producerEpoch', v)
  if (!(v >= 6) && (m.enable2Pc)) refuseField('InitProducerIdRequest.enable2Pc', v)
  if (!(v >= 6) && (m.keepPreparedTxn)) refuseField('InitProducerIdRequest.keepPreparedTxn', v)
}

function encodeInitProducerIdRequest(w: Writer, m: InitProducerIdRequest, v: number): void {
  if (strictEncoding) refuseInitProducerIdRequest(m, v)
  const flex = v >= 2
  flex ? w.compactNullableString(m.transactionalId) : w.nullableString(m.transactionalId)
  w.int32(m.transactionTimeoutMs)
  if (v >= 3) {
    w.int64(m.producerId)
    w.int16(m.producerEpoch)
  }
  if (v >= 6) {
    w.bool(m.enable2Pc)
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
  structs: { InitProducerIdRequest },
}
