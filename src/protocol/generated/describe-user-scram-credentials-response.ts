// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { nullableStrSize, strSize, uvarintSize, type Writer } from '../writer.ts'

export class DescribeUserScramCredentialsResponse {
  throttleTimeMs: number = 0
  errorCode: number = 0
  errorMessage: string | null = ''
  results: DescribeUserScramCredentialsResult[] = []
}

export class DescribeUserScramCredentialsResult {
  user: string = ''
  errorCode: number = 0
  errorMessage: string | null = ''
  credentialInfos: CredentialInfo[] = []
}

export class CredentialInfo {
  mechanism: number = 0
  iterations: number = 0
}

function decodeDescribeUserScramCredentialsResponse(r: Reader, v: number): DescribeUserScramCredentialsResponse {
  const m = new DescribeUserScramCredentialsResponse()
  m.throttleTimeMs = r.int32()
  m.errorCode = r.int16()
  m.errorMessage = r.compactNullableString()
  for (let n = r.compactCount(6); n > 0 && r.ok; n--) {
    m.results.push(decodeDescribeUserScramCredentialsResult(r, v))
  }
  r.skipTags()
  return m
}

function sizeDescribeUserScramCredentialsResponse(m: DescribeUserScramCredentialsResponse, v: number): number {
  let s = 6
  s += nullableStrSize(m.errorMessage, true)
  s += uvarintSize(m.results.length + 1)
  for (const e of m.results) s += sizeDescribeUserScramCredentialsResult(e, v)
  s += 1
  return s
}

function encodeDescribeUserScramCredentialsResponse(w: Writer, m: DescribeUserScramCredentialsResponse, v: number): void {
  w.int32(m.throttleTimeMs)
  w.int16(m.errorCode)
  w.compactNullableString(m.errorMessage)
  w.uvarint(m.results.length + 1)
  for (const e of m.results) encodeDescribeUserScramCredentialsResult(w, e, v)
  w.uvarint(0)
}

function decodeDescribeUserScramCredentialsResult(r: Reader, v: number): DescribeUserScramCredentialsResult {
  const m = new DescribeUserScramCredentialsResult()
  m.user = r.compactString()
  m.errorCode = r.int16()
  m.errorMessage = r.compactNullableString()
  for (let n = r.compactCount(6); n > 0 && r.ok; n--) {
    m.credentialInfos.push(decodeCredentialInfo(r, v))
  }
  r.skipTags()
  return m
}

function sizeDescribeUserScramCredentialsResult(m: DescribeUserScramCredentialsResult, v: number): number {
  let s = 2
  s += strSize(m.user, true)
  s += nullableStrSize(m.errorMessage, true)
  s += uvarintSize(m.credentialInfos.length + 1)
  for (const e of m.credentialInfos) s += sizeCredentialInfo(e, v)
  s += 1
  return s
}

function encodeDescribeUserScramCredentialsResult(w: Writer, m: DescribeUserScramCredentialsResult, v: number): void {
  w.compactString(m.user)
  w.int16(m.errorCode)
  w.compactNullableString(m.errorMessage)
  w.uvarint(m.credentialInfos.length + 1)
  for (const e of m.credentialInfos) encodeCredentialInfo(w, e, v)
  w.uvarint(0)
}

function decodeCredentialInfo(r: Reader, v: number): CredentialInfo {
  const m = new CredentialInfo()
  m.mechanism = r.int8()
  m.iterations = r.int32()
  r.skipTags()
  return m
}

function sizeCredentialInfo(m: CredentialInfo, v: number): number {
  let s = 5
  s += 1
  return s
}

function encodeCredentialInfo(w: Writer, m: CredentialInfo, v: number): void {
  w.int8(m.mechanism)
  w.int32(m.iterations)
  w.uvarint(0)
}

export const describeUserScramCredentialsResponse: MessageCodec<DescribeUserScramCredentialsResponse> = {
  name: 'DescribeUserScramCredentialsResponse',
  apiKey: 50,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  create: () => new DescribeUserScramCredentialsResponse(),
  decode: decodeDescribeUserScramCredentialsResponse,
  size: sizeDescribeUserScramCredentialsResponse,
  encode: encodeDescribeUserScramCredentialsResponse,
  structs: { DescribeUserScramCredentialsResponse, DescribeUserScramCredentialsResult, CredentialInfo },
}
