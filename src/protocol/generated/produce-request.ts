// made by scripts/generate.ts; do not edit
import type { BytesView } from '../../base/bytes-view.ts'
import { ZERO_UUID } from '../../base/uuid.ts'
import { refuseField, strictEncoding, type MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { inlineRecordsSize, nullableStrSize, recordsLength, strSize, uvarintSize, type Writer } from '../writer.ts'

export class ProduceRequest {
  transactionalId: string | null = null
  acks: number = 0
  timeoutMs: number = 0
  topicData: TopicProduceData[] = []
}

export class TopicProduceData {
  name: string = ''
  topicId: string = ZERO_UUID
  partitionData: PartitionProduceData[] = []
}

export class PartitionProduceData {
  index: number = 0
  records: BytesView | null = null
}

function decodeProduceRequest(r: Reader, v: number): ProduceRequest {
  const m = new ProduceRequest()
  const flex = v >= 9
  if (v >= 3) {
    m.transactionalId = flex ? r.compactNullableString() : r.nullableString()
  }
  m.acks = r.int16()
  m.timeoutMs = r.int32()
  for (let n = flex ? r.compactCount(3) : r.count(6); n > 0 && r.ok; n--) {
    m.topicData.push(decodeTopicProduceData(r, v))
  }
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeProduceRequest(m: ProduceRequest, v: number): number {
  const flex = v >= 9
  let s = 6
  if (v >= 3) {
    s += nullableStrSize(m.transactionalId, flex)
  }
  s += (flex ? uvarintSize(m.topicData.length + 1) : 4)
  for (const e of m.topicData) s += sizeTopicProduceData(e, v)
  if (flex) {
    s += 1
  }
  return s
}

function refuseProduceRequest(m: ProduceRequest, v: number): void {
  if (!(v >= 3) && (m.transactionalId !== null)) refuseField('ProduceRequest.transactionalId', v)
}

function encodeProduceRequest(w: Writer, m: ProduceRequest, v: number): void {
  if (strictEncoding) refuseProduceRequest(m, v)
  const flex = v >= 9
  if (v >= 3) {
    flex ? w.compactNullableString(m.transactionalId) : w.nullableString(m.transactionalId)
  }
  w.int16(m.acks)
  w.int32(m.timeoutMs)
  flex ? w.uvarint(m.topicData.length + 1) : w.int32(m.topicData.length)
  for (const e of m.topicData) encodeTopicProduceData(w, e, v)
  if (flex) {
    w.uvarint(0)
  }
}

function decodeTopicProduceData(r: Reader, v: number): TopicProduceData {
  const m = new TopicProduceData()
  const flex = v >= 9
  if (v <= 12) {
    m.name = flex ? r.compactString() : r.string()
  }
  if (v >= 13) {
    m.topicId = r.uuid()
  }
  for (let n = flex ? r.compactCount(6) : r.count(8); n > 0 && r.ok; n--) {
    m.partitionData.push(decodePartitionProduceData(r, v))
  }
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeTopicProduceData(m: TopicProduceData, v: number): number {
  const flex = v >= 9
  let s = 0
  if (v <= 12) {
    s += strSize(m.name, flex)
  }
  if (v >= 13) s += 16
  s += (flex ? uvarintSize(m.partitionData.length + 1) : 4)
  for (const e of m.partitionData) s += sizePartitionProduceData(e, v)
  if (flex) {
    s += 1
  }
  return s
}

function encodeTopicProduceData(w: Writer, m: TopicProduceData, v: number): void {
  const flex = v >= 9
  if (v <= 12) {
    flex ? w.compactString(m.name) : w.string(m.name)
  }
  if (v >= 13) {
    w.uuid(m.topicId)
  }
  flex ? w.uvarint(m.partitionData.length + 1) : w.int32(m.partitionData.length)
  for (const e of m.partitionData) encodePartitionProduceData(w, e, v)
  if (flex) {
    w.uvarint(0)
  }
}

function decodePartitionProduceData(r: Reader, v: number): PartitionProduceData {
  const m = new PartitionProduceData()
  const flex = v >= 9
  m.index = r.int32()
  m.records = flex ? r.compactRecords() : r.records()
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizePartitionProduceData(m: PartitionProduceData, v: number): number {
  const flex = v >= 9
  let s = 4
  s += (flex ? (m.records === null ? 1 : uvarintSize(recordsLength(m.records) + 1)) : 4) + inlineRecordsSize(m.records)
  if (flex) {
    s += 1
  }
  return s
}

function encodePartitionProduceData(w: Writer, m: PartitionProduceData, v: number): void {
  const flex = v >= 9
  w.int32(m.index)
  flex ? w.compactRecords(m.records) : w.records(m.records)
  if (flex) {
    w.uvarint(0)
  }
}

export const produceRequest: MessageCodec<ProduceRequest> = {
  name: 'ProduceRequest',
  apiKey: 0,
  minVersion: 0,
  maxVersion: 13,
  flexibleFrom: 9,
  create: () => new ProduceRequest(),
  decode: decodeProduceRequest,
  size: sizeProduceRequest,
  encode: encodeProduceRequest,
  structs: { ProduceRequest, TopicProduceData, PartitionProduceData },
}
