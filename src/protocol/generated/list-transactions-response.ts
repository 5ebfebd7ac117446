// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, uvarintSize, type Writer } from '../writer.ts'

export class ListTransactionsResponse {
  throttleTimeMs: number = 0
  errorCode: number = 0
  unknownStateFilters: string[] = []
  transactionStates: TransactionState[] = []
}

export class TransactionState {
  transactionalId: string = ''
  producerId: number = 0
  transactionState: string = ''
}

function decodeListTransactionsResponse(r: Reader, v: number): ListTransactionsResponse {
  const m = new ListTransactionsResponse()
  m.throttleTimeMs = r.int32()
  m.errorCode = r.int16()
  for (let n = r.compactCount(1); n > 0 && r.ok; n--) {
    m.unknownStateFilters.push(r.compactString())
  }
  for (let n = r.compactCount(11); n > 0 && r.ok; n--) {
    m.transactionStates.push(decodeTransactionState(r, v))
  }
  r.skipTags()
  return m
}

function sizeListTransactionsResponse(m: ListTransactionsResponse, v: number): number {
  let s = 6
  s += uvarintSize(m.unknownStateFilters.length + 1)
  for (const e of m.unknownStateFilters) s += strSize(e, true)
  s += uvarintSize(m.transactionStates.length + 1)
  for (const e of m.transactionStates) s += sizeTransactionState(e, v)
  s += 1
  return s
}

function encodeListTransactionsResponse(w: Writer, m: ListTransactionsResponse, v: number): void {
  w.int32(m.throttleTimeMs)
  w.int16(m.errorCode)
  w.uvarint(m.unknownStateFilters.length + 1)
  for (const e of m.unknownStateFilters) w.compactString(e)
  w.uvarint(m.transactionStates.length + 1)
  for (const e of m.transactionStates) encodeTransactionState(w, e, v)
  w.uvarint(0)
}

function decodeTransactionState(r: Reader, v: number): TransactionState {
  const m = new TransactionState()
  m.transactionalId = r.compactString()
  m.producerId = r.int64()
  m.transactionState = r.compactString()
  r.skipTags()
  return m
}

function sizeTransactionState(m: TransactionState, v: number): number {
  let s = 8
  s += strSize(m.transactionalId, true)
  s += strSize(m.transactionState, true)
  s += 1
  return s
}

function encodeTransactionState(w: Writer, m: TransactionState, v: number): void {
  w.compactString(m.transactionalId)
  w.int64(m.producerId)
  w.compactString(m.transactionState)
  w.uvarint(0)
}

export const listTransactionsResponse: MessageCodec<ListTransactionsResponse> = {
  name: 'ListTransactionsResponse',
  apiKey: 66,
  minVersion: 0,
  maxVersion: 2,
  flexibleFrom: 0,
  create: () => new ListTransactionsResponse(),
  decode: decodeListTransactionsResponse,
  size: sizeListTransactionsResponse,
  encode: encodeListTransactionsResponse,
  structs: { ListTransactionsResponse, TransactionState },
}
