// made by scripts/generate.ts; do not edit
/* eslint-disable */
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { uvarintSize, type Writer } from '../writer.ts'

export class BrokerRegistrationChangeRecord {
  brokerId: number = 0
  brokerEpoch: number = 0
  fenced: number = 0
  inControlledShutdown: number = 0
  logDirs: string[] = []
  cordonedLogDirs: string[] | null = null
}

function decodeBrokerRegistrationChangeRecord(r: Reader, v: number): BrokerRegistrationChangeRecord {
const m = new BrokerRegistrationChangeRecord()
m.brokerId = r.int32()
m.brokerEpoch = r.int64()
for (let n = r.uvarint(); n > 0 && r.ok; n--) {
const tag = r.uvarint()
const size = r.uvarint()
const end = r.pos + size
if (size > r.remaining) { r.fail(); break }
switch (tag) {
case 0:
m.fenced = r.int8()
break
case 1:
if (!(v >= 1)) break
m.inControlledShutdown = r.int8()
break
case 2:
if (!(v >= 2)) break
{
  const n = r.compactArrayLength(1)
  if (n < 0) r.fail()
  const list: string[] = []
  for (let i = 0; i < n && r.ok; i++) list.push(r.uuid())
  m.logDirs = list
}
break
case 3:
if (!(v >= 3)) break
{
  const n = r.compactArrayLength(1)
  if (n < 0) m.cordonedLogDirs = null
  else {
  const list: NonNullable<string[] | null> = []
  for (let i = 0; i < n && r.ok; i++) list.push(r.uuid())
  m.cordonedLogDirs = list
  }
}
break
}
if (r.ok) r.pos = end
}
return m
}

function sizeBrokerRegistrationChangeRecord(m: BrokerRegistrationChangeRecord, v: number): number {
let s = 0
s += 4
s += 8
let tags = 0
if ((m.fenced !== 0)) {
tags++
const body = ((s: number): number => {
s += 1
return s
})(0)
s += uvarintSize(0) + uvarintSize(body) + body
}
if ((v >= 1) && (m.inControlledShutdown !== 0)) {
tags++
const body = ((s: number): number => {
s += 1
return s
})(0)
s += uvarintSize(1) + uvarintSize(body) + body
}
if ((v >= 2) && (m.logDirs.length > 0)) {
tags++
const body = ((s: number): number => {
s += uvarintSize(m.logDirs.length + 1)
s += m.logDirs.length * 16
return s
})(0)
s += uvarintSize(2) + uvarintSize(body) + body
}
if ((v >= 3) && (m.cordonedLogDirs !== null)) {
tags++
const body = ((s: number): number => {
if (m.cordonedLogDirs === null) s += 1
else {
s += uvarintSize(m.cordonedLogDirs.length + 1)
s += m.cordonedLogDirs.length * 16
}
return s
})(0)
s += uvarintSize(3) + uvarintSize(body) + body
}
s += uvarintSize(tags)
return s
}

function encodeBrokerRegistrationChangeRecord(w: Writer, m: BrokerRegistrationChangeRecord, v: number): void {
w.int32(m.brokerId)
w.int64(m.brokerEpoch)
let tags = 0
if ((m.fenced !== 0)) tags++
if ((v >= 1) && (m.inControlledShutdown !== 0)) tags++
if ((v >= 2) && (m.logDirs.length > 0)) tags++
if ((v >= 3) && (m.cordonedLogDirs !== null)) tags++
w.uvarint(tags)
if ((m.fenced !== 0)) {
w.uvarint(0)
w.uvarint(((s: number): number => {
s += 1
return s
})(0))
w.int8(m.fenced)
}
if ((v >= 1) && (m.inControlledShutdown !== 0)) {
w.uvarint(1)
w.uvarint(((s: number): number => {
s += 1
return s
})(0))
w.int8(m.inControlledShutdown)
}
if ((v >= 2) && (m.logDirs.length > 0)) {
w.uvarint(2)
w.uvarint(((s: number): number => {
s += uvarintSize(m.logDirs.length + 1)
s += m.logDirs.length * 16
return s
})(0))
w.uvarint(m.logDirs.length + 1)
for (const e of m.logDirs) {
w.uuid(e)
}
}
if ((v >= 3) && (m.cordonedLogDirs !== null)) {
w.uvarint(3)
w.uvarint(((s: number): number => {
if (m.cordonedLogDirs === null) s += 1
else {
s += uvarintSize(m.cordonedLogDirs.length + 1)
s += m.cordonedLogDirs.length * 16
}
return s
})(0))
if (m.cordonedLogDirs === null) {
w.uvarint(0)
} else {
w.uvarint(m.cordonedLogDirs.length + 1)
for (const e of m.cordonedLogDirs) {
w.uuid(e)
}
}
}
}

export const brokerRegistrationChangeRecord: MessageCodec<BrokerRegistrationChangeRecord> = {
  name: 'BrokerRegistrationChangeRecord',
  apiKey: 17,
  minVersion: 0,
  maxVersion: 3,
  flexibleFrom: 0,
  create: () => new BrokerRegistrationChangeRecord(),
  decode: decodeBrokerRegistrationChangeRecord,
  size: sizeBrokerRegistrationChangeRecord,
  encode: encodeBrokerRegistrationChangeRecord,
}
