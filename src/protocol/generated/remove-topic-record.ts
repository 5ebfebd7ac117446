// made by scripts/generate.ts; do not edit
import { ZERO_UUID } from '../../base/uuid.ts'
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

export class RemoveTopicRecord {
  topicId: string = ZERO_UUID
}

function decodeRemoveTopicRecord(r: Reader, v: number): RemoveTopicRecord {
  const m = new RemoveTopicRecord()
  m.topicId = r.uuid()
  r.skipTags()
  return m
}

function sizeRemoveTopicRecord(m: RemoveTopicRecord, v: number): number {
  let s = 16
  s += 1
  return s
}

function encodeRemoveTopicRecord(w: Writer, m: RemoveTopicRecord, v: number): void {
  w.uuid(m.topicId)
  w.uvarint(0)
}

export const removeTopicRecord: MessageCodec<RemoveTopicRecord> = {
  name: 'RemoveTopicRecord',
  apiKey: 9,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  create: () => new RemoveTopicRecord(),
  decode: decodeRemoveTopicRecord,
  size: sizeRemoveTopicRecord,
  encode: encodeRemoveTopicRecord,
  structs: { RemoveTopicRecord },
}
