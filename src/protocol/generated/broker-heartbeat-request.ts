// made by scripts/generate.ts; do not edit
/* eslint-disable */
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { uvarintSize, type Writer } from '../writer.ts'

export class BrokerHeartbeatRequest {
  brokerId: number = 0
  brokerEpoch: number = -1
  currentMetadataOffset: number = 0
  wantFence: boolean = false
  wantShutDown: boolean = false
  offlineLogDirs: string[] = []
  cordonedLogDirs: string[] | null = null
}

function decodeBrokerHeartbeatRequest(r: Reader, v: number): BrokerHeartbeatRequest {
const m = new BrokerHeartbeatRequest()
m.brokerId = r.int32()
m.brokerEpoch = r.int64()
m.currentMetadataOffset = r.int64()
m.wantFence = r.bool()
m.wantShutDown = r.bool()
for (let n = r.uvarint(); n > 0 && r.ok; n--) {
const tag = r.uvarint()
const size = r.uvarint()
const end = r.pos + size
if (size > r.remaining) { r.fail(); break }
switch (tag) {
case 0:
if (!(v >= 1)) break
{
  const n = r.compactArrayLength(1)
  if (n < 0) r.fail()
  const list: string[] = []
  for (let i = 0; i < n && r.ok; i++) list.push(r.uuid())
  m.offlineLogDirs = list
}
break
case 1:
if (!(v >= 2)) break
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

function sizeBrokerHeartbeatRequest(m: BrokerHeartbeatRequest, v: number): number {
let s = 0
s += 4
s += 8
s += 8
s += 1
s += 1
let tags = 0
if ((v >= 1) && (m.offlineLogDirs.length > 0)) {
tags++
const body = ((s: number): number => {
s += uvarintSize(m.offlineLogDirs.length + 1)
s += m.offlineLogDirs.length * 16
return s
})(0)
s += uvarintSize(0) + uvarintSize(body) + body
}
if ((v >= 2) && (m.cordonedLogDirs !== null)) {
tags++
const body = ((s: number): number => {
if (m.cordonedLogDirs === null) s += 1
else {
s += uvarintSize(m.cordonedLogDirs.length + 1)
s += m.cordonedLogDirs.length * 16
}
return s
})(0)
s += uvarintSize(1) + uvarintSize(body) + body
}
s += uvarintSize(tags)
return s
}

function encodeBrokerHeartbeatRequest(w: Writer, m: BrokerHeartbeatRequest, v: number): void {
w.int32(m.brokerId)
w.int64(m.brokerEpoch)
w.int64(m.currentMetadataOffset)
w.bool(m.wantFence)
w.bool(m.wantShutDown)
let tags = 0
if ((v >= 1) && (m.offlineLogDirs.length > 0)) tags++
if ((v >= 2) && (m.cordonedLogDirs !== null)) tags++
w.uvarint(tags)
if ((v >= 1) && (m.offlineLogDirs.length > 0)) {
w.uvarint(0)
w.uvarint(((s: number): number => {
s += uvarintSize(m.offlineLogDirs.length + 1)
s += m.offlineLogDirs.length * 16
return s
})(0))
w.uvarint(m.offlineLogDirs.length + 1)
for (const e of m.offlineLogDirs) {
w.uuid(e)
}
}
if ((v >= 2) && (m.cordonedLogDirs !== null)) {
w.uvarint(1)
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

export const brokerHeartbeatRequest: MessageCodec<BrokerHeartbeatRequest> = {
  name: 'BrokerHeartbeatRequest',
  apiKey: 63,
  minVersion: 0,
  maxVersion: 2,
  flexibleFrom: 0,
  create: () => new BrokerHeartbeatRequest(),
  decode: decodeBrokerHeartbeatRequest,
  size: sizeBrokerHeartbeatRequest,
  encode: encodeBrokerHeartbeatRequest,
}
