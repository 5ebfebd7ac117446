// made by scripts/generate.ts; do not edit
/* eslint-disable */
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, uvarintSize, type Writer } from '../writer.ts'

export class StreamsGroupCurrentMemberAssignmentValue {
  memberEpoch: number = 0
  previousMemberEpoch: number = 0
  state: number = 0
  activeTasks: TaskIds[] = []
  standbyTasks: TaskIds[] = []
  warmupTasks: TaskIds[] = []
  activeTasksPendingRevocation: TaskIds[] = []
  standbyTasksPendingRevocation: TaskIds[] = []
  warmupTasksPendingRevocation: TaskIds[] = []
}

export class TaskIds {
  subtopologyId: string = ""
  partitions: number[] = []
  assignmentEpochs: number[] | null = []
}

function decodeStreamsGroupCurrentMemberAssignmentValue(r: Reader, v: number): StreamsGroupCurrentMemberAssignmentValue {
const m = new StreamsGroupCurrentMemberAssignmentValue()
m.memberEpoch = r.int32()
m.previousMemberEpoch = r.int32()
m.state = r.int8()
{
  const n = r.compactArrayLength(1)
  if (n < 0) r.fail()
  const list: TaskIds[] = []
  for (let i = 0; i < n && r.ok; i++) list.push(decodeTaskIds(r, v))
  m.activeTasks = list
}
{
  const n = r.compactArrayLength(1)
  if (n < 0) r.fail()
  const list: TaskIds[] = []
  for (let i = 0; i < n && r.ok; i++) list.push(decodeTaskIds(r, v))
  m.standbyTasks = list
}
{
  const n = r.compactArrayLength(1)
  if (n < 0) r.fail()
  const list: TaskIds[] = []
  for (let i = 0; i < n && r.ok; i++) list.push(decodeTaskIds(r, v))
  m.warmupTasks = list
}
{
  const n = r.compactArrayLength(1)
  if (n < 0) r.fail()
  const list: TaskIds[] = []
  for (let i = 0; i < n && r.ok; i++) list.push(decodeTaskIds(r, v))
  m.activeTasksPendingRevocation = list
}
{
  const n = r.compactArrayLength(1)
  if (n < 0) r.fail()
  const list: TaskIds[] = []
  for (let i = 0; i < n && r.ok; i++) list.push(decodeTaskIds(r, v))
  m.standbyTasksPendingRevocation = list
}
{
  const n = r.compactArrayLength(1)
  if (n < 0) r.fail()
  const list: TaskIds[] = []
  for (let i = 0; i < n && r.ok; i++) list.push(decodeTaskIds(r, v))
  m.warmupTasksPendingRevocation = list
}
r.skipTags()
return m
}

function sizeStreamsGroupCurrentMemberAssignmentValue(m: StreamsGroupCurrentMemberAssignmentValue, v: number): number {
let s = 0
s += 4
s += 4
s += 1
s += uvarintSize(m.activeTasks.length + 1)
for (const e of m.activeTasks) s += sizeTaskIds(e, v)
s += uvarintSize(m.standbyTasks.length + 1)
for (const e of m.standbyTasks) s += sizeTaskIds(e, v)
s += uvarintSize(m.warmupTasks.length + 1)
for (const e of m.warmupTasks) s += sizeTaskIds(e, v)
s += uvarintSize(m.activeTasksPendingRevocation.length + 1)
for (const e of m.activeTasksPendingRevocation) s += sizeTaskIds(e, v)
s += uvarintSize(m.standbyTasksPendingRevocation.length + 1)
for (const e of m.standbyTasksPendingRevocation) s += sizeTaskIds(e, v)
s += uvarintSize(m.warmupTasksPendingRevocation.length + 1)
for (const e of m.warmupTasksPendingRevocation) s += sizeTaskIds(e, v)
s += 1
return s
}

function encodeStreamsGroupCurrentMemberAssignmentValue(w: Writer, m: StreamsGroupCurrentMemberAssignmentValue, v: number): void {
w.int32(m.memberEpoch)
w.int32(m.previousMemberEpoch)
w.int8(m.state)
w.uvarint(m.activeTasks.length + 1)
for (const e of m.activeTasks) {
encodeTaskIds(w, e, v)
}
w.uvarint(m.standbyTasks.length + 1)
for (const e of m.standbyTasks) {
encodeTaskIds(w, e, v)
}
w.uvarint(m.warmupTasks.length + 1)
for (const e of m.warmupTasks) {
encodeTaskIds(w, e, v)
}
w.uvarint(m.activeTasksPendingRevocation.length + 1)
for (const e of m.activeTasksPendingRevocation) {
encodeTaskIds(w, e, v)
}
w.uvarint(m.standbyTasksPendingRevocation.length + 1)
for (const e of m.standbyTasksPendingRevocation) {
encodeTaskIds(w, e, v)
}
w.uvarint(m.warmupTasksPendingRevocation.length + 1)
for (const e of m.warmupTasksPendingRevocation) {
encodeTaskIds(w, e, v)
}
w.uvarint(0)
}

function decodeTaskIds(r: Reader, v: number): TaskIds {
const m = new TaskIds()
m.subtopologyId = r.compactString()
{
  const n = r.compactArrayLength(1)
  if (n < 0) r.fail()
  const list: number[] = []
  for (let i = 0; i < n && r.ok; i++) list.push(r.int32())
  m.partitions = list
}
for (let n = r.uvarint(); n > 0 && r.ok; n--) {
const tag = r.uvarint()
const size = r.uvarint()
const end = r.pos + size
if (size > r.remaining) { r.fail(); break }
switch (tag) {
case 0:
{
  const n = r.compactArrayLength(1)
  if (n < 0) m.assignmentEpochs = null
  else {
  const list: NonNullable<number[] | null> = []
  for (let i = 0; i < n && r.ok; i++) list.push(r.int32())
  m.assignmentEpochs = list
  }
}
break
}
if (r.ok) r.pos = end
}
return m
}

function sizeTaskIds(m: TaskIds, v: number): number {
let s = 0
s += strSize(m.subtopologyId, true)
s += uvarintSize(m.partitions.length + 1)
s += m.partitions.length * 4
let tags = 0
if ((m.assignmentEpochs === null || m.assignmentEpochs.length > 0)) {
tags++
const body = ((s: number): number => {
if (m.assignmentEpochs === null) s += 1
else {
s += uvarintSize(m.assignmentEpochs.length + 1)
s += m.assignmentEpochs.length * 4
}
return s
})(0)
s += uvarintSize(0) + uvarintSize(body) + body
}
s += uvarintSize(tags)
return s
}

function encodeTaskIds(w: Writer, m: TaskIds, v: number): void {
w.compactString(m.subtopologyId)
w.uvarint(m.partitions.length + 1)
for (const e of m.partitions) {
w.int32(e)
}
let tags = 0
if ((m.assignmentEpochs === null || m.assignmentEpochs.length > 0)) tags++
w.uvarint(tags)
if ((m.assignmentEpochs === null || m.assignmentEpochs.length > 0)) {
w.uvarint(0)
w.uvarint(((s: number): number => {
if (m.assignmentEpochs === null) s += 1
else {
s += uvarintSize(m.assignmentEpochs.length + 1)
s += m.assignmentEpochs.length * 4
}
return s
})(0))
if (m.assignmentEpochs === null) {
w.uvarint(0)
} else {
w.uvarint(m.assignmentEpochs.length + 1)
for (const e of m.assignmentEpochs) {
w.int32(e)
}
}
}
}

export const streamsGroupCurrentMemberAssignmentValue: MessageCodec<StreamsGroupCurrentMemberAssignmentValue> = {
  name: 'StreamsGroupCurrentMemberAssignmentValue',
  apiKey: 22,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  create: () => new StreamsGroupCurrentMemberAssignmentValue(),
  decode: decodeStreamsGroupCurrentMemberAssignmentValue,
  size: sizeStreamsGroupCurrentMemberAssignmentValue,
  encode: encodeStreamsGroupCurrentMemberAssignmentValue,
}
