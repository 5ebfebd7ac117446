// made by scripts/generate.ts; do not edit
/* eslint-disable */
import { ZERO_UUID } from '../../base/uuid.ts'
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, uvarintSize, type Writer } from '../writer.ts'

export class CreateTopicsResponse {
  throttleTimeMs: number = 0
  topics: CreatableTopicResult[] = []
}

export class CreatableTopicResult {
  name: string = ""
  topicId: string = ZERO_UUID
  errorCode: number = 0
  errorMessage: string | null = ""
  topicConfigErrorCode: number = 0
  numPartitions: number = -1
  replicationFactor: number = -1
  configs: CreatableTopicConfigs[] | null = []
}

export class CreatableTopicConfigs {
  name: string = ""
  value: string | null = ""
  readOnly: boolean = false
  configSource: number = -1
  isSensitive: boolean = false
}

function decodeCreateTopicsResponse(r: Reader, v: number): CreateTopicsResponse {
const m = new CreateTopicsResponse()
const flex = v >= 5
if (v >= 2) {
m.throttleTimeMs = r.int32()
}
{
  const n = (flex ? r.compactArrayLength(1) : r.arrayLength(1))
  if (n < 0) r.fail()
  const list: CreatableTopicResult[] = []
  for (let i = 0; i < n && r.ok; i++) list.push(decodeCreatableTopicResult(r, v))
  m.topics = list
}
if (flex) {
r.skipTags()
}
return m
}

function sizeCreateTopicsResponse(m: CreateTopicsResponse, v: number): number {
const flex = v >= 5
let s = 0
if (v >= 2) {
s += 4
}
s += (flex ? uvarintSize(m.topics.length + 1) : 4)
for (const e of m.topics) s += sizeCreatableTopicResult(e, v)
if (flex) {
s += 1
}
return s
}

function encodeCreateTopicsResponse(w: Writer, m: CreateTopicsResponse, v: number): void {
const flex = v >= 5
if (v >= 2) {
w.int32(m.throttleTimeMs)
}
if (flex) w.uvarint(m.topics.length + 1)
else w.int32(m.topics.length)
for (const e of m.topics) {
encodeCreatableTopicResult(w, e, v)
}
if (flex) {
w.uvarint(0)
}
}

function decodeCreatableTopicResult(r: Reader, v: number): CreatableTopicResult {
const m = new CreatableTopicResult()
const flex = v >= 5
m.name = (flex ? r.compactString() : r.string())
if (v >= 7) {
m.topicId = r.uuid()
}
m.errorCode = r.int16()
if (v >= 1) {
m.errorMessage = (flex ? r.compactNullableString() : r.nullableString())
}
if (v >= 5) {
m.numPartitions = r.int32()
}
if (v >= 5) {
m.replicationFactor = r.int16()
}
if (v >= 5) {
{
  const n = r.compactArrayLength(1)
  if (n < 0) m.configs = null
  else {
  const list: NonNullable<CreatableTopicConfigs[] | null> = []
  for (let i = 0; i < n && r.ok; i++) list.push(decodeCreatableTopicConfigs(r, v))
  m.configs = list
  }
}
}
if (flex) {
for (let n = r.uvarint(); n > 0 && r.ok; n--) {
const tag = r.uvarint()
const size = r.uvarint()
const end = r.pos + size
if (size > r.remaining) { r.fail(); break }
switch (tag) {
case 0:
m.topicConfigErrorCode = r.int16()
break
}
if (r.ok) r.pos = end
}
}
return m
}

function sizeCreatableTopicResult(m: CreatableTopicResult, v: number): number {
const flex = v >= 5
let s = 0
s += strSize(m.name, flex)
if (v >= 7) {
s += 16
}
s += 2
if (v >= 1) {
s += m.errorMessage === null ? (flex ? 1 : 2) : strSize(m.errorMessage, flex)
}
if (v >= 5) {
s += 4
}
if (v >= 5) {
s += 2
}
if (v >= 5) {
if (m.configs === null) s += 1
else {
s += uvarintSize(m.configs.length + 1)
for (const e of m.configs) s += sizeCreatableTopicConfigs(e, v)
}
}
if (flex) {
let tags = 0
if ((m.topicConfigErrorCode !== 0)) {
tags++
const body = ((s: number): number => {
s += 2
return s
})(0)
s += uvarintSize(0) + uvarintSize(body) + body
}
s += uvarintSize(tags)
}
return s
}

function encodeCreatableTopicResult(w: Writer, m: CreatableTopicResult, v: number): void {
const flex = v >= 5
if (flex) w.compactString(m.name)
else w.string(m.name)
if (v >= 7) {
w.uuid(m.topicId)
}
w.int16(m.errorCode)
if (v >= 1) {
if (flex) w.compactNullableString(m.errorMessage)
else w.nullableString(m.errorMessage)
}
if (v >= 5) {
w.int32(m.numPartitions)
}
if (v >= 5) {
w.int16(m.replicationFactor)
}
if (v >= 5) {
if (m.configs === null) {
w.uvarint(0)
} else {
w.uvarint(m.configs.length + 1)
for (const e of m.configs) {
encodeCreatableTopicConfigs(w, e, v)
}
}
}
if (flex) {
let tags = 0
if ((m.topicConfigErrorCode !== 0)) tags++
w.uvarint(tags)
if ((m.topicConfigErrorCode !== 0)) {
w.uvarint(0)
w.uvarint(((s: number): number => {
s += 2
return s
})(0))
w.int16(m.topicConfigErrorCode)
}
}
}

function decodeCreatableTopicConfigs(r: Reader, v: number): CreatableTopicConfigs {
const m = new CreatableTopicConfigs()
const flex = v >= 5
if (v >= 5) {
m.name = r.compactString()
}
if (v >= 5) {
m.value = r.compactNullableString()
}
if (v >= 5) {
m.readOnly = r.bool()
}
if (v >= 5) {
m.configSource = r.int8()
}
if (v >= 5) {
m.isSensitive = r.bool()
}
if (flex) {
r.skipTags()
}
return m
}

function sizeCreatableTopicConfigs(m: CreatableTopicConfigs, v: number): number {
const flex = v >= 5
let s = 0
if (v >= 5) {
s += strSize(m.name, true)
}
if (v >= 5) {
s += m.value === null ? 1 : strSize(m.value, true)
}
if (v >= 5) {
s += 1
}
if (v >= 5) {
s += 1
}
if (v >= 5) {
s += 1
}
if (flex) {
s += 1
}
return s
}

function encodeCreatableTopicConfigs(w: Writer, m: CreatableTopicConfigs, v: number): void {
const flex = v >= 5
if (v >= 5) {
w.compactString(m.name)
}
if (v >= 5) {
w.compactNullableString(m.value)
}
if (v >= 5) {
w.bool(m.readOnly)
}
if (v >= 5) {
w.int8(m.configSource)
}
if (v >= 5) {
w.bool(m.isSensitive)
}
if (flex) {
w.uvarint(0)
}
}

export const createTopicsResponse: MessageCodec<CreateTopicsResponse> = {
  name: 'CreateTopicsResponse',
  apiKey: 19,
  minVersion: 0,
  maxVersion: 7,
  flexibleFrom: 5,
  create: () => new CreateTopicsResponse(),
  decode: decodeCreateTopicsResponse,
  size: sizeCreateTopicsResponse,
  encode: encodeCreateTopicsResponse,
}
