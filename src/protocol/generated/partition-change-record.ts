// made by scripts/generate.ts; do not edit
import { ZERO_UUID } from '../../base/uuid.ts'
import { refuseField, strictEncoding, type MessageCodec } from '../message.ts'
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
  for (let tags = r.uvarint(); tags > 0 && r.ok; tags--) {
    const tag = r.uvarint()
    const end = r.tagEnd()
    if (tag === 0) {
       {
        const count = r.compactArrayLength(4)
        if (count < 0) m.isr = null
        else {
          const list: number[] = []
          for (let n = count; n > 0 && r.ok; n--) list.push(r.int32())
          m.isr = list
        }
      }
    }
    else if (tag === 1) {
      m.leader = r.int32()
    }
    else if (tag === 2) {
       {
        const count = r.compactArrayLength(4)
        if (count < 0) m.replicas = null
        else {
          const list: number[] = []
          for (let n = count; n > 0 && r.ok; n--) list.push(r.int32())
          m.replicas = list
        }
      }
    }
    else if (tag === 3) {
       {
        const count = r.compactArrayLength(4)
        if (count < 0) m.removingReplicas = null
        else {
          const list: number[] = []
          for (let n = count; n > 0 && r.ok; n--) list.push(r.int32())
          m.removingReplicas = list
        }
      }
    }
    else if (tag === 4) {
       {
        const count = r.compactArrayLength(4)
        if (count < 0) m.addingReplicas = null
        else {
          const list: number[] = []
          for (let n = count; n > 0 && r.ok; n--) list.push(r.int32())
          m.addingReplicas = list
        }
      }
    }
    else if (tag === 5) {
      m.leaderRecoveryState = r.int8()
    }
    else if (tag === 6 && v >= 2) {
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
    else if (tag === 7 && v >= 2) {
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
    else if (tag === 8 && v >= 1) {
       {
        const count = r.compactArrayLength(16)
        if (count < 0) m.directories = null
        else {
          const list: string[] = []
          for (let n = count; n > 0 && r.ok; n--) list.push(r.uuid())
          m.directories = list
        }
      }
    }
    r.leaveTag(end)
  }
  return m
}

function sizePartitionChangeRecordIsr(m: PartitionChangeRecord, v: number): number {
  let s = 0
   {
    const list = m.isr
    if (list === null) s += 1
    else {
      s += uvarintSize(list.length + 1) + list.length * 4
    }
  }
  return s
}

function sizePartitionChangeRecordReplicas(m: PartitionChangeRecord, v: number): number {
  let s = 0
   {
    const list = m.replicas
    if (list === null) s += 1
    else {
      s += uvarintSize(list.length + 1) + list.length * 4
    }
  }
  return s
}

function sizePartitionChangeRecordRemovingReplicas(m: PartitionChangeRecord, v: number): number {
  let s = 0
   {
    const list = m.removingReplicas
    if (list === null) s += 1
    else {
      s += uvarintSize(list.length + 1) + list.length * 4
    }
  }
  return s
}

function sizePartitionChangeRecordAddingReplicas(m: PartitionChangeRecord, v: number): number {
  let s = 0
   {
    const list = m.addingReplicas
    if (list === null) s += 1
    else {
      s += uvarintSize(list.length + 1) + list.length * 4
    }
  }
  return s
}

function sizePartitionChangeRecordEligibleLeaderReplicas(m: PartitionChangeRecord, v: number): number {
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

function sizePartitionChangeRecordLastKnownElr(m: PartitionChangeRecord, v: number): number {
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

function sizePartitionChangeRecordDirectories(m: PartitionChangeRecord, v: number): number {
  let s = 0
   {
    const list = m.directories
    if (list === null) s += 1
    else {
      s += uvarintSize(list.length + 1) + list.length * 16
    }
  }
  return s
}

function sizePartitionChangeRecord(m: PartitionChangeRecord, v: number): number {
  let s = 20
  let tags = 0
  if (m.isr !== null) {
    tags++
    const body = sizePartitionChangeRecordIsr(m, v)
    s += 1 + uvarintSize(body) + body
  }
  if (m.leader !== -2) {
    tags++
    s += 6
  }
  if (m.replicas !== null) {
    tags++
    const body = sizePartitionChangeRecordReplicas(m, v)
    s += 1 + uvarintSize(body) + body
  }
  if (m.removingReplicas !== null) {
    tags++
    const body = sizePartitionChangeRecordRemovingReplicas(m, v)
    s += 1 + uvarintSize(body) + body
  }
  if (m.addingReplicas !== null) {
    tags++
    const body = sizePartitionChangeRecordAddingReplicas(m, v)
    s += 1 + uvarintSize(body) + body
  }
  if (m.leaderRecoveryState !== -1) {
    tags++
    s += 3
  }
  if (v >= 2 && m.eligibleLeaderReplicas !== null) {
    tags++
    const body = sizePartitionChangeRecordEligibleLeaderReplicas(m, v)
    s += 1 + uvarintSize(body) + body
  }
  if (v >= 2 && m.lastKnownElr !== null) {
    tags++
    const body = sizePartitionChangeRecordLastKnownElr(m, v)
    s += 1 + uvarintSize(body) + body
  }
  if (v >= 1 && m.directories !== null) {
    tags++
    const body = sizePartitionChangeRecordDirectories(m, v)
    s += 1 + uvarintSize(body) + body
  }
  s += uvarintSize(tags)
  return s
}

function refusePartitionChangeRecord(m: PartitionChangeRecord, v: number): void {
  if (!(v >= 1) && (m.directories !== null)) refuseField('PartitionChangeRecord.directories', v)
  if (!(v >= 2) && (m.eligibleLeaderReplicas !== null)) refuseField('PartitionChangeRecord.eligibleLeaderReplicas', v)
  if (!(v >= 2) && (m.lastKnownElr !== null)) refuseField('PartitionChangeRecord.lastKnownElr', v)
}

function encodePartitionChangeRecord(w: Writer, m: PartitionChangeRecord, v: number): void {
  if (strictEncoding) refusePartitionChangeRecord(m, v)
  w.int32(m.partitionId)
  w.uuid(m.topicId)
  let tags = 0
  if (m.isr !== null) tags++
  if (m.leader !== -2) tags++
  if (m.replicas !== null) tags++
  if (m.removingReplicas !== null) tags++
  if (m.addingReplicas !== null) tags++
  if (m.leaderRecoveryState !== -1) tags++
  if (v >= 2 && m.eligibleLeaderReplicas !== null) tags++
  if (v >= 2 && m.lastKnownElr !== null) tags++
  if (v >= 1 && m.directories !== null) tags++
  w.uvarint(tags)
  if (tags > 0) {
    if (m.isr !== null) {
      w.uvarint(0)
      w.uvarint(sizePartitionChangeRecordIsr(m, v))
      if (m.isr === null) w.uvarint(0)
      else {
        w.uvarint(m.isr.length + 1)
        for (const e of m.isr) w.int32(e)
      }
    }
    if (m.leader !== -2) {
      w.uvarint(1)
      w.uvarint(4)
      w.int32(m.leader)
    }
    if (m.replicas !== null) {
      w.uvarint(2)
      w.uvarint(sizePartitionChangeRecordReplicas(m, v))
      if (m.replicas === null) w.uvarint(0)
      else {
        w.uvarint(m.replicas.length + 1)
        for (const e of m.replicas) w.int32(e)
      }
    }
    if (m.removingReplicas !== null) {
      w.uvarint(3)
      w.uvarint(sizePartitionChangeRecordRemovingReplicas(m, v))
      if (m.removingReplicas === null) w.uvarint(0)
      else {
        w.uvarint(m.removingReplicas.length + 1)
        for (const e of m.removingReplicas) w.int32(e)
      }
    }
    if (m.addingReplicas !== null) {
      w.uvarint(4)
      w.uvarint(sizePartitionChangeRecordAddingReplicas(m, v))
      if (m.addingReplicas === null) w.uvarint(0)
      else {
        w.uvarint(m.addingReplicas.length + 1)
        for (const e of m.addingReplicas) w.int32(e)
      }
    }
    if (m.leaderRecoveryState !== -1) {
      w.uvarint(5)
      w.uvarint(1)
      w.int8(m.leaderRecoveryState)
    }
    if (v >= 2 && m.eligibleLeaderReplicas !== null) {
      w.uvarint(6)
      w.uvarint(sizePartitionChangeRecordEligibleLeaderReplicas(m, v))
      if (m.eligibleLeaderReplicas === null) w.uvarint(0)
      else {
        w.uvarint(m.eligibleLeaderReplicas.length + 1)
        for (const e of m.eligibleLeaderReplicas) w.int32(e)
      }
    }
    if (v >= 2 && m.lastKnownElr !== null) {
      w.uvarint(7)
      w.uvarint(sizePartitionChangeRecordLastKnownElr(m, v))
      if (m.lastKnownElr === null) w.uvarint(0)
      else {
        w.uvarint(m.lastKnownElr.length + 1)
        for (const e of m.lastKnownElr) w.int32(e)
      }
    }
    if (v >= 1 && m.directories !== null) {
      w.uvarint(8)
      w.uvarint(sizePartitionChangeRecordDirectories(m, v))
      if (m.directories === null) w.uvarint(0)
      else {
        w.uvarint(m.directories.length + 1)
        for (const e of m.directories) w.uuid(e)
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
  structs: { PartitionChangeRecord },
}
