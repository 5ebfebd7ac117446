// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { uvarintSize, type Writer } from '../writer.ts'

export class ShareGroupTargetAssignmentMetadataValue {
  assignmentEpoch: number = 0
  assignmentTimestamp: number = 0
}

function decodeShareGroupTargetAssignmentMetadataValue(r: Reader, v: number): ShareGroupTargetAssignmentMetadataValue {
  const m = new ShareGroupTargetAssignmentMetadataValue()
  m.assignmentEpoch = r.int32()
  for (let tags = r.uvarint(); tags > 0 && r.ok; tags--) {
    const tag = r.uvarint()
    const end = r.tagEnd()
    if (tag === 0) {
      m.assignmentTimestamp = r.int64()
    }
    r.leaveTag(end)
  }
  return m
}

function sizeShareGroupTargetAssignmentMetadataValue(m: ShareGroupTargetAssignmentMetadataValue, v: number): number {
  let s = 4
  let tags = 0
  if (m.assignmentTimestamp !== 0) {
    tags++
    s += 10
  }
  s += uvarintSize(tags)
  return s
}

function encodeShareGroupTargetAssignmentMetadataValue(w: Writer, m: ShareGroupTargetAssignmentMetadataValue, v: number): void {
  w.int32(m.assignmentEpoch)
  let tags = 0
  if (m.assignmentTimestamp !== 0) tags++
  w.uvarint(tags)
  if (tags > 0) {
    if (m.assignmentTimestamp !== 0) {
      w.uvarint(0)
      w.uvarint(8)
      w.int64(m.assignmentTimestamp)
    }
  }
}

export const shareGroupTargetAssignmentMetadataValue: MessageCodec<ShareGroupTargetAssignmentMetadataValue> = {
  name: 'ShareGroupTargetAssignmentMetadataValue',
  apiKey: 12,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  create: () => new ShareGroupTargetAssignmentMetadataValue(),
  decode: decodeShareGroupTargetAssignmentMetadataValue,
  size: sizeShareGroupTargetAssignmentMetadataValue,
  encode: encodeShareGroupTargetAssignmentMetadataValue,
  structs: { ShareGroupTargetAssignmentMetadataValue },
}
