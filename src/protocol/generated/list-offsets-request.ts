// made by scripts/generate.ts; do not edit
import { refuseField, strictEncoding, type MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, uvarintSize, type Writer } from '../writer.ts'

export class ListOffsetsRequest {
  replicaId: number = 0
  isolationLevel: number = 0
  topics: ListOffsetsTopic[] = []
  timeoutMs: number = 0
}

export class ListOffsetsTopic {
  name: string = ''
  partitions: ListOffsetsPartition[] = []
}

export class ListOffsetsPartition {
  partitionIndex: number = 0
  currentLeaderEpoch: number = -1
  timestamp: number = 0
  maxNumOffsets: number = 1
}

function decodeListOffsetsRequest(r: Reader, v: number): ListOffsetsRequest {
  const m = new ListOffsetsRequest()
  const flex = v >= 6
  m.replicaId = r.int32()
  if (v >= 2) {
    m.isolationLevel = r.int8()
  }
  for (let n = flex ? r.compactCount(3) : r.count(6); n > 0 && r.ok; n--) {
    m.topics.push(decodeListOffsetsTopic(r, v))
  }
  if (v >= 10) {
    m.timeoutMs = r.int32()
  }
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeListOffsetsRequest(m: ListOffsetsRequest, v: number): number {
  const flex = v >= 6
  let s = 4
  if (v >= 2) s += 1
  s += (flex ? uvarintSize(m.topics.length + 1) : 4)
  for (const e of m.topics) s += sizeListOffsetsTopic(e, v)
  if (v >= 10) s += 4
  if (flex) {
    s += 1
  }
  return s
}

function refuseListOffsetsRequest(m: ListOffsetsRequest, v: number): void {
  if (!(v >= 2) && (m.isolationLevel !== 0)) refuseField('ListOffsetsRequest.isolationLevel', v)
}

function encodeListOffsetsRequest(w: Writer, m: ListOffsetsRequest, v: number): void {
  if (strictEncoding) refuseListOffsetsRequest(m, v)
  const flex = v >= 6
  w.int32(m.replicaId)
  if (v >= 2) {
    w.int8(m.isolationLevel)
  }
  flex ? w.uvarint(m.topics.length + 1) : w.int32(m.topics.length)
  for (const e of m.topics) encodeListOffsetsTopic(w, e, v)
  if (v >= 10) {
    w.int32(m.timeoutMs)
  }
  if (flex) {
    w.uvarint(0)
  }
}

function decodeListOffsetsTopic(r: Reader, v: number): ListOffsetsTopic {
  const m = new ListOffsetsTopic()
  const flex = v >= 6
  m.name = flex ? r.compactString() : r.string()
  for (let n = flex ? r.compactCount(17) : r.count(12); n > 0 && r.ok; n--) {
    m.partitions.push(decodeListOffsetsPartition(r, v))
  }
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeListOffsetsTopic(m: ListOffsetsTopic, v: number): number {
  const flex = v >= 6
  let s = 0
  s += strSize(m.name, flex)
  s += (flex ? uvarintSize(m.partitions.length + 1) : 4)
  for (const e of m.partitions) s += sizeListOffsetsPartition(e, v)
  if (flex) {
    s += 1
  }
  return s
}

function encodeListOffsetsTopic(w: Writer, m: ListOffsetsTopic, v: number): void {
  const flex = v >= 6
  flex ? w.compactString(m.name) : w.string(m.name)
  flex ? w.uvarint(m.partitions.length + 1) : w.int32(m.partitions.length)
  for (const e of m.partitions) encodeListOffsetsPartition(w, e, v)
  if (flex) {
    w.uvarint(0)
  }
}

function decodeListOffsetsPartition(r: Reader, v: number): ListOffsetsPartition {
  const m = new ListOffsetsPartition()
  const flex = v >= 6
  m.partitionIndex = r.int32()
  if (v >= 4) {
    m.currentLeaderEpoch = r.int32()
  }
  m.timestamp = r.int64()
  if (v <= 0) {
    m.maxNumOffsets = r.int32()
  }
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeListOffsetsPartition(m: ListOffsetsPartition, v: number): number {
  const flex = v >= 6
  let s = 12
  if (v >= 4) s += 4
  if (v <= 0) s += 4
  if (flex) {
    s += 1
  }
  return s
}

function refuseListOffsetsPartition(m: ListOffsetsPartition, v: number): void {
  if (!(v <= 0) && (m.maxNumOffsets !== 1)) refuseField('ListOffsetsPartition.maxNumOffsets', v)
}

function encodeListOffsetsPartition(w: Writer, m: ListOffsetsPartition, v: number): void {
  if (strictEncoding) refuseListOffsetsPartition(m, v)
  const flex = v >= 6
  w.int32(m.partitionIndex)
  if (v >= 4) {
    w.int32(m.currentLeaderEpoch)
  }
  w.int64(m.timestamp)
  if (v <= 0) {
    w.int32(m.maxNumOffsets)
  }
  if (flex) {
    w.uvarint(0)
  }
}

export const listOffsetsRequest: MessageCodec<ListOffsetsRequest> = {
  name: 'ListOffsetsRequest',
  apiKey: 2,
  minVersion: 0,
  maxVersion: 11,
  flexibleFrom: 6,
  create: () => new ListOffsetsRequest(),
  decode: decodeListOffsetsRequest,
  size: sizeListOffsetsRequest,
  encode: encodeListOffsetsRequest,
  structs: { ListOffsetsRequest, ListOffsetsTopic, ListOffsetsPartition },
}
