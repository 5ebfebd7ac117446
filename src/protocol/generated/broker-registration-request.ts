// made by scripts/generate.ts; do not edit
/* eslint-disable */
import { ZERO_UUID } from '../../base/uuid.ts'
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, uvarintSize, type Writer } from '../writer.ts'

export class BrokerRegistrationRequest {
  brokerId: number = 0
  clusterId: string = ""
  incarnationId: string = ZERO_UUID
  listeners: Listener[] = []
  features: Feature[] = []
  rack: string | null = ""
  isMigratingZkBroker: boolean = false
  logDirs: string[] = []
  previousBrokerEpoch: number = -1
}

export class Listener {
  name: string = ""
  host: string = ""
  port: number = 0
  securityProtocol: number = 0
}

export class Feature {
  name: string = ""
  minSupportedVersion: number = 0
  maxSupportedVersion: number = 0
}

function decodeBrokerRegistrationRequest(r: Reader, v: number): BrokerRegistrationRequest {
const m = new BrokerRegistrationRequest()
m.brokerId = r.int32()
m.clusterId = r.compactString()
m.incarnationId = r.uuid()
{
  const n = r.compactArrayLength(1)
  if (n < 0) r.fail()
  const list: Listener[] = []
  for (let i = 0; i < n && r.ok; i++) list.push(decodeListener(r, v))
  m.listeners = list
}
{
  const n = r.compactArrayLength(1)
  if (n < 0) r.fail()
  const list: Feature[] = []
  for (let i = 0; i < n && r.ok; i++) list.push(decodeFeature(r, v))
  m.features = list
}
m.rack = r.compactNullableString()
if (v >= 1) {
m.isMigratingZkBroker = r.bool()
}
if (v >= 2) {
{
  const n = r.compactArrayLength(1)
  if (n < 0) r.fail()
  const list: string[] = []
  for (let i = 0; i < n && r.ok; i++) list.push(r.uuid())
  m.logDirs = list
}
}
if (v >= 3) {
m.previousBrokerEpoch = r.int64()
}
r.skipTags()
return m
}

function sizeBrokerRegistrationRequest(m: BrokerRegistrationRequest, v: number): number {
let s = 0
s += 4
s += strSize(m.clusterId, true)
s += 16
s += uvarintSize(m.listeners.length + 1)
for (const e of m.listeners) s += sizeListener(e, v)
s += uvarintSize(m.features.length + 1)
for (const e of m.features) s += sizeFeature(e, v)
s += m.rack === null ? 1 : strSize(m.rack, true)
if (v >= 1) {
s += 1
}
if (v >= 2) {
s += uvarintSize(m.logDirs.length + 1)
s += m.logDirs.length * 16
}
if (v >= 3) {
s += 8
}
s += 1
return s
}

function encodeBrokerRegistrationRequest(w: Writer, m: BrokerRegistrationRequest, v: number): void {
w.int32(m.brokerId)
w.compactString(m.clusterId)
w.uuid(m.incarnationId)
w.uvarint(m.listeners.length + 1)
for (const e of m.listeners) {
encodeListener(w, e, v)
}
w.uvarint(m.features.length + 1)
for (const e of m.features) {
encodeFeature(w, e, v)
}
w.compactNullableString(m.rack)
if (v >= 1) {
w.bool(m.isMigratingZkBroker)
}
if (v >= 2) {
w.uvarint(m.logDirs.length + 1)
for (const e of m.logDirs) {
w.uuid(e)
}
}
if (v >= 3) {
w.int64(m.previousBrokerEpoch)
}
w.uvarint(0)
}

function decodeListener(r: Reader, v: number): Listener {
const m = new Listener()
m.name = r.compactString()
m.host = r.compactString()
m.port = r.uint16()
m.securityProtocol = r.int16()
r.skipTags()
return m
}

function sizeListener(m: Listener, v: number): number {
let s = 0
s += strSize(m.name, true)
s += strSize(m.host, true)
s += 2
s += 2
s += 1
return s
}

function encodeListener(w: Writer, m: Listener, v: number): void {
w.compactString(m.name)
w.compactString(m.host)
w.uint16(m.port)
w.int16(m.securityProtocol)
w.uvarint(0)
}

function decodeFeature(r: Reader, v: number): Feature {
const m = new Feature()
m.name = r.compactString()
m.minSupportedVersion = r.int16()
m.maxSupportedVersion = r.int16()
r.skipTags()
return m
}

function sizeFeature(m: Feature, v: number): number {
let s = 0
s += strSize(m.name, true)
s += 2
s += 2
s += 1
return s
}

function encodeFeature(w: Writer, m: Feature, v: number): void {
w.compactString(m.name)
w.int16(m.minSupportedVersion)
w.int16(m.maxSupportedVersion)
w.uvarint(0)
}

export const brokerRegistrationRequest: MessageCodec<BrokerRegistrationRequest> = {
  name: 'BrokerRegistrationRequest',
  apiKey: 62,
  minVersion: 0,
  maxVersion: 4,
  flexibleFrom: 0,
  create: () => new BrokerRegistrationRequest(),
  decode: decodeBrokerRegistrationRequest,
  size: sizeBrokerRegistrationRequest,
  encode: encodeBrokerRegistrationRequest,
}
