// made by scripts/generate.ts; do not edit
import { ZERO_UUID } from '../../base/uuid.ts'
import { refuseField, strictEncoding, type MessageCodec } from '../message.ts'
import { INT64_MAX, type Reader } from '../reader.ts'
import { nullableStrSize, strSize, uvarintSize, type Writer } from '../writer.ts'

export class FetchRequest {
  clusterId: string | null = null
  replicaId: number = -1
  replicaState: ReplicaState = new ReplicaState()
  maxWaitMs: number = 0
  minBytes: number = 0
  maxBytes: number = 2147483647
  isolationLevel: number = 0
  sessionId: number = 0
  sessionEpoch: number = -1
  topics: FetchTopic[] = []
  forgottenTopicsData: ForgottenTopic[] = []
  rackId: string = ''
}

export class ReplicaState {
  replicaId: number = -1
  replicaEpoch: number = -1
}

export class FetchTopic {
  topic: string = ''
  topicId: string = ZERO_UUID
  partitions: FetchPartition[] = []
}

export class FetchPartition {
  partition: number = 0
  currentLeaderEpoch: number = -1
  fetchOffset: number = 0
  lastFetchedEpoch: number = -1
  logStartOffset: number = -1
  partitionMaxBytes: number = 0
  replicaDirectoryId: string = ZERO_UUID
  highWatermark: number = INT64_MAX
}

export class ForgottenTopic {
  topic: string = ''
  topicId: string = ZERO_UUID
  partitions: number[] = []
}

function isDefaultReplicaState(m: ReplicaState): boolean {
  return !(m.replicaId !== -1 || m.replicaEpoch !== -1)
}

function decodeFetchRequest(r: Reader, v: number): FetchRequest {
  const m = new FetchRequest()
  const flex = v >= 12
  if (v <= 14) {
    m.replicaId = r.int32()
  }
  m.maxWaitMs = r.int32()
  m.minBytes = r.int32()
  if (v >= 3) {
    m.maxBytes = r.int32()
  }
  if (v >= 4) {
    m.isolationLevel = r.int8()
  }
  if (v >= 7) {
    m.sessionId = r.int32()
    m.sessionEpoch = r.int32()
  }
  for (let n = flex ? r.compactCount(3) : r.count(6); n > 0 && r.ok; n--) {
    m.topics.push(decodeFetchTopic(r, v))
  }
  if (v >= 7) {
    for (let n = flex ? r.compactCount(3) : r.count(6); n > 0 && r.ok; n--) {
      m.forgottenTopicsData.push(decodeForgottenTopic(r, v))
    }
  }
  if (v >= 11) {
    m.rackId = flex ? r.compactString() : r.string()
  }
  if (flex) {
    for (let tags = r.uvarint(); tags > 0 && r.ok; tags--) {
      const tag = r.uvarint()
      const end = r.tagEnd()
      if (tag === 0) {
        m.clusterId = r.compactNullableString()
      }
      else if (tag === 1 && v >= 15) {
        m.replicaState = decodeReplicaState(r, v)
      }
      r.leaveTag(end)
    }
  }
  return m
}

function sizeFetchRequestClusterId(m: FetchRequest, v: number): number {
  let s = 0
  s += nullableStrSize(m.clusterId, true)
  return s
}

function sizeFetchRequest(m: FetchRequest, v: number): number {
  const flex = v >= 12
  let s = 8
  if (v <= 14) s += 4
  if (v >= 3) s += 4
  if (v >= 4) s += 1
  if (v >= 7) s += 8
  s += (flex ? uvarintSize(m.topics.length + 1) : 4)
  for (const e of m.topics) s += sizeFetchTopic(e, v)
  if (v >= 7) {
    s += (flex ? uvarintSize(m.forgottenTopicsData.length + 1) : 4)
    for (const e of m.forgottenTopicsData) s += sizeForgottenTopic(e, v)
  }
  if (v >= 11) {
    s += strSize(m.rackId, flex)
  }
  if (flex) {
    let tags = 0
    if (m.clusterId !== null) {
      tags++
      const body = sizeFetchRequestClusterId(m, v)
      s += 1 + uvarintSize(body) + body
    }
    if (v >= 15 && !isDefaultReplicaState(m.replicaState)) {
      tags++
      const body = sizeReplicaState(m.replicaState, v)
      s += 1 + uvarintSize(body) + body
    }
    s += uvarintSize(tags)
  }
  return s
}

function refuseFetchRequest(m: FetchRequest, v: number): void {
  if (!(v <= 14) && (m.replicaId !== -1)) refuseField('FetchRequest.replicaId', v)
  if (!(v >= 15) && (!isDefaultReplicaState(m.replicaState))) refuseField('FetchRequest.replicaState', v)
  if (!(v >= 7) && (m.forgottenTopicsData.length > 0)) refuseField('FetchRequest.forgottenTopicsData', v)
}

function encodeFetchRequest(w: Writer, m: FetchRequest, v: number): void {
  if (strictEncoding) refuseFetchRequest(m, v)
  const flex = v >= 12
  if (v <= 14) {
    w.int32(m.replicaId)
  }
  w.int32(m.maxWaitMs)
  w.int32(m.minBytes)
  if (v >= 3) {
    w.int32(m.maxBytes)
  }
  if (v >= 4) {
    w.int8(m.isolationLevel)
  }
  if (v >= 7) {
    w.int32(m.sessionId)
    w.int32(m.sessionEpoch)
  }
  flex ? w.uvarint(m.topics.length + 1) : w.int32(m.topics.length)
  for (const e of m.topics) encodeFetchTopic(w, e, v)
  if (v >= 7) {
    flex ? w.uvarint(m.forgottenTopicsData.length + 1) : w.int32(m.forgottenTopicsData.length)
    for (const e of m.forgottenTopicsData) encodeForgottenTopic(w, e, v)
  }
  if (v >= 11) {
    flex ? w.compactString(m.rackId) : w.string(m.rackId)
  }
  if (flex) {
    let tags = 0
    if (m.clusterId !== null) tags++
    if (v >= 15 && !isDefaultReplicaState(m.replicaState)) tags++
    w.uvarint(tags)
    if (tags > 0) {
      if (m.clusterId !== null) {
        w.uvarint(0)
        w.uvarint(sizeFetchRequestClusterId(m, v))
        w.compactNullableString(m.clusterId)
      }
      if (v >= 15 && !isDefaultReplicaState(m.replicaState)) {
        w.uvarint(1)
        w.uvarint(sizeReplicaState(m.replicaState, v))
        encodeReplicaState(w, m.replicaState, v)
      }
    }
  }
}

function decodeReplicaState(r: Reader, v: number): ReplicaState {
  const m = new ReplicaState()
  m.replicaId = r.int32()
  m.replicaEpoch = r.int64()
  r.skipTags()
  return m
}

function sizeReplicaState(m: ReplicaState, v: number): number {
  let s = 12
  s += 1
  return s
}

function encodeReplicaState(w: Writer, m: ReplicaState, v: number): void {
  w.int32(m.replicaId)
  w.int64(m.replicaEpoch)
  w.uvarint(0)
}

function decodeFetchTopic(r: Reader, v: number): FetchTopic {
  const m = new FetchTopic()
  const flex = v >= 12
  if (v <= 12) {
    m.topic = flex ? r.compactString() : r.string()
  }
  if (v >= 13) {
    m.topicId = r.uuid()
  }
  for (let n = flex ? r.compactCount(33) : r.count(16); n > 0 && r.ok; n--) {
    m.partitions.push(decodeFetchPartition(r, v))
  }
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeFetchTopic(m: FetchTopic, v: number): number {
  const flex = v >= 12
  let s = 0
  if (v <= 12) {
    s += strSize(m.topic, flex)
  }
  if (v >= 13) s += 16
  s += (flex ? uvarintSize(m.partitions.length + 1) : 4)
  for (const e of m.partitions) s += sizeFetchPartition(e, v)
  if (flex) {
    s += 1
  }
  return s
}

function encodeFetchTopic(w: Writer, m: FetchTopic, v: number): void {
  const flex = v >= 12
  if (v <= 12) {
    flex ? w.compactString(m.topic) : w.string(m.topic)
  }
  if (v >= 13) {
    w.uuid(m.topicId)
  }
  flex ? w.uvarint(m.partitions.length + 1) : w.int32(m.partitions.length)
  for (const e of m.partitions) encodeFetchPartition(w, e, v)
  if (flex) {
    w.uvarint(0)
  }
}

function decodeFetchPartition(r: Reader, v: number): FetchPartition {
  const m = new FetchPartition()
  const flex = v >= 12
  m.partition = r.int32()
  if (v >= 9) {
    m.currentLeaderEpoch = r.int32()
  }
  m.fetchOffset = r.int64()
  if (v >= 12) {
    m.lastFetchedEpoch = r.int32()
  }
  if (v >= 5) {
    m.logStartOffset = r.int64()
  }
  m.partitionMaxBytes = r.int32()
  if (flex) {
    for (let tags = r.uvarint(); tags > 0 && r.ok; tags--) {
      const tag = r.uvarint()
      const end = r.tagEnd()
      if (tag === 0 && v >= 17) {
        m.replicaDirectoryId = r.uuid()
      }
      else if (tag === 1 && v >= 18) {
        m.highWatermark = r.int64()
      }
      r.leaveTag(end)
    }
  }
  return m
}

function sizeFetchPartition(m: FetchPartition, v: number): number {
  const flex = v >= 12
  let s = 16
  if (v >= 9) s += 4
  if (v >= 12) s += 4
  if (v >= 5) s += 8
  if (flex) {
    let tags = 0
    if (v >= 17 && m.replicaDirectoryId !== ZERO_UUID) {
      tags++
      s += 18
    }
    if (v >= 18 && m.highWatermark !== INT64_MAX) {
      tags++
      s += 10
    }
    s += uvarintSize(tags)
  }
  return s
}

function refuseFetchPartition(m: FetchPartition, v: number): void {
  if (!(v >= 12) && (m.lastFetchedEpoch !== -1)) refuseField('FetchPartition.lastFetchedEpoch', v)
}

function encodeFetchPartition(w: Writer, m: FetchPartition, v: number): void {
  if (strictEncoding) refuseFetchPartition(m, v)
  const flex = v >= 12
  w.int32(m.partition)
  if (v >= 9) {
    w.int32(m.currentLeaderEpoch)
  }
  w.int64(m.fetchOffset)
  if (v >= 12) {
    w.int32(m.lastFetchedEpoch)
  }
  if (v >= 5) {
    w.int64(m.logStartOffset)
  }
  w.int32(m.partitionMaxBytes)
  if (flex) {
    let tags = 0
    if (v >= 17 && m.replicaDirectoryId !== ZERO_UUID) tags++
    if (v >= 18 && m.highWatermark !== INT64_MAX) tags++
    w.uvarint(tags)
    if (tags > 0) {
      if (v >= 17 && m.replicaDirectoryId !== ZERO_UUID) {
        w.uvarint(0)
        w.uvarint(16)
        w.uuid(m.replicaDirectoryId)
      }
      if (v >= 18 && m.highWatermark !== INT64_MAX) {
        w.uvarint(1)
        w.uvarint(8)
        w.int64(m.highWatermark)
      }
    }
  }
}

function decodeForgottenTopic(r: Reader, v: number): ForgottenTopic {
  const m = new ForgottenTopic()
  const flex = v >= 12
  if (v <= 12) {
    m.topic = flex ? r.compactString() : r.string()
  }
  if (v >= 13) {
    m.topicId = r.uuid()
  }
  for (let n = flex ? r.compactCount(4) : r.count(4); n > 0 && r.ok; n--) {
    m.partitions.push(r.int32())
  }
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeForgottenTopic(m: ForgottenTopic, v: number): number {
  const flex = v >= 12
  let s = 0
  if (v <= 12) {
    s += strSize(m.topic, flex)
  }
  if (v >= 13) s += 16
  s += (flex ? uvarintSize(m.partitions.length + 1) : 4) + m.partitions.length * 4
  if (flex) {
    s += 1
  }
  return s
}

function encodeForgottenTopic(w: Writer, m: ForgottenTopic, v: number): void {
  const flex = v >= 12
  if (v <= 12) {
    flex ? w.compactString(m.topic) : w.string(m.topic)
  }
  if (v >= 13) {
    w.uuid(m.topicId)
  }
  flex ? w.uvarint(m.partitions.length + 1) : w.int32(m.partitions.length)
  for (const e of m.partitions) w.int32(e)
  if (flex) {
    w.uvarint(0)
  }
}

export const fetchRequest: MessageCodec<FetchRequest> = {
  name: 'FetchRequest',
  apiKey: 1,
  minVersion: 0,
  maxVersion: 18,
  flexibleFrom: 12,
  create: () => new FetchRequest(),
  decode: decodeFetchRequest,
  size: sizeFetchRequest,
  encode: encodeFetchRequest,
  structs: { FetchRequest, ReplicaState, FetchTopic, FetchPartition, ForgottenTopic },
}
