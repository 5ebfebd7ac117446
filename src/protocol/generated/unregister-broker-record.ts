// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

export class UnregisterBrokerRecord {
  brokerId: number = 0
  brokerEpoch: number = 0
}

function decodeUnregisterBrokerRecord(r: Reader, v: number): UnregisterBrokerRecord {
  const m = new UnregisterBrokerRecord()
  m.brokerId = r.int32()
  m.brokerEpoch = r.int64()
  r.skipTags()
  return m
}

function sizeUnregisterBrokerRecord(m: UnregisterBrokerRecord, v: number): number {
  let s = 12
  s += 1
  return s
}

function encodeUnregisterBrokerRecord(w: Writer, m: UnregisterBrokerRecord, v: number): void {
  w.int32(m.brokerId)
  w.int64(m.brokerEpoch)
  w.uvarint(0)
}

export const unregisterBrokerRecord: MessageCodec<UnregisterBrokerRecord> = {
  name: 'UnregisterBrokerRecord',
  apiKey: 1,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  create: () => new UnregisterBrokerRecord(),
  decode: decodeUnregisterBrokerRecord,
  size: sizeUnregisterBrokerRecord,
  encode: encodeUnregisterBrokerRecord,
  structs: { UnregisterBrokerRecord },
}
