// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { nullableStrSize, strSize, uvarintSize, type Writer } from '../writer.ts'

export class AlterUserScramCredentialsResponse {
  throttleTimeMs: number = 0
  results: AlterUserScramCredentialsResult[] = []
}

export class AlterUserScramCredentialsResult {
  user: string = ''
  errorCode: number = 0
  errorMessage: string | null = ''
}

function decodeAlterUserScramCredentialsResponse(r: Reader, v: number): AlterUserScramCredentialsResponse {
  const m = new AlterUserScramCredentialsResponse()
  m.throttleTimeMs = r.int32()
  for (let n = r.compactCount(5); n > 0 && r.ok; n--) {
    m.results.push(decodeAlterUserScramCredentialsResult(r, v))
  }
  r.skipTags()
  return m
}

function sizeAlterUserScramCredentialsResponse(m: AlterUserScramCredentialsResponse, v: number): number {
  let s = 4
  s += uvarintSize(m.results.length + 1)
  for (const e of m.results) s += sizeAlterUserScramCredentialsResult(e, v)
  s += 1
  return s
}

function encodeAlterUserScramCredentialsResponse(w: Writer, m: AlterUserScramCredentialsResponse, v: number): void {
  w.int32(m.throttleTimeMs)
  w.uvarint(m.results.length + 1)
  for (const e of m.results) encodeAlterUserScramCredentialsResult(w, e, v)
  w.uvarint(0)
}

function decodeAlterUserScramCredentialsResult(r: Reader, v: number): AlterUserScramCredentialsResult {
  const m = new AlterUserScramCredentialsResult()
  m.user = r.compactString()
  m.errorCode = r.int16()
  m.errorMessage = r.compactNullableString()
  r.skipTags()
  return m
}

function sizeAlterUserScramCredentialsResult(m: AlterUserScramCredentialsResult, v: number): number {
  let s = 2
  s += strSize(m.user, true)
  s += nullableStrSize(m.errorMessage, true)
  s += 1
  return s
}

function encodeAlterUserScramCredentialsResult(w: Writer, m: AlterUserScramCredentialsResult, v: number): void {
  w.compactString(m.user)
  w.int16(m.errorCode)
  w.compactNullableString(m.errorMessage)
  w.uvarint(0)
}

export const alterUserScramCredentialsResponse: MessageCodec<AlterUserScramCredentialsResponse> = {
  name: 'AlterUserScramCredentialsResponse',
  apiKey: 51,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  create: () => new AlterUserScramCredentialsResponse(),
  decode: decodeAlterUserScramCredentialsResponse,
  size: sizeAlterUserScramCredentialsResponse,
  encode: encodeAlterUserScramCredentialsResponse,
  structs: { AlterUserScramCredentialsResponse, AlterUserScramCredentialsResult },
}
