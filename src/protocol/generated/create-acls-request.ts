// made by scripts/generate.ts; do not edit
import { refuseField, strictEncoding, type MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, uvarintSize, type Writer } from '../writer.ts'

export class CreateAclsRequest {
  creations: AclCreation[] = []
}

export class AclCreation {
  resourceType: number = 0
  resourceName: string = ''
  resourcePatternType: number = 3
  principal: string = ''
  host: string = ''
  operation: number = 0
  permissionType: number = 0
}

function decodeCreateAclsRequest(r: Reader, v: number): CreateAclsRequest {
  const m = new CreateAclsRequest()
  const flex = v >= 2
  for (let n = flex ? r.compactCount(8) : r.count(9); n > 0 && r.ok; n--) {
    m.creations.push(decodeAclCreation(r, v))
  }
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeCreateAclsRequest(m: CreateAclsRequest, v: number): number {
  const flex = v >= 2
  let s = 0
  s += (flex ? uvarintSize(m.creations.length + 1) : 4)
  for (const e of m.creations) s += sizeAclCreation(e, v)
  if (flex) {
    s += 1
  }
  return s
}

function encodeCreateAclsRequest(w: Writer, m: CreateAclsRequest, v: number): void {
  const flex = v >= 2
  flex ? w.uvarint(m.creations.length + 1) : w.int32(m.creations.length)
  for (const e of m.creations) encodeAclCreation(w, e, v)
  if (flex) {
    w.uvarint(0)
  }
}

function decodeAclCreation(r: Reader, v: number): AclCreation {
  const m = new AclCreation()
  const flex = v >= 2
  m.resourceType = r.int8()
  m.resourceName = flex ? r.compactString() : r.string()
  if (v >= 1) {
    m.resourcePatternType = r.int8()
  }
  m.principal = flex ? r.compactString() : r.string()
  m.host = flex ? r.compactString() : r.string()
  m.operation = r.int8()
  m.permissionType = r.int8()
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeAclCreation(m: AclCreation, v: number): number {
  const flex = v >= 2
  let s = 3
  s += strSize(m.resourceName, flex)
  if (v >= 1) s += 1
  s += strSize(m.principal, flex)
  s += strSize(m.host, flex)
  if (flex) {
    s += 1
  }
  return s
}

function refuseAclCreation(m: AclCreation, v: number): void {
  if (!(v >= 1) && (m.resourcePatternType !== 3)) refuseField('AclCreation.resourcePatternType', v)
}

function encodeAclCreation(w: Writer, m: AclCreation, v: number): void {
  if (strictEncoding) refuseAclCreation(m, v)
  const flex = v >= 2
  w.int8(m.resourceType)
  flex ? w.compactString(m.resourceName) : w.string(m.resourceName)
  if (v >= 1) {
    w.int8(m.resourcePatternType)
  }
  flex ? w.compactString(m.principal) : w.string(m.principal)
  flex ? w.compactString(m.host) : w.string(m.host)
  w.int8(m.operation)
  w.int8(m.permissionType)
  if (flex) {
    w.uvarint(0)
  }
}

export const createAclsRequest: MessageCodec<CreateAclsRequest> = {
  name: 'CreateAclsRequest',
  apiKey: 30,
  minVersion: 0,
  maxVersion: 3,
  flexibleFrom: 2,
  create: () => new CreateAclsRequest(),
  decode: decodeCreateAclsRequest,
  size: sizeCreateAclsRequest,
  encode: encodeCreateAclsRequest,
  structs: { CreateAclsRequest, AclCreation },
}
