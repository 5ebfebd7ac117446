// made by scripts/generate.ts; do not edit
import { ZERO_UUID } from '../../base/uuid.ts'
import { refuseNull, strictEncoding, type MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { nullableStrSize, uvarintSize, type Writer } from '../writer.ts'

export class DeleteTopicsResponse {
  throttleTimeMs: number = 0
  responses: DeletableTopicResult[] = []
}

export class DeletableTopicResult {
  name: string | null = ''
  topicId: string = ZERO_UUID
  errorCode: number = 0
  errorMessage: string | null = null
}

function decodeDeleteTopicsResponse(r: Reader, v: number): DeleteTopicsResponse {
  const m = new DeleteTopicsResponse()
  const flex = v >= 4
  if (v >= 1) {
    m.throttleTimeMs = r.int32()
  }
  for (let n = flex ? r.compactCount(4) : r.count(4); n > 0 && r.ok; n--) {
    m.responses.push(decodeDeletableTopicResult(r, v))
  }
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeDeleteTopicsResponse(m: DeleteTopicsResponse, v: number): number {
  const flex = v >= 4
  let s = 0
  if (v >= 1) s += 4
  s += (flex ? uvarintSize(m.responses.length + 1) : 4)
  for (const e of m.responses) s += sizeDeletableTopicResult(e, v)
  if (flex) {
    s += 1
  }
  return s
}

function encodeDeleteTopicsResponse(w: Writer, m: DeleteTopicsResponse, v: number): void {
  const flex = v >= 4
  if (v >= 1) {
    w.int32(m.throttleTimeMs)
  }
  flex ? w.uvarint(m.responses.length + 1) : w.int32(m.responses.length)
  for (const e of m.responses) encodeDeletableTopicResult(w, e, v)
  if (flex) {
    w.uvarint(0)
  }
}

function decodeDeletableTopicResult(r: Reader, v: number): DeletableTopicResult {
  const m = new DeletableTopicResult()
  const flex = v >= 4
  m.name = v >= 6 ? (flex ? r.compactNullableString() : r.nullableString()) : (flex ? r.compactString() : r.string())
  if (v >= 6) {
    m.topicId = r.uuid()
  }
  m.errorCode = r.int16()
  if (v >= 5) {
    m.errorMessage = r.compactNullableString()
  }
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeDeletableTopicResult(m: DeletableTopicResult, v: number): number {
  const flex = v >= 4
  let s = 2
  s += nullableStrSize((m.name ?? (v >= 6 ? null : '')), flex)
  if (v >= 6) s += 16
  if (v >= 5) {
    s += nullableStrSize(m.errorMessage, true)
  }
  if (flex) {
    s += 1
  }
  return s
}

function refuseDeletableTopicResult(m: DeletableTopicResult, v: number): void {
  if (!(v >= 6) && m.name === null) refuseNull('DeletableTopicResult.name', v)
}

function encodeDeletableTopicResult(w: Writer, m: DeletableTopicResult, v: number): void {
  if (strictEncoding) refuseDeletableTopicResult(m, v)
  const flex = v >= 4
  flex ? w.compactNullableString((m.name ?? (v >= 6 ? null : ''))) : w.nullableString((m.name ?? (v >= 6 ? null : '')))
  if (v >= 6) {
    w.uuid(m.topicId)
  }
  w.int16(m.errorCode)
  if (v >= 5) {
    w.compactNullableString(m.errorMessage)
  }
  if (flex) {
    w.uvarint(0)
  }
}

export const deleteTopicsResponse: MessageCodec<DeleteTopicsResponse> = {
  name: 'DeleteTopicsResponse',
  apiKey: 20,
  minVersion: 0,
  maxVersion: 6,
  flexibleFrom: 4,
  create: () => new DeleteTopicsResponse(),
  decode: decodeDeleteTopicsResponse,
  size: sizeDeleteTopicsResponse,
  encode: encodeDeleteTopicsResponse,
  structs: { DeleteTopicsResponse, DeletableTopicResult },
}
