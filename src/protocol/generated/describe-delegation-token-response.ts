// made by scripts/generate.ts; do not edit
import { refuseField, strictEncoding, type MessageCodec } from '../message.ts'
import { EMPTY_BYTES, type Reader } from '../reader.ts'
import { strSize, uvarintSize, type Writer } from '../writer.ts'

export class DescribeDelegationTokenResponse {
  errorCode: number = 0
  tokens: DescribedDelegationToken[] = []
  throttleTimeMs: number = 0
}

export class DescribedDelegationToken {
  principalType: string = ''
  principalName: string = ''
  tokenRequesterPrincipalType: string = ''
  tokenRequesterPrincipalName: string = ''
  issueTimestamp: number = 0
  expiryTimestamp: number = 0
  maxTimestamp: number = 0
  tokenId: string = ''
  hmac: Buffer = EMPTY_BYTES
  renewers: DescribedDelegationTokenRenewer[] = []
}

export class DescribedDelegationTokenRenewer {
  principalType: string = ''
  principalName: string = ''
}

function decodeDescribeDelegationTokenResponse(r: Reader, v: number): DescribeDelegationTokenResponse {
  const m = new DescribeDelegationTokenResponse()
  const flex = v >= 2
  m.errorCode = r.int16()
  for (let n = flex ? r.compactCount(30) : r.count(38); n > 0 && r.ok; n--) {
    m.tokens.push(decodeDescribedDelegationToken(r, v))
  }
  m.throttleTimeMs = r.int32()
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeDescribeDelegationTokenResponse(m: DescribeDelegationTokenResponse, v: number): number {
  const flex = v >= 2
  let s = 6
  s += (flex ? uvarintSize(m.tokens.length + 1) : 4)
  for (const e of m.tokens) s += sizeDescribedDelegationToken(e, v)
  if (flex) {
    s += 1
  }
  return s
}

function encodeDescribeDelegationTokenResponse(w: Writer, m: DescribeDelegationTokenResponse, v: number): void {
  const flex = v >= 2
  w.int16(m.errorCode)
  flex ? w.uvarint(m.tokens.length + 1) : w.int32(m.tokens.length)
  for (const e of m.tokens) encodeDescribedDelegationToken(w, e, v)
  w.int32(m.throttleTimeMs)
  if (flex) {
    w.uvarint(0)
  }
}

function decodeDescribedDelegationToken(r: Reader, v: number): DescribedDelegationToken {
  const m = new DescribedDelegationToken()
  const flex = v >= 2
  m.principalType = flex ? r.compactString() : r.string()
  m.principalName = flex ? r.compactString() : r.string()
  if (v >= 3) {
    m.tokenRequesterPrincipalType = r.compactString()
    m.tokenRequesterPrincipalName = r.compactString()
  }
  m.issueTimestamp = r.int64()
  m.expiryTimestamp = r.int64()
  m.maxTimestamp = r.int64()
  m.tokenId = flex ? r.compactString() : r.string()
  m.hmac = flex ? r.compactBytes() : r.bytes()
  for (let n = flex ? r.compactCount(3) : r.count(4); n > 0 && r.ok; n--) {
    m.renewers.push(decodeDescribedDelegationTokenRenewer(r, v))
  }
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeDescribedDelegationToken(m: DescribedDelegationToken, v: number): number {
  const flex = v >= 2
  let s = 24
  s += strSize(m.principalType, flex)
  s += strSize(m.principalName, flex)
  if (v >= 3) {
    s += strSize(m.tokenRequesterPrincipalType, true)
    s += strSize(m.tokenRequesterPrincipalName, true)
  }
  s += strSize(m.tokenId, flex)
  s += (flex ? uvarintSize(m.hmac.length + 1) : 4) + m.hmac.length
  s += (flex ? uvarintSize(m.renewers.length + 1) : 4)
  for (const e of m.renewers) s += sizeDescribedDelegationTokenRenewer(e, v)
  if (flex) {
    s += 1
  }
  return s
}

function refuseDescribedDelegationToken(m: DescribedDelegationToken, v: number): void {
  if (!(v >= 3) && (m.tokenRequesterPrincipalType !== '')) refuseField('DescribedDelegationToken.tokenRequesterPrincipalType', v)
  if (!(v >= 3) && (m.tokenRequesterPrincipalName !== '')) refuseField('DescribedDelegationToken.tokenRequesterPrincipalName', v)
}

function encodeDescribedDelegationToken(w: Writer, m: DescribedDelegationToken, v: number): void {
  if (strictEncoding) refuseDescribedDelegationToken(m, v)
  const flex = v >= 2
  flex ? w.compactString(m.principalType) : w.string(m.principalType)
  flex ? w.compactString(m.principalName) : w.string(m.principalName)
  if (v >= 3) {
    w.compactString(m.tokenRequesterPrincipalType)
    w.compactString(m.tokenRequesterPrincipalName)
  }
  w.int64(m.issueTimestamp)
  w.int64(m.expiryTimestamp)
  w.int64(m.maxTimestamp)
  flex ? w.compactString(m.tokenId) : w.string(m.tokenId)
  flex ? w.compactBytes(m.hmac) : w.bytes(m.hmac)
  flex ? w.uvarint(m.renewers.length + 1) : w.int32(m.renewers.length)
  for (const e of m.renewers) encodeDescribedDelegationTokenRenewer(w, e, v)
  if (flex) {
    w.uvarint(0)
  }
}

function decodeDescribedDelegationTokenRenewer(r: Reader, v: number): DescribedDelegationTokenRenewer {
  const m = new DescribedDelegationTokenRenewer()
  const flex = v >= 2
  m.principalType = flex ? r.compactString() : r.string()
  m.principalName = flex ? r.compactString() : r.string()
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeDescribedDelegationTokenRenewer(m: DescribedDelegationTokenRenewer, v: number): number {
  const flex = v >= 2
  let s = 0
  s += strSize(m.principalType, flex)
  s += strSize(m.principalName, flex)
  if (flex) {
    s += 1
  }
  return s
}

function encodeDescribedDelegationTokenRenewer(w: Writer, m: DescribedDelegationTokenRenewer, v: number): void {
  const flex = v >= 2
  flex ? w.compactString(m.principalType) : w.string(m.principalType)
  flex ? w.compactString(m.principalName) : w.string(m.principalName)
  if (flex) {
    w.uvarint(0)
  }
}

export const describeDelegationTokenResponse: MessageCodec<DescribeDelegationTokenResponse> = {
  name: 'DescribeDelegationTokenResponse',
  apiKey: 41,
  minVersion: 0,
  maxVersion: 3,
  flexibleFrom: 2,
  create: () => new DescribeDelegationTokenResponse(),
  decode: decodeDescribeDelegationTokenResponse,
  size: sizeDescribeDelegationTokenResponse,
  encode: encodeDescribeDelegationTokenResponse,
  structs: { DescribeDelegationTokenResponse, DescribedDelegationToken, DescribedDelegationTokenRenewer },
}
