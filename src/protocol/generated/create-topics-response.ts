// made by scripts/generate.ts; do not edit
import { ZERO_UUID } from '../../base/uuid.ts'
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { nullableStrSize, strSize, uvarintSize, type Writer } from '../writer.ts'

export class CreateTopicsResponse {
  throttleTimeMs: number = 0
  topics: CreatableTopicResult[] = []
}

export class CreatableTopicResult {
  name: string = ''
  topicId: string = ZERO_UUID
  errorCode: number = 0
  errorMessage: string | null = ''
  topicConfigErrorCode: number = 0
  numPartitions: number = -1
  replicationFactor: number = -1
  configs: CreatableTopicConfigs[] | null = []
}

export class CreatableTopicConfigs {
  name: string = ''
  value: string | null = ''
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
  for (let n = flex ? r.compactCount(12) : r.count(4); n > 0 && r.ok; n--) {
    m.topics.push(decodeCreatableTopicResult(r, v))
  }
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeCreateTopicsResponse(m: CreateTopicsResponse, v: number): number {
  const flex = v >= 5
  let s = 0
  if (v >= 2) s += 4
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
  flex ? w.uvarint(m.topics.length + 1) : w.int32(m.topics.length)
  for (const e of m.topics) encodeCreatableTopicResult(w, e, v)
  if (flex) {
    w.uvarint(0)
  }
}

function decodeCreatableTopicResult(r: Reader, v: number): CreatableTopicResult {
  const m = new CreatableTopicResult()
  const flex = v >= 5
  m.name = flex ? r.compactString() : r.string()
  if (v >= 7) {
    m.topicId = r.uuid()
  }
  m.errorCode = r.int16()
  if (v >= 1) {
    m.errorMessage = flex ? r.compactNullableString() : r.nullableString()
  }
  if (v >= 5) {
    m.numPartitions = r.int32()
    m.replicationFactor = r.int16()
     {
      const count = r.compactArrayLength(6)
      if (count < 0) m.configs = null
      else {
        const list: CreatableTopicConfigs[] = []
        for (let n = count; n > 0 && r.ok; n--) list.push(decodeCreatableTopicConfigs(r, v))
        m.configs = list
      }
    }
  }
  if (flex) {
    for (let tags = r.uvarint(); tags > 0 && r.ok; tags--) {
      const tag = r.uvarint()
      const end = r.tagEnd()
      if (tag === 0) {
        m.topicConfigErrorCode = r.int16()
      }
      r.leaveTag(end)
    }
  }
  return m
}

function sizeCreatableTopicResult(m: CreatableTopicResult, v: number): number {
  const flex = v >= 5
  let s = 2
  s += strSize(m.name, flex)
  if (v >= 7) s += 16
  if (v >= 1) {
    s += nullableStrSize(m.errorMessage, flex)
  }
  if (v >= 5) {
    s += 6
     {
      const list = m.configs
      if (list === null) s += 1
      else {
        s += uvarintSize(list.length + 1)
        for (const e of list) s += sizeCreatableTopicConfigs(e, v)
      }
    }
  }
  if (flex) {
    let tags = 0
    if (m.topicConfigErrorCode !== 0) {
      tags++
      s += 4
    }
    s += uvarintSize(tags)
  }
  return s
}

function encodeCreatableTopicResult(w: Writer, m: CreatableTopicResult, v: number): void {
  const flex = v >= 5
  flex ? w.compactString(m.name) : w.string(m.name)
  if (v >= 7) {
    w.uuid(m.topicId)
  }
  w.int16(m.errorCode)
  if (v >= 1) {
    flex ? w.compactNullableString(m.errorMessage) : w.nullableString(m.errorMessage)
  }
  if (v >= 5) {
    w.int32(m.numPartitions)
    w.int16(m.replicationFactor)
    if (m.configs === null) w.uvarint(0)
    else {
      w.uvarint(m.configs.length + 1)
      for (const e of m.configs) encodeCreatableTopicConfigs(w, e, v)
    }
  }
  if (flex) {
    let tags = 0
    if (m.topicConfigErrorCode !== 0) tags++
    w.uvarint(tags)
    if (tags > 0) {
      if (m.topicConfigErrorCode !== 0) {
        w.uvarint(0)
        w.uvarint(2)
        w.int16(m.topicConfigErrorCode)
      }
    }
  }
}

function decodeCreatableTopicConfigs(r: Reader, v: number): CreatableTopicConfigs {
  const m = new CreatableTopicConfigs()
  m.name = r.compactString()
  m.value = r.compactNullableString()
  m.readOnly = r.bool()
  m.configSource = r.int8()
  m.isSensitive = r.bool()
  r.skipTags()
  return m
}

function sizeCreatableTopicConfigs(m: CreatableTopicConfigs, v: number): number {
  let s = 3
  s += strSize(m.name, true)
  s += nullableStrSize(m.value, true)
  s += 1
  return s
}

function encodeCreatableTopicConfigs(w: Writer, m: CreatableTopicConfigs, v: number): void {
  w.compactString(m.name)
  w.compactNullableString(m.value)
  w.bool(m.readOnly)
  w.int8(m.configSource)
  w.bool(m.isSensitive)
  w.uvarint(0)
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
  structs: { CreateTopicsResponse, CreatableTopicResult, CreatableTopicConfigs },
}
