// made by scripts/generate.ts; do not edit
import { refuseField, strictEncoding, type MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { nullableStrSize, strSize, uvarintSize, type Writer } from '../writer.ts'

export class DescribeClusterResponse {
  throttleTimeMs: number = 0
  errorCode: number = 0
  errorMessage: string | null = null
  endpointType: number = 1
  clusterId: string = ''
  controllerId: number = -1
  brokers: DescribeClusterBroker[] = []
  clusterAuthorizedOperations: number = -2147483648
}

export class DescribeClusterBroker {
  brokerId: number = 0
  host: string = ''
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
  for (let n = r.compactCount(11); n > 0 && r.ok; n--) {
    m.brokers.push(decodeDescribeClusterBroker(r, v))
  }
  m.clusterAuthorizedOperations = r.int32()
  r.skipTags()
  return m
}

function sizeDescribeClusterResponse(m: DescribeClusterResponse, v: number): number {
  let s = 14
  s += nullableStrSize(m.errorMessage, true)
  if (v >= 1) s += 1
  s += strSize(m.clusterId, true)
  s += uvarintSize(m.brokers.length + 1)
  for (const e of m.brokers) s += sizeDescribeClusterBroker(e, v)
  s += 1
  return s
}

function refuseDescribeClusterResponse(m: DescribeClusterResponse, v: number): void {
  if (!(v >= 1) && (m.endpointType !== 1)) refuseField('DescribeClusterResponse.endpointType', v)
}

function encodeDescribeClusterResponse(w: Writer, m: DescribeClusterResponse, v: number): void {
  if (strictEncoding) refuseDescribeClusterResponse(m, v)
  w.int32(m.throttleTimeMs)
  w.int16(m.errorCode)
  w.compactNullableString(m.errorMessage)
  if (v >= 1) {
    w.int8(m.endpointType)
  }
  w.compactString(m.clusterId)
  w.int32(m.controllerId)
  w.uvarint(m.brokers.length + 1)
  for (const e of m.brokers) encodeDescribeClusterBroker(w, e, v)
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
  let s = 8
  s += strSize(m.host, true)
  s += nullableStrSize(m.rack, true)
  if (v >= 2) s += 1
  s += 1
  return s
}

function refuseDescribeClusterBroker(m: DescribeClusterBroker, v: number): void {
  if (!(v >= 2) && (m.isFenced)) refuseField('DescribeClusterBroker.isFenced', v)
}

function encodeDescribeClusterBroker(w: Writer, m: DescribeClusterBroker, v: number): void {
  if (strictEncoding) refuseDescribeClusterBroker(m, v)
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
  structs: { DescribeClusterResponse, DescribeClusterBroker },
}
