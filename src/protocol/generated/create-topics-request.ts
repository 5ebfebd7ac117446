// made by scripts/generate.ts; do not edit
import { refuseField, strictEncoding, type MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { nullableStrSize, strSize, uvarintSize, type Writer } from '../writer.ts'

export class CreateTopicsRequest {
  topics: CreatableTopic[] = []
  timeoutMs: number = 60000
  validateOnly: boolean = false
}

export class CreatableTopic {
  name: string = ''
  numPartitions: number = 0
  replicationFactor: number = 0
  assignments: CreatableReplicaAssignment[] = []
  configs: CreatableTopicConfig[] = []
}

export class CreatableReplicaAssignment {
  partitionIndex: number = 0
  brokerIds: number[] = []
}

export class CreatableTopicConfig {
  name: string = ''
  value: string | null = ''
}

function decodeCreateTopicsRequest(r: Reader, v: number): CreateTopicsRequest {
  const m = new CreateTopicsRequest()
  const flex = v >= 5
  for (let n = flex ? r.compactCount(10) : r.count(16); n > 0 && r.ok; n--) {
    m.topics.push(decodeCreatableTopic(r, v))
  }
  m.timeoutMs = r.int32()
  if (v >= 1) {
    m.validateOnly = r.bool()
  }
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeCreateTopicsRequest(m: CreateTopicsRequest, v: number): number {
  const flex = v >= 5
  let s = 4
  s += (flex ? uvarintSize(m.topics.length + 1) : 4)
  for (const e of m.topics) s += sizeCreatableTopic(e, v)
  if (v >= 1) s += 1
  if (flex) {
    s += 1
  }
  return s
}

function refuseCreateTopicsRequest(m: CreateTopicsRequest, v: number): void {
  if (!(v >= 1) && (m.validateOnly)) refuseField('CreateTopicsRequest.validateOnly', v)
}

function encodeCreateTopicsRequest(w: Writer, m: CreateTopicsRequest, v: number): void {
  if (strictEncoding) refuseCreateTopicsRequest(m, v)
  const flex = v >= 5
  flex ? w.uvarint(m.topics.length + 1) : w.int32(m.topics.length)
  for (const e of m.topics) encodeCreatableTopic(w, e, v)
  w.int32(m.timeoutMs)
  if (v >= 1) {
    w.bool(m.validateOnly)
  }
  if (flex) {
    w.uvarint(0)
  }
}

function decodeCreatableTopic(r: Reader, v: number): CreatableTopic {
  const m = new CreatableTopic()
  const flex = v >= 5
  m.name = flex ? r.compactString() : r.string()
  m.numPartitions = r.int32()
  m.replicationFactor = r.int16()
  for (let n = flex ? r.compactCount(6) : r.count(8); n > 0 && r.ok; n--) {
    m.assignments.push(decodeCreatableReplicaAssignment(r, v))
  }
  for (let n = flex ? r.compactCount(3) : r.count(4); n > 0 && r.ok; n--) {
    m.configs.push(decodeCreatableTopicConfig(r, v))
  }
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeCreatableTopic(m: CreatableTopic, v: number): number {
  const flex = v >= 5
  let s = 6
  s += strSize(m.name, flex)
  s += (flex ? uvarintSize(m.assignments.length + 1) : 4)
  for (const e of m.assignments) s += sizeCreatableReplicaAssignment(e, v)
  s += (flex ? uvarintSize(m.configs.length + 1) : 4)
  for (const e of m.configs) s += sizeCreatableTopicConfig(e, v)
  if (flex) {
    s += 1
  }
  return s
}

function encodeCreatableTopic(w: Writer, m: CreatableTopic, v: number): void {
  const flex = v >= 5
  flex ? w.compactString(m.name) : w.string(m.name)
  w.int32(m.numPartitions)
  w.int16(m.replicationFactor)
  flex ? w.uvarint(m.assignments.length + 1) : w.int32(m.assignments.length)
  for (const e of m.assignments) encodeCreatableReplicaAssignment(w, e, v)
  flex ? w.uvarint(m.configs.length + 1) : w.int32(m.configs.length)
  for (const e of m.configs) encodeCreatableTopicConfig(w, e, v)
  if (flex) {
    w.uvarint(0)
  }
}

function decodeCreatableReplicaAssignment(r: Reader, v: number): CreatableReplicaAssignment {
  const m = new CreatableReplicaAssignment()
  const flex = v >= 5
  m.partitionIndex = r.int32()
  for (let n = flex ? r.compactCount(4) : r.count(4); n > 0 && r.ok; n--) {
    m.brokerIds.push(r.int32())
  }
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeCreatableReplicaAssignment(m: CreatableReplicaAssignment, v: number): number {
  const flex = v >= 5
  let s = 4
  s += (flex ? uvarintSize(m.brokerIds.length + 1) : 4) + m.brokerIds.length * 4
  if (flex) {
    s += 1
  }
  return s
}

function encodeCreatableReplicaAssignment(w: Writer, m: CreatableReplicaAssignment, v: number): void {
  const flex = v >= 5
  w.int32(m.partitionIndex)
  flex ? w.uvarint(m.brokerIds.length + 1) : w.int32(m.brokerIds.length)
  for (const e of m.brokerIds) w.int32(e)
  if (flex) {
    w.uvarint(0)
  }
}

function decodeCreatableTopicConfig(r: Reader, v: number): CreatableTopicConfig {
  const m = new CreatableTopicConfig()
  const flex = v >= 5
  m.name = flex ? r.compactString() : r.string()
  m.value = flex ? r.compactNullableString() : r.nullableString()
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeCreatableTopicConfig(m: CreatableTopicConfig, v: number): number {
  const flex = v >= 5
  let s = 0
  s += strSize(m.name, flex)
  s += nullableStrSize(m.value, flex)
  if (flex) {
    s += 1
  }
  return s
}

function encodeCreatableTopicConfig(w: Writer, m: CreatableTopicConfig, v: number): void {
  const flex = v >= 5
  flex ? w.compactString(m.name) : w.string(m.name)
  flex ? w.compactNullableString(m.value) : w.nullableString(m.value)
  if (flex) {
    w.uvarint(0)
  }
}

export const createTopicsRequest: MessageCodec<CreateTopicsRequest> = {
  name: 'CreateTopicsRequest',
  apiKey: 19,
  minVersion: 0,
  maxVersion: 7,
  flexibleFrom: 5,
  create: () => new CreateTopicsRequest(),
  decode: decodeCreateTopicsRequest,
  size: sizeCreateTopicsRequest,
  encode: encodeCreateTopicsRequest,
  structs: { CreateTopicsRequest, CreatableTopic, CreatableReplicaAssignment, CreatableTopicConfig },
}
