// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, uvarintSize, type Writer } from '../writer.ts'

export class DeleteRecordsResponse {
  throttleTimeMs: number = 0
  topics: DeleteRecordsTopicResult[] = []
}

export class DeleteRecordsTopicResult {
  name: string = ''
  partitions: DeleteRecordsPartitionResult[] = []
}

export class DeleteRecordsPartitionResult {
  partitionIndex: number = 0
  lowWatermark: number = 0
  errorCode: number = 0
}

function decodeDeleteRecordsResponse(r: Reader, v: number): DeleteRecordsResponse {
  const m = new DeleteRecordsResponse()
  const flex = v >= 2
  m.throttleTimeMs = r.int32()
  for (let n = flex ? r.compactCount(3) : r.count(6); n > 0 && r.ok; n--) {
    m.topics.push(decodeDeleteRecordsTopicResult(r, v))
  }
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeDeleteRecordsResponse(m: DeleteRecordsResponse, v: number): number {
  const flex = v >= 2
  let s = 4
  s += (flex ? uvarintSize(m.topics.length + 1) : 4)
  for (const e of m.topics) s += sizeDeleteRecordsTopicResult(e, v)
  if (flex) {
    s += 1
  }
  return s
}

function encodeDeleteRecordsResponse(w: Writer, m: DeleteRecordsResponse, v: number): void {
  const flex = v >= 2
  w.int32(m.throttleTimeMs)
  flex ? w.uvarint(m.topics.length + 1) : w.int32(m.topics.length)
  for (const e of m.topics) encodeDeleteRecordsTopicResult(w, e, v)
  if (flex) {
    w.uvarint(0)
  }
}

function decodeDeleteRecordsTopicResult(r: Reader, v: number): DeleteRecordsTopicResult {
  const m = new DeleteRecordsTopicResult()
  const flex = v >= 2
  m.name = flex ? r.compactString() : r.string()
  for (let n = flex ? r.compactCount(15) : r.count(14); n > 0 && r.ok; n--) {
    m.partitions.push(decodeDeleteRecordsPartitionResult(r, v))
  }
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeDeleteRecordsTopicResult(m: DeleteRecordsTopicResult, v: number): number {
  const flex = v >= 2
  let s = 0
  s += strSize(m.name, flex)
  s += (flex ? uvarintSize(m.partitions.length + 1) : 4)
  for (const e of m.partitions) s += sizeDeleteRecordsPartitionResult(e, v)
  if (flex) {
    s += 1
  }
  return s
}

function encodeDeleteRecordsTopicResult(w: Writer, m: DeleteRecordsTopicResult, v: number): void {
  const flex = v >= 2
  flex ? w.compactString(m.name) : w.string(m.name)
  flex ? w.uvarint(m.partitions.length + 1) : w.int32(m.partitions.length)
  for (const e of m.partitions) encodeDeleteRecordsPartitionResult(w, e, v)
  if (flex) {
    w.uvarint(0)
  }
}

function decodeDeleteRecordsPartitionResult(r: Reader, v: number): DeleteRecordsPartitionResult {
  const m = new DeleteRecordsPartitionResult()
  const flex = v >= 2
  m.partitionIndex = r.int32()
  m.lowWatermark = r.int64()
  m.errorCode = r.int16()
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeDeleteRecordsPartitionResult(m: DeleteRecordsPartitionResult, v: number): number {
  const flex = v >= 2
  let s = 14
  if (flex) {
    s += 1
  }
  return s
}

function encodeDeleteRecordsPartitionResult(w: Writer, m: DeleteRecordsPartitionResult, v: number): void {
  const flex = v >= 2
  w.int32(m.partitionIndex)
  w.int64(m.lowWatermark)
  w.int16(m.errorCode)
  if (flex) {
    w.uvarint(0)
  }
}

export const deleteRecordsResponse: MessageCodec<DeleteRecordsResponse> = {
  name: 'DeleteRecordsResponse',
  apiKey: 21,
  minVersion: 0,
  maxVersion: 2,
  flexibleFrom: 2,
  create: () => new DeleteRecordsResponse(),
  decode: decodeDeleteRecordsResponse,
  size: sizeDeleteRecordsResponse,
  encode: encodeDeleteRecordsResponse,
  structs: { DeleteRecordsResponse, DeleteRecordsTopicResult, DeleteRecordsPartitionResult },
}
