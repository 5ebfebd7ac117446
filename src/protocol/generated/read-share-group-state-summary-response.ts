// made by scripts/generate.ts; do not edit
import { ZERO_UUID } from '../../base/uuid.ts'
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { nullableStrSize, uvarintSize, type Writer } from '../writer.ts'

export class ReadShareGroupStateSummaryResponse {
  results: ReadStateSummaryResult[] = []
}

export class ReadStateSummaryResult {
  topicId: string = ZERO_UUID
  partitions: PartitionResult[] = []
}

export class PartitionResult {
  partition: number = 0
  errorCode: number = 0
  errorMessage: string | null = null
  stateEpoch: number = 0
  leaderEpoch: number = 0
  startOffset: number = 0
  deliveryCompleteCount: number = -1
}

function decodeReadShareGroupStateSummaryResponse(r: Reader, v: number): ReadShareGroupStateSummaryResponse {
  const m = new ReadShareGroupStateSummaryResponse()
  for (let n = r.compactCount(18); n > 0 && r.ok; n--) {
    m.results.push(decodeReadStateSummaryResult(r, v))
  }
  r.skipTags()
  return m
}

function sizeReadShareGroupStateSummaryResponse(m: ReadShareGroupStateSummaryResponse, v: number): number {
  let s = 0
  s += uvarintSize(m.results.length + 1)
  for (const e of m.results) s += sizeReadStateSummaryResult(e, v)
  s += 1
  return s
}

function encodeReadShareGroupStateSummaryResponse(w: Writer, m: ReadShareGroupStateSummaryResponse, v: number): void {
  w.uvarint(m.results.length + 1)
  for (const e of m.results) encodeReadStateSummaryResult(w, e, v)
  w.uvarint(0)
}

function decodeReadStateSummaryResult(r: Reader, v: number): ReadStateSummaryResult {
  const m = new ReadStateSummaryResult()
  m.topicId = r.uuid()
  for (let n = r.compactCount(24); n > 0 && r.ok; n--) {
    m.partitions.push(decodePartitionResult(r, v))
  }
  r.skipTags()
  return m
}

function sizeReadStateSummaryResult(m: ReadStateSummaryResult, v: number): number {
  let s = 16
  s += uvarintSize(m.partitions.length + 1)
  for (const e of m.partitions) s += sizePartitionResult(e, v)
  s += 1
  return s
}

function encodeReadStateSummaryResult(w: Writer, m: ReadStateSummaryResult, v: number): void {
  w.uuid(m.topicId)
  w.uvarint(m.partitions.length + 1)
  for (const e of m.partitions) encodePartitionResult(w, e, v)
  w.uvarint(0)
}

function decodePartitionResult(r: Reader, v: number): PartitionResult {
  const m = new PartitionResult()
  m.partition = r.int32()
  m.errorCode = r.int16()
  m.errorMessage = r.compactNullableString()
  m.stateEpoch = r.int32()
  m.leaderEpoch = r.int32()
  m.startOffset = r.int64()
  if (v >= 1) {
    m.deliveryCompleteCount = r.int32()
  }
  r.skipTags()
  return m
}

function sizePartitionResult(m: PartitionResult, v: number): number {
  let s = 22
  s += nullableStrSize(m.errorMessage, true)
  if (v >= 1) s += 4
  s += 1
  return s
}

function encodePartitionResult(w: Writer, m: PartitionResult, v: number): void {
  w.int32(m.partition)
  w.int16(m.errorCode)
  w.compactNullableString(m.errorMessage)
  w.int32(m.stateEpoch)
  w.int32(m.leaderEpoch)
  w.int64(m.startOffset)
  if (v >= 1) {
    w.int32(m.deliveryCompleteCount)
  }
  w.uvarint(0)
}

export const readShareGroupStateSummaryResponse: MessageCodec<ReadShareGroupStateSummaryResponse> = {
  name: 'ReadShareGroupStateSummaryResponse',
  apiKey: 87,
  minVersion: 0,
  maxVersion: 1,
  flexibleFrom: 0,
  create: () => new ReadShareGroupStateSummaryResponse(),
  decode: decodeReadShareGroupStateSummaryResponse,
  size: sizeReadShareGroupStateSummaryResponse,
  encode: encodeReadShareGroupStateSummaryResponse,
  structs: { ReadShareGroupStateSummaryResponse, ReadStateSummaryResult, PartitionResult },
}
