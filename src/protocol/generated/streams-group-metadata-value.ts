// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, uvarintSize, type Writer } from '../writer.ts'

export class StreamsGroupMetadataValue {
  epoch: number = 0
  metadataHash: bigint = 0n
  validatedTopologyEpoch: number = -1
  lastAssignmentConfigs: LastAssignmentConfig[] | null = []
  storedDescriptionTopologyEpoch: number = -1
  failedDescriptionTopologyEpoch: number = -1
}

export class LastAssignmentConfig {
  key: string = ''
  value: string = ''
}

function decodeStreamsGroupMetadataValue(r: Reader, v: number): StreamsGroupMetadataValue {
  const m = new StreamsGroupMetadataValue()
  m.epoch = r.int32()
  m.metadataHash = r.int64Big()
  for (let tags = r.uvarint(); tags > 0 && r.ok; tags--) {
    const tag = r.uvarint()
    const end = r.tagEnd()
    if (tag === 0) {
      m.validatedTopologyEpoch = r.int32()
    }
    else if (tag === 1) {
       {
        const count = r.compactArrayLength(3)
        if (count < 0) m.lastAssignmentConfigs = null
        else {
          const list: LastAssignmentConfig[] = []
          for (let n = count; n > 0 && r.ok; n--) list.push(decodeLastAssignmentConfig(r, v))
          m.lastAssignmentConfigs = list
        }
      }
    }
    else if (tag === 2) {
      m.storedDescriptionTopologyEpoch = r.int32()
    }
    else if (tag === 3) {
      m.failedDescriptionTopologyEpoch = r.int32()
    }
    r.leaveTag(end)
  }
  return m
}

function sizeStreamsGroupMetadataValueLastAssignmentConfigs(m: StreamsGroupMetadataValue, v: number): number {
  let s = 0
   {
    const list = m.lastAssignmentConfigs
    if (list === null) s += 1
    else {
      s += uvarintSize(list.length + 1)
      for (const e of list) s += sizeLastAssignmentConfig(e, v)
    }
  }
  return s
}

function sizeStreamsGroupMetadataValue(m: StreamsGroupMetadataValue, v: number): number {
  let s = 12
  let tags = 0
  if (m.validatedTopologyEpoch !== -1) {
    tags++
    s += 6
  }
  if (m.lastAssignmentConfigs === null || m.lastAssignmentConfigs.length > 0) {
    tags++
    const body = sizeStreamsGroupMetadataValueLastAssignmentConfigs(m, v)
    s += 1 + uvarintSize(body) + body
  }
  if (m.storedDescriptionTopologyEpoch !== -1) {
    tags++
    s += 6
  }
  if (m.failedDescriptionTopologyEpoch !== -1) {
    tags++
    s += 6
  }
  s += uvarintSize(tags)
  return s
}

function encodeStreamsGroupMetadataValue(w: Writer, m: StreamsGroupMetadataValue, v: number): void {
  w.int32(m.epoch)
  w.int64Big(m.metadataHash)
  let tags = 0
  if (m.validatedTopologyEpoch !== -1) tags++
  if (m.lastAssignmentConfigs === null || m.lastAssignmentConfigs.length > 0) tags++
  if (m.storedDescriptionTopologyEpoch !== -1) tags++
  if (m.failedDescriptionTopologyEpoch !== -1) tags++
  w.uvarint(tags)
  if (tags > 0) {
    if (m.validatedTopologyEpoch !== -1) {
      w.uvarint(0)
      w.uvarint(4)
      w.int32(m.validatedTopologyEpoch)
    }
    if (m.lastAssignmentConfigs === null || m.lastAssignmentConfigs.length > 0) {
      w.uvarint(1)
      w.uvarint(sizeStreamsGroupMetadataValueLastAssignmentConfigs(m, v))
      if (m.lastAssignmentConfigs === null) w.uvarint(0)
      else {
        w.uvarint(m.lastAssignmentConfigs.length + 1)
        for (const e of m.lastAssignmentConfigs) encodeLastAssignmentConfig(w, e, v)
      }
    }
    if (m.storedDescriptionTopologyEpoch !== -1) {
      w.uvarint(2)
      w.uvarint(4)
      w.int32(m.storedDescriptionTopologyEpoch)
    }
    if (m.failedDescriptionTopologyEpoch !== -1) {
      w.uvarint(3)
      w.uvarint(4)
      w.int32(m.failedDescriptionTopologyEpoch)
    }
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
  structs: { StreamsGroupMetadataValue, LastAssignmentConfig },
}
