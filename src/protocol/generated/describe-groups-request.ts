// made by scripts/generate.ts; do not edit
import { refuseField, strictEncoding, type MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, uvarintSize, type Writer } from '../writer.ts'

export class DescribeGroupsRequest {
  groups: string[] = []
  includeAuthorizedOperations: boolean = false
}

function decodeDescribeGroupsRequest(r: Reader, v: number): DescribeGroupsRequest {
  const m = new DescribeGroupsRequest()
  const flex = v >= 5
  for (let n = flex ? r.compactCount(1) : r.count(2); n > 0 && r.ok; n--) {
    m.groups.push(flex ? r.compactString() : r.string())
  }
  if (v >= 3) {
    m.includeAuthorizedOperations = r.bool()
  }
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeDescribeGroupsRequest(m: DescribeGroupsRequest, v: number): number {
  const flex = v >= 5
  let s = 0
  s += (flex ? uvarintSize(m.groups.length + 1) : 4)
  for (const e of m.groups) s += strSize(e, flex)
  if (v >= 3) s += 1
  if (flex) {
    s += 1
  }
  return s
}

function refuseDescribeGroupsRequest(m: DescribeGroupsRequest, v: number): void {
  if (!(v >= 3) && (m.includeAuthorizedOperations)) refuseField('DescribeGroupsRequest.includeAuthorizedOperations', v)
}

function encodeDescribeGroupsRequest(w: Writer, m: DescribeGroupsRequest, v: number): void {
  if (strictEncoding) refuseDescribeGroupsRequest(m, v)
  const flex = v >= 5
  flex ? w.uvarint(m.groups.length + 1) : w.int32(m.groups.length)
  for (const e of m.groups) flex ? w.compactString(e) : w.string(e)
  if (v >= 3) {
    w.bool(m.includeAuthorizedOperations)
  }
  if (flex) {
    w.uvarint(0)
  }
}

export const describeGroupsRequest: MessageCodec<DescribeGroupsRequest> = {
  name: 'DescribeGroupsRequest',
  apiKey: 15,
  minVersion: 0,
  maxVersion: 6,
  flexibleFrom: 5,
  create: () => new DescribeGroupsRequest(),
  decode: decodeDescribeGroupsRequest,
  size: sizeDescribeGroupsRequest,
  encode: encodeDescribeGroupsRequest,
  structs: { DescribeGroupsRequest },
}
