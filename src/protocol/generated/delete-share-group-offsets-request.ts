// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, uvarintSize, type Writer } from '../writer.ts'

export class DeleteShareGroupOffsetsRequest {
  groupId: string = ''
  topics: DeleteShareGroupOffsetsRequestTopic[] = []
}

export class DeleteShareGroupOffsetsRequestTopic {
  topicName: string = ''
}

function decodeDeleteShareGroupOffsetsRequest(r: Reader, v: number): DeleteShareGroupOffsetsRequest {
  const m = new DeleteShareGroupOffsetsRequest()
  m.groupId = r.compactString()
  for (let n = r.compactCount(2); n > 0 && r.ok; n--) {
    m.topics.push(decodeDeleteShareGroupOffsetsRequestTopic(r, v))
  }
  r.skipTags()
  return m
}

function sizeDeleteShareGroupOffsetsRequest(m: DeleteShareGroupOffsetsRequest, v: number): number {
  let s = 0
  s += strSize(m.groupId, true)
  s += uvarintSize(m.topics.length + 1)
  for (const e of m.topics) s += sizeDeleteShareGroupOffsetsRequestTopic(e, v)
  s += 1
  return s
}

function encodeDeleteShareGroupOffsetsRequest(w: Writer, m: DeleteShareGroupOffsetsRequest, v: number): void {
  w.compactString(m.groupId)
  w.uvarint(m.topics.length + 1)
  for (const e of m.topics) encodeDeleteShareGroupOffsetsRequestTopic(w, e, v)
  w.uvarint(0)
}

function decodeDeleteShareGroupOffsetsRequestTopic(r: Reader, v: number): DeleteShareGroupOffsetsRequestTopic {
  const m = new DeleteShareGroupOffsetsRequestTopic()
  m.topicName = r.compactString()
  r.skipTags()
  return m
}

function sizeDeleteShareGroupOffsetsRequestTopic(m: DeleteShareGroupOffsetsRequestTopic, v: number): number {
  let s = 0
  s += strSize(m.topicName, true)
  s += 1
  return s
}

function encodeDeleteShareGroupOffsetsRequestTopic(w: Writer, m: DeleteShareGroupOffsetsRequestTopic, v: number): void {
  w.compactString(m.topicName)
  w.uvarint(0)
}

export const deleteShareGroupOffsetsRequest: MessageCodec<DeleteShareGroupOffsetsRequest> = {
  name: 'DeleteShareGroupOffsetsRequest',
  apiKey: 92,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  create: () => new DeleteShareGroupOffsetsRequest(),
  decode: decodeDeleteShareGroupOffsetsRequest,
  size: sizeDeleteShareGroupOffsetsRequest,
  encode: encodeDeleteShareGroupOffsetsRequest,
  structs: { DeleteShareGroupOffsetsRequest, DeleteShareGroupOffsetsRequestTopic },
}
