// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, uvarintSize, type Writer } from '../writer.ts'

export class ListPartitionReassignmentsRequest {
  timeoutMs: number = 60000
  topics: ListPartitionReassignmentsTopics[] | null = null
}

export class ListPartitionReassignmentsTopics {
  name: string = ''
  partitionIndexes: number[] = []
}

function decodeListPartitionReassignmentsRequest(r: Reader, v: number): ListPartitionReassignmentsRequest {
  const m = new ListPartitionReassignmentsRequest()
  m.timeoutMs = r.int32()
   {
    const count = r.compactArrayLength(3)
    if (count < 0) m.topics = null
    else {
      const list: ListPartitionReassignmentsTopics[] = []
      for (let n = count; n > 0 && r.ok; n--) list.push(decodeListPartitionReassignmentsTopics(r, v))
      m.topics = list
    }
  }
  r.skipTags()
  return m
}

function sizeListPartitionReassignmentsRequest(m: ListPartitionReassignmentsRequest, v: number): number {
  let s = 4
   {
    const list = m.topics
    if (list === null) s += 1
    else {
      s += uvarintSize(list.length + 1)
      for (const e of list) s += sizeListPartitionReassignmentsTopics(e, v)
    }
  }
  s += 1
  return s
}

function encodeListPartitionReassignmentsRequest(w: Writer, m: ListPartitionReassignmentsRequest, v: number): void {
  w.int32(m.timeoutMs)
  if (m.topics === null) w.uvarint(0)
  else {
    w.uvarint(m.topics.length + 1)
    for (const e of m.topics) encodeListPartitionReassignmentsTopics(w, e, v)
  }
  w.uvarint(0)
}

function decodeListPartitionReassignmentsTopics(r: Reader, v: number): ListPartitionReassignmentsTopics {
  const m = new ListPartitionReassignmentsTopics()
  m.name = r.compactString()
  for (let n = r.compactCount(4); n > 0 && r.ok; n--) {
    m.partitionIndexes.push(r.int32())
  }
  r.skipTags()
  return m
}

function sizeListPartitionReassignmentsTopics(m: ListPartitionReassignmentsTopics, v: number): number {
  let s = 0
  s += strSize(m.name, true)
  s += uvarintSize(m.partitionIndexes.length + 1) + m.partitionIndexes.length * 4
  s += 1
  return s
}

function encodeListPartitionReassignmentsTopics(w: Writer, m: ListPartitionReassignmentsTopics, v: number): void {
  w.compactString(m.name)
  w.uvarint(m.partitionIndexes.length + 1)
  for (const e of m.partitionIndexes) w.int32(e)
  w.uvarint(0)
}

export const listPartitionReassignmentsRequest: MessageCodec<ListPartitionReassignmentsRequest> = {
  name: 'ListPartitionReassignmentsRequest',
  apiKey: 46,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  create: () => new ListPartitionReassignmentsRequest(),
  decode: decodeListPartitionReassignmentsRequest,
  size: sizeListPartitionReassignmentsRequest,
  encode: encodeListPartitionReassignmentsRequest,
  structs: { ListPartitionReassignmentsRequest, ListPartitionReassignmentsTopics },
}
