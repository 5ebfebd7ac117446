// made by scripts/generate.ts; do not edit
import { ZERO_UUID } from '../../base/uuid.ts'
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { nullableStrSize, uvarintSize, type Writer } from '../writer.ts'

export class DeleteShareGroupStateResponse {
  results: DeleteStateResult[] = []
}

export class DeleteStateResult {
  topicId: string = ZERO_UUID
  partitions: PartitionResult[] = []
}

export class PartitionResult {
  partition: number = 0
  errorCode: number = 0
  errorMessage: string | null = null
}

function decodeDeleteShareGroupStateResponse(r: Reader, v: number): DeleteShareGroupStateResponse {
  const m = new DeleteShareGroupStateResponse()
  for (let n = r.compactCount(18); n > 0 && r.ok; n--) {
    m.results.push(decodeDeleteStateResult(r, v))
  }
  r.skipTags()
  return m
}

function sizeDeleteShareGroupStateResponse(m: DeleteShareGroupStateResponse, v: number): number {
  let s = 0
  s += uvarintSize(m.results.length + 1)
  for (const e of m.results) s += sizeDeleteStateResult(e, v)
  s += 1
  return s
}

function encodeDeleteShareGroupStateResponse(w: Writer, m: DeleteShareGroupStateResponse, v: number): void {
  w.uvarint(m.results.length + 1)
  for (const e of m.results) encodeDeleteStateResult(w, e, v)
  w.uvarint(0)
}

function decodeDeleteStateResult(r: Reader, v: number): DeleteStateResult {
  const m = new DeleteStateResult()
  m.topicId = r.uuid()
  for (let n = r.compactCount(8); n > 0 && r.ok; n--) {
    m.partitions.push(decodePartitionResult(r, v))
  }
  r.skipTags()
  return m
}

function sizeDeleteStateResult(m: DeleteStateResult, v: number): number {
  let s = 16
  s += uvarintSize(m.partitions.length + 1)
  for (const e of m.partitions) s += sizePartitionResult(e, v)
  s += 1
  return s
}

function encodeDeleteStateResult(w: Writer, m: DeleteStateResult, v: number): void {
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

export const deleteShareGroupStateResponse: MessageCodec<DeleteShareGroupStateResponse> = {
  name: 'DeleteShareGroupStateResponse',
  apiKey: 86,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  create: () => new DeleteShareGroupStateResponse(),
  decode: decodeDeleteShareGroupStateResponse,
  size: sizeDeleteShareGroupStateResponse,
  encode: encodeDeleteShareGroupStateResponse,
  structs: { DeleteShareGroupStateResponse, DeleteStateResult, PartitionResult },
}
