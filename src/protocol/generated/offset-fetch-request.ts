// made by scripts/generate.ts; do not edit
/* eslint-disable */
import { ZERO_UUID } from '../../base/uuid.ts'
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, uvarintSize, type Writer } from '../writer.ts'

export class OffsetFetchRequest {
  groupId: string = ""
  topics: OffsetFetchRequestTopic[] | null = []
  groups: OffsetFetchRequestGroup[] = []
  requireStable: boolean = false
}

export class OffsetFetchRequestTopic {
  name: string = ""
  partitionIndexes: number[] = []
}

export class OffsetFetchRequestGroup {
  groupId: string = ""
  memberId: string | null = null
  memberEpoch: number = -1
  topics: OffsetFetchRequestTopics[] | null = []
}

export class OffsetFetchRequestTopics {
  name: string = ""
  topicId: string = ZERO_UUID
  partitionIndexes: number[] = []
}

function decodeOffsetFetchRequest(r: Reader, v: number): OffsetFetchRequest {
const m = new OffsetFetchRequest()
const flex = v >= 6
if (v <= 7) {
m.groupId = (flex ? r.compactString() : r.string())
}
if (v <= 7) {
{
  const n = (flex ? r.compactArrayLength(1) : r.arrayLength(1))
  if (n < 0 && !(v >= 2)) r.fail()
  if (n < 0) m.topics = null
  else {
  const list: NonNullable<OffsetFetchRequestTopic[] | null> = []
  for (let i = 0; i < n && r.ok; i++) list.push(decodeOffsetFetchRequestTopic(r, v))
  m.topics = list
  }
}
}
if (v >= 8) {
{
  const n = r.compactArrayLength(1)
  if (n < 0) r.fail()
  const list: OffsetFetchRequestGroup[] = []
  for (let i = 0; i < n && r.ok; i++) list.push(decodeOffsetFetchRequestGroup(r, v))
  m.groups = list
}
}
if (v >= 7) {
m.requireStable = r.bool()
}
if (flex) {
r.skipTags()
}
return m
}

function sizeOffsetFetchRequest(m: OffsetFetchRequest, v: number): number {
const flex = v >= 6
let s = 0
if (v <= 7) {
s += strSize(m.groupId, flex)
}
if (v <= 7) {
if (m.topics === null) s += (flex ? 1 : 4)
else {
s += (flex ? uvarintSize(m.topics.length + 1) : 4)
for (const e of m.topics) s += sizeOffsetFetchRequestTopic(e, v)
}
}
if (v >= 8) {
s += uvarintSize(m.groups.length + 1)
for (const e of m.groups) s += sizeOffsetFetchRequestGroup(e, v)
}
if (v >= 7) {
s += 1
}
if (flex) {
s += 1
}
return s
}

function encodeOffsetFetchRequest(w: Writer, m: OffsetFetchRequest, v: number): void {
const flex = v >= 6
if (v <= 7) {
if (flex) w.compactString(m.groupId)
else w.string(m.groupId)
}
if (v <= 7) {
if (m.topics === null) {
if (flex) w.uvarint(0)
else w.int32(-1)
} else {
if (flex) w.uvarint(m.topics.length + 1)
else w.int32(m.topics.length)
for (const e of m.topics) {
encodeOffsetFetchRequestTopic(w, e, v)
}
}
}
if (v >= 8) {
w.uvarint(m.groups.length + 1)
for (const e of m.groups) {
encodeOffsetFetchRequestGroup(w, e, v)
}
}
if (v >= 7) {
w.bool(m.requireStable)
}
if (flex) {
w.uvarint(0)
}
}

function decodeOffsetFetchRequestTopic(r: Reader, v: number): OffsetFetchRequestTopic {
const m = new OffsetFetchRequestTopic()
const flex = v >= 6
if (v <= 7) {
m.name = (flex ? r.compactString() : r.string())
}
if (v <= 7) {
{
  const n = (flex ? r.compactArrayLength(1) : r.arrayLength(1))
  if (n < 0) r.fail()
  const list: number[] = []
  for (let i = 0; i < n && r.ok; i++) list.push(r.int32())
  m.partitionIndexes = list
}
}
if (flex) {
r.skipTags()
}
return m
}

function sizeOffsetFetchRequestTopic(m: OffsetFetchRequestTopic, v: number): number {
const flex = v >= 6
let s = 0
if (v <= 7) {
s += strSize(m.name, flex)
}
if (v <= 7) {
s += (flex ? uvarintSize(m.partitionIndexes.length + 1) : 4)
s += m.partitionIndexes.length * 4
}
if (flex) {
s += 1
}
return s
}

function encodeOffsetFetchRequestTopic(w: Writer, m: OffsetFetchRequestTopic, v: number): void {
const flex = v >= 6
if (v <= 7) {
if (flex) w.compactString(m.name)
else w.string(m.name)
}
if (v <= 7) {
if (flex) w.uvarint(m.partitionIndexes.length + 1)
else w.int32(m.partitionIndexes.length)
for (const e of m.partitionIndexes) {
w.int32(e)
}
}
if (flex) {
w.uvarint(0)
}
}

function decodeOffsetFetchRequestGroup(r: Reader, v: number): OffsetFetchRequestGroup {
const m = new OffsetFetchRequestGroup()
const flex = v >= 6
if (v >= 8) {
m.groupId = r.compactString()
}
if (v >= 9) {
m.memberId = r.compactNullableString()
}
if (v >= 9) {
m.memberEpoch = r.int32()
}
if (v >= 8) {
{
  const n = r.compactArrayLength(1)
  if (n < 0) m.topics = null
  else {
  const list: NonNullable<OffsetFetchRequestTopics[] | null> = []
  for (let i = 0; i < n && r.ok; i++) list.push(decodeOffsetFetchRequestTopics(r, v))
  m.topics = list
  }
}
}
if (flex) {
r.skipTags()
}
return m
}

function sizeOffsetFetchRequestGroup(m: OffsetFetchRequestGroup, v: number): number {
const flex = v >= 6
let s = 0
if (v >= 8) {
s += strSize(m.groupId, true)
}
if (v >= 9) {
s += m.memberId === null ? 1 : strSize(m.memberId, true)
}
if (v >= 9) {
s += 4
}
if (v >= 8) {
if (m.topics === null) s += 1
else {
s += uvarintSize(m.topics.length + 1)
for (const e of m.topics) s += sizeOffsetFetchRequestTopics(e, v)
}
}
if (flex) {
s += 1
}
return s
}

function encodeOffsetFetchRequestGroup(w: Writer, m: OffsetFetchRequestGroup, v: number): void {
const flex = v >= 6
if (v >= 8) {
w.compactString(m.groupId)
}
if (v >= 9) {
w.compactNullableString(m.memberId)
}
if (v >= 9) {
w.int32(m.memberEpoch)
}
if (v >= 8) {
if (m.topics === null) {
w.uvarint(0)
} else {
w.uvarint(m.topics.length + 1)
for (const e of m.topics) {
encodeOffsetFetchRequestTopics(w, e, v)
}
}
}
if (flex) {
w.uvarint(0)
}
}

function decodeOffsetFetchRequestTopics(r: Reader, v: number): OffsetFetchRequestTopics {
const m = new OffsetFetchRequestTopics()
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
  const list: number[] = []
  for (let i = 0; i < n && r.ok; i++) list.push(r.int32())
  m.partitionIndexes = list
}
}
if (flex) {
r.skipTags()
}
return m
}

function sizeOffsetFetchRequestTopics(m: OffsetFetchRequestTopics, v: number): number {
const flex = v >= 6
let s = 0
if (v >= 8 && v <= 9) {
s += strSize(m.name, true)
}
if (v >= 10) {
s += 16
}
if (v >= 8) {
s += uvarintSize(m.partitionIndexes.length + 1)
s += m.partitionIndexes.length * 4
}
if (flex) {
s += 1
}
return s
}

function encodeOffsetFetchRequestTopics(w: Writer, m: OffsetFetchRequestTopics, v: number): void {
const flex = v >= 6
if (v >= 8 && v <= 9) {
w.compactString(m.name)
}
if (v >= 10) {
w.uuid(m.topicId)
}
if (v >= 8) {
w.uvarint(m.partitionIndexes.length + 1)
for (const e of m.partitionIndexes) {
w.int32(e)
}
}
if (flex) {
w.uvarint(0)
}
}

export const offsetFetchRequest: MessageCodec<OffsetFetchRequest> = {
  name: 'OffsetFetchRequest',
  apiKey: 9,
  minVersion: 0,
  maxVersion: 10,
  flexibleFrom: 6,
  create: () => new OffsetFetchRequest(),
  decode: decodeOffsetFetchRequest,
  size: sizeOffsetFetchRequest,
  encode: encodeOffsetFetchRequest,
}
