// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, uvarintSize, type Writer } from '../writer.ts'

export class StreamsGroupTopologyValue {
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
  topicConfigs: TopicConfig[] = []
}

export class TopicConfig {
  key: string = ''
  value: string = ''
}

export class CopartitionGroup {
  sourceTopics: number[] = []
  sourceTopicRegex: number[] = []
  repartitionSourceTopics: number[] = []
}

function decodeStreamsGroupTopologyValue(r: Reader, v: number): StreamsGroupTopologyValue {
  const m = new StreamsGroupTopologyValue()
  m.epoch = r.int32()
  for (let n = r.compactCount(8); n > 0 && r.ok; n--) {
    m.subtopologies.push(decodeSubtopology(r, v))
  }
  r.skipTags()
  return m
}

function sizeStreamsGroupTopologyValue(m: StreamsGroupTopologyValue, v: number): number {
  let s = 4
  s += uvarintSize(m.subtopologies.length + 1)
  for (const e of m.subtopologies) s += sizeSubtopology(e, v)
  s += 1
  return s
}

function encodeStreamsGroupTopologyValue(w: Writer, m: StreamsGroupTopologyValue, v: number): void {
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
    m.topicConfigs.push(decodeTopicConfig(r, v))
  }
  r.skipTags()
  return m
}

function sizeTopicInfo(m: TopicInfo, v: number): number {
  let s = 6
  s += strSize(m.name, true)
  s += uvarintSize(m.topicConfigs.length + 1)
  for (const e of m.topicConfigs) s += sizeTopicConfig(e, v)
  s += 1
  return s
}

function encodeTopicInfo(w: Writer, m: TopicInfo, v: number): void {
  w.compactString(m.name)
  w.int32(m.partitions)
  w.int16(m.replicationFactor)
  w.uvarint(m.topicConfigs.length + 1)
  for (const e of m.topicConfigs) encodeTopicConfig(w, e, v)
  w.uvarint(0)
}

function decodeTopicConfig(r: Reader, v: number): TopicConfig {
  const m = new TopicConfig()
  m.key = r.compactString()
  m.value = r.compactString()
  r.skipTags()
  return m
}

function sizeTopicConfig(m: TopicConfig, v: number): number {
  let s = 0
  s += strSize(m.key, true)
  s += strSize(m.value, true)
  s += 1
  return s
}

function encodeTopicConfig(w: Writer, m: TopicConfig, v: number): void {
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

export const streamsGroupTopologyValue: MessageCodec<StreamsGroupTopologyValue> = {
  name: 'StreamsGroupTopologyValue',
  apiKey: 23,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  create: () => new StreamsGroupTopologyValue(),
  decode: decodeStreamsGroupTopologyValue,
  size: sizeStreamsGroupTopologyValue,
  encode: encodeStreamsGroupTopologyValue,
  structs: { StreamsGroupTopologyValue, Subtopology, TopicInfo, TopicConfig, CopartitionGroup },
}
