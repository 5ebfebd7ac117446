// made by scripts/generate.ts; do not edit
import { ZERO_UUID } from '../../base/uuid.ts'
import { refuseField, strictEncoding, type MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, uvarintSize, type Writer } from '../writer.ts'

export class QuorumStateData {
  clusterId: string = ''
  leaderId: number = -1
  leaderEpoch: number = -1
  votedId: number = -1
  votedDirectoryId: string = ZERO_UUID
  appliedOffset: number = 0
  currentVoters: Voter[] | null = []
}

export class Voter {
  voterId: number = 0
}

function decodeQuorumStateData(r: Reader, v: number): QuorumStateData {
  const m = new QuorumStateData()
  if (v <= 0) {
    m.clusterId = r.compactString()
  }
  m.leaderId = r.int32()
  m.leaderEpoch = r.int32()
  m.votedId = r.int32()
  if (v >= 1) {
    m.votedDirectoryId = r.uuid()
  }
  if (v <= 0) {
    m.appliedOffset = r.int64()
     {
      const count = r.compactArrayLength(5)
      if (count < 0) m.currentVoters = null
      else {
        const list: Voter[] = []
        for (let n = count; n > 0 && r.ok; n--) list.push(decodeVoter(r, v))
        m.currentVoters = list
      }
    }
  }
  r.skipTags()
  return m
}

function sizeQuorumStateData(m: QuorumStateData, v: number): number {
  let s = 12
  if (v <= 0) {
    s += strSize(m.clusterId, true)
  }
  if (v >= 1) s += 16
  if (v <= 0) {
    s += 8
     {
      const list = m.currentVoters
      if (list === null) s += 1
      else {
        s += uvarintSize(list.length + 1)
        for (const e of list) s += sizeVoter(e, v)
      }
    }
  }
  s += 1
  return s
}

function refuseQuorumStateData(m: QuorumStateData, v: number): void {
  if (!(v <= 0) && (m.clusterId !== '')) refuseField('QuorumStateData.clusterId', v)
  if (!(v >= 1) && (m.votedDirectoryId !== ZERO_UUID)) refuseField('QuorumStateData.votedDirectoryId', v)
  if (!(v <= 0) && (m.appliedOffset !== 0)) refuseField('QuorumStateData.appliedOffset', v)
  if (!(v <= 0) && (m.currentVoters === null || m.currentVoters.length > 0)) refuseField('QuorumStateData.currentVoters', v)
}

function encodeQuorumStateData(w: Writer, m: QuorumStateData, v: number): void {
  if (strictEncoding) refuseQuorumStateData(m, v)
  if (v <= 0) {
    w.compactString(m.clusterId)
  }
  w.int32(m.leaderId)
  w.int32(m.leaderEpoch)
  w.int32(m.votedId)
  if (v >= 1) {
    w.uuid(m.votedDirectoryId)
  }
  if (v <= 0) {
    w.int64(m.appliedOffset)
    if (m.currentVoters === null) w.uvarint(0)
    else {
      w.uvarint(m.currentVoters.length + 1)
      for (const e of m.currentVoters) encodeVoter(w, e, v)
    }
  }
  w.uvarint(0)
}

function decodeVoter(r: Reader, v: number): Voter {
  const m = new Voter()
  m.voterId = r.int32()
  r.skipTags()
  return m
}

function sizeVoter(m: Voter, v: number): number {
  let s = 4
  s += 1
  return s
}

function encodeVoter(w: Writer, m: Voter, v: number): void {
  w.int32(m.voterId)
  w.uvarint(0)
}

export const quorumStateData: MessageCodec<QuorumStateData> = {
  name: 'QuorumStateData',
  apiKey: -1,
  minVersion: 0,
  maxVersion: 1,
  flexibleFrom: 0,
  create: () => new QuorumStateData(),
  decode: decodeQuorumStateData,
  size: sizeQuorumStateData,
  encode: encodeQuorumStateData,
  structs: { QuorumStateData, Voter },
}
