// made by scripts/generate.ts; do not edit
import { ZERO_UUID } from '../../base/uuid.ts'
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, uvarintSize, type Writer } from '../writer.ts'

export class VotersRecord {
  version: number = 0
  voters: Voter[] = []
}

export class Voter {
  voterId: number = 0
  voterDirectoryId: string = ZERO_UUID
  endpoints: Endpoint[] = []
  kRaftVersionFeature: KRaftVersionFeature = new KRaftVersionFeature()
}

export class Endpoint {
  name: string = ''
  host: string = ''
  port: number = 0
}

export class KRaftVersionFeature {
  minSupportedVersion: number = 0
  maxSupportedVersion: number = 0
}

function decodeVotersRecord(r: Reader, v: number): VotersRecord {
  const m = new VotersRecord()
  m.version = r.int16()
  for (let n = r.compactCount(27); n > 0 && r.ok; n--) {
    m.voters.push(decodeVoter(r, v))
  }
  r.skipTags()
  return m
}

function sizeVotersRecord(m: VotersRecord, v: number): number {
  let s = 2
  s += uvarintSize(m.voters.length + 1)
  for (const e of m.voters) s += sizeVoter(e, v)
  s += 1
  return s
}

function encodeVotersRecord(w: Writer, m: VotersRecord, v: number): void {
  w.int16(m.version)
  w.uvarint(m.voters.length + 1)
  for (const e of m.voters) encodeVoter(w, e, v)
  w.uvarint(0)
}

function decodeVoter(r: Reader, v: number): Voter {
  const m = new Voter()
  m.voterId = r.int32()
  m.voterDirectoryId = r.uuid()
  for (let n = r.compactCount(5); n > 0 && r.ok; n--) {
    m.endpoints.push(decodeEndpoint(r, v))
  }
  m.kRaftVersionFeature = decodeKRaftVersionFeature(r, v)
  r.skipTags()
  return m
}

function sizeVoter(m: Voter, v: number): number {
  let s = 20
  s += uvarintSize(m.endpoints.length + 1)
  for (const e of m.endpoints) s += sizeEndpoint(e, v)
  s += sizeKRaftVersionFeature(m.kRaftVersionFeature, v)
  s += 1
  return s
}

function encodeVoter(w: Writer, m: Voter, v: number): void {
  w.int32(m.voterId)
  w.uuid(m.voterDirectoryId)
  w.uvarint(m.endpoints.length + 1)
  for (const e of m.endpoints) encodeEndpoint(w, e, v)
  encodeKRaftVersionFeature(w, m.kRaftVersionFeature, v)
  w.uvarint(0)
}

function decodeEndpoint(r: Reader, v: number): Endpoint {
  const m = new Endpoint()
  m.name = r.compactString()
  m.host = r.compactString()
  m.port = r.uint16()
  r.skipTags()
  return m
}

function sizeEndpoint(m: Endpoint, v: number): number {
  let s = 2
  s += strSize(m.name, true)
  s += strSize(m.host, true)
  s += 1
  return s
}

function encodeEndpoint(w: Writer, m: Endpoint, v: number): void {
  w.compactString(m.name)
  w.compactString(m.host)
  w.uint16(m.port)
  w.uvarint(0)
}

function decodeKRaftVersionFeature(r: Reader, v: number): KRaftVersionFeature {
  const m = new KRaftVersionFeature()
  m.minSupportedVersion = r.int16()
  m.maxSupportedVersion = r.int16()
  r.skipTags()
  return m
}

function sizeKRaftVersionFeature(m: KRaftVersionFeature, v: number): number {
  let s = 4
  s += 1
  return s
}

function encodeKRaftVersionFeature(w: Writer, m: KRaftVersionFeature, v: number): void {
  w.int16(m.minSupportedVersion)
  w.int16(m.maxSupportedVersion)
  w.uvarint(0)
}

export const votersRecord: MessageCodec<VotersRecord> = {
  name: 'VotersRecord',
  apiKey: -1,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  create: () => new VotersRecord(),
  decode: decodeVotersRecord,
  size: sizeVotersRecord,
  encode: encodeVotersRecord,
  structs: { VotersRecord, Voter, Endpoint, KRaftVersionFeature },
}
