// made by scripts/generate.ts; do not edit
import { refuseField, strictEncoding, type MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { nullableStrSize, strSize, uvarintSize, type Writer } from '../writer.ts'

export class StreamsGroupHeartbeatResponse {
  throttleTimeMs: number = 0
  errorCode: number = 0
  errorMessage: string | null = null
  memberId: string = ''
  memberEpoch: number = 0
  heartbeatIntervalMs: number = 0
  acceptableRecoveryLagLegacy: number = 0
  taskOffsetIntervalMs: number = 0
  acceptableRecoveryLag: number = -1
  status: Status[] | null = []
  activeTasks: TaskIds[] | null = null
  standbyTasks: TaskIds[] | null = null
  warmupTasks: TaskIds[] | null = null
  topologyDescriptionRequired: boolean = false
  endpointInformationEpoch: number = 0
  partitionsByUserEndpoint: EndpointToPartitions[] | null = null
}

export class Status {
  statusCode: number = 0
  statusDetail: string = ''
}

export class TaskIds {
  subtopologyId: string = ''
  partitions: number[] = []
}

export class EndpointToPartitions {
  userEndpoint: Endpoint = new Endpoint()
  activePartitions: TopicPartition[] = []
  standbyPartitions: TopicPartition[] = []
}

export class Endpoint {
  host: string = ''
  port: number = 0
}

export class TopicPartition {
  topic: string = ''
  partitions: number[] = []
}

function decodeStreamsGroupHeartbeatResponse(r: Reader, v: number): StreamsGroupHeartbeatResponse {
  const m = new StreamsGroupHeartbeatResponse()
  m.throttleTimeMs = r.int32()
  m.errorCode = r.int16()
  m.errorMessage = r.compactNullableString()
  m.memberId = r.compactString()
  m.memberEpoch = r.int32()
  m.heartbeatIntervalMs = r.int32()
  if (v <= 0) {
    m.acceptableRecoveryLagLegacy = r.int32()
  }
  m.taskOffsetIntervalMs = r.int32()
  if (v >= 1) {
    m.acceptableRecoveryLag = r.int64()
  }
   {
    const count = r.compactArrayLength(3)
    if (count < 0) m.status = null
    else {
      const list: Status[] = []
      for (let n = count; n > 0 && r.ok; n--) list.push(decodeStatus(r, v))
      m.status = list
    }
  }
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
  if (v >= 1) {
    m.topologyDescriptionRequired = r.bool()
  }
  m.endpointInformationEpoch = r.int32()
   {
    const count = r.compactArrayLength(7)
    if (count < 0) m.partitionsByUserEndpoint = null
    else {
      const list: EndpointToPartitions[] = []
      for (let n = count; n > 0 && r.ok; n--) list.push(decodeEndpointToPartitions(r, v))
      m.partitionsByUserEndpoint = list
    }
  }
  r.skipTags()
  return m
}

function sizeStreamsGroupHeartbeatResponse(m: StreamsGroupHeartbeatResponse, v: number): number {
  let s = 22
  s += nullableStrSize(m.errorMessage, true)
  s += strSize(m.memberId, true)
  if (v <= 0) s += 4
  if (v >= 1) s += 8
   {
    const list = m.status
    if (list === null) s += 1
    else {
      s += uvarintSize(list.length + 1)
      for (const e of list) s += sizeStatus(e, v)
    }
  }
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
  if (v >= 1) s += 1
   {
    const list = m.partitionsByUserEndpoint
    if (list === null) s += 1
    else {
      s += uvarintSize(list.length + 1)
      for (const e of list) s += sizeEndpointToPartitions(e, v)
    }
  }
  s += 1
  return s
}

function refuseStreamsGroupHeartbeatResponse(m: StreamsGroupHeartbeatResponse, v: number): void {
  if (!(v <= 0) && (m.acceptableRecoveryLagLegacy !== 0)) refuseField('StreamsGroupHeartbeatResponse.acceptableRecoveryLagLegacy', v)
  if (!(v >= 1) && (m.topologyDescriptionRequired)) refuseField('StreamsGroupHeartbeatResponse.topologyDescriptionRequired', v)
}

function encodeStreamsGroupHeartbeatResponse(w: Writer, m: StreamsGroupHeartbeatResponse, v: number): void {
  if (strictEncoding) refuseStreamsGroupHeartbeatResponse(m, v)
  w.int32(m.throttleTimeMs)
  w.int16(m.errorCode)
  w.compactNullableString(m.errorMessage)
  w.compactString(m.memberId)
  w.int32(m.memberEpoch)
  w.int32(m.heartbeatIntervalMs)
  if (v <= 0) {
    w.int32(m.acceptableRecoveryLagLegacy)
  }
  w.int32(m.taskOffsetIntervalMs)
  if (v >= 1) {
    w.int64(m.acceptableRecoveryLag)
  }
  if (m.status === null) w.uvarint(0)
  else {
    w.uvarint(m.status.length + 1)
    for (const e of m.status) encodeStatus(w, e, v)
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
  if (v >= 1) {
    w.bool(m.topologyDescriptionRequired)
  }
  w.int32(m.endpointInformationEpoch)
  if (m.partitionsByUserEndpoint === null) w.uvarint(0)
  else {
    w.uvarint(m.partitionsByUserEndpoint.length + 1)
    for (const e of m.partitionsByUserEndpoint) encodeEndpointToPartitions(w, e, v)
  }
  w.uvarint(0)
}

function decodeStatus(r: Reader, v: number): Status {
  const m = new Status()
  m.statusCode = r.int8()
  m.statusDetail = r.compactString()
  r.skipTags()
  return m
}

function sizeStatus(m: Status, v: number): number {
  let s = 1
  s += strSize(m.statusDetail, true)
  s += 1
  return s
}

function encodeStatus(w: Writer, m: Status, v: number): void {
  w.int8(m.statusCode)
  w.compactString(m.statusDetail)
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

function decodeEndpointToPartitions(r: Reader, v: number): EndpointToPartitions {
  const m = new EndpointToPartitions()
  m.userEndpoint = decodeEndpoint(r, v)
  for (let n = r.compactCount(3); n > 0 && r.ok; n--) {
    m.activePartitions.push(decodeTopicPartition(r, v))
  }
  for (let n = r.compactCount(3); n > 0 && r.ok; n--) {
    m.standbyPartitions.push(decodeTopicPartition(r, v))
  }
  r.skipTags()
  return m
}

function sizeEndpointToPartitions(m: EndpointToPartitions, v: number): number {
  let s = 0
  s += sizeEndpoint(m.userEndpoint, v)
  s += uvarintSize(m.activePartitions.length + 1)
  for (const e of m.activePartitions) s += sizeTopicPartition(e, v)
  s += uvarintSize(m.standbyPartitions.length + 1)
  for (const e of m.standbyPartitions) s += sizeTopicPartition(e, v)
  s += 1
  return s
}

function encodeEndpointToPartitions(w: Writer, m: EndpointToPartitions, v: number): void {
  encodeEndpoint(w, m.userEndpoint, v)
  w.uvarint(m.activePartitions.length + 1)
  for (const e of m.activePartitions) encodeTopicPartition(w, e, v)
  w.uvarint(m.standbyPartitions.length + 1)
  for (const e of m.standbyPartitions) encodeTopicPartition(w, e, v)
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

function decodeTopicPartition(r: Reader, v: number): TopicPartition {
  const m = new TopicPartition()
  m.topic = r.compactString()
  for (let n = r.compactCount(4); n > 0 && r.ok; n--) {
    m.partitions.push(r.int32())
  }
  r.skipTags()
  return m
}

function sizeTopicPartition(m: TopicPartition, v: number): number {
  let s = 0
  s += strSize(m.topic, true)
  s += uvarintSize(m.partitions.length + 1) + m.partitions.length * 4
  s += 1
  return s
}

function encodeTopicPartition(w: Writer, m: TopicPartition, v: number): void {
  w.compactString(m.topic)
  w.uvarint(m.partitions.length + 1)
  for (const e of m.partitions) w.int32(e)
  w.uvarint(0)
}

export const streamsGroupHeartbeatResponse: MessageCodec<StreamsGroupHeartbeatResponse> = {
  name: 'StreamsGroupHeartbeatResponse',
  apiKey: 88,
  minVersion: 0,
  maxVersion: 1,
  flexibleFrom: 0,
  create: () => new StreamsGroupHeartbeatResponse(),
  decode: decodeStreamsGroupHeartbeatResponse,
  size: sizeStreamsGroupHeartbeatResponse,
  encode: encodeStreamsGroupHeartbeatResponse,
  structs: { StreamsGroupHeartbeatResponse, Status, TaskIds, EndpointToPartitions, Endpoint, TopicPartition },
}
