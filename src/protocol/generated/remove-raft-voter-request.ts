// made by scripts/generate.ts; do not edit
import { ZERO_UUID } from '../../base/uuid.ts'
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { nullableStrSize, type Writer } from '../writer.ts'

export class RemoveRaftVoterRequest {
  clusterId: string | null = ''
  voterId: number = 0
  voterDirectoryId: string = ZERO_UUID
}

function decodeRemoveRaftVoterRequest(r: Reader, v: number): RemoveRaftVoterRequest {
  const m = new RemoveRaftVoterRequest()
  m.clusterId = r.compactNullableString()
  m.voterId = r.int32()
  m.voterDirectoryId = r.uuid()
  r.skipTags()
  return m
}

function sizeRemoveRaftVoterRequest(m: RemoveRaftVoterRequest, v: number): number {
  let s = 20
  s += nullableStrSize(m.clusterId, true)
  s += 1
  return s
}

function encodeRemoveRaftVoterRequest(w: Writer, m: RemoveRaftVoterRequest, v: number): void {
  w.compactNullableString(m.clusterId)
  w.int32(m.voterId)
  w.uuid(m.voterDirectoryId)
  w.uvarint(0)
}

export const removeRaftVoterRequest: MessageCodec<RemoveRaftVoterRequest> = {
  name: 'RemoveRaftVoterRequest',
  apiKey: 81,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  create: () => new RemoveRaftVoterRequest(),
  decode: decodeRemoveRaftVoterRequest,
  size: sizeRemoveRaftVoterRequest,
  encode: encodeRemoveRaftVoterRequest,
  structs: { RemoveRaftVoterRequest },
}
