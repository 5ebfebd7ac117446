// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { nullableStrSize, strSize, uvarintSize, type Writer } from '../writer.ts'

export class AlterPartitionReassignmentsResponse {
  throttleTimeMs: number = 0
  allowReplicationFactorChange: boolean = true
  errorCode: number = 0
  errorMessage: string | null = ''
  responses: ReassignableTopicResponse[] = []
}

export class ReassignableTopicResponse {
  name: string = ''
  partitions: ReassignablePartitionResponse[] = []
}

export class ReassignablePartitionResponse {
  partitionIndex: number = 0
  errorCode: number = 0
  errorMessage: string | null = ''
}

function decodeAlterPartitionReassignmentsResponse(r: Reader, v: number): AlterPartitionReassignmentsResponse {
  const m = new AlterPartitionReassignmentsResponse()
  m.throttleTimeMs = r.int32()
  if (v >= 1) {
    m.allowReplicationFactorChange = r.bool()
  }
  m.errorCode = r.int16()
  m.errorMessage = r.compactNullableString()
  for (let n = r.compactCount(3); n > 0 && r.ok; n--) {
    m.responses.push(decodeReassignableTopicResponse(r, v))
  }
  r.skipTags()
  return m
}

function sizeAlterPartitionReassignmentsResponse(m: AlterPartitionReassignmentsResponse, v: number): number {
  let s = 6
  if (v >= 1) s += 1
  s += nullableStrSize(m.errorMessage, true)
  s += uvarintSize(m.responses.length + 1)
  for (const e of m.responses) s += sizeReassignableTopicResponse(e, v)
  s += 1
  return s
}

function encodeAlterPartitionReassignmentsResponse(w: Writer, m: AlterPartitionReassignmentsResponse, v: number): void {
  w.int32(m.throttleTimeMs)
  if (v >= 1) {
    w.bool(m.allowReplicationFactorChange)
  }
  w.int16(m.errorCode)
  w.compactNullableString(m.errorMessage)
  w.uvarint(m.responses.length + 1)
  for (const e of m.responses) encodeReassignableTopicResponse(w, e, v)
  w.uvarint(0)
}

function decodeReassignableTopicResponse(r: Reader, v: number): ReassignableTopicResponse {
  const m = new ReassignableTopicResponse()
  m.name = r.compactString()
  for (let n = r.compactCount(8); n > 0 && r.ok; n--) {
    m.partitions.push(decodeReassignablePartitionResponse(r, v))
  }
  r.skipTags()
  return m
}

function sizeReassignableTopicResponse(m: ReassignableTopicResponse, v: number): number {
  let s = 0
  s += strSize(m.name, true)
  s += uvarintSize(m.partitions.length + 1)
  for (const e of m.partitions) s += sizeReassignablePartitionResponse(e, v)
  s += 1
  return s
}

function encodeReassignableTopicResponse(w: Writer, m: ReassignableTopicResponse, v: number): void {
  w.compactString(m.name)
  w.uvarint(m.partitions.length + 1)
  for (const e of m.partitions) encodeReassignablePartitionResponse(w, e, v)
  w.uvarint(0)
}

function decodeReassignablePartitionResponse(r: Reader, v: number): ReassignablePartitionResponse {
  const m = new ReassignablePartitionResponse()
  m.partitionIndex = r.int32()
  m.errorCode = r.int16()
  m.errorMessage = r.compactNullableString()
  r.skipTags()
  return m
}

function sizeReassignablePartitionResponse(m: ReassignablePartitionResponse, v: number): number {
  let s = 6
  s += nullableStrSize(m.errorMessage, true)
  s += 1
  return s
}

function encodeReassignablePartitionResponse(w: Writer, m: ReassignablePartitionResponse, v: number): void {
  w.int32(m.partitionIndex)
  w.int16(m.errorCode)
  w.compactNullableString(m.errorMessage)
  w.uvarint(0)
}

export const alterPartitionReassignmentsResponse: MessageCodec<AlterPartitionReassignmentsResponse> = {
  name: 'AlterPartitionReassignmentsResponse',
  apiKey: 45,
  minVersion: 0,
  maxVersion: 1,
  flexibleFrom: 0,
  create: () => new AlterPartitionReassignmentsResponse(),
  decode: decodeAlterPartitionReassignmentsResponse,
  size: sizeAlterPartitionReassignmentsResponse,
  encode: encodeAlterPartitionReassignmentsResponse,
  structs: { AlterPartitionReassignmentsResponse, ReassignableTopicResponse, ReassignablePartitionResponse },
}
