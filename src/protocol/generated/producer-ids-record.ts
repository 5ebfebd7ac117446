// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

export class ProducerIdsRecord {
  brokerId: number = 0
  brokerEpoch: number = -1
  nextProducerId: number = 0
}

function decodeProducerIdsRecord(r: Reader, v: number): ProducerIdsRecord {
  const m = new ProducerIdsRecord()
  m.brokerId = r.int32()
  m.brokerEpoch = r.int64()
  m.nextProducerId = r.int64()
  r.skipTags()
  return m
}

function sizeProducerIdsRecord(m: ProducerIdsRecord, v: number): number {
  let s = 20
  s += 1
  return s
}

function encodeProducerIdsRecord(w: Writer, m: ProducerIdsRecord, v: number): void {
  w.int32(m.brokerId)
  w.int64(m.brokerEpoch)
  w.int64(m.nextProducerId)
  w.uvarint(0)
}

export const producerIdsRecord: MessageCodec<ProducerIdsRecord> = {
  name: 'ProducerIdsRecord',
  apiKey: 15,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  create: () => new ProducerIdsRecord(),
  decode: decodeProducerIdsRecord,
  size: sizeProducerIdsRecord,
  encode: encodeProducerIdsRecord,
  structs: { ProducerIdsRecord },
}
