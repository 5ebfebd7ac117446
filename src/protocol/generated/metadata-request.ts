// made by scripts/generate.ts; do not edit
/* eslint-disable */
import { ZERO_UUID } from '../../base/uuid.ts'
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, uvarintSize, type Writer } from '../writer.ts'

export class MetadataRequest {
  topics: MetadataRequestTopic[] | null = []
  allowAutoTopicCreation: boolean = true
  includeClusterAuthorizedOperations: boolean = false
  includeTopicAuthorizedOperations: boolean = false
}

export class MetadataRequestTopic {
  topicId: string = ZERO_UUID
  name: string | null = ""
}

function decodeMetadataRequest(r: Reader, v: number): MetadataRequest {
const m = new MetadataRequest()
const flex = v >= 9
{
  const n = (flex ? r.compactArrayLength(1) : r.arrayLength(1))
  if (n < 0 && !(v >= 1)) r.fail()
  if (n < 0) m.topics = null
  else {
  const list: NonNullable<MetadataRequestTopic[] | null> = []
  for (let i = 0; i < n && r.ok; i++) list.push(decodeMetadataRequestTopic(r, v))
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
if (m.topics === null) s += (flex ? 1 : 4)
else {
s += (flex ? uvarintSize(m.topics.length + 1) : 4)
for (const e of m.topics) s += sizeMetadataRequestTopic(e, v)
}
if (v >= 4) {
s += 1
}
if (v >= 8 && v <= 10) {
s += 1
}
if (v >= 8) {
s += 1
}
if (flex) {
s += 1
}
return s
}

function encodeMetadataRequest(w: Writer, m: MetadataRequest, v: number): void {
const flex = v >= 9
if (m.topics === null) {
if (flex) w.uvarint(0)
else w.int32(-1)
} else {
if (flex) w.uvarint(m.topics.length + 1)
else w.int32(m.topics.length)
for (const e of m.topics) {
encodeMetadataRequestTopic(w, e, v)
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
if (v >= 10) {
s += 16
}
s += m.name === null ? (flex ? 1 : 2) : strSize(m.name, flex)
if (flex) {
s += 1
}
return s
}

function encodeMetadataRequestTopic(w: Writer, m: MetadataRequestTopic, v: number): void {
const flex = v >= 9
if (v >= 10) {
w.uuid(m.topicId)
}
if (flex) w.compactNullableString(m.name)
else w.nullableString(m.name)
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
}
