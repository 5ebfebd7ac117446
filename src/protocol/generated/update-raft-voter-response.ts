// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, uvarintSize, type Writer } from '../writer.ts'

export class UpdateRaftVoterResponse {
  throttleTimeMs: number = 0
  errorCode: number = 0
  currentLeader: CurrentLeader = new CurrentLeader()
}

export class CurrentLeader {
  leaderId: number = -1
  leaderEpoch: number = -1
  host: string = ''
  port: number = 0
}

function isDefaultCurrentLeader(m: CurrentLeader): boolean {
  return !(m.leaderId !== -1 || m.leaderEpoch !== -1 || m.host !== '' || m.port !== 0)
}

function decodeUpdateRaftVoterResponse(r: Reader, v: number): UpdateRaftVoterResponse {
  const m = new UpdateRaftVoterResponse()
  m.throttleTimeMs = r.int32()
  m.errorCode = r.int16()
  for (let tags = r.uvarint(); tags > 0 && r.ok; tags--) {
    const tag = r.uvarint()
    const end = r.tagEnd()
    if (tag === 0) {
      m.currentLeader = decodeCurrentLeader(r, v)
    }
    r.leaveTag(end)
  }
  return m
}

function sizeUpdateRaftVoterResponse(m: UpdateRaftVoterResponse, v: number): number {
  let s = 6
  let tags = 0
  if (!isDefaultCurrentLeader(m.currentLeader)) {
    tags++
    const body = sizeCurrentLeader(m.currentLeader, v)
    s += 1 + uvarintSize(body) + body
  }
  s += uvarintSize(tags)
  return s
}

function encodeUpdateRaftVoterResponse(w: Writer, m: UpdateRaftVoterResponse, v: number): void {
  w.int32(m.throttleTimeMs)
  w.int16(m.errorCode)
  let tags = 0
  if (!isDefaultCurrentLeader(m.currentLeader)) tags++
  w.uvarint(tags)
  if (tags > 0) {
    if (!isDefaultCurrentLeader(m.currentLeader)) {
      w.uvarint(0)
      w.uvarint(sizeCurrentLeader(m.currentLeader, v))
      encodeCurrentLeader(w, m.currentLeader, v)
    }
  }
}

function decodeCurrentLeader(r: Reader, v: number): CurrentLeader {
  const m = new CurrentLeader()
  m.leaderId = r.int32()
  m.leaderEpoch = r.int32()
  m.host = r.compactString()
  m.port = r.int32()
  r.skipTags()
  return m
}

function sizeCurrentLeader(m: CurrentLeader, v: number): number {
  let s = 12
  s += strSize(m.host, true)
  s += 1
  return s
}

function encodeCurrentLeader(w: Writer, m: CurrentLeader, v: number): void {
  w.int32(m.leaderId)
  w.int32(m.leaderEpoch)
  w.compactString(m.host)
  w.int32(m.port)
  w.uvarint(0)
}

export const updateRaftVoterResponse: MessageCodec<UpdateRaftVoterResponse> = {
  name: 'UpdateRaftVoterResponse',
  apiKey: 82,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  create: () => new UpdateRaftVoterResponse(),
  decode: decodeUpdateRaftVoterResponse,
  size: sizeUpdateRaftVoterResponse,
  encode: encodeUpdateRaftVoterResponse,
  structs: { UpdateRaftVoterResponse, CurrentLeader },
}
