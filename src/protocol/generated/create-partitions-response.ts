// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { nullableStrSize, strSize, uvarintSize, type Writer } from '../writer.ts'

export class CreatePartitionsResponse {
  throttleTimeMs: number = 0
  results: CreatePartitionsTopicResult[] = []
}

export class CreatePartitionsTopicResult {
  name: string = ''
  errorCode: number = 0
  errorMessage: string | null = null
}

function decodeCreatePartitionsResponse(r: Reader, v: number): CreatePartitionsResponse {
  const m = new CreatePartitionsResponse()
  const flex = v >= 2
  m.throttleTimeMs = r.int32()
  for (let n = flex ? r.compactCount(5) : r.count(6); n > 0 && r.ok; n--) {
    m.results.push(decodeCreatePartitionsTopicResult(r, v))
  }
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeCreatePartitionsResponse(m: CreatePartitionsResponse, v: number): number {
  const flex = v >= 2
  let s = 4
  s += (flex ? uvarintSize(m.results.length + 1) : 4)
  for (const e of m.results) s += sizeCreatePartitionsTopicResult(e, v)
  if (flex) {
    s += 1
  }
  return s
}

function encodeCreatePartitionsResponse(w: Writer, m: CreatePartitionsResponse, v: number): void {
  const flex = v >= 2
  w.int32(m.throttleTimeMs)
  flex ? w.uvarint(m.results.length + 1) : w.int32(m.results.length)
  for (const e of m.results) encodeCreatePartitionsTopicResult(w, e, v)
  if (flex) {
    w.uvarint(0)
  }
}

function decodeCreatePartitionsTopicResult(r: Reader, v: number): CreatePartitionsTopicResult {
  const m = new CreatePartitionsTopicResult()
  const flex = v >= 2
  m.name = flex ? r.compactString() : r.string()
  m.errorCode = r.int16()
  m.errorMessage = flex ? r.compactNullableString() : r.nullableString()
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeCreatePartitionsTopicResult(m: CreatePartitionsTopicResult, v: number): number {
  const flex = v >= 2
  let s = 2
  s += strSize(m.name, flex)
  s += nullableStrSize(m.errorMessage, flex)
  if (flex) {
    s += 1
  }
  return s
}

function encodeCreatePartitionsTopicResult(w: Writer, m: CreatePartitionsTopicResult, v: number): void {
  const flex = v >= 2
  flex ? w.compactString(m.name) : w.string(m.name)
  w.int16(m.errorCode)
  flex ? w.compactNullableString(m.errorMessage) : w.nullableString(m.errorMessage)
  if (flex) {
    w.uvarint(0)
  }
}

export const createPartitionsResponse: MessageCodec<CreatePartitionsResponse> = {
  name: 'CreatePartitionsResponse',
  apiKey: 37,
  minVersion: 0,
  maxVersion: 3,
  flexibleFrom: 2,
  create: () => new CreatePartitionsResponse(),
  decode: decodeCreatePartitionsResponse,
  size: sizeCreatePartitionsResponse,
  encode: encodeCreatePartitionsResponse,
  structs: { CreatePartitionsResponse, CreatePartitionsTopicResult },
}
