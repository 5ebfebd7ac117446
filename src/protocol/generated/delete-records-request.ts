// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, uvarintSize, type Writer } from '../writer.ts'

export class DeleteRecordsRequest {
  topics: DeleteRecordsTopic[] = []
  timeoutMs: number = 0
}

export class DeleteRecordsTopic {
  name: string = ''
  partitions: DeleteRecordsPartition[] = []
}

export class DeleteRecordsPartition {
  partitionIndex: number = 0
  offset: number = 0
}

function decodeDeleteRecordsRequest(r: Reader, v: number): DeleteRecordsRequest {
  const m = new DeleteRecordsRequest()
  const flex = v >= 2
  for (let n = flex ? r.compactCount(3) : r.count(6); n > 0 && r.ok; n--) {
    m.topics.push(decodeDeleteRecordsTopic(r, v))
  }
  m.timeoutMs = r.int32()
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeDeleteRecordsRequest(m: DeleteRecordsRequest, v: number): number {
  const flex = v >= 2
  let s = 4
  s += (flex ? uvarintSize(m.topics.length + 1) : 4)
  for (const e of m.topics) s += sizeDeleteRecordsTopic(e, v)
  if (flex) {
    s += 1
  }
  return s
}

function encodeDeleteRecordsRequest(w: Writer, m: DeleteRecordsRequest, v: number): void {
  const flex = v >= 2
  flex ? w.uvarint(m.topics.length + 1) : w.int32(m.topics.length)
  for (const e of m.topics) encodeDeleteRecordsTopic(w, e, v)
  w.int32(m.timeoutMs)
  if (flex) {
    w.uvarint(0)
  }
}

function decodeDeleteRecordsTopic(r: Reader, v: number): DeleteRecordsTopic {
  const m = new DeleteRecordsTopic()
  const flex = v >= 2
  m.name = flex ? r.compactString() : r.string()
  for (let n = flex ? r.compactCount(13) : r.count(12); n > 0 && r.ok; n--) {
    m.partitions.push(decodeDeleteRecordsPartition(r, v))
  }
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeDeleteRecordsTopic(m: DeleteRecordsTopic, v: number): number {
  const flex = v >= 2
  let s = 0
  s += strSize(m.name, flex)
  s += (flex ? uvarintSize(m.partitions.length + 1) : 4)
  for (const e of m.partitions) s += sizeDeleteRecordsPartition(e, v)
  if (flex) {
    s += 1
  }
  return s
}

function encodeDeleteRecordsTopic(w: Writer, m: DeleteRecordsTopic, v: number): void {
  const flex = v >= 2
  flex ? w.compactString(m.name) : w.string(m.name)
  flex ? w.uvarint(m.partitions.length + 1) : w.int32(m.partitions.length)
  for (const e of m.partitions) encodeDeleteRecordsPartition(w, e, v)
  if (flex) {
    w.uvarint(0)
  }
}

function decodeDeleteRecordsPartition(r: Reader, v: number): DeleteRecordsPartition {
  const m = new DeleteRecordsPartition()
  const flex = v >= 2
  m.partitionIndex = r.int32()
  m.offset = r.int64()
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeDeleteRecordsPartition(m: DeleteRecordsPartition, v: number): number {
  const flex = v >= 2
  let s = 12
  if (flex) {
    s += 1
  }
  return s
}

function encodeDeleteRecordsPartition(w: Writer, m: DeleteRecordsPartition, v: number): void {
  const flex = v >= 2
  w.int32(m.partitionIndex)
  w.int64(m.offset)
  if (flex) {
    w.uvarint(0)
  }
}

export const deleteRecordsRequest: MessageCodec<DeleteRecordsRequest> = {
  name: 'DeleteRecordsRequest',
  apiKey: 21,
  minVersion: 0,
  maxVersion: 2,
  flexibleFrom: 2,
  create: () => new DeleteRecordsRequest(),
  decode: decodeDeleteRecordsRequest,
  size: sizeDeleteRecordsRequest,
  encode: encodeDeleteRecordsRequest,
  structs: { DeleteRecordsRequest, DeleteRecordsTopic, DeleteRecordsPartition },
}
