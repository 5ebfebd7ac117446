// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import { EMPTY_BYTES, type Reader } from '../reader.ts'
import { strSize, uvarintSize, type Writer } from '../writer.ts'

export class UserScramCredentialRecord {
  name: string = ''
  mechanism: number = 0
  salt: Buffer = EMPTY_BYTES
  storedKey: Buffer = EMPTY_BYTES
  serverKey: Buffer = EMPTY_BYTES
  iterations: number = 0
}

function decodeUserScramCredentialRecord(r: Reader, v: number): UserScramCredentialRecord {
  const m = new UserScramCredentialRecord()
  m.name = r.compactString()
  m.mechanism = r.int8()
  m.salt = r.compactBytes()
  m.storedKey = r.compactBytes()
  m.serverKey = r.compactBytes()
  m.iterations = r.int32()
  r.skipTags()
  return m
}

function sizeUserScramCredentialRecord(m: UserScramCredentialRecord, v: number): number {
  let s = 5
  s += strSize(m.name, true)
  s += uvarintSize(m.salt.length + 1) + m.salt.length
  s += uvarintSize(m.storedKey.length + 1) + m.storedKey.length
  s += uvarintSize(m.serverKey.length + 1) + m.serverKey.length
  s += 1
  return s
}

function encodeUserScramCredentialRecord(w: Writer, m: UserScramCredentialRecord, v: number): void {
  w.compactString(m.name)
  w.int8(m.mechanism)
  w.compactBytes(m.salt)
  w.compactBytes(m.storedKey)
  w.compactBytes(m.serverKey)
  w.int32(m.iterations)
  w.uvarint(0)
}

export const userScramCredentialRecord: MessageCodec<UserScramCredentialRecord> = {
  name: 'UserScramCredentialRecord',
  apiKey: 11,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  create: () => new UserScramCredentialRecord(),
  decode: decodeUserScramCredentialRecord,
  size: sizeUserScramCredentialRecord,
  encode: encodeUserScramCredentialRecord,
  structs: { UserScramCredentialRecord },
}
