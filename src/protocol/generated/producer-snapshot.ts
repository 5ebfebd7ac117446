// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

export class ProducerSnapshot {
  crc: number = 0
  producerEntries: ProducerEntry[] = []
}

export class ProducerEntry {
  producerId: number = 0
  epoch: number = 0
  lastSequence: number = 0
  lastOffset: number = 0
  offsetDelta: number = 0
  timestamp: number = 0
  coordinatorEpoch: number = 0
  currentTxnFirstOffset: number = 0
}

function decodeProducerSnapshot(r: Reader, v: number): ProducerSnapshot {
  const m = new ProducerSnapshot()
  m.crc = r.uint32()
  for (let n = r.count(46); n > 0 && r.ok; n--) {
    m.producerEntries.push(decodeProducerEntry(r, v))
  }
  return m
}

function sizeProducerSnapshot(m: ProducerSnapshot, v: number): number {
  let s = 4
  s += 4
  for (const e of m.producerEntries) s += sizeProducerEntry(e, v)
  return s
}

function encodeProducerSnapshot(w: Writer, m: ProducerSnapshot, v: number): void {
  w.uint32(m.crc)
  w.int32(m.producerEntries.length)
  for (const e of m.producerEntries) encodeProducerEntry(w, e, v)
}

function decodeProducerEntry(r: Reader, v: number): ProducerEntry {
  const m = new ProducerEntry()
  m.producerId = r.int64()
  m.epoch = r.int16()
  m.lastSequence = r.int32()
  m.lastOffset = r.int64()
  m.offsetDelta = r.int32()
  m.timestamp = r.int64()
  m.coordinatorEpoch = r.int32()
  m.currentTxnFirstOffset = r.int64()
  return m
}

function sizeProducerEntry(m: ProducerEntry, v: number): number {
  let s = 46
  return s
}

function encodeProducerEntry(w: Writer, m: ProducerEntry, v: number): void {
  w.int64(m.producerId)
  w.int16(m.epoch)
  w.int32(m.lastSequence)
  w.int64(m.lastOffset)
  w.int32(m.offsetDelta)
  w.int64(m.timestamp)
  w.int32(m.coordinatorEpoch)
  w.int64(m.currentTxnFirstOffset)
}

export const producerSnapshot: MessageCodec<ProducerSnapshot> = {
  name: 'ProducerSnapshot',
  apiKey: -1,
  minVersion: 1,
  maxVersion: 1,
  flexibleFrom: 32767,
  create: () => new ProducerSnapshot(),
  decode: decodeProducerSnapshot,
  size: sizeProducerSnapshot,
  encode: encodeProducerSnapshot,
  structs: { ProducerSnapshot, ProducerEntry },
}
