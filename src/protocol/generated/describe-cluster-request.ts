// made by scripts/generate.ts; do not edit
import { refuseField, strictEncoding, type MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

export class DescribeClusterRequest {
  includeClusterAuthorizedOperations: boolean = false
  endpointType: number = 1
  includeFencedBrokers: boolean = false
}

function decodeDescribeClusterRequest(r: Reader, v: number): DescribeClusterRequest {
  const m = new DescribeClusterRequest()
  m.includeClusterAuthorizedOperations = r.bool()
  if (v >= 1) {
    m.endpointType = r.int8()
  }
  if (v >= 2) {
    m.includeFencedBrokers = r.bool()
  }
  r.skipTags()
  return m
}

function sizeDescribeClusterRequest(m: DescribeClusterRequest, v: number): number {
  let s = 1
  if (v >= 1) s += 1
  if (v >= 2) s += 1
  s += 1
  return s
}

function refuseDescribeClusterRequest(m: DescribeClusterRequest, v: number): void {
  if (!(v >= 1) && (m.endpointType !== 1)) refuseField('DescribeClusterRequest.endpointType', v)
  if (!(v >= 2) && (m.includeFencedBrokers)) refuseField('DescribeClusterRequest.includeFencedBrokers', v)
}

function encodeDescribeClusterRequest(w: Writer, m: DescribeClusterRequest, v: number): void {
  if (strictEncoding) refuseDescribeClusterRequest(m, v)
  w.bool(m.includeClusterAuthorizedOperations)
  if (v >= 1) {
    w.int8(m.endpointType)
  }
  if (v >= 2) {
    w.bool(m.includeFencedBrokers)
  }
  w.uvarint(0)
}

export const describeClusterRequest: MessageCodec<DescribeClusterRequest> = {
  name: 'DescribeClusterRequest',
  apiKey: 60,
  minVersion: 0,
  maxVersion: 2,
  flexibleFrom: 0,
  create: () => new DescribeClusterRequest(),
  decode: decodeDescribeClusterRequest,
  size: sizeDescribeClusterRequest,
  encode: encodeDescribeClusterRequest,
  structs: { DescribeClusterRequest },
}
