// made by scripts/generate.ts; do not edit
import { refuseField, strictEncoding, type MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, uvarintSize, type Writer } from '../writer.ts'

export class StreamsGroupDescribeRequest {
  groupIds: string[] = []
  includeAuthorizedOperations: boolean = false
  includeTopologyDescription: boolean = false
}

function decodeStreamsGroupDescribeRequest(r: Reader, v: number): StreamsGroupDescribeRequest {
  const m = new StreamsGroupDescribeRequest()
  for (let n = r.compactCount(1); n > 0 && r.ok; n--) {
    m.groupIds.push(r.compactString())
  }
  m.includeAuthorizedOperations = r.bool()
  if (v >= 1) {
    m.includeTopologyDescription = r.bool()
  }
  r.skipTags()
  return m
}

function sizeStreamsGroupDescribeRequest(m: StreamsGroupDescribeRequest, v: number): number {
  let s = 1
  s += uvarintSize(m.groupIds.length + 1)
  for (const e of m.groupIds) s += strSize(e, true)
  if (v >= 1) s += 1
  s += 1
  return s
}

function refuseStreamsGroupDescribeRequest(m: StreamsGroupDescribeRequest, v: number): void {
  if (!(v >= 1) && (m.includeTopologyDescription)) refuseField('StreamsGroupDescribeRequest.includeTopologyDescription', v)
}

function encodeStreamsGroupDescribeRequest(w: Writer, m: StreamsGroupDescribeRequest, v: number): void {
  if (strictEncoding) refuseStreamsGroupDescribeRequest(m, v)
  w.uvarint(m.groupIds.length + 1)
  for (const e of m.groupIds) w.compactString(e)
  w.bool(m.includeAuthorizedOperations)
  if (v >= 1) {
    w.bool(m.includeTopologyDescription)
  }
  w.uvarint(0)
}

export const streamsGroupDescribeRequest: MessageCodec<StreamsGroupDescribeRequest> = {
  name: 'StreamsGroupDescribeRequest',
  apiKey: 89,
  minVersion: 0,
  maxVersion: 1,
  flexibleFrom: 0,
  create: () => new StreamsGroupDescribeRequest(),
  decode: decodeStreamsGroupDescribeRequest,
  size: sizeStreamsGroupDescribeRequest,
  encode: encodeStreamsGroupDescribeRequest,
  structs: { StreamsGroupDescribeRequest },
}
