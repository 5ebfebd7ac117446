// made by scripts/generate.ts; do not edit
/* eslint-disable */
import { ZERO_UUID } from '../../base/uuid.ts'
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, uvarintSize, type Writer } from '../writer.ts'

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
{
  const n = r.compactArrayLength(1)
  if (n < 0) r.fail()
  const list: DeleteTopicState[] = []
  for (let i = 0; i < n && r.ok; i++) list.push(decodeDeleteTopicState(r, v))
  m.topics = list
}
}
if (v <= 5) {
{
  const n = (flex ? r.compactArrayLength(1) : r.arrayLength(1))
  if (n < 0) r.fail()
  const list: string[] = []
  for (let i = 0; i < n && r.ok; i++) list.push((flex ? r.compactString() : r.string()))
  m.topicNames = list
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
let s = 0
if (v >= 6) {
s += uvarintSize(m.topics.length + 1)
for (const e of m.topics) s += sizeDeleteTopicState(e, v)
}
if (v <= 5) {
s += (flex ? uvarintSize(m.topicNames.length + 1) : 4)
for (const e of m.topicNames) s += strSize(e, flex)
}
s += 4
if (flex) {
s += 1
}
return s
}

function encodeDeleteTopicsRequest(w: Writer, m: DeleteTopicsRequest, v: number): void {
const flex = v >= 4
if (v >= 6) {
w.uvarint(m.topics.length + 1)
for (const e of m.topics) {
encodeDeleteTopicState(w, e, v)
}
}
if (v <= 5) {
if (flex) w.uvarint(m.topicNames.length + 1)
else w.int32(m.topicNames.length)
for (const e of m.topicNames) {
if (flex) w.compactString(e)
else w.string(e)
}
}
w.int32(m.timeoutMs)
if (flex) {
w.uvarint(0)
}
}

function decodeDeleteTopicState(r: Reader, v: number): DeleteTopicState {
const m = new DeleteTopicState()
const flex = v >= 4
if (v >= 6) {
m.name = r.compactNullableString()
}
if (v >= 6) {
m.topicId = r.uuid()
}
if (flex) {
r.skipTags()
}
return m
}

function sizeDeleteTopicState(m: DeleteTopicState, v: number): number {
const flex = v >= 4
let s = 0
if (v >= 6) {
s += m.name === null ? 1 : strSize(m.name, true)
}
if (v >= 6) {
s += 16
}
if (flex) {
s += 1
}
return s
}

function encodeDeleteTopicState(w: Writer, m: DeleteTopicState, v: number): void {
const flex = v >= 4
if (v >= 6) {
w.compactNullableString(m.name)
}
if (v >= 6) {
w.uuid(m.topicId)
}
if (flex) {
w.uvarint(0)
}
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
}
