// made by scripts/generate.ts; do not edit
/* eslint-disable */
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, uvarintSize, type Writer } from '../writer.ts'

export class StreamsGroupDescribeRequest {
  groupIds: string[] = []
  includeAuthorizedOperations: boolean = false
  includeTopologyDescription: boolean = false
}

function decodeStreamsGroupDescribeRequest(r: Reader, v: number): StreamsGroupDescribeRequest {
const m = new StreamsGroupDescribeRequest()
{
  const n = r.compactArrayLength(1)
  if (n < 0) r.fail()
  const list: string[] = []
  for (let i = 0; i < n && r.ok; i++) list.push(r.compactString())
  m.groupIds = list
}
m.includeAuthorizedOperations = r.bool()
if (v >= 1) {
m.includeTopologyDescription = r.bool()
}
r.skipTags()
return m
}

function sizeStreamsGroupDescribeRequest(m: StreamsGroupDescribeRequest, v: number): number {
let s = 0
s += uvarintSize(m.groupIds.length + 1)
for (const e of m.groupIds) s += strSize(e, true)
s += 1
if (v >= 1) {
s += 1
}
s += 1
return s
}

function encodeStreamsGroupDescribeRequest(w: Writer, m: StreamsGroupDescribeRequest, v: number): void {
w.uvarint(m.groupIds.length + 1)
for (const e of m.groupIds) {
w.compactString(e)
}
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
}
