// made by scripts/generate.ts; do not edit
import { ZERO_UUID } from '../../base/uuid.ts'
import { refuseField, strictEncoding, type MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { nullableStrSize, strSize, uvarintSize, type Writer } from '../writer.ts'

export class AddRaftVoterRequest {
  clusterId: string | null = ''
  timeoutMs: number = 0
  voterId: number = 0
  voterDirectoryId: string = ZERO_UUID
  listeners: Listener[] = []
  ackWhenCommitted: boolean = true
}

export class Listener {
  name: string = ''
  host: string = ''
  port: number = 0
}

function decodeAddRaftVoterRequest(r: Reader, v: number): AddRaftVoterRequest {
  const m = new AddRaftVoterRequest()
  m.clusterId = r.compactNullableString()
  m.timeoutMs = r.int32()
  m.voterId = r.int32()
  m.voterDirectoryId = r.uuid()
  for (let n = r.compactCount(5); n > 0 && r.ok; n--) {
    m.listeners.push(decodeListener(r, v))
  }
  if (v >= 1) {
    m.ackWhenCommitted = r.bool()
  }
  r.skipTags()
  return m
}

function sizeAddRaftVoterRequest(m: AddRaftVoterRequest, v: number): number {
  let s = 24
  s += nullableStrSize(m.clusterId, true)
  s += uvarintSize(m.listeners.length + 1)
  for (const e of m.listeners) s += sizeListener(e, v)
  if (v >= 1) s += 1
  s += 1
  return s
}

function refuseAddRaftVoterRequest(m: AddRaftVoterRequest, v: number): void {
  if (!(v >= 1) && (!m.ackWhenCommitted)) refuseField('AddRaftVoterRequest.ackWhenCommitted', v)
}

function encodeAddRaftVoterRequest(w: Writer, m: AddRaftVoterRequest, v: number): void {
  if (strictEncoding) refuseAddRaftVoterRequest(m, v)
  w.compactNullableString(m.clusterId)
  w.int32(m.timeoutMs)
  w.int32(m.voterId)
  w.uuid(m.voterDirectoryId)
  w.uvarint(m.listeners.length + 1)
  for (const e of m.listeners) encodeListener(w, e, v)
  if (v >= 1) {
    w.bool(m.ackWhenCommitted)
  }
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

export const addRaftVoterRequest: MessageCodec<AddRaftVoterRequest> = {
  name: 'AddRaftVoterRequest',
  apiKey: 80,
  minVersion: 0,
  maxVersion: 1,
  flexibleFrom: 0,
  create: () => new AddRaftVoterRequest(),
  decode: decodeAddRaftVoterRequest,
  size: sizeAddRaftVoterRequest,
  encode: encodeAddRaftVoterRequest,
  structs: { AddRaftVoterRequest, Listener },
}
