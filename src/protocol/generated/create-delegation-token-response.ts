// made by scripts/generate.ts; do not edit
import { refuseField, strictEncoding, type MessageCodec } from '../message.ts'
import { EMPTY_BYTES, type Reader } from '../reader.ts'
import { strSize, uvarintSize, type Writer } from '../writer.ts'

export class CreateDelegationTokenResponse {
  errorCode: number = 0
  principalType: string = ''
  principalName: string = ''
  tokenRequesterPrincipalType: string = ''
  tokenRequesterPrincipalName: string = ''
  issueTimestampMs: number = 0
  expiryTimestampMs: number = 0
  maxTimestampMs: number = 0
  tokenId: string = ''
  hmac: Buffer = EMPTY_BYTES
  throttleTimeMs: number = 0
}

function decodeCreateDelegationTokenResponse(r: Reader, v: number): CreateDelegationTokenResponse {
  const m = new CreateDelegationTokenResponse()
  const flex = v >= 2
  m.errorCode = r.int16()
  m.principalType = flex ? r.compactString() : r.string()
  m.principalName = flex ? r.compactString() : r.string()
  if (v >= 3) {
    m.tokenRequesterPrincipalType = r.compactString()
    m.tokenRequesterPrincipalName = r.compactString()
  }
  m.issueTimestampMs = r.int64()
  m.expiryTimestampMs = r.int64()
  m.maxTimestampMs = r.int64()
  m.tokenId = flex ? r.compactString() : r.string()
  m.hmac = flex ? r.compactBytes() : r.bytes()
  m.throttleTimeMs = r.int32()
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeCreateDelegationTokenResponse(m: CreateDelegationTokenResponse, v: number): number {
  const flex = v >= 2
  let s = 30
  s += strSize(m.principalType, flex)
  s += strSize(m.principalName, flex)
  if (v >= 3) {
    s += strSize(m.tokenRequesterPrincipalType, true)
    s += strSize(m.tokenRequesterPrincipalName, true)
  }
  s += strSize(m.tokenId, flex)
  s += (flex ? uvarintSize(m.hmac.length + 1) : 4) + m.hmac.length
  if (flex) {
    s += 1
  }
  return s
}

function refuseCreateDelegationTokenResponse(m: CreateDelegationTokenResponse, v: number): void {
  if (!(v >= 3) && (m.tokenRequesterPrincipalType !== '')) refuseField('CreateDelegationTokenResponse.tokenRequesterPrincipalType', v)
  if (!(v >= 3) && (m.tokenRequesterPrincipalName !== '')) refuseField('CreateDelegationTokenResponse.tokenRequesterPrincipalName', v)
}

function encodeCreateDelegationTokenResponse(w: Writer, m: CreateDelegationTokenResponse, v: number): void {
  if (strictEncoding) refuseCreateDelegationTokenResponse(m, v)
  const flex = v >= 2
  w.int16(m.errorCode)
  flex ? w.compactString(m.principalType) : w.string(m.principalType)
  flex ? w.compactString(m.principalName) : w.string(m.principalName)
  if (v >= 3) {
    w.compactString(m.tokenRequesterPrincipalType)
    w.compactString(m.tokenRequesterPrincipalName)
  }
  w.int64(m.issueTimestampMs)
  w.int64(m.expiryTimestampMs)
  w.int64(m.maxTimestampMs)
  flex ? w.compactString(m.tokenId) : w.string(m.tokenId)
  flex ? w.compactBytes(m.hmac) : w.bytes(m.hmac)
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
  structs: { CreateDelegationTokenResponse },
}
