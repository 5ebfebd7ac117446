// made by scripts/generate.ts; do not edit
/* eslint-disable */
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
  name: string = ""
  minVersion: number = 0
  maxVersion: number = 0
}

export class FinalizedFeatureKey {
  name: string = ""
  maxVersionLevel: number = 0
  minVersionLevel: number = 0
}

function decodeApiVersionsResponse(r: Reader, v: number): ApiVersionsResponse {
const m = new ApiVersionsResponse()
const flex = v >= 3
m.errorCode = r.int16()
{
  const n = (flex ? r.compactArrayLength(1) : r.arrayLength(1))
  if (n < 0) r.fail()
  const list: ApiVersion[] = []
  for (let i = 0; i < n && r.ok; i++) list.push(decodeApiVersion(r, v))
  m.apiKeys = list
}
if (v >= 1) {
m.throttleTimeMs = r.int32()
}
if (flex) {
for (let n = r.uvarint(); n > 0 && r.ok; n--) {
const tag = r.uvarint()
const size = r.uvarint()
const end = r.pos + size
if (size > r.remaining) { r.fail(); break }
switch (tag) {
case 0:
{
  const n = r.compactArrayLength(1)
  if (n < 0) r.fail()
  const list: SupportedFeatureKey[] = []
  for (let i = 0; i < n && r.ok; i++) list.push(decodeSupportedFeatureKey(r, v))
  m.supportedFeatures = list
}
break
case 1:
m.finalizedFeaturesEpoch = r.int64()
break
case 2:
{
  const n = r.compactArrayLength(1)
  if (n < 0) r.fail()
  const list: FinalizedFeatureKey[] = []
  for (let i = 0; i < n && r.ok; i++) list.push(decodeFinalizedFeatureKey(r, v))
  m.finalizedFeatures = list
}
break
case 3:
m.zkMigrationReady = r.bool()
break
}
if (r.ok) r.pos = end
}
}
return m
}

function sizeApiVersionsResponse(m: ApiVersionsResponse, v: number): number {
const flex = v >= 3
let s = 0
s += 2
s += (flex ? uvarintSize(m.apiKeys.length + 1) : 4)
for (const e of m.apiKeys) s += sizeApiVersion(e, v)
if (v >= 1) {
s += 4
}
if (flex) {
let tags = 0
if ((m.supportedFeatures.length > 0)) {
tags++
const body = ((s: number): number => {
s += uvarintSize(m.supportedFeatures.length + 1)
for (const e of m.supportedFeatures) s += sizeSupportedFeatureKey(e, v)
return s
})(0)
s += uvarintSize(0) + uvarintSize(body) + body
}
if ((m.finalizedFeaturesEpoch !== -1)) {
tags++
const body = ((s: number): number => {
s += 8
return s
})(0)
s += uvarintSize(1) + uvarintSize(body) + body
}
if ((m.finalizedFeatures.length > 0)) {
tags++
const body = ((s: number): number => {
s += uvarintSize(m.finalizedFeatures.length + 1)
for (const e of m.finalizedFeatures) s += sizeFinalizedFeatureKey(e, v)
return s
})(0)
s += uvarintSize(2) + uvarintSize(body) + body
}
if ((m.zkMigrationReady !== false)) {
tags++
const body = ((s: number): number => {
s += 1
return s
})(0)
s += uvarintSize(3) + uvarintSize(body) + body
}
s += uvarintSize(tags)
}
return s
}

function encodeApiVersionsResponse(w: Writer, m: ApiVersionsResponse, v: number): void {
const flex = v >= 3
w.int16(m.errorCode)
if (flex) w.uvarint(m.apiKeys.length + 1)
else w.int32(m.apiKeys.length)
for (const e of m.apiKeys) {
encodeApiVersion(w, e, v)
}
if (v >= 1) {
w.int32(m.throttleTimeMs)
}
if (flex) {
let tags = 0
if ((m.supportedFeatures.length > 0)) tags++
if ((m.finalizedFeaturesEpoch !== -1)) tags++
if ((m.finalizedFeatures.length > 0)) tags++
if ((m.zkMigrationReady !== false)) tags++
w.uvarint(tags)
if ((m.supportedFeatures.length > 0)) {
w.uvarint(0)
w.uvarint(((s: number): number => {
s += uvarintSize(m.supportedFeatures.length + 1)
for (const e of m.supportedFeatures) s += sizeSupportedFeatureKey(e, v)
return s
})(0))
w.uvarint(m.supportedFeatures.length + 1)
for (const e of m.supportedFeatures) {
encodeSupportedFeatureKey(w, e, v)
}
}
if ((m.finalizedFeaturesEpoch !== -1)) {
w.uvarint(1)
w.uvarint(((s: number): number => {
s += 8
return s
})(0))
w.int64(m.finalizedFeaturesEpoch)
}
if ((m.finalizedFeatures.length > 0)) {
w.uvarint(2)
w.uvarint(((s: number): number => {
s += uvarintSize(m.finalizedFeatures.length + 1)
for (const e of m.finalizedFeatures) s += sizeFinalizedFeatureKey(e, v)
return s
})(0))
w.uvarint(m.finalizedFeatures.length + 1)
for (const e of m.finalizedFeatures) {
encodeFinalizedFeatureKey(w, e, v)
}
}
if ((m.zkMigrationReady !== false)) {
w.uvarint(3)
w.uvarint(((s: number): number => {
s += 1
return s
})(0))
w.bool(m.zkMigrationReady)
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
let s = 0
s += 2
s += 2
s += 2
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
const flex = v >= 3
if (v >= 3) {
m.name = r.compactString()
}
if (v >= 3) {
m.minVersion = r.int16()
}
if (v >= 3) {
m.maxVersion = r.int16()
}
if (flex) {
r.skipTags()
}
return m
}

function sizeSupportedFeatureKey(m: SupportedFeatureKey, v: number): number {
const flex = v >= 3
let s = 0
if (v >= 3) {
s += strSize(m.name, true)
}
if (v >= 3) {
s += 2
}
if (v >= 3) {
s += 2
}
if (flex) {
s += 1
}
return s
}

function encodeSupportedFeatureKey(w: Writer, m: SupportedFeatureKey, v: number): void {
const flex = v >= 3
if (v >= 3) {
w.compactString(m.name)
}
if (v >= 3) {
w.int16(m.minVersion)
}
if (v >= 3) {
w.int16(m.maxVersion)
}
if (flex) {
w.uvarint(0)
}
}

function decodeFinalizedFeatureKey(r: Reader, v: number): FinalizedFeatureKey {
const m = new FinalizedFeatureKey()
const flex = v >= 3
if (v >= 3) {
m.name = r.compactString()
}
if (v >= 3) {
m.maxVersionLevel = r.int16()
}
if (v >= 3) {
m.minVersionLevel = r.int16()
}
if (flex) {
r.skipTags()
}
return m
}

function sizeFinalizedFeatureKey(m: FinalizedFeatureKey, v: number): number {
const flex = v >= 3
let s = 0
if (v >= 3) {
s += strSize(m.name, true)
}
if (v >= 3) {
s += 2
}
if (v >= 3) {
s += 2
}
if (flex) {
s += 1
}
return s
}

function encodeFinalizedFeatureKey(w: Writer, m: FinalizedFeatureKey, v: number): void {
const flex = v >= 3
if (v >= 3) {
w.compactString(m.name)
}
if (v >= 3) {
w.int16(m.maxVersionLevel)
}
if (v >= 3) {
w.int16(m.minVersionLevel)
}
if (flex) {
w.uvarint(0)
}
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
}
