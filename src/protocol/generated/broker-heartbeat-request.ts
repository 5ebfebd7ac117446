// made by scripts/generate.ts; do not edit
import { refuseField, strictEncoding, type MessageCodec } from '../message.ts'
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
  for (let tags = r.uvarint(); tags > 0 && r.ok; tags--) {
    const tag = r.uvarint()
    const end = r.tagEnd()
    if (tag === 0 && v >= 1) {
      for (let n = r.compactCount(16); n > 0 && r.ok; n--) {
        m.offlineLogDirs.push(r.uuid())
      }
    }
    else if (tag === 1 && v >= 2) {
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

function sizeBrokerHeartbeatRequestOfflineLogDirs(m: BrokerHeartbeatRequest, v: number): number {
  let s = 0
  s += uvarintSize(m.offlineLogDirs.length + 1) + m.offlineLogDirs.length * 16
  return s
}

function sizeBrokerHeartbeatRequestCordonedLogDirs(m: BrokerHeartbeatRequest, v: number): number {
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

function sizeBrokerHeartbeatRequest(m: BrokerHeartbeatRequest, v: number): number {
  let s = 22
  let tags = 0
  if (v >= 1 && m.offlineLogDirs.length > 0) {
    tags++
    const body = sizeBrokerHeartbeatRequestOfflineLogDirs(m, v)
    s += 1 + uvarintSize(body) + body
  }
  if (v >= 2 && m.cordonedLogDirs !== null) {
    tags++
    const body = sizeBrokerHeartbeatRequestCordonedLogDirs(m, v)
    s += 1 + uvarintSize(body) + body
  }
  s += uvarintSize(tags)
  return s
}

function refuseBrokerHeartbeatRequest(m: BrokerHeartbeatRequest, v: number): void {
  if (!(v >= 1) && (m.offlineLogDirs.length > 0)) refuseField('BrokerHeartbeatRequest.offlineLogDirs', v)
  if (!(v >= 2) && (m.cordonedLogDirs !== null)) refuseField('BrokerHeartbeatRequest.cordonedLogDirs', v)
}

function encodeBrokerHeartbeatRequest(w: Writer, m: BrokerHeartbeatRequest, v: number): void {
  if (strictEncoding) refuseBrokerHeartbeatRequest(m, v)
  w.int32(m.brokerId)
  w.int64(m.brokerEpoch)
  w.int64(m.currentMetadataOffset)
  w.bool(m.wantFence)
  w.bool(m.wantShutDown)
  let tags = 0
  if (v >= 1 && m.offlineLogDirs.length > 0) tags++
  if (v >= 2 && m.cordonedLogDirs !== null) tags++
  w.uvarint(tags)
  if (tags > 0) {
    if (v >= 1 && m.offlineLogDirs.length > 0) {
      w.uvarint(0)
      w.uvarint(sizeBrokerHeartbeatRequestOfflineLogDirs(m, v))
      w.uvarint(m.offlineLogDirs.length + 1)
      for (const e of m.offlineLogDirs) w.uuid(e)
    }
    if (v >= 2 && m.cordonedLogDirs !== null) {
      w.uvarint(1)
      w.uvarint(sizeBrokerHeartbeatRequestCordonedLogDirs(m, v))
      if (m.cordonedLogDirs === null) w.uvarint(0)
      else {
        w.uvarint(m.cordonedLogDirs.length + 1)
        for (const e of m.cordonedLogDirs) w.uuid(e)
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
  structs: { BrokerHeartbeatRequest },
}
