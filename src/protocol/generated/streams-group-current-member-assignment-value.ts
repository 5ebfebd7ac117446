// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, uvarintSize, type Writer } from '../writer.ts'

export class StreamsGroupCurrentMemberAssignmentValue {
  memberEpoch: number = 0
  previousMemberEpoch: number = 0
  state: number = 0
  activeTasks: TaskIds[] = []
  standbyTasks: TaskIds[] = []
  warmupTasks: TaskIds[] = []
  activeTasksPendingRevocation: TaskIds[] = []
  standbyTasksPendingRevocation: TaskIds[] = []
  warmupTasksPendingRevocation: TaskIds[] = []
}

export class TaskIds {
  subtopologyId: string = ''
  partitions: number[] = []
  assignmentEpochs: number[] | null = []
}

function decodeStreamsGroupCurrentMemberAssignmentValue(r: Reader, v: number): StreamsGroupCurrentMemberAssignmentValue {
  const m = new StreamsGroupCurrentMemberAssignmentValue()
  m.memberEpoch = r.int32()
  m.previousMemberEpoch = r.int32()
  m.state = r.int8()
  for (let n = r.compactCount(3); n > 0 && r.ok; n--) {
    m.activeTasks.push(decodeTaskIds(r, v))
  }
  for (let n = r.compactCount(3); n > 0 && r.ok; n--) {
    m.standbyTasks.push(decodeTaskIds(r, v))
  }
  for (let n = r.compactCount(3); n > 0 && r.ok; n--) {
    m.warmupTasks.push(decodeTaskIds(r, v))
  }
  for (let n = r.compactCount(3); n > 0 && r.ok; n--) {
    m.activeTasksPendingRevocation.push(decodeTaskIds(r, v))
  }
  for (let n = r.compactCount(3); n > 0 && r.ok; n--) {
    m.standbyTasksPendingRevocation.push(decodeTaskIds(r, v))
  }
  for (let n = r.compactCount(3); n > 0 && r.ok; n--) {
    m.warmupTasksPendingRevocation.push(decodeTaskIds(r, v))
  }
  r.skipTags()
  return m
}

function sizeStreamsGroupCurrentMemberAssignmentValue(m: StreamsGroupCurrentMemberAssignmentValue, v: number): number {
  let s = 9
  s += uvarintSize(m.activeTasks.length + 1)
  for (const e of m.activeTasks) s += sizeTaskIds(e, v)
  s += uvarintSize(m.standbyTasks.length + 1)
  for (const e of m.standbyTasks) s += sizeTaskIds(e, v)
  s += uvarintSize(m.warmupTasks.length + 1)
  for (const e of m.warmupTasks) s += sizeTaskIds(e, v)
  s += uvarintSize(m.activeTasksPendingRevocation.length + 1)
  for (const e of m.activeTasksPendingRevocation) s += sizeTaskIds(e, v)
  s += uvarintSize(m.standbyTasksPendingRevocation.length + 1)
  for (const e of m.standbyTasksPendingRevocation) s += sizeTaskIds(e, v)
  s += uvarintSize(m.warmupTasksPendingRevocation.length + 1)
  for (const e of m.warmupTasksPendingRevocation) s += sizeTaskIds(e, v)
  s += 1
  return s
}

function encodeStreamsGroupCurrentMemberAssignmentValue(w: Writer, m: StreamsGroupCurrentMemberAssignmentValue, v: number): void {
  w.int32(m.memberEpoch)
  w.int32(m.previousMemberEpoch)
  w.int8(m.state)
  w.uvarint(m.activeTasks.length + 1)
  for (const e of m.activeTasks) encodeTaskIds(w, e, v)
  w.uvarint(m.standbyTasks.length + 1)
  for (const e of m.standbyTasks) encodeTaskIds(w, e, v)
  w.uvarint(m.warmupTasks.length + 1)
  for (const e of m.warmupTasks) encodeTaskIds(w, e, v)
  w.uvarint(m.activeTasksPendingRevocation.length + 1)
  for (const e of m.activeTasksPendingRevocation) encodeTaskIds(w, e, v)
  w.uvarint(m.standbyTasksPendingRevocation.length + 1)
  for (const e of m.standbyTasksPendingRevocation) encodeTaskIds(w, e, v)
  w.uvarint(m.warmupTasksPendingRevocation.length + 1)
  for (const e of m.warmupTasksPendingRevocation) encodeTaskIds(w, e, v)
  w.uvarint(0)
}

function decodeTaskIds(r: Reader, v: number): TaskIds {
  const m = new TaskIds()
  m.subtopologyId = r.compactString()
  for (let n = r.compactCount(4); n > 0 && r.ok; n--) {
    m.partitions.push(r.int32())
  }
  for (let tags = r.uvarint(); tags > 0 && r.ok; tags--) {
    const tag = r.uvarint()
    const end = r.tagEnd()
    if (tag === 0) {
       {
        const count = r.compactArrayLength(4)
        if (count < 0) m.assignmentEpochs = null
        else {
          const list: number[] = []
          for (let n = count; n > 0 && r.ok; n--) list.push(r.int32())
          m.assignmentEpochs = list
        }
      }
    }
    r.leaveTag(end)
  }
  return m
}

function sizeTaskIdsAssignmentEpochs(m: TaskIds, v: number): number {
  let s = 0
   {
    const list = m.assignmentEpochs
    if (list === null) s += 1
    else {
      s += uvarintSize(list.length + 1) + list.length * 4
    }
  }
  return s
}

function sizeTaskIds(m: TaskIds, v: number): number {
  let s = 0
  s += strSize(m.subtopologyId, true)
  s += uvarintSize(m.partitions.length + 1) + m.partitions.length * 4
  let tags = 0
  if (m.assignmentEpochs === null || m.assignmentEpochs.length > 0) {
    tags++
    const body = sizeTaskIdsAssignmentEpochs(m, v)
    s += 1 + uvarintSize(body) + body
  }
  s += uvarintSize(tags)
  return s
}

function encodeTaskIds(w: Writer, m: TaskIds, v: number): void {
  w.compactString(m.subtopologyId)
  w.uvarint(m.partitions.length + 1)
  for (const e of m.partitions) w.int32(e)
  let tags = 0
  if (m.assignmentEpochs === null || m.assignmentEpochs.length > 0) tags++
  w.uvarint(tags)
  if (tags > 0) {
    if (m.assignmentEpochs === null || m.assignmentEpochs.length > 0) {
      w.uvarint(0)
      w.uvarint(sizeTaskIdsAssignmentEpochs(m, v))
      if (m.assignmentEpochs === null) w.uvarint(0)
      else {
        w.uvarint(m.assignmentEpochs.length + 1)
        for (const e of m.assignmentEpochs) w.int32(e)
      }
    }
  }
}

export const streamsGroupCurrentMemberAssignmentValue: MessageCodec<StreamsGroupCurrentMemberAssignmentValue> = {
  name: 'StreamsGroupCurrentMemberAssignmentValue',
  apiKey: 22,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  create: () => new StreamsGroupCurrentMemberAssignmentValue(),
  decode: decodeStreamsGroupCurrentMemberAssignmentValue,
  size: sizeStreamsGroupCurrentMemberAssignmentValue,
  encode: encodeStreamsGroupCurrentMemberAssignmentValue,
  structs: { StreamsGroupCurrentMemberAssignmentValue, TaskIds },
}
