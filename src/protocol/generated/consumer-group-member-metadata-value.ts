// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import { EMPTY_BYTES, type Reader } from '../reader.ts'
import { nullableStrSize, strSize, uvarintSize, type Writer } from '../writer.ts'

export class ConsumerGroupMemberMetadataValue {
  instanceId: string | null = ''
  rackId: string | null = ''
  clientId: string = ''
  clientHost: string = ''
  subscribedTopicNames: string[] = []
  subscribedTopicRegex: string | null = ''
  rebalanceTimeoutMs: number = -1
  serverAssignor: string | null = ''
  classicMemberMetadata: ClassicMemberMetadata | null = new ClassicMemberMetadata()
}

export class ClassicMemberMetadata {
  sessionTimeoutMs: number = 0
  supportedProtocols: ClassicProtocol[] = []
}

export class ClassicProtocol {
  name: string = ''
  metadata: Buffer = EMPTY_BYTES
}

function isDefaultClassicMemberMetadata(m: ClassicMemberMetadata): boolean {
  return !(m.sessionTimeoutMs !== 0 || m.supportedProtocols.length > 0)
}

function decodeConsumerGroupMemberMetadataValue(r: Reader, v: number): ConsumerGroupMemberMetadataValue {
  const m = new ConsumerGroupMemberMetadataValue()
  m.instanceId = r.compactNullableString()
  m.rackId = r.compactNullableString()
  m.clientId = r.compactString()
  m.clientHost = r.compactString()
  for (let n = r.compactCount(1); n > 0 && r.ok; n--) {
    m.subscribedTopicNames.push(r.compactString())
  }
  m.subscribedTopicRegex = r.compactNullableString()
  m.rebalanceTimeoutMs = r.int32()
  m.serverAssignor = r.compactNullableString()
  for (let tags = r.uvarint(); tags > 0 && r.ok; tags--) {
    const tag = r.uvarint()
    const end = r.tagEnd()
    if (tag === 0) {
      m.classicMemberMetadata = r.uvarint() !== 0 ? decodeClassicMemberMetadata(r, v) : null
    }
    r.leaveTag(end)
  }
  return m
}

function sizeConsumerGroupMemberMetadataValueClassicMemberMetadata(m: ConsumerGroupMemberMetadataValue, v: number): number {
  let s = 0
  s += m.classicMemberMetadata === null ? 1 : 1 + sizeClassicMemberMetadata(m.classicMemberMetadata, v)
  return s
}

function sizeConsumerGroupMemberMetadataValue(m: ConsumerGroupMemberMetadataValue, v: number): number {
  let s = 4
  s += nullableStrSize(m.instanceId, true)
  s += nullableStrSize(m.rackId, true)
  s += strSize(m.clientId, true)
  s += strSize(m.clientHost, true)
  s += uvarintSize(m.subscribedTopicNames.length + 1)
  for (const e of m.subscribedTopicNames) s += strSize(e, true)
  s += nullableStrSize(m.subscribedTopicRegex, true)
  s += nullableStrSize(m.serverAssignor, true)
  let tags = 0
  if (m.classicMemberMetadata === null || !isDefaultClassicMemberMetadata(m.classicMemberMetadata)) {
    tags++
    const body = sizeConsumerGroupMemberMetadataValueClassicMemberMetadata(m, v)
    s += 1 + uvarintSize(body) + body
  }
  s += uvarintSize(tags)
  return s
}

function encodeConsumerGroupMemberMetadataValue(w: Writer, m: ConsumerGroupMemberMetadataValue, v: number): void {
  w.compactNullableString(m.instanceId)
  w.compactNullableString(m.rackId)
  w.compactString(m.clientId)
  w.compactString(m.clientHost)
  w.uvarint(m.subscribedTopicNames.length + 1)
  for (const e of m.subscribedTopicNames) w.compactString(e)
  w.compactNullableString(m.subscribedTopicRegex)
  w.int32(m.rebalanceTimeoutMs)
  w.compactNullableString(m.serverAssignor)
  let tags = 0
  if (m.classicMemberMetadata === null || !isDefaultClassicMemberMetadata(m.classicMemberMetadata)) tags++
  w.uvarint(tags)
  if (tags > 0) {
    if (m.classicMemberMetadata === null || !isDefaultClassicMemberMetadata(m.classicMemberMetadata)) {
      w.uvarint(0)
      w.uvarint(sizeConsumerGroupMemberMetadataValueClassicMemberMetadata(m, v))
      if (m.classicMemberMetadata === null) w.uvarint(0)
      else {
        w.uvarint(1)
        encodeClassicMemberMetadata(w, m.classicMemberMetadata, v)
      }
    }
  }
}

function decodeClassicMemberMetadata(r: Reader, v: number): ClassicMemberMetadata {
  const m = new ClassicMemberMetadata()
  m.sessionTimeoutMs = r.int32()
  for (let n = r.compactCount(3); n > 0 && r.ok; n--) {
    m.supportedProtocols.push(decodeClassicProtocol(r, v))
  }
  r.skipTags()
  return m
}

function sizeClassicMemberMetadata(m: ClassicMemberMetadata, v: number): number {
  let s = 4
  s += uvarintSize(m.supportedProtocols.length + 1)
  for (const e of m.supportedProtocols) s += sizeClassicProtocol(e, v)
  s += 1
  return s
}

function encodeClassicMemberMetadata(w: Writer, m: ClassicMemberMetadata, v: number): void {
  w.int32(m.sessionTimeoutMs)
  w.uvarint(m.supportedProtocols.length + 1)
  for (const e of m.supportedProtocols) encodeClassicProtocol(w, e, v)
  w.uvarint(0)
}

function decodeClassicProtocol(r: Reader, v: number): ClassicProtocol {
  const m = new ClassicProtocol()
  m.name = r.compactString()
  m.metadata = r.compactBytes()
  r.skipTags()
  return m
}

function sizeClassicProtocol(m: ClassicProtocol, v: number): number {
  let s = 0
  s += strSize(m.name, true)
  s += uvarintSize(m.metadata.length + 1) + m.metadata.length
  s += 1
  return s
}

function encodeClassicProtocol(w: Writer, m: ClassicProtocol, v: number): void {
  w.compactString(m.name)
  w.compactBytes(m.metadata)
  w.uvarint(0)
}

export const consumerGroupMemberMetadataValue: MessageCodec<ConsumerGroupMemberMetadataValue> = {
  name: 'ConsumerGroupMemberMetadataValue',
  apiKey: 5,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  create: () => new ConsumerGroupMemberMetadataValue(),
  decode: decodeConsumerGroupMemberMetadataValue,
  size: sizeConsumerGroupMemberMetadataValue,
  encode: encodeConsumerGroupMemberMetadataValue,
  structs: { ConsumerGroupMemberMetadataValue, ClassicMemberMetadata, ClassicProtocol },
}
