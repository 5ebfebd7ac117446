// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, uvarintSize, type Writer } from '../writer.ts'

export class CreatePartitionsRequest {
  topics: CreatePartitionsTopic[] = []
  timeoutMs: number = 0
  validateOnly: boolean = false
}

export class CreatePartitionsTopic {
  name: string = ''
  count: number = 0
  assignments: CreatePartitionsAssignment[] | null = []
}

export class CreatePartitionsAssignment {
  brokerIds: number[] = []
}

function decodeCreatePartitionsRequest(r: Reader, v: number): CreatePartitionsRequest {
  const m = new CreatePartitionsRequest()
  const flex = v >= 2
  for (let n = flex ? r.compactCount(7) : r.count(10); n > 0 && r.ok; n--) {
    m.topics.push(decodeCreatePartitionsTopic(r, v))
  }
  m.timeoutMs = r.int32()
  m.validateOnly = r.bool()
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeCreatePartitionsRequest(m: CreatePartitionsRequest, v: number): number {
  const flex = v >= 2
  let s = 5
  s += (flex ? uvarintSize(m.topics.length + 1) : 4)
  for (const e of m.topics) s += sizeCreatePartitionsTopic(e, v)
  if (flex) {
    s += 1
  }
  return s
}

function encodeCreatePartitionsRequest(w: Writer, m: CreatePartitionsRequest, v: number): void {
  const flex = v >= 2
  flex ? w.uvarint(m.topics.length + 1) : w.int32(m.topics.length)
  for (const e of m.topics) encodeCreatePartitionsTopic(w, e, v)
  w.int32(m.timeoutMs)
  w.bool(m.validateOnly)
  if (flex) {
    w.uvarint(0)
  }
}

function decodeCreatePartitionsTopic(r: Reader, v: number): CreatePartitionsTopic {
  const m = new CreatePartitionsTopic()
  const flex = v >= 2
  m.name = flex ? r.compactString() : r.string()
  m.count = r.int32()
   {
    const count = flex ? r.compactArrayLength(2) : r.arrayLength(4)
    if (count < 0) m.assignments = null
    else {
      const list: CreatePartitionsAssignment[] = []
      for (let n = count; n > 0 && r.ok; n--) list.push(decodeCreatePartitionsAssignment(r, v))
      m.assignments = list
    }
  }
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeCreatePartitionsTopic(m: CreatePartitionsTopic, v: number): number {
  const flex = v >= 2
  let s = 4
  s += strSize(m.name, flex)
   {
    const list = m.assignments
    if (list === null) s += (flex ? 1 : 4)
    else {
      s += (flex ? uvarintSize(list.length + 1) : 4)
      for (const e of list) s += sizeCreatePartitionsAssignment(e, v)
    }
  }
  if (flex) {
    s += 1
  }
  return s
}

function encodeCreatePartitionsTopic(w: Writer, m: CreatePartitionsTopic, v: number): void {
  const flex = v >= 2
  flex ? w.compactString(m.name) : w.string(m.name)
  w.int32(m.count)
  if (m.assignments === null) flex ? w.uvarint(0) : w.int32(-1)
  else {
    flex ? w.uvarint(m.assignments.length + 1) : w.int32(m.assignments.length)
    for (const e of m.assignments) encodeCreatePartitionsAssignment(w, e, v)
  }
  if (flex) {
    w.uvarint(0)
  }
}

function decodeCreatePartitionsAssignment(r: Reader, v: number): CreatePartitionsAssignment {
  const m = new CreatePartitionsAssignment()
  const flex = v >= 2
  for (let n = flex ? r.compactCount(4) : r.count(4); n > 0 && r.ok; n--) {
    m.brokerIds.push(r.int32())
  }
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeCreatePartitionsAssignment(m: CreatePartitionsAssignment, v: number): number {
  const flex = v >= 2
  let s = 0
  s += (flex ? uvarintSize(m.brokerIds.length + 1) : 4) + m.brokerIds.length * 4
  if (flex) {
    s += 1
  }
  return s
}

function encodeCreatePartitionsAssignment(w: Writer, m: CreatePartitionsAssignment, v: number): void {
  const flex = v >= 2
  flex ? w.uvarint(m.brokerIds.length + 1) : w.int32(m.brokerIds.length)
  for (const e of m.brokerIds) w.int32(e)
  if (flex) {
    w.uvarint(0)
  }
}

export const createPartitionsRequest: MessageCodec<CreatePartitionsRequest> = {
  name: 'CreatePartitionsRequest',
  apiKey: 37,
  minVersion: 0,
  maxVersion: 3,
  flexibleFrom: 2,
  create: () => new CreatePartitionsRequest(),
  decode: decodeCreatePartitionsRequest,
  size: sizeCreatePartitionsRequest,
  encode: encodeCreatePartitionsRequest,
  structs: { CreatePartitionsRequest, CreatePartitionsTopic, CreatePartitionsAssignment },
}
