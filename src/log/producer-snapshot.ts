import { Reader } from '../protocol/reader.ts'
import { Writer } from '../protocol/writer.ts'
import { lastSequenceOf, type ProducerEntry } from './producer-entry.ts'

const VERSION = 1
const CRC_AT = 2
const ENTRIES_AT = 6
const ENTRY_BYTES = 8 + 2 + 4 + 8 + 4 + 8 + 4 + 8

export type Crc32c = (bytes: Buffer, start: number, end: number) => number

/** The `.snapshot` file of the producers (ProducerSnapshot v1): version, CRC-32C of what follows, entries. */
export function formatProducerSnapshot(entries: Iterable<ProducerEntry>, crc32c: Crc32c): Buffer {
  const list = [...entries]
  const writer = new Writer(ENTRIES_AT + 4 + list.length * ENTRY_BYTES)
  writer.int16(VERSION)
  writer.uint32(0)
  writer.int32(list.length)
  for (const entry of list) {
    const last = entry.batches.at(-1)
    writer.int64(entry.producerId)
    writer.int16(entry.producerEpoch)
    writer.int32(lastSequenceOf(entry))
    writer.int64(last?.lastOffset ?? -1)
    writer.int32(last?.offsetDelta ?? 0)
    writer.int64(entry.lastTimestamp)
    writer.int32(entry.coordinatorEpoch)
    writer.int64(entry.currentTxnFirstOffset)
  }
  writer.buf.writeUInt32BE(crc32c(writer.buf, ENTRIES_AT, writer.buf.length), CRC_AT)
  return writer.buf
}

/** null when the file is damaged or of an unknown version. */
export function parseProducerSnapshot(file: Buffer, crc32c: Crc32c): ProducerEntry[] | null {
  const reader = new Reader(file)
  if (reader.int16() !== VERSION) return null
  const crc = reader.uint32()
  if (!reader.ok || crc !== crc32c(file, ENTRIES_AT, file.length)) return null
  const count = reader.arrayLength(ENTRY_BYTES)
  const entries: ProducerEntry[] = []
  for (let i = 0; i < count; i++) {
    const producerId = reader.int64()
    const producerEpoch = reader.int16()
    const lastSequence = reader.int32()
    const lastOffset = reader.int64()
    const offsetDelta = reader.int32()
    const timestamp = reader.int64()
    const coordinatorEpoch = reader.int32()
    const txnFirstOffset = reader.int64()
    entries.push({
      producerId,
      producerEpoch,
      coordinatorEpoch,
      lastTimestamp: timestamp,
      currentTxnFirstOffset: txnFirstOffset >= 0 ? txnFirstOffset : -1,
      batches: lastOffset >= 0 ? [{ lastSequence, lastOffset, offsetDelta, timestamp }] : [],
    })
  }
  return reader.ok ? entries : null
}
