// made by scripts/generate.ts; do not edit
import { ZERO_UUID } from '../../base/uuid.ts'
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { nullableStrSize, strSize, uvarintSize, type Writer } from '../writer.ts'

export class UpdateRaftVoterRequest {
  clusterId: string | null = ''
  currentLeaderEpoch: number = 0
  voterId: number = 0
  voterDirectoryId: string = ZERO_UUID
  listeners: Listener[] = []
  kRaftVersionFeature: KRaftVersionFeature = new KRaftVersionFeature()
}

export class Listener {
  name: string = ''
  host: string = ''
  port: number = 0
}

export class KRaftVersionFeature {
  minSupportedVersion: number = 0
  maxSupportedVersion: number = 0
}

function decodeUpdateRaftVoterRequest(r: Reader, v: number): UpdateRaftVoterRequest {
  const m = new UpdateRaftVoterRequest()
  m.clusterId = r.compactNullableString()
  m.currentLeaderEpoch = r.int32()
  m.voterId = r.int32()
  m.voterDirectoryId = r.uuid()
  for (let n = r.compactCount(5); n > 0 && r.ok; n--) {
    m.listeners.push(decodeListener(r, v))
  }
  m.kRaftVersionFeature = decodeKRaftVersionFeature(r, v)
  r.skipTags()
  return m
}

function sizeUpdateRaftVoterRequest(m: UpdateRaftVoterRequest, v: number): number {
  let s = 24
  s += nullableStrSize(m.clusterId, true)
  s += uvarintSize(m.listeners.length + 1)
  for (const e of m.listeners) s += sizeListener(e, v)
  s += sizeKRaftVersionFeature(m.kRaftVersionFeature, v)
  s += 1
  return s
}

function encodeUpdateRaftVoterRequest(w: Writer, m: UpdateRaftVoterRequest, v: number): void {
  w.compactNullableString(m.clusterId)
  w.int32(m.currentLeaderEpoch)
  w.int32(m.voterId)
  w.uuid(m.voterDirectoryId)
  w.uvarint(m.listeners.length + 1)
  for (const e of m.listeners) encodeListener(w, e, v)
  encodeKRaftVersionFeature(w, m.kRaftVersionFeature, v)
  w.uvarint(0)
}

function decodeListener(r: Reader, v: number): Listener {
  const m = new Listener()
  m.name = r.compactString()
  m.host = r.compactString()
  m.port = r.uint16()
  r.skipTags()
  return m
}

function sizeListener(m: Listener, v: number): number {
  let s = 2
  s += strSize(m.name, true)
  s += strSize(m.host, true)
  s += 1
  return s
}

function encodeListener(w: Writer, m: Listener, v: number): void {
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

export const updateRaftVoterRequest: MessageCodec<UpdateRaftVoterRequest> = {
  name: 'UpdateRaftVoterRequest',
  apiKey: 82,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  create: () => new UpdateRaftVoterRequest(),
  decode: decodeUpdateRaftVoterRequest,
  size: sizeUpdateRaftVoterRequest,
  encode: encodeUpdateRaftVoterRequest,
  structs: { UpdateRaftVoterRequest, Listener, KRaftVersionFeature },
}
