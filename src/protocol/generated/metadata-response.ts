// made by scripts/generate.ts; do not edit
import { ZERO_UUID } from '../../base/uuid.ts'
import { refuseField, refuseNull, strictEncoding, type MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { nullableStrSize, strSize, uvarintSize, type Writer } from '../writer.ts'

export class MetadataResponse {
  throttleTimeMs: number = 0
  brokers: MetadataResponseBroker[] = []
  clusterId: string | null = null
  controllerId: number = -1
  topics: MetadataResponseTopic[] = []
  clusterAuthorizedOperations: number = -2147483648
  errorCode: number = 0
}

export class MetadataResponseBroker {
  nodeId: number = 0
  host: string = ''
  port: number = 0
  rack: string | null = null
}

export class MetadataResponseTopic {
  errorCode: number = 0
  name: string | null = ''
  topicId: string = ZERO_UUID
  isInternal: boolean = false
  partitions: MetadataResponsePartition[] = []
  topicAuthorizedOperations: number = -2147483648
}

export class MetadataResponsePartition {
  errorCode: number = 0
  partitionIndex: number = 0
  leaderId: number = 0
  leaderEpoch: number = -1
  replicaNodes: number[] = []
  isrNodes: number[] = []
  offlineReplicas: number[] = []
}

function decodeMetadataResponse(r: Reader, v: number): MetadataResponse {
  const m = new MetadataResponse()
  const flex = v >= 9
  if (v >= 3) {
    m.throttleTimeMs = r.int32()
  }
  for (let n = flex ? r.compactCount(11) : r.count(10); n > 0 && r.ok; n--) {
    m.brokers.push(decodeMetadataResponseBroker(r, v))
  }
  if (v >= 2) {
    m.clusterId = flex ? r.compactNullableString() : r.nullableString()
  }
  if (v >= 1) {
    m.controllerId = r.int32()
  }
  for (let n = flex ? r.compactCount(10) : r.count(8); n > 0 && r.ok; n--) {
    m.topics.push(decodeMetadataResponseTopic(r, v))
  }
  if (v >= 8 && v <= 10) {
    m.clusterAuthorizedOperations = r.int32()
  }
  if (v >= 13) {
    m.errorCode = r.int16()
  }
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeMetadataResponse(m: MetadataResponse, v: number): number {
  const flex = v >= 9
  let s = 0
  if (v >= 3) s += 4
  s += (flex ? uvarintSize(m.brokers.length + 1) : 4)
  for (const e of m.brokers) s += sizeMetadataResponseBroker(e, v)
  if (v >= 2) {
    s += nullableStrSize(m.clusterId, flex)
  }
  if (v >= 1) s += 4
  s += (flex ? uvarintSize(m.topics.length + 1) : 4)
  for (const e of m.topics) s += sizeMetadataResponseTopic(e, v)
  if (v >= 8 && v <= 10) s += 4
  if (v >= 13) s += 2
  if (flex) {
    s += 1
  }
  return s
}

function refuseMetadataResponse(m: MetadataResponse, v: number): void {
  if (!(v >= 8 && v <= 10) && (m.clusterAuthorizedOperations !== -2147483648)) refuseField('MetadataResponse.clusterAuthorizedOperations', v)
}

function encodeMetadataResponse(w: Writer, m: MetadataResponse, v: number): void {
  if (strictEncoding) refuseMetadataResponse(m, v)
  const flex = v >= 9
  if (v >= 3) {
    w.int32(m.throttleTimeMs)
  }
  flex ? w.uvarint(m.brokers.length + 1) : w.int32(m.brokers.length)
  for (const e of m.brokers) encodeMetadataResponseBroker(w, e, v)
  if (v >= 2) {
    flex ? w.compactNullableString(m.clusterId) : w.nullableString(m.clusterId)
  }
  if (v >= 1) {
    w.int32(m.controllerId)
  }
  flex ? w.uvarint(m.topics.length + 1) : w.int32(m.topics.length)
  for (const e of m.topics) encodeMetadataResponseTopic(w, e, v)
  if (v >= 8 && v <= 10) {
    w.int32(m.clusterAuthorizedOperations)
  }
  if (v >= 13) {
    w.int16(m.errorCode)
  }
  if (flex) {
    w.uvarint(0)
  }
}

function decodeMetadataResponseBroker(r: Reader, v: number): MetadataResponseBroker {
  const m = new MetadataResponseBroker()
  const flex = v >= 9
  m.nodeId = r.int32()
  m.host = flex ? r.compactString() : r.string()
  m.port = r.int32()
  if (v >= 1) {
    m.rack = flex ? r.compactNullableString() : r.nullableString()
  }
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeMetadataResponseBroker(m: MetadataResponseBroker, v: number): number {
  const flex = v >= 9
  let s = 8
  s += strSize(m.host, flex)
  if (v >= 1) {
    s += nullableStrSize(m.rack, flex)
  }
  if (flex) {
    s += 1
  }
  return s
}

function encodeMetadataResponseBroker(w: Writer, m: MetadataResponseBroker, v: number): void {
  const flex = v >= 9
  w.int32(m.nodeId)
  flex ? w.compactString(m.host) : w.string(m.host)
  w.int32(m.port)
  if (v >= 1) {
    flex ? w.compactNullableString(m.rack) : w.nullableString(m.rack)
  }
  if (flex) {
    w.uvarint(0)
  }
}

function decodeMetadataResponseTopic(r: Reader, v: number): MetadataResponseTopic {
  const m = new MetadataResponseTopic()
  const flex = v >= 9
  m.errorCode = r.int16()
  m.name = v >= 12 ? (flex ? r.compactNullableString() : r.nullableString()) : (flex ? r.compactString() : r.string())
  if (v >= 10) {
    m.topicId = r.uuid()
  }
  if (v >= 1) {
    m.isInternal = r.bool()
  }
  for (let n = flex ? r.compactCount(18) : r.count(18); n > 0 && r.ok; n--) {
    m.partitions.push(decodeMetadataResponsePartition(r, v))
  }
  if (v >= 8) {
    m.topicAuthorizedOperations = r.int32()
  }
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeMetadataResponseTopic(m: MetadataResponseTopic, v: number): number {
  const flex = v >= 9
  let s = 2
  s += nullableStrSize((m.name ?? (v >= 12 ? null : '')), flex)
  if (v >= 10) s += 16
  if (v >= 1) s += 1
  s += (flex ? uvarintSize(m.partitions.length + 1) : 4)
  for (const e of m.partitions) s += sizeMetadataResponsePartition(e, v)
  if (v >= 8) s += 4
  if (flex) {
    s += 1
  }
  return s
}

function refuseMetadataResponseTopic(m: MetadataResponseTopic, v: number): void {
  if (!(v >= 12) && m.name === null) refuseNull('MetadataResponseTopic.name', v)
  if (!(v >= 8) && (m.topicAuthorizedOperations !== -2147483648)) refuseField('MetadataResponseTopic.topicAuthorizedOperations', v)
}

function encodeMetadataResponseTopic(w: Writer, m: MetadataResponseTopic, v: number): void {
  if (strictEncoding) refuseMetadataResponseTopic(m, v)
  const flex = v >= 9
  w.int16(m.errorCode)
  flex ? w.compactNullableString((m.name ?? (v >= 12 ? null : ''))) : w.nullableString((m.name ?? (v >= 12 ? null : '')))
  if (v >= 10) {
    w.uuid(m.topicId)
  }
  if (v >= 1) {
    w.bool(m.isInternal)
  }
  flex ? w.uvarint(m.partitions.length + 1) : w.int32(m.partitions.length)
  for (const e of m.partitions) encodeMetadataResponsePartition(w, e, v)
  if (v >= 8) {
    w.int32(m.topicAuthorizedOperations)
  }
  if (flex) {
    w.uvarint(0)
  }
}

function decodeMetadataResponsePartition(r: Reader, v: number): MetadataResponsePartition {
  const m = new MetadataResponsePartition()
  const flex = v >= 9
  m.errorCode = r.int16()
  m.partitionIndex = r.int32()
  m.leaderId = r.int32()
  if (v >= 7) {
    m.leaderEpoch = r.int32()
  }
  for (let n = flex ? r.compactCount(4) : r.count(4); n > 0 && r.ok; n--) {
    m.replicaNodes.push(r.int32())
  }
  for (let n = flex ? r.compactCount(4) : r.count(4); n > 0 && r.ok; n--) {
    m.isrNodes.push(r.int32())
  }
  if (v >= 5) {
    for (let n = flex ? r.compactCount(4) : r.count(4); n > 0 && r.ok; n--) {
      m.offlineReplicas.push(r.int32())
    }
  }
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeMetadataResponsePartition(m: MetadataResponsePartition, v: number): number {
  const flex = v >= 9
  let s = 10
  if (v >= 7) s += 4
  s += (flex ? uvarintSize(m.replicaNodes.length + 1) : 4) + m.replicaNodes.length * 4
  s += (flex ? uvarintSize(m.isrNodes.length + 1) : 4) + m.isrNodes.length * 4
  if (v >= 5) {
    s += (flex ? uvarintSize(m.offlineReplicas.length + 1) : 4) + m.offlineReplicas.length * 4
  }
  if (flex) {
    s += 1
  }
  return s
}

function encodeMetadataResponsePartition(w: Writer, m: MetadataResponsePartition, v: number): void {
  const flex = v >= 9
  w.int16(m.errorCode)
  w.int32(m.partitionIndex)
  w.int32(m.leaderId)
  if (v >= 7) {
    w.int32(m.leaderEpoch)
  }
  flex ? w.uvarint(m.replicaNodes.length + 1) : w.int32(m.replicaNodes.length)
  for (const e of m.replicaNodes) w.int32(e)
  flex ? w.uvarint(m.isrNodes.length + 1) : w.int32(m.isrNodes.length)
  for (const e of m.isrNodes) w.int32(e)
  if (v >= 5) {
    flex ? w.uvarint(m.offlineReplicas.length + 1) : w.int32(m.offlineReplicas.length)
    for (const e of m.offlineReplicas) w.int32(e)
  }
  if (flex) {
    w.uvarint(0)
  }
}

export const metadataResponse: MessageCodec<MetadataResponse> = {
  name: 'MetadataResponse',
  apiKey: 3,
  minVersion: 0,
  maxVersion: 13,
  flexibleFrom: 9,
  create: () => new MetadataResponse(),
  decode: decodeMetadataResponse,
  size: sizeMetadataResponse,
  encode: encodeMetadataResponse,
  structs: { MetadataResponse, MetadataResponseBroker, MetadataResponseTopic, MetadataResponsePartition },
}
