// made by scripts/generate.ts; do not edit
/* eslint-disable */
import { ZERO_UUID } from '../../base/uuid.ts'
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, uvarintSize, type Writer } from '../writer.ts'

export class ShareFetchRequest {
  groupId: string | null = null
  memberId: string | null = ""
  shareSessionEpoch: number = 0
  maxWaitMs: number = 0
  minBytes: number = 0
  maxBytes: number = 2147483647
  maxRecords: number = 0
  batchSize: number = 0
  shareAcquireMode: number = 0
  isRenewAck: boolean = false
  topics: FetchTopic[] = []
  forgottenTopicsData: ForgottenTopic[] = []
}

export class FetchTopic {
  topicId: string = ZERO_UUID
  partitions: FetchPartition[] = []
}

export class FetchPartition {
  partitionIndex: number = 0
  partitionMaxBytes: number = 0
  acknowledgementBatches: AcknowledgementBatch[] = []
}

export class AcknowledgementBatch {
  firstOffset: number = 0
  lastOffset: number = 0
  acknowledgeTypes: number[] = []
}

export class ForgottenTopic {
  topicId: string = ZERO_UUID
  partitions: number[] = []
}

function decodeShareFetchRequest(r: Reader, v: number): ShareFetchRequest {
const m = new ShareFetchRequest()
m.groupId = r.compactNullableString()
m.memberId = r.compactNullableString()
m.shareSessionEpoch = r.int32()
m.maxWaitMs = r.int32()
m.minBytes = r.int32()
m.maxBytes = r.int32()
m.maxRecords = r.int32()
m.batchSize = r.int32()
if (v >= 2) {
m.shareAcquireMode = r.int8()
}
if (v >= 2) {
m.isRenewAck = r.bool()
}
{
  const n = r.compactArrayLength(1)
  if (n < 0) r.fail()
  const list: FetchTopic[] = []
  for (let i = 0; i < n && r.ok; i++) list.push(decodeFetchTopic(r, v))
  m.topics = list
}
{
  const n = r.compactArrayLength(1)
  if (n < 0) r.fail()
  const list: ForgottenTopic[] = []
  for (let i = 0; i < n && r.ok; i++) list.push(decodeForgottenTopic(r, v))
  m.forgottenTopicsData = list
}
r.skipTags()
return m
}

function sizeShareFetchRequest(m: ShareFetchRequest, v: number): number {
let s = 0
s += m.groupId === null ? 1 : strSize(m.groupId, true)
s += m.memberId === null ? 1 : strSize(m.memberId, true)
s += 4
s += 4
s += 4
s += 4
s += 4
s += 4
if (v >= 2) {
s += 1
}
if (v >= 2) {
s += 1
}
s += uvarintSize(m.topics.length + 1)
for (const e of m.topics) s += sizeFetchTopic(e, v)
s += uvarintSize(m.forgottenTopicsData.length + 1)
for (const e of m.forgottenTopicsData) s += sizeForgottenTopic(e, v)
s += 1
return s
}

function encodeShareFetchRequest(w: Writer, m: ShareFetchRequest, v: number): void {
w.compactNullableString(m.groupId)
w.compactNullableString(m.memberId)
w.int32(m.shareSessionEpoch)
w.int32(m.maxWaitMs)
w.int32(m.minBytes)
w.int32(m.maxBytes)
w.int32(m.maxRecords)
w.int32(m.batchSize)
if (v >= 2) {
w.int8(m.shareAcquireMode)
}
if (v >= 2) {
w.bool(m.isRenewAck)
}
w.uvarint(m.topics.length + 1)
for (const e of m.topics) {
encodeFetchTopic(w, e, v)
}
w.uvarint(m.forgottenTopicsData.length + 1)
for (const e of m.forgottenTopicsData) {
encodeForgottenTopic(w, e, v)
}
w.uvarint(0)
}

function decodeFetchTopic(r: Reader, v: number): FetchTopic {
const m = new FetchTopic()
m.topicId = r.uuid()
{
  const n = r.compactArrayLength(1)
  if (n < 0) r.fail()
  const list: FetchPartition[] = []
  for (let i = 0; i < n && r.ok; i++) list.push(decodeFetchPartition(r, v))
  m.partitions = list
}
r.skipTags()
return m
}

function sizeFetchTopic(m: FetchTopic, v: number): number {
let s = 0
s += 16
s += uvarintSize(m.partitions.length + 1)
for (const e of m.partitions) s += sizeFetchPartition(e, v)
s += 1
return s
}

function encodeFetchTopic(w: Writer, m: FetchTopic, v: number): void {
w.uuid(m.topicId)
w.uvarint(m.partitions.length + 1)
for (const e of m.partitions) {
encodeFetchPartition(w, e, v)
}
w.uvarint(0)
}

function decodeFetchPartition(r: Reader, v: number): FetchPartition {
const m = new FetchPartition()
m.partitionIndex = r.int32()
{
  const n = r.compactArrayLength(1)
  if (n < 0) r.fail()
  const list: AcknowledgementBatch[] = []
  for (let i = 0; i < n && r.ok; i++) list.push(decodeAcknowledgementBatch(r, v))
  m.acknowledgementBatches = list
}
r.skipTags()
return m
}

function sizeFetchPartition(m: FetchPartition, v: number): number {
let s = 0
s += 4
s += uvarintSize(m.acknowledgementBatches.length + 1)
for (const e of m.acknowledgementBatches) s += sizeAcknowledgementBatch(e, v)
s += 1
return s
}

function encodeFetchPartition(w: Writer, m: FetchPartition, v: number): void {
w.int32(m.partitionIndex)
w.uvarint(m.acknowledgementBatches.length + 1)
for (const e of m.acknowledgementBatches) {
encodeAcknowledgementBatch(w, e, v)
}
w.uvarint(0)
}

function decodeAcknowledgementBatch(r: Reader, v: number): AcknowledgementBatch {
const m = new AcknowledgementBatch()
m.firstOffset = r.int64()
m.lastOffset = r.int64()
{
  const n = r.compactArrayLength(1)
  if (n < 0) r.fail()
  const list: number[] = []
  for (let i = 0; i < n && r.ok; i++) list.push(r.int8())
  m.acknowledgeTypes = list
}
r.skipTags()
return m
}

function sizeAcknowledgementBatch(m: AcknowledgementBatch, v: number): number {
let s = 0
s += 8
s += 8
s += uvarintSize(m.acknowledgeTypes.length + 1)
s += m.acknowledgeTypes.length * 1
s += 1
return s
}

function encodeAcknowledgementBatch(w: Writer, m: AcknowledgementBatch, v: number): void {
w.int64(m.firstOffset)
w.int64(m.lastOffset)
w.uvarint(m.acknowledgeTypes.length + 1)
for (const e of m.acknowledgeTypes) {
w.int8(e)
}
w.uvarint(0)
}

function decodeForgottenTopic(r: Reader, v: number): ForgottenTopic {
const m = new ForgottenTopic()
m.topicId = r.uuid()
{
  const n = r.compactArrayLength(1)
  if (n < 0) r.fail()
  const list: number[] = []
  for (let i = 0; i < n && r.ok; i++) list.push(r.int32())
  m.partitions = list
}
r.skipTags()
return m
}

function sizeForgottenTopic(m: ForgottenTopic, v: number): number {
let s = 0
s += 16
s += uvarintSize(m.partitions.length + 1)
s += m.partitions.length * 4
s += 1
return s
}

function encodeForgottenTopic(w: Writer, m: ForgottenTopic, v: number): void {
w.uuid(m.topicId)
w.uvarint(m.partitions.length + 1)
for (const e of m.partitions) {
w.int32(e)
}
w.uvarint(0)
}

export const shareFetchRequest: MessageCodec<ShareFetchRequest> = {
  name: 'ShareFetchRequest',
  apiKey: 78,
  minVersion: 1,
  maxVersion: 2,
  flexibleFrom: 0,
  create: () => new ShareFetchRequest(),
  decode: decodeShareFetchRequest,
  size: sizeShareFetchRequest,
  encode: encodeShareFetchRequest,
}
