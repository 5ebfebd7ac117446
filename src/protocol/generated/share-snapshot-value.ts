// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { uvarintSize, type Writer } from '../writer.ts'

export class ShareSnapshotValue {
  snapshotEpoch: number = 0
  stateEpoch: number = 0
  leaderEpoch: number = 0
  startOffset: number = 0
  deliveryCompleteCount: number = -1
  createTimestamp: number = 0
  writeTimestamp: number = 0
  stateBatches: StateBatch[] = []
}

export class StateBatch {
  firstOffset: number = 0
  lastOffset: number = 0
  deliveryState: number = 0
  deliveryCount: number = 0
}

function decodeShareSnapshotValue(r: Reader, v: number): ShareSnapshotValue {
  const m = new ShareSnapshotValue()
  m.snapshotEpoch = r.int32()
  m.stateEpoch = r.int32()
  m.leaderEpoch = r.int32()
  m.startOffset = r.int64()
  m.createTimestamp = r.int64()
  m.writeTimestamp = r.int64()
  for (let n = r.compactCount(20); n > 0 && r.ok; n--) {
    m.stateBatches.push(decodeStateBatch(r, v))
  }
  for (let tags = r.uvarint(); tags > 0 && r.ok; tags--) {
    const tag = r.uvarint()
    const end = r.tagEnd()
    if (tag === 0) {
      m.deliveryCompleteCount = r.int32()
    }
    r.leaveTag(end)
  }
  return m
}

function sizeShareSnapshotValue(m: ShareSnapshotValue, v: number): number {
  let s = 36
  s += uvarintSize(m.stateBatches.length + 1)
  for (const e of m.stateBatches) s += sizeStateBatch(e, v)
  let tags = 0
  if (m.deliveryCompleteCount !== -1) {
    tags++
    s += 6
  }
  s += uvarintSize(tags)
  return s
}

function encodeShareSnapshotValue(w: Writer, m: ShareSnapshotValue, v: number): void {
  w.int32(m.snapshotEpoch)
  w.int32(m.stateEpoch)
  w.int32(m.leaderEpoch)
  w.int64(m.startOffset)
  w.int64(m.createTimestamp)
  w.int64(m.writeTimestamp)
  w.uvarint(m.stateBatches.length + 1)
  for (const e of m.stateBatches) encodeStateBatch(w, e, v)
  let tags = 0
  if (m.deliveryCompleteCount !== -1) tags++
  w.uvarint(tags)
  if (tags > 0) {
    if (m.deliveryCompleteCount !== -1) {
      w.uvarint(0)
      w.uvarint(4)
      w.int32(m.deliveryCompleteCount)
    }
  }
}

function decodeStateBatch(r: Reader, v: number): StateBatch {
  const m = new StateBatch()
  m.firstOffset = r.int64()
  m.lastOffset = r.int64()
  m.deliveryState = r.int8()
  m.deliveryCount = r.int16()
  r.skipTags()
  return m
}

function sizeStateBatch(m: StateBatch, v: number): number {
  let s = 19
  s += 1
  return s
}

function encodeStateBatch(w: Writer, m: StateBatch, v: number): void {
  w.int64(m.firstOffset)
  w.int64(m.lastOffset)
  w.int8(m.deliveryState)
  w.int16(m.deliveryCount)
  w.uvarint(0)
}

export const shareSnapshotValue: MessageCodec<ShareSnapshotValue> = {
  name: 'ShareSnapshotValue',
  apiKey: 0,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  create: () => new ShareSnapshotValue(),
  decode: decodeShareSnapshotValue,
  size: sizeShareSnapshotValue,
  encode: encodeShareSnapshotValue,
  structs: { ShareSnapshotValue, StateBatch },
}
