// made by scripts/generate.ts; do not edit
import { ZERO_UUID } from '../../base/uuid.ts'
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { nullableStrSize, strSize, uvarintSize, type Writer } from '../writer.ts'

export class DeleteShareGroupOffsetsResponse {
  throttleTimeMs: number = 0
  errorCode: number = 0
  errorMessage: string | null = null
  responses: DeleteShareGroupOffsetsResponseTopic[] = []
}

export class DeleteShareGroupOffsetsResponseTopic {
  topicName: string = ''
  topicId: string = ZERO_UUID
  errorCode: number = 0
  errorMessage: string | null = null
}

function decodeDeleteShareGroupOffsetsResponse(r: Reader, v: number): DeleteShareGroupOffsetsResponse {
  const m = new DeleteShareGroupOffsetsResponse()
  m.throttleTimeMs = r.int32()
  m.errorCode = r.int16()
  m.errorMessage = r.compactNullableString()
  for (let n = r.compactCount(21); n > 0 && r.ok; n--) {
    m.responses.push(decodeDeleteShareGroupOffsetsResponseTopic(r, v))
  }
  r.skipTags()
  return m
}

function sizeDeleteShareGroupOffsetsResponse(m: DeleteShareGroupOffsetsResponse, v: number): number {
  let s = 6
  s += nullableStrSize(m.errorMessage, true)
  s += uvarintSize(m.responses.length + 1)
  for (const e of m.responses) s += sizeDeleteShareGroupOffsetsResponseTopic(e, v)
  s += 1
  return s
}

function encodeDeleteShareGroupOffsetsResponse(w: Writer, m: DeleteShareGroupOffsetsResponse, v: number): void {
  w.int32(m.throttleTimeMs)
  w.int16(m.errorCode)
  w.compactNullableString(m.errorMessage)
  w.uvarint(m.responses.length + 1)
  for (const e of m.responses) encodeDeleteShareGroupOffsetsResponseTopic(w, e, v)
  w.uvarint(0)
}

function decodeDeleteShareGroupOffsetsResponseTopic(r: Reader, v: number): DeleteShareGroupOffsetsResponseTopic {
  const m = new DeleteShareGroupOffsetsResponseTopic()
  m.topicName = r.compactString()
  m.topicId = r.uuid()
  m.errorCode = r.int16()
  m.errorMessage = r.compactNullableString()
  r.skipTags()
  return m
}

function sizeDeleteShareGroupOffsetsResponseTopic(m: DeleteShareGroupOffsetsResponseTopic, v: number): number {
  let s = 18
  s += strSize(m.topicName, true)
  s += nullableStrSize(m.errorMessage, true)
  s += 1
  return s
}

function encodeDeleteShareGroupOffsetsResponseTopic(w: Writer, m: DeleteShareGroupOffsetsResponseTopic, v: number): void {
  w.compactString(m.topicName)
  w.uuid(m.topicId)
  w.int16(m.errorCode)
  w.compactNullableString(m.errorMessage)
  w.uvarint(0)
}

export const deleteShareGroupOffsetsResponse: MessageCodec<DeleteShareGroupOffsetsResponse> = {
  name: 'DeleteShareGroupOffsetsResponse',
  apiKey: 92,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  create: () => new DeleteShareGroupOffsetsResponse(),
  decode: decodeDeleteShareGroupOffsetsResponse,
  size: sizeDeleteShareGroupOffsetsResponse,
  encode: encodeDeleteShareGroupOffsetsResponse,
  structs: { DeleteShareGroupOffsetsResponse, DeleteShareGroupOffsetsResponseTopic },
}
