// made by scripts/generate.ts; do not edit
/* eslint-disable */
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, uvarintSize, type Writer } from '../writer.ts'

export class DescribeClusterResponse {
  throttleTimeMs: number = 0
  errorCode: number = 0
  errorMessage: string | null = null
  endpointType: number = 1
  clusterId: string = ""
  controllerId: number = -1
  brokers: DescribeClusterBroker[] = []
  clusterAuthorizedOperations: number = -2147483648
}

export class DescribeClusterBroker {
  brokerId: number = 0
  host: string = ""
  port: number = 0
  rack: string | null = null
  isFenced: boolean = false
}

function decodeDescribeClusterResponse(r: Reader, v: number): DescribeClusterResponse {
const m = new DescribeClusterResponse()
m.throttleTimeMs = r.int32()
m.errorCode = r.int16()
m.errorMessage = r.compactNullableString()
if (v >= 1) {
m.endpointType = r.int8()
}
m.clusterId = r.compactString()
m.controllerId = r.int32()
{
  const n = r.compactArrayLength(1)
  if (n < 0) r.fail()
  const list: DescribeClusterBroker[] = []
  for (let i = 0; i < n && r.ok; i++) list.push(decodeDescribeClusterBroker(r, v))
  m.brokers = list
}
m.clusterAuthorizedOperations = r.int32()
r.skipTags()
return m
}

function sizeDescribeClusterResponse(m: DescribeClusterResponse, v: number): number {
let s = 0
s += 4
s += 2
s += m.errorMessage === null ? 1 : strSize(m.errorMessage, true)
if (v >= 1) {
s += 1
}
s += strSize(m.clusterId, true)
s += 4
s += uvarintSize(m.brokers.length + 1)
for (const e of m.brokers) s += sizeDescribeClusterBroker(e, v)
s += 4
s += 1
return s
}

function encodeDescribeClusterResponse(w: Writer, m: DescribeClusterResponse, v: number): void {
w.int32(m.throttleTimeMs)
w.int16(m.errorCode)
w.compactNullableString(m.errorMessage)
if (v >= 1) {
w.int8(m.endpointType)
}
w.compactString(m.clusterId)
w.int32(m.controllerId)
w.uvarint(m.brokers.length + 1)
for (const e of m.brokers) {
encodeDescribeClusterBroker(w, e, v)
}
w.int32(m.clusterAuthorizedOperations)
w.uvarint(0)
}

function decodeDescribeClusterBroker(r: Reader, v: number): DescribeClusterBroker {
const m = new DescribeClusterBroker()
m.brokerId = r.int32()
m.host = r.compactString()
m.port = r.int32()
m.rack = r.compactNullableString()
if (v >= 2) {
m.isFenced = r.bool()
}
r.skipTags()
return m
}

function sizeDescribeClusterBroker(m: DescribeClusterBroker, v: number): number {
let s = 0
s += 4
s += strSize(m.host, true)
s += 4
s += m.rack === null ? 1 : strSize(m.rack, true)
if (v >= 2) {
s += 1
}
s += 1
return s
}

function encodeDescribeClusterBroker(w: Writer, m: DescribeClusterBroker, v: number): void {
w.int32(m.brokerId)
w.compactString(m.host)
w.int32(m.port)
w.compactNullableString(m.rack)
if (v >= 2) {
w.bool(m.isFenced)
}
w.uvarint(0)
}

export const describeClusterResponse: MessageCodec<DescribeClusterResponse> = {
  name: 'DescribeClusterResponse',
  apiKey: 60,
  minVersion: 0,
  maxVersion: 2,
  flexibleFrom: 0,
  create: () => new DescribeClusterResponse(),
  decode: decodeDescribeClusterResponse,
  size: sizeDescribeClusterResponse,
  encode: encodeDescribeClusterResponse,
}
