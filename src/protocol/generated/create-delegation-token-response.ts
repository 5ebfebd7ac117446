// made by scripts/generate.ts; do not edit
/* eslint-disable */
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, uvarintSize, type Writer } from '../writer.ts'

const EMPTY_BYTES = Buffer.alloc(0)

export class CreateDelegationTokenResponse {
  errorCode: number = 0
  principalType: string = ""
  principalName: string = ""
  tokenRequesterPrincipalType: string = ""
  tokenRequesterPrincipalName: string = ""
  issueTimestampMs: number = 0
  expiryTimestampMs: number = 0
  maxTimestampMs: number = 0
  tokenId: string = ""
  hmac: Buffer = EMPTY_BYTES
  throttleTimeMs: number = 0
}

function decodeCreateDelegationTokenResponse(r: Reader, v: number): CreateDelegationTokenResponse {
const m = new CreateDelegationTokenResponse()
const flex = v >= 2
m.errorCode = r.int16()
m.principalType = (flex ? r.compactString() : r.string())
m.principalName = (flex ? r.compactString() : r.string())
if (v >= 3) {
m.tokenRequesterPrincipalType = r.compactString()
}
if (v >= 3) {
m.tokenRequesterPrincipalName = r.compactString()
}
m.issueTimestampMs = r.int64()
m.expiryTimestampMs = r.int64()
m.maxTimestampMs = r.int64()
m.tokenId = (flex ? r.compactString() : r.string())
m.hmac = (flex ? r.compactBytes() : r.bytes())
m.throttleTimeMs = r.int32()
if (flex) {
r.skipTags()
}
return m
}

function sizeCreateDelegationTokenResponse(m: CreateDelegationTokenResponse, v: number): number {
const flex = v >= 2
let s = 0
s += 2
s += strSize(m.principalType, flex)
s += strSize(m.principalName, flex)
if (v >= 3) {
s += strSize(m.tokenRequesterPrincipalType, true)
}
if (v >= 3) {
s += strSize(m.tokenRequesterPrincipalName, true)
}
s += 8
s += 8
s += 8
s += strSize(m.tokenId, flex)
s += (flex ? uvarintSize(m.hmac.length + 1) : 4) + m.hmac.length
s += 4
if (flex) {
s += 1
}
return s
}

function encodeCreateDelegationTokenResponse(w: Writer, m: CreateDelegationTokenResponse, v: number): void {
const flex = v >= 2
w.int16(m.errorCode)
if (flex) w.compactString(m.principalType)
else w.string(m.principalType)
if (flex) w.compactString(m.principalName)
else w.string(m.principalName)
if (v >= 3) {
w.compactString(m.tokenRequesterPrincipalType)
}
if (v >= 3) {
w.compactString(m.tokenRequesterPrincipalName)
}
w.int64(m.issueTimestampMs)
w.int64(m.expiryTimestampMs)
w.int64(m.maxTimestampMs)
if (flex) w.compactString(m.tokenId)
else w.string(m.tokenId)
if (flex) w.compactBytes(m.hmac)
else w.bytes(m.hmac)
w.int32(m.throttleTimeMs)
if (flex) {
w.uvarint(0)
}
}

export const createDelegationTokenResponse: MessageCodec<CreateDelegationTokenResponse> = {
  name: 'CreateDelegationTokenResponse',
  apiKey: 38,
  minVersion: 0,
  maxVersion: 3,
  flexibleFrom: 2,
  create: () => new CreateDelegationTokenResponse(),
  decode: decodeCreateDelegationTokenResponse,
  size: sizeCreateDelegationTokenResponse,
  encode: encodeCreateDelegationTokenResponse,
}
