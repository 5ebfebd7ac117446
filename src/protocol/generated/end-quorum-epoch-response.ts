// made by scripts/generate.ts; do not edit
/* eslint-disable */
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, uvarintSize, type Writer } from '../writer.ts'

export class EndQuorumEpochResponse {
  errorCode: number = 0
  topics: TopicData[] = []
  nodeEndpoints: NodeEndpoint[] = []
}

export class TopicData {
  topicName: string = ""
  partitions: PartitionData[] = []
}

export class PartitionData {
  partitionIndex: number = 0
  errorCode: number = 0
  leaderId: number = 0
  leaderEpoch: number = 0
}

export class NodeEndpoint {
  nodeId: number = 0
  host: string = ""
  port: number = 0
}

function decodeEndQuorumEpochResponse(r: Reader, v: number): EndQuorumEpochResponse {
const m = new EndQuorumEpochResponse()
const flex = v >= 1
m.errorCode = r.int16()
{
  const n = (flex ? r.compactArrayLength(1) : r.arrayLength(1))
  if (n < 0) r.fail()
  const list: TopicData[] = []
  for (let i = 0; i < n && r.ok; i++) list.push(decodeTopicData(r, v))
  m.topics = list
}
if (flex) {
for (let n = r.uvarint(); n > 0 && r.ok; n--) {
const tag = r.uvarint()
const size = r.uvarint()
const end = r.pos + size
if (size > r.remaining) { r.fail(); break }
switch (tag) {
case 0:
{
  const n = r.compactArrayLength(1)
  if (n < 0) r.fail()
  const list: NodeEndpoint[] = []
  for (let i = 0; i < n && r.ok; i++) list.push(decodeNodeEndpoint(r, v))
  m.nodeEndpoints = list
}
break
}
if (r.ok) r.pos = end
}
}
return m
}

function sizeEndQuorumEpochResponse(m: EndQuorumEpochResponse, v: number): number {
const flex = v >= 1
let s = 0
s += 2
s += (flex ? uvarintSize(m.topics.length + 1) : 4)
for (const e of m.topics) s += sizeTopicData(e, v)
if (flex) {
let tags = 0
if ((m.nodeEndpoints.length > 0)) {
tags++
const body = ((s: number): number => {
s += uvarintSize(m.nodeEndpoints.length + 1)
for (const e of m.nodeEndpoints) s += sizeNodeEndpoint(e, v)
return s
})(0)
s += uvarintSize(0) + uvarintSize(body) + body
}
s += uvarintSize(tags)
}
return s
}

function encodeEndQuorumEpochResponse(w: Writer, m: EndQuorumEpochResponse, v: number): void {
const flex = v >= 1
w.int16(m.errorCode)
if (flex) w.uvarint(m.topics.length + 1)
else w.int32(m.topics.length)
for (const e of m.topics) {
encodeTopicData(w, e, v)
}
if (flex) {
let tags = 0
if ((m.nodeEndpoints.length > 0)) tags++
w.uvarint(tags)
if ((m.nodeEndpoints.length > 0)) {
w.uvarint(0)
w.uvarint(((s: number): number => {
s += uvarintSize(m.nodeEndpoints.length + 1)
for (const e of m.nodeEndpoints) s += sizeNodeEndpoint(e, v)
return s
})(0))
w.uvarint(m.nodeEndpoints.length + 1)
for (const e of m.nodeEndpoints) {
encodeNodeEndpoint(w, e, v)
}
}
}
}

function decodeTopicData(r: Reader, v: number): TopicData {
const m = new TopicData()
const flex = v >= 1
m.topicName = (flex ? r.compactString() : r.string())
{
  const n = (flex ? r.compactArrayLength(1) : r.arrayLength(1))
  if (n < 0) r.fail()
  const list: PartitionData[] = []
  for (let i = 0; i < n && r.ok; i++) list.push(decodePartitionData(r, v))
  m.partitions = list
}
if (flex) {
r.skipTags()
}
return m
}

function sizeTopicData(m: TopicData, v: number): number {
const flex = v >= 1
let s = 0
s += strSize(m.topicName, flex)
s += (flex ? uvarintSize(m.partitions.length + 1) : 4)
for (const e of m.partitions) s += sizePartitionData(e, v)
if (flex) {
s += 1
}
return s
}

function encodeTopicData(w: Writer, m: TopicData, v: number): void {
const flex = v >= 1
if (flex) w.compactString(m.topicName)
else w.string(m.topicName)
if (flex) w.uvarint(m.partitions.length + 1)
else w.int32(m.partitions.length)
for (const e of m.partitions) {
encodePartitionData(w, e, v)
}
if (flex) {
w.uvarint(0)
}
}

function decodePartitionData(r: Reader, v: number): PartitionData {
const m = new PartitionData()
const flex = v >= 1
m.partitionIndex = r.int32()
m.errorCode = r.int16()
m.leaderId = r.int32()
m.leaderEpoch = r.int32()
if (flex) {
r.skipTags()
}
return m
}

function sizePartitionData(m: PartitionData, v: number): number {
const flex = v >= 1
let s = 0
s += 4
s += 2
s += 4
s += 4
if (flex) {
s += 1
}
return s
}

function encodePartitionData(w: Writer, m: PartitionData, v: number): void {
const flex = v >= 1
w.int32(m.partitionIndex)
w.int16(m.errorCode)
w.int32(m.leaderId)
w.int32(m.leaderEpoch)
if (flex) {
w.uvarint(0)
}
}

function decodeNodeEndpoint(r: Reader, v: number): NodeEndpoint {
const m = new NodeEndpoint()
const flex = v >= 1
if (v >= 1) {
m.nodeId = r.int32()
}
if (v >= 1) {
m.host = r.compactString()
}
if (v >= 1) {
m.port = r.uint16()
}
if (flex) {
r.skipTags()
}
return m
}

function sizeNodeEndpoint(m: NodeEndpoint, v: number): number {
const flex = v >= 1
let s = 0
if (v >= 1) {
s += 4
}
if (v >= 1) {
s += strSize(m.host, true)
}
if (v >= 1) {
s += 2
}
if (flex) {
s += 1
}
return s
}

function encodeNodeEndpoint(w: Writer, m: NodeEndpoint, v: number): void {
const flex = v >= 1
if (v >= 1) {
w.int32(m.nodeId)
}
if (v >= 1) {
w.compactString(m.host)
}
if (v >= 1) {
w.uint16(m.port)
}
if (flex) {
w.uvarint(0)
}
}

export const endQuorumEpochResponse: MessageCodec<EndQuorumEpochResponse> = {
  name: 'EndQuorumEpochResponse',
  apiKey: 54,
  minVersion: 0,
  maxVersion: 1,
  flexibleFrom: 1,
  create: () => new EndQuorumEpochResponse(),
  decode: decodeEndQuorumEpochResponse,
  size: sizeEndQuorumEpochResponse,
  encode: encodeEndQuorumEpochResponse,
}
