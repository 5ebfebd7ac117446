// made by scripts/generate.ts; do not edit
import { ZERO_UUID } from '../../base/uuid.ts'
import { refuseField, strictEncoding, type MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { nullableStrSize, strSize, uvarintSize, type Writer } from '../writer.ts'

export class RegisterBrokerRecord {
  brokerId: number = 0
  isMigratingZkBroker: boolean = false
  incarnationId: string = ZERO_UUID
  brokerEpoch: number = 0
  endPoints: BrokerEndpoint[] = []
  features: BrokerFeature[] = []
  rack: string | null = ''
  fenced: boolean = true
  inControlledShutdown: boolean = false
  logDirs: string[] = []
  cordonedLogDirs: string[] | null = null
}

export class BrokerEndpoint {
  name: string = ''
  host: string = ''
  port: number = 0
  securityProtocol: number = 0
}

export class BrokerFeature {
  name: string = ''
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
  for (let n = r.compactCount(7); n > 0 && r.ok; n--) {
    m.endPoints.push(decodeBrokerEndpoint(r, v))
  }
  for (let n = r.compactCount(6); n > 0 && r.ok; n--) {
    m.features.push(decodeBrokerFeature(r, v))
  }
  m.rack = r.compactNullableString()
  m.fenced = r.bool()
  if (v >= 1) {
    m.inControlledShutdown = r.bool()
  }
  for (let tags = r.uvarint(); tags > 0 && r.ok; tags--) {
    const tag = r.uvarint()
    const end = r.tagEnd()
    if (tag === 0 && v >= 3) {
      for (let n = r.compactCount(16); n > 0 && r.ok; n--) {
        m.logDirs.push(r.uuid())
      }
    }
    else if (tag === 1 && v >= 4) {
       {
        const count = r.compactArrayLength(16)
        if (count < 0) m.cordonedLogDirs = null
        else {
          const list: string[] = []
          for (let n = count; n > 0 && r.ok; n--) list.push(r.uuid())
          m.cordonedLogDirs = list
        }
      }
    }
    r.leaveTag(end)
  }
  return m
}

function sizeRegisterBrokerRecordLogDirs(m: RegisterBrokerRecord, v: number): number {
  let s = 0
  s += uvarintSize(m.logDirs.length + 1) + m.logDirs.length * 16
  return s
}

function sizeRegisterBrokerRecordCordonedLogDirs(m: RegisterBrokerRecord, v: number): number {
  let s = 0
   {
    const list = m.cordonedLogDirs
    if (list === null) s += 1
    else {
      s += uvarintSize(list.length + 1) + list.length * 16
    }
  }
  return s
}

function sizeRegisterBrokerRecord(m: RegisterBrokerRecord, v: number): number {
  let s = 29
  if (v >= 2) s += 1
  s += uvarintSize(m.endPoints.length + 1)
  for (const e of m.endPoints) s += sizeBrokerEndpoint(e, v)
  s += uvarintSize(m.features.length + 1)
  for (const e of m.features) s += sizeBrokerFeature(e, v)
  s += nullableStrSize(m.rack, true)
  if (v >= 1) s += 1
  let tags = 0
  if (v >= 3 && m.logDirs.length > 0) {
    tags++
    const body = sizeRegisterBrokerRecordLogDirs(m, v)
    s += 1 + uvarintSize(body) + body
  }
  if (v >= 4 && m.cordonedLogDirs !== null) {
    tags++
    const body = sizeRegisterBrokerRecordCordonedLogDirs(m, v)
    s += 1 + uvarintSize(body) + body
  }
  s += uvarintSize(tags)
  return s
}

function refuseRegisterBrokerRecord(m: RegisterBrokerRecord, v: number): void {
  if (!(v >= 2) && (m.isMigratingZkBroker)) refuseField('RegisterBrokerRecord.isMigratingZkBroker', v)
  if (!(v >= 1) && (m.inControlledShutdown)) refuseField('RegisterBrokerRecord.inControlledShutdown', v)
  if (!(v >= 3) && (m.logDirs.length > 0)) refuseField('RegisterBrokerRecord.logDirs', v)
  if (!(v >= 4) && (m.cordonedLogDirs !== null)) refuseField('RegisterBrokerRecord.cordonedLogDirs', v)
}

function encodeRegisterBrokerRecord(w: Writer, m: RegisterBrokerRecord, v: number): void {
  if (strictEncoding) refuseRegisterBrokerRecord(m, v)
  w.int32(m.brokerId)
  if (v >= 2) {
    w.bool(m.isMigratingZkBroker)
  }
  w.uuid(m.incarnationId)
  w.int64(m.brokerEpoch)
  w.uvarint(m.endPoints.length + 1)
  for (const e of m.endPoints) encodeBrokerEndpoint(w, e, v)
  w.uvarint(m.features.length + 1)
  for (const e of m.features) encodeBrokerFeature(w, e, v)
  w.compactNullableString(m.rack)
  w.bool(m.fenced)
  if (v >= 1) {
    w.bool(m.inControlledShutdown)
  }
  let tags = 0
  if (v >= 3 && m.logDirs.length > 0) tags++
  if (v >= 4 && m.cordonedLogDirs !== null) tags++
  w.uvarint(tags)
  if (tags > 0) {
    if (v >= 3 && m.logDirs.length > 0) {
      w.uvarint(0)
      w.uvarint(sizeRegisterBrokerRecordLogDirs(m, v))
      w.uvarint(m.logDirs.length + 1)
      for (const e of m.logDirs) w.uuid(e)
    }
    if (v >= 4 && m.cordonedLogDirs !== null) {
      w.uvarint(1)
      w.uvarint(sizeRegisterBrokerRecordCordonedLogDirs(m, v))
      if (m.cordonedLogDirs === null) w.uvarint(0)
      else {
        w.uvarint(m.cordonedLogDirs.length + 1)
        for (const e of m.cordonedLogDirs) w.uuid(e)
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
  let s = 4
  s += strSize(m.name, true)
  s += strSize(m.host, true)
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
  let s = 4
  s += strSize(m.name, true)
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
  structs: { RegisterBrokerRecord, BrokerEndpoint, BrokerFeature },
}
