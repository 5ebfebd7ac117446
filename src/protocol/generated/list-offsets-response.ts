// made by scripts/generate.ts; do not edit
import { refuseField, strictEncoding, type MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, uvarintSize, type Writer } from '../writer.ts'

export class ListOffsetsResponse {
  throttleTimeMs: number = 0
  topics: ListOffsetsTopicResponse[] = []
}

export class ListOffsetsTopicResponse {
  name: string = ''
  partitions: ListOffsetsPartitionResponse[] = []
}

export class ListOffsetsPartitionResponse {
  partitionIndex: number = 0
  errorCode: number = 0
  oldStyleOffsets: number[] = []
  timestamp: number = -1
  offset: number = -1
  leaderEpoch: number = -1
}

function decodeListOffsetsResponse(r: Reader, v: number): ListOffsetsResponse {
  const m = new ListOffsetsResponse()
  const flex = v >= 6
  if (v >= 2) {
    m.throttleTimeMs = r.int32()
  }
  for (let n = flex ? r.compactCount(3) : r.count(6); n > 0 && r.ok; n--) {
    m.topics.push(decodeListOffsetsTopicResponse(r, v))
  }
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeListOffsetsResponse(m: ListOffsetsResponse, v: number): number {
  const flex = v >= 6
  let s = 0
  if (v >= 2) s += 4
  s += (flex ? uvarintSize(m.topics.length + 1) : 4)
  for (const e of m.topics) s += sizeListOffsetsTopicResponse(e, v)
  if (flex) {
    s += 1
  }
  return s
}

function encodeListOffsetsResponse(w: Writer, m: ListOffsetsResponse, v: number): void {
  const flex = v >= 6
  if (v >= 2) {
    w.int32(m.throttleTimeMs)
  }
  flex ? w.uvarint(m.topics.length + 1) : w.int32(m.topics.length)
  for (const e of m.topics) encodeListOffsetsTopicResponse(w, e, v)
  if (flex) {
    w.uvarint(0)
  }
}

function decodeListOffsetsTopicResponse(r: Reader, v: number): ListOffsetsTopicResponse {
  const m = new ListOffsetsTopicResponse()
  const flex = v >= 6
  m.name = flex ? r.compactString() : r.string()
  for (let n = flex ? r.compactCount(27) : r.count(10); n > 0 && r.ok; n--) {
    m.partitions.push(decodeListOffsetsPartitionResponse(r, v))
  }
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeListOffsetsTopicResponse(m: ListOffsetsTopicResponse, v: number): number {
  const flex = v >= 6
  let s = 0
  s += strSize(m.name, flex)
  s += (flex ? uvarintSize(m.partitions.length + 1) : 4)
  for (const e of m.partitions) s += sizeListOffsetsPartitionResponse(e, v)
  if (flex) {
    s += 1
  }
  return s
}

function encodeListOffsetsTopicResponse(w: Writer, m: ListOffsetsTopicResponse, v: number): void {
  const flex = v >= 6
  flex ? w.compactString(m.name) : w.string(m.name)
  flex ? w.uvarint(m.partitions.length + 1) : w.int32(m.partitions.length)
  for (const e of m.partitions) encodeListOffsetsPartitionResponse(w, e, v)
  if (flex) {
    w.uvarint(0)
  }
}

function decodeListOffsetsPartitionResponse(r: Reader, v: number): ListOffsetsPartitionResponse {
  const m = new ListOffsetsPartitionResponse()
  const flex = v >= 6
  m.partitionIndex = r.int32()
  m.errorCode = r.int16()
  if (v <= 0) {
    for (let n = r.count(8); n > 0 && r.ok; n--) {
      m.oldStyleOffsets.push(r.int64())
    }
  }
  if (v >= 1) {
    m.timestamp = r.int64()
    m.offset = r.int64()
  }
  if (v >= 4) {
    m.leaderEpoch = r.int32()
  }
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeListOffsetsPartitionResponse(m: ListOffsetsPartitionResponse, v: number): number {
  const flex = v >= 6
  let s = 6
  if (v <= 0) {
    s += 4 + m.oldStyleOffsets.length * 8
  }
  if (v >= 1) s += 16
  if (v >= 4) s += 4
  if (flex) {
    s += 1
  }
  return s
}

function refuseListOffsetsPartitionResponse(m: ListOffsetsPartitionResponse, v: number): void {
  if (!(v <= 0) && (m.oldStyleOffsets.length > 0)) refuseField('ListOffsetsPartitionResponse.oldStyleOffsets', v)
  if (!(v >= 1) && (m.timestamp !== -1)) refuseField('ListOffsetsPartitionResponse.timestamp', v)
  if (!(v >= 1) && (m.offset !== -1)) refuseField('ListOffsetsPartitionResponse.offset', v)
  if (!(v >= 4) && (m.leaderEpoch !== -1)) refuseField('ListOffsetsPartitionResponse.leaderEpoch', v)
}

function encodeListOffsetsPartitionResponse(w: Writer, m: ListOffsetsPartitionResponse, v: number): void {
  if (strictEncoding) refuseListOffsetsPartitionResponse(m, v)
  const flex = v >= 6
  w.int32(m.partitionIndex)
  w.int16(m.errorCode)
  if (v <= 0) {
    w.int32(m.oldStyleOffsets.length)
    for (const e of m.oldStyleOffsets) w.int64(e)
  }
  if (v >= 1) {
    w.int64(m.timestamp)
    w.int64(m.offset)
  }
  if (v >= 4) {
    w.int32(m.leaderEpoch)
  }
  if (flex) {
    w.uvarint(0)
  }
}

export const listOffsetsResponse: MessageCodec<ListOffsetsResponse> = {
  name: 'ListOffsetsResponse',
  apiKey: 2,
  minVersion: 0,
  maxVersion: 11,
  flexibleFrom: 6,
  create: () => new ListOffsetsResponse(),
  decode: decodeListOffsetsResponse,
  size: sizeListOffsetsResponse,
  encode: encodeListOffsetsResponse,
  structs: { ListOffsetsResponse, ListOffsetsTopicResponse, ListOffsetsPartitionResponse },
}
