// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { nullableStrSize, strSize, uvarintSize, type Writer } from '../writer.ts'

export class DescribeClientQuotasRequest {
  components: ComponentData[] = []
  strict: boolean = false
}

export class ComponentData {
  entityType: string = ''
  matchType: number = 0
  match: string | null = ''
}

function decodeDescribeClientQuotasRequest(r: Reader, v: number): DescribeClientQuotasRequest {
  const m = new DescribeClientQuotasRequest()
  const flex = v >= 1
  for (let n = flex ? r.compactCount(4) : r.count(5); n > 0 && r.ok; n--) {
    m.components.push(decodeComponentData(r, v))
  }
  m.strict = r.bool()
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeDescribeClientQuotasRequest(m: DescribeClientQuotasRequest, v: number): number {
  const flex = v >= 1
  let s = 1
  s += (flex ? uvarintSize(m.components.length + 1) : 4)
  for (const e of m.components) s += sizeComponentData(e, v)
  if (flex) {
    s += 1
  }
  return s
}

function encodeDescribeClientQuotasRequest(w: Writer, m: DescribeClientQuotasRequest, v: number): void {
  const flex = v >= 1
  flex ? w.uvarint(m.components.length + 1) : w.int32(m.components.length)
  for (const e of m.components) encodeComponentData(w, e, v)
  w.bool(m.strict)
  if (flex) {
    w.uvarint(0)
  }
}

function decodeComponentData(r: Reader, v: number): ComponentData {
  const m = new ComponentData()
  const flex = v >= 1
  m.entityType = flex ? r.compactString() : r.string()
  m.matchType = r.int8()
  m.match = flex ? r.compactNullableString() : r.nullableString()
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeComponentData(m: ComponentData, v: number): number {
  const flex = v >= 1
  let s = 1
  s += strSize(m.entityType, flex)
  s += nullableStrSize(m.match, flex)
  if (flex) {
    s += 1
  }
  return s
}

function encodeComponentData(w: Writer, m: ComponentData, v: number): void {
  const flex = v >= 1
  flex ? w.compactString(m.entityType) : w.string(m.entityType)
  w.int8(m.matchType)
  flex ? w.compactNullableString(m.match) : w.nullableString(m.match)
  if (flex) {
    w.uvarint(0)
  }
}

export const describeClientQuotasRequest: MessageCodec<DescribeClientQuotasRequest> = {
  name: 'DescribeClientQuotasRequest',
  apiKey: 48,
  minVersion: 0,
  maxVersion: 1,
  flexibleFrom: 1,
  create: () => new DescribeClientQuotasRequest(),
  decode: decodeDescribeClientQuotasRequest,
  size: sizeDescribeClientQuotasRequest,
  encode: encodeDescribeClientQuotasRequest,
  structs: { DescribeClientQuotasRequest, ComponentData },
}
