// made by scripts/generate.ts; do not edit
/* eslint-disable */
import { ZERO_UUID } from '../../base/uuid.ts'
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { uvarintSize, type Writer } from '../writer.ts'

export class PartitionChangeRecord {
  partitionId: number = -1
  topicId: string = ZERO_UUID
  isr: number[] | null = null
  leader: number = -2
  replicas: number[] | null = null
  removingReplicas: number[] | null = null
  addingReplicas: number[] | null = null
  leaderRecoveryState: number = -1
  directories: string[] | null = null
  eligibleLeaderReplicas: number[] | null = null
  lastKnownElr: number[] | null = null
}

function decodePartitionChangeRecord(r: Reader, v: number): PartitionChangeRecord {
const m = new PartitionChangeRecord()
m.partitionId = r.int32()
m.topicId = r.uuid()
for (let n = r.uvarint(); n > 0 && r.ok; n--) {
const tag = r.uvarint()
const size = r.uvarint()
const end = r.pos + size
if (size > r.remaining) { r.fail(); break }
switch (tag) {
case 0:
{
  const n = r.compactArrayLength(1)
  if (n < 0) m.isr = null
  else {
  const list: NonNullable<number[] | null> = []
  for (let i = 0; i < n && r.ok; i++) list.push(r.int32())
  m.isr = list
  }
}
break
case 1:
m.leader = r.int32()
break
case 2:
{
  const n = r.compactArrayLength(1)
  if (n < 0) m.replicas = null
  else {
  const list: NonNullable<number[] | null> = []
  for (let i = 0; i < n && r.ok; i++) list.push(r.int32())
  m.replicas = list
  }
}
break
case 3:
{
  const n = r.compactArrayLength(1)
  if (n < 0) m.removingReplicas = null
  else {
  const list: NonNullable<number[] | null> = []
  for (let i = 0; i < n && r.ok; i++) list.push(r.int32())
  m.removingReplicas = list
  }
}
break
case 4:
{
  const n = r.compactArrayLength(1)
  if (n < 0) m.addingReplicas = null
  else {
  const list: NonNullable<number[] | null> = []
  for (let i = 0; i < n && r.ok; i++) list.push(r.int32())
  m.addingReplicas = list
  }
}
break
case 5:
m.leaderRecoveryState = r.int8()
break
case 6:
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
case 7:
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
case 8:
if (!(v >= 1)) break
{
  const n = r.compactArrayLength(1)
  if (n < 0) m.directories = null
  else {
  const list: NonNullable<string[] | null> = []
  for (let i = 0; i < n && r.ok; i++) list.push(r.uuid())
  m.directories = list
  }
}
break
}
if (r.ok) r.pos = end
}
return m
}

function sizePartitionChangeRecord(m: PartitionChangeRecord, v: number): number {
let s = 0
s += 4
s += 16
let tags = 0
if ((m.isr !== null)) {
tags++
const body = ((s: number): number => {
if (m.isr === null) s += 1
else {
s += uvarintSize(m.isr.length + 1)
s += m.isr.length * 4
}
return s
})(0)
s += uvarintSize(0) + uvarintSize(body) + body
}
if ((m.leader !== -2)) {
tags++
const body = ((s: number): number => {
s += 4
return s
})(0)
s += uvarintSize(1) + uvarintSize(body) + body
}
if ((m.replicas !== null)) {
tags++
const body = ((s: number): number => {
if (m.replicas === null) s += 1
else {
s += uvarintSize(m.replicas.length + 1)
s += m.replicas.length * 4
}
return s
})(0)
s += uvarintSize(2) + uvarintSize(body) + body
}
if ((m.removingReplicas !== null)) {
tags++
const body = ((s: number): number => {
if (m.removingReplicas === null) s += 1
else {
s += uvarintSize(m.removingReplicas.length + 1)
s += m.removingReplicas.length * 4
}
return s
})(0)
s += uvarintSize(3) + uvarintSize(body) + body
}
if ((m.addingReplicas !== null)) {
tags++
const body = ((s: number): number => {
if (m.addingReplicas === null) s += 1
else {
s += uvarintSize(m.addingReplicas.length + 1)
s += m.addingReplicas.length * 4
}
return s
})(0)
s += uvarintSize(4) + uvarintSize(body) + body
}
if ((m.leaderRecoveryState !== -1)) {
tags++
const body = ((s: number): number => {
s += 1
return s
})(0)
s += uvarintSize(5) + uvarintSize(body) + body
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
s += uvarintSize(6) + uvarintSize(body) + body
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
s += uvarintSize(7) + uvarintSize(body) + body
}
if ((v >= 1) && (m.directories !== null)) {
tags++
const body = ((s: number): number => {
if (m.directories === null) s += 1
else {
s += uvarintSize(m.directories.length + 1)
s += m.directories.length * 16
}
return s
})(0)
s += uvarintSize(8) + uvarintSize(body) + body
}
s += uvarintSize(tags)
return s
}

function encodePartitionChangeRecord(w: Writer, m: PartitionChangeRecord, v: number): void {
w.int32(m.partitionId)
w.uuid(m.topicId)
let tags = 0
if ((m.isr !== null)) tags++
if ((m.leader !== -2)) tags++
if ((m.replicas !== null)) tags++
if ((m.removingReplicas !== null)) tags++
if ((m.addingReplicas !== null)) tags++
if ((m.leaderRecoveryState !== -1)) tags++
if ((v >= 2) && (m.eligibleLeaderReplicas !== null)) tags++
if ((v >= 2) && (m.lastKnownElr !== null)) tags++
if ((v >= 1) && (m.directories !== null)) tags++
w.uvarint(tags)
if ((m.isr !== null)) {
w.uvarint(0)
w.uvarint(((s: number): number => {
if (m.isr === null) s += 1
else {
s += uvarintSize(m.isr.length + 1)
s += m.isr.length * 4
}
return s
})(0))
if (m.isr === null) {
w.uvarint(0)
} else {
w.uvarint(m.isr.length + 1)
for (const e of m.isr) {
w.int32(e)
}
}
}
if ((m.leader !== -2)) {
w.uvarint(1)
w.uvarint(((s: number): number => {
s += 4
return s
})(0))
w.int32(m.leader)
}
if ((m.replicas !== null)) {
w.uvarint(2)
w.uvarint(((s: number): number => {
if (m.replicas === null) s += 1
else {
s += uvarintSize(m.replicas.length + 1)
s += m.replicas.length * 4
}
return s
})(0))
if (m.replicas === null) {
w.uvarint(0)
} else {
w.uvarint(m.replicas.length + 1)
for (const e of m.replicas) {
w.int32(e)
}
}
}
if ((m.removingReplicas !== null)) {
w.uvarint(3)
w.uvarint(((s: number): number => {
if (m.removingReplicas === null) s += 1
else {
s += uvarintSize(m.removingReplicas.length + 1)
s += m.removingReplicas.length * 4
}
return s
})(0))
if (m.removingReplicas === null) {
w.uvarint(0)
} else {
w.uvarint(m.removingReplicas.length + 1)
for (const e of m.removingReplicas) {
w.int32(e)
}
}
}
if ((m.addingReplicas !== null)) {
w.uvarint(4)
w.uvarint(((s: number): number => {
if (m.addingReplicas === null) s += 1
else {
s += uvarintSize(m.addingReplicas.length + 1)
s += m.addingReplicas.length * 4
}
return s
})(0))
if (m.addingReplicas === null) {
w.uvarint(0)
} else {
w.uvarint(m.addingReplicas.length + 1)
for (const e of m.addingReplicas) {
w.int32(e)
}
}
}
if ((m.leaderRecoveryState !== -1)) {
w.uvarint(5)
w.uvarint(((s: number): number => {
s += 1
return s
})(0))
w.int8(m.leaderRecoveryState)
}
if ((v >= 2) && (m.eligibleLeaderReplicas !== null)) {
w.uvarint(6)
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
w.uvarint(7)
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
if ((v >= 1) && (m.directories !== null)) {
w.uvarint(8)
w.uvarint(((s: number): number => {
if (m.directories === null) s += 1
else {
s += uvarintSize(m.directories.length + 1)
s += m.directories.length * 16
}
return s
})(0))
if (m.directories === null) {
w.uvarint(0)
} else {
w.uvarint(m.directories.length + 1)
for (const e of m.directories) {
w.uuid(e)
}
}
}
}

export const partitionChangeRecord: MessageCodec<PartitionChangeRecord> = {
  name: 'PartitionChangeRecord',
  apiKey: 5,
  minVersion: 0,
  maxVersion: 2,
  flexibleFrom: 0,
  create: () => new PartitionChangeRecord(),
  decode: decodePartitionChangeRecord,
  size: sizePartitionChangeRecord,
  encode: encodePartitionChangeRecord,
}
