// made by scripts/generate.ts; do not edit
import { refuseField, strictEncoding, type MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, uvarintSize, type Writer } from '../writer.ts'

export class AddPartitionsToTxnRequest {
  transactions: AddPartitionsToTxnTransaction[] = []
  v3AndBelowTransactionalId: string = ''
  v3AndBelowProducerId: number = 0
  v3AndBelowProducerEpoch: number = 0
  v3AndBelowTopics: AddPartitionsToTxnTopic[] = []
}

export class AddPartitionsToTxnTransaction {
  transactionalId: string = ''
  producerId: number = 0
  producerEpoch: number = 0
  verifyOnly: boolean = false
  topics: AddPartitionsToTxnTopic[] = []
}

export class AddPartitionsToTxnTopic {
  name: string = ''
  partitions: number[] = []
}

function decodeAddPartitionsToTxnRequest(r: Reader, v: number): AddPartitionsToTxnRequest {
  const m = new AddPartitionsToTxnRequest()
  const flex = v >= 3
  if (v >= 4) {
    for (let n = r.compactCount(14); n > 0 && r.ok; n--) {
      m.transactions.push(decodeAddPartitionsToTxnTransaction(r, v))
    }
  }
  if (v <= 3) {
    m.v3AndBelowTransactionalId = flex ? r.compactString() : r.string()
    m.v3AndBelowProducerId = r.int64()
    m.v3AndBelowProducerEpoch = r.int16()
    for (let n = flex ? r.compactCount(3) : r.count(6); n > 0 && r.ok; n--) {
      m.v3AndBelowTopics.push(decodeAddPartitionsToTxnTopic(r, v))
    }
  }
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeAddPartitionsToTxnRequest(m: AddPartitionsToTxnRequest, v: number): number {
  const flex = v >= 3
  let s = 0
  if (v >= 4) {
    s += uvarintSize(m.transactions.length + 1)
    for (const e of m.transactions) s += sizeAddPartitionsToTxnTransaction(e, v)
  }
  if (v <= 3) {
    s += 10
    s += strSize(m.v3AndBelowTransactionalId, flex)
    s += (flex ? uvarintSize(m.v3AndBelowTopics.length + 1) : 4)
    for (const e of m.v3AndBelowTopics) s += sizeAddPartitionsToTxnTopic(e, v)
  }
  if (flex) {
    s += 1
  }
  return s
}

function refuseAddPartitionsToTxnRequest(m: AddPartitionsToTxnRequest, v: number): void {
  if (!(v >= 4) && (m.transactions.length > 0)) refuseField('AddPartitionsToTxnRequest.transactions', v)
  if (!(v <= 3) && (m.v3AndBelowTransactionalId !== '')) refuseField('AddPartitionsToTxnRequest.v3AndBelowTransactionalId', v)
  if (!(v <= 3) && (m.v3AndBelowProducerId !== 0)) refuseField('AddPartitionsToTxnRequest.v3AndBelowProducerId', v)
  if (!(v <= 3) && (m.v3AndBelowProducerEpoch !== 0)) refuseField('AddPartitionsToTxnRequest.v3AndBelowProducerEpoch', v)
  if (!(v <= 3) && (m.v3AndBelowTopics.length > 0)) refuseField('AddPartitionsToTxnRequest.v3AndBelowTopics', v)
}

function encodeAddPartitionsToTxnRequest(w: Writer, m: AddPartitionsToTxnRequest, v: number): void {
  if (strictEncoding) refuseAddPartitionsToTxnRequest(m, v)
  const flex = v >= 3
  if (v >= 4) {
    w.uvarint(m.transactions.length + 1)
    for (const e of m.transactions) encodeAddPartitionsToTxnTransaction(w, e, v)
  }
  if (v <= 3) {
    flex ? w.compactString(m.v3AndBelowTransactionalId) : w.string(m.v3AndBelowTransactionalId)
    w.int64(m.v3AndBelowProducerId)
    w.int16(m.v3AndBelowProducerEpoch)
    flex ? w.uvarint(m.v3AndBelowTopics.length + 1) : w.int32(m.v3AndBelowTopics.length)
    for (const e of m.v3AndBelowTopics) encodeAddPartitionsToTxnTopic(w, e, v)
  }
  if (flex) {
    w.uvarint(0)
  }
}

function decodeAddPartitionsToTxnTransaction(r: Reader, v: number): AddPartitionsToTxnTransaction {
  const m = new AddPartitionsToTxnTransaction()
  m.transactionalId = r.compactString()
  m.producerId = r.int64()
  m.producerEpoch = r.int16()
  m.verifyOnly = r.bool()
  for (let n = r.compactCount(3); n > 0 && r.ok; n--) {
    m.topics.push(decodeAddPartitionsToTxnTopic(r, v))
  }
  r.skipTags()
  return m
}

function sizeAddPartitionsToTxnTransaction(m: AddPartitionsToTxnTransaction, v: number): number {
  let s = 11
  s += strSize(m.transactionalId, true)
  s += uvarintSize(m.topics.length + 1)
  for (const e of m.topics) s += sizeAddPartitionsToTxnTopic(e, v)
  s += 1
  return s
}

function encodeAddPartitionsToTxnTransaction(w: Writer, m: AddPartitionsToTxnTransaction, v: number): void {
  w.compactString(m.transactionalId)
  w.int64(m.producerId)
  w.int16(m.producerEpoch)
  w.bool(m.verifyOnly)
  w.uvarint(m.topics.length + 1)
  for (const e of m.topics) encodeAddPartitionsToTxnTopic(w, e, v)
  w.uvarint(0)
}

function decodeAddPartitionsToTxnTopic(r: Reader, v: number): AddPartitionsToTxnTopic {
  const m = new AddPartitionsToTxnTopic()
  const flex = v >= 3
  m.name = flex ? r.compactString() : r.string()
  for (let n = flex ? r.compactCount(4) : r.count(4); n > 0 && r.ok; n--) {
    m.partitions.push(r.int32())
  }
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeAddPartitionsToTxnTopic(m: AddPartitionsToTxnTopic, v: number): number {
  const flex = v >= 3
  let s = 0
  s += strSize(m.name, flex)
  s += (flex ? uvarintSize(m.partitions.length + 1) : 4) + m.partitions.length * 4
  if (flex) {
    s += 1
  }
  return s
}

function encodeAddPartitionsToTxnTopic(w: Writer, m: AddPartitionsToTxnTopic, v: number): void {
  const flex = v >= 3
  flex ? w.compactString(m.name) : w.string(m.name)
  flex ? w.uvarint(m.partitions.length + 1) : w.int32(m.partitions.length)
  for (const e of m.partitions) w.int32(e)
  if (flex) {
    w.uvarint(0)
  }
}

export const addPartitionsToTxnRequest: MessageCodec<AddPartitionsToTxnRequest> = {
  name: 'AddPartitionsToTxnRequest',
  apiKey: 24,
  minVersion: 0,
  maxVersion: 5,
  flexibleFrom: 3,
  create: () => new AddPartitionsToTxnRequest(),
  decode: decodeAddPartitionsToTxnRequest,
  size: sizeAddPartitionsToTxnRequest,
  encode: encodeAddPartitionsToTxnRequest,
  structs: { AddPartitionsToTxnRequest, AddPartitionsToTxnTransaction, AddPartitionsToTxnTopic },
}
