// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, uvarintSize, type Writer } from '../writer.ts'

export class ListConfigResourcesResponse {
  throttleTimeMs: number = 0
  errorCode: number = 0
  configResources: ConfigResource[] = []
}

export class ConfigResource {
  resourceName: string = ''
  resourceType: number = 16
}

function decodeListConfigResourcesResponse(r: Reader, v: number): ListConfigResourcesResponse {
  const m = new ListConfigResourcesResponse()
  m.throttleTimeMs = r.int32()
  m.errorCode = r.int16()
  for (let n = r.compactCount(2); n > 0 && r.ok; n--) {
    m.configResources.push(decodeConfigResource(r, v))
  }
  r.skipTags()
  return m
}

function sizeListConfigResourcesResponse(m: ListConfigResourcesResponse, v: number): number {
  let s = 6
  s += uvarintSize(m.configResources.length + 1)
  for (const e of m.configResources) s += sizeConfigResource(e, v)
  s += 1
  return s
}

function encodeListConfigResourcesResponse(w: Writer, m: ListConfigResourcesResponse, v: number): void {
  w.int32(m.throttleTimeMs)
  w.int16(m.errorCode)
  w.uvarint(m.configResources.length + 1)
  for (const e of m.configResources) encodeConfigResource(w, e, v)
  w.uvarint(0)
}

function decodeConfigResource(r: Reader, v: number): ConfigResource {
  const m = new ConfigResource()
  m.resourceName = r.compactString()
  if (v >= 1) {
    m.resourceType = r.int8()
  }
  r.skipTags()
  return m
}

function sizeConfigResource(m: ConfigResource, v: number): number {
  let s = 0
  s += strSize(m.resourceName, true)
  if (v >= 1) s += 1
  s += 1
  return s
}

function encodeConfigResource(w: Writer, m: ConfigResource, v: number): void {
  w.compactString(m.resourceName)
  if (v >= 1) {
    w.int8(m.resourceType)
  }
  w.uvarint(0)
}

export const listConfigResourcesResponse: MessageCodec<ListConfigResourcesResponse> = {
  name: 'ListConfigResourcesResponse',
  apiKey: 74,
  minVersion: 0,
  maxVersion: 1,
  flexibleFrom: 0,
  create: () => new ListConfigResourcesResponse(),
  decode: decodeListConfigResourcesResponse,
  size: sizeListConfigResourcesResponse,
  encode: encodeListConfigResourcesResponse,
  structs: { ListConfigResourcesResponse, ConfigResource },
}
