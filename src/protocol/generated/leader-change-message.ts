// made by scripts/generate.ts; do not edit
import { ZERO_UUID } from '../../base/uuid.ts'
import { refuseField, strictEncoding, type MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { uvarintSize, type Writer } from '../writer.ts'

export class LeaderChangeMessage {
  version: number = 0
  leaderId: number = 0
  voters: Voter[] = []
  grantingVoters: Voter[] = []
}

export class Voter {
  voterId: number = 0
  voterDirectoryId: string = ZERO_UUID
}

function decodeLeaderChangeMessage(r: Reader, v: number): LeaderChangeMessage {
  const m = new LeaderChangeMessage()
  m.version = r.int16()
  m.leaderId = r.int32()
  for (let n = r.compactCount(5); n > 0 && r.ok; n--) {
    m.voters.push(decodeVoter(r, v))
  }
  for (let n = r.compactCount(5); n > 0 && r.ok; n--) {
    m.grantingVoters.push(decodeVoter(r, v))
  }
  r.skipTags()
  return m
}

function sizeLeaderChangeMessage(m: LeaderChangeMessage, v: number): number {
  let s = 6
  s += uvarintSize(m.voters.length + 1)
  for (const e of m.voters) s += sizeVoter(e, v)
  s += uvarintSize(m.grantingVoters.length + 1)
  for (const e of m.grantingVoters) s += sizeVoter(e, v)
  s += 1
  return s
}

function encodeLeaderChangeMessage(w: Writer, m: LeaderChangeMessage, v: number): void {
  w.int16(m.version)
  w.int32(m.leaderId)
  w.uvarint(m.voters.length + 1)
  for (const e of m.voters) encodeVoter(w, e, v)
  w.uvarint(m.grantingVoters.length + 1)
  for (const e of m.grantingVoters) encodeVoter(w, e, v)
  w.uvarint(0)
}

function decodeVoter(r: Reader, v: number): Voter {
  const m = new Voter()
  m.voterId = r.int32()
  if (v >= 1) {
    m.voterDirectoryId = r.uuid()
  }
  r.skipTags()
  return m
}

function sizeVoter(m: Voter, v: number): number {
  let s = 4
  if (v >= 1) s += 16
  s += 1
  return s
}

function refuseVoter(m: Voter, v: number): void {
  if (!(v >= 1) && (m.voterDirectoryId !== ZERO_UUID)) refuseField('Voter.voterDirectoryId', v)
}

function encodeVoter(w: Writer, m: Voter, v: number): void {
  if (strictEncoding) refuseVoter(m, v)
  w.int32(m.voterId)
  if (v >= 1) {
    w.uuid(m.voterDirectoryId)
  }
  w.uvarint(0)
}

export const leaderChangeMessage: MessageCodec<LeaderChangeMessage> = {
  name: 'LeaderChangeMessage',
  apiKey: -1,
  minVersion: 0,
  maxVersion: 1,
  flexibleFrom: 0,
  create: () => new LeaderChangeMessage(),
  decode: decodeLeaderChangeMessage,
  size: sizeLeaderChangeMessage,
  encode: encodeLeaderChangeMessage,
  structs: { LeaderChangeMessage, Voter },
}
