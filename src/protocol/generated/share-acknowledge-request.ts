// made by scripts/generate.ts; do not edit
import { ZERO_UUID } from '../../base/uuid.ts'
import { refuseField, strictEncoding, type MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { nullableStrSize, uvarintSize, type Writer } from '../writer.ts'

export class ShareAcknowledgeRequest {
  groupId: string | null = null
  memberId: string | null = ''
  shareSessionEpoch: number = 0
  isRenewAck: boolean = false
  topics: AcknowledgeTopic[] = []
}

export class AcknowledgeTopic {
  topicId: string = ZERO_UUID
  partitions: AcknowledgePartition[] = []
}

export class AcknowledgePartition {
  partitionIndex: number = 0
  acknowledgementBatches: AcknowledgementBatch[] = []
}

export class AcknowledgementBatch {
  firstOffset: number = 0
  lastOffset: number = 0
  acknowledgeTypes: number[] = []
}

function decodeShareAcknowledgeRequest(r: Reader, v: number): ShareAcknowledgeRequest {
  const m = new ShareAcknowledgeRequest()
  m.groupId = r.compactNullableString()
  m.memberId = r.compactNullableString()
  m.shareSessionEpoch = r.int32()
  if (v >= 2) {
    m.isRenewAck = r.bool()
  }
  for (let n = r.compactCount(18); n > 0 && r.ok; n--) {
    m.topics.push(decodeAcknowledgeTopic(r, v))
  }
  r.skipTags()
  return m
}

function sizeShareAcknowledgeRequest(m: ShareAcknowledgeRequest, v: number): number {
  let s = 4
  s += nullableStrSize(m.groupId, true)
  s += nullableStrSize(m.memberId, true)
  if (v >= 2) s += 1
  s += uvarintSize(m.topics.length + 1)
  for (const e of m.topics) s += sizeAcknowledgeTopic(e, v)
  s += 1
  return s
}

function refuseShareAcknowledgeRequest(m: ShareAcknowledgeRequest, v: number): void {
  if (!(v >= 2) && (m.isRenewAck)) refuseField('ShareAcknowledgeRequest.isRenewAck', v)
}

function encodeShareAcknowledgeRequest(w: Writer, m: ShareAcknowledgeRequest, v: number): void {
  if (strictEncoding) refuseShareAcknowledgeRequest(m, v)
  w.compactNullableString(m.groupId)
  w.compactNullableString(m.memberId)
  w.int32(m.shareSessionEpoch)
  if (v >= 2) {
    w.bool(m.isRenewAck)
  }
  w.uvarint(m.topics.length + 1)
  for (const e of m.topics) encodeAcknowledgeTopic(w, e, v)
  w.uvarint(0)
}

function decodeAcknowledgeTopic(r: Reader, v: number): AcknowledgeTopic {
  const m = new AcknowledgeTopic()
  m.topicId = r.uuid()
  for (let n = r.compactCount(6); n > 0 && r.ok; n--) {
    m.partitions.push(decodeAcknowledgePartition(r, v))
  }
  r.skipTags()
  return m
}

function sizeAcknowledgeTopic(m: AcknowledgeTopic, v: number): number {
  let s = 16
  s += uvarintSize(m.partitions.length + 1)
  for (const e of m.partitions) s += sizeAcknowledgePartition(e, v)
  s += 1
  return s
}

function encodeAcknowledgeTopic(w: Writer, m: AcknowledgeTopic, v: number): void {
  w.uuid(m.topicId)
  w.uvarint(m.partitions.length + 1)
  for (const e of m.partitions) encodeAcknowledgePartition(w, e, v)
  w.uvarint(0)
}

function decodeAcknowledgePartition(r: Reader, v: number): AcknowledgePartition {
  const m = new AcknowledgePartition()
  m.partitionIndex = r.int32()
  for (let n = r.compactCount(18); n > 0 && r.ok; n--) {
    m.acknowledgementBatches.push(decodeAcknowledgementBatch(r, v))
  }
  r.skipTags()
  return m
}

function sizeAcknowledgePartition(m: AcknowledgePartition, v: number): number {
  let s = 4
  s += uvarintSize(m.acknowledgementBatches.length + 1)
  for (const e of m.acknowledgementBatches) s += sizeAcknowledgementBatch(e, v)
  s += 1
  return s
}

function encodeAcknowledgePartition(w: Writer, m: AcknowledgePartition, v: number): void {
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

export const shareAcknowledgeRequest: MessageCodec<ShareAcknowledgeRequest> = {
  name: 'ShareAcknowledgeRequest',
  apiKey: 79,
  minVersion: 1,
  maxVersion: 2,
  flexibleFrom: 0,
  create: () => new ShareAcknowledgeRequest(),
  decode: decodeShareAcknowledgeRequest,
  size: sizeShareAcknowledgeRequest,
  encode: encodeShareAcknowledgeRequest,
  structs: { ShareAcknowledgeRequest, AcknowledgeTopic, AcknowledgePartition, AcknowledgementBatch },
}
