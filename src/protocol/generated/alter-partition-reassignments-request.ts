// made by scripts/generate.ts; do not edit
import { refuseField, strictEncoding, type MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, uvarintSize, type Writer } from '../writer.ts'

export class AlterPartitionReassignmentsRequest {
  timeoutMs: number = 60000
  allowReplicationFactorChange: boolean = true
  topics: ReassignableTopic[] = []
}

export class ReassignableTopic {
  name: string = ''
  partitions: ReassignablePartition[] = []
}

export class ReassignablePartition {
  partitionIndex: number = 0
  replicas: number[] | null = null
}

function decodeAlterPartitionReassignmentsRequest(r: Reader, v: number): AlterPartitionReassignmentsRequest {
  const m = new AlterPartitionReassignmentsRequest()
  m.timeoutMs = r.int32()
  if (v >= 1) {
    m.allowReplicationFactorChange = r.bool()
  }
  for (let n = r.compactCount(3); n > 0 && r.ok; n--) {
    m.topics.push(decodeReassignableTopic(r, v))
  }
  r.skipTags()
  return m
}

function sizeAlterPartitionReassignmentsRequest(m: AlterPartitionReassignmentsRequest, v: number): number {
  let s = 4
  if (v >= 1) s += 1
  s += uvarintSize(m.topics.length + 1)
  for (const e of m.topics) s += sizeReassignableTopic(e, v)
  s += 1
  return s
}

function refuseAlterPartitionReassignmentsRequest(m: AlterPartitionReassignmentsRequest, v: number): void {
  if (!(v >= 1) && (!m.allowReplicationFactorChange)) refuseField('AlterPartitionReassignmentsRequest.allowReplicationFactorChange', v)
}

function encodeAlterPartitionReassignmentsRequest(w: Writer, m: AlterPartitionReassignmentsRequest, v: number): void {
  if (strictEncoding) refuseAlterPartitionReassignmentsRequest(m, v)
  w.int32(m.timeoutMs)
  if (v >= 1) {
    w.bool(m.allowReplicationFactorChange)
  }
  w.uvarint(m.topics.length + 1)
  for (const e of m.topics) encodeReassignableTopic(w, e, v)
  w.uvarint(0)
}

function decodeReassignableTopic(r: Reader, v: number): ReassignableTopic {
  const m = new ReassignableTopic()
  m.name = r.compactString()
  for (let n = r.compactCount(6); n > 0 && r.ok; n--) {
    m.partitions.push(decodeReassignablePartition(r, v))
  }
  r.skipTags()
  return m
}

function sizeReassignableTopic(m: ReassignableTopic, v: number): number {
  let s = 0
  s += strSize(m.name, true)
  s += uvarintSize(m.partitions.length + 1)
  for (const e of m.partitions) s += sizeReassignablePartition(e, v)
  s += 1
  return s
}

function encodeReassignableTopic(w: Writer, m: ReassignableTopic, v: number): void {
  w.compactString(m.name)
  w.uvarint(m.partitions.length + 1)
  for (const e of m.partitions) encodeReassignablePartition(w, e, v)
  w.uvarint(0)
}

function decodeReassignablePartition(r: Reader, v: number): ReassignablePartition {
  const m = new ReassignablePartition()
  m.partitionIndex = r.int32()
   {
    const count = r.compactArrayLength(4)
    if (count < 0) m.replicas = null
    else {
      const list: number[] = []
      for (let n = count; n > 0 && r.ok; n--) list.push(r.int32())
      m.replicas = list
    }
  }
  r.skipTags()
  return m
}

function sizeReassignablePartition(m: ReassignablePartition, v: number): number {
  let s = 4
   {
    const list = m.replicas
    if (list === null) s += 1
    else {
      s += uvarintSize(list.length + 1) + list.length * 4
    }
  }
  s += 1
  return s
}

function encodeReassignablePartition(w: Writer, m: ReassignablePartition, v: number): void {
  w.int32(m.partitionIndex)
  if (m.replicas === null) w.uvarint(0)
  else {
    w.uvarint(m.replicas.length + 1)
    for (const e of m.replicas) w.int32(e)
  }
  w.uvarint(0)
}

export const alterPartitionReassignmentsRequest: MessageCodec<AlterPartitionReassignmentsRequest> = {
  name: 'AlterPartitionReassignmentsRequest',
  apiKey: 45,
  minVersion: 0,
  maxVersion: 1,
  flexibleFrom: 0,
  create: () => new AlterPartitionReassignmentsRequest(),
  decode: decodeAlterPartitionReassignmentsRequest,
  size: sizeAlterPartitionReassignmentsRequest,
  encode: encodeAlterPartitionReassignmentsRequest,
  structs: { AlterPartitionReassignmentsRequest, ReassignableTopic, ReassignablePartition },
}
