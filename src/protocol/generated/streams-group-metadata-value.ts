// made by scripts/generate.ts; do not edit
/* eslint-disable */
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, uvarintSize, type Writer } from '../writer.ts'

export class StreamsGroupMetadataValue {
  epoch: number = 0
  metadataHash: number = 0
  validatedTopologyEpoch: number = -1
  lastAssignmentConfigs: LastAssignmentConfig[] | null = []
  storedDescriptionTopologyEpoch: number = -1
  failedDescriptionTopologyEpoch: number = -1
}

export class LastAssignmentConfig {
  key: string = ""
  value: string = ""
}

function decodeStreamsGroupMetadataValue(r: Reader, v: number): StreamsGroupMetadataValue {
const m = new StreamsGroupMetadataValue()
m.epoch = r.int32()
m.metadataHash = r.int64()
for (let n = r.uvarint(); n > 0 && r.ok; n--) {
const tag = r.uvarint()
const size = r.uvarint()
const end = r.pos + size
if (size > r.remaining) { r.fail(); break }
switch (tag) {
case 0:
m.validatedTopologyEpoch = r.int32()
break
case 1:
{
  const n = r.compactArrayLength(1)
  if (n < 0) m.lastAssignmentConfigs = null
  else {
  const list: NonNullable<LastAssignmentConfig[] | null> = []
  for (let i = 0; i < n && r.ok; i++) list.push(decodeLastAssignmentConfig(r, v))
  m.lastAssignmentConfigs = list
  }
}
break
case 2:
m.storedDescriptionTopologyEpoch = r.int32()
break
case 3:
m.failedDescriptionTopologyEpoch = r.int32()
break
}
if (r.ok) r.pos = end
}
return m
}

function sizeStreamsGroupMetadataValue(m: StreamsGroupMetadataValue, v: number): number {
let s = 0
s += 4
s += 8
let tags = 0
if ((m.validatedTopologyEpoch !== -1)) {
tags++
const body = ((s: number): number => {
s += 4
return s
})(0)
s += uvarintSize(0) + uvarintSize(body) + body
}
if ((m.lastAssignmentConfigs === null || m.lastAssignmentConfigs.length > 0)) {
tags++
const body = ((s: number): number => {
if (m.lastAssignmentConfigs === null) s += 1
else {
s += uvarintSize(m.lastAssignmentConfigs.length + 1)
for (const e of m.lastAssignmentConfigs) s += sizeLastAssignmentConfig(e, v)
}
return s
})(0)
s += uvarintSize(1) + uvarintSize(body) + body
}
if ((m.storedDescriptionTopologyEpoch !== -1)) {
tags++
const body = ((s: number): number => {
s += 4
return s
})(0)
s += uvarintSize(2) + uvarintSize(body) + body
}
if ((m.failedDescriptionTopologyEpoch !== -1)) {
tags++
const body = ((s: number): number => {
s += 4
return s
})(0)
s += uvarintSize(3) + uvarintSize(body) + body
}
s += uvarintSize(tags)
return s
}

function encodeStreamsGroupMetadataValue(w: Writer, m: StreamsGroupMetadataValue, v: number): void {
w.int32(m.epoch)
w.int64(m.metadataHash)
let tags = 0
if ((m.validatedTopologyEpoch !== -1)) tags++
if ((m.lastAssignmentConfigs === null || m.lastAssignmentConfigs.length > 0)) tags++
if ((m.storedDescriptionTopologyEpoch !== -1)) tags++
if ((m.failedDescriptionTopologyEpoch !== -1)) tags++
w.uvarint(tags)
if ((m.validatedTopologyEpoch !== -1)) {
w.uvarint(0)
w.uvarint(((s: number): number => {
s += 4
return s
})(0))
w.int32(m.validatedTopologyEpoch)
}
if ((m.lastAssignmentConfigs === null || m.lastAssignmentConfigs.length > 0)) {
w.uvarint(1)
w.uvarint(((s: number): number => {
if (m.lastAssignmentConfigs === null) s += 1
else {
s += uvarintSize(m.lastAssignmentConfigs.length + 1)
for (const e of m.lastAssignmentConfigs) s += sizeLastAssignmentConfig(e, v)
}
return s
})(0))
if (m.lastAssignmentConfigs === null) {
w.uvarint(0)
} else {
w.uvarint(m.lastAssignmentConfigs.length + 1)
for (const e of m.lastAssignmentConfigs) {
encodeLastAssignmentConfig(w, e, v)
}
}
}
if ((m.storedDescriptionTopologyEpoch !== -1)) {
w.uvarint(2)
w.uvarint(((s: number): number => {
s += 4
return s
})(0))
w.int32(m.storedDescriptionTopologyEpoch)
}
if ((m.failedDescriptionTopologyEpoch !== -1)) {
w.uvarint(3)
w.uvarint(((s: number): number => {
s += 4
return s
})(0))
w.int32(m.failedDescriptionTopologyEpoch)
}
}

function decodeLastAssignmentConfig(r: Reader, v: number): LastAssignmentConfig {
const m = new LastAssignmentConfig()
m.key = r.compactString()
m.value = r.compactString()
r.skipTags()
return m
}

function sizeLastAssignmentConfig(m: LastAssignmentConfig, v: number): number {
let s = 0
s += strSize(m.key, true)
s += strSize(m.value, true)
s += 1
return s
}

function encodeLastAssignmentConfig(w: Writer, m: LastAssignmentConfig, v: number): void {
w.compactString(m.key)
w.compactString(m.value)
w.uvarint(0)
}

export const streamsGroupMetadataValue: MessageCodec<StreamsGroupMetadataValue> = {
  name: 'StreamsGroupMetadataValue',
  apiKey: 17,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  create: () => new StreamsGroupMetadataValue(),
  decode: decodeStreamsGroupMetadataValue,
  size: sizeStreamsGroupMetadataValue,
  encode: encodeStreamsGroupMetadataValue,
}
