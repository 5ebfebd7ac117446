// made by scripts/generate.ts; do not edit
import { ZERO_UUID } from '../../base/uuid.ts'
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, uvarintSize, type Writer } from '../writer.ts'

export class OffsetCommitValue {
  offset: number = 0
  leaderEpoch: number = -1
  metadata: string = ''
  commitTimestamp: number = 0
  expireTimestamp: number = -1
  topicId: string = ZERO_UUID
}

function decodeOffsetCommitValue(r: Reader, v: number): OffsetCommitValue {
  const m = new OffsetCommitValue()
  const flex = v >= 4
  m.offset = r.int64()
  if (v >= 3) {
    m.leaderEpoch = r.int32()
  }
  m.metadata = flex ? r.compactString() : r.string()
  m.commitTimestamp = r.int64()
  if (v === 1) {
    m.expireTimestamp = r.int64()
  }
  if (flex) {
    for (let tags = r.uvarint(); tags > 0 && r.ok; tags--) {
      const tag = r.uvarint()
      const end = r.tagEnd()
      if (tag === 0) {
        m.topicId = r.uuid()
      }
      r.leaveTag(end)
    }
  }
  return m
}

function sizeOffsetCommitValue(m: OffsetCommitValue, v: number): number {
  const flex = v >= 4
  let s = 16
  if (v >= 3) s += 4
  s += strSize(m.metadata, flex)
  if (v === 1) s += 8
  if (flex) {
    let tags = 0
    if (m.topicId !== ZERO_UUID) {
      tags++
      s += 18
    }
    s += uvarintSize(tags)
  }
  return s
}

function encodeOffsetCommitValue(w: Writer, m: OffsetCommitValue, v: number): void {
  const flex = v >= 4
  w.int64(m.offset)
  if (v >= 3) {
    w.int32(m.leaderEpoch)
  }
  flex ? w.compactString(m.metadata) : w.string(m.metadata)
  w.int64(m.commitTimestamp)
  if (v === 1) {
    w.int64(m.expireTimestamp)
  }
  if (flex) {
    let tags = 0
    if (m.topicId !== ZERO_UUID) tags++
    w.uvarint(tags)
    if (tags > 0) {
      if (m.topicId !== ZERO_UUID) {
        w.uvarint(0)
        w.uvarint(16)
        w.uuid(m.topicId)
      }
    }
  }
}

export const offsetCommitValue: MessageCodec<OffsetCommitValue> = {
  name: 'OffsetCommitValue',
  apiKey: 1,
  minVersion: 0,
  maxVersion: 4,
  flexibleFrom: 4,
  create: () => new OffsetCommitValue(),
  decode: decodeOffsetCommitValue,
  size: sizeOffsetCommitValue,
  encode: encodeOffsetCommitValue,
  structs: { OffsetCommitValue },
}
