// made by scripts/generate.ts; do not edit
import { ZERO_UUID } from '../../base/uuid.ts'
import { refuseField, strictEncoding, type MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { nullableStrSize, strSize, uvarintSize, type Writer } from '../writer.ts'

export class DeleteTopicsRequest {
  topics: DeleteTopicState[] = []
  topicNames: string[] = []
  timeoutMs: number = 0
}

export class DeleteTopicState {
  name: string | null = null
  topicId: string = ZERO_UUID
}

function decodeDeleteTopicsRequest(r: Reader, v: number): DeleteTopicsRequest {
  const m = new DeleteTopicsRequest()
  const flex = v >= 4
  if (v >= 6) {
    for (let n = r.compactCount(18); n > 0 && r.ok; n--) {
      m.topics.push(decodeDeleteTopicState(r, v))
    }
  }
  if (v <= 5) {
    for (let n = flex ? r.compactCount(1) : r.count(2); n > 0 && r.ok; n--) {
      m.topicNames.push(flex ? r.compactString() : r.string())
    }
  }
  m.timeoutMs = r.int32()
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeDeleteTopicsRequest(m: DeleteTopicsRequest, v: number): number {
  const flex = v >= 4
  let s = 4
  if (v >= 6) {
    s += uvarintSize(m.topics.length + 1)
    for (const e of m.topics) s += sizeDeleteTopicState(e, v)
  }
  if (v <= 5) {
    s += (flex ? uvarintSize(m.topicNames.length + 1) : 4)
    for (const e of m.topicNames) s += strSize(e, flex)
  }
  if (flex) {
    s += 1
  }
  return s
}

function refuseDeleteTopicsRequest(m: DeleteTopicsRequest, v: number): void {
  if (!(v >= 6) && (m.topics.length > 0)) refuseField('DeleteTopicsRequest.topics', v)
}

function encodeDeleteTopicsRequest(w: Writer, m: DeleteTopicsRequest, v: number): void {
  if (strictEncoding) refuseDeleteTopicsRequest(m, v)
  const flex = v >= 4
  if (v >= 6) {
    w.uvarint(m.topics.length + 1)
    for (const e of m.topics) encodeDeleteTopicState(w, e, v)
  }
  if (v <= 5) {
    flex ? w.uvarint(m.topicNames.length + 1) : w.int32(m.topicNames.length)
    for (const e of m.topicNames) flex ? w.compactString(e) : w.string(e)
  }
  w.int32(m.timeoutMs)
  if (flex) {
    w.uvarint(0)
  }
}

function decodeDeleteTopicState(r: Reader, v: number): DeleteTopicState {
  const m = new DeleteTopicState()
  m.name = r.compactNullableString()
  m.topicId = r.uuid()
  r.skipTags()
  return m
}

function sizeDeleteTopicState(m: DeleteTopicState, v: number): number {
  let s = 16
  s += nullableStrSize(m.name, true)
  s += 1
  return s
}

function encodeDeleteTopicState(w: Writer, m: DeleteTopicState, v: number): void {
  w.compactNullableString(m.name)
  w.uuid(m.topicId)
  w.uvarint(0)
}

export const deleteTopicsRequest: MessageCodec<DeleteTopicsRequest> = {
  name: 'DeleteTopicsRequest',
  apiKey: 20,
  minVersion: 0,
  maxVersion: 6,
  flexibleFrom: 4,
  create: () => new DeleteTopicsRequest(),
  decode: decodeDeleteTopicsRequest,
  size: sizeDeleteTopicsRequest,
  encode: encodeDeleteTopicsRequest,
  structs: { DeleteTopicsRequest, DeleteTopicState },
}
