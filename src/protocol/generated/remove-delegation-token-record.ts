// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, type Writer } from '../writer.ts'

export class RemoveDelegationTokenRecord {
  tokenId: string = ''
}

function decodeRemoveDelegationTokenRecord(r: Reader, v: number): RemoveDelegationTokenRecord {
  const m = new RemoveDelegationTokenRecord()
  m.tokenId = r.compactString()
  r.skipTags()
  return m
}

function sizeRemoveDelegationTokenRecord(m: RemoveDelegationTokenRecord, v: number): number {
  let s = 0
  s += strSize(m.tokenId, true)
  s += 1
  return s
}

function encodeRemoveDelegationTokenRecord(w: Writer, m: RemoveDelegationTokenRecord, v: number): void {
  w.compactString(m.tokenId)
  w.uvarint(0)
}

export const removeDelegationTokenRecord: MessageCodec<RemoveDelegationTokenRecord> = {
  name: 'RemoveDelegationTokenRecord',
  apiKey: 26,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  create: () => new RemoveDelegationTokenRecord(),
  decode: decodeRemoveDelegationTokenRecord,
  size: sizeRemoveDelegationTokenRecord,
  encode: encodeRemoveDelegationTokenRecord,
  structs: { RemoveDelegationTokenRecord },
}
