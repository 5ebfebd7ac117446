// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { nullableStrSize, strSize, type Writer } from '../writer.ts'

export class ApiVersionsRequest {
  clientSoftwareName: string = ''
  clientSoftwareVersion: string = ''
  clusterId: string | null = null
  nodeId: number = -1
}

function decodeApiVersionsRequest(r: Reader, v: number): ApiVersionsRequest {
  const m = new ApiVersionsRequest()
  const flex = v >= 3
  if (v >= 3) {
    m.clientSoftwareName = r.compactString()
    m.clientSoftwareVersion = r.compactString()
  }
  if (v >= 5) {
    m.clusterId = r.compactNullableString()
    m.nodeId = r.int32()
  }
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeApiVersionsRequest(m: ApiVersionsRequest, v: number): number {
  const flex = v >= 3
  let s = 0
  if (v >= 3) {
    s += strSize(m.clientSoftwareName, true)
    s += strSize(m.clientSoftwareVersion, true)
  }
  if (v >= 5) {
    s += 4
    s += nullableStrSize(m.clusterId, true)
  }
  if (flex) {
    s += 1
  }
  return s
}

function encodeApiVersionsRequest(w: Writer, m: ApiVersionsRequest, v: number): void {
  const flex = v >= 3
  if (v >= 3) {
    w.compactString(m.clientSoftwareName)
    w.compactString(m.clientSoftwareVersion)
  }
  if (v >= 5) {
    w.compactNullableString(m.clusterId)
    w.int32(m.nodeId)
  }
  if (flex) {
    w.uvarint(0)
  }
}

export const apiVersionsRequest: MessageCodec<ApiVersionsRequest> = {
  name: 'ApiVersionsRequest',
  apiKey: 18,
  minVersion: 0,
  maxVersion: 5,
  flexibleFrom: 3,
  create: () => new ApiVersionsRequest(),
  decode: decodeApiVersionsRequest,
  size: sizeApiVersionsRequest,
  encode: encodeApiVersionsRequest,
  structs: { ApiVersionsRequest },
}
