// made by scripts/generate.ts; do not edit
import { ZERO_UUID } from '../../base/uuid.ts'
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { uvarintSize, type Writer } from '../writer.ts'

export class AssignReplicasToDirsResponse {
  throttleTimeMs: number = 0
  errorCode: number = 0
  directories: DirectoryData[] = []
}

export class DirectoryData {
  id: string = ZERO_UUID
  topics: TopicData[] = []
}

export class TopicData {
  topicId: string = ZERO_UUID
  partitions: PartitionData[] = []
}

export class PartitionData {
  partitionIndex: number = 0
  errorCode: number = 0
}

function decodeAssignReplicasToDirsResponse(r: Reader, v: number): AssignReplicasToDirsResponse {
  const m = new AssignReplicasToDirsResponse()
  m.throttleTimeMs = r.int32()
  m.errorCode = r.int16()
  for (let n = r.compactCount(18); n > 0 && r.ok; n--) {
    m.directories.push(decodeDirectoryData(r, v))
  }
  r.skipTags()
  return m
}

function sizeAssignReplicasToDirsResponse(m: AssignReplicasToDirsResponse, v: number): number {
  let s = 6
  s += uvarintSize(m.directories.length + 1)
  for (const e of m.directories) s += sizeDirectoryData(e, v)
  s += 1
  return s
}

function encodeAssignReplicasToDirsResponse(w: Writer, m: AssignReplicasToDirsResponse, v: number): void {
  w.int32(m.throttleTimeMs)
  w.int16(m.errorCode)
  w.uvarint(m.directories.length + 1)
  for (const e of m.directories) encodeDirectoryData(w, e, v)
  w.uvarint(0)
}

function decodeDirectoryData(r: Reader, v: number): DirectoryData {
  const m = new DirectoryData()
  m.id = r.uuid()
  for (let n = r.compactCount(18); n > 0 && r.ok; n--) {
    m.topics.push(decodeTopicData(r, v))
  }
  r.skipTags()
  return m
}

function sizeDirectoryData(m: DirectoryData, v: number): number {
  let s = 16
  s += uvarintSize(m.topics.length + 1)
  for (const e of m.topics) s += sizeTopicData(e, v)
  s += 1
  return s
}

function encodeDirectoryData(w: Writer, m: DirectoryData, v: number): void {
  w.uuid(m.id)
  w.uvarint(m.topics.length + 1)
  for (const e of m.topics) encodeTopicData(w, e, v)
  w.uvarint(0)
}

function decodeTopicData(r: Reader, v: number): TopicData {
  const m = new TopicData()
  m.topicId = r.uuid()
  for (let n = r.compactCount(7); n > 0 && r.ok; n--) {
    m.partitions.push(decodePartitionData(r, v))
  }
  r.skipTags()
  return m
}

function sizeTopicData(m: TopicData, v: number): number {
  let s = 16
  s += uvarintSize(m.partitions.length + 1)
  for (const e of m.partitions) s += sizePartitionData(e, v)
  s += 1
  return s
}

function encodeTopicData(w: Writer, m: TopicData, v: number): void {
  w.uuid(m.topicId)
  w.uvarint(m.partitions.length + 1)
  for (const e of m.partitions) encodePartitionData(w, e, v)
  w.uvarint(0)
}

function decodePartitionData(r: Reader, v: number): PartitionData {
  const m = new PartitionData()
  m.partitionIndex = r.int32()
  m.errorCode = r.int16()
  r.skipTags()
  return m
}

function sizePartitionData(m: PartitionData, v: number): number {
  let s = 6
  s += 1
  return s
}

function encodePartitionData(w: Writer, m: PartitionData, v: number): void {
  w.int32(m.partitionIndex)
  w.int16(m.errorCode)
  w.uvarint(0)
}

export const assignReplicasToDirsResponse: MessageCodec<AssignReplicasToDirsResponse> = {
  name: 'AssignReplicasToDirsResponse',
  apiKey: 73,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  create: () => new AssignReplicasToDirsResponse(),
  decode: decodeAssignReplicasToDirsResponse,
  size: sizeAssignReplicasToDirsResponse,
  encode: encodeAssignReplicasToDirsResponse,
  structs: { AssignReplicasToDirsResponse, DirectoryData, TopicData, PartitionData },
}
