// made by scripts/generate.ts; do not edit
import { refuseField, strictEncoding, type MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, uvarintSize, type Writer } from '../writer.ts'

export class UpdateFeaturesRequest {
  timeoutMs: number = 60000
  featureUpdates: FeatureUpdateKey[] = []
  validateOnly: boolean = false
}

export class FeatureUpdateKey {
  feature: string = ''
  maxVersionLevel: number = 0
  allowDowngrade: boolean = false
  upgradeType: number = 1
}

function decodeUpdateFeaturesRequest(r: Reader, v: number): UpdateFeaturesRequest {
  const m = new UpdateFeaturesRequest()
  m.timeoutMs = r.int32()
  for (let n = r.compactCount(5); n > 0 && r.ok; n--) {
    m.featureUpdates.push(decodeFeatureUpdateKey(r, v))
  }
  if (v >= 1) {
    m.validateOnly = r.bool()
  }
  r.skipTags()
  return m
}

function sizeUpdateFeaturesRequest(m: UpdateFeaturesRequest, v: number): number {
  let s = 4
  s += uvarintSize(m.featureUpdates.length + 1)
  for (const e of m.featureUpdates) s += sizeFeatureUpdateKey(e, v)
  if (v >= 1) s += 1
  s += 1
  return s
}

function refuseUpdateFeaturesRequest(m: UpdateFeaturesRequest, v: number): void {
  if (!(v >= 1) && (m.validateOnly)) refuseField('UpdateFeaturesRequest.validateOnly', v)
}

function encodeUpdateFeaturesRequest(w: Writer, m: UpdateFeaturesRequest, v: number): void {
  if (strictEncoding) refuseUpdateFeaturesRequest(m, v)
  w.int32(m.timeoutMs)
  w.uvarint(m.featureUpdates.length + 1)
  for (const e of m.featureUpdates) encodeFeatureUpdateKey(w, e, v)
  if (v >= 1) {
    w.bool(m.validateOnly)
  }
  w.uvarint(0)
}

function decodeFeatureUpdateKey(r: Reader, v: number): FeatureUpdateKey {
  const m = new FeatureUpdateKey()
  m.feature = r.compactString()
  m.maxVersionLevel = r.int16()
  if (v <= 0) {
    m.allowDowngrade = r.bool()
  }
  if (v >= 1) {
    m.upgradeType = r.int8()
  }
  r.skipTags()
  return m
}

function sizeFeatureUpdateKey(m: FeatureUpdateKey, v: number): number {
  let s = 2
  s += strSize(m.feature, true)
  if (v <= 0) s += 1
  if (v >= 1) s += 1
  s += 1
  return s
}

function refuseFeatureUpdateKey(m: FeatureUpdateKey, v: number): void {
  if (!(v <= 0) && (m.allowDowngrade)) refuseField('FeatureUpdateKey.allowDowngrade', v)
  if (!(v >= 1) && (m.upgradeType !== 1)) refuseField('FeatureUpdateKey.upgradeType', v)
}

function encodeFeatureUpdateKey(w: Writer, m: FeatureUpdateKey, v: number): void {
  if (strictEncoding) refuseFeatureUpdateKey(m, v)
  w.compactString(m.feature)
  w.int16(m.maxVersionLevel)
  if (v <= 0) {
    w.bool(m.allowDowngrade)
  }
  if (v >= 1) {
    w.int8(m.upgradeType)
  }
  w.uvarint(0)
}

export const updateFeaturesRequest: MessageCodec<UpdateFeaturesRequest> = {
  name: 'UpdateFeaturesRequest',
  apiKey: 57,
  minVersion: 0,
  maxVersion: 2,
  flexibleFrom: 0,
  create: () => new UpdateFeaturesRequest(),
  decode: decodeUpdateFeaturesRequest,
  size: sizeUpdateFeaturesRequest,
  encode: encodeUpdateFeaturesRequest,
  structs: { UpdateFeaturesRequest, FeatureUpdateKey },
}
