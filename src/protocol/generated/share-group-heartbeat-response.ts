// made by scripts/generate.ts; do not edit
import { ZERO_UUID } from '../../base/uuid.ts'
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { nullableStrSize, uvarintSize, type Writer } from '../writer.ts'

export class ShareGroupHeartbeatResponse {
  throttleTimeMs: number = 0
  errorCode: number = 0
  errorMessage: string | null = null
  memberId: string | null = null
  memberEpoch: number = 0
  heartbeatIntervalMs: number = 0
  assignment: Assignment | null = null
}

export class Assignment {
  topicPartitions: TopicPartitions[] = []
}

export class TopicPartitions {
  topicId: string = ZERO_UUID
  partitions: number[] = []
}

function decodeShareGroupHeartbeatResponse(r: Reader, v: number): ShareGroupHeartbeatResponse {
  const m = new ShareGroupHeartbeatResponse()
  m.throttleTimeMs = r.int32()
  m.errorCode = r.int16()
  m.errorMessage = r.compactNullableString()
  m.memberId = r.compactNullableString()
  m.memberEpoch = r.int32()
  m.heartbeatIntervalMs = r.int32()
  m.assignment = r.int8() >= 0 ? decodeAssignment(r, v) : null
  r.skipTags()
  return m
}

function sizeShareGroupHeartbeatResponse(m: ShareGroupHeartbeatResponse, v: number): number {
  let s = 14
  s += nullableStrSize(m.errorMessage, true)
  s += nullableStrSize(m.memberId, true)
  s += m.assignment === null ? 1 : 1 + sizeAssignment(m.assignment, v)
  s += 1
  return s
}

function encodeShareGroupHeartbeatResponse(w: Writer, m: ShareGroupHeartbeatResponse, v: number): void {
  w.int32(m.throttleTimeMs)
  w.int16(m.errorCode)
  w.compactNullableString(m.errorMessage)
  w.compactNullableString(m.memberId)
  w.int32(m.memberEpoch)
  w.int32(m.heartbeatIntervalMs)
  if (m.assignment === null) w.int8(-1)
  else {
    w.int8(1)
    encodeAssignment(w, m.assignment, v)
  }
  w.uvarint(0)
}

function decodeAssignment(r: Reader, v: number): Assignment {
  const m = new Assignment()
  for (let n = r.compactCount(18); n > 0 && r.ok; n--) {
    m.topicPartitions.push(decodeTopicPartitions(r, v))
  }
  r.skipTags()
  return m
}

function sizeAssignment(m: Assignment, v: number): number {
  let s = 0
  s += uvarintSize(m.topicPartitions.length + 1)
  for (const e of m.topicPartitions) s += sizeTopicPartitions(e, v)
  s += 1
  return s
}

function encodeAssignment(w: Writer, m: Assignment, v: number): void {
  w.uvarint(m.topicPartitions.length + 1)
  for (const e of m.topicPartitions) encodeTopicPartitions(w, e, v)
  w.uvarint(0)
}

function decodeTopicPartitions(r: Reader, v: number): TopicPartitions {
  const m = new TopicPartitions()
  m.topicId = r.uuid()
  for (let n = r.compactCount(4); n > 0 && r.ok; n--) {
    m.partitions.push(r.int32())
  }
  r.skipTags()
  return m
}

function sizeTopicPartitions(m: TopicPartitions, v: number): number {
  let s = 16
  s += uvarintSize(m.partitions.length + 1) + m.partitions.length * 4
  s += 1
  return s
}

function encodeTopicPartitions(w: Writer, m: TopicPartitions, v: number): void {
  w.uuid(m.topicId)
  w.uvarint(m.partitions.length + 1)
  for (const e of m.partitions) w.int32(e)
  w.uvarint(0)
}

export const shareGroupHeartbeatResponse: MessageCodec<ShareGroupHeartbeatResponse> = {
  name: 'ShareGroupHeartbeatResponse',
  apiKey: 76,
  minVersion: 1,
  maxVersion: 1,
  flexibleFrom: 0,
  create: () => new ShareGroupHeartbeatResponse(),
  decode: decodeShareGroupHeartbeatResponse,
  size: sizeShareGroupHeartbeatResponse,
  encode: encodeShareGroupHeartbeatResponse,
  structs: { ShareGroupHeartbeatResponse, Assignment, TopicPartitions },
}
