// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, type Writer } from '../writer.ts'

export class TransactionLogKey {
  transactionalId: string = ''
}

function decodeTransactionLogKey(r: Reader, v: number): TransactionLogKey {
  const m = new TransactionLogKey()
  m.transactionalId = r.string()
  return m
}

function sizeTransactionLogKey(m: TransactionLogKey, v: number): number {
  let s = 0
  s += strSize(m.transactionalId, false)
  return s
}

function encodeTransactionLogKey(w: Writer, m: TransactionLogKey, v: number): void {
  w.string(m.transactionalId)
}

export const transactionLogKey: MessageCodec<TransactionLogKey> = {
  name: 'TransactionLogKey',
  apiKey: 0,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 32767,
  create: () => new TransactionLogKey(),
  decode: decodeTransactionLogKey,
  size: sizeTransactionLogKey,
  encode: encodeTransactionLogKey,
  structs: { TransactionLogKey },
}
