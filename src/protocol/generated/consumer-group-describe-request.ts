// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, uvarintSize, type Writer } from '../writer.ts'

export class ConsumerGroupDescribeRequest {
  groupIds: string[] = []
  includeAuthorizedOperations: boolean = false
}

function decodeConsumerGroupDescribeRequest(r: Reader, v: number): ConsumerGroupDescribeRequest {
  const m = new ConsumerGroupDescribeRequest()
  for (let n = r.compactCount(1); n > 0 && r.ok; n--) {
    m.groupIds.push(r.compactString())
  }
  m.includeAuthorizedOperations = r.bool()
  r.skipTags()
  return m
}

function sizeConsumerGroupDescribeRequest(m: ConsumerGroupDescribeRequest, v: number): number {
  let s = 1
  s += uvarintSize(m.groupIds.length + 1)
  for (const e of m.groupIds) s += strSize(e, true)
  s += 1
  return s
}

function encodeConsumerGroupDescribeRequest(w: Writer, m: ConsumerGroupDescribeRequest, v: number): void {
  w.uvarint(m.groupIds.length + 1)
  for (const e of m.groupIds) w.compactString(e)
  w.bool(m.includeAuthorizedOperations)
  w.uvarint(0)
}

export const consumerGroupDescribeRequest: MessageCodec<ConsumerGroupDescribeRequest> = {
  name: 'ConsumerGroupDescribeRequest',
  apiKey: 69,
  minVersion: 0,
  maxVersion: 1,
  flexibleFrom: 0,
  create: () => new ConsumerGroupDescribeRequest(),
  decode: decodeConsumerGroupDescribeRequest,
  size: sizeConsumerGroupDescribeRequest,
  encode: encodeConsumerGroupDescribeRequest,
  structs: { ConsumerGroupDescribeRequest },
}
