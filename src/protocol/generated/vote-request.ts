// made by scripts/generate.ts; do not edit
/* eslint-disable */
import { ZERO_UUID } from '../../base/uuid.ts'
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, uvarintSize, type Writer } from '../writer.ts'

export class VoteRequest {
  clusterId: string | null = null
  voterId: number = -1
  topics: TopicData[] = []
}

export class TopicData {
  topicName: string = ""
  partitions: PartitionData[] = []
}

export class PartitionData {
  partitionIndex: number = 0
  replicaEpoch: number = 0
  replicaId: number = 0
  replicaDirectoryId: string = ZERO_UUID
  voterDirectoryId: string = ZERO_UUID
  lastOffsetEpoch: number = 0
  lastOffset: number = 0
  preVote: boolean = false
}

function decodeVoteRequest(r: Reader, v: number): VoteRequest {
const m = new VoteRequest()
m.clusterId = r.compactNullableString()
if (v >= 1) {
m.voterId = r.int32()
}
{
  const n = r.compactArrayLength(1)
  if (n < 0) r.fail()
  const list: TopicData[] = []
  for (let i = 0; i < n && r.ok; i++) list.push(decodeTopicData(r, v))
  m.topics = list
}
r.skipTags()
return m
}

function sizeVoteRequest(m: VoteRequest, v: number): number {
let s = 0
s += m.clusterId === null ? 1 : strSize(m.clusterId, true)
if (v >= 1) {
s += 4
}
s += uvarintSize(m.topics.length + 1)
for (const e of m.topics) s += sizeTopicData(e, v)
s += 1
return s
}

function encodeVoteRequest(w: Writer, m: VoteRequest, v: number): void {
w.compactNullableString(m.clusterId)
if (v >= 1) {
w.int32(m.voterId)
}
w.uvarint(m.topics.length + 1)
for (const e of m.topics) {
encodeTopicData(w, e, v)
}
w.uvarint(0)
}

function decodeTopicData(r: Reader, v: number): TopicData {
const m = new TopicData()
m.topicName = r.compactString()
{
  const n = r.compactArrayLength(1)
  if (n < 0) r.fail()
  const list: PartitionData[] = []
  for (let i = 0; i < n && r.ok; i++) list.push(decodePartitionData(r, v))
  m.partitions = list
}
r.skipTags()
return m
}

function sizeTopicData(m: TopicData, v: number): number {
let s = 0
s += strSize(m.topicName, true)
s += uvarintSize(m.partitions.length + 1)
for (const e of m.partitions) s += sizePartitionData(e, v)
s += 1
return s
}

function encodeTopicData(w: Writer, m: TopicData, v: number): void {
w.compactString(m.topicName)
w.uvarint(m.partitions.length + 1)
for (const e of m.partitions) {
encodePartitionData(w, e, v)
}
w.uvarint(0)
}

function decodePartitionData(r: Reader, v: number): PartitionData {
const m = new PartitionData()
m.partitionIndex = r.int32()
m.replicaEpoch = r.int32()
m.replicaId = r.int32()
if (v >= 1) {
m.replicaDirectoryId = r.uuid()
}
if (v >= 1) {
m.voterDirectoryId = r.uuid()
}
m.lastOffsetEpoch = r.int32()
m.lastOffset = r.int64()
if (v >= 2) {
m.preVote = r.bool()
}
r.skipTags()
return m
}

function sizePartitionData(m: PartitionData, v: number): number {
let s = 0
s += 4
s += 4
s += 4
if (v >= 1) {
s += 16
}
if (v >= 1) {
s += 16
}
s += 4
s += 8
if (v >= 2) {
s += 1
}
s += 1
return s
}

function encodePartitionData(w: Writer, m: PartitionData, v: number): void {
w.int32(m.partitionIndex)
w.int32(m.replicaEpoch)
w.int32(m.replicaId)
if (v >= 1) {
w.uuid(m.replicaDirectoryId)
}
if (v >= 1) {
w.uuid(m.voterDirectoryId)
}
w.int32(m.lastOffsetEpoch)
w.int64(m.lastOffset)
if (v >= 2) {
w.bool(m.preVote)
}
w.uvarint(0)
}

export const voteRequest: MessageCodec<VoteRequest> = {
  name: 'VoteRequest',
  apiKey: 52,
  minVersion: 0,
  maxVersion: 2,
  flexibleFrom: 0,
  create: () => new VoteRequest(),
  decode: decodeVoteRequest,
  size: sizeVoteRequest,
  encode: encodeVoteRequest,
}
