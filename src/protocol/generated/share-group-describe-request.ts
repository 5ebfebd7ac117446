// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, uvarintSize, type Writer } from '../writer.ts'

export class ShareGroupDescribeRequest {
  groupIds: string[] = []
  includeAuthorizedOperations: boolean = false
}

function decodeShareGroupDescribeRequest(r: Reader, v: number): ShareGroupDescribeRequest {
  const m = new ShareGroupDescribeRequest()
  for (let n = r.compactCount(1); n > 0 && r.ok; n--) {
    m.groupIds.push(r.compactString())
  }
  m.includeAuthorizedOperations = r.bool()
  r.skipTags()
  return m
}

function sizeShareGroupDescribeRequest(m: ShareGroupDescribeRequest, v: number): number {
  let s = 1
  s += uvarintSize(m.groupIds.length + 1)
  for (const e of m.groupIds) s += strSize(e, true)
  s += 1
  return s
}

function encodeShareGroupDescribeRequest(w: Writer, m: ShareGroupDescribeRequest, v: number): void {
  w.uvarint(m.groupIds.length + 1)
  for (const e of m.groupIds) w.compactString(e)
  w.bool(m.includeAuthorizedOperations)
  w.uvarint(0)
}

export const shareGroupDescribeRequest: MessageCodec<ShareGroupDescribeRequest> = {
  name: 'ShareGroupDescribeRequest',
  apiKey: 77,
  minVersion: 1,
  maxVersion: 1,
  flexibleFrom: 0,
  create: () => new ShareGroupDescribeRequest(),
  decode: decodeShareGroupDescribeRequest,
  size: sizeShareGroupDescribeRequest,
  encode: encodeShareGroupDescribeRequest,
  structs: { ShareGroupDescribeRequest },
}
