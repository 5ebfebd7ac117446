// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, type Writer } from '../writer.ts'

export class AddOffsetsToTxnRequest {
  transactionalId: string = ''
  producerId: number = 0
  producerEpoch: number = 0
  groupId: string = ''
}

function decodeAddOffsetsToTxnRequest(r: Reader, v: number): AddOffsetsToTxnRequest {
  const m = new AddOffsetsToTxnRequest()
  const flex = v >= 3
  m.transactionalId = flex ? r.compactString() : r.string()
  m.producerId = r.int64()
  m.producerEpoch = r.int16()
  m.groupId = flex ? r.compactString() : r.string()
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeAddOffsetsToTxnRequest(m: AddOffsetsToTxnRequest, v: number): number {
  const flex = v >= 3
  let s = 10
  s += strSize(m.transactionalId, flex)
  s += strSize(m.groupId, flex)
  if (flex) {
    s += 1
  }
  return s
}

function encodeAddOffsetsToTxnRequest(w: Writer, m: AddOffsetsToTxnRequest, v: number): void {
  const flex = v >= 3
  flex ? w.compactString(m.transactionalId) : w.string(m.transactionalId)
  w.int64(m.producerId)
  w.int16(m.producerEpoch)
  flex ? w.compactString(m.groupId) : w.string(m.groupId)
  if (flex) {
    w.uvarint(0)
  }
}

export const addOffsetsToTxnRequest: MessageCodec<AddOffsetsToTxnRequest> = {
  name: 'AddOffsetsToTxnRequest',
  apiKey: 25,
  minVersion: 0,
  maxVersion: 4,
  flexibleFrom: 3,
  create: () => new AddOffsetsToTxnRequest(),
  decode: decodeAddOffsetsToTxnRequest,
  size: sizeAddOffsetsToTxnRequest,
  encode: encodeAddOffsetsToTxnRequest,
  structs: { AddOffsetsToTxnRequest },
}
