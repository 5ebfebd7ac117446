// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, uvarintSize, type Writer } from '../writer.ts'

export class DescribeLogDirsResponse {
  throttleTimeMs: number = 0
  errorCode: number = 0
  results: DescribeLogDirsResult[] = []
}

export class DescribeLogDirsResult {
  errorCode: number = 0
  logDir: string = ''
  topics: DescribeLogDirsTopic[] = []
  totalBytes: number = -1
  usableBytes: number = -1
  isCordoned: boolean = false
}

export class DescribeLogDirsTopic {
  name: string = ''
  partitions: DescribeLogDirsPartition[] = []
}

export class DescribeLogDirsPartition {
  partitionIndex: number = 0
  partitionSize: number = 0
  offsetLag: number = 0
  isFutureKey: boolean = false
}

function decodeDescribeLogDirsResponse(r: Reader, v: number): DescribeLogDirsResponse {
  const m = new DescribeLogDirsResponse()
  const flex = v >= 2
  m.throttleTimeMs = r.int32()
  if (v >= 3) {
    m.errorCode = r.int16()
  }
  for (let n = flex ? r.compactCount(5) : r.count(8); n > 0 && r.ok; n--) {
    m.results.push(decodeDescribeLogDirsResult(r, v))
  }
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeDescribeLogDirsResponse(m: DescribeLogDirsResponse, v: number): number {
  const flex = v >= 2
  let s = 4
  if (v >= 3) s += 2
  s += (flex ? uvarintSize(m.results.length + 1) : 4)
  for (const e of m.results) s += sizeDescribeLogDirsResult(e, v)
  if (flex) {
    s += 1
  }
  return s
}

function encodeDescribeLogDirsResponse(w: Writer, m: DescribeLogDirsResponse, v: number): void {
  const flex = v >= 2
  w.int32(m.throttleTimeMs)
  if (v >= 3) {
    w.int16(m.errorCode)
  }
  flex ? w.uvarint(m.results.length + 1) : w.int32(m.results.length)
  for (const e of m.results) encodeDescribeLogDirsResult(w, e, v)
  if (flex) {
    w.uvarint(0)
  }
}

function decodeDescribeLogDirsResult(r: Reader, v: number): DescribeLogDirsResult {
  const m = new DescribeLogDirsResult()
  const flex = v >= 2
  m.errorCode = r.int16()
  m.logDir = flex ? r.compactString() : r.string()
  for (let n = flex ? r.compactCount(3) : r.count(6); n > 0 && r.ok; n--) {
    m.topics.push(decodeDescribeLogDirsTopic(r, v))
  }
  if (v >= 4) {
    m.totalBytes = r.int64()
    m.usableBytes = r.int64()
  }
  if (v >= 5) {
    m.isCordoned = r.bool()
  }
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeDescribeLogDirsResult(m: DescribeLogDirsResult, v: number): number {
  const flex = v >= 2
  let s = 2
  s += strSize(m.logDir, flex)
  s += (flex ? uvarintSize(m.topics.length + 1) : 4)
  for (const e of m.topics) s += sizeDescribeLogDirsTopic(e, v)
  if (v >= 4) s += 16
  if (v >= 5) s += 1
  if (flex) {
    s += 1
  }
  return s
}

function encodeDescribeLogDirsResult(w: Writer, m: DescribeLogDirsResult, v: number): void {
  const flex = v >= 2
  w.int16(m.errorCode)
  flex ? w.compactString(m.logDir) : w.string(m.logDir)
  flex ? w.uvarint(m.topics.length + 1) : w.int32(m.topics.length)
  for (const e of m.topics) encodeDescribeLogDirsTopic(w, e, v)
  if (v >= 4) {
    w.int64(m.totalBytes)
    w.int64(m.usableBytes)
  }
  if (v >= 5) {
    w.bool(m.isCordoned)
  }
  if (flex) {
    w.uvarint(0)
  }
}

function decodeDescribeLogDirsTopic(r: Reader, v: number): DescribeLogDirsTopic {
  const m = new DescribeLogDirsTopic()
  const flex = v >= 2
  m.name = flex ? r.compactString() : r.string()
  for (let n = flex ? r.compactCount(22) : r.count(21); n > 0 && r.ok; n--) {
    m.partitions.push(decodeDescribeLogDirsPartition(r, v))
  }
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeDescribeLogDirsTopic(m: DescribeLogDirsTopic, v: number): number {
  const flex = v >= 2
  let s = 0
  s += strSize(m.name, flex)
  s += (flex ? uvarintSize(m.partitions.length + 1) : 4)
  for (const e of m.partitions) s += sizeDescribeLogDirsPartition(e, v)
  if (flex) {
    s += 1
  }
  return s
}

function encodeDescribeLogDirsTopic(w: Writer, m: DescribeLogDirsTopic, v: number): void {
  const flex = v >= 2
  flex ? w.compactString(m.name) : w.string(m.name)
  flex ? w.uvarint(m.partitions.length + 1) : w.int32(m.partitions.length)
  for (const e of m.partitions) encodeDescribeLogDirsPartition(w, e, v)
  if (flex) {
    w.uvarint(0)
  }
}

function decodeDescribeLogDirsPartition(r: Reader, v: number): DescribeLogDirsPartition {
  const m = new DescribeLogDirsPartition()
  const flex = v >= 2
  m.partitionIndex = r.int32()
  m.partitionSize = r.int64()
  m.offsetLag = r.int64()
  m.isFutureKey = r.bool()
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeDescribeLogDirsPartition(m: DescribeLogDirsPartition, v: number): number {
  const flex = v >= 2
  let s = 21
  if (flex) {
    s += 1
  }
  return s
}

function encodeDescribeLogDirsPartition(w: Writer, m: DescribeLogDirsPartition, v: number): void {
  const flex = v >= 2
  w.int32(m.partitionIndex)
  w.int64(m.partitionSize)
  w.int64(m.offsetLag)
  w.bool(m.isFutureKey)
  if (flex) {
    w.uvarint(0)
  }
}

export const describeLogDirsResponse: MessageCodec<DescribeLogDirsResponse> = {
  name: 'DescribeLogDirsResponse',
  apiKey: 35,
  minVersion: 0,
  maxVersion: 5,
  flexibleFrom: 2,
  create: () => new DescribeLogDirsResponse(),
  decode: decodeDescribeLogDirsResponse,
  size: sizeDescribeLogDirsResponse,
  encode: encodeDescribeLogDirsResponse,
  structs: { DescribeLogDirsResponse, DescribeLogDirsResult, DescribeLogDirsTopic, DescribeLogDirsPartition },
}
