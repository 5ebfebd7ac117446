// made by scripts/generate.ts; do not edit
import { ZERO_UUID } from '../../base/uuid.ts'
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { nullableStrSize, uvarintSize, type Writer } from '../writer.ts'

export class ReadShareGroupStateResponse {
  results: ReadStateResult[] = []
}

export class ReadStateResult {
  topicId: string = ZERO_UUID
  partitions: PartitionResult[] = []
}

export class PartitionResult {
  partition: number = 0
  errorCode: number = 0
  errorMessage: string | null = null
  stateEpoch: number = 0
  startOffset: number = 0
  stateBatches: StateBatch[] = []
}

export class StateBatch {
  firstOffset: number = 0
  lastOffset: number = 0
  deliveryState: number = 0
  deliveryCount: number = 0
}

function decodeReadShareGroupStateResponse(r: Reader, v: number): ReadShareGroupStateResponse {
  const m = new ReadShareGroupStateResponse()
  for (let n = r.compactCount(18); n > 0 && r.ok; n--) {
    m.results.push(decodeReadStateResult(r, v))
  }
  r.skipTags()
  return m
}

function sizeReadShareGroupStateResponse(m: ReadShareGroupStateResponse, v: number): number {
  let s = 0
  s += uvarintSize(m.results.length + 1)
  for (const e of m.results) s += sizeReadStateResult(e, v)
  s += 1
  return s
}

function encodeReadShareGroupStateResponse(w: Writer, m: ReadShareGroupStateResponse, v: number): void {
  w.uvarint(m.results.length + 1)
  for (const e of m.results) encodeReadStateResult(w, e, v)
  w.uvarint(0)
}

function decodeReadStateResult(r: Reader, v: number): ReadStateResult {
  const m = new ReadStateResult()
  m.topicId = r.uuid()
  for (let n = r.compactCount(21); n > 0 && r.ok; n--) {
    m.partitions.push(decodePartitionResult(r, v))
  }
  r.skipTags()
  return m
}

function sizeReadStateResult(m: ReadStateResult, v: number): number {
  let s = 16
  s += uvarintSize(m.partitions.length + 1)
  for (const e of m.partitions) s += sizePartitionResult(e, v)
  s += 1
  return s
}

function encodeReadStateResult(w: Writer, m: ReadStateResult, v: number): void {
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
  m.startOffset = r.int64()
  for (let n = r.compactCount(20); n > 0 && r.ok; n--) {
    m.stateBatches.push(decodeStateBatch(r, v))
  }
  r.skipTags()
  return m
}

function sizePartitionResult(m: PartitionResult, v: number): number {
  let s = 18
  s += nullableStrSize(m.errorMessage, true)
  s += uvarintSize(m.stateBatches.length + 1)
  for (const e of m.stateBatches) s += sizeStateBatch(e, v)
  s += 1
  return s
}

function encodePartitionResult(w: Writer, m: PartitionResult, v: number): void {
  w.int32(m.partition)
  w.int16(m.errorCode)
  w.compactNullableString(m.errorMessage)
  w.int32(m.stateEpoch)
  w.int64(m.startOffset)
  w.uvarint(m.stateBatches.length + 1)
  for (const e of m.stateBatches) encodeStateBatch(w, e, v)
  w.uvarint(0)
}

function decodeStateBatch(r: Reader, v: number): StateBatch {
  const m = new StateBatch()
  m.firstOffset = r.int64()
  m.lastOffset = r.int64()
  m.deliveryState = r.int8()
  m.deliveryCount = r.int16()
  r.skipTags()
  return m
}

function sizeStateBatch(m: StateBatch, v: number): number {
  let s = 19
  s += 1
  return s
}

function encodeStateBatch(w: Writer, m: StateBatch, v: number): void {
  w.int64(m.firstOffset)
  w.int64(m.lastOffset)
  w.int8(m.deliveryState)
  w.int16(m.deliveryCount)
  w.uvarint(0)
}

export const readShareGroupStateResponse: MessageCodec<ReadShareGroupStateResponse> = {
  name: 'ReadShareGroupStateResponse',
  apiKey: 84,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  create: () => new ReadShareGroupStateResponse(),
  decode: decodeReadShareGroupStateResponse,
  size: sizeReadShareGroupStateResponse,
  encode: encodeReadShareGroupStateResponse,
  structs: { ReadShareGroupStateResponse, ReadStateResult, PartitionResult, StateBatch },
}
