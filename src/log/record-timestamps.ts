import { Reader } from '../protocol/reader.ts'
import { BATCH_HEADER_BYTES, type BatchCursor } from './batch-cursor.ts'

export interface FoundOffset {
  readonly offset: number
  readonly timestamp: number
}

/** The first record of the batch at `buf[at…]` that is at or behind `minOffset` and not older than `timestamp`. */
export function firstRecordAtOrAfter(
  buf: Buffer,
  at: number,
  batch: BatchCursor,
  timestamp: number,
  minOffset: number,
): FoundOffset | null {
  for (const record of recordsOf(buf, at, batch)) {
    if (record.timestamp >= timestamp && record.offset >= minOffset) return record
  }
  return null
}

/** The first record that carries the batch's largest timestamp. */
export function firstRecordWithMaxTimestamp(buf: Buffer, at: number, batch: BatchCursor): FoundOffset {
  for (const record of recordsOf(buf, at, batch)) if (record.timestamp === batch.maxTimestamp) return record
  return { offset: batch.lastOffset, timestamp: batch.maxTimestamp }
}

function* recordsOf(buf: Buffer, at: number, batch: BatchCursor): Generator<FoundOffset> {
  const { baseOffset, baseTimestamp, maxTimestamp, recordCount, isLogAppendTime } = batch
  const reader = new Reader(buf, at + BATCH_HEADER_BYTES, at + batch.sizeBytes)
  for (let i = 0; i < recordCount; i++) {
    const length = reader.varint()
    const end = reader.pos + length
    reader.int8()
    const timestamp = baseTimestamp + reader.varlong()
    const offset = baseOffset + reader.varint()
    reader.skip(end - reader.pos)
    if (!reader.ok) return
    yield { offset, timestamp: isLogAppendTime ? maxTimestamp : timestamp }
  }
}
