// made by scripts/generate.ts; do not edit
/* eslint-disable */
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, uvarintSize, type Writer } from '../writer.ts'

export class StreamsGroupTopologyValue {
  epoch: number = 0
  subtopologies: Subtopology[] = []
}

export class Subtopology {
  subtopologyId: string = ""
  sourceTopics: string[] = []
  sourceTopicRegex: string[] = []
  stateChangelogTopics: TopicInfo[] = []
  repartitionSinkTopics: string[] = []
  repartitionSourceTopics: TopicInfo[] = []
  copartitionGroups: CopartitionGroup[] = []
}

export class TopicInfo {
  name: string = ""
  partitions: number = 0
  replicationFactor: number = 0
  topicConfigs: TopicConfig[] = []
}

export class TopicConfig {
  key: string = ""
  value: string = ""
}

export class CopartitionGroup {
  sourceTopics: number[] = []
  sourceTopicRegex: number[] = []
  repartitionSourceTopics: number[] = []
}

function decodeStreamsGroupTopologyValue(r: Reader, v: number): StreamsGroupTopologyValue {
const m = new StreamsGroupTopologyValue()
m.epoch = r.int32()
{
  const n = r.compactArrayLength(1)
  if (n < 0) r.fail()
  const list: Subtopology[] = []
  for (let i = 0; i < n && r.ok; i++) list.push(decodeSubtopology(r, v))
  m.subtopologies = list
}
r.skipTags()
return m
}

function sizeStreamsGroupTopologyValue(m: StreamsGroupTopologyValue, v: number): number {
let s = 0
s += 4
s += uvarintSize(m.subtopologies.length + 1)
for (const e of m.subtopologies) s += sizeSubtopology(e, v)
s += 1
return s
}

function encodeStreamsGroupTopologyValue(w: Writer, m: StreamsGroupTopologyValue, v: number): void {
w.int32(m.epoch)
w.uvarint(m.subtopologies.length + 1)
for (const e of m.subtopologies) {
encodeSubtopology(w, e, v)
}
w.uvarint(0)
}

function decodeSubtopology(r: Reader, v: number): Subtopology {
const m = new Subtopology()
m.subtopologyId = r.compactString()
{
  const n = r.compactArrayLength(1)
  if (n < 0) r.fail()
  const list: string[] = []
  for (let i = 0; i < n && r.ok; i++) list.push(r.compactString())
  m.sourceTopics = list
}
{
  const n = r.compactArrayLength(1)
  if (n < 0) r.fail()
  const list: string[] = []
  for (let i = 0; i < n && r.ok; i++) list.push(r.compactString())
  m.sourceTopicRegex = list
}
{
  const n = r.compactArrayLength(1)
  if (n < 0) r.fail()
  const list: TopicInfo[] = []
  for (let i = 0; i < n && r.ok; i++) list.push(decodeTopicInfo(r, v))
  m.stateChangelogTopics = list
}
{
  const n = r.compactArrayLength(1)
  if (n < 0) r.fail()
  const list: string[] = []
  for (let i = 0; i < n && r.ok; i++) list.push(r.compactString())
  m.repartitionSinkTopics = list
}
{
  const n = r.compactArrayLength(1)
  if (n < 0) r.fail()
  const list: TopicInfo[] = []
  for (let i = 0; i < n && r.ok; i++) list.push(decodeTopicInfo(r, v))
  m.repartitionSourceTopics = list
}
{
  const n = r.compactArrayLength(1)
  if (n < 0) r.fail()
  const list: CopartitionGroup[] = []
  for (let i = 0; i < n && r.ok; i++) list.push(decodeCopartitionGroup(r, v))
  m.copartitionGroups = list
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
for (const e of m.sourceTopics) {
w.compactString(e)
}
w.uvarint(m.sourceTopicRegex.length + 1)
for (const e of m.sourceTopicRegex) {
w.compactString(e)
}
w.uvarint(m.stateChangelogTopics.length + 1)
for (const e of m.stateChangelogTopics) {
encodeTopicInfo(w, e, v)
}
w.uvarint(m.repartitionSinkTopics.length + 1)
for (const e of m.repartitionSinkTopics) {
w.compactString(e)
}
w.uvarint(m.repartitionSourceTopics.length + 1)
for (const e of m.repartitionSourceTopics) {
encodeTopicInfo(w, e, v)
}
w.uvarint(m.copartitionGroups.length + 1)
for (const e of m.copartitionGroups) {
encodeCopartitionGroup(w, e, v)
}
w.uvarint(0)
}

function decodeTopicInfo(r: Reader, v: number): TopicInfo {
const m = new TopicInfo()
m.name = r.compactString()
m.partitions = r.int32()
m.replicationFactor = r.int16()
{
  const n = r.compactArrayLength(1)
  if (n < 0) r.fail()
  const list: TopicConfig[] = []
  for (let i = 0; i < n && r.ok; i++) list.push(decodeTopicConfig(r, v))
  m.topicConfigs = list
}
r.skipTags()
return m
}

function sizeTopicInfo(m: TopicInfo, v: number): number {
let s = 0
s += strSize(m.name, true)
s += 4
s += 2
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
for (const e of m.topicConfigs) {
encodeTopicConfig(w, e, v)
}
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
{
  const n = r.compactArrayLength(1)
  if (n < 0) r.fail()
  const list: number[] = []
  for (let i = 0; i < n && r.ok; i++) list.push(r.int16())
  m.sourceTopics = list
}
{
  const n = r.compactArrayLength(1)
  if (n < 0) r.fail()
  const list: number[] = []
  for (let i = 0; i < n && r.ok; i++) list.push(r.int16())
  m.sourceTopicRegex = list
}
{
  const n = r.compactArrayLength(1)
  if (n < 0) r.fail()
  const list: number[] = []
  for (let i = 0; i < n && r.ok; i++) list.push(r.int16())
  m.repartitionSourceTopics = list
}
r.skipTags()
return m
}

function sizeCopartitionGroup(m: CopartitionGroup, v: number): number {
let s = 0
s += uvarintSize(m.sourceTopics.length + 1)
s += m.sourceTopics.length * 2
s += uvarintSize(m.sourceTopicRegex.length + 1)
s += m.sourceTopicRegex.length * 2
s += uvarintSize(m.repartitionSourceTopics.length + 1)
s += m.repartitionSourceTopics.length * 2
s += 1
return s
}

function encodeCopartitionGroup(w: Writer, m: CopartitionGroup, v: number): void {
w.uvarint(m.sourceTopics.length + 1)
for (const e of m.sourceTopics) {
w.int16(e)
}
w.uvarint(m.sourceTopicRegex.length + 1)
for (const e of m.sourceTopicRegex) {
w.int16(e)
}
w.uvarint(m.repartitionSourceTopics.length + 1)
for (const e of m.repartitionSourceTopics) {
w.int16(e)
}
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
}
