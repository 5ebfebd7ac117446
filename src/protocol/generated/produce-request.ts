// made by scripts/generate.ts; do not edit
/* eslint-disable */
import type { BytesView } from '../../base/bytes-view.ts'
import { ZERO_UUID } from '../../base/uuid.ts'
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { inlineRecordsSize, recordsLength, strSize, uvarintSize, type Writer } from '../writer.ts'

export class ProduceRequest {
  transactionalId: string | null = null
  acks: number = 0
  timeoutMs: number = 0
  topicData: TopicProduceData[] = []
}

export class TopicProduceData {
  name: string = ""
  topicId: string = ZERO_UUID
  partitionData: PartitionProduceData[] = []
}

export class PartitionProduceData {
  index: number = 0
  records: BytesView | null = null
}

function decodeProduceRequest(r: Reader, v: number): ProduceRequest {
const m = new ProduceRequest()
const flex = v >= 9
if (v >= 3) {
m.transactionalId = (flex ? r.compactNullableString() : r.nullableString())
}
m.acks = r.int16()
m.timeoutMs = r.int32()
{
  const n = (flex ? r.compactArrayLength(1) : r.arrayLength(1))
  if (n < 0) r.fail()
  const list: TopicProduceData[] = []
  for (let i = 0; i < n && r.ok; i++) list.push(decodeTopicProduceData(r, v))
  m.topicData = list
}
if (flex) {
r.skipTags()
}
return m
}

function sizeProduceRequest(m: ProduceRequest, v: number): number {
const flex = v >= 9
let s = 0
if (v >= 3) {
s += m.transactionalId === null ? (flex ? 1 : 2) : strSize(m.transactionalId, flex)
}
s += 2
s += 4
s += (flex ? uvarintSize(m.topicData.length + 1) : 4)
for (const e of m.topicData) s += sizeTopicProduceData(e, v)
if (flex) {
s += 1
}
return s
}

function encodeProduceRequest(w: Writer, m: ProduceRequest, v: number): void {
const flex = v >= 9
if (v >= 3) {
if (flex) w.compactNullableString(m.transactionalId)
else w.nullableString(m.transactionalId)
}
w.int16(m.acks)
w.int32(m.timeoutMs)
if (flex) w.uvarint(m.topicData.length + 1)
else w.int32(m.topicData.length)
for (const e of m.topicData) {
encodeTopicProduceData(w, e, v)
}
if (flex) {
w.uvarint(0)
}
}

function decodeTopicProduceData(r: Reader, v: number): TopicProduceData {
const m = new TopicProduceData()
const flex = v >= 9
if (v <= 12) {
m.name = (flex ? r.compactString() : r.string())
}
if (v >= 13) {
m.topicId = r.uuid()
}
{
  const n = (flex ? r.compactArrayLength(1) : r.arrayLength(1))
  if (n < 0) r.fail()
  const list: PartitionProduceData[] = []
  for (let i = 0; i < n && r.ok; i++) list.push(decodePartitionProduceData(r, v))
  m.partitionData = list
}
if (flex) {
r.skipTags()
}
return m
}

function sizeTopicProduceData(m: TopicProduceData, v: number): number {
const flex = v >= 9
let s = 0
if (v <= 12) {
s += strSize(m.name, flex)
}
if (v >= 13) {
s += 16
}
s += (flex ? uvarintSize(m.partitionData.length + 1) : 4)
for (const e of m.partitionData) s += sizePartitionProduceData(e, v)
if (flex) {
s += 1
}
return s
}

function encodeTopicProduceData(w: Writer, m: TopicProduceData, v: number): void {
const flex = v >= 9
if (v <= 12) {
if (flex) w.compactString(m.name)
else w.string(m.name)
}
if (v >= 13) {
w.uuid(m.topicId)
}
if (flex) w.uvarint(m.partitionData.length + 1)
else w.int32(m.partitionData.length)
for (const e of m.partitionData) {
encodePartitionProduceData(w, e, v)
}
if (flex) {
w.uvarint(0)
}
}

function decodePartitionProduceData(r: Reader, v: number): PartitionProduceData {
const m = new PartitionProduceData()
const flex = v >= 9
m.index = r.int32()
m.records = (flex ? r.compactRecords() : r.records())
if (flex) {
r.skipTags()
}
return m
}

function sizePartitionProduceData(m: PartitionProduceData, v: number): number {
const flex = v >= 9
let s = 0
s += 4
s += (flex ? (m.records === null ? 1 : uvarintSize(recordsLength(m.records) + 1)) : 4) + inlineRecordsSize(m.records)
if (flex) {
s += 1
}
return s
}

function encodePartitionProduceData(w: Writer, m: PartitionProduceData, v: number): void {
const flex = v >= 9
w.int32(m.index)
if (flex) w.compactRecords(m.records)
else w.records(m.records)
if (flex) {
w.uvarint(0)
}
}

export const produceRequest: MessageCodec<ProduceRequest> = {
  name: 'ProduceRequest',
  apiKey: 0,
  minVersion: 0,
  maxVersion: 13,
  flexibleFrom: 9,
  create: () => new ProduceRequest(),
  decode: decodeProduceRequest,
  size: sizeProduceRequest,
  encode: encodeProduceRequest,
}
