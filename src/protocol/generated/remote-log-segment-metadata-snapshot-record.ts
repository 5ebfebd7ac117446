// made by scripts/generate.ts; do not edit
/* eslint-disable */
import { ZERO_UUID } from '../../base/uuid.ts'
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { uvarintSize, type Writer } from '../writer.ts'

export class RemoteLogSegmentMetadataSnapshotRecord {
  segmentId: string = ZERO_UUID
  startOffset: number = 0
  endOffset: number = 0
  brokerId: number = 0
  maxTimestampMs: number = 0
  eventTimestampMs: number = 0
  segmentLeaderEpochs: SegmentLeaderEpochEntry[] = []
  segmentSizeInBytes: number = 0
  customMetadata: Buffer | null = null
  remoteLogSegmentState: number = 0
  txnIndexEmpty: boolean = false
}

export class SegmentLeaderEpochEntry {
  leaderEpoch: number = 0
  offset: number = 0
}

function decodeRemoteLogSegmentMetadataSnapshotRecord(r: Reader, v: number): RemoteLogSegmentMetadataSnapshotRecord {
const m = new RemoteLogSegmentMetadataSnapshotRecord()
m.segmentId = r.uuid()
m.startOffset = r.int64()
m.endOffset = r.int64()
m.brokerId = r.int32()
m.maxTimestampMs = r.int64()
m.eventTimestampMs = r.int64()
{
  const n = r.compactArrayLength(1)
  if (n < 0) r.fail()
  const list: SegmentLeaderEpochEntry[] = []
  for (let i = 0; i < n && r.ok; i++) list.push(decodeSegmentLeaderEpochEntry(r, v))
  m.segmentLeaderEpochs = list
}
m.segmentSizeInBytes = r.int32()
m.customMetadata = r.compactNullableBytes()
m.remoteLogSegmentState = r.int8()
for (let n = r.uvarint(); n > 0 && r.ok; n--) {
const tag = r.uvarint()
const size = r.uvarint()
const end = r.pos + size
if (size > r.remaining) { r.fail(); break }
switch (tag) {
case 0:
m.txnIndexEmpty = r.bool()
break
}
if (r.ok) r.pos = end
}
return m
}

function sizeRemoteLogSegmentMetadataSnapshotRecord(m: RemoteLogSegmentMetadataSnapshotRecord, v: number): number {
let s = 0
s += 16
s += 8
s += 8
s += 4
s += 8
s += 8
s += uvarintSize(m.segmentLeaderEpochs.length + 1)
for (const e of m.segmentLeaderEpochs) s += sizeSegmentLeaderEpochEntry(e, v)
s += 4
s += m.customMetadata === null ? 1 : uvarintSize(m.customMetadata.length + 1) + m.customMetadata.length
s += 1
let tags = 0
if ((m.txnIndexEmpty !== false)) {
tags++
const body = ((s: number): number => {
s += 1
return s
})(0)
s += uvarintSize(0) + uvarintSize(body) + body
}
s += uvarintSize(tags)
return s
}

function encodeRemoteLogSegmentMetadataSnapshotRecord(w: Writer, m: RemoteLogSegmentMetadataSnapshotRecord, v: number): void {
w.uuid(m.segmentId)
w.int64(m.startOffset)
w.int64(m.endOffset)
w.int32(m.brokerId)
w.int64(m.maxTimestampMs)
w.int64(m.eventTimestampMs)
w.uvarint(m.segmentLeaderEpochs.length + 1)
for (const e of m.segmentLeaderEpochs) {
encodeSegmentLeaderEpochEntry(w, e, v)
}
w.int32(m.segmentSizeInBytes)
w.compactNullableBytes(m.customMetadata)
w.int8(m.remoteLogSegmentState)
let tags = 0
if ((m.txnIndexEmpty !== false)) tags++
w.uvarint(tags)
if ((m.txnIndexEmpty !== false)) {
w.uvarint(0)
w.uvarint(((s: number): number => {
s += 1
return s
})(0))
w.bool(m.txnIndexEmpty)
}
}

function decodeSegmentLeaderEpochEntry(r: Reader, v: number): SegmentLeaderEpochEntry {
const m = new SegmentLeaderEpochEntry()
m.leaderEpoch = r.int32()
m.offset = r.int64()
r.skipTags()
return m
}

function sizeSegmentLeaderEpochEntry(m: SegmentLeaderEpochEntry, v: number): number {
let s = 0
s += 4
s += 8
s += 1
return s
}

function encodeSegmentLeaderEpochEntry(w: Writer, m: SegmentLeaderEpochEntry, v: number): void {
w.int32(m.leaderEpoch)
w.int64(m.offset)
w.uvarint(0)
}

export const remoteLogSegmentMetadataSnapshotRecord: MessageCodec<RemoteLogSegmentMetadataSnapshotRecord> = {
  name: 'RemoteLogSegmentMetadataSnapshotRecord',
  apiKey: 3,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  create: () => new RemoteLogSegmentMetadataSnapshotRecord(),
  decode: decodeRemoteLogSegmentMetadataSnapshotRecord,
  size: sizeRemoteLogSegmentMetadataSnapshotRecord,
  encode: encodeRemoteLogSegmentMetadataSnapshotRecord,
}
