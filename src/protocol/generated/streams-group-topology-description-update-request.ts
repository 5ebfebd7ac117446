// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { nullableStrSize, strSize, uvarintSize, type Writer } from '../writer.ts'

export class StreamsGroupTopologyDescriptionUpdateRequest {
  groupId: string = ''
  memberId: string = ''
  topologyEpoch: number = 0
  topologyDescription: TopologyDescription = new TopologyDescription()
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

function decodeStreamsGroupTopologyDescriptionUpdateRequest(r: Reader, v: number): StreamsGroupTopologyDescriptionUpdateRequest {
  const m = new StreamsGroupTopologyDescriptionUpdateRequest()
  m.groupId = r.compactString()
  m.memberId = r.compactString()
  m.topologyEpoch = r.int32()
  m.topologyDescription = decodeTopologyDescription(r, v)
  r.skipTags()
  return m
}

function sizeStreamsGroupTopologyDescriptionUpdateRequest(m: StreamsGroupTopologyDescriptionUpdateRequest, v: number): number {
  let s = 4
  s += strSize(m.groupId, true)
  s += strSize(m.memberId, true)
  s += sizeTopologyDescription(m.topologyDescription, v)
  s += 1
  return s
}

function encodeStreamsGroupTopologyDescriptionUpdateRequest(w: Writer, m: StreamsGroupTopologyDescriptionUpdateRequest, v: number): void {
  w.compactString(m.groupId)
  w.compactString(m.memberId)
  w.int32(m.topologyEpoch)
  encodeTopologyDescription(w, m.topologyDescription, v)
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

export const streamsGroupTopologyDescriptionUpdateRequest: MessageCodec<StreamsGroupTopologyDescriptionUpdateRequest> = {
  name: 'StreamsGroupTopologyDescriptionUpdateRequest',
  apiKey: 93,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  create: () => new StreamsGroupTopologyDescriptionUpdateRequest(),
  decode: decodeStreamsGroupTopologyDescriptionUpdateRequest,
  size: sizeStreamsGroupTopologyDescriptionUpdateRequest,
  encode: encodeStreamsGroupTopologyDescriptionUpdateRequest,
  structs: { StreamsGroupTopologyDescriptionUpdateRequest, TopologyDescription, TopologyDescriptionSubtopology, TopologyDescriptionNode, TopologyDescriptionGlobalStore },
}
