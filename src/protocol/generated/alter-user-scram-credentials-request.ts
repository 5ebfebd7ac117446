// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import { EMPTY_BYTES, type Reader } from '../reader.ts'
import { strSize, uvarintSize, type Writer } from '../writer.ts'

export class AlterUserScramCredentialsRequest {
  deletions: ScramCredentialDeletion[] = []
  upsertions: ScramCredentialUpsertion[] = []
}

export class ScramCredentialDeletion {
  name: string = ''
  mechanism: number = 0
}

export class ScramCredentialUpsertion {
  name: string = ''
  mechanism: number = 0
  iterations: number = 0
  salt: Buffer = EMPTY_BYTES
  saltedPassword: Buffer = EMPTY_BYTES
}

function decodeAlterUserScramCredentialsRequest(r: Reader, v: number): AlterUserScramCredentialsRequest {
  const m = new AlterUserScramCredentialsRequest()
  for (let n = r.compactCount(3); n > 0 && r.ok; n--) {
    m.deletions.push(decodeScramCredentialDeletion(r, v))
  }
  for (let n = r.compactCount(9); n > 0 && r.ok; n--) {
    m.upsertions.push(decodeScramCredentialUpsertion(r, v))
  }
  r.skipTags()
  return m
}

function sizeAlterUserScramCredentialsRequest(m: AlterUserScramCredentialsRequest, v: number): number {
  let s = 0
  s += uvarintSize(m.deletions.length + 1)
  for (const e of m.deletions) s += sizeScramCredentialDeletion(e, v)
  s += uvarintSize(m.upsertions.length + 1)
  for (const e of m.upsertions) s += sizeScramCredentialUpsertion(e, v)
  s += 1
  return s
}

function encodeAlterUserScramCredentialsRequest(w: Writer, m: AlterUserScramCredentialsRequest, v: number): void {
  w.uvarint(m.deletions.length + 1)
  for (const e of m.deletions) encodeScramCredentialDeletion(w, e, v)
  w.uvarint(m.upsertions.length + 1)
  for (const e of m.upsertions) encodeScramCredentialUpsertion(w, e, v)
  w.uvarint(0)
}

function decodeScramCredentialDeletion(r: Reader, v: number): ScramCredentialDeletion {
  const m = new ScramCredentialDeletion()
  m.name = r.compactString()
  m.mechanism = r.int8()
  r.skipTags()
  return m
}

function sizeScramCredentialDeletion(m: ScramCredentialDeletion, v: number): number {
  let s = 1
  s += strSize(m.name, true)
  s += 1
  return s
}

function encodeScramCredentialDeletion(w: Writer, m: ScramCredentialDeletion, v: number): void {
  w.compactString(m.name)
  w.int8(m.mechanism)
  w.uvarint(0)
}

function decodeScramCredentialUpsertion(r: Reader, v: number): ScramCredentialUpsertion {
  const m = new ScramCredentialUpsertion()
  m.name = r.compactString()
  m.mechanism = r.int8()
  m.iterations = r.int32()
  m.salt = r.compactBytes()
  m.saltedPassword = r.compactBytes()
  r.skipTags()
  return m
}

function sizeScramCredentialUpsertion(m: ScramCredentialUpsertion, v: number): number {
  let s = 5
  s += strSize(m.name, true)
  s += uvarintSize(m.salt.length + 1) + m.salt.length
  s += uvarintSize(m.saltedPassword.length + 1) + m.saltedPassword.length
  s += 1
  return s
}

function encodeScramCredentialUpsertion(w: Writer, m: ScramCredentialUpsertion, v: number): void {
  w.compactString(m.name)
  w.int8(m.mechanism)
  w.int32(m.iterations)
  w.compactBytes(m.salt)
  w.compactBytes(m.saltedPassword)
  w.uvarint(0)
}

export const alterUserScramCredentialsRequest: MessageCodec<AlterUserScramCredentialsRequest> = {
  name: 'AlterUserScramCredentialsRequest',
  apiKey: 51,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  create: () => new AlterUserScramCredentialsRequest(),
  decode: decodeAlterUserScramCredentialsRequest,
  size: sizeAlterUserScramCredentialsRequest,
  encode: encodeAlterUserScramCredentialsRequest,
  structs: { AlterUserScramCredentialsRequest, ScramCredentialDeletion, ScramCredentialUpsertion },
}
