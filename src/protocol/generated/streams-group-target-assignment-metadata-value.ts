// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { uvarintSize, type Writer } from '../writer.ts'

export class StreamsGroupTargetAssignmentMetadataValue {
  assignmentEpoch: number = 0
  assignmentTimestamp: number = 0
}

function decodeStreamsGroupTargetAssignmentMetadataValue(r: Reader, v: number): StreamsGroupTargetAssignmentMetadataValue {
  const m = new StreamsGroupTargetAssignmentMetadataValue()
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

function sizeStreamsGroupTargetAssignmentMetadataValue(m: StreamsGroupTargetAssignmentMetadataValue, v: number): number {
  let s = 4
  let tags = 0
  if (m.assignmentTimestamp !== 0) {
    tags++
    s += 10
  }
  s += uvarintSize(tags)
  return s
}

function encodeStreamsGroupTargetAssignmentMetadataValue(w: Writer, m: StreamsGroupTargetAssignmentMetadataValue, v: number): void {
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

export const streamsGroupTargetAssignmentMetadataValue: MessageCodec<StreamsGroupTargetAssignmentMetadataValue> = {
  name: 'StreamsGroupTargetAssignmentMetadataValue',
  apiKey: 20,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  create: () => new StreamsGroupTargetAssignmentMetadataValue(),
  decode: decodeStreamsGroupTargetAssignmentMetadataValue,
  size: sizeStreamsGroupTargetAssignmentMetadataValue,
  encode: encodeStreamsGroupTargetAssignmentMetadataValue,
  structs: { StreamsGroupTargetAssignmentMetadataValue },
}
