// made by scripts/generate.ts; do not edit
import { refuseField, strictEncoding, type MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { nullableStrSize, strSize, uvarintSize, type Writer } from '../writer.ts'

export class DescribeConfigsResponse {
  throttleTimeMs: number = 0
  results: DescribeConfigsResult[] = []
}

export class DescribeConfigsResult {
  errorCode: number = 0
  errorMessage: string | null = ''
  resourceType: number = 0
  resourceName: string = ''
  configs: DescribeConfigsResourceResult[] = []
}

export class DescribeConfigsResourceResult {
  name: string = ''
  value: string | null = ''
  readOnly: boolean = false
  isDefault: boolean = false
  configSource: number = -1
  isSensitive: boolean = false
  synonyms: DescribeConfigsSynonym[] = []
  configType: number = 0
  documentation: string | null = ''
}

export class DescribeConfigsSynonym {
  name: string = ''
  value: string | null = ''
  source: number = 0
}

function decodeDescribeConfigsResponse(r: Reader, v: number): DescribeConfigsResponse {
  const m = new DescribeConfigsResponse()
  const flex = v >= 4
  m.throttleTimeMs = r.int32()
  for (let n = flex ? r.compactCount(7) : r.count(11); n > 0 && r.ok; n--) {
    m.results.push(decodeDescribeConfigsResult(r, v))
  }
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeDescribeConfigsResponse(m: DescribeConfigsResponse, v: number): number {
  const flex = v >= 4
  let s = 4
  s += (flex ? uvarintSize(m.results.length + 1) : 4)
  for (const e of m.results) s += sizeDescribeConfigsResult(e, v)
  if (flex) {
    s += 1
  }
  return s
}

function encodeDescribeConfigsResponse(w: Writer, m: DescribeConfigsResponse, v: number): void {
  const flex = v >= 4
  w.int32(m.throttleTimeMs)
  flex ? w.uvarint(m.results.length + 1) : w.int32(m.results.length)
  for (const e of m.results) encodeDescribeConfigsResult(w, e, v)
  if (flex) {
    w.uvarint(0)
  }
}

function decodeDescribeConfigsResult(r: Reader, v: number): DescribeConfigsResult {
  const m = new DescribeConfigsResult()
  const flex = v >= 4
  m.errorCode = r.int16()
  m.errorMessage = flex ? r.compactNullableString() : r.nullableString()
  m.resourceType = r.int8()
  m.resourceName = flex ? r.compactString() : r.string()
  for (let n = flex ? r.compactCount(9) : r.count(7); n > 0 && r.ok; n--) {
    m.configs.push(decodeDescribeConfigsResourceResult(r, v))
  }
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeDescribeConfigsResult(m: DescribeConfigsResult, v: number): number {
  const flex = v >= 4
  let s = 3
  s += nullableStrSize(m.errorMessage, flex)
  s += strSize(m.resourceName, flex)
  s += (flex ? uvarintSize(m.configs.length + 1) : 4)
  for (const e of m.configs) s += sizeDescribeConfigsResourceResult(e, v)
  if (flex) {
    s += 1
  }
  return s
}

function encodeDescribeConfigsResult(w: Writer, m: DescribeConfigsResult, v: number): void {
  const flex = v >= 4
  w.int16(m.errorCode)
  flex ? w.compactNullableString(m.errorMessage) : w.nullableString(m.errorMessage)
  w.int8(m.resourceType)
  flex ? w.compactString(m.resourceName) : w.string(m.resourceName)
  flex ? w.uvarint(m.configs.length + 1) : w.int32(m.configs.length)
  for (const e of m.configs) encodeDescribeConfigsResourceResult(w, e, v)
  if (flex) {
    w.uvarint(0)
  }
}

function decodeDescribeConfigsResourceResult(r: Reader, v: number): DescribeConfigsResourceResult {
  const m = new DescribeConfigsResourceResult()
  const flex = v >= 4
  m.name = flex ? r.compactString() : r.string()
  m.value = flex ? r.compactNullableString() : r.nullableString()
  m.readOnly = r.bool()
  if (v <= 0) {
    m.isDefault = r.bool()
  }
  if (v >= 1) {
    m.configSource = r.int8()
  }
  m.isSensitive = r.bool()
  if (v >= 1) {
    for (let n = flex ? r.compactCount(4) : r.count(5); n > 0 && r.ok; n--) {
      m.synonyms.push(decodeDescribeConfigsSynonym(r, v))
    }
  }
  if (v >= 3) {
    m.configType = r.int8()
    m.documentation = flex ? r.compactNullableString() : r.nullableString()
  }
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeDescribeConfigsResourceResult(m: DescribeConfigsResourceResult, v: number): number {
  const flex = v >= 4
  let s = 2
  s += strSize(m.name, flex)
  s += nullableStrSize(m.value, flex)
  if (v <= 0) s += 1
  if (v >= 1) s += 1
  if (v >= 1) {
    s += (flex ? uvarintSize(m.synonyms.length + 1) : 4)
    for (const e of m.synonyms) s += sizeDescribeConfigsSynonym(e, v)
  }
  if (v >= 3) {
    s += 1
    s += nullableStrSize(m.documentation, flex)
  }
  if (flex) {
    s += 1
  }
  return s
}

function refuseDescribeConfigsResourceResult(m: DescribeConfigsResourceResult, v: number): void {
  if (!(v <= 0) && (m.isDefault)) refuseField('DescribeConfigsResourceResult.isDefault', v)
}

function encodeDescribeConfigsResourceResult(w: Writer, m: DescribeConfigsResourceResult, v: number): void {
  if (strictEncoding) refuseDescribeConfigsResourceResult(m, v)
  const flex = v >= 4
  flex ? w.compactString(m.name) : w.string(m.name)
  flex ? w.compactNullableString(m.value) : w.nullableString(m.value)
  w.bool(m.readOnly)
  if (v <= 0) {
    w.bool(m.isDefault)
  }
  if (v >= 1) {
    w.int8(m.configSource)
  }
  w.bool(m.isSensitive)
  if (v >= 1) {
    flex ? w.uvarint(m.synonyms.length + 1) : w.int32(m.synonyms.length)
    for (const e of m.synonyms) encodeDescribeConfigsSynonym(w, e, v)
  }
  if (v >= 3) {
    w.int8(m.configType)
    flex ? w.compactNullableString(m.documentation) : w.nullableString(m.documentation)
  }
  if (flex) {
    w.uvarint(0)
  }
}

function decodeDescribeConfigsSynonym(r: Reader, v: number): DescribeConfigsSynonym {
  const m = new DescribeConfigsSynonym()
  const flex = v >= 4
  m.name = flex ? r.compactString() : r.string()
  m.value = flex ? r.compactNullableString() : r.nullableString()
  m.source = r.int8()
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeDescribeConfigsSynonym(m: DescribeConfigsSynonym, v: number): number {
  const flex = v >= 4
  let s = 1
  s += strSize(m.name, flex)
  s += nullableStrSize(m.value, flex)
  if (flex) {
    s += 1
  }
  return s
}

function encodeDescribeConfigsSynonym(w: Writer, m: DescribeConfigsSynonym, v: number): void {
  const flex = v >= 4
  flex ? w.compactString(m.name) : w.string(m.name)
  flex ? w.compactNullableString(m.value) : w.nullableString(m.value)
  w.int8(m.source)
  if (flex) {
    w.uvarint(0)
  }
}

export const describeConfigsResponse: MessageCodec<DescribeConfigsResponse> = {
  name: 'DescribeConfigsResponse',
  apiKey: 32,
  minVersion: 0,
  maxVersion: 4,
  flexibleFrom: 4,
  create: () => new DescribeConfigsResponse(),
  decode: decodeDescribeConfigsResponse,
  size: sizeDescribeConfigsResponse,
  encode: encodeDescribeConfigsResponse,
  structs: { DescribeConfigsResponse, DescribeConfigsResult, DescribeConfigsResourceResult, DescribeConfigsSynonym },
}
