// made by scripts/generate.ts; do not edit
import { ZERO_UUID } from '../../base/uuid.ts'
import { refuseField, strictEncoding, type MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { nullableStrSize, uvarintSize, type Writer } from '../writer.ts'

export class ShareFetchRequest {
  groupId: string | null = null
  memberId: string | null = ''
  shareSessionEpoch: number = 0
  maxWaitMs: number = 0
  minBytes: number = 0
  maxBytes: number = 2147483647
  maxRecords: number = 0
  batchSize: number = 0
  shareAcquireMode: number = 0
  isRenewAck: boolean = false
  topics: FetchTopic[] = []
  forgottenTopicsData: ForgottenTopic[] = []
}

export class FetchTopic {
  topicId: string = ZERO_UUID
  partitions: FetchPartition[] = []
}

export class FetchPartition {
  partitionIndex: number = 0
  acknowledgementBatches: AcknowledgementBatch[] = []
}

export class AcknowledgementBatch {
  firstOffset: number = 0
  lastOffset: number = 0
  acknowledgeTypes: number[] = []
}

export class ForgottenTopic {
  topicId: string = ZERO_UUID
  partitions: number[] = []
}

function decodeShareFetchRequest(r: Reader, v: number): ShareFetchRequest {
  const m = new ShareFetchRequest()
  m.groupId = r.compactNullableString()
  m.memberId = r.compactNullableString()
  m.shareSessionEpoch = r.int32()
  m.maxWaitMs = r.int32()
  m.minBytes = r.int32()
  m.maxBytes = r.int32()
  m.maxRecords = r.int32()
  m.batchSize = r.int32()
  if (v >= 2) {
    m.shareAcquireMode = r.int8()
    m.isRenewAck = r.bool()
  }
  for (let n = r.compactCount(18); n > 0 && r.ok; n--) {
    m.topics.push(decodeFetchTopic(r, v))
  }
  for (let n = r.compactCount(18); n > 0 && r.ok; n--) {
    m.forgottenTopicsData.push(decodeForgottenTopic(r, v))
  }
  r.skipTags()
  return m
}

function sizeShareFetchRequest(m: ShareFetchRequest, v: number): number {
  let s = 24
  s += nullableStrSize(m.groupId, true)
  s += nullableStrSize(m.memberId, true)
  if (v >= 2) s += 2
  s += uvarintSize(m.topics.length + 1)
  for (const e of m.topics) s += sizeFetchTopic(e, v)
  s += uvarintSize(m.forgottenTopicsData.length + 1)
  for (const e of m.forgottenTopicsData) s += sizeForgottenTopic(e, v)
  s += 1
  return s
}

function refuseShareFetchRequest(m: ShareFetchRequest, v: number): void {
  if (!(v >= 2) && (m.isRenewAck)) refuseField('ShareFetchRequest.isRenewAck', v)
}

function encodeShareFetchRequest(w: Writer, m: ShareFetchRequest, v: number): void {
  if (strictEncoding) refuseShareFetchRequest(m, v)
  w.compactNullableString(m.groupId)
  w.compactNullableString(m.memberId)
  w.int32(m.shareSessionEpoch)
  w.int32(m.maxWaitMs)
  w.int32(m.minBytes)
  w.int32(m.maxBytes)
  w.int32(m.maxRecords)
  w.int32(m.batchSize)
  if (v >= 2) {
    w.int8(m.shareAcquireMode)
    w.bool(m.isRenewAck)
  }
  w.uvarint(m.topics.length + 1)
  for (const e of m.topics) encodeFetchTopic(w, e, v)
  w.uvarint(m.forgottenTopicsData.length + 1)
  for (const e of m.forgottenTopicsData) encodeForgottenTopic(w, e, v)
  w.uvarint(0)
}

function decodeFetchTopic(r: Reader, v: number): FetchTopic {
  const m = new FetchTopic()
  m.topicId = r.uuid()
  for (let n = r.compactCount(6); n > 0 && r.ok; n--) {
    m.partitions.push(decodeFetchPartition(r, v))
  }
  r.skipTags()
  return m
}

function sizeFetchTopic(m: FetchTopic, v: number): number {
  let s = 16
  s += uvarintSize(m.partitions.length + 1)
  for (const e of m.partitions) s += sizeFetchPartition(e, v)
  s += 1
  return s
}

function encodeFetchTopic(w: Writer, m: FetchTopic, v: number): void {
  w.uuid(m.topicId)
  w.uvarint(m.partitions.length + 1)
  for (const e of m.partitions) encodeFetchPartition(w, e, v)
  w.uvarint(0)
}

function decodeFetchPartition(r: Reader, v: number): FetchPartition {
  const m = new FetchPartition()
  m.partitionIndex = r.int32()
  for (let n = r.compactCount(18); n > 0 && r.ok; n--) {
    m.acknowledgementBatches.push(decodeAcknowledgementBatch(r, v))
  }
  r.skipTags()
  return m
}

function sizeFetchPartition(m: FetchPartition, v: number): number {
  let s = 4
  s += uvarintSize(m.acknowledgementBatches.length + 1)
  for (const e of m.acknowledgementBatches) s += sizeAcknowledgementBatch(e, v)
  s += 1
  return s
}

function encodeFetchPartition(w: Writer, m: FetchPartition, v: number): void {
  w.int32(m.partitionIndex)
  w.uvarint(m.acknowledgementBatches.length + 1)
  for (const e of m.acknowledgementBatches) encodeAcknowledgementBatch(w, e, v)
  w.uvarint(0)
}

function decodeAcknowledgementBatch(r: Reader, v: number): AcknowledgementBatch {
  const m = new AcknowledgementBatch()
  m.firstOffset = r.int64()
  m.lastOffset = r.int64()
  for (let n = r.compactCount(1); n > 0 && r.ok; n--) {
    m.acknowledgeTypes.push(r.int8())
  }
  r.skipTags()
  return m
}

function sizeAcknowledgementBatch(m: AcknowledgementBatch, v: number): number {
  let s = 16
  s += uvarintSize(m.acknowledgeTypes.length + 1) + m.acknowledgeTypes.length
  s += 1
  return s
}

function encodeAcknowledgementBatch(w: Writer, m: AcknowledgementBatch, v: number): void {
  w.int64(m.firstOffset)
  w.int64(m.lastOffset)
  w.uvarint(m.acknowledgeTypes.length + 1)
  for (const e of m.acknowledgeTypes) w.int8(e)
  w.uvarint(0)
}

function decodeForgottenTopic(r: Reader, v: number): ForgottenTopic {
  const m = new ForgottenTopic()
  m.topicId = r.uuid()
  for (let n = r.compactCount(4); n > 0 && r.ok; n--) {
    m.partitions.push(r.int32())
  }
  r.skipTags()
  return m
}

function sizeForgottenTopic(m: ForgottenTopic, v: number): number {
  let s = 16
  s += uvarintSize(m.partitions.length + 1) + m.partitions.length * 4
  s += 1
  return s
}

function encodeForgottenTopic(w: Writer, m: ForgottenTopic, v: number): void {
  w.uuid(m.topicId)
  w.uvarint(m.partitions.length + 1)
  for (const e of m.partitions) w.int32(e)
  w.uvarint(0)
}

export const shareFetchRequest: MessageCodec<ShareFetchRequest> = {
  name: 'ShareFetchRequest',
  apiKey: 78,
  minVersion: 1,
  maxVersion: 2,
  flexibleFrom: 0,
  create: () => new ShareFetchRequest(),
  decode: decodeShareFetchRequest,
  size: sizeShareFetchRequest,
  encode: encodeShareFetchRequest,
  structs: { ShareFetchRequest, FetchTopic, FetchPartition, AcknowledgementBatch, ForgottenTopic },
}
