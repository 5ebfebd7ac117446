// made by scripts/generate.ts; do not edit
import { refuseField, strictEncoding, type MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { nullableStrSize, type Writer } from '../writer.ts'

export class DescribeAclsRequest {
  resourceTypeFilter: number = 0
  resourceNameFilter: string | null = ''
  patternTypeFilter: number = 3
  principalFilter: string | null = ''
  hostFilter: string | null = ''
  operation: number = 0
  permissionType: number = 0
}

function decodeDescribeAclsRequest(r: Reader, v: number): DescribeAclsRequest {
  const m = new DescribeAclsRequest()
  const flex = v >= 2
  m.resourceTypeFilter = r.int8()
  m.resourceNameFilter = flex ? r.compactNullableString() : r.nullableString()
  if (v >= 1) {
    m.patternTypeFilter = r.int8()
  }
  m.principalFilter = flex ? r.compactNullableString() : r.nullableString()
  m.hostFilter = flex ? r.compactNullableString() : r.nullableString()
  m.operation = r.int8()
  m.permissionType = r.int8()
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeDescribeAclsRequest(m: DescribeAclsRequest, v: number): number {
  const flex = v >= 2
  let s = 3
  s += nullableStrSize(m.resourceNameFilter, flex)
  if (v >= 1) s += 1
  s += nullableStrSize(m.principalFilter, flex)
  s += nullableStrSize(m.hostFilter, flex)
  if (flex) {
    s += 1
  }
  return s
}

function refuseDescribeAclsRequest(m: DescribeAclsRequest, v: number): void {
  if (!(v >= 1) && (m.patternTypeFilter !== 3)) refuseField('DescribeAclsRequest.patternTypeFilter', v)
}

function encodeDescribeAclsRequest(w: Writer, m: DescribeAclsRequest, v: number): void {
  if (strictEncoding) refuseDescribeAclsRequest(m, v)
  const flex = v >= 2
  w.int8(m.resourceTypeFilter)
  flex ? w.compactNullableString(m.resourceNameFilter) : w.nullableString(m.resourceNameFilter)
  if (v >= 1) {
    w.int8(m.patternTypeFilter)
  }
  flex ? w.compactNullableString(m.principalFilter) : w.nullableString(m.principalFilter)
  flex ? w.compactNullableString(m.hostFilter) : w.nullableString(m.hostFilter)
  w.int8(m.operation)
  w.int8(m.permissionType)
  if (flex) {
    w.uvarint(0)
  }
}

export const describeAclsRequest: MessageCodec<DescribeAclsRequest> = {
  name: 'DescribeAclsRequest',
  apiKey: 29,
  minVersion: 0,
  maxVersion: 3,
  flexibleFrom: 2,
  create: () => new DescribeAclsRequest(),
  decode: decodeDescribeAclsRequest,
  size: sizeDescribeAclsRequest,
  encode: encodeDescribeAclsRequest,
  structs: { DescribeAclsRequest },
}
