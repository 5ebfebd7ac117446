// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { nullableStrSize, strSize, uvarintSize, type Writer } from '../writer.ts'

export class StreamsGroupHeartbeatRequest {
  groupId: string = ''
  memberId: string = ''
  memberEpoch: number = 0
  endpointInformationEpoch: number = 0
  instanceId: string | null = null
  rackId: string | null = null
  rebalanceTimeoutMs: number = -1
  topology: Topology | null = null
  activeTasks: TaskIds[] | null = null
  standbyTasks: TaskIds[] | null = null
  warmupTasks: TaskIds[] | null = null
  processId: string | null = null
  userEndpoint: Endpoint | null = null
  clientTags: KeyValue[] | null = null
  taskOffsets: TaskOffset[] | null = null
  taskEndOffsets: TaskOffset[] | null = null
  shutdownApplication: boolean = false
}

export class Topology {
  epoch: number = 0
  subtopologies: Subtopology[] = []
}

export class Subtopology {
  subtopologyId: string = ''
  sourceTopics: string[] = []
  sourceTopicRegex: string[] = []
  stateChangelogTopics: TopicInfo[] = []
  repartitionSinkTopics: string[] = []
  repartitionSourceTopics: TopicInfo[] = []
  copartitionGroups: CopartitionGroup[] = []
}

export class TopicInfo {
  name: string = ''
  partitions: number = 0
  replicationFactor: number = 0
  topicConfigs: KeyValue[] = []
}

export class KeyValue {
  key: string = ''
  value: string = ''
}

export class CopartitionGroup {
  sourceTopics: number[] = []
  sourceTopicRegex: number[] = []
  repartitionSourceTopics: number[] = []
}

export class TaskIds {
  subtopologyId: string = ''
  partitions: number[] = []
}

export class Endpoint {
  host: string = ''
  port: number = 0
}

export class TaskOffset {
  subtopologyId: string = ''
  partition: number = 0
  offset: number = 0
}

function decodeStreamsGroupHeartbeatRequest(r: Reader, v: number): StreamsGroupHeartbeatRequest {
  const m = new StreamsGroupHeartbeatRequest()
  m.groupId = r.compactString()
  m.memberId = r.compactString()
  m.memberEpoch = r.int32()
  m.endpointInformationEpoch = r.int32()
  m.instanceId = r.compactNullableString()
  m.rackId = r.compactNullableString()
  m.rebalanceTimeoutMs = r.int32()
  m.topology = r.int8() >= 0 ? decodeTopology(r, v) : null
   {
    const count = r.compactArrayLength(3)
    if (count < 0) m.activeTasks = null
    else {
      const list: TaskIds[] = []
      for (let n = count; n > 0 && r.ok; n--) list.push(decodeTaskIds(r, v))
      m.activeTasks = list
    }
  }
   {
    const count = r.compactArrayLength(3)
    if (count < 0) m.standbyTasks = null
    else {
      const list: TaskIds[] = []
      for (let n = count; n > 0 && r.ok; n--) list.push(decodeTaskIds(r, v))
      m.standbyTasks = list
    }
  }
   {
    const count = r.compactArrayLength(3)
    if (count < 0) m.warmupTasks = null
    else {
      const list: TaskIds[] = []
      for (let n = count; n > 0 && r.ok; n--) list.push(decodeTaskIds(r, v))
      m.warmupTasks = list
    }
  }
  m.processId = r.compactNullableString()
  m.userEndpoint = r.int8() >= 0 ? decodeEndpoint(r, v) : null
   {
    const count = r.compactArrayLength(3)
    if (count < 0) m.clientTags = null
    else {
      const list: KeyValue[] = []
      for (let n = count; n > 0 && r.ok; n--) list.push(decodeKeyValue(r, v))
      m.clientTags = list
    }
  }
   {
    const count = r.compactArrayLength(14)
    if (count < 0) m.taskOffsets = null
    else {
      const list: TaskOffset[] = []
      for (let n = count; n > 0 && r.ok; n--) list.push(decodeTaskOffset(r, v))
      m.taskOffsets = list
    }
  }
   {
    const count = r.compactArrayLength(14)
    if (count < 0) m.taskEndOffsets = null
    else {
      const list: TaskOffset[] = []
      for (let n = count; n > 0 && r.ok; n--) list.push(decodeTaskOffset(r, v))
      m.taskEndOffsets = list
    }
  }
  m.shutdownApplication = r.bool()
  r.skipTags()
  return m
}

function sizeStreamsGroupHeartbeatRequest(m: StreamsGroupHeartbeatRequest, v: number): number {
  let s = 13
  s += strSize(m.groupId, true)
  s += strSize(m.memberId, true)
  s += nullableStrSize(m.instanceId, true)
  s += nullableStrSize(m.rackId, true)
  s += m.topology === null ? 1 : 1 + sizeTopology(m.topology, v)
   {
    const list = m.activeTasks
    if (list === null) s += 1
    else {
      s += uvarintSize(list.length + 1)
      for (const e of list) s += sizeTaskIds(e, v)
    }
  }
   {
    const list = m.standbyTasks
    if (list === null) s += 1
    else {
      s += uvarintSize(list.length + 1)
      for (const e of list) s += sizeTaskIds(e, v)
    }
  }
   {
    const list = m.warmupTasks
    if (list === null) s += 1
    else {
      s += uvarintSize(list.length + 1)
      for (const e of list) s += sizeTaskIds(e, v)
    }
  }
  s += nullableStrSize(m.processId, true)
  s += m.userEndpoint === null ? 1 : 1 + sizeEndpoint(m.userEndpoint, v)
   {
    const list = m.clientTags
    if (list === null) s += 1
    else {
      s += uvarintSize(list.length + 1)
      for (const e of list) s += sizeKeyValue(e, v)
    }
  }
   {
    const list = m.taskOffsets
    if (list === null) s += 1
    else {
      s += uvarintSize(list.length + 1)
      for (const e of list) s += sizeTaskOffset(e, v)
    }
  }
   {
    const list = m.taskEndOffsets
    if (list === null) s += 1
    else {
      s += uvarintSize(list.length + 1)
      for (const e of list) s += sizeTaskOffset(e, v)
    }
  }
  s += 1
  return s
}

function encodeStreamsGroupHeartbeatRequest(w: Writer, m: StreamsGroupHeartbeatRequest, v: number): void {
  w.compactString(m.groupId)
  w.compactString(m.memberId)
  w.int32(m.memberEpoch)
  w.int32(m.endpointInformationEpoch)
  w.compactNullableString(m.instanceId)
  w.compactNullableString(m.rackId)
  w.int32(m.rebalanceTimeoutMs)
  if (m.topology === null) w.int8(-1)
  else {
    w.int8(1)
    encodeTopology(w, m.topology, v)
  }
  if (m.activeTasks === null) w.uvarint(0)
  else {
    w.uvarint(m.activeTasks.length + 1)
    for (const e of m.activeTasks) encodeTaskIds(w, e, v)
  }
  if (m.standbyTasks === null) w.uvarint(0)
  else {
    w.uvarint(m.standbyTasks.length + 1)
    for (const e of m.standbyTasks) encodeTaskIds(w, e, v)
  }
  if (m.warmupTasks === null) w.uvarint(0)
  else {
    w.uvarint(m.warmupTasks.length + 1)
    for (const e of m.warmupTasks) encodeTaskIds(w, e, v)
  }
  w.compactNullableString(m.processId)
  if (m.userEndpoint === null) w.int8(-1)
  else {
    w.int8(1)
    encodeEndpoint(w, m.userEndpoint, v)
  }
  if (m.clientTags === null) w.uvarint(0)
  else {
    w.uvarint(m.clientTags.length + 1)
    for (const e of m.clientTags) encodeKeyValue(w, e, v)
  }
  if (m.taskOffsets === null) w.uvarint(0)
  else {
    w.uvarint(m.taskOffsets.length + 1)
    for (const e of m.taskOffsets) encodeTaskOffset(w, e, v)
  }
  if (m.taskEndOffsets === null) w.uvarint(0)
  else {
    w.uvarint(m.taskEndOffsets.length + 1)
    for (const e of m.taskEndOffsets) encodeTaskOffset(w, e, v)
  }
  w.bool(m.shutdownApplication)
  w.uvarint(0)
}

function decodeTopology(r: Reader, v: number): Topology {
  const m = new Topology()
  m.epoch = r.int32()
  for (let n = r.compactCount(8); n > 0 && r.ok; n--) {
    m.subtopologies.push(decodeSubtopology(r, v))
  }
  r.skipTags()
  return m
}

function sizeTopology(m: Topology, v: number): number {
  let s = 4
  s += uvarintSize(m.subtopologies.length + 1)
  for (const e of m.subtopologies) s += sizeSubtopology(e, v)
  s += 1
  return s
}

function encodeTopology(w: Writer, m: Topology, v: number): void {
  w.int32(m.epoch)
  w.uvarint(m.subtopologies.length + 1)
  for (const e of m.subtopologies) encodeSubtopology(w, e, v)
  w.uvarint(0)
}

function decodeSubtopology(r: Reader, v: number): Subtopology {
  const m = new Subtopology()
  m.subtopologyId = r.compactString()
  for (let n = r.compactCount(1); n > 0 && r.ok; n--) {
    m.sourceTopics.push(r.compactString())
  }
  for (let n = r.compactCount(1); n > 0 && r.ok; n--) {
    m.sourceTopicRegex.push(r.compactString())
  }
  for (let n = r.compactCount(9); n > 0 && r.ok; n--) {
    m.stateChangelogTopics.push(decodeTopicInfo(r, v))
  }
  for (let n = r.compactCount(1); n > 0 && r.ok; n--) {
    m.repartitionSinkTopics.push(r.compactString())
  }
  for (let n = r.compactCount(9); n > 0 && r.ok; n--) {
    m.repartitionSourceTopics.push(decodeTopicInfo(r, v))
  }
  for (let n = r.compactCount(4); n > 0 && r.ok; n--) {
    m.copartitionGroups.push(decodeCopartitionGroup(r, v))
  }
  r.skipTags()
  return m
}

function sizeSubtopology(m: Subtopology, v: number): number {
  let s = 0
  s += strSize(m.subtopologyId, true)
  s += uvarintSize(m.sourceTopics.length + 1)
  for (const e of m.sourceTopics) s += strSize(e, true)
  s += uvarintSize(m.sourceTopicRegex.length + 1)
  for (const e of m.sourceTopicRegex) s += strSize(e, true)
  s += uvarintSize(m.stateChangelogTopics.length + 1)
  for (const e of m.stateChangelogTopics) s += sizeTopicInfo(e, v)
  s += uvarintSize(m.repartitionSinkTopics.length + 1)
  for (const e of m.repartitionSinkTopics) s += strSize(e, true)
  s += uvarintSize(m.repartitionSourceTopics.length + 1)
  for (const e of m.repartitionSourceTopics) s += sizeTopicInfo(e, v)
  s += uvarintSize(m.copartitionGroups.length + 1)
  for (const e of m.copartitionGroups) s += sizeCopartitionGroup(e, v)
  s += 1
  return s
}

function encodeSubtopology(w: Writer, m: Subtopology, v: number): void {
  w.compactString(m.subtopologyId)
  w.uvarint(m.sourceTopics.length + 1)
  for (const e of m.sourceTopics) w.compactString(e)
  w.uvarint(m.sourceTopicRegex.length + 1)
  for (const e of m.sourceTopicRegex) w.compactString(e)
  w.uvarint(m.stateChangelogTopics.length + 1)
  for (const e of m.stateChangelogTopics) encodeTopicInfo(w, e, v)
  w.uvarint(m.repartitionSinkTopics.length + 1)
  for (const e of m.repartitionSinkTopics) w.compactString(e)
  w.uvarint(m.repartitionSourceTopics.length + 1)
  for (const e of m.repartitionSourceTopics) encodeTopicInfo(w, e, v)
  w.uvarint(m.copartitionGroups.length + 1)
  for (const e of m.copartitionGroups) encodeCopartitionGroup(w, e, v)
  w.uvarint(0)
}

function decodeTopicInfo(r: Reader, v: number): TopicInfo {
  const m = new TopicInfo()
  m.name = r.compactString()
  m.partitions = r.int32()
  m.replicationFactor = r.int16()
  for (let n = r.compactCount(3); n > 0 && r.ok; n--) {
    m.topicConfigs.push(decodeKeyValue(r, v))
  }
  r.skipTags()
  return m
}

function sizeTopicInfo(m: TopicInfo, v: number): number {
  let s = 6
  s += strSize(m.name, true)
  s += uvarintSize(m.topicConfigs.length + 1)
  for (const e of m.topicConfigs) s += sizeKeyValue(e, v)
  s += 1
  return s
}

function encodeTopicInfo(w: Writer, m: TopicInfo, v: number): void {
  w.compactString(m.name)
  w.int32(m.partitions)
  w.int16(m.replicationFactor)
  w.uvarint(m.topicConfigs.length + 1)
  for (const e of m.topicConfigs) encodeKeyValue(w, e, v)
  w.uvarint(0)
}

function decodeKeyValue(r: Reader, v: number): KeyValue {
  const m = new KeyValue()
  m.key = r.compactString()
  m.value = r.compactString()
  r.skipTags()
  return m
}

function sizeKeyValue(m: KeyValue, v: number): number {
  let s = 0
  s += strSize(m.key, true)
  s += strSize(m.value, true)
  s += 1
  return s
}

function encodeKeyValue(w: Writer, m: KeyValue, v: number): void {
  w.compactString(m.key)
  w.compactString(m.value)
  w.uvarint(0)
}

function decodeCopartitionGroup(r: Reader, v: number): CopartitionGroup {
  const m = new CopartitionGroup()
  for (let n = r.compactCount(2); n > 0 && r.ok; n--) {
    m.sourceTopics.push(r.int16())
  }
  for (let n = r.compactCount(2); n > 0 && r.ok; n--) {
    m.sourceTopicRegex.push(r.int16())
  }
  for (let n = r.compactCount(2); n > 0 && r.ok; n--) {
    m.repartitionSourceTopics.push(r.int16())
  }
  r.skipTags()
  return m
}

function sizeCopartitionGroup(m: CopartitionGroup, v: number): number {
  let s = 0
  s += uvarintSize(m.sourceTopics.length + 1) + m.sourceTopics.length * 2
  s += uvarintSize(m.sourceTopicRegex.length + 1) + m.sourceTopicRegex.length * 2
  s += uvarintSize(m.repartitionSourceTopics.length + 1) + m.repartitionSourceTopics.length * 2
  s += 1
  return s
}

function encodeCopartitionGroup(w: Writer, m: CopartitionGroup, v: number): void {
  w.uvarint(m.sourceTopics.length + 1)
  for (const e of m.sourceTopics) w.int16(e)
  w.uvarint(m.sourceTopicRegex.length + 1)
  for (const e of m.sourceTopicRegex) w.int16(e)
  w.uvarint(m.repartitionSourceTopics.length + 1)
  for (const e of m.repartitionSourceTopics) w.int16(e)
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

function decodeEndpoint(r: Reader, v: number): Endpoint {
  const m = new Endpoint()
  m.host = r.compactString()
  m.port = r.uint16()
  r.skipTags()
  return m
}

function sizeEndpoint(m: Endpoint, v: number): number {
  let s = 2
  s += strSize(m.host, true)
  s += 1
  return s
}

function encodeEndpoint(w: Writer, m: Endpoint, v: number): void {
  w.compactString(m.host)
  w.uint16(m.port)
  w.uvarint(0)
}

function decodeTaskOffset(r: Reader, v: number): TaskOffset {
  const m = new TaskOffset()
  m.subtopologyId = r.compactString()
  m.partition = r.int32()
  m.offset = r.int64()
  r.skipTags()
  return m
}

function sizeTaskOffset(m: TaskOffset, v: number): number {
  let s = 12
  s += strSize(m.subtopologyId, true)
  s += 1
  return s
}

function encodeTaskOffset(w: Writer, m: TaskOffset, v: number): void {
  w.compactString(m.subtopologyId)
  w.int32(m.partition)
  w.int64(m.offset)
  w.uvarint(0)
}

export const streamsGroupHeartbeatRequest: MessageCodec<StreamsGroupHeartbeatRequest> = {
  name: 'StreamsGroupHeartbeatRequest',
  apiKey: 88,
  minVersion: 0,
  maxVersion: 1,
  flexibleFrom: 0,
  create: () => new StreamsGroupHeartbeatRequest(),
  decode: decodeStreamsGroupHeartbeatRequest,
  size: sizeStreamsGroupHeartbeatRequest,
  encode: encodeStreamsGroupHeartbeatRequest,
  structs: { StreamsGroupHeartbeatRequest, Topology, Subtopology, TopicInfo, KeyValue, CopartitionGroup, TaskIds, Endpoint, TaskOffset },
}
