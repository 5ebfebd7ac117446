// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { nullableStrSize, strSize, uvarintSize, type Writer } from '../writer.ts'

export class ShareGroupHeartbeatRequest {
  groupId: string = ''
  memberId: string = ''
  memberEpoch: number = 0
  rackId: string | null = null
  subscribedTopicNames: string[] | null = null
}

function decodeShareGroupHeartbeatRequest(r: Reader, v: number): ShareGroupHeartbeatRequest {
  const m = new ShareGroupHeartbeatRequest()
  m.groupId = r.compactString()
  m.memberId = r.compactString()
  m.memberEpoch = r.int32()
  m.rackId = r.compactNullableString()
   {
    const count = r.compactArrayLength(1)
    if (count < 0) m.subscribedTopicNames = null
    else {
      const list: string[] = []
      for (let n = count; n > 0 && r.ok; n--) list.push(r.compactString())
      m.subscribedTopicNames = list
    }
  }
  r.skipTags()
  return m
}

function sizeShareGroupHeartbeatRequest(m: ShareGroupHeartbeatRequest, v: number): number {
  let s = 4
  s += strSize(m.groupId, true)
  s += strSize(m.memberId, true)
  s += nullableStrSize(m.rackId, true)
   {
    const list = m.subscribedTopicNames
    if (list === null) s += 1
    else {
      s += uvarintSize(list.length + 1)
      for (const e of list) s += strSize(e, true)
    }
  }
  s += 1
  return s
}

function encodeShareGroupHeartbeatRequest(w: Writer, m: ShareGroupHeartbeatRequest, v: number): void {
  w.compactString(m.groupId)
  w.compactString(m.memberId)
  w.int32(m.memberEpoch)
  w.compactNullableString(m.rackId)
  if (m.subscribedTopicNames === null) w.uvarint(0)
  else {
    w.uvarint(m.subscribedTopicNames.length + 1)
    for (const e of m.subscribedTopicNames) w.compactString(e)
  }
  w.uvarint(0)
}

export const shareGroupHeartbeatRequest: MessageCodec<ShareGroupHeartbeatRequest> = {
  name: 'ShareGroupHeartbeatRequest',
  apiKey: 76,
  minVersion: 1,
  maxVersion: 1,
  flexibleFrom: 0,
  create: () => new ShareGroupHeartbeatRequest(),
  decode: decodeShareGroupHeartbeatRequest,
  size: sizeShareGroupHeartbeatRequest,
  encode: encodeShareGroupHeartbeatRequest,
  structs: { ShareGroupHeartbeatRequest },
}
