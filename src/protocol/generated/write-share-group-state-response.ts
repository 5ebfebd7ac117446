// made by scripts/generate.ts; do not edit
import { ZERO_UUID } from '../../base/uuid.ts'
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { nullableStrSize, uvarintSize, type Writer } from '../writer.ts'

export class WriteShareGroupStateResponse {
  results: WriteStateResult[] = []
}

export class WriteStateResult {
  topicId: string = ZERO_UUID
  partitions: PartitionResult[] = []
}

export class PartitionResult {
  partition: number = 0
  errorCode: number = 0
  errorMessage: string | null = null
}

function decodeWriteShareGroupStateResponse(r: Reader, v: number): WriteShareGroupStateResponse {
  const m = new WriteShareGroupStateResponse()
  for (let n = r.compactCount(18); n > 0 && r.ok; n--) {
    m.results.push(decodeWriteStateResult(r, v))
  }
  r.skipTags()
  return m
}

function sizeWriteShareGroupStateResponse(m: WriteShareGroupStateResponse, v: number): number {
  let s = 0
  s += uvarintSize(m.results.length + 1)
  for (const e of m.results) s += sizeWriteStateResult(e, v)
  s += 1
  return s
}

function encodeWriteShareGroupStateResponse(w: Writer, m: WriteShareGroupStateResponse, v: number): void {
  w.uvarint(m.results.length + 1)
  for (const e of m.results) encodeWriteStateResult(w, e, v)
  w.uvarint(0)
}

function decodeWriteStateResult(r: Reader, v: number): WriteStateResult {
  const m = new WriteStateResult()
  m.topicId = r.uuid()
  for (let n = r.compactCount(8); n > 0 && r.ok; n--) {
    m.partitions.push(decodePartitionResult(r, v))
  }
  r.skipTags()
  return m
}

function sizeWriteStateResult(m: WriteStateResult, v: number): number {
  let s = 16
  s += uvarintSize(m.partitions.length + 1)
  for (const e of m.partitions) s += sizePartitionResult(e, v)
  s += 1
  return s
}

function encodeWriteStateResult(w: Writer, m: WriteStateResult, v: number): void {
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
  r.skipTags()
  return m
}

function sizePartitionResult(m: PartitionResult, v: number): number {
  let s = 6
  s += nullableStrSize(m.errorMessage, true)
  s += 1
  return s
}

function encodePartitionResult(w: Writer, m: PartitionResult, v: number): void {
  w.int32(m.partition)
  w.int16(m.errorCode)
  w.compactNullableString(m.errorMessage)
  w.uvarint(0)
}

export const writeShareGroupStateResponse: MessageCodec<WriteShareGroupStateResponse> = {
  name: 'WriteShareGroupStateResponse',
  apiKey: 85,
  minVersion: 0,
  maxVersion: 1,
  flexibleFrom: 0,
  create: () => new WriteShareGroupStateResponse(),
  decode: decodeWriteShareGroupStateResponse,
  size: sizeWriteShareGroupStateResponse,
  encode: encodeWriteShareGroupStateResponse,
  structs: { WriteShareGroupStateResponse, WriteStateResult, PartitionResult },
}
