// made by scripts/generate.ts; do not edit
import { refuseField, strictEncoding, type MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { nullableStrSize, strSize, uvarintSize, type Writer } from '../writer.ts'

export class DescribeAclsResponse {
  throttleTimeMs: number = 0
  errorCode: number = 0
  errorMessage: string | null = ''
  resources: DescribeAclsResource[] = []
}

export class DescribeAclsResource {
  resourceType: number = 0
  resourceName: string = ''
  patternType: number = 3
  acls: AclDescription[] = []
}

export class AclDescription {
  principal: string = ''
  host: string = ''
  operation: number = 0
  permissionType: number = 0
}

function decodeDescribeAclsResponse(r: Reader, v: number): DescribeAclsResponse {
  const m = new DescribeAclsResponse()
  const flex = v >= 2
  m.throttleTimeMs = r.int32()
  m.errorCode = r.int16()
  m.errorMessage = flex ? r.compactNullableString() : r.nullableString()
  for (let n = flex ? r.compactCount(5) : r.count(7); n > 0 && r.ok; n--) {
    m.resources.push(decodeDescribeAclsResource(r, v))
  }
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeDescribeAclsResponse(m: DescribeAclsResponse, v: number): number {
  const flex = v >= 2
  let s = 6
  s += nullableStrSize(m.errorMessage, flex)
  s += (flex ? uvarintSize(m.resources.length + 1) : 4)
  for (const e of m.resources) s += sizeDescribeAclsResource(e, v)
  if (flex) {
    s += 1
  }
  return s
}

function encodeDescribeAclsResponse(w: Writer, m: DescribeAclsResponse, v: number): void {
  const flex = v >= 2
  w.int32(m.throttleTimeMs)
  w.int16(m.errorCode)
  flex ? w.compactNullableString(m.errorMessage) : w.nullableString(m.errorMessage)
  flex ? w.uvarint(m.resources.length + 1) : w.int32(m.resources.length)
  for (const e of m.resources) encodeDescribeAclsResource(w, e, v)
  if (flex) {
    w.uvarint(0)
  }
}

function decodeDescribeAclsResource(r: Reader, v: number): DescribeAclsResource {
  const m = new DescribeAclsResource()
  const flex = v >= 2
  m.resourceType = r.int8()
  m.resourceName = flex ? r.compactString() : r.string()
  if (v >= 1) {
    m.patternType = r.int8()
  }
  for (let n = flex ? r.compactCount(5) : r.count(6); n > 0 && r.ok; n--) {
    m.acls.push(decodeAclDescription(r, v))
  }
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeDescribeAclsResource(m: DescribeAclsResource, v: number): number {
  const flex = v >= 2
  let s = 1
  s += strSize(m.resourceName, flex)
  if (v >= 1) s += 1
  s += (flex ? uvarintSize(m.acls.length + 1) : 4)
  for (const e of m.acls) s += sizeAclDescription(e, v)
  if (flex) {
    s += 1
  }
  return s
}

function refuseDescribeAclsResource(m: DescribeAclsResource, v: number): void {
  if (!(v >= 1) && (m.patternType !== 3)) refuseField('DescribeAclsResource.patternType', v)
}

function encodeDescribeAclsResource(w: Writer, m: DescribeAclsResource, v: number): void {
  if (strictEncoding) refuseDescribeAclsResource(m, v)
  const flex = v >= 2
  w.int8(m.resourceType)
  flex ? w.compactString(m.resourceName) : w.string(m.resourceName)
  if (v >= 1) {
    w.int8(m.patternType)
  }
  flex ? w.uvarint(m.acls.length + 1) : w.int32(m.acls.length)
  for (const e of m.acls) encodeAclDescription(w, e, v)
  if (flex) {
    w.uvarint(0)
  }
}

function decodeAclDescription(r: Reader, v: number): AclDescription {
  const m = new AclDescription()
  const flex = v >= 2
  m.principal = flex ? r.compactString() : r.string()
  m.host = flex ? r.compactString() : r.string()
  m.operation = r.int8()
  m.permissionType = r.int8()
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeAclDescription(m: AclDescription, v: number): number {
  const flex = v >= 2
  let s = 2
  s += strSize(m.principal, flex)
  s += strSize(m.host, flex)
  if (flex) {
    s += 1
  }
  return s
}

function encodeAclDescription(w: Writer, m: AclDescription, v: number): void {
  const flex = v >= 2
  flex ? w.compactString(m.principal) : w.string(m.principal)
  flex ? w.compactString(m.host) : w.string(m.host)
  w.int8(m.operation)
  w.int8(m.permissionType)
  if (flex) {
    w.uvarint(0)
  }
}

export const describeAclsResponse: MessageCodec<DescribeAclsResponse> = {
  name: 'DescribeAclsResponse',
  apiKey: 29,
  minVersion: 0,
  maxVersion: 3,
  flexibleFrom: 2,
  create: () => new DescribeAclsResponse(),
  decode: decodeDescribeAclsResponse,
  size: sizeDescribeAclsResponse,
  encode: encodeDescribeAclsResponse,
  structs: { DescribeAclsResponse, DescribeAclsResource, AclDescription },
}
