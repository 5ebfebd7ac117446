// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { nullableStrSize, strSize, uvarintSize, type Writer } from '../writer.ts'

export class UpdateFeaturesResponse {
  throttleTimeMs: number = 0
  errorCode: number = 0
  errorMessage: string | null = ''
  results: UpdatableFeatureResult[] = []
}

export class UpdatableFeatureResult {
  feature: string = ''
  errorCode: number = 0
  errorMessage: string | null = ''
}

function decodeUpdateFeaturesResponse(r: Reader, v: number): UpdateFeaturesResponse {
  const m = new UpdateFeaturesResponse()
  m.throttleTimeMs = r.int32()
  m.errorCode = r.int16()
  m.errorMessage = r.compactNullableString()
  if (v <= 1) {
    for (let n = r.compactCount(5); n > 0 && r.ok; n--) {
      m.results.push(decodeUpdatableFeatureResult(r, v))
    }
  }
  r.skipTags()
  return m
}

function sizeUpdateFeaturesResponse(m: UpdateFeaturesResponse, v: number): number {
  let s = 6
  s += nullableStrSize(m.errorMessage, true)
  if (v <= 1) {
    s += uvarintSize(m.results.length + 1)
    for (const e of m.results) s += sizeUpdatableFeatureResult(e, v)
  }
  s += 1
  return s
}

function encodeUpdateFeaturesResponse(w: Writer, m: UpdateFeaturesResponse, v: number): void {
  w.int32(m.throttleTimeMs)
  w.int16(m.errorCode)
  w.compactNullableString(m.errorMessage)
  if (v <= 1) {
    w.uvarint(m.results.length + 1)
    for (const e of m.results) encodeUpdatableFeatureResult(w, e, v)
  }
  w.uvarint(0)
}

function decodeUpdatableFeatureResult(r: Reader, v: number): UpdatableFeatureResult {
  const m = new UpdatableFeatureResult()
  m.feature = r.compactString()
  m.errorCode = r.int16()
  m.errorMessage = r.compactNullableString()
  r.skipTags()
  return m
}

function sizeUpdatableFeatureResult(m: UpdatableFeatureResult, v: number): number {
  let s = 2
  s += strSize(m.feature, true)
  s += nullableStrSize(m.errorMessage, true)
  s += 1
  return s
}

function encodeUpdatableFeatureResult(w: Writer, m: UpdatableFeatureResult, v: number): void {
  w.compactString(m.feature)
  w.int16(m.errorCode)
  w.compactNullableString(m.errorMessage)
  w.uvarint(0)
}

export const updateFeaturesResponse: MessageCodec<UpdateFeaturesResponse> = {
  name: 'UpdateFeaturesResponse',
  apiKey: 57,
  minVersion: 0,
  maxVersion: 2,
  flexibleFrom: 0,
  create: () => new UpdateFeaturesResponse(),
  decode: decodeUpdateFeaturesResponse,
  size: sizeUpdateFeaturesResponse,
  encode: encodeUpdateFeaturesResponse,
  structs: { UpdateFeaturesResponse, UpdatableFeatureResult },
}
