// made by scripts/generate.ts; do not edit
import { refuseField, strictEncoding, type MessageCodec } from '../message.ts'
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
  for (let tags = r.uvarint(); tags > 0 && r.ok; tags--) {
    const tag = r.uvarint()
    const end = r.tagEnd()
    if (tag === 0) {
      m.fenced = r.int8()
    }
    else if (tag === 1 && v >= 1) {
      m.inControlledShutdown = r.int8()
    }
    else if (tag === 2 && v >= 2) {
      for (let n = r.compactCount(16); n > 0 && r.ok; n--) {
        m.logDirs.push(r.uuid())
      }
    }
    else if (tag === 3 && v >= 3) {
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

function sizeBrokerRegistrationChangeRecordLogDirs(m: BrokerRegistrationChangeRecord, v: number): number {
  let s = 0
  s += uvarintSize(m.logDirs.length + 1) + m.logDirs.length * 16
  return s
}

function sizeBrokerRegistrationChangeRecordCordonedLogDirs(m: BrokerRegistrationChangeRecord, v: number): number {
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

function sizeBrokerRegistrationChangeRecord(m: BrokerRegistrationChangeRecord, v: number): number {
  let s = 12
  let tags = 0
  if (m.fenced !== 0) {
    tags++
    s += 3
  }
  if (v >= 1 && m.inControlledShutdown !== 0) {
    tags++
    s += 3
  }
  if (v >= 2 && m.logDirs.length > 0) {
    tags++
    const body = sizeBrokerRegistrationChangeRecordLogDirs(m, v)
    s += 1 + uvarintSize(body) + body
  }
  if (v >= 3 && m.cordonedLogDirs !== null) {
    tags++
    const body = sizeBrokerRegistrationChangeRecordCordonedLogDirs(m, v)
    s += 1 + uvarintSize(body) + body
  }
  s += uvarintSize(tags)
  return s
}

function refuseBrokerRegistrationChangeRecord(m: BrokerRegistrationChangeRecord, v: number): void {
  if (!(v >= 1) && (m.inControlledShutdown !== 0)) refuseField('BrokerRegistrationChangeRecord.inControlledShutdown', v)
  if (!(v >= 2) && (m.logDirs.length > 0)) refuseField('BrokerRegistrationChangeRecord.logDirs', v)
  if (!(v >= 3) && (m.cordonedLogDirs !== null)) refuseField('BrokerRegistrationChangeRecord.cordonedLogDirs', v)
}

function encodeBrokerRegistrationChangeRecord(w: Writer, m: BrokerRegistrationChangeRecord, v: number): void {
  if (strictEncoding) refuseBrokerRegistrationChangeRecord(m, v)
  w.int32(m.brokerId)
  w.int64(m.brokerEpoch)
  let tags = 0
  if (m.fenced !== 0) tags++
  if (v >= 1 && m.inControlledShutdown !== 0) tags++
  if (v >= 2 && m.logDirs.length > 0) tags++
  if (v >= 3 && m.cordonedLogDirs !== null) tags++
  w.uvarint(tags)
  if (tags > 0) {
    if (m.fenced !== 0) {
      w.uvarint(0)
      w.uvarint(1)
      w.int8(m.fenced)
    }
    if (v >= 1 && m.inControlledShutdown !== 0) {
      w.uvarint(1)
      w.uvarint(1)
      w.int8(m.inControlledShutdown)
    }
    if (v >= 2 && m.logDirs.length > 0) {
      w.uvarint(2)
      w.uvarint(sizeBrokerRegistrationChangeRecordLogDirs(m, v))
      w.uvarint(m.logDirs.length + 1)
      for (const e of m.logDirs) w.uuid(e)
    }
    if (v >= 3 && m.cordonedLogDirs !== null) {
      w.uvarint(3)
      w.uvarint(sizeBrokerRegistrationChangeRecordCordonedLogDirs(m, v))
      if (m.cordonedLogDirs === null) w.uvarint(0)
      else {
        w.uvarint(m.cordonedLogDirs.length + 1)
        for (const e of m.cordonedLogDirs) w.uuid(e)
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
  structs: { BrokerRegistrationChangeRecord },
}
