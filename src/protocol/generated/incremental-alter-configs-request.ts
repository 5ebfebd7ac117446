// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { nullableStrSize, strSize, uvarintSize, type Writer } from '../writer.ts'

export class IncrementalAlterConfigsRequest {
  resources: AlterConfigsResource[] = []
  validateOnly: boolean = false
}

export class AlterConfigsResource {
  resourceType: number = 0
  resourceName: string = ''
  configs: AlterableConfig[] = []
}

export class AlterableConfig {
  name: string = ''
  configOperation: number = 0
  value: string | null = ''
}

function decodeIncrementalAlterConfigsRequest(r: Reader, v: number): IncrementalAlterConfigsRequest {
  const m = new IncrementalAlterConfigsRequest()
  const flex = v >= 1
  for (let n = flex ? r.compactCount(4) : r.count(7); n > 0 && r.ok; n--) {
    m.resources.push(decodeAlterConfigsResource(r, v))
  }
  m.validateOnly = r.bool()
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeIncrementalAlterConfigsRequest(m: IncrementalAlterConfigsRequest, v: number): number {
  const flex = v >= 1
  let s = 1
  s += (flex ? uvarintSize(m.resources.length + 1) : 4)
  for (const e of m.resources) s += sizeAlterConfigsResource(e, v)
  if (flex) {
    s += 1
  }
  return s
}

function encodeIncrementalAlterConfigsRequest(w: Writer, m: IncrementalAlterConfigsRequest, v: number): void {
  const flex = v >= 1
  flex ? w.uvarint(m.resources.length + 1) : w.int32(m.resources.length)
  for (const e of m.resources) encodeAlterConfigsResource(w, e, v)
  w.bool(m.validateOnly)
  if (flex) {
    w.uvarint(0)
  }
}

function decodeAlterConfigsResource(r: Reader, v: number): AlterConfigsResource {
  const m = new AlterConfigsResource()
  const flex = v >= 1
  m.resourceType = r.int8()
  m.resourceName = flex ? r.compactString() : r.string()
  for (let n = flex ? r.compactCount(4) : r.count(5); n > 0 && r.ok; n--) {
    m.configs.push(decodeAlterableConfig(r, v))
  }
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeAlterConfigsResource(m: AlterConfigsResource, v: number): number {
  const flex = v >= 1
  let s = 1
  s += strSize(m.resourceName, flex)
  s += (flex ? uvarintSize(m.configs.length + 1) : 4)
  for (const e of m.configs) s += sizeAlterableConfig(e, v)
  if (flex) {
    s += 1
  }
  return s
}

function encodeAlterConfigsResource(w: Writer, m: AlterConfigsResource, v: number): void {
  const flex = v >= 1
  w.int8(m.resourceType)
  flex ? w.compactString(m.resourceName) : w.string(m.resourceName)
  flex ? w.uvarint(m.configs.length + 1) : w.int32(m.configs.length)
  for (const e of m.configs) encodeAlterableConfig(w, e, v)
  if (flex) {
    w.uvarint(0)
  }
}

function decodeAlterableConfig(r: Reader, v: number): AlterableConfig {
  const m = new AlterableConfig()
  const flex = v >= 1
  m.name = flex ? r.compactString() : r.string()
  m.configOperation = r.int8()
  m.value = flex ? r.compactNullableString() : r.nullableString()
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeAlterableConfig(m: AlterableConfig, v: number): number {
  const flex = v >= 1
  let s = 1
  s += strSize(m.name, flex)
  s += nullableStrSize(m.value, flex)
  if (flex) {
    s += 1
  }
  return s
}

function encodeAlterableConfig(w: Writer, m: AlterableConfig, v: number): void {
  const flex = v >= 1
  flex ? w.compactString(m.name) : w.string(m.name)
  w.int8(m.configOperation)
  flex ? w.compactNullableString(m.value) : w.nullableString(m.value)
  if (flex) {
    w.uvarint(0)
  }
}

export const incrementalAlterConfigsRequest: MessageCodec<IncrementalAlterConfigsRequest> = {
  name: 'IncrementalAlterConfigsRequest',
  apiKey: 44,
  minVersion: 0,
  maxVersion: 1,
  flexibleFrom: 1,
  create: () => new IncrementalAlterConfigsRequest(),
  decode: decodeIncrementalAlterConfigsRequest,
  size: sizeIncrementalAlterConfigsRequest,
  encode: encodeIncrementalAlterConfigsRequest,
  structs: { IncrementalAlterConfigsRequest, AlterConfigsResource, AlterableConfig },
}
