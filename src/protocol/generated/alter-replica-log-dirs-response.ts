// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, uvarintSize, type Writer } from '../writer.ts'

export class AlterReplicaLogDirsResponse {
  throttleTimeMs: number = 0
  results: AlterReplicaLogDirTopicResult[] = []
}

export class AlterReplicaLogDirTopicResult {
  topicName: string = ''
  partitions: AlterReplicaLogDirPartitionResult[] = []
}

export class AlterReplicaLogDirPartitionResult {
  partitionIndex: number = 0
  errorCode: number = 0
}

function decodeAlterReplicaLogDirsResponse(r: Reader, v: number): AlterReplicaLogDirsResponse {
  const m = new AlterReplicaLogDirsResponse()
  const flex = v >= 2
  m.throttleTimeMs = r.int32()
  for (let n = flex ? r.compactCount(3) : r.count(6); n > 0 && r.ok; n--) {
    m.results.push(decodeAlterReplicaLogDirTopicResult(r, v))
  }
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeAlterReplicaLogDirsResponse(m: AlterReplicaLogDirsResponse, v: number): number {
  const flex = v >= 2
  let s = 4
  s += (flex ? uvarintSize(m.results.length + 1) : 4)
  for (const e of m.results) s += sizeAlterReplicaLogDirTopicResult(e, v)
  if (flex) {
    s += 1
  }
  return s
}

function encodeAlterReplicaLogDirsResponse(w: Writer, m: AlterReplicaLogDirsResponse, v: number): void {
  const flex = v >= 2
  w.int32(m.throttleTimeMs)
  flex ? w.uvarint(m.results.length + 1) : w.int32(m.results.length)
  for (const e of m.results) encodeAlterReplicaLogDirTopicResult(w, e, v)
  if (flex) {
    w.uvarint(0)
  }
}

function decodeAlterReplicaLogDirTopicResult(r: Reader, v: number): AlterReplicaLogDirTopicResult {
  const m = new AlterReplicaLogDirTopicResult()
  const flex = v >= 2
  m.topicName = flex ? r.compactString() : r.string()
  for (let n = flex ? r.compactCount(7) : r.count(6); n > 0 && r.ok; n--) {
    m.partitions.push(decodeAlterReplicaLogDirPartitionResult(r, v))
  }
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeAlterReplicaLogDirTopicResult(m: AlterReplicaLogDirTopicResult, v: number): number {
  const flex = v >= 2
  let s = 0
  s += strSize(m.topicName, flex)
  s += (flex ? uvarintSize(m.partitions.length + 1) : 4)
  for (const e of m.partitions) s += sizeAlterReplicaLogDirPartitionResult(e, v)
  if (flex) {
    s += 1
  }
  return s
}

function encodeAlterReplicaLogDirTopicResult(w: Writer, m: AlterReplicaLogDirTopicResult, v: number): void {
  const flex = v >= 2
  flex ? w.compactString(m.topicName) : w.string(m.topicName)
  flex ? w.uvarint(m.partitions.length + 1) : w.int32(m.partitions.length)
  for (const e of m.partitions) encodeAlterReplicaLogDirPartitionResult(w, e, v)
  if (flex) {
    w.uvarint(0)
  }
}

function decodeAlterReplicaLogDirPartitionResult(r: Reader, v: number): AlterReplicaLogDirPartitionResult {
  const m = new AlterReplicaLogDirPartitionResult()
  const flex = v >= 2
  m.partitionIndex = r.int32()
  m.errorCode = r.int16()
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeAlterReplicaLogDirPartitionResult(m: AlterReplicaLogDirPartitionResult, v: number): number {
  const flex = v >= 2
  let s = 6
  if (flex) {
    s += 1
  }
  return s
}

function encodeAlterReplicaLogDirPartitionResult(w: Writer, m: AlterReplicaLogDirPartitionResult, v: number): void {
  const flex = v >= 2
  w.int32(m.partitionIndex)
  w.int16(m.errorCode)
  if (flex) {
    w.uvarint(0)
  }
}

export const alterReplicaLogDirsResponse: MessageCodec<AlterReplicaLogDirsResponse> = {
  name: 'AlterReplicaLogDirsResponse',
  apiKey: 34,
  minVersion: 0,
  maxVersion: 2,
  flexibleFrom: 2,
  create: () => new AlterReplicaLogDirsResponse(),
  decode: decodeAlterReplicaLogDirsResponse,
  size: sizeAlterReplicaLogDirsResponse,
  encode: encodeAlterReplicaLogDirsResponse,
  structs: { AlterReplicaLogDirsResponse, AlterReplicaLogDirTopicResult, AlterReplicaLogDirPartitionResult },
}
