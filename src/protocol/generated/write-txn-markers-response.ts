// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, uvarintSize, type Writer } from '../writer.ts'

export class WriteTxnMarkersResponse {
  markers: WritableTxnMarkerResult[] = []
}

export class WritableTxnMarkerResult {
  producerId: number = 0
  topics: WritableTxnMarkerTopicResult[] = []
}

export class WritableTxnMarkerTopicResult {
  name: string = ''
  partitions: WritableTxnMarkerPartitionResult[] = []
}

export class WritableTxnMarkerPartitionResult {
  partitionIndex: number = 0
  errorCode: number = 0
}

function decodeWriteTxnMarkersResponse(r: Reader, v: number): WriteTxnMarkersResponse {
  const m = new WriteTxnMarkersResponse()
  for (let n = r.compactCount(10); n > 0 && r.ok; n--) {
    m.markers.push(decodeWritableTxnMarkerResult(r, v))
  }
  r.skipTags()
  return m
}

function sizeWriteTxnMarkersResponse(m: WriteTxnMarkersResponse, v: number): number {
  let s = 0
  s += uvarintSize(m.markers.length + 1)
  for (const e of m.markers) s += sizeWritableTxnMarkerResult(e, v)
  s += 1
  return s
}

function encodeWriteTxnMarkersResponse(w: Writer, m: WriteTxnMarkersResponse, v: number): void {
  w.uvarint(m.markers.length + 1)
  for (const e of m.markers) encodeWritableTxnMarkerResult(w, e, v)
  w.uvarint(0)
}

function decodeWritableTxnMarkerResult(r: Reader, v: number): WritableTxnMarkerResult {
  const m = new WritableTxnMarkerResult()
  m.producerId = r.int64()
  for (let n = r.compactCount(3); n > 0 && r.ok; n--) {
    m.topics.push(decodeWritableTxnMarkerTopicResult(r, v))
  }
  r.skipTags()
  return m
}

function sizeWritableTxnMarkerResult(m: WritableTxnMarkerResult, v: number): number {
  let s = 8
  s += uvarintSize(m.topics.length + 1)
  for (const e of m.topics) s += sizeWritableTxnMarkerTopicResult(e, v)
  s += 1
  return s
}

function encodeWritableTxnMarkerResult(w: Writer, m: WritableTxnMarkerResult, v: number): void {
  w.int64(m.producerId)
  w.uvarint(m.topics.length + 1)
  for (const e of m.topics) encodeWritableTxnMarkerTopicResult(w, e, v)
  w.uvarint(0)
}

function decodeWritableTxnMarkerTopicResult(r: Reader, v: number): WritableTxnMarkerTopicResult {
  const m = new WritableTxnMarkerTopicResult()
  m.name = r.compactString()
  for (let n = r.compactCount(7); n > 0 && r.ok; n--) {
    m.partitions.push(decodeWritableTxnMarkerPartitionResult(r, v))
  }
  r.skipTags()
  return m
}

function sizeWritableTxnMarkerTopicResult(m: WritableTxnMarkerTopicResult, v: number): number {
  let s = 0
  s += strSize(m.name, true)
  s += uvarintSize(m.partitions.length + 1)
  for (const e of m.partitions) s += sizeWritableTxnMarkerPartitionResult(e, v)
  s += 1
  return s
}

function encodeWritableTxnMarkerTopicResult(w: Writer, m: WritableTxnMarkerTopicResult, v: number): void {
  w.compactString(m.name)
  w.uvarint(m.partitions.length + 1)
  for (const e of m.partitions) encodeWritableTxnMarkerPartitionResult(w, e, v)
  w.uvarint(0)
}

function decodeWritableTxnMarkerPartitionResult(r: Reader, v: number): WritableTxnMarkerPartitionResult {
  const m = new WritableTxnMarkerPartitionResult()
  m.partitionIndex = r.int32()
  m.errorCode = r.int16()
  r.skipTags()
  return m
}

function sizeWritableTxnMarkerPartitionResult(m: WritableTxnMarkerPartitionResult, v: number): number {
  let s = 6
  s += 1
  return s
}

function encodeWritableTxnMarkerPartitionResult(w: Writer, m: WritableTxnMarkerPartitionResult, v: number): void {
  w.int32(m.partitionIndex)
  w.int16(m.errorCode)
  w.uvarint(0)
}

export const writeTxnMarkersResponse: MessageCodec<WriteTxnMarkersResponse> = {
  name: 'WriteTxnMarkersResponse',
  apiKey: 27,
  minVersion: 1,
  maxVersion: 2,
  flexibleFrom: 1,
  create: () => new WriteTxnMarkersResponse(),
  decode: decodeWriteTxnMarkersResponse,
  size: sizeWriteTxnMarkersResponse,
  encode: encodeWriteTxnMarkersResponse,
  structs: { WriteTxnMarkersResponse, WritableTxnMarkerResult, WritableTxnMarkerTopicResult, WritableTxnMarkerPartitionResult },
}
