// made by scripts/generate.ts; do not edit
import { ZERO_UUID } from '../../base/uuid.ts'
import { refuseField, refuseNull, strictEncoding, type MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { nullableStrSize, strSize, uvarintSize, type Writer } from '../writer.ts'

export class OffsetFetchRequest {
  groupId: string = ''
  topics: OffsetFetchRequestTopic[] | null = []
  groups: OffsetFetchRequestGroup[] = []
  requireStable: boolean = false
}

export class OffsetFetchRequestTopic {
  name: string = ''
  partitionIndexes: number[] = []
}

export class OffsetFetchRequestGroup {
  groupId: string = ''
  memberId: string | null = null
  memberEpoch: number = -1
  topics: OffsetFetchRequestTopics[] | null = []
}

export class OffsetFetchRequestTopics {
  name: string = ''
  topicId: string = ZERO_UUID
  partitionIndexes: number[] = []
}

function decodeOffsetFetchRequest(r: Reader, v: number): OffsetFetchRequest {
  const m = new OffsetFetchRequest()
  const flex = v >= 6
  if (v <= 7) {
    m.groupId = flex ? r.compactString() : r.string()
     {
      const count = flex ? r.compactArrayLength(3) : r.arrayLength(6)
      if (count < 0 && !(v >= 2)) r.fail()
      if (count < 0) m.topics = null
      else {
        const list: OffsetFetchRequestTopic[] = []
        for (let n = count; n > 0 && r.ok; n--) list.push(decodeOffsetFetchRequestTopic(r, v))
        m.topics = list
      }
    }
  }
  if (v >= 8) {
    for (let n = r.compactCount(3); n > 0 && r.ok; n--) {
      m.groups.push(decodeOffsetFetchRequestGroup(r, v))
    }
  }
  if (v >= 7) {
    m.requireStable = r.bool()
  }
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeOffsetFetchRequest(m: OffsetFetchRequest, v: number): number {
  const flex = v >= 6
  let s = 0
  if (v <= 7) {
    s += strSize(m.groupId, flex)
     {
      const list = (m.topics ?? (v >= 2 ? null : []))
      if (list === null) s += (flex ? 1 : 4)
      else {
        s += (flex ? uvarintSize(list.length + 1) : 4)
        for (const e of list) s += sizeOffsetFetchRequestTopic(e, v)
      }
    }
  }
  if (v >= 8) {
    s += uvarintSize(m.groups.length + 1)
    for (const e of m.groups) s += sizeOffsetFetchRequestGroup(e, v)
  }
  if (v >= 7) s += 1
  if (flex) {
    s += 1
  }
  return s
}

function refuseOffsetFetchRequest(m: OffsetFetchRequest, v: number): void {
  if (!(v <= 7) && (m.groupId !== '')) refuseField('OffsetFetchRequest.groupId', v)
  if (!(v <= 7) && (m.topics === null || m.topics.length > 0)) refuseField('OffsetFetchRequest.topics', v)
  if ((v <= 7) && !(v >= 2 && v <= 7) && m.topics === null) refuseNull('OffsetFetchRequest.topics', v)
  if (!(v >= 8) && (m.groups.length > 0)) refuseField('OffsetFetchRequest.groups', v)
  if (!(v >= 7) && (m.requireStable)) refuseField('OffsetFetchRequest.requireStable', v)
}

function encodeOffsetFetchRequest(w: Writer, m: OffsetFetchRequest, v: number): void {
  if (strictEncoding) refuseOffsetFetchRequest(m, v)
  const flex = v >= 6
  if (v <= 7) {
    flex ? w.compactString(m.groupId) : w.string(m.groupId)
     {
      const list = (m.topics ?? (v >= 2 ? null : []))
      if (list === null) flex ? w.uvarint(0) : w.int32(-1)
      else {
        flex ? w.uvarint(list.length + 1) : w.int32(list.length)
        for (const e of list) encodeOffsetFetchRequestTopic(w, e, v)
      }
    }
  }
  if (v >= 8) {
    w.uvarint(m.groups.length + 1)
    for (const e of m.groups) encodeOffsetFetchRequestGroup(w, e, v)
  }
  if (v >= 7) {
    w.bool(m.requireStable)
  }
  if (flex) {
    w.uvarint(0)
  }
}

function decodeOffsetFetchRequestTopic(r: Reader, v: number): OffsetFetchRequestTopic {
  const m = new OffsetFetchRequestTopic()
  const flex = v >= 6
  m.name = flex ? r.compactString() : r.string()
  for (let n = flex ? r.compactCount(4) : r.count(4); n > 0 && r.ok; n--) {
    m.partitionIndexes.push(r.int32())
  }
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeOffsetFetchRequestTopic(m: OffsetFetchRequestTopic, v: number): number {
  const flex = v >= 6
  let s = 0
  s += strSize(m.name, flex)
  s += (flex ? uvarintSize(m.partitionIndexes.length + 1) : 4) + m.partitionIndexes.length * 4
  if (flex) {
    s += 1
  }
  return s
}

function encodeOffsetFetchRequestTopic(w: Writer, m: OffsetFetchRequestTopic, v: number): void {
  const flex = v >= 6
  flex ? w.compactString(m.name) : w.string(m.name)
  flex ? w.uvarint(m.partitionIndexes.length + 1) : w.int32(m.partitionIndexes.length)
  for (const e of m.partitionIndexes) w.int32(e)
  if (flex) {
    w.uvarint(0)
  }
}

function decodeOffsetFetchRequestGroup(r: Reader, v: number): OffsetFetchRequestGroup {
  const m = new OffsetFetchRequestGroup()
  m.groupId = r.compactString()
  if (v >= 9) {
    m.memberId = r.compactNullableString()
    m.memberEpoch = r.int32()
  }
   {
    const count = r.compactArrayLength(3)
    if (count < 0) m.topics = null
    else {
      const list: OffsetFetchRequestTopics[] = []
      for (let n = count; n > 0 && r.ok; n--) list.push(decodeOffsetFetchRequestTopics(r, v))
      m.topics = list
    }
  }
  r.skipTags()
  return m
}

function sizeOffsetFetchRequestGroup(m: OffsetFetchRequestGroup, v: number): number {
  let s = 0
  s += strSize(m.groupId, true)
  if (v >= 9) {
    s += 4
    s += nullableStrSize(m.memberId, true)
  }
   {
    const list = m.topics
    if (list === null) s += 1
    else {
      s += uvarintSize(list.length + 1)
      for (const e of list) s += sizeOffsetFetchRequestTopics(e, v)
    }
  }
  s += 1
  return s
}

function encodeOffsetFetchRequestGroup(w: Writer, m: OffsetFetchRequestGroup, v: number): void {
  w.compactString(m.groupId)
  if (v >= 9) {
    w.compactNullableString(m.memberId)
    w.int32(m.memberEpoch)
  }
  if (m.topics === null) w.uvarint(0)
  else {
    w.uvarint(m.topics.length + 1)
    for (const e of m.topics) encodeOffsetFetchRequestTopics(w, e, v)
  }
  w.uvarint(0)
}

function decodeOffsetFetchRequestTopics(r: Reader, v: number): OffsetFetchRequestTopics {
  const m = new OffsetFetchRequestTopics()
  if (v <= 9) {
    m.name = r.compactString()
  }
  if (v >= 10) {
    m.topicId = r.uuid()
  }
  for (let n = r.compactCount(4); n > 0 && r.ok; n--) {
    m.partitionIndexes.push(r.int32())
  }
  r.skipTags()
  return m
}

function sizeOffsetFetchRequestTopics(m: OffsetFetchRequestTopics, v: number): number {
  let s = 0
  if (v <= 9) {
    s += strSize(m.name, true)
  }
  if (v >= 10) s += 16
  s += uvarintSize(m.partitionIndexes.length + 1) + m.partitionIndexes.length * 4
  s += 1
  return s
}

function encodeOffsetFetchRequestTopics(w: Writer, m: OffsetFetchRequestTopics, v: number): void {
  if (v <= 9) {
    w.compactString(m.name)
  }
  if (v >= 10) {
    w.uuid(m.topicId)
  }
  w.uvarint(m.partitionIndexes.length + 1)
  for (const e of m.partitionIndexes) w.int32(e)
  w.uvarint(0)
}

export const offsetFetchRequest: MessageCodec<OffsetFetchRequest> = {
  name: 'OffsetFetchRequest',
  apiKey: 9,
  minVersion: 0,
  maxVersion: 10,
  flexibleFrom: 6,
  create: () => new OffsetFetchRequest(),
  decode: decodeOffsetFetchRequest,
  size: sizeOffsetFetchRequest,
  encode: encodeOffsetFetchRequest,
  structs: { OffsetFetchRequest, OffsetFetchRequestTopic, OffsetFetchRequestGroup, OffsetFetchRequestTopics },
}
