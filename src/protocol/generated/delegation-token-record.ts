// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, uvarintSize, type Writer } from '../writer.ts'

export class DelegationTokenRecord {
  owner: string = ''
  requester: string = ''
  renewers: string[] = []
  issueTimestamp: number = 0
  maxTimestamp: number = 0
  expirationTimestamp: number = 0
  tokenId: string = ''
}

function decodeDelegationTokenRecord(r: Reader, v: number): DelegationTokenRecord {
  const m = new DelegationTokenRecord()
  m.owner = r.compactString()
  m.requester = r.compactString()
  for (let n = r.compactCount(1); n > 0 && r.ok; n--) {
    m.renewers.push(r.compactString())
  }
  m.issueTimestamp = r.int64()
  m.maxTimestamp = r.int64()
  m.expirationTimestamp = r.int64()
  m.tokenId = r.compactString()
  r.skipTags()
  return m
}

function sizeDelegationTokenRecord(m: DelegationTokenRecord, v: number): number {
  let s = 24
  s += strSize(m.owner, true)
  s += strSize(m.requester, true)
  s += uvarintSize(m.renewers.length + 1)
  for (const e of m.renewers) s += strSize(e, true)
  s += strSize(m.tokenId, true)
  s += 1
  return s
}

function encodeDelegationTokenRecord(w: Writer, m: DelegationTokenRecord, v: number): void {
  w.compactString(m.owner)
  w.compactString(m.requester)
  w.uvarint(m.renewers.length + 1)
  for (const e of m.renewers) w.compactString(e)
  w.int64(m.issueTimestamp)
  w.int64(m.maxTimestamp)
  w.int64(m.expirationTimestamp)
  w.compactString(m.tokenId)
  w.uvarint(0)
}

export const delegationTokenRecord: MessageCodec<DelegationTokenRecord> = {
  name: 'DelegationTokenRecord',
  apiKey: 10,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  create: () => new DelegationTokenRecord(),
  decode: decodeDelegationTokenRecord,
  size: sizeDelegationTokenRecord,
  encode: encodeDelegationTokenRecord,
  structs: { DelegationTokenRecord },
}
