// made by scripts/generate.ts; do not edit
import { refuseField, strictEncoding, type MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { nullableStrSize, strSize, uvarintSize, type Writer } from '../writer.ts'

export class StreamsGroupDescribeResponse {
  throttleTimeMs: number = 0
  groups: DescribedGroup[] = []
}

export class DescribedGroup {
  errorCode: number = 0
  errorMessage: string | null = null
  groupId: string = ''
  groupState: string = ''
  groupEpoch: number = 0
  assignmentEpoch: number = 0
  topology: Topology | null = null
  members: Member[] = []
  authorizedOperations: number = -2147483648
  topologyDescription: TopologyDescription | null = null
  topologyDescriptionStatus: number = 0
  assignorName: string | null = null
}

export class Topology {
  epoch: number = 0
  subtopologies: Subtopology[] | null = null
}

export class Subtopology {
  subtopologyId: string = ''
  sourceTopics: string[] = []
  repartitionSinkTopics: string[] = []
  stateChangelogTopics: TopicInfo[] = []
  repartitionSourceTopics: TopicInfo[] = []
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

export class Member {
  memberId: string = ''
  memberEpoch: number = 0
  instanceId: string | null = null
  rackId: string | null = null
  clientId: string = ''
  clientHost: string = ''
  topologyEpoch: number = 0
  processId: string = ''
  userEndpoint: Endpoint | null = null
  clientTags: KeyValue[] = []
  taskOffsets: TaskOffset[] = []
  taskEndOffsets: TaskOffset[] = []
  assignment: Assignment = new Assignment()
  targetAssignment: Assignment = new Assignment()
  isClassic: boolean = false
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

export class Assignment {
  activeTasks: TaskIds[] = []
  standbyTasks: TaskIds[] = []
  warmupTasks: TaskIds[] = []
}

export class TaskIds {
  subtopologyId: string = ''
  partitions: number[] = []
}

export class TopologyDescription {
  subtopologies: TopologyDescriptionSubtopology[] = []
  globalStores: TopologyDescriptionGlobalStore[] = []
}

export class TopologyDescriptionSubtopology {
  subtopologyId: string = ''
  nodes: TopologyDescriptionNode[] = []
}

export class TopologyDescriptionNode {
  name: string = ''
  nodeType: number = 0
  sourceTopics: string[] = []
  sinkTopic: string | null = null
  stores: string[] = []
  successors: string[] = []
}

export class TopologyDescriptionGlobalStore {
  source: TopologyDescriptionNode = new TopologyDescriptionNode()
  processor: TopologyDescriptionNode = new TopologyDescriptionNode()
}

function decodeStreamsGroupDescribeResponse(r: Reader, v: number): StreamsGroupDescribeResponse {
  const m = new StreamsGroupDescribeResponse()
  m.throttleTimeMs = r.int32()
  for (let n = r.compactCount(20); n > 0 && r.ok; n--) {
    m.groups.push(decodeDescribedGroup(r, v))
  }
  r.skipTags()
  return m
}

function sizeStreamsGroupDescribeResponse(m: StreamsGroupDescribeResponse, v: number): number {
  let s = 4
  s += uvarintSize(m.groups.length + 1)
  for (const e of m.groups) s += sizeDescribedGroup(e, v)
  s += 1
  return s
}

function encodeStreamsGroupDescribeResponse(w: Writer, m: StreamsGroupDescribeResponse, v: number): void {
  w.int32(m.throttleTimeMs)
  w.uvarint(m.groups.length + 1)
  for (const e of m.groups) encodeDescribedGroup(w, e, v)
  w.uvarint(0)
}

function decodeDescribedGroup(r: Reader, v: number): DescribedGroup {
  const m = new DescribedGroup()
  m.errorCode = r.int16()
  m.errorMessage = r.compactNullableString()
  m.groupId = r.compactString()
  m.groupState = r.compactString()
  m.groupEpoch = r.int32()
  m.assignmentEpoch = r.int32()
  m.topology = r.int8() >= 0 ? decodeTopology(r, v) : null
  for (let n = r.compactCount(28); n > 0 && r.ok; n--) {
    m.members.push(decodeMember(r, v))
  }
  m.authorizedOperations = r.int32()
  if (v >= 1) {
    m.topologyDescription = r.int8() >= 0 ? decodeTopologyDescription(r, v) : null
    m.topologyDescriptionStatus = r.int8()
    m.assignorName = r.compactNullableString()
  }
  r.skipTags()
  return m
}

function sizeDescribedGroup(m: DescribedGroup, v: number): number {
  let s = 14
  s += nullableStrSize(m.errorMessage, true)
  s += strSize(m.groupId, true)
  s += strSize(m.groupState, true)
  s += m.topology === null ? 1 : 1 + sizeTopology(m.topology, v)
  s += uvarintSize(m.members.length + 1)
  for (const e of m.members) s += sizeMember(e, v)
  if (v >= 1) {
    s += 1
    s += m.topologyDescription === null ? 1 : 1 + sizeTopologyDescription(m.topologyDescription, v)
    s += nullableStrSize(m.assignorName, true)
  }
  s += 1
  return s
}

function refuseDescribedGroup(m: DescribedGroup, v: number): void {
  if (!(v >= 1) && (m.topologyDescription !== null)) refuseField('DescribedGroup.topologyDescription', v)
  if (!(v >= 1) && (m.topologyDescriptionStatus !== 0)) refuseField('DescribedGroup.topologyDescriptionStatus', v)
}

function encodeDescribedGroup(w: Writer, m: DescribedGroup, v: number): void {
  if (strictEncoding) refuseDescribedGroup(m, v)
  w.int16(m.errorCode)
  w.compactNullableString(m.errorMessage)
  w.compactString(m.groupId)
  w.compactString(m.groupState)
  w.int32(m.groupEpoch)
  w.int32(m.assignmentEpoch)
  if (m.topology === null) w.int8(-1)
  else {
    w.int8(1)
    encodeTopology(w, m.topology, v)
  }
  w.uvarint(m.members.length + 1)
  for (const e of m.members) encodeMember(w, e, v)
  w.int32(m.authorizedOperations)
  if (v >= 1) {
    if (m.topologyDescription === null) w.int8(-1)
    else {
      w.int8(1)
      encodeTopologyDescription(w, m.topologyDescription, v)
    }
    w.int8(m.topologyDescriptionStatus)
    w.compactNullableString(m.assignorName)
  }
  w.uvarint(0)
}

function decodeTopology(r: Reader, v: number): Topology {
  const m = new Topology()
  m.epoch = r.int32()
   {
    const count = r.compactArrayLength(6)
    if (count < 0) m.subtopologies = null
    else {
      const list: Subtopology[] = []
      for (let n = count; n > 0 && r.ok; n--) list.push(decodeSubtopology(r, v))
      m.subtopologies = list
    }
  }
  r.skipTags()
  return m
}

function sizeTopology(m: Topology, v: number): number {
  let s = 4
   {
    const list = m.subtopologies
    if (list === null) s += 1
    else {
      s += uvarintSize(list.length + 1)
      for (const e of list) s += sizeSubtopology(e, v)
    }
  }
  s += 1
  return s
}

function encodeTopology(w: Writer, m: Topology, v: number): void {
  w.int32(m.epoch)
  if (m.subtopologies === null) w.uvarint(0)
  else {
    w.uvarint(m.subtopologies.length + 1)
    for (const e of m.subtopologies) encodeSubtopology(w, e, v)
  }
  w.uvarint(0)
}

function decodeSubtopology(r: Reader, v: number): Subtopology {
  const m = new Subtopology()
  m.subtopologyId = r.compactString()
  for (let n = r.compactCount(1); n > 0 && r.ok; n--) {
    m.sourceTopics.push(r.compactString())
  }
  for (let n = r.compactCount(1); n > 0 && r.ok; n--) {
    m.repartitionSinkTopics.push(r.compactString())
  }
  for (let n = r.compactCount(9); n > 0 && r.ok; n--) {
    m.stateChangelogTopics.push(decodeTopicInfo(r, v))
  }
  for (let n = r.compactCount(9); n > 0 && r.ok; n--) {
    m.repartitionSourceTopics.push(decodeTopicInfo(r, v))
  }
  r.skipTags()
  return m
}

function sizeSubtopology(m: Subtopology, v: number): number {
  let s = 0
  s += strSize(m.subtopologyId, true)
  s += uvarintSize(m.sourceTopics.length + 1)
  for (const e of m.sourceTopics) s += strSize(e, true)
  s += uvarintSize(m.repartitionSinkTopics.length + 1)
  for (const e of m.repartitionSinkTopics) s += strSize(e, true)
  s += uvarintSize(m.stateChangelogTopics.length + 1)
  for (const e of m.stateChangelogTopics) s += sizeTopicInfo(e, v)
  s += uvarintSize(m.repartitionSourceTopics.length + 1)
  for (const e of m.repartitionSourceTopics) s += sizeTopicInfo(e, v)
  s += 1
  return s
}

function encodeSubtopology(w: Writer, m: Subtopology, v: number): void {
  w.compactString(m.subtopologyId)
  w.uvarint(m.sourceTopics.length + 1)
  for (const e of m.sourceTopics) w.compactString(e)
  w.uvarint(m.repartitionSinkTopics.length + 1)
  for (const e of m.repartitionSinkTopics) w.compactString(e)
  w.uvarint(m.stateChangelogTopics.length + 1)
  for (const e of m.stateChangelogTopics) encodeTopicInfo(w, e, v)
  w.uvarint(m.repartitionSourceTopics.length + 1)
  for (const e of m.repartitionSourceTopics) encodeTopicInfo(w, e, v)
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

function decodeMember(r: Reader, v: number): Member {
  const m = new Member()
  m.memberId = r.compactString()
  m.memberEpoch = r.int32()
  m.instanceId = r.compactNullableString()
  m.rackId = r.compactNullableString()
  m.clientId = r.compactString()
  m.clientHost = r.compactString()
  m.topologyEpoch = r.int32()
  m.processId = r.compactString()
  m.userEndpoint = r.int8() >= 0 ? decodeEndpoint(r, v) : null
  for (let n = r.compactCount(3); n > 0 && r.ok; n--) {
    m.clientTags.push(decodeKeyValue(r, v))
  }
  for (let n = r.compactCount(14); n > 0 && r.ok; n--) {
    m.taskOffsets.push(decodeTaskOffset(r, v))
  }
  for (let n = r.compactCount(14); n > 0 && r.ok; n--) {
    m.taskEndOffsets.push(decodeTaskOffset(r, v))
  }
  m.assignment = decodeAssignment(r, v)
  m.targetAssignment = decodeAssignment(r, v)
  m.isClassic = r.bool()
  r.skipTags()
  return m
}

function sizeMember(m: Member, v: number): number {
  let s = 9
  s += strSize(m.memberId, true)
  s += nullableStrSize(m.instanceId, true)
  s += nullableStrSize(m.rackId, true)
  s += strSize(m.clientId, true)
  s += strSize(m.clientHost, true)
  s += strSize(m.processId, true)
  s += m.userEndpoint === null ? 1 : 1 + sizeEndpoint(m.userEndpoint, v)
  s += uvarintSize(m.clientTags.length + 1)
  for (const e of m.clientTags) s += sizeKeyValue(e, v)
  s += uvarintSize(m.taskOffsets.length + 1)
  for (const e of m.taskOffsets) s += sizeTaskOffset(e, v)
  s += uvarintSize(m.taskEndOffsets.length + 1)
  for (const e of m.taskEndOffsets) s += sizeTaskOffset(e, v)
  s += sizeAssignment(m.assignment, v)
  s += sizeAssignment(m.targetAssignment, v)
  s += 1
  return s
}

function encodeMember(w: Writer, m: Member, v: number): void {
  w.compactString(m.memberId)
  w.int32(m.memberEpoch)
  w.compactNullableString(m.instanceId)
  w.compactNullableString(m.rackId)
  w.compactString(m.clientId)
  w.compactString(m.clientHost)
  w.int32(m.topologyEpoch)
  w.compactString(m.processId)
  if (m.userEndpoint === null) w.int8(-1)
  else {
    w.int8(1)
    encodeEndpoint(w, m.userEndpoint, v)
  }
  w.uvarint(m.clientTags.length + 1)
  for (const e of m.clientTags) encodeKeyValue(w, e, v)
  w.uvarint(m.taskOffsets.length + 1)
  for (const e of m.taskOffsets) encodeTaskOffset(w, e, v)
  w.uvarint(m.taskEndOffsets.length + 1)
  for (const e of m.taskEndOffsets) encodeTaskOffset(w, e, v)
  encodeAssignment(w, m.assignment, v)
  encodeAssignment(w, m.targetAssignment, v)
  w.bool(m.isClassic)
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

function decodeAssignment(r: Reader, v: number): Assignment {
  const m = new Assignment()
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

function sizeAssignment(m: Assignment, v: number): number {
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

function encodeAssignment(w: Writer, m: Assignment, v: number): void {
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

function decodeTopologyDescription(r: Reader, v: number): TopologyDescription {
  const m = new TopologyDescription()
  for (let n = r.compactCount(3); n > 0 && r.ok; n--) {
    m.subtopologies.push(decodeTopologyDescriptionSubtopology(r, v))
  }
  for (let n = r.compactCount(15); n > 0 && r.ok; n--) {
    m.globalStores.push(decodeTopologyDescriptionGlobalStore(r, v))
  }
  r.skipTags()
  return m
}

function sizeTopologyDescription(m: TopologyDescription, v: number): number {
  let s = 0
  s += uvarintSize(m.subtopologies.length + 1)
  for (const e of m.subtopologies) s += sizeTopologyDescriptionSubtopology(e, v)
  s += uvarintSize(m.globalStores.length + 1)
  for (const e of m.globalStores) s += sizeTopologyDescriptionGlobalStore(e, v)
  s += 1
  return s
}

function encodeTopologyDescription(w: Writer, m: TopologyDescription, v: number): void {
  w.uvarint(m.subtopologies.length + 1)
  for (const e of m.subtopologies) encodeTopologyDescriptionSubtopology(w, e, v)
  w.uvarint(m.globalStores.length + 1)
  for (const e of m.globalStores) encodeTopologyDescriptionGlobalStore(w, e, v)
  w.uvarint(0)
}

function decodeTopologyDescriptionSubtopology(r: Reader, v: number): TopologyDescriptionSubtopology {
  const m = new TopologyDescriptionSubtopology()
  m.subtopologyId = r.compactString()
  for (let n = r.compactCount(7); n > 0 && r.ok; n--) {
    m.nodes.push(decodeTopologyDescriptionNode(r, v))
  }
  r.skipTags()
  return m
}

function sizeTopologyDescriptionSubtopology(m: TopologyDescriptionSubtopology, v: number): number {
  let s = 0
  s += strSize(m.subtopologyId, true)
  s += uvarintSize(m.nodes.length + 1)
  for (const e of m.nodes) s += sizeTopologyDescriptionNode(e, v)
  s += 1
  return s
}

function encodeTopologyDescriptionSubtopology(w: Writer, m: TopologyDescriptionSubtopology, v: number): void {
  w.compactString(m.subtopologyId)
  w.uvarint(m.nodes.length + 1)
  for (const e of m.nodes) encodeTopologyDescriptionNode(w, e, v)
  w.uvarint(0)
}

function decodeTopologyDescriptionNode(r: Reader, v: number): TopologyDescriptionNode {
  const m = new TopologyDescriptionNode()
  m.name = r.compactString()
  m.nodeType = r.int8()
  for (let n = r.compactCount(1); n > 0 && r.ok; n--) {
    m.sourceTopics.push(r.compactString())
  }
  m.sinkTopic = r.compactNullableString()
  for (let n = r.compactCount(1); n > 0 && r.ok; n--) {
    m.stores.push(r.compactString())
  }
  for (let n = r.compactCount(1); n > 0 && r.ok; n--) {
    m.successors.push(r.compactString())
  }
  r.skipTags()
  return m
}

function sizeTopologyDescriptionNode(m: TopologyDescriptionNode, v: number): number {
  let s = 1
  s += strSize(m.name, true)
  s += uvarintSize(m.sourceTopics.length + 1)
  for (const e of m.sourceTopics) s += strSize(e, true)
  s += nullableStrSize(m.sinkTopic, true)
  s += uvarintSize(m.stores.length + 1)
  for (const e of m.stores) s += strSize(e, true)
  s += uvarintSize(m.successors.length + 1)
  for (const e of m.successors) s += strSize(e, true)
  s += 1
  return s
}

function encodeTopologyDescriptionNode(w: Writer, m: TopologyDescriptionNode, v: number): void {
  w.compactString(m.name)
  w.int8(m.nodeType)
  w.uvarint(m.sourceTopics.length + 1)
  for (const e of m.sourceTopics) w.compactString(e)
  w.compactNullableString(m.sinkTopic)
  w.uvarint(m.stores.length + 1)
  for (const e of m.stores) w.compactString(e)
  w.uvarint(m.successors.length + 1)
  for (const e of m.successors) w.compactString(e)
  w.uvarint(0)
}

function decodeTopologyDescriptionGlobalStore(r: Reader, v: number): TopologyDescriptionGlobalStore {
  const m = new TopologyDescriptionGlobalStore()
  m.source = decodeTopologyDescriptionNode(r, v)
  m.processor = decodeTopologyDescriptionNode(r, v)
  r.skipTags()
  return m
}

function sizeTopologyDescriptionGlobalStore(m: TopologyDescriptionGlobalStore, v: number): number {
  let s = 0
  s += sizeTopologyDescriptionNode(m.source, v)
  s += sizeTopologyDescriptionNode(m.processor, v)
  s += 1
  return s
}

function encodeTopologyDescriptionGlobalStore(w: Writer, m: TopologyDescriptionGlobalStore, v: number): void {
  encodeTopologyDescriptionNode(w, m.source, v)
  encodeTopologyDescriptionNode(w, m.processor, v)
  w.uvarint(0)
}

export const streamsGroupDescribeResponse: MessageCodec<StreamsGroupDescribeResponse> = {
  name: 'StreamsGroupDescribeResponse',
  apiKey: 89,
  minVersion: 0,
  maxVersion: 1,
  flexibleFrom: 0,
  create: () => new StreamsGroupDescribeResponse(),
  decode: decodeStreamsGroupDescribeResponse,
  size: sizeStreamsGroupDescribeResponse,
  encode: encodeStreamsGroupDescribeResponse,
  structs: { StreamsGroupDescribeResponse, DescribedGroup, Topology, Subtopology, TopicInfo, KeyValue, Member, Endpoint, TaskOffset, Assignment, TaskIds, TopologyDescription, TopologyDescriptionSubtopology, TopologyDescriptionNode, TopologyDescriptionGlobalStore },
}
