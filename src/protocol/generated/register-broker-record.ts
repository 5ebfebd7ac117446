// made by scripts/generate.ts; do not edit
/* eslint-disable */
import { ZERO_UUID } from '../../base/uuid.ts'
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, uvarintSize, type Writer } from '../writer.ts'

export class RegisterBrokerRecord {
  brokerId: number = 0
  isMigratingZkBroker: boolean = false
  incarnationId: string = ZERO_UUID
  brokerEpoch: number = 0
  endPoints: BrokerEndpoint[] = []
  features: BrokerFeature[] = []
  rack: string | null = ""
  fenced: boolean = true
  inControlledShutdown: boolean = false
  logDirs: string[] = []
  cordonedLogDirs: string[] | null = null
}

export class BrokerEndpoint {
  name: string = ""
  host: string = ""
  port: number = 0
  securityProtocol: number = 0
}

export class BrokerFeature {
  name: string = ""
  minSupportedVersion: number = 0
  maxSupportedVersion: number = 0
}

function decodeRegisterBrokerRecord(r: Reader, v: number): RegisterBrokerRecord {
const m = new RegisterBrokerRecord()
m.brokerId = r.int32()
if (v >= 2) {
m.isMigratingZkBroker = r.bool()
}
m.incarnationId = r.uuid()
m.brokerEpoch = r.int64()
{
  const n = r.compactArrayLength(1)
  if (n < 0) r.fail()
  const list: BrokerEndpoint[] = []
  for (let i = 0; i < n && r.ok; i++) list.push(decodeBrokerEndpoint(r, v))
  m.endPoints = list
}
{
  const n = r.compactArrayLength(1)
  if (n < 0) r.fail()
  const list: BrokerFeature[] = []
  for (let i = 0; i < n && r.ok; i++) list.push(decodeBrokerFeature(r, v))
  m.features = list
}
m.rack = r.compactNullableString()
m.fenced = r.bool()
if (v >= 1) {
m.inControlledShutdown = r.bool()
}
for (let n = r.uvarint(); n > 0 && r.ok; n--) {
const tag = r.uvarint()
const size = r.uvarint()
const end = r.pos + size
if (size > r.remaining) { r.fail(); break }
switch (tag) {
case 0:
if (!(v >= 3)) break
{
  const n = r.compactArrayLength(1)
  if (n < 0) r.fail()
  const list: string[] = []
  for (let i = 0; i < n && r.ok; i++) list.push(r.uuid())
  m.logDirs = list
}
break
case 1:
if (!(v >= 4)) break
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

function sizeRegisterBrokerRecord(m: RegisterBrokerRecord, v: number): number {
let s = 0
s += 4
if (v >= 2) {
s += 1
}
s += 16
s += 8
s += uvarintSize(m.endPoints.length + 1)
for (const e of m.endPoints) s += sizeBrokerEndpoint(e, v)
s += uvarintSize(m.features.length + 1)
for (const e of m.features) s += sizeBrokerFeature(e, v)
s += m.rack === null ? 1 : strSize(m.rack, true)
s += 1
if (v >= 1) {
s += 1
}
let tags = 0
if ((v >= 3) && (m.logDirs.length > 0)) {
tags++
const body = ((s: number): number => {
s += uvarintSize(m.logDirs.length + 1)
s += m.logDirs.length * 16
return s
})(0)
s += uvarintSize(0) + uvarintSize(body) + body
}
if ((v >= 4) && (m.cordonedLogDirs !== null)) {
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

function encodeRegisterBrokerRecord(w: Writer, m: RegisterBrokerRecord, v: number): void {
w.int32(m.brokerId)
if (v >= 2) {
w.bool(m.isMigratingZkBroker)
}
w.uuid(m.incarnationId)
w.int64(m.brokerEpoch)
w.uvarint(m.endPoints.length + 1)
for (const e of m.endPoints) {
encodeBrokerEndpoint(w, e, v)
}
w.uvarint(m.features.length + 1)
for (const e of m.features) {
encodeBrokerFeature(w, e, v)
}
w.compactNullableString(m.rack)
w.bool(m.fenced)
if (v >= 1) {
w.bool(m.inControlledShutdown)
}
let tags = 0
if ((v >= 3) && (m.logDirs.length > 0)) tags++
if ((v >= 4) && (m.cordonedLogDirs !== null)) tags++
w.uvarint(tags)
if ((v >= 3) && (m.logDirs.length > 0)) {
w.uvarint(0)
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
if ((v >= 4) && (m.cordonedLogDirs !== null)) {
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

function decodeBrokerEndpoint(r: Reader, v: number): BrokerEndpoint {
const m = new BrokerEndpoint()
m.name = r.compactString()
m.host = r.compactString()
m.port = r.uint16()
m.securityProtocol = r.int16()
r.skipTags()
return m
}

function sizeBrokerEndpoint(m: BrokerEndpoint, v: number): number {
let s = 0
s += strSize(m.name, true)
s += strSize(m.host, true)
s += 2
s += 2
s += 1
return s
}

function encodeBrokerEndpoint(w: Writer, m: BrokerEndpoint, v: number): void {
w.compactString(m.name)
w.compactString(m.host)
w.uint16(m.port)
w.int16(m.securityProtocol)
w.uvarint(0)
}

function decodeBrokerFeature(r: Reader, v: number): BrokerFeature {
const m = new BrokerFeature()
m.name = r.compactString()
m.minSupportedVersion = r.int16()
m.maxSupportedVersion = r.int16()
r.skipTags()
return m
}

function sizeBrokerFeature(m: BrokerFeature, v: number): number {
let s = 0
s += strSize(m.name, true)
s += 2
s += 2
s += 1
return s
}

function encodeBrokerFeature(w: Writer, m: BrokerFeature, v: number): void {
w.compactString(m.name)
w.int16(m.minSupportedVersion)
w.int16(m.maxSupportedVersion)
w.uvarint(0)
}

export const registerBrokerRecord: MessageCodec<RegisterBrokerRecord> = {
  name: 'RegisterBrokerRecord',
  apiKey: 0,
  minVersion: 0,
  maxVersion: 4,
  flexibleFrom: 0,
  create: () => new RegisterBrokerRecord(),
  decode: decodeRegisterBrokerRecord,
  size: sizeRegisterBrokerRecord,
  encode: encodeRegisterBrokerRecord,
}
