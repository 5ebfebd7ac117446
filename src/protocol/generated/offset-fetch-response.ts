// made by scripts/generate.ts; do not edit
/* eslint-disable */
import { ZERO_UUID } from '../../base/uuid.ts'
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, uvarintSize, type Writer } from '../writer.ts'

export class OffsetFetchResponse {
  throttleTimeMs: number = 0
  topics: OffsetFetchResponseTopic[] = []
  errorCode: number = 0
  groups: OffsetFetchResponseGroup[] = []
}

export class OffsetFetchResponseTopic {
  name: string = ""
  partitions: OffsetFetchResponsePartition[] = []
}

export class OffsetFetchResponsePartition {
  partitionIndex: number = 0
  committedOffset: number = 0
  committedLeaderEpoch: number = -1
  metadata: string | null = ""
  errorCode: number = 0
}

export class OffsetFetchResponseGroup {
  groupId: string = ""
  topics: OffsetFetchResponseTopics[] = []
  errorCode: number = 0
}

export class OffsetFetchResponseTopics {
  name: string = ""
  topicId: string = ZERO_UUID
  partitions: OffsetFetchResponsePartitions[] = []
}

export class OffsetFetchResponsePartitions {
  partitionIndex: number = 0
  committedOffset: number = 0
  committedLeaderEpoch: number = -1
  metadata: string | null = ""
  errorCode: number = 0
}

function decodeOffsetFetchResponse(r: Reader, v: number): OffsetFetchResponse {
const m = new OffsetFetchResponse()
const flex = v >= 6
if (v >= 3) {
m.throttleTimeMs = r.int32()
}
if (v <= 7) {
{
  const n = (flex ? r.compactArrayLength(1) : r.arrayLength(1))
  if (n < 0) r.fail()
  const list: OffsetFetchResponseTopic[] = []
  for (let i = 0; i < n && r.ok; i++) list.push(decodeOffsetFetchResponseTopic(r, v))
  m.topics = list
}
}
if (v >= 2 && v <= 7) {
m.errorCode = r.int16()
}
if (v >= 8) {
{
  const n = r.compactArrayLength(1)
  if (n < 0) r.fail()
  const list: OffsetFetchResponseGroup[] = []
  for (let i = 0; i < n && r.ok; i++) list.push(decodeOffsetFetchResponseGroup(r, v))
  m.groups = list
}
}
if (flex) {
r.skipTags()
}
return m
}

function sizeOffsetFetchResponse(m: OffsetFetchResponse, v: number): number {
const flex = v >= 6
let s = 0
if (v >= 3) {
s += 4
}
if (v <= 7) {
s += (flex ? uvarintSize(m.topics.length + 1) : 4)
for (const e of m.topics) s += sizeOffsetFetchResponseTopic(e, v)
}
if (v >= 2 && v <= 7) {
s += 2
}
if (v >= 8) {
s += uvarintSize(m.groups.length + 1)
for (const e of m.groups) s += sizeOffsetFetchResponseGroup(e, v)
}
if (flex) {
s += 1
}
return s
}

function encodeOffsetFetchResponse(w: Writer, m: OffsetFetchResponse, v: number): void {
const flex = v >= 6
if (v >= 3) {
w.int32(m.throttleTimeMs)
}
if (v <= 7) {
if (flex) w.uvarint(m.topics.length + 1)
else w.int32(m.topics.length)
for (const e of m.topics) {
encodeOffsetFetchResponseTopic(w, e, v)
}
}
if (v >= 2 && v <= 7) {
w.int16(m.errorCode)
}
if (v >= 8) {
w.uvarint(m.groups.length + 1)
for (const e of m.groups) {
encodeOffsetFetchResponseGroup(w, e, v)
}
}
if (flex) {
w.uvarint(0)
}
}

function decodeOffsetFetchResponseTopic(r: Reader, v: number): OffsetFetchResponseTopic {
const m = new OffsetFetchResponseTopic()
const flex = v >= 6
if (v <= 7) {
m.name = (flex ? r.compactString() : r.string())
}
if (v <= 7) {
{
  const n = (flex ? r.compactArrayLength(1) : r.arrayLength(1))
  if (n < 0) r.fail()
  const list: OffsetFetchResponsePartition[] = []
  for (let i = 0; i < n && r.ok; i++) list.push(decodeOffsetFetchResponsePartition(r, v))
  m.partitions = list
}
}
if (flex) {
r.skipTags()
}
return m
}

function sizeOffsetFetchResponseTopic(m: OffsetFetchResponseTopic, v: number): number {
const flex = v >= 6
let s = 0
if (v <= 7) {
s += strSize(m.name, flex)
}
if (v <= 7) {
s += (flex ? uvarintSize(m.partitions.length + 1) : 4)
for (const e of m.partitions) s += sizeOffsetFetchResponsePartition(e, v)
}
if (flex) {
s += 1
}
return s
}

function encodeOffsetFetchResponseTopic(w: Writer, m: OffsetFetchResponseTopic, v: number): void {
const flex = v >= 6
if (v <= 7) {
if (flex) w.compactString(m.name)
else w.string(m.name)
}
if (v <= 7) {
if (flex) w.uvarint(m.partitions.length + 1)
else w.int32(m.partitions.length)
for (const e of m.partitions) {
encodeOffsetFetchResponsePartition(w, e, v)
}
}
if (flex) {
w.uvarint(0)
}
}

function decodeOffsetFetchResponsePartition(r: Reader, v: number): OffsetFetchResponsePartition {
const m = new OffsetFetchResponsePartition()
const flex = v >= 6
if (v <= 7) {
m.partitionIndex = r.int32()
}
if (v <= 7) {
m.committedOffset = r.int64()
}
if (v >= 5 && v <= 7) {
m.committedLeaderEpoch = r.int32()
}
if (v <= 7) {
m.metadata = (flex ? r.compactNullableString() : r.nullableString())
}
if (v <= 7) {
m.errorCode = r.int16()
}
if (flex) {
r.skipTags()
}
return m
}

function sizeOffsetFetchResponsePartition(m: OffsetFetchResponsePartition, v: number): number {
const flex = v >= 6
let s = 0
if (v <= 7) {
s += 4
}
if (v <= 7) {
s += 8
}
if (v >= 5 && v <= 7) {
s += 4
}
if (v <= 7) {
s += m.metadata === null ? (flex ? 1 : 2) : strSize(m.metadata, flex)
}
if (v <= 7) {
s += 2
}
if (flex) {
s += 1
}
return s
}

function encodeOffsetFetchResponsePartition(w: Writer, m: OffsetFetchResponsePartition, v: number): void {
const flex = v >= 6
if (v <= 7) {
w.int32(m.partitionIndex)
}
if (v <= 7) {
w.int64(m.committedOffset)
}
if (v >= 5 && v <= 7) {
w.int32(m.committedLeaderEpoch)
}
if (v <= 7) {
if (flex) w.compactNullableString(m.metadata)
else w.nullableString(m.metadata)
}
if (v <= 7) {
w.int16(m.errorCode)
}
if (flex) {
w.uvarint(0)
}
}

function decodeOffsetFetchResponseGroup(r: Reader, v: number): OffsetFetchResponseGroup {
const m = new OffsetFetchResponseGroup()
const flex = v >= 6
if (v >= 8) {
m.groupId = r.compactString()
}
if (v >= 8) {
{
  const n = r.compactArrayLength(1)
  if (n < 0) r.fail()
  const list: OffsetFetchResponseTopics[] = []
  for (let i = 0; i < n && r.ok; i++) list.push(decodeOffsetFetchResponseTopics(r, v))
  m.topics = list
}
}
if (v >= 8) {
m.errorCode = r.int16()
}
if (flex) {
r.skipTags()
}
return m
}

function sizeOffsetFetchResponseGroup(m: OffsetFetchResponseGroup, v: number): number {
const flex = v >= 6
let s = 0
if (v >= 8) {
s += strSize(m.groupId, true)
}
if (v >= 8) {
s += uvarintSize(m.topics.length + 1)
for (const e of m.topics) s += sizeOffsetFetchResponseTopics(e, v)
}
if (v >= 8) {
s += 2
}
if (flex) {
s += 1
}
return s
}

function encodeOffsetFetchResponseGroup(w: Writer, m: OffsetFetchResponseGroup, v: number): void {
const flex = v >= 6
if (v >= 8) {
w.compactString(m.groupId)
}
if (v >= 8) {
w.uvarint(m.topics.length + 1)
for (const e of m.topics) {
encodeOffsetFetchResponseTopics(w, e, v)
}
}
if (v >= 8) {
w.int16(m.errorCode)
}
if (flex) {
w.uvarint(0)
}
}

function decodeOffsetFetchResponseTopics(r: Reader, v: number): OffsetFetchResponseTopics {
const m = new OffsetFetchResponseTopics()
const flex = v >= 6
if (v >= 8 && v <= 9) {
m.name = r.compactString()
}
if (v >= 10) {
m.topicId = r.uuid()
}
if (v >= 8) {
{
  const n = r.compactArrayLength(1)
  if (n < 0) r.fail()
  const list: OffsetFetchResponsePartitions[] = []
  for (let i = 0; i < n && r.ok; i++) list.push(decodeOffsetFetchResponsePartitions(r, v))
  m.partitions = list
}
}
if (flex) {
r.skipTags()
}
return m
}

function sizeOffsetFetchResponseTopics(m: OffsetFetchResponseTopics, v: number): number {
const flex = v >= 6
let s = 0
if (v >= 8 && v <= 9) {
s += strSize(m.name, true)
}
if (v >= 10) {
s += 16
}
if (v >= 8) {
s += uvarintSize(m.partitions.length + 1)
for (const e of m.partitions) s += sizeOffsetFetchResponsePartitions(e, v)
}
if (flex) {
s += 1
}
return s
}

function encodeOffsetFetchResponseTopics(w: Writer, m: OffsetFetchResponseTopics, v: number): void {
const flex = v >= 6
if (v >= 8 && v <= 9) {
w.compactString(m.name)
}
if (v >= 10) {
w.uuid(m.topicId)
}
if (v >= 8) {
w.uvarint(m.partitions.length + 1)
for (const e of m.partitions) {
encodeOffsetFetchResponsePartitions(w, e, v)
}
}
if (flex) {
w.uvarint(0)
}
}

function decodeOffsetFetchResponsePartitions(r: Reader, v: number): OffsetFetchResponsePartitions {
const m = new OffsetFetchResponsePartitions()
const flex = v >= 6
if (v >= 8) {
m.partitionIndex = r.int32()
}
if (v >= 8) {
m.committedOffset = r.int64()
}
if (v >= 8) {
m.committedLeaderEpoch = r.int32()
}
if (v >= 8) {
m.metadata = r.compactNullableString()
}
if (v >= 8) {
m.errorCode = r.int16()
}
if (flex) {
r.skipTags()
}
return m
}

function sizeOffsetFetchResponsePartitions(m: OffsetFetchResponsePartitions, v: number): number {
const flex = v >= 6
let s = 0
if (v >= 8) {
s += 4
}
if (v >= 8) {
s += 8
}
if (v >= 8) {
s += 4
}
if (v >= 8) {
s += m.metadata === null ? 1 : strSize(m.metadata, true)
}
if (v >= 8) {
s += 2
}
if (flex) {
s += 1
}
return s
}

function encodeOffsetFetchResponsePartitions(w: Writer, m: OffsetFetchResponsePartitions, v: number): void {
const flex = v >= 6
if (v >= 8) {
w.int32(m.partitionIndex)
}
if (v >= 8) {
w.int64(m.committedOffset)
}
if (v >= 8) {
w.int32(m.committedLeaderEpoch)
}
if (v >= 8) {
w.compactNullableString(m.metadata)
}
if (v >= 8) {
w.int16(m.errorCode)
}
if (flex) {
w.uvarint(0)
}
}

export const offsetFetchResponse: MessageCodec<OffsetFetchResponse> = {
  name: 'OffsetFetchResponse',
  apiKey: 9,
  minVersion: 0,
  maxVersion: 10,
  flexibleFrom: 6,
  create: () => new OffsetFetchResponse(),
  decode: decodeOffsetFetchResponse,
  size: sizeOffsetFetchResponse,
  encode: encodeOffsetFetchResponse,
}
