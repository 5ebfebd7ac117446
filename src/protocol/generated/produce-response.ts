// made by scripts/generate.ts; do not edit
import { ZERO_UUID } from '../../base/uuid.ts'
import { refuseField, strictEncoding, type MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { nullableStrSize, strSize, uvarintSize, type Writer } from '../writer.ts'

export class ProduceResponse {
  responses: TopicProduceResponse[] = []
  throttleTimeMs: number = 0
  nodeEndpoints: NodeEndpoint[] = []
}

export class TopicProduceResponse {
  name: string = ''
  topicId: string = ZERO_UUID
  partitionResponses: PartitionProduceResponse[] = []
}

export class PartitionProduceResponse {
  index: number = 0
  errorCode: number = 0
  baseOffset: number = 0
  logAppendTimeMs: number = -1
  logStartOffset: number = -1
  recordErrors: BatchIndexAndErrorMessage[] = []
  errorMessage: string | null = null
  currentLeader: LeaderIdAndEpoch = new LeaderIdAndEpoch()
}

export class BatchIndexAndErrorMessage {
  batchIndex: number = 0
  batchIndexErrorMessage: string | null = null
}

export class LeaderIdAndEpoch {
  leaderId: number = -1
  leaderEpoch: number = -1
}

export class NodeEndpoint {
  nodeId: number = 0
  host: string = ''
  port: number = 0
  rack: string | null = null
}

function isDefaultLeaderIdAndEpoch(m: LeaderIdAndEpoch): boolean {
  return !(m.leaderId !== -1 || m.leaderEpoch !== -1)
}

function decodeProduceResponse(r: Reader, v: number): ProduceResponse {
  const m = new ProduceResponse()
  const flex = v >= 9
  for (let n = flex ? r.compactCount(3) : r.count(6); n > 0 && r.ok; n--) {
    m.responses.push(decodeTopicProduceResponse(r, v))
  }
  if (v >= 1) {
    m.throttleTimeMs = r.int32()
  }
  if (flex) {
    for (let tags = r.uvarint(); tags > 0 && r.ok; tags--) {
      const tag = r.uvarint()
      const end = r.tagEnd()
      if (tag === 0 && v >= 10) {
        for (let n = r.compactCount(11); n > 0 && r.ok; n--) {
          m.nodeEndpoints.push(decodeNodeEndpoint(r, v))
        }
      }
      r.leaveTag(end)
    }
  }
  return m
}

function sizeProduceResponseNodeEndpoints(m: ProduceResponse, v: number): number {
  let s = 0
  s += uvarintSize(m.nodeEndpoints.length + 1)
  for (const e of m.nodeEndpoints) s += sizeNodeEndpoint(e, v)
  return s
}

function sizeProduceResponse(m: ProduceResponse, v: number): number {
  const flex = v >= 9
  let s = 0
  s += (flex ? uvarintSize(m.responses.length + 1) : 4)
  for (const e of m.responses) s += sizeTopicProduceResponse(e, v)
  if (v >= 1) s += 4
  if (flex) {
    let tags = 0
    if (v >= 10 && m.nodeEndpoints.length > 0) {
      tags++
      const body = sizeProduceResponseNodeEndpoints(m, v)
      s += 1 + uvarintSize(body) + body
    }
    s += uvarintSize(tags)
  }
  return s
}

function refuseProduceResponse(m: ProduceResponse, v: number): void {
  if (!(v >= 10) && (m.nodeEndpoints.length > 0)) refuseField('ProduceResponse.nodeEndpoints', v)
}

function encodeProduceResponse(w: Writer, m: ProduceResponse, v: number): void {
  if (strictEncoding) refuseProduceResponse(m, v)
  const flex = v >= 9
  flex ? w.uvarint(m.responses.length + 1) : w.int32(m.responses.length)
  for (const e of m.responses) encodeTopicProduceResponse(w, e, v)
  if (v >= 1) {
    w.int32(m.throttleTimeMs)
  }
  if (flex) {
    let tags = 0
    if (v >= 10 && m.nodeEndpoints.length > 0) tags++
    w.uvarint(tags)
    if (tags > 0) {
      if (v >= 10 && m.nodeEndpoints.length > 0) {
        w.uvarint(0)
        w.uvarint(sizeProduceResponseNodeEndpoints(m, v))
        w.uvarint(m.nodeEndpoints.length + 1)
        for (const e of m.nodeEndpoints) encodeNodeEndpoint(w, e, v)
      }
    }
  }
}

function decodeTopicProduceResponse(r: Reader, v: number): TopicProduceResponse {
  const m = new TopicProduceResponse()
  const flex = v >= 9
  if (v <= 12) {
    m.name = flex ? r.compactString() : r.string()
  }
  if (v >= 13) {
    m.topicId = r.uuid()
  }
  for (let n = flex ? r.compactCount(33) : r.count(14); n > 0 && r.ok; n--) {
    m.partitionResponses.push(decodePartitionProduceResponse(r, v))
  }
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeTopicProduceResponse(m: TopicProduceResponse, v: number): number {
  const flex = v >= 9
  let s = 0
  if (v <= 12) {
    s += strSize(m.name, flex)
  }
  if (v >= 13) s += 16
  s += (flex ? uvarintSize(m.partitionResponses.length + 1) : 4)
  for (const e of m.partitionResponses) s += sizePartitionProduceResponse(e, v)
  if (flex) {
    s += 1
  }
  return s
}

function encodeTopicProduceResponse(w: Writer, m: TopicProduceResponse, v: number): void {
  const flex = v >= 9
  if (v <= 12) {
    flex ? w.compactString(m.name) : w.string(m.name)
  }
  if (v >= 13) {
    w.uuid(m.topicId)
  }
  flex ? w.uvarint(m.partitionResponses.length + 1) : w.int32(m.partitionResponses.length)
  for (const e of m.partitionResponses) encodePartitionProduceResponse(w, e, v)
  if (flex) {
    w.uvarint(0)
  }
}

function decodePartitionProduceResponse(r: Reader, v: number): PartitionProduceResponse {
  const m = new PartitionProduceResponse()
  const flex = v >= 9
  m.index = r.int32()
  m.errorCode = r.int16()
  m.baseOffset = r.int64()
  if (v >= 2) {
    m.logAppendTimeMs = r.int64()
  }
  if (v >= 5) {
    m.logStartOffset = r.int64()
  }
  if (v >= 8) {
    for (let n = flex ? r.compactCount(6) : r.count(6); n > 0 && r.ok; n--) {
      m.recordErrors.push(decodeBatchIndexAndErrorMessage(r, v))
    }
    m.errorMessage = flex ? r.compactNullableString() : r.nullableString()
  }
  if (flex) {
    for (let tags = r.uvarint(); tags > 0 && r.ok; tags--) {
      const tag = r.uvarint()
      const end = r.tagEnd()
      if (tag === 0 && v >= 10) {
        m.currentLeader = decodeLeaderIdAndEpoch(r, v)
      }
      r.leaveTag(end)
    }
  }
  return m
}

function sizePartitionProduceResponse(m: PartitionProduceResponse, v: number): number {
  const flex = v >= 9
  let s = 14
  if (v >= 2) s += 8
  if (v >= 5) s += 8
  if (v >= 8) {
    s += (flex ? uvarintSize(m.recordErrors.length + 1) : 4)
    for (const e of m.recordErrors) s += sizeBatchIndexAndErrorMessage(e, v)
    s += nullableStrSize(m.errorMessage, flex)
  }
  if (flex) {
    let tags = 0
    if (v >= 10 && !isDefaultLeaderIdAndEpoch(m.currentLeader)) {
      tags++
      const body = sizeLeaderIdAndEpoch(m.currentLeader, v)
      s += 1 + uvarintSize(body) + body
    }
    s += uvarintSize(tags)
  }
  return s
}

function refusePartitionProduceResponse(m: PartitionProduceResponse, v: number): void {
  if (!(v >= 10) && (!isDefaultLeaderIdAndEpoch(m.currentLeader))) refuseField('PartitionProduceResponse.currentLeader', v)
}

function encodePartitionProduceResponse(w: Writer, m: PartitionProduceResponse, v: number): void {
  if (strictEncoding) refusePartitionProduceResponse(m, v)
  const flex = v >= 9
  w.int32(m.index)
  w.int16(m.errorCode)
  w.int64(m.baseOffset)
  if (v >= 2) {
    w.int64(m.logAppendTimeMs)
  }
  if (v >= 5) {
    w.int64(m.logStartOffset)
  }
  if (v >= 8) {
    flex ? w.uvarint(m.recordErrors.length + 1) : w.int32(m.recordErrors.length)
    for (const e of m.recordErrors) encodeBatchIndexAndErrorMessage(w, e, v)
    flex ? w.compactNullableString(m.errorMessage) : w.nullableString(m.errorMessage)
  }
  if (flex) {
    let tags = 0
    if (v >= 10 && !isDefaultLeaderIdAndEpoch(m.currentLeader)) tags++
    w.uvarint(tags)
    if (tags > 0) {
      if (v >= 10 && !isDefaultLeaderIdAndEpoch(m.currentLeader)) {
        w.uvarint(0)
        w.uvarint(sizeLeaderIdAndEpoch(m.currentLeader, v))
        encodeLeaderIdAndEpoch(w, m.currentLeader, v)
      }
    }
  }
}

function decodeBatchIndexAndErrorMessage(r: Reader, v: number): BatchIndexAndErrorMessage {
  const m = new BatchIndexAndErrorMessage()
  const flex = v >= 9
  m.batchIndex = r.int32()
  m.batchIndexErrorMessage = flex ? r.compactNullableString() : r.nullableString()
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeBatchIndexAndErrorMessage(m: BatchIndexAndErrorMessage, v: number): number {
  const flex = v >= 9
  let s = 4
  s += nullableStrSize(m.batchIndexErrorMessage, flex)
  if (flex) {
    s += 1
  }
  return s
}

function encodeBatchIndexAndErrorMessage(w: Writer, m: BatchIndexAndErrorMessage, v: number): void {
  const flex = v >= 9
  w.int32(m.batchIndex)
  flex ? w.compactNullableString(m.batchIndexErrorMessage) : w.nullableString(m.batchIndexErrorMessage)
  if (flex) {
    w.uvarint(0)
  }
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

export const produceResponse: MessageCodec<ProduceResponse> = {
  name: 'ProduceResponse',
  apiKey: 0,
  minVersion: 0,
  maxVersion: 13,
  flexibleFrom: 9,
  create: () => new ProduceResponse(),
  decode: decodeProduceResponse,
  size: sizeProduceResponse,
  encode: encodeProduceResponse,
  structs: { ProduceResponse, TopicProduceResponse, PartitionProduceResponse, BatchIndexAndErrorMessage, LeaderIdAndEpoch, NodeEndpoint },
}
