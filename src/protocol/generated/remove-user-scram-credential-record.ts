// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, type Writer } from '../writer.ts'

export class RemoveUserScramCredentialRecord {
  name: string = ''
  mechanism: number = 0
}

function decodeRemoveUserScramCredentialRecord(r: Reader, v: number): RemoveUserScramCredentialRecord {
  const m = new RemoveUserScramCredentialRecord()
  m.name = r.compactString()
  m.mechanism = r.int8()
  r.skipTags()
  return m
}

function sizeRemoveUserScramCredentialRecord(m: RemoveUserScramCredentialRecord, v: number): number {
  let s = 1
  s += strSize(m.name, true)
  s += 1
  return s
}

function encodeRemoveUserScramCredentialRecord(w: Writer, m: RemoveUserScramCredentialRecord, v: number): void {
  w.compactString(m.name)
  w.int8(m.mechanism)
  w.uvarint(0)
}

export const removeUserScramCredentialRecord: MessageCodec<RemoveUserScramCredentialRecord> = {
  name: 'RemoveUserScramCredentialRecord',
  apiKey: 22,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  create: () => new RemoveUserScramCredentialRecord(),
  decode: decodeRemoveUserScramCredentialRecord,
  size: sizeRemoveUserScramCredentialRecord,
  encode: encodeRemoveUserScramCredentialRecord,
  structs: { RemoveUserScramCredentialRecord },
}
