// made by scripts/generate.ts; do not edit
import { ZERO_UUID } from '../../base/uuid.ts'
import { refuseField, strictEncoding, type MessageCodec } from '../message.ts'
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
  for (let n = r.compactCount(4); n > 0 && r.ok; n--) {
    m.replicas.push(r.int32())
  }
  for (let n = r.compactCount(4); n > 0 && r.ok; n--) {
    m.isr.push(r.int32())
  }
  for (let n = r.compactCount(4); n > 0 && r.ok; n--) {
    m.removingReplicas.push(r.int32())
  }
  for (let n = r.compactCount(4); n > 0 && r.ok; n--) {
    m.addingReplicas.push(r.int32())
  }
  m.leader = r.int32()
  m.leaderEpoch = r.int32()
  m.partitionEpoch = r.int32()
  if (v >= 1) {
    for (let n = r.compactCount(16); n > 0 && r.ok; n--) {
      m.directories.push(r.uuid())
    }
  }
  for (let tags = r.uvarint(); tags > 0 && r.ok; tags--) {
    const tag = r.uvarint()
    const end = r.tagEnd()
    if (tag === 0) {
      m.leaderRecoveryState = r.int8()
    }
    else if (tag === 1 && v >= 2) {
       {
        const count = r.compactArrayLength(4)
        if (count < 0) m.eligibleLeaderReplicas = null
        else {
          const list: number[] = []
          for (let n = count; n > 0 && r.ok; n--) list.push(r.int32())
          m.eligibleLeaderReplicas = list
        }
      }
    }
    else if (tag === 2 && v >= 2) {
       {
        const count = r.compactArrayLength(4)
        if (count < 0) m.lastKnownElr = null
        else {
          const list: number[] = []
          for (let n = count; n > 0 && r.ok; n--) list.push(r.int32())
          m.lastKnownElr = list
        }
      }
    }
    r.leaveTag(end)
  }
  return m
}

function sizePartitionRecordEligibleLeaderReplicas(m: PartitionRecord, v: number): number {
  let s = 0
   {
    const list = m.eligibleLeaderReplicas
    if (list === null) s += 1
    else {
      s += uvarintSize(list.length + 1) + list.length * 4
    }
  }
  return s
}

function sizePartitionRecordLastKnownElr(m: PartitionRecord, v: number): number {
  let s = 0
   {
    const list = m.lastKnownElr
    if (list === null) s += 1
    else {
      s += uvarintSize(list.length + 1) + list.length * 4
    }
  }
  return s
}

function sizePartitionRecord(m: PartitionRecord, v: number): number {
  let s = 32
  s += uvarintSize(m.replicas.length + 1) + m.replicas.length * 4
  s += uvarintSize(m.isr.length + 1) + m.isr.length * 4
  s += uvarintSize(m.removingReplicas.length + 1) + m.removingReplicas.length * 4
  s += uvarintSize(m.addingReplicas.length + 1) + m.addingReplicas.length * 4
  if (v >= 1) {
    s += uvarintSize(m.directories.length + 1) + m.directories.length * 16
  }
  let tags = 0
  if (m.leaderRecoveryState !== 0) {
    tags++
    s += 3
  }
  if (v >= 2 && m.eligibleLeaderReplicas !== null) {
    tags++
    const body = sizePartitionRecordEligibleLeaderReplicas(m, v)
    s += 1 + uvarintSize(body) + body
  }
  if (v >= 2 && m.lastKnownElr !== null) {
    tags++
    const body = sizePartitionRecordLastKnownElr(m, v)
    s += 1 + uvarintSize(body) + body
  }
  s += uvarintSize(tags)
  return s
}

function refusePartitionRecord(m: PartitionRecord, v: number): void {
  if (!(v >= 1) && (m.directories.length > 0)) refuseField('PartitionRecord.directories', v)
  if (!(v >= 2) && (m.eligibleLeaderReplicas !== null)) refuseField('PartitionRecord.eligibleLeaderReplicas', v)
  if (!(v >= 2) && (m.lastKnownElr !== null)) refuseField('PartitionRecord.lastKnownElr', v)
}

function encodePartitionRecord(w: Writer, m: PartitionRecord, v: number): void {
  if (strictEncoding) refusePartitionRecord(m, v)
  w.int32(m.partitionId)
  w.uuid(m.topicId)
  w.uvarint(m.replicas.length + 1)
  for (const e of m.replicas) w.int32(e)
  w.uvarint(m.isr.length + 1)
  for (const e of m.isr) w.int32(e)
  w.uvarint(m.removingReplicas.length + 1)
  for (const e of m.removingReplicas) w.int32(e)
  w.uvarint(m.addingReplicas.length + 1)
  for (const e of m.addingReplicas) w.int32(e)
  w.int32(m.leader)
  w.int32(m.leaderEpoch)
  w.int32(m.partitionEpoch)
  if (v >= 1) {
    w.uvarint(m.directories.length + 1)
    for (const e of m.directories) w.uuid(e)
  }
  let tags = 0
  if (m.leaderRecoveryState !== 0) tags++
  if (v >= 2 && m.eligibleLeaderReplicas !== null) tags++
  if (v >= 2 && m.lastKnownElr !== null) tags++
  w.uvarint(tags)
  if (tags > 0) {
    if (m.leaderRecoveryState !== 0) {
      w.uvarint(0)
      w.uvarint(1)
      w.int8(m.leaderRecoveryState)
    }
    if (v >= 2 && m.eligibleLeaderReplicas !== null) {
      w.uvarint(1)
      w.uvarint(sizePartitionRecordEligibleLeaderReplicas(m, v))
      if (m.eligibleLeaderReplicas === null) w.uvarint(0)
      else {
        w.uvarint(m.eligibleLeaderReplicas.length + 1)
        for (const e of m.eligibleLeaderReplicas) w.int32(e)
      }
    }
    if (v >= 2 && m.lastKnownElr !== null) {
      w.uvarint(2)
      w.uvarint(sizePartitionRecordLastKnownElr(m, v))
      if (m.lastKnownElr === null) w.uvarint(0)
      else {
        w.uvarint(m.lastKnownElr.length + 1)
        for (const e of m.lastKnownElr) w.int32(e)
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
  structs: { PartitionRecord },
}
