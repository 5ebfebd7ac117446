// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { nullableStrSize, strSize, uvarintSize, type Writer } from '../writer.ts'

export class StreamsGroupMemberMetadataValue {
  instanceId: string | null = ''
  rackId: string | null = ''
  clientId: string = ''
  clientHost: string = ''
  rebalanceTimeoutMs: number = -1
  topologyEpoch: number = 0
  processId: string = ''
  userEndpoint: Endpoint | null = null
  clientTags: KeyValue[] = []
}

export class Endpoint {
  host: string = ''
  port: number = 0
}

export class KeyValue {
  key: string = ''
  value: string = ''
}

function decodeStreamsGroupMemberMetadataValue(r: Reader, v: number): StreamsGroupMemberMetadataValue {
  const m = new StreamsGroupMemberMetadataValue()
  m.instanceId = r.compactNullableString()
  m.rackId = r.compactNullableString()
  m.clientId = r.compactString()
  m.clientHost = r.compactString()
  m.rebalanceTimeoutMs = r.int32()
  m.topologyEpoch = r.int32()
  m.processId = r.compactString()
  m.userEndpoint = r.int8() >= 0 ? decodeEndpoint(r, v) : null
  for (let n = r.compactCount(3); n > 0 && r.ok; n--) {
    m.clientTags.push(decodeKeyValue(r, v))
  }
  r.skipTags()
  return m
}

function sizeStreamsGroupMemberMetadataValue(m: StreamsGroupMemberMetadataValue, v: number): number {
  let s = 8
  s += nullableStrSize(m.instanceId, true)
  s += nullableStrSize(m.rackId, true)
  s += strSize(m.clientId, true)
  s += strSize(m.clientHost, true)
  s += strSize(m.processId, true)
  s += m.userEndpoint === null ? 1 : 1 + sizeEndpoint(m.userEndpoint, v)
  s += uvarintSize(m.clientTags.length + 1)
  for (const e of m.clientTags) s += sizeKeyValue(e, v)
  s += 1
  return s
}

function encodeStreamsGroupMemberMetadataValue(w: Writer, m: StreamsGroupMemberMetadataValue, v: number): void {
  w.compactNullableString(m.instanceId)
  w.compactNullableString(m.rackId)
  w.compactString(m.clientId)
  w.compactString(m.clientHost)
  w.int32(m.rebalanceTimeoutMs)
  w.int32(m.topologyEpoch)
  w.compactString(m.processId)
  if (m.userEndpoint === null) w.int8(-1)
  else {
    w.int8(1)
    encodeEndpoint(w, m.userEndpoint, v)
  }
  w.uvarint(m.clientTags.length + 1)
  for (const e of m.clientTags) encodeKeyValue(w, e, v)
  w.uvarint(0)
}

function decodeEndpoint(r: Reader, v: number): Endpoint {
  const m = new Endpoint()
  m.host = r.compactString()
  m.port = r.uint16()
  r.skipTags()
  return m
}

function sizeEndpoint(m: Endpoint, v: number): number {
  let s = 2
  s += strSize(m.host, true)
  s += 1
  return s
}

function encodeEndpoint(w: Writer, m: Endpoint, v: number): void {
  w.compactString(m.host)
  w.uint16(m.port)
  w.uvarint(0)
}

function decodeKeyValue(r: Reader, v: number): KeyValue {
  const m = new KeyValue()
  m.key = r.compactString()
  m.value = r.compactString()
  r.skipTags()
  return m
}

function sizeKeyValue(m: KeyValue, v: number): number {
  let s = 0
  s += strSize(m.key, true)
  s += strSize(m.value, true)
  s += 1
  return s
}

function encodeKeyValue(w: Writer, m: KeyValue, v: number): void {
  w.compactString(m.key)
  w.compactString(m.value)
  w.uvarint(0)
}

export const streamsGroupMemberMetadataValue: MessageCodec<StreamsGroupMemberMetadataValue> = {
  name: 'StreamsGroupMemberMetadataValue',
  apiKey: 19,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  create: () => new StreamsGroupMemberMetadataValue(),
  decode: decodeStreamsGroupMemberMetadataValue,
  size: sizeStreamsGroupMemberMetadataValue,
  encode: encodeStreamsGroupMemberMetadataValue,
  structs: { StreamsGroupMemberMetadataValue, Endpoint, KeyValue },
}
