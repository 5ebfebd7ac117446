// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { nullableStrSize, strSize, uvarintSize, type Writer } from '../writer.ts'

export class ListPartitionReassignmentsResponse {
  throttleTimeMs: number = 0
  errorCode: number = 0
  errorMessage: string | null = ''
  topics: OngoingTopicReassignment[] = []
}

export class OngoingTopicReassignment {
  name: string = ''
  partitions: OngoingPartitionReassignment[] = []
}

export class OngoingPartitionReassignment {
  partitionIndex: number = 0
  replicas: number[] = []
  addingReplicas: number[] = []
  removingReplicas: number[] = []
}

function decodeListPartitionReassignmentsResponse(r: Reader, v: number): ListPartitionReassignmentsResponse {
  const m = new ListPartitionReassignmentsResponse()
  m.throttleTimeMs = r.int32()
  m.errorCode = r.int16()
  m.errorMessage = r.compactNullableString()
  for (let n = r.compactCount(3); n > 0 && r.ok; n--) {
    m.topics.push(decodeOngoingTopicReassignment(r, v))
  }
  r.skipTags()
  return m
}

function sizeListPartitionReassignmentsResponse(m: ListPartitionReassignmentsResponse, v: number): number {
  let s = 6
  s += nullableStrSize(m.errorMessage, true)
  s += uvarintSize(m.topics.length + 1)
  for (const e of m.topics) s += sizeOngoingTopicReassignment(e, v)
  s += 1
  return s
}

function encodeListPartitionReassignmentsResponse(w: Writer, m: ListPartitionReassignmentsResponse, v: number): void {
  w.int32(m.throttleTimeMs)
  w.int16(m.errorCode)
  w.compactNullableString(m.errorMessage)
  w.uvarint(m.topics.length + 1)
  for (const e of m.topics) encodeOngoingTopicReassignment(w, e, v)
  w.uvarint(0)
}

function decodeOngoingTopicReassignment(r: Reader, v: number): OngoingTopicReassignment {
  const m = new OngoingTopicReassignment()
  m.name = r.compactString()
  for (let n = r.compactCount(8); n > 0 && r.ok; n--) {
    m.partitions.push(decodeOngoingPartitionReassignment(r, v))
  }
  r.skipTags()
  return m
}

function sizeOngoingTopicReassignment(m: OngoingTopicReassignment, v: number): number {
  let s = 0
  s += strSize(m.name, true)
  s += uvarintSize(m.partitions.length + 1)
  for (const e of m.partitions) s += sizeOngoingPartitionReassignment(e, v)
  s += 1
  return s
}

function encodeOngoingTopicReassignment(w: Writer, m: OngoingTopicReassignment, v: number): void {
  w.compactString(m.name)
  w.uvarint(m.partitions.length + 1)
  for (const e of m.partitions) encodeOngoingPartitionReassignment(w, e, v)
  w.uvarint(0)
}

function decodeOngoingPartitionReassignment(r: Reader, v: number): OngoingPartitionReassignment {
  const m = new OngoingPartitionReassignment()
  m.partitionIndex = r.int32()
  for (let n = r.compactCount(4); n > 0 && r.ok; n--) {
    m.replicas.push(r.int32())
  }
  for (let n = r.compactCount(4); n > 0 && r.ok; n--) {
    m.addingReplicas.push(r.int32())
  }
  for (let n = r.compactCount(4); n > 0 && r.ok; n--) {
    m.removingReplicas.push(r.int32())
  }
  r.skipTags()
  return m
}

function sizeOngoingPartitionReassignment(m: OngoingPartitionReassignment, v: number): number {
  let s = 4
  s += uvarintSize(m.replicas.length + 1) + m.replicas.length * 4
  s += uvarintSize(m.addingReplicas.length + 1) + m.addingReplicas.length * 4
  s += uvarintSize(m.removingReplicas.length + 1) + m.removingReplicas.length * 4
  s += 1
  return s
}

function encodeOngoingPartitionReassignment(w: Writer, m: OngoingPartitionReassignment, v: number): void {
  w.int32(m.partitionIndex)
  w.uvarint(m.replicas.length + 1)
  for (const e of m.replicas) w.int32(e)
  w.uvarint(m.addingReplicas.length + 1)
  for (const e of m.addingReplicas) w.int32(e)
  w.uvarint(m.removingReplicas.length + 1)
  for (const e of m.removingReplicas) w.int32(e)
  w.uvarint(0)
}

export const listPartitionReassignmentsResponse: MessageCodec<ListPartitionReassignmentsResponse> = {
  name: 'ListPartitionReassignmentsResponse',
  apiKey: 46,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  create: () => new ListPartitionReassignmentsResponse(),
  decode: decodeListPartitionReassignmentsResponse,
  size: sizeListPartitionReassignmentsResponse,
  encode: encodeListPartitionReassignmentsResponse,
  structs: { ListPartitionReassignmentsResponse, OngoingTopicReassignment, OngoingPartitionReassignment },
}
