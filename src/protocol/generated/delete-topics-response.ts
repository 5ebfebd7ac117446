// made by scripts/generate.ts; do not edit
/* eslint-disable */
import { ZERO_UUID } from '../../base/uuid.ts'
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, uvarintSize, type Writer } from '../writer.ts'

export class DeleteTopicsResponse {
  throttleTimeMs: number = 0
  responses: DeletableTopicResult[] = []
}

export class DeletableTopicResult {
  name: string | null = ""
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
{
  const n = (flex ? r.compactArrayLength(1) : r.arrayLength(1))
  if (n < 0) r.fail()
  const list: DeletableTopicResult[] = []
  for (let i = 0; i < n && r.ok; i++) list.push(decodeDeletableTopicResult(r, v))
  m.responses = list
}
if (flex) {
r.skipTags()
}
return m
}

function sizeDeleteTopicsResponse(m: DeleteTopicsResponse, v: number): number {
const flex = v >= 4
let s = 0
if (v >= 1) {
s += 4
}
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
if (flex) w.uvarint(m.responses.length + 1)
else w.int32(m.responses.length)
for (const e of m.responses) {
encodeDeletableTopicResult(w, e, v)
}
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
let s = 0
s += m.name === null ? (flex ? 1 : 2) : strSize(m.name, flex)
if (v >= 6) {
s += 16
}
s += 2
if (v >= 5) {
s += m.errorMessage === null ? 1 : strSize(m.errorMessage, true)
}
if (flex) {
s += 1
}
return s
}

function encodeDeletableTopicResult(w: Writer, m: DeletableTopicResult, v: number): void {
const flex = v >= 4
if (flex) w.compactNullableString(m.name)
else w.nullableString(m.name)
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
}
