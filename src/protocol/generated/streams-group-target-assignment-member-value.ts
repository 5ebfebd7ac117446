// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, uvarintSize, type Writer } from '../writer.ts'

export class StreamsGroupTargetAssignmentMemberValue {
  activeTasks: TaskIds[] = []
  standbyTasks: TaskIds[] = []
  warmupTasks: TaskIds[] = []
}

export class TaskIds {
  subtopologyId: string = ''
  partitions: number[] = []
}

function decodeStreamsGroupTargetAssignmentMemberValue(r: Reader, v: number): StreamsGroupTargetAssignmentMemberValue {
  const m = new StreamsGroupTargetAssignmentMemberValue()
  for (let n = r.compactCount(3); n > 0 && r.ok; n--) {
    m.activeTasks.push(decodeTaskIds(r, v))
  }
  for (let n = r.compactCount(3); n > 0 && r.ok; n--) {
    m.standbyTasks.push(decodeTaskIds(r, v))
  }
  for (let n = r.compactCount(3); n > 0 && r.ok; n--) {
    m.warmupTasks.push(decodeTaskIds(r, v))
  }
  r.skipTags()
  return m
}

function sizeStreamsGroupTargetAssignmentMemberValue(m: StreamsGroupTargetAssignmentMemberValue, v: number): number {
  let s = 0
  s += uvarintSize(m.activeTasks.length + 1)
  for (const e of m.activeTasks) s += sizeTaskIds(e, v)
  s += uvarintSize(m.standbyTasks.length + 1)
  for (const e of m.standbyTasks) s += sizeTaskIds(e, v)
  s += uvarintSize(m.warmupTasks.length + 1)
  for (const e of m.warmupTasks) s += sizeTaskIds(e, v)
  s += 1
  return s
}

function encodeStreamsGroupTargetAssignmentMemberValue(w: Writer, m: StreamsGroupTargetAssignmentMemberValue, v: number): void {
  w.uvarint(m.activeTasks.length + 1)
  for (const e of m.activeTasks) encodeTaskIds(w, e, v)
  w.uvarint(m.standbyTasks.length + 1)
  for (const e of m.standbyTasks) encodeTaskIds(w, e, v)
  w.uvarint(m.warmupTasks.length + 1)
  for (const e of m.warmupTasks) encodeTaskIds(w, e, v)
  w.uvarint(0)
}

function decodeTaskIds(r: Reader, v: number): TaskIds {
  const m = new TaskIds()
  m.subtopologyId = r.compactString()
  for (let n = r.compactCount(4); n > 0 && r.ok; n--) {
    m.partitions.push(r.int32())
  }
  r.skipTags()
  return m
}

function sizeTaskIds(m: TaskIds, v: number): number {
  let s = 0
  s += strSize(m.subtopologyId, true)
  s += uvarintSize(m.partitions.length + 1) + m.partitions.length * 4
  s += 1
  return s
}

function encodeTaskIds(w: Writer, m: TaskIds, v: number): void {
  w.compactString(m.subtopologyId)
  w.uvarint(m.partitions.length + 1)
  for (const e of m.partitions) w.int32(e)
  w.uvarint(0)
}

export const streamsGroupTargetAssignmentMemberValue: MessageCodec<StreamsGroupTargetAssignmentMemberValue> = {
  name: 'StreamsGroupTargetAssignmentMemberValue',
  apiKey: 21,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  create: () => new StreamsGroupTargetAssignmentMemberValue(),
  decode: decodeStreamsGroupTargetAssignmentMemberValue,
  size: sizeStreamsGroupTargetAssignmentMemberValue,
  encode: encodeStreamsGroupTargetAssignmentMemberValue,
  structs: { StreamsGroupTargetAssignmentMemberValue, TaskIds },
}
