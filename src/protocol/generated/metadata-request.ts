// made by scripts/generate.ts; do not edit
import { ZERO_UUID } from '../../base/uuid.ts'
import { refuseField, refuseNull, strictEncoding, type MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { nullableStrSize, uvarintSize, type Writer } from '../writer.ts'

export class MetadataRequest {
  topics: MetadataRequestTopic[] | null = []
  allowAutoTopicCreation: boolean = true
  includeClusterAuthorizedOperations: boolean = false
  includeTopicAuthorizedOperations: boolean = false
}

export class MetadataRequestTopic {
  topicId: string = ZERO_UUID
  name: string | null = ''
}

function decodeMetadataRequest(r: Reader, v: number): MetadataRequest {
  const m = new MetadataRequest()
  const flex = v >= 9
   {
    const count = flex ? r.compactArrayLength(2) : r.arrayLength(2)
    if (count < 0 && !(v >= 1)) r.fail()
    if (count < 0) m.topics = null
    else {
      const list: MetadataRequestTopic[] = []
      for (let n = count; n > 0 && r.ok; n--) list.push(decodeMetadataRequestTopic(r, v))
      m.topics = list
    }
  }
  if (v >= 4) {
    m.allowAutoTopicCreation = r.bool()
  }
  if (v >= 8 && v <= 10) {
    m.includeClusterAuthorizedOperations = r.bool()
  }
  if (v >= 8) {
    m.includeTopicAuthorizedOperations = r.bool()
  }
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeMetadataRequest(m: MetadataRequest, v: number): number {
  const flex = v >= 9
  let s = 0
   {
    const list = (m.topics ?? (v >= 1 ? null : []))
    if (list === null) s += (flex ? 1 : 4)
    else {
      s += (flex ? uvarintSize(list.length + 1) : 4)
      for (const e of list) s += sizeMetadataRequestTopic(e, v)
    }
  }
  if (v >= 4) s += 1
  if (v >= 8 && v <= 10) s += 1
  if (v >= 8) s += 1
  if (flex) {
    s += 1
  }
  return s
}

function refuseMetadataRequest(m: MetadataRequest, v: number): void {
  if (!(v >= 1) && m.topics === null) refuseNull('MetadataRequest.topics', v)
  if (!(v >= 4) && (!m.allowAutoTopicCreation)) refuseField('MetadataRequest.allowAutoTopicCreation', v)
  if (!(v >= 8 && v <= 10) && (m.includeClusterAuthorizedOperations)) refuseField('MetadataRequest.includeClusterAuthorizedOperations', v)
  if (!(v >= 8) && (m.includeTopicAuthorizedOperations)) refuseField('MetadataRequest.includeTopicAuthorizedOperations', v)
}

function encodeMetadataRequest(w: Writer, m: MetadataRequest, v: number): void {
  if (strictEncoding) refuseMetadataRequest(m, v)
  const flex = v >= 9
   {
    const list = (m.topics ?? (v >= 1 ? null : []))
    if (list === null) flex ? w.uvarint(0) : w.int32(-1)
    else {
      flex ? w.uvarint(list.length + 1) : w.int32(list.length)
      for (const e of list) encodeMetadataRequestTopic(w, e, v)
    }
  }
  if (v >= 4) {
    w.bool(m.allowAutoTopicCreation)
  }
  if (v >= 8 && v <= 10) {
    w.bool(m.includeClusterAuthorizedOperations)
  }
  if (v >= 8) {
    w.bool(m.includeTopicAuthorizedOperations)
  }
  if (flex) {
    w.uvarint(0)
  }
}

function decodeMetadataRequestTopic(r: Reader, v: number): MetadataRequestTopic {
  const m = new MetadataRequestTopic()
  const flex = v >= 9
  if (v >= 10) {
    m.topicId = r.uuid()
  }
  m.name = v >= 10 ? (flex ? r.compactNullableString() : r.nullableString()) : (flex ? r.compactString() : r.string())
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeMetadataRequestTopic(m: MetadataRequestTopic, v: number): number {
  const flex = v >= 9
  let s = 0
  if (v >= 10) s += 16
  s += nullableStrSize((m.name ?? (v >= 10 ? null : '')), flex)
  if (flex) {
    s += 1
  }
  return s
}

function refuseMetadataRequestTopic(m: MetadataRequestTopic, v: number): void {
  if (!(v >= 10) && m.name === null) refuseNull('MetadataRequestTopic.name', v)
}

function encodeMetadataRequestTopic(w: Writer, m: MetadataRequestTopic, v: number): void {
  if (strictEncoding) refuseMetadataRequestTopic(m, v)
  const flex = v >= 9
  if (v >= 10) {
    w.uuid(m.topicId)
  }
  flex ? w.compactNullableString((m.name ?? (v >= 10 ? null : ''))) : w.nullableString((m.name ?? (v >= 10 ? null : '')))
  if (flex) {
    w.uvarint(0)
  }
}

export const metadataRequest: MessageCodec<MetadataRequest> = {
  name: 'MetadataRequest',
  apiKey: 3,
  minVersion: 0,
  maxVersion: 13,
  flexibleFrom: 9,
  create: () => new MetadataRequest(),
  decode: decodeMetadataRequest,
  size: sizeMetadataRequest,
  encode: encodeMetadataRequest,
  structs: { MetadataRequest, MetadataRequestTopic },
}
