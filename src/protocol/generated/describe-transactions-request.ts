// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, uvarintSize, type Writer } from '../writer.ts'

export class DescribeTransactionsRequest {
  transactionalIds: string[] = []
}

function decodeDescribeTransactionsRequest(r: Reader, v: number): DescribeTransactionsRequest {
  const m = new DescribeTransactionsRequest()
  for (let n = r.compactCount(1); n > 0 && r.ok; n--) {
    m.transactionalIds.push(r.compactString())
  }
  r.skipTags()
  return m
}

function sizeDescribeTransactionsRequest(m: DescribeTransactionsRequest, v: number): number {
  let s = 0
  s += uvarintSize(m.transactionalIds.length + 1)
  for (const e of m.transactionalIds) s += strSize(e, true)
  s += 1
  return s
}

function encodeDescribeTransactionsRequest(w: Writer, m: DescribeTransactionsRequest, v: number): void {
  w.uvarint(m.transactionalIds.length + 1)
  for (const e of m.transactionalIds) w.compactString(e)
  w.uvarint(0)
}

export const describeTransactionsRequest: MessageCodec<DescribeTransactionsRequest> = {
  name: 'DescribeTransactionsRequest',
  apiKey: 65,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  create: () => new DescribeTransactionsRequest(),
  decode: decodeDescribeTransactionsRequest,
  size: sizeDescribeTransactionsRequest,
  encode: encodeDescribeTransactionsRequest,
  structs: { DescribeTransactionsRequest },
}
