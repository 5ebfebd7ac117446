// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { nullableStrSize, strSize, uvarintSize, type Writer } from '../writer.ts'

export class DescribeProducersResponse {
  throttleTimeMs: number = 0
  topics: TopicResponse[] = []
}

export class TopicResponse {
  name: string = ''
  partitions: PartitionResponse[] = []
}

export class PartitionResponse {
  partitionIndex: number = 0
  errorCode: number = 0
  errorMessage: string | null = null
  activeProducers: ProducerState[] = []
}

export class ProducerState {
  producerId: number = 0
  producerEpoch: number = 0
  lastSequence: number = -1
  lastTimestamp: number = -1
  coordinatorEpoch: number = 0
  currentTxnStartOffset: number = -1
}

function decodeDescribeProducersResponse(r: Reader, v: number): DescribeProducersResponse {
  const m = new DescribeProducersResponse()
  m.throttleTimeMs = r.int32()
  for (let n = r.compactCount(3); n > 0 && r.ok; n--) {
    m.topics.push(decodeTopicResponse(r, v))
  }
  r.skipTags()
  return m
}

function sizeDescribeProducersResponse(m: DescribeProducersResponse, v: number): number {
  let s = 4
  s += uvarintSize(m.topics.length + 1)
  for (const e of m.topics) s += sizeTopicResponse(e, v)
  s += 1
  return s
}

function encodeDescribeProducersResponse(w: Writer, m: DescribeProducersResponse, v: number): void {
  w.int32(m.throttleTimeMs)
  w.uvarint(m.topics.length + 1)
  for (const e of m.topics) encodeTopicResponse(w, e, v)
  w.uvarint(0)
}

function decodeTopicResponse(r: Reader, v: number): TopicResponse {
  const m = new TopicResponse()
  m.name = r.compactString()
  for (let n = r.compactCount(9); n > 0 && r.ok; n--) {
    m.partitions.push(decodePartitionResponse(r, v))
  }
  r.skipTags()
  return m
}

function sizeTopicResponse(m: TopicResponse, v: number): number {
  let s = 0
  s += strSize(m.name, true)
  s += uvarintSize(m.partitions.length + 1)
  for (const e of m.partitions) s += sizePartitionResponse(e, v)
  s += 1
  return s
}

function encodeTopicResponse(w: Writer, m: TopicResponse, v: number): void {
  w.compactString(m.name)
  w.uvarint(m.partitions.length + 1)
  for (const e of m.partitions) encodePartitionResponse(w, e, v)
  w.uvarint(0)
}

function decodePartitionResponse(r: Reader, v: number): PartitionResponse {
  const m = new PartitionResponse()
  m.partitionIndex = r.int32()
  m.errorCode = r.int16()
  m.errorMessage = r.compactNullableString()
  for (let n = r.compactCount(37); n > 0 && r.ok; n--) {
    m.activeProducers.push(decodeProducerState(r, v))
  }
  r.skipTags()
  return m
}

function sizePartitionResponse(m: PartitionResponse, v: number): number {
  let s = 6
  s += nullableStrSize(m.errorMessage, true)
  s += uvarintSize(m.activeProducers.length + 1)
  for (const e of m.activeProducers) s += sizeProducerState(e, v)
  s += 1
  return s
}

function encodePartitionResponse(w: Writer, m: PartitionResponse, v: number): void {
  w.int32(m.partitionIndex)
  w.int16(m.errorCode)
  w.compactNullableString(m.errorMessage)
  w.uvarint(m.activeProducers.length + 1)
  for (const e of m.activeProducers) encodeProducerState(w, e, v)
  w.uvarint(0)
}

function decodeProducerState(r: Reader, v: number): ProducerState {
  const m = new ProducerState()
  m.producerId = r.int64()
  m.producerEpoch = r.int32()
  m.lastSequence = r.int32()
  m.lastTimestamp = r.int64()
  m.coordinatorEpoch = r.int32()
  m.currentTxnStartOffset = r.int64()
  r.skipTags()
  return m
}

function sizeProducerState(m: ProducerState, v: number): number {
  let s = 36
  s += 1
  return s
}

function encodeProducerState(w: Writer, m: ProducerState, v: number): void {
  w.int64(m.producerId)
  w.int32(m.producerEpoch)
  w.int32(m.lastSequence)
  w.int64(m.lastTimestamp)
  w.int32(m.coordinatorEpoch)
  w.int64(m.currentTxnStartOffset)
  w.uvarint(0)
}

export const describeProducersResponse: MessageCodec<DescribeProducersResponse> = {
  name: 'DescribeProducersResponse',
  apiKey: 61,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  create: () => new DescribeProducersResponse(),
  decode: decodeDescribeProducersResponse,
  size: sizeDescribeProducersResponse,
  encode: encodeDescribeProducersResponse,
  structs: { DescribeProducersResponse, TopicResponse, PartitionResponse, ProducerState },
}
