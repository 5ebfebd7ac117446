import { recordsOf } from '../records/batch-reader.ts'
import type { BatchCursor } from './batch-cursor.ts'

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
  for (const record of stampsOf(buf, at, batch)) {
    if (record.timestamp >= timestamp && record.offset >= minOffset) return record
  }
  return null
}

/** The first record that carries the batch's largest timestamp. */
export function firstRecordWithMaxTimestamp(buf: Buffer, at: number, batch: BatchCursor): FoundOffset {
  for (const record of stampsOf(buf, at, batch)) if (record.timestamp === batch.maxTimestamp) return record
  return { offset: batch.lastOffset, timestamp: batch.maxTimestamp }
}

function* stampsOf(buf: Buffer, at: number, batch: BatchCursor): Generator<FoundOffset> {
  const { baseOffset, baseTimestamp, maxTimestamp, isLogAppendTime } = batch
  if (batch.magic < 2) {
    yield { offset: batch.lastOffset, timestamp: maxTimestamp }
    return
  }
  const records = recordsOf(buf, at)
  if (records === null) return
  while (records.next()) {
    yield {
      offset: baseOffset + records.offsetDelta,
      timestamp: isLogAppendTime ? maxTimestamp : baseTimestamp + records.timestampDelta,
    }
  }
}
