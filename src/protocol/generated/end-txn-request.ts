// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, type Writer } from '../writer.ts'

export class EndTxnRequest {
  transactionalId: string = ''
  producerId: number = 0
  producerEpoch: number = 0
  committed: boolean = false
}

function decodeEndTxnRequest(r: Reader, v: number): EndTxnRequest {
  const m = new EndTxnRequest()
  const flex = v >= 3
  m.transactionalId = flex ? r.compactString() : r.string()
  m.producerId = r.int64()
  m.producerEpoch = r.int16()
  m.committed = r.bool()
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeEndTxnRequest(m: EndTxnRequest, v: number): number {
  const flex = v >= 3
  let s = 11
  s += strSize(m.transactionalId, flex)
  if (flex) {
    s += 1
  }
  return s
}

function encodeEndTxnRequest(w: Writer, m: EndTxnRequest, v: number): void {
  const flex = v >= 3
  flex ? w.compactString(m.transactionalId) : w.string(m.transactionalId)
  w.int64(m.producerId)
  w.int16(m.producerEpoch)
  w.bool(m.committed)
  if (flex) {
    w.uvarint(0)
  }
}

export const endTxnRequest: MessageCodec<EndTxnRequest> = {
  name: 'EndTxnRequest',
  apiKey: 26,
  minVersion: 0,
  maxVersion: 5,
  flexibleFrom: 3,
  create: () => new EndTxnRequest(),
  decode: decodeEndTxnRequest,
  size: sizeEndTxnRequest,
  encode: encodeEndTxnRequest,
  structs: { EndTxnRequest },
}
