// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, uvarintSize, type Writer } from '../writer.ts'

export class WriteTxnMarkersRequest {
  markers: WritableTxnMarker[] = []
}

export class WritableTxnMarker {
  producerId: number = 0
  producerEpoch: number = 0
  transactionResult: boolean = false
  topics: WritableTxnMarkerTopic[] = []
  coordinatorEpoch: number = 0
  transactionVersion: number = 0
}

export class WritableTxnMarkerTopic {
  name: string = ''
  partitionIndexes: number[] = []
}

function decodeWriteTxnMarkersRequest(r: Reader, v: number): WriteTxnMarkersRequest {
  const m = new WriteTxnMarkersRequest()
  for (let n = r.compactCount(17); n > 0 && r.ok; n--) {
    m.markers.push(decodeWritableTxnMarker(r, v))
  }
  r.skipTags()
  return m
}

function sizeWriteTxnMarkersRequest(m: WriteTxnMarkersRequest, v: number): number {
  let s = 0
  s += uvarintSize(m.markers.length + 1)
  for (const e of m.markers) s += sizeWritableTxnMarker(e, v)
  s += 1
  return s
}

function encodeWriteTxnMarkersRequest(w: Writer, m: WriteTxnMarkersRequest, v: number): void {
  w.uvarint(m.markers.length + 1)
  for (const e of m.markers) encodeWritableTxnMarker(w, e, v)
  w.uvarint(0)
}

function decodeWritableTxnMarker(r: Reader, v: number): WritableTxnMarker {
  const m = new WritableTxnMarker()
  m.producerId = r.int64()
  m.producerEpoch = r.int16()
  m.transactionResult = r.bool()
  for (let n = r.compactCount(3); n > 0 && r.ok; n--) {
    m.topics.push(decodeWritableTxnMarkerTopic(r, v))
  }
  m.coordinatorEpoch = r.int32()
  if (v >= 2) {
    m.transactionVersion = r.int8()
  }
  r.skipTags()
  return m
}

function sizeWritableTxnMarker(m: WritableTxnMarker, v: number): number {
  let s = 15
  s += uvarintSize(m.topics.length + 1)
  for (const e of m.topics) s += sizeWritableTxnMarkerTopic(e, v)
  if (v >= 2) s += 1
  s += 1
  return s
}

function encodeWritableTxnMarker(w: Writer, m: WritableTxnMarker, v: number): void {
  w.int64(m.producerId)
  w.int16(m.producerEpoch)
  w.bool(m.transactionResult)
  w.uvarint(m.topics.length + 1)
  for (const e of m.topics) encodeWritableTxnMarkerTopic(w, e, v)
  w.int32(m.coordinatorEpoch)
  if (v >= 2) {
    w.int8(m.transactionVersion)
  }
  w.uvarint(0)
}

function decodeWritableTxnMarkerTopic(r: Reader, v: number): WritableTxnMarkerTopic {
  const m = new WritableTxnMarkerTopic()
  m.name = r.compactString()
  for (let n = r.compactCount(4); n > 0 && r.ok; n--) {
    m.partitionIndexes.push(r.int32())
  }
  r.skipTags()
  return m
}

function sizeWritableTxnMarkerTopic(m: WritableTxnMarkerTopic, v: number): number {
  let s = 0
  s += strSize(m.name, true)
  s += uvarintSize(m.partitionIndexes.length + 1) + m.partitionIndexes.length * 4
  s += 1
  return s
}

function encodeWritableTxnMarkerTopic(w: Writer, m: WritableTxnMarkerTopic, v: number): void {
  w.compactString(m.name)
  w.uvarint(m.partitionIndexes.length + 1)
  for (const e of m.partitionIndexes) w.int32(e)
  w.uvarint(0)
}

export const writeTxnMarkersRequest: MessageCodec<WriteTxnMarkersRequest> = {
  name: 'WriteTxnMarkersRequest',
  apiKey: 27,
  minVersion: 1,
  maxVersion: 2,
  flexibleFrom: 1,
  create: () => new WriteTxnMarkersRequest(),
  decode: decodeWriteTxnMarkersRequest,
  size: sizeWriteTxnMarkersRequest,
  encode: encodeWriteTxnMarkersRequest,
  structs: { WriteTxnMarkersRequest, WritableTxnMarker, WritableTxnMarkerTopic },
}
