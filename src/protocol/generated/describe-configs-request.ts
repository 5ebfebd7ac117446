// made by scripts/generate.ts; do not edit
import { refuseField, strictEncoding, type MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, uvarintSize, type Writer } from '../writer.ts'

export class DescribeConfigsRequest {
  resources: DescribeConfigsResource[] = []
  includeSynonyms: boolean = false
  includeDocumentation: boolean = false
}

export class DescribeConfigsResource {
  resourceType: number = 0
  resourceName: string = ''
  configurationKeys: string[] | null = []
}

function decodeDescribeConfigsRequest(r: Reader, v: number): DescribeConfigsRequest {
  const m = new DescribeConfigsRequest()
  const flex = v >= 4
  for (let n = flex ? r.compactCount(4) : r.count(7); n > 0 && r.ok; n--) {
    m.resources.push(decodeDescribeConfigsResource(r, v))
  }
  if (v >= 1) {
    m.includeSynonyms = r.bool()
  }
  if (v >= 3) {
    m.includeDocumentation = r.bool()
  }
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeDescribeConfigsRequest(m: DescribeConfigsRequest, v: number): number {
  const flex = v >= 4
  let s = 0
  s += (flex ? uvarintSize(m.resources.length + 1) : 4)
  for (const e of m.resources) s += sizeDescribeConfigsResource(e, v)
  if (v >= 1) s += 1
  if (v >= 3) s += 1
  if (flex) {
    s += 1
  }
  return s
}

function refuseDescribeConfigsRequest(m: DescribeConfigsRequest, v: number): void {
  if (!(v >= 1) && (m.includeSynonyms)) refuseField('DescribeConfigsRequest.includeSynonyms', v)
  if (!(v >= 3) && (m.includeDocumentation)) refuseField('DescribeConfigsRequest.includeDocumentation', v)
}

function encodeDescribeConfigsRequest(w: Writer, m: DescribeConfigsRequest, v: number): void {
  if (strictEncoding) refuseDescribeConfigsRequest(m, v)
  const flex = v >= 4
  flex ? w.uvarint(m.resources.length + 1) : w.int32(m.resources.length)
  for (const e of m.resources) encodeDescribeConfigsResource(w, e, v)
  if (v >= 1) {
    w.bool(m.includeSynonyms)
  }
  if (v >= 3) {
    w.bool(m.includeDocumentation)
  }
  if (flex) {
    w.uvarint(0)
  }
}

function decodeDescribeConfigsResource(r: Reader, v: number): DescribeConfigsResource {
  const m = new DescribeConfigsResource()
  const flex = v >= 4
  m.resourceType = r.int8()
  m.resourceName = flex ? r.compactString() : r.string()
   {
    const count = flex ? r.compactArrayLength(1) : r.arrayLength(2)
    if (count < 0) m.configurationKeys = null
    else {
      const list: string[] = []
      for (let n = count; n > 0 && r.ok; n--) list.push(flex ? r.compactString() : r.string())
      m.configurationKeys = list
    }
  }
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeDescribeConfigsResource(m: DescribeConfigsResource, v: number): number {
  const flex = v >= 4
  let s = 1
  s += strSize(m.resourceName, flex)
   {
    const list = m.configurationKeys
    if (list === null) s += (flex ? 1 : 4)
    else {
      s += (flex ? uvarintSize(list.length + 1) : 4)
      for (const e of list) s += strSize(e, flex)
    }
  }
  if (flex) {
    s += 1
  }
  return s
}

function encodeDescribeConfigsResource(w: Writer, m: DescribeConfigsResource, v: number): void {
  const flex = v >= 4
  w.int8(m.resourceType)
  flex ? w.compactString(m.resourceName) : w.string(m.resourceName)
  if (m.configurationKeys === null) flex ? w.uvarint(0) : w.int32(-1)
  else {
    flex ? w.uvarint(m.configurationKeys.length + 1) : w.int32(m.configurationKeys.length)
    for (const e of m.configurationKeys) flex ? w.compactString(e) : w.string(e)
  }
  if (flex) {
    w.uvarint(0)
  }
}

export const describeConfigsRequest: MessageCodec<DescribeConfigsRequest> = {
  name: 'DescribeConfigsRequest',
  apiKey: 32,
  minVersion: 0,
  maxVersion: 4,
  flexibleFrom: 4,
  create: () => new DescribeConfigsRequest(),
  decode: decodeDescribeConfigsRequest,
  size: sizeDescribeConfigsRequest,
  encode: encodeDescribeConfigsRequest,
  structs: { DescribeConfigsRequest, DescribeConfigsResource },
}
