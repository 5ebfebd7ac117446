// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { nullableStrSize, strSize, uvarintSize, type Writer } from '../writer.ts'

export class ShareGroupMemberMetadataValue {
  rackId: string | null = ''
  clientId: string = ''
  clientHost: string = ''
  subscribedTopicNames: string[] = []
}

function decodeShareGroupMemberMetadataValue(r: Reader, v: number): ShareGroupMemberMetadataValue {
  const m = new ShareGroupMemberMetadataValue()
  m.rackId = r.compactNullableString()
  m.clientId = r.compactString()
  m.clientHost = r.compactString()
  for (let n = r.compactCount(1); n > 0 && r.ok; n--) {
    m.subscribedTopicNames.push(r.compactString())
  }
  r.skipTags()
  return m
}

function sizeShareGroupMemberMetadataValue(m: ShareGroupMemberMetadataValue, v: number): number {
  let s = 0
  s += nullableStrSize(m.rackId, true)
  s += strSize(m.clientId, true)
  s += strSize(m.clientHost, true)
  s += uvarintSize(m.subscribedTopicNames.length + 1)
  for (const e of m.subscribedTopicNames) s += strSize(e, true)
  s += 1
  return s
}

function encodeShareGroupMemberMetadataValue(w: Writer, m: ShareGroupMemberMetadataValue, v: number): void {
  w.compactNullableString(m.rackId)
  w.compactString(m.clientId)
  w.compactString(m.clientHost)
  w.uvarint(m.subscribedTopicNames.length + 1)
  for (const e of m.subscribedTopicNames) w.compactString(e)
  w.uvarint(0)
}

export const shareGroupMemberMetadataValue: MessageCodec<ShareGroupMemberMetadataValue> = {
  name: 'ShareGroupMemberMetadataValue',
  apiKey: 10,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  create: () => new ShareGroupMemberMetadataValue(),
  decode: decodeShareGroupMemberMetadataValue,
  size: sizeShareGroupMemberMetadataValue,
  encode: encodeShareGroupMemberMetadataValue,
  structs: { ShareGroupMemberMetadataValue },
}
