// made by scripts/generate.ts; do not edit
import { refuseField, strictEncoding, type MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, uvarintSize, type Writer } from '../writer.ts'

export class AddPartitionsToTxnResponse {
  throttleTimeMs: number = 0
  errorCode: number = 0
  resultsByTransaction: AddPartitionsToTxnResult[] = []
  resultsByTopicV3AndBelow: AddPartitionsToTxnTopicResult[] = []
}

export class AddPartitionsToTxnResult {
  transactionalId: string = ''
  topicResults: AddPartitionsToTxnTopicResult[] = []
}

export class AddPartitionsToTxnTopicResult {
  name: string = ''
  resultsByPartition: AddPartitionsToTxnPartitionResult[] = []
}

export class AddPartitionsToTxnPartitionResult {
  partitionIndex: number = 0
  partitionErrorCode: number = 0
}

function decodeAddPartitionsToTxnResponse(r: Reader, v: number): AddPartitionsToTxnResponse {
  const m = new AddPartitionsToTxnResponse()
  const flex = v >= 3
  m.throttleTimeMs = r.int32()
  if (v >= 4) {
    m.errorCode = r.int16()
    for (let n = r.compactCount(3); n > 0 && r.ok; n--) {
      m.resultsByTransaction.push(decodeAddPartitionsToTxnResult(r, v))
    }
  }
  if (v <= 3) {
    for (let n = flex ? r.compactCount(3) : r.count(6); n > 0 && r.ok; n--) {
      m.resultsByTopicV3AndBelow.push(decodeAddPartitionsToTxnTopicResult(r, v))
    }
  }
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeAddPartitionsToTxnResponse(m: AddPartitionsToTxnResponse, v: number): number {
  const flex = v >= 3
  let s = 4
  if (v >= 4) {
    s += 2
    s += uvarintSize(m.resultsByTransaction.length + 1)
    for (const e of m.resultsByTransaction) s += sizeAddPartitionsToTxnResult(e, v)
  }
  if (v <= 3) {
    s += (flex ? uvarintSize(m.resultsByTopicV3AndBelow.length + 1) : 4)
    for (const e of m.resultsByTopicV3AndBelow) s += sizeAddPartitionsToTxnTopicResult(e, v)
  }
  if (flex) {
    s += 1
  }
  return s
}

function refuseAddPartitionsToTxnResponse(m: AddPartitionsToTxnResponse, v: number): void {
  if (!(v >= 4) && (m.resultsByTransaction.length > 0)) refuseField('AddPartitionsToTxnResponse.resultsByTransaction', v)
  if (!(v <= 3) && (m.resultsByTopicV3AndBelow.length > 0)) refuseField('AddPartitionsToTxnResponse.resultsByTopicV3AndBelow', v)
}

function encodeAddPartitionsToTxnResponse(w: Writer, m: AddPartitionsToTxnResponse, v: number): void {
  if (strictEncoding) refuseAddPartitionsToTxnResponse(m, v)
  const flex = v >= 3
  w.int32(m.throttleTimeMs)
  if (v >= 4) {
    w.int16(m.errorCode)
    w.uvarint(m.resultsByTransaction.length + 1)
    for (const e of m.resultsByTransaction) encodeAddPartitionsToTxnResult(w, e, v)
  }
  if (v <= 3) {
    flex ? w.uvarint(m.resultsByTopicV3AndBelow.length + 1) : w.int32(m.resultsByTopicV3AndBelow.length)
    for (const e of m.resultsByTopicV3AndBelow) encodeAddPartitionsToTxnTopicResult(w, e, v)
  }
  if (flex) {
    w.uvarint(0)
  }
}

function decodeAddPartitionsToTxnResult(r: Reader, v: number): AddPartitionsToTxnResult {
  const m = new AddPartitionsToTxnResult()
  m.transactionalId = r.compactString()
  for (let n = r.compactCount(3); n > 0 && r.ok; n--) {
    m.topicResults.push(decodeAddPartitionsToTxnTopicResult(r, v))
  }
  r.skipTags()
  return m
}

function sizeAddPartitionsToTxnResult(m: AddPartitionsToTxnResult, v: number): number {
  let s = 0
  s += strSize(m.transactionalId, true)
  s += uvarintSize(m.topicResults.length + 1)
  for (const e of m.topicResults) s += sizeAddPartitionsToTxnTopicResult(e, v)
  s += 1
  return s
}

function encodeAddPartitionsToTxnResult(w: Writer, m: AddPartitionsToTxnResult, v: number): void {
  w.compactString(m.transactionalId)
  w.uvarint(m.topicResults.length + 1)
  for (const e of m.topicResults) encodeAddPartitionsToTxnTopicResult(w, e, v)
  w.uvarint(0)
}

function decodeAddPartitionsToTxnTopicResult(r: Reader, v: number): AddPartitionsToTxnTopicResult {
  const m = new AddPartitionsToTxnTopicResult()
  const flex = v >= 3
  m.name = flex ? r.compactString() : r.string()
  for (let n = flex ? r.compactCount(7) : r.count(6); n > 0 && r.ok; n--) {
    m.resultsByPartition.push(decodeAddPartitionsToTxnPartitionResult(r, v))
  }
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeAddPartitionsToTxnTopicResult(m: AddPartitionsToTxnTopicResult, v: number): number {
  const flex = v >= 3
  let s = 0
  s += strSize(m.name, flex)
  s += (flex ? uvarintSize(m.resultsByPartition.length + 1) : 4)
  for (const e of m.resultsByPartition) s += sizeAddPartitionsToTxnPartitionResult(e, v)
  if (flex) {
    s += 1
  }
  return s
}

function encodeAddPartitionsToTxnTopicResult(w: Writer, m: AddPartitionsToTxnTopicResult, v: number): void {
  const flex = v >= 3
  flex ? w.compactString(m.name) : w.string(m.name)
  flex ? w.uvarint(m.resultsByPartition.length + 1) : w.int32(m.resultsByPartition.length)
  for (const e of m.resultsByPartition) encodeAddPartitionsToTxnPartitionResult(w, e, v)
  if (flex) {
    w.uvarint(0)
  }
}

function decodeAddPartitionsToTxnPartitionResult(r: Reader, v: number): AddPartitionsToTxnPartitionResult {
  const m = new AddPartitionsToTxnPartitionResult()
  const flex = v >= 3
  m.partitionIndex = r.int32()
  m.partitionErrorCode = r.int16()
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeAddPartitionsToTxnPartitionResult(m: AddPartitionsToTxnPartitionResult, v: number): number {
  const flex = v >= 3
  let s = 6
  if (flex) {
    s += 1
  }
  return s
}

function encodeAddPartitionsToTxnPartitionResult(w: Writer, m: AddPartitionsToTxnPartitionResult, v: number): void {
  const flex = v >= 3
  w.int32(m.partitionIndex)
  w.int16(m.partitionErrorCode)
  if (flex) {
    w.uvarint(0)
  }
}

export const addPartitionsToTxnResponse: MessageCodec<AddPartitionsToTxnResponse> = {
  name: 'AddPartitionsToTxnResponse',
  apiKey: 24,
  minVersion: 0,
  maxVersion: 5,
  flexibleFrom: 3,
  create: () => new AddPartitionsToTxnResponse(),
  decode: decodeAddPartitionsToTxnResponse,
  size: sizeAddPartitionsToTxnResponse,
  encode: encodeAddPartitionsToTxnResponse,
  structs: { AddPartitionsToTxnResponse, AddPartitionsToTxnResult, AddPartitionsToTxnTopicResult, AddPartitionsToTxnPartitionResult },
}
