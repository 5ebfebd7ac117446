// made by scripts/generate.ts; do not edit
import { ZERO_UUID } from '../../base/uuid.ts'
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { nullableStrSize, strSize, uvarintSize, type Writer } from '../writer.ts'

export class ShareGroupDescribeResponse {
  throttleTimeMs: number = 0
  groups: DescribedGroup[] = []
}

export class DescribedGroup {
  errorCode: number = 0
  errorMessage: string | null = null
  groupId: string = ''
  groupState: string = ''
  groupEpoch: number = 0
  assignmentEpoch: number = 0
  assignorName: string = ''
  members: Member[] = []
  authorizedOperations: number = -2147483648
}

export class Member {
  memberId: string = ''
  rackId: string | null = null
  memberEpoch: number = 0
  clientId: string = ''
  clientHost: string = ''
  subscribedTopicNames: string[] = []
  assignment: Assignment = new Assignment()
}

export class Assignment {
  topicPartitions: TopicPartitions[] = []
}

export class TopicPartitions {
  topicId: string = ZERO_UUID
  topicName: string = ''
  partitions: number[] = []
}

function decodeShareGroupDescribeResponse(r: Reader, v: number): ShareGroupDescribeResponse {
  const m = new ShareGroupDescribeResponse()
  m.throttleTimeMs = r.int32()
  for (let n = r.compactCount(20); n > 0 && r.ok; n--) {
    m.groups.push(decodeDescribedGroup(r, v))
  }
  r.skipTags()
  return m
}

function sizeShareGroupDescribeResponse(m: ShareGroupDescribeResponse, v: number): number {
  let s = 4
  s += uvarintSize(m.groups.length + 1)
  for (const e of m.groups) s += sizeDescribedGroup(e, v)
  s += 1
  return s
}

function encodeShareGroupDescribeResponse(w: Writer, m: ShareGroupDescribeResponse, v: number): void {
  w.int32(m.throttleTimeMs)
  w.uvarint(m.groups.length + 1)
  for (const e of m.groups) encodeDescribedGroup(w, e, v)
  w.uvarint(0)
}

function decodeDescribedGroup(r: Reader, v: number): DescribedGroup {
  const m = new DescribedGroup()
  m.errorCode = r.int16()
  m.errorMessage = r.compactNullableString()
  m.groupId = r.compactString()
  m.groupState = r.compactString()
  m.groupEpoch = r.int32()
  m.assignmentEpoch = r.int32()
  m.assignorName = r.compactString()
  for (let n = r.compactCount(12); n > 0 && r.ok; n--) {
    m.members.push(decodeMember(r, v))
  }
  m.authorizedOperations = r.int32()
  r.skipTags()
  return m
}

function sizeDescribedGroup(m: DescribedGroup, v: number): number {
  let s = 14
  s += nullableStrSize(m.errorMessage, true)
  s += strSize(m.groupId, true)
  s += strSize(m.groupState, true)
  s += strSize(m.assignorName, true)
  s += uvarintSize(m.members.length + 1)
  for (const e of m.members) s += sizeMember(e, v)
  s += 1
  return s
}

function encodeDescribedGroup(w: Writer, m: DescribedGroup, v: number): void {
  w.int16(m.errorCode)
  w.compactNullableString(m.errorMessage)
  w.compactString(m.groupId)
  w.compactString(m.groupState)
  w.int32(m.groupEpoch)
  w.int32(m.assignmentEpoch)
  w.compactString(m.assignorName)
  w.uvarint(m.members.length + 1)
  for (const e of m.members) encodeMember(w, e, v)
  w.int32(m.authorizedOperations)
  w.uvarint(0)
}

function decodeMember(r: Reader, v: number): Member {
  const m = new Member()
  m.memberId = r.compactString()
  m.rackId = r.compactNullableString()
  m.memberEpoch = r.int32()
  m.clientId = r.compactString()
  m.clientHost = r.compactString()
  for (let n = r.compactCount(1); n > 0 && r.ok; n--) {
    m.subscribedTopicNames.push(r.compactString())
  }
  m.assignment = decodeAssignment(r, v)
  r.skipTags()
  return m
}

function sizeMember(m: Member, v: number): number {
  let s = 4
  s += strSize(m.memberId, true)
  s += nullableStrSize(m.rackId, true)
  s += strSize(m.clientId, true)
  s += strSize(m.clientHost, true)
  s += uvarintSize(m.subscribedTopicNames.length + 1)
  for (const e of m.subscribedTopicNames) s += strSize(e, true)
  s += sizeAssignment(m.assignment, v)
  s += 1
  return s
}

function encodeMember(w: Writer, m: Member, v: number): void {
  w.compactString(m.memberId)
  w.compactNullableString(m.rackId)
  w.int32(m.memberEpoch)
  w.compactString(m.clientId)
  w.compactString(m.clientHost)
  w.uvarint(m.subscribedTopicNames.length + 1)
  for (const e of m.subscribedTopicNames) w.compactString(e)
  encodeAssignment(w, m.assignment, v)
  w.uvarint(0)
}

function decodeAssignment(r: Reader, v: number): Assignment {
  const m = new Assignment()
  for (let n = r.compactCount(19); n > 0 && r.ok; n--) {
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
  m.topicName = r.compactString()
  for (let n = r.compactCount(4); n > 0 && r.ok; n--) {
    m.partitions.push(r.int32())
  }
  r.skipTags()
  return m
}

function sizeTopicPartitions(m: TopicPartitions, v: number): number {
  let s = 16
  s += strSize(m.topicName, true)
  s += uvarintSize(m.partitions.length + 1) + m.partitions.length * 4
  s += 1
  return s
}

function encodeTopicPartitions(w: Writer, m: TopicPartitions, v: number): void {
  w.uuid(m.topicId)
  w.compactString(m.topicName)
  w.uvarint(m.partitions.length + 1)
  for (const e of m.partitions) w.int32(e)
  w.uvarint(0)
}

export const shareGroupDescribeResponse: MessageCodec<ShareGroupDescribeResponse> = {
  name: 'ShareGroupDescribeResponse',
  apiKey: 77,
  minVersion: 1,
  maxVersion: 1,
  flexibleFrom: 0,
  create: () => new ShareGroupDescribeResponse(),
  decode: decodeShareGroupDescribeResponse,
  size: sizeShareGroupDescribeResponse,
  encode: encodeShareGroupDescribeResponse,
  structs: { ShareGroupDescribeResponse, DescribedGroup, Member, Assignment, TopicPartitions },
}
