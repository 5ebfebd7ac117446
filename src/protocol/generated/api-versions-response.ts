// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, uvarintSize, type Writer } from '../writer.ts'

export class ApiVersionsResponse {
  errorCode: number = 0
  apiKeys: ApiVersion[] = []
  throttleTimeMs: number = 0
  supportedFeatures: SupportedFeatureKey[] = []
  finalizedFeaturesEpoch: number = -1
  finalizedFeatures: FinalizedFeatureKey[] = []
  zkMigrationReady: boolean = false
}

export class ApiVersion {
  apiKey: number = 0
  minVersion: number = 0
  maxVersion: number = 0
}

export class SupportedFeatureKey {
  name: string = ''
  minVersion: number = 0
  maxVersion: number = 0
}

export class FinalizedFeatureKey {
  name: string = ''
  maxVersionLevel: number = 0
  minVersionLevel: number = 0
}

function decodeApiVersionsResponse(r: Reader, v: number): ApiVersionsResponse {
  const m = new ApiVersionsResponse()
  const flex = v >= 3
  m.errorCode = r.int16()
  for (let n = flex ? r.compactCount(7) : r.count(6); n > 0 && r.ok; n--) {
    m.apiKeys.push(decodeApiVersion(r, v))
  }
  if (v >= 1) {
    m.throttleTimeMs = r.int32()
  }
  if (flex) {
    for (let tags = r.uvarint(); tags > 0 && r.ok; tags--) {
      const tag = r.uvarint()
      const end = r.tagEnd()
      if (tag === 0) {
        for (let n = r.compactCount(6); n > 0 && r.ok; n--) {
          m.supportedFeatures.push(decodeSupportedFeatureKey(r, v))
        }
      }
      else if (tag === 1) {
        m.finalizedFeaturesEpoch = r.int64()
      }
      else if (tag === 2) {
        for (let n = r.compactCount(6); n > 0 && r.ok; n--) {
          m.finalizedFeatures.push(decodeFinalizedFeatureKey(r, v))
        }
      }
      else if (tag === 3) {
        m.zkMigrationReady = r.bool()
      }
      r.leaveTag(end)
    }
  }
  return m
}

function sizeApiVersionsResponseSupportedFeatures(m: ApiVersionsResponse, v: number): number {
  let s = 0
  s += uvarintSize(m.supportedFeatures.length + 1)
  for (const e of m.supportedFeatures) s += sizeSupportedFeatureKey(e, v)
  return s
}

function sizeApiVersionsResponseFinalizedFeatures(m: ApiVersionsResponse, v: number): number {
  let s = 0
  s += uvarintSize(m.finalizedFeatures.length + 1)
  for (const e of m.finalizedFeatures) s += sizeFinalizedFeatureKey(e, v)
  return s
}

function sizeApiVersionsResponse(m: ApiVersionsResponse, v: number): number {
  const flex = v >= 3
  let s = 2
  s += (flex ? uvarintSize(m.apiKeys.length + 1) : 4)
  for (const e of m.apiKeys) s += sizeApiVersion(e, v)
  if (v >= 1) s += 4
  if (flex) {
    let tags = 0
    if (m.supportedFeatures.length > 0) {
      tags++
      const body = sizeApiVersionsResponseSupportedFeatures(m, v)
      s += 1 + uvarintSize(body) + body
    }
    if (m.finalizedFeaturesEpoch !== -1) {
      tags++
      s += 10
    }
    if (m.finalizedFeatures.length > 0) {
      tags++
      const body = sizeApiVersionsResponseFinalizedFeatures(m, v)
      s += 1 + uvarintSize(body) + body
    }
    if (m.zkMigrationReady) {
      tags++
      s += 3
    }
    s += uvarintSize(tags)
  }
  return s
}

function encodeApiVersionsResponse(w: Writer, m: ApiVersionsResponse, v: number): void {
  const flex = v >= 3
  w.int16(m.errorCode)
  flex ? w.uvarint(m.apiKeys.length + 1) : w.int32(m.apiKeys.length)
  for (const e of m.apiKeys) encodeApiVersion(w, e, v)
  if (v >= 1) {
    w.int32(m.throttleTimeMs)
  }
  if (flex) {
    let tags = 0
    if (m.supportedFeatures.length > 0) tags++
    if (m.finalizedFeaturesEpoch !== -1) tags++
    if (m.finalizedFeatures.length > 0) tags++
    if (m.zkMigrationReady) tags++
    w.uvarint(tags)
    if (tags > 0) {
      if (m.supportedFeatures.length > 0) {
        w.uvarint(0)
        w.uvarint(sizeApiVersionsResponseSupportedFeatures(m, v))
        w.uvarint(m.supportedFeatures.length + 1)
        for (const e of m.supportedFeatures) encodeSupportedFeatureKey(w, e, v)
      }
      if (m.finalizedFeaturesEpoch !== -1) {
        w.uvarint(1)
        w.uvarint(8)
        w.int64(m.finalizedFeaturesEpoch)
      }
      if (m.finalizedFeatures.length > 0) {
        w.uvarint(2)
        w.uvarint(sizeApiVersionsResponseFinalizedFeatures(m, v))
        w.uvarint(m.finalizedFeatures.length + 1)
        for (const e of m.finalizedFeatures) encodeFinalizedFeatureKey(w, e, v)
      }
      if (m.zkMigrationReady) {
        w.uvarint(3)
        w.uvarint(1)
        w.bool(m.zkMigrationReady)
      }
    }
  }
}

function decodeApiVersion(r: Reader, v: number): ApiVersion {
  const m = new ApiVersion()
  const flex = v >= 3
  m.apiKey = r.int16()
  m.minVersion = r.int16()
  m.maxVersion = r.int16()
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeApiVersion(m: ApiVersion, v: number): number {
  const flex = v >= 3
  let s = 6
  if (flex) {
    s += 1
  }
  return s
}

function encodeApiVersion(w: Writer, m: ApiVersion, v: number): void {
  const flex = v >= 3
  w.int16(m.apiKey)
  w.int16(m.minVersion)
  w.int16(m.maxVersion)
  if (flex) {
    w.uvarint(0)
  }
}

function decodeSupportedFeatureKey(r: Reader, v: number): SupportedFeatureKey {
  const m = new SupportedFeatureKey()
  m.name = r.compactString()
  m.minVersion = r.int16()
  m.maxVersion = r.int16()
  r.skipTags()
  return m
}

function sizeSupportedFeatureKey(m: SupportedFeatureKey, v: number): number {
  let s = 4
  s += strSize(m.name, true)
  s += 1
  return s
}

function encodeSupportedFeatureKey(w: Writer, m: SupportedFeatureKey, v: number): void {
  w.compactString(m.name)
  w.int16(m.minVersion)
  w.int16(m.maxVersion)
  w.uvarint(0)
}

function decodeFinalizedFeatureKey(r: Reader, v: number): FinalizedFeatureKey {
  const m = new FinalizedFeatureKey()
  m.name = r.compactString()
  m.maxVersionLevel = r.int16()
  m.minVersionLevel = r.int16()
  r.skipTags()
  return m
}

function sizeFinalizedFeatureKey(m: FinalizedFeatureKey, v: number): number {
  let s = 4
  s += strSize(m.name, true)
  s += 1
  return s
}

function encodeFinalizedFeatureKey(w: Writer, m: FinalizedFeatureKey, v: number): void {
  w.compactString(m.name)
  w.int16(m.maxVersionLevel)
  w.int16(m.minVersionLevel)
  w.uvarint(0)
}

export const apiVersionsResponse: MessageCodec<ApiVersionsResponse> = {
  name: 'ApiVersionsResponse',
  apiKey: 18,
  minVersion: 0,
  maxVersion: 5,
  flexibleFrom: 3,
  create: () => new ApiVersionsResponse(),
  decode: decodeApiVersionsResponse,
  size: sizeApiVersionsResponse,
  encode: encodeApiVersionsResponse,
  structs: { ApiVersionsResponse, ApiVersion, SupportedFeatureKey, FinalizedFeatureKey },
}
