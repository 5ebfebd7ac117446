// made by scripts/generate.ts; do not edit
import { ZERO_UUID } from '../../base/uuid.ts'
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { nullableStrSize, strSize, uvarintSize, type Writer } from '../writer.ts'

export class AlterShareGroupOffsetsResponse {
  throttleTimeMs: number = 0
  errorCode: number = 0
  errorMessage: string | null = null
  responses: AlterShareGroupOffsetsResponseTopic[] = []
}

export class AlterShareGroupOffsetsResponseTopic {
  topicName: string = ''
  topicId: string = ZERO_UUID
  partitions: AlterShareGroupOffsetsResponsePartition[] = []
}

export class AlterShareGroupOffsetsResponsePartition {
  partitionIndex: number = 0
  errorCode: number = 0
  errorMessage: string | null = null
}

function decodeAlterShareGroupOffsetsResponse(r: Reader, v: number): AlterShareGroupOffsetsResponse {
  const m = new AlterShareGroupOffsetsResponse()
  m.throttleTimeMs = r.int32()
  m.errorCode = r.int16()
  m.errorMessage = r.compactNullableString()
  for (let n = r.compactCount(19); n > 0 && r.ok; n--) {
    m.responses.push(decodeAlterShareGroupOffsetsResponseTopic(r, v))
  }
  r.skipTags()
  return m
}

function sizeAlterShareGroupOffsetsResponse(m: AlterShareGroupOffsetsResponse, v: number): number {
  let s = 6
  s += nullableStrSize(m.errorMessage, true)
  s += uvarintSize(m.responses.length + 1)
  for (const e of m.responses) s += sizeAlterShareGroupOffsetsResponseTopic(e, v)
  s += 1
  return s
}

function encodeAlterShareGroupOffsetsResponse(w: Writer, m: AlterShareGroupOffsetsResponse, v: number): void {
  w.int32(m.throttleTimeMs)
  w.int16(m.errorCode)
  w.compactNullableString(m.errorMessage)
  w.uvarint(m.responses.length + 1)
  for (const e of m.responses) encodeAlterShareGroupOffsetsResponseTopic(w, e, v)
  w.uvarint(0)
}

function decodeAlterShareGroupOffsetsResponseTopic(r: Reader, v: number): AlterShareGroupOffsetsResponseTopic {
  const m = new AlterShareGroupOffsetsResponseTopic()
  m.topicName = r.compactString()
  m.topicId = r.uuid()
  for (let n = r.compactCount(8); n > 0 && r.ok; n--) {
    m.partitions.push(decodeAlterShareGroupOffsetsResponsePartition(r, v))
  }
  r.skipTags()
  return m
}

function sizeAlterShareGroupOffsetsResponseTopic(m: AlterShareGroupOffsetsResponseTopic, v: number): number {
  let s = 16
  s += strSize(m.topicName, true)
  s += uvarintSize(m.partitions.length + 1)
  for (const e of m.partitions) s += sizeAlterShareGroupOffsetsResponsePartition(e, v)
  s += 1
  return s
}

function encodeAlterShareGroupOffsetsResponseTopic(w: Writer, m: AlterShareGroupOffsetsResponseTopic, v: number): void {
  w.compactString(m.topicName)
  w.uuid(m.topicId)
  w.uvarint(m.partitions.length + 1)
  for (const e of m.partitions) encodeAlterShareGroupOffsetsResponsePartition(w, e, v)
  w.uvarint(0)
}

function decodeAlterShareGroupOffsetsResponsePartition(r: Reader, v: number): AlterShareGroupOffsetsResponsePartition {
  const m = new AlterShareGroupOffsetsResponsePartition()
  m.partitionIndex = r.int32()
  m.errorCode = r.int16()
  m.errorMessage = r.compactNullableString()
  r.skipTags()
  return m
}

function sizeAlterShareGroupOffsetsResponsePartition(m: AlterShareGroupOffsetsResponsePartition, v: number): number {
  let s = 6
  s += nullableStrSize(m.errorMessage, true)
  s += 1
  return s
}

function encodeAlterShareGroupOffsetsResponsePartition(w: Writer, m: AlterShareGroupOffsetsResponsePartition, v: number): void {
  w.int32(m.partitionIndex)
  w.int16(m.errorCode)
  w.compactNullableString(m.errorMessage)
  w.uvarint(0)
}

export const alterShareGroupOffsetsResponse: MessageCodec<AlterShareGroupOffsetsResponse> = {
  name: 'AlterShareGroupOffsetsResponse',
  apiKey: 91,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  create: () => new AlterShareGroupOffsetsResponse(),
  decode: decodeAlterShareGroupOffsetsResponse,
  size: sizeAlterShareGroupOffsetsResponse,
  encode: encodeAlterShareGroupOffsetsResponse,
  structs: { AlterShareGroupOffsetsResponse, AlterShareGroupOffsetsResponseTopic, AlterShareGroupOffsetsResponsePartition },
}
