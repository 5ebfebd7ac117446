// made by scripts/generate.ts; do not edit
/* eslint-disable */
import { ZERO_UUID } from '../../base/uuid.ts'
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { uvarintSize, type Writer } from '../writer.ts'

export class PartitionRecord {
  partitionId: number = -1
  topicId: string = ZERO_UUID
  replicas: number[] = []
  isr: number[] = []
  removingReplicas: number[] = []
  addingReplicas: number[] = []
  leader: number = -1
  leaderRecoveryState: number = 0
  leaderEpoch: number = -1
  partitionEpoch: number = -1
  directories: string[] = []
  eligibleLeaderReplicas: number[] | null = null
  lastKnownElr: number[] | null = null
}

function decodePartitionRecord(r: Reader, v: number): PartitionRecord {
const m = new PartitionRecord()
m.partitionId = r.int32()
m.topicId = r.uuid()
{
  const n = r.compactArrayLength(1)
  if (n < 0) r.fail()
  const list: number[] = []
  for (let i = 0; i < n && r.ok; i++) list.push(r.int32())
  m.replicas = list
}
{
  const n = r.compactArrayLength(1)
  if (n < 0) r.fail()
  const list: number[] = []
  for (let i = 0; i < n && r.ok; i++) list.push(r.int32())
  m.isr = list
}
{
  const n = r.compactArrayLength(1)
  if (n < 0) r.fail()
  const list: number[] = []
  for (let i = 0; i < n && r.ok; i++) list.push(r.int32())
  m.removingReplicas = list
}
{
  const n = r.compactArrayLength(1)
  if (n < 0) r.fail()
  const list: number[] = []
  for (let i = 0; i < n && r.ok; i++) list.push(r.int32())
  m.addingReplicas = list
}
m.leader = r.int32()
m.leaderEpoch = r.int32()
m.partitionEpoch = r.int32()
if (v >= 1) {
{
  const n = r.compactArrayLength(1)
  if (n < 0) r.fail()
  const list: string[] = []
  for (let i = 0; i < n && r.ok; i++) list.push(r.uuid())
  m.directories = list
}
}
for (let n = r.uvarint(); n > 0 && r.ok; n--) {
const tag = r.uvarint()
const size = r.uvarint()
const end = r.pos + size
if (size > r.remaining) { r.fail(); break }
switch (tag) {
case 0:
m.leaderRecoveryState = r.int8()
break
case 1:
if (!(v >= 2)) break
{
  const n = r.compactArrayLength(1)
  if (n < 0) m.eligibleLeaderReplicas = null
  else {
  const list: NonNullable<number[] | null> = []
  for (let i = 0; i < n && r.ok; i++) list.push(r.int32())
  m.eligibleLeaderReplicas = list
  }
}
break
case 2:
if (!(v >= 2)) break
{
  const n = r.compactArrayLength(1)
  if (n < 0) m.lastKnownElr = null
  else {
  const list: NonNullable<number[] | null> = []
  for (let i = 0; i < n && r.ok; i++) list.push(r.int32())
  m.lastKnownElr = list
  }
}
break
}
if (r.ok) r.pos = end
}
return m
}

function sizePartitionRecord(m: PartitionRecord, v: number): number {
let s = 0
s += 4
s += 16
s += uvarintSize(m.replicas.length + 1)
s += m.replicas.length * 4
s += uvarintSize(m.isr.length + 1)
s += m.isr.length * 4
s += uvarintSize(m.removingReplicas.length + 1)
s += m.removingReplicas.length * 4
s += uvarintSize(m.addingReplicas.length + 1)
s += m.addingReplicas.length * 4
s += 4
s += 4
s += 4
if (v >= 1) {
s += uvarintSize(m.directories.length + 1)
s += m.directories.length * 16
}
let tags = 0
if ((m.leaderRecoveryState !== 0)) {
tags++
const body = ((s: number): number => {
s += 1
return s
})(0)
s += uvarintSize(0) + uvarintSize(body) + body
}
if ((v >= 2) && (m.eligibleLeaderReplicas !== null)) {
tags++
const body = ((s: number): number => {
if (m.eligibleLeaderReplicas === null) s += 1
else {
s += uvarintSize(m.eligibleLeaderReplicas.length + 1)
s += m.eligibleLeaderReplicas.length * 4
}
return s
})(0)
s += uvarintSize(1) + uvarintSize(body) + body
}
if ((v >= 2) && (m.lastKnownElr !== null)) {
tags++
const body = ((s: number): number => {
if (m.lastKnownElr === null) s += 1
else {
s += uvarintSize(m.lastKnownElr.length + 1)
s += m.lastKnownElr.length * 4
}
return s
})(0)
s += uvarintSize(2) + uvarintSize(body) + body
}
s += uvarintSize(tags)
return s
}

function encodePartitionRecord(w: Writer, m: PartitionRecord, v: number): void {
w.int32(m.partitionId)
w.uuid(m.topicId)
w.uvarint(m.replicas.length + 1)
for (const e of m.replicas) {
w.int32(e)
}
w.uvarint(m.isr.length + 1)
for (const e of m.isr) {
w.int32(e)
}
w.uvarint(m.removingReplicas.length + 1)
for (const e of m.removingReplicas) {
w.int32(e)
}
w.uvarint(m.addingReplicas.length + 1)
for (const e of m.addingReplicas) {
w.int32(e)
}
w.int32(m.leader)
w.int32(m.leaderEpoch)
w.int32(m.partitionEpoch)
if (v >= 1) {
w.uvarint(m.directories.length + 1)
for (const e of m.directories) {
w.uuid(e)
}
}
let tags = 0
if ((m.leaderRecoveryState !== 0)) tags++
if ((v >= 2) && (m.eligibleLeaderReplicas !== null)) tags++
if ((v >= 2) && (m.lastKnownElr !== null)) tags++
w.uvarint(tags)
if ((m.leaderRecoveryState !== 0)) {
w.uvarint(0)
w.uvarint(((s: number): number => {
s += 1
return s
})(0))
w.int8(m.leaderRecoveryState)
}
if ((v >= 2) && (m.eligibleLeaderReplicas !== null)) {
w.uvarint(1)
w.uvarint(((s: number): number => {
if (m.eligibleLeaderReplicas === null) s += 1
else {
s += uvarintSize(m.eligibleLeaderReplicas.length + 1)
s += m.eligibleLeaderReplicas.length * 4
}
return s
})(0))
if (m.eligibleLeaderReplicas === null) {
w.uvarint(0)
} else {
w.uvarint(m.eligibleLeaderReplicas.length + 1)
for (const e of m.eligibleLeaderReplicas) {
w.int32(e)
}
}
}
if ((v >= 2) && (m.lastKnownElr !== null)) {
w.uvarint(2)
w.uvarint(((s: number): number => {
if (m.lastKnownElr === null) s += 1
else {
s += uvarintSize(m.lastKnownElr.length + 1)
s += m.lastKnownElr.length * 4
}
return s
})(0))
if (m.lastKnownElr === null) {
w.uvarint(0)
} else {
w.uvarint(m.lastKnownElr.length + 1)
for (const e of m.lastKnownElr) {
w.int32(e)
}
}
}
}

export const partitionRecord: MessageCodec<PartitionRecord> = {
  name: 'PartitionRecord',
  apiKey: 3,
  minVersion: 0,
  maxVersion: 2,
  flexibleFrom: 0,
  create: () => new PartitionRecord(),
  decode: decodePartitionRecord,
  size: sizePartitionRecord,
  encode: encodePartitionRecord,
}
