// made by scripts/generate.ts; do not edit
import { refuseField, strictEncoding, type MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, uvarintSize, type Writer } from '../writer.ts'

export class ElectLeadersRequest {
  electionType: number = 0
  topicPartitions: TopicPartitions[] | null = []
  timeoutMs: number = 60000
}

export class TopicPartitions {
  topic: string = ''
  partitions: number[] = []
}

function decodeElectLeadersRequest(r: Reader, v: number): ElectLeadersRequest {
  const m = new ElectLeadersRequest()
  const flex = v >= 2
  if (v >= 1) {
    m.electionType = r.int8()
  }
   {
    const count = flex ? r.compactArrayLength(3) : r.arrayLength(6)
    if (count < 0) m.topicPartitions = null
    else {
      const list: TopicPartitions[] = []
      for (let n = count; n > 0 && r.ok; n--) list.push(decodeTopicPartitions(r, v))
      m.topicPartitions = list
    }
  }
  m.timeoutMs = r.int32()
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeElectLeadersRequest(m: ElectLeadersRequest, v: number): number {
  const flex = v >= 2
  let s = 4
  if (v >= 1) s += 1
   {
    const list = m.topicPartitions
    if (list === null) s += (flex ? 1 : 4)
    else {
      s += (flex ? uvarintSize(list.length + 1) : 4)
      for (const e of list) s += sizeTopicPartitions(e, v)
    }
  }
  if (flex) {
    s += 1
  }
  return s
}

function refuseElectLeadersRequest(m: ElectLeadersRequest, v: number): void {
  if (!(v >= 1) && (m.electionType !== 0)) refuseField('ElectLeadersRequest.electionType', v)
}

function encodeElectLeadersRequest(w: Writer, m: ElectLeadersRequest, v: number): void {
  if (strictEncoding) refuseElectLeadersRequest(m, v)
  const flex = v >= 2
  if (v >= 1) {
    w.int8(m.electionType)
  }
  if (m.topicPartitions === null) flex ? w.uvarint(0) : w.int32(-1)
  else {
    flex ? w.uvarint(m.topicPartitions.length + 1) : w.int32(m.topicPartitions.length)
    for (const e of m.topicPartitions) encodeTopicPartitions(w, e, v)
  }
  w.int32(m.timeoutMs)
  if (flex) {
    w.uvarint(0)
  }
}

function decodeTopicPartitions(r: Reader, v: number): TopicPartitions {
  const m = new TopicPartitions()
  const flex = v >= 2
  m.topic = flex ? r.compactString() : r.string()
  for (let n = flex ? r.compactCount(4) : r.count(4); n > 0 && r.ok; n--) {
    m.partitions.push(r.int32())
  }
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeTopicPartitions(m: TopicPartitions, v: number): number {
  const flex = v >= 2
  let s = 0
  s += strSize(m.topic, flex)
  s += (flex ? uvarintSize(m.partitions.length + 1) : 4) + m.partitions.length * 4
  if (flex) {
    s += 1
  }
  return s
}

function encodeTopicPartitions(w: Writer, m: TopicPartitions, v: number): void {
  const flex = v >= 2
  flex ? w.compactString(m.topic) : w.string(m.topic)
  flex ? w.uvarint(m.partitions.length + 1) : w.int32(m.partitions.length)
  for (const e of m.partitions) w.int32(e)
  if (flex) {
    w.uvarint(0)
  }
}

export const electLeadersRequest: MessageCodec<ElectLeadersRequest> = {
  name: 'ElectLeadersRequest',
  apiKey: 43,
  minVersion: 0,
  maxVersion: 2,
  flexibleFrom: 2,
  create: () => new ElectLeadersRequest(),
  decode: decodeElectLeadersRequest,
  size: sizeElectLeadersRequest,
  encode: encodeElectLeadersRequest,
  structs: { ElectLeadersRequest, TopicPartitions },
}
