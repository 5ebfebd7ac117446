// made by scripts/generate.ts; do not edit
import { ZERO_UUID } from '../../base/uuid.ts'
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, uvarintSize, type Writer } from '../writer.ts'

export class DeleteShareGroupStateRequest {
  groupId: string = ''
  topics: DeleteStateData[] = []
}

export class DeleteStateData {
  topicId: string = ZERO_UUID
  partitions: PartitionData[] = []
}

export class PartitionData {
  partition: number = 0
}

function decodeDeleteShareGroupStateRequest(r: Reader, v: number): DeleteShareGroupStateRequest {
  const m = new DeleteShareGroupStateRequest()
  m.groupId = r.compactString()
  for (let n = r.compactCount(18); n > 0 && r.ok; n--) {
    m.topics.push(decodeDeleteStateData(r, v))
  }
  r.skipTags()
  return m
}

function sizeDeleteShareGroupStateRequest(m: DeleteShareGroupStateRequest, v: number): number {
  let s = 0
  s += strSize(m.groupId, true)
  s += uvarintSize(m.topics.length + 1)
  for (const e of m.topics) s += sizeDeleteStateData(e, v)
  s += 1
  return s
}

function encodeDeleteShareGroupStateRequest(w: Writer, m: DeleteShareGroupStateRequest, v: number): void {
  w.compactString(m.groupId)
  w.uvarint(m.topics.length + 1)
  for (const e of m.topics) encodeDeleteStateData(w, e, v)
  w.uvarint(0)
}

function decodeDeleteStateData(r: Reader, v: number): DeleteStateData {
  const m = new DeleteStateData()
  m.topicId = r.uuid()
  for (let n = r.compactCount(5); n > 0 && r.ok; n--) {
    m.partitions.push(decodePartitionData(r, v))
  }
  r.skipTags()
  return m
}

function sizeDeleteStateData(m: DeleteStateData, v: number): number {
  let s = 16
  s += uvarintSize(m.partitions.length + 1)
  for (const e of m.partitions) s += sizePartitionData(e, v)
  s += 1
  return s
}

function encodeDeleteStateData(w: Writer, m: DeleteStateData, v: number): void {
  w.uuid(m.topicId)
  w.uvarint(m.partitions.length + 1)
  for (const e of m.partitions) encodePartitionData(w, e, v)
  w.uvarint(0)
}

function decodePartitionData(r: Reader, v: number): PartitionData {
  const m = new PartitionData()
  m.partition = r.int32()
  r.skipTags()
  return m
}

function sizePartitionData(m: PartitionData, v: number): number {
  let s = 4
  s += 1
  return s
}

function encodePartitionData(w: Writer, m: PartitionData, v: number): void {
  w.int32(m.partition)
  w.uvarint(0)
}

export const deleteShareGroupStateRequest: MessageCodec<DeleteShareGroupStateRequest> = {
  name: 'DeleteShareGroupStateRequest',
  apiKey: 86,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  create: () => new DeleteShareGroupStateRequest(),
  decode: decodeDeleteShareGroupStateRequest,
  size: sizeDeleteShareGroupStateRequest,
  encode: encodeDeleteShareGroupStateRequest,
  structs: { DeleteShareGroupStateRequest, DeleteStateData, PartitionData },
}
