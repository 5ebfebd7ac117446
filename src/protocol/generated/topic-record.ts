// made by scripts/generate.ts; do not edit
import { ZERO_UUID } from '../../base/uuid.ts'
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, type Writer } from '../writer.ts'

export class TopicRecord {
  name: string = ''
  topicId: string = ZERO_UUID
}

function decodeTopicRecord(r: Reader, v: number): TopicRecord {
  const m = new TopicRecord()
  m.name = r.compactString()
  m.topicId = r.uuid()
  r.skipTags()
  return m
}

function sizeTopicRecord(m: TopicRecord, v: number): number {
  let s = 16
  s += strSize(m.name, true)
  s += 1
  return s
}

function encodeTopicRecord(w: Writer, m: TopicRecord, v: number): void {
  w.compactString(m.name)
  w.uuid(m.topicId)
  w.uvarint(0)
}

export const topicRecord: MessageCodec<TopicRecord> = {
  name: 'TopicRecord',
  apiKey: 2,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  create: () => new TopicRecord(),
  decode: decodeTopicRecord,
  size: sizeTopicRecord,
  encode: encodeTopicRecord,
  structs: { TopicRecord },
}
