// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, uvarintSize, type Writer } from '../writer.ts'

export class DescribeTransactionsResponse {
  throttleTimeMs: number = 0
  transactionStates: TransactionState[] = []
}

export class TransactionState {
  errorCode: number = 0
  transactionalId: string = ''
  transactionState: string = ''
  transactionTimeoutMs: number = 0
  transactionStartTimeMs: number = 0
  producerId: number = 0
  producerEpoch: number = 0
  topics: TopicData[] = []
}

export class TopicData {
  topic: string = ''
  partitions: number[] = []
}

function decodeDescribeTransactionsResponse(r: Reader, v: number): DescribeTransactionsResponse {
  const m = new DescribeTransactionsResponse()
  m.throttleTimeMs = r.int32()
  for (let n = r.compactCount(28); n > 0 && r.ok; n--) {
    m.transactionStates.push(decodeTransactionState(r, v))
  }
  r.skipTags()
  return m
}

function sizeDescribeTransactionsResponse(m: DescribeTransactionsResponse, v: number): number {
  let s = 4
  s += uvarintSize(m.transactionStates.length + 1)
  for (const e of m.transactionStates) s += sizeTransactionState(e, v)
  s += 1
  return s
}

function encodeDescribeTransactionsResponse(w: Writer, m: DescribeTransactionsResponse, v: number): void {
  w.int32(m.throttleTimeMs)
  w.uvarint(m.transactionStates.length + 1)
  for (const e of m.transactionStates) encodeTransactionState(w, e, v)
  w.uvarint(0)
}

function decodeTransactionState(r: Reader, v: number): TransactionState {
  const m = new TransactionState()
  m.errorCode = r.int16()
  m.transactionalId = r.compactString()
  m.transactionState = r.compactString()
  m.transactionTimeoutMs = r.int32()
  m.transactionStartTimeMs = r.int64()
  m.producerId = r.int64()
  m.producerEpoch = r.int16()
  for (let n = r.compactCount(3); n > 0 && r.ok; n--) {
    m.topics.push(decodeTopicData(r, v))
  }
  r.skipTags()
  return m
}

function sizeTransactionState(m: TransactionState, v: number): number {
  let s = 24
  s += strSize(m.transactionalId, true)
  s += strSize(m.transactionState, true)
  s += uvarintSize(m.topics.length + 1)
  for (const e of m.topics) s += sizeTopicData(e, v)
  s += 1
  return s
}

function encodeTransactionState(w: Writer, m: TransactionState, v: number): void {
  w.int16(m.errorCode)
  w.compactString(m.transactionalId)
  w.compactString(m.transactionState)
  w.int32(m.transactionTimeoutMs)
  w.int64(m.transactionStartTimeMs)
  w.int64(m.producerId)
  w.int16(m.producerEpoch)
  w.uvarint(m.topics.length + 1)
  for (const e of m.topics) encodeTopicData(w, e, v)
  w.uvarint(0)
}

function decodeTopicData(r: Reader, v: number): TopicData {
  const m = new TopicData()
  m.topic = r.compactString()
  for (let n = r.compactCount(4); n > 0 && r.ok; n--) {
    m.partitions.push(r.int32())
  }
  r.skipTags()
  return m
}

function sizeTopicData(m: TopicData, v: number): number {
  let s = 0
  s += strSize(m.topic, true)
  s += uvarintSize(m.partitions.length + 1) + m.partitions.length * 4
  s += 1
  return s
}

function encodeTopicData(w: Writer, m: TopicData, v: number): void {
  w.compactString(m.topic)
  w.uvarint(m.partitions.length + 1)
  for (const e of m.partitions) w.int32(e)
  w.uvarint(0)
}

export const describeTransactionsResponse: MessageCodec<DescribeTransactionsResponse> = {
  name: 'DescribeTransactionsResponse',
  apiKey: 65,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  create: () => new DescribeTransactionsResponse(),
  decode: decodeDescribeTransactionsResponse,
  size: sizeDescribeTransactionsResponse,
  encode: encodeDescribeTransactionsResponse,
  structs: { DescribeTransactionsResponse, TransactionState, TopicData },
}
