import { ErrorCode } from '../protocol/errors.ts'
import { BatchCursor } from './batch-cursor.ts'
import type { PartitionLog } from './partition-log.ts'
import { type FoundOffset, firstRecordAtOrAfter, firstRecordWithMaxTimestamp } from './record-timestamps.ts'
import type { Segment } from './segment.ts'

export type { FoundOffset } from './record-timestamps.ts'

/** How much one step of the search reads: the index leads to within a few KiB of the batch. */
const STEP_BYTES = 64 * 1024

type Decide = (batch: BatchCursor, buf: Buffer, at: number) => FoundOffset | 'stop' | 'go on'

/** The first record whose timestamp is not below `timestamp` (KIP-79). Unwritten records do not count. */
export async function findOffsetByTimestamp(log: PartitionLog, timestamp: number): Promise<FoundOffset | null> {
  const cursor = new BatchCursor()
  for (const segment of [...log.segments.all]) {
    if (segment.maxTimestamp.timestamp < timestamp || isBelowStart(log, segment)) continue
    const before = segment.timeIndex.lookup(timestamp)
    const from = Math.max(before.offset, log.logStartOffset, segment.baseOffset)
    const found = await walk(log, from, cursor, (batch, buf, at) => {
      if (batch.maxTimestamp < timestamp) return 'go on'
      return firstRecordAtOrAfter(buf, at, batch, timestamp, log.logStartOffset) ?? 'go on'
    })
    if (found !== null) return found
  }
  return null
}

/** The first record that carries the largest timestamp of the log (KIP-734). */
export async function findMaxTimestamp(log: PartitionLog): Promise<FoundOffset | null> {
  let best: Segment | null = null
  for (const segment of log.segments.all) {
    if (segment.maxTimestamp.timestamp > (best?.maxTimestamp.timestamp ?? -1)) best = segment
  }
  if (best === null) return null
  const { timestamp, offset } = best.maxTimestamp
  return walk(log, Math.max(offset, log.logStartOffset), new BatchCursor(), (batch, buf, at) =>
    batch.maxTimestamp === timestamp ? firstRecordWithMaxTimestamp(buf, at, batch) : 'stop',
  )
}

function isBelowStart(log: PartitionLog, segment: Segment): boolean {
  const next = log.segments.at(log.segments.all.indexOf(segment) + 1)
  return next !== null && next.baseOffset <= log.logStartOffset
}

/** Reads the log from `fromOffset` on and asks `decide` of every batch. */
async function walk(
  log: PartitionLog,
  fromOffset: number,
  cursor: BatchCursor,
  decide: Decide,
): Promise<FoundOffset | null> {
  let offset = fromOffset
  for (;;) {
    const read = await log.read({ fetchOffset: offset, maxBytes: STEP_BYTES, minOneBatch: true })
    if (read.errorCode !== ErrorCode.NONE || read.records === null) {
      read.release()
      return null
    }
    try {
      for (let view = read.records as typeof read.records | null; view !== null; view = view.next) {
        for (let at = view.start; at < view.end && cursor.load(view.buf, at, view.end); at += cursor.sizeBytes) {
          const decision = decide(cursor, view.buf, at)
          if (decision === 'stop') return null
          if (decision !== 'go on') return decision
        }
      }
    } finally {
      read.release()
    }
    offset = read.nextOffset
  }
}
