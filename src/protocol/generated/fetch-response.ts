// made by scripts/generate.ts; do not edit
import type { BytesView } from '../../base/bytes-view.ts'
import { ZERO_UUID } from '../../base/uuid.ts'
import { refuseField, strictEncoding, type MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { inlineRecordsSize, nullableStrSize, recordsLength, strSize, uvarintSize, type Writer } from '../writer.ts'

export class FetchResponse {
  throttleTimeMs: number = 0
  errorCode: number = 0
  sessionId: number = 0
  responses: FetchableTopicResponse[] = []
  nodeEndpoints: NodeEndpoint[] = []
}

export class FetchableTopicResponse {
  topic: string = ''
  topicId: string = ZERO_UUID
  partitions: PartitionData[] = []
}

export class PartitionData {
  partitionIndex: number = 0
  errorCode: number = 0
  highWatermark: number = 0
  lastStableOffset: number = -1
  logStartOffset: number = -1
  divergingEpoch: EpochEndOffset = new EpochEndOffset()
  currentLeader: LeaderIdAndEpoch = new LeaderIdAndEpoch()
  snapshotId: SnapshotId = new SnapshotId()
  abortedTransactions: AbortedTransaction[] | null = []
  preferredReadReplica: number = -1
  records: BytesView | null = null
}

export class EpochEndOffset {
  epoch: number = -1
  endOffset: number = -1
}

export class LeaderIdAndEpoch {
  leaderId: number = -1
  leaderEpoch: number = -1
}

export class SnapshotId {
  endOffset: number = -1
  epoch: number = -1
}

export class AbortedTransaction {
  producerId: number = 0
  firstOffset: number = 0
}

export class NodeEndpoint {
  nodeId: number = 0
  host: string = ''
  port: number = 0
  rack: string | null = null
}

function isDefaultEpochEndOffset(m: EpochEndOffset): boolean {
  return !(m.epoch !== -1 || m.endOffset !== -1)
}

function isDefaultLeaderIdAndEpoch(m: LeaderIdAndEpoch): boolean {
  return !(m.leaderId !== -1 || m.leaderEpoch !== -1)
}

function isDefaultSnapshotId(m: SnapshotId): boolean {
  return !(m.endOffset !== -1 || m.epoch !== -1)
}

function decodeFetchResponse(r: Reader, v: number): FetchResponse {
  const m = new FetchResponse()
  const flex = v >= 12
  if (v >= 1) {
    m.throttleTimeMs = r.int32()
  }
  if (v >= 7) {
    m.errorCode = r.int16()
    m.sessionId = r.int32()
  }
  for (let n = flex ? r.compactCount(3) : r.count(6); n > 0 && r.ok; n--) {
    m.responses.push(decodeFetchableTopicResponse(r, v))
  }
  if (flex) {
    for (let tags = r.uvarint(); tags > 0 && r.ok; tags--) {
      const tag = r.uvarint()
      const end = r.tagEnd()
      if (tag === 0 && v >= 16) {
        for (let n = r.compactCount(11); n > 0 && r.ok; n--) {
          m.nodeEndpoints.push(decodeNodeEndpoint(r, v))
        }
      }
      r.leaveTag(end)
    }
  }
  return m
}

function sizeFetchResponseNodeEndpoints(m: FetchResponse, v: number): number {
  let s = 0
  s += uvarintSize(m.nodeEndpoints.length + 1)
  for (const e of m.nodeEndpoints) s += sizeNodeEndpoint(e, v)
  return s
}

function sizeFetchResponse(m: FetchResponse, v: number): number {
  const flex = v >= 12
  let s = 0
  if (v >= 1) s += 4
  if (v >= 7) s += 6
  s += (flex ? uvarintSize(m.responses.length + 1) : 4)
  for (const e of m.responses) s += sizeFetchableTopicResponse(e, v)
  if (flex) {
    let tags = 0
    if (v >= 16 && m.nodeEndpoints.length > 0) {
      tags++
      const body = sizeFetchResponseNodeEndpoints(m, v)
      s += 1 + uvarintSize(body) + body
    }
    s += uvarintSize(tags)
  }
  return s
}

function refuseFetchResponse(m: FetchResponse, v: number): void {
  if (!(v >= 7) && (m.sessionId !== 0)) refuseField('FetchResponse.sessionId', v)
  if (!(v >= 16) && (m.nodeEndpoints.length > 0)) refuseField('FetchResponse.nodeEndpoints', v)
}

function encodeFetchResponse(w: Writer, m: FetchResponse, v: number): void {
  if (strictEncoding) refuseFetchResponse(m, v)
  const flex = v >= 12
  if (v >= 1) {
    w.int32(m.throttleTimeMs)
  }
  if (v >= 7) {
    w.int16(m.errorCode)
    w.int32(m.sessionId)
  }
  flex ? w.uvarint(m.responses.length + 1) : w.int32(m.responses.length)
  for (const e of m.responses) encodeFetchableTopicResponse(w, e, v)
  if (flex) {
    let tags = 0
    if (v >= 16 && m.nodeEndpoints.length > 0) tags++
    w.uvarint(tags)
    if (tags > 0) {
      if (v >= 16 && m.nodeEndpoints.length > 0) {
        w.uvarint(0)
        w.uvarint(sizeFetchResponseNodeEndpoints(m, v))
        w.uvarint(m.nodeEndpoints.length + 1)
        for (const e of m.nodeEndpoints) encodeNodeEndpoint(w, e, v)
      }
    }
  }
}

function decodeFetchableTopicResponse(r: Reader, v: number): FetchableTopicResponse {
  const m = new FetchableTopicResponse()
  const flex = v >= 12
  if (v <= 12) {
    m.topic = flex ? r.compactString() : r.string()
  }
  if (v >= 13) {
    m.topicId = r.uuid()
  }
  for (let n = flex ? r.compactCount(37) : r.count(18); n > 0 && r.ok; n--) {
    m.partitions.push(decodePartitionData(r, v))
  }
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeFetchableTopicResponse(m: FetchableTopicResponse, v: number): number {
  const flex = v >= 12
  let s = 0
  if (v <= 12) {
    s += strSize(m.topic, flex)
  }
  if (v >= 13) s += 16
  s += (flex ? uvarintSize(m.partitions.length + 1) : 4)
  for (const e of m.partitions) s += sizePartitionData(e, v)
  if (flex) {
    s += 1
  }
  return s
}

function encodeFetchableTopicResponse(w: Writer, m: FetchableTopicResponse, v: number): void {
  const flex = v >= 12
  if (v <= 12) {
    flex ? w.compactString(m.topic) : w.string(m.topic)
  }
  if (v >= 13) {
    w.uuid(m.topicId)
  }
  flex ? w.uvarint(m.partitions.length + 1) : w.int32(m.partitions.length)
  for (const e of m.partitions) encodePartitionData(w, e, v)
  if (flex) {
    w.uvarint(0)
  }
}

function decodePartitionData(r: Reader, v: number): PartitionData {
  const m = new PartitionData()
  const flex = v >= 12
  m.partitionIndex = r.int32()
  m.errorCode = r.int16()
  m.highWatermark = r.int64()
  if (v >= 4) {
    m.lastStableOffset = r.int64()
  }
  if (v >= 5) {
    m.logStartOffset = r.int64()
  }
  if (v >= 4) {
     {
      const count = flex ? r.compactArrayLength(17) : r.arrayLength(16)
      if (count < 0) m.abortedTransactions = null
      else {
        const list: AbortedTransaction[] = []
        for (let n = count; n > 0 && r.ok; n--) list.push(decodeAbortedTransaction(r, v))
        m.abortedTransactions = list
      }
    }
  }
  if (v >= 11) {
    m.preferredReadReplica = r.int32()
  }
  m.records = flex ? r.compactRecords() : r.records()
  if (flex) {
    for (let tags = r.uvarint(); tags > 0 && r.ok; tags--) {
      const tag = r.uvarint()
      const end = r.tagEnd()
      if (tag === 0) {
        m.divergingEpoch = decodeEpochEndOffset(r, v)
      }
      else if (tag === 1) {
        m.currentLeader = decodeLeaderIdAndEpoch(r, v)
      }
      else if (tag === 2) {
        m.snapshotId = decodeSnapshotId(r, v)
      }
      r.leaveTag(end)
    }
  }
  return m
}

function sizePartitionData(m: PartitionData, v: number): number {
  const flex = v >= 12
  let s = 14
  if (v >= 4) s += 8
  if (v >= 5) s += 8
  if (v >= 4) {
     {
      const list = m.abortedTransactions
      if (list === null) s += (flex ? 1 : 4)
      else {
        s += (flex ? uvarintSize(list.length + 1) : 4)
        for (const e of list) s += sizeAbortedTransaction(e, v)
      }
    }
  }
  if (v >= 11) s += 4
  s += (flex ? (m.records === null ? 1 : uvarintSize(recordsLength(m.records) + 1)) : 4) + inlineRecordsSize(m.records)
  if (flex) {
    let tags = 0
    if (!isDefaultEpochEndOffset(m.divergingEpoch)) {
      tags++
      const body = sizeEpochEndOffset(m.divergingEpoch, v)
      s += 1 + uvarintSize(body) + body
    }
    if (!isDefaultLeaderIdAndEpoch(m.currentLeader)) {
      tags++
      const body = sizeLeaderIdAndEpoch(m.currentLeader, v)
      s += 1 + uvarintSize(body) + body
    }
    if (!isDefaultSnapshotId(m.snapshotId)) {
      tags++
      const body = sizeSnapshotId(m.snapshotId, v)
      s += 1 + uvarintSize(body) + body
    }
    s += uvarintSize(tags)
  }
  return s
}

function refusePartitionData(m: PartitionData, v: number): void {
  if (!(v >= 12) && (!isDefaultEpochEndOffset(m.divergingEpoch))) refuseField('PartitionData.divergingEpoch', v)
  if (!(v >= 12) && (!isDefaultLeaderIdAndEpoch(m.currentLeader))) refuseField('PartitionData.currentLeader', v)
  if (!(v >= 12) && (!isDefaultSnapshotId(m.snapshotId))) refuseField('PartitionData.snapshotId', v)
  if (!(v >= 11) && (m.preferredReadReplica !== -1)) refuseField('PartitionData.preferredReadReplica', v)
}

function encodePartitionData(w: Writer, m: PartitionData, v: number): void {
  if (strictEncoding) refusePartitionData(m, v)
  const flex = v >= 12
  w.int32(m.partitionIndex)
  w.int16(m.errorCode)
  w.int64(m.highWatermark)
  if (v >= 4) {
    w.int64(m.lastStableOffset)
  }
  if (v >= 5) {
    w.int64(m.logStartOffset)
  }
  if (v >= 4) {
    if (m.abortedTransactions === null) flex ? w.uvarint(0) : w.int32(-1)
    else {
      flex ? w.uvarint(m.abortedTransactions.length + 1) : w.int32(m.abortedTransactions.length)
      for (const e of m.abortedTransactions) encodeAbortedTransaction(w, e, v)
    }
  }
  if (v >= 11) {
    w.int32(m.preferredReadReplica)
  }
  flex ? w.compactRecords(m.records) : w.records(m.records)
  if (flex) {
    let tags = 0
    if (!isDefaultEpochEndOffset(m.divergingEpoch)) tags++
    if (!isDefaultLeaderIdAndEpoch(m.currentLeader)) tags++
    if (!isDefaultSnapshotId(m.snapshotId)) tags++
    w.uvarint(tags)
    if (tags > 0) {
      if (!isDefaultEpochEndOffset(m.divergingEpoch)) {
        w.uvarint(0)
        w.uvarint(sizeEpochEndOffset(m.divergingEpoch, v))
        encodeEpochEndOffset(w, m.divergingEpoch, v)
      }
      if (!isDefaultLeaderIdAndEpoch(m.currentLeader)) {
        w.uvarint(1)
        w.uvarint(sizeLeaderIdAndEpoch(m.currentLeader, v))
        encodeLeaderIdAndEpoch(w, m.currentLeader, v)
      }
      if (!isDefaultSnapshotId(m.snapshotId)) {
        w.uvarint(2)
        w.uvarint(sizeSnapshotId(m.snapshotId, v))
        encodeSnapshotId(w, m.snapshotId, v)
      }
    }
  }
}

function decodeEpochEndOffset(r: Reader, v: number): EpochEndOffset {
  const m = new EpochEndOffset()
  m.epoch = r.int32()
  m.endOffset = r.int64()
  r.skipTags()
  return m
}

function sizeEpochEndOffset(m: EpochEndOffset, v: number): number {
  let s = 12
  s += 1
  return s
}

function encodeEpochEndOffset(w: Writer, m: EpochEndOffset, v: number): void {
  w.int32(m.epoch)
  w.int64(m.endOffset)
  w.uvarint(0)
}

function decodeLeaderIdAndEpoch(r: Reader, v: number): LeaderIdAndEpoch {
  const m = new LeaderIdAndEpoch()
  m.leaderId = r.int32()
  m.leaderEpoch = r.int32()
  r.skipTags()
  return m
}

function sizeLeaderIdAndEpoch(m: LeaderIdAndEpoch, v: number): number {
  let s = 8
  s += 1
  return s
}

function encodeLeaderIdAndEpoch(w: Writer, m: LeaderIdAndEpoch, v: number): void {
  w.int32(m.leaderId)
  w.int32(m.leaderEpoch)
  w.uvarint(0)
}

function decodeSnapshotId(r: Reader, v: number): SnapshotId {
  const m = new SnapshotId()
  m.endOffset = r.int64()
  m.epoch = r.int32()
  r.skipTags()
  return m
}

function sizeSnapshotId(m: SnapshotId, v: number): number {
  let s = 12
  s += 1
  return s
}

function encodeSnapshotId(w: Writer, m: SnapshotId, v: number): void {
  w.int64(m.endOffset)
  w.int32(m.epoch)
  w.uvarint(0)
}

function decodeAbortedTransaction(r: Reader, v: number): AbortedTransaction {
  const m = new AbortedTransaction()
  const flex = v >= 12
  m.producerId = r.int64()
  m.firstOffset = r.int64()
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeAbortedTransaction(m: AbortedTransaction, v: number): number {
  const flex = v >= 12
  let s = 16
  if (flex) {
    s += 1
  }
  return s
}

function encodeAbortedTransaction(w: Writer, m: AbortedTransaction, v: number): void {
  const flex = v >= 12
  w.int64(m.producerId)
  w.int64(m.firstOffset)
  if (flex) {
    w.uvarint(0)
  }
}

function decodeNodeEndpoint(r: Reader, v: number): NodeEndpoint {
  const m = new NodeEndpoint()
  m.nodeId = r.int32()
  m.host = r.compactString()
  m.port = r.int32()
  m.rack = r.compactNullableString()
  r.skipTags()
  return m
}

function sizeNodeEndpoint(m: NodeEndpoint, v: number): number {
  let s = 8
  s += strSize(m.host, true)
  s += nullableStrSize(m.rack, true)
  s += 1
  return s
}

function encodeNodeEndpoint(w: Writer, m: NodeEndpoint, v: number): void {
  w.int32(m.nodeId)
  w.compactString(m.host)
  w.int32(m.port)
  w.compactNullableString(m.rack)
  w.uvarint(0)
}

export const fetchResponse: MessageCodec<FetchResponse> = {
  name: 'FetchResponse',
  apiKey: 1,
  minVersion: 0,
  maxVersion: 18,
  flexibleFrom: 12,
  create: () => new FetchResponse(),
  decode: decodeFetchResponse,
  size: sizeFetchResponse,
  encode: encodeFetchResponse,
  structs: { FetchResponse, FetchableTopicResponse, PartitionData, EpochEndOffset, LeaderIdAndEpoch, SnapshotId, AbortedTransaction, NodeEndpoint },
}
