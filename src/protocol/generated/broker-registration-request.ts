// made by scripts/generate.ts; do not edit
import { ZERO_UUID } from '../../base/uuid.ts'
import { refuseField, strictEncoding, type MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { nullableStrSize, strSize, uvarintSize, type Writer } from '../writer.ts'

export class BrokerRegistrationRequest {
  brokerId: number = 0
  clusterId: string = ''
  incarnationId: string = ZERO_UUID
  listeners: Listener[] = []
  features: Feature[] = []
  rack: string | null = ''
  isMigratingZkBroker: boolean = false
  logDirs: string[] = []
  previousBrokerEpoch: number = -1
}

export class Listener {
  name: string = ''
  host: string = ''
  port: number = 0
  securityProtocol: number = 0
}

export class Feature {
  name: string = ''
  minSupportedVersion: number = 0
  maxSupportedVersion: number = 0
}

function decodeBrokerRegistrationRequest(r: Reader, v: number): BrokerRegistrationRequest {
  const m = new BrokerRegistrationRequest()
  m.brokerId = r.int32()
  m.clusterId = r.compactString()
  m.incarnationId = r.uuid()
  for (let n = r.compactCount(7); n > 0 && r.ok; n--) {
    m.listeners.push(decodeListener(r, v))
  }
  for (let n = r.compactCount(6); n > 0 && r.ok; n--) {
    m.features.push(decodeFeature(r, v))
  }
  m.rack = r.compactNullableString()
  if (v >= 1) {
    m.isMigratingZkBroker = r.bool()
  }
  if (v >= 2) {
    for (let n = r.compactCount(16); n > 0 && r.ok; n--) {
      m.logDirs.push(r.uuid())
    }
  }
  if (v >= 3) {
    m.previousBrokerEpoch = r.int64()
  }
  r.skipTags()
  return m
}

function sizeBrokerRegistrationRequest(m: BrokerRegistrationRequest, v: number): number {
  let s = 20
  s += strSize(m.clusterId, true)
  s += uvarintSize(m.listeners.length + 1)
  for (const e of m.listeners) s += sizeListener(e, v)
  s += uvarintSize(m.features.length + 1)
  for (const e of m.features) s += sizeFeature(e, v)
  s += nullableStrSize(m.rack, true)
  if (v >= 1) s += 1
  if (v >= 2) {
    s += uvarintSize(m.logDirs.length + 1) + m.logDirs.length * 16
  }
  if (v >= 3) s += 8
  s += 1
  return s
}

function refuseBrokerRegistrationRequest(m: BrokerRegistrationRequest, v: number): void {
  if (!(v >= 1) && (m.isMigratingZkBroker)) refuseField('BrokerRegistrationRequest.isMigratingZkBroker', v)
}

function encodeBrokerRegistrationRequest(w: Writer, m: BrokerRegistrationRequest, v: number): void {
  if (strictEncoding) refuseBrokerRegistrationRequest(m, v)
  w.int32(m.brokerId)
  w.compactString(m.clusterId)
  w.uuid(m.incarnationId)
  w.uvarint(m.listeners.length + 1)
  for (const e of m.listeners) encodeListener(w, e, v)
  w.uvarint(m.features.length + 1)
  for (const e of m.features) encodeFeature(w, e, v)
  w.compactNullableString(m.rack)
  if (v >= 1) {
    w.bool(m.isMigratingZkBroker)
  }
  if (v >= 2) {
    w.uvarint(m.logDirs.length + 1)
    for (const e of m.logDirs) w.uuid(e)
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
  let s = 4
  s += strSize(m.name, true)
  s += strSize(m.host, true)
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
  let s = 4
  s += strSize(m.name, true)
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
  structs: { BrokerRegistrationRequest, Listener, Feature },
}
