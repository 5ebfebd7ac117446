// made by scripts/generate.ts; do not edit
import { ZERO_UUID } from '../../base/uuid.ts'
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { nullableStrSize, uvarintSize, type Writer } from '../writer.ts'

export class InitializeShareGroupStateResponse {
  results: InitializeStateResult[] = []
}

export class InitializeStateResult {
  topicId: string = ZERO_UUID
  partitions: PartitionResult[] = []
}

export class PartitionResult {
  partition: number = 0
  errorCode: number = 0
  errorMessage: string | null = null
}

function decodeInitializeShareGroupStateResponse(r: Reader, v: number): InitializeShareGroupStateResponse {
  const m = new InitializeShareGroupStateResponse()
  for (let n = r.compactCount(18); n > 0 && r.ok; n--) {
    m.results.push(decodeInitializeStateResult(r, v))
  }
  r.skipTags()
  return m
}

function sizeInitializeShareGroupStateResponse(m: InitializeShareGroupStateResponse, v: number): number {
  let s = 0
  s += uvarintSize(m.results.length + 1)
  for (const e of m.results) s += sizeInitializeStateResult(e, v)
  s += 1
  return s
}

function encodeInitializeShareGroupStateResponse(w: Writer, m: InitializeShareGroupStateResponse, v: number): void {
  w.uvarint(m.results.length + 1)
  for (const e of m.results) encodeInitializeStateResult(w, e, v)
  w.uvarint(0)
}

function decodeInitializeStateResult(r: Reader, v: number): InitializeStateResult {
  const m = new InitializeStateResult()
  m.topicId = r.uuid()
  for (let n = r.compactCount(8); n > 0 && r.ok; n--) {
    m.partitions.push(decodePartitionResult(r, v))
  }
  r.skipTags()
  return m
}

function sizeInitializeStateResult(m: InitializeStateResult, v: number): number {
  let s = 16
  s += uvarintSize(m.partitions.length + 1)
  for (const e of m.partitions) s += sizePartitionResult(e, v)
  s += 1
  return s
}

function encodeInitializeStateResult(w: Writer, m: InitializeStateResult, v: number): void {
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

export const initializeShareGroupStateResponse: MessageCodec<InitializeShareGroupStateResponse> = {
  name: 'InitializeShareGroupStateResponse',
  apiKey: 83,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  create: () => new InitializeShareGroupStateResponse(),
  decode: decodeInitializeShareGroupStateResponse,
  size: sizeInitializeShareGroupStateResponse,
  encode: encodeInitializeShareGroupStateResponse,
  structs: { InitializeShareGroupStateResponse, InitializeStateResult, PartitionResult },
}
