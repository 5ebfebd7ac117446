import { LOG_OVERHEAD_BYTES } from '../records/batch.ts'
import { batchChecksumIsGood } from './batch-checksum.ts'
import { BatchCursor } from './batch-cursor.ts'
import { readEndTxnMarker } from './end-txn-marker.ts'
import type { LeaderEpochCache } from './leader-epoch-cache.ts'
import { replayBatch } from './producer-rebuild.ts'
import type { ProducerStates } from './producer-states.ts'
import type { Segment } from './segment.ts'

const READ_BYTES = 1024 * 1024

export interface SegmentRecovery {
  readonly segment: Segment
  /** As they were at the segment's base offset; as they are at its end afterwards. */
  readonly producers: ProducerStates
  readonly epochs: LeaderEpochCache
  readonly indexIntervalBytes: number
}

/**
 * Reads a whole segment, checks every batch, rebuilds its indexes and cuts the file behind the last good batch. Returns
 * how many bytes were cut. Throws DiskError.
 */
export function recoverSegment(recovery: SegmentRecovery): number {
  const { segment, producers, epochs } = recovery
  segment.resetIndexes()
  segment.resetTxnIndex()
  const cursor = new BatchCursor()
  const fileBytes = segment.sizeBytes
  let lastOffset = segment.baseOffset - 1
  const end = forEachWholeBatch(segment, cursor, (buf, at, position) => {
    // Legacy sets may hold the same offset twice; what lies before the segment or beyond its reach is no batch of it.
    if (cursor.baseOffset < segment.baseOffset || !segment.canHold(cursor.lastOffset) || cursor.lastOffset < lastOffset)
      return false
    if (!batchChecksumIsGood(cursor, buf, at)) return false
    lastOffset = cursor.lastOffset
    segment.index(cursor, position, recovery.indexIntervalBytes)
    if (cursor.leaderEpoch > epochs.latestEpoch) epochs.assign(cursor.leaderEpoch, cursor.baseOffset)
    if (cursor.producerId >= 0) {
      const marker = cursor.isControl ? readEndTxnMarker(buf, at, at + cursor.sizeBytes) : null
      const aborted = replayBatch(producers, cursor, marker)
      if (aborted !== null) segment.txnIndex.append(aborted)
    }
    return true
  })
  const { timestamp, offset } = segment.maxTimestamp
  segment.timeIndex.maybeAppend(timestamp, offset, true)
  if (end < fileBytes) {
    segment.log.file().truncateSync(end)
    segment.sizeBytes = end
  }
  return fileBytes - end
}

/**
 * Hands over each batch of the file, whole in memory, until `visit` says no. Returns the position behind the last good one.
 */
function forEachWholeBatch(
  segment: Segment,
  cursor: BatchCursor,
  visit: (buf: Buffer, at: number, position: number) => boolean,
): number {
  const file = segment.log.file()
  const size = segment.sizeBytes
  let buf = Buffer.allocUnsafe(Math.min(READ_BYTES, size))
  let position = 0
  let bufferStart = 0
  let bufferEnd = 0
  while (position < size) {
    const at = position - bufferStart
    let whole = cursor.load(buf, at, bufferEnd - bufferStart) && position + cursor.sizeBytes <= bufferEnd
    if (!whole) {
      if (cursor.malformed && bufferEnd > bufferStart) return position
      // Either only a part of the batch is in the buffer, or not even its header.
      const known = bufferEnd - position > LOG_OVERHEAD_BYTES ? cursor.sizeBytes : 0
      if (position + known > size) return position
      if (known > buf.length) buf = Buffer.allocUnsafe(known)
      bufferStart = position
      bufferEnd = position + file.readSync(buf, 0, Math.min(buf.length, size - position), position)
      whole = cursor.load(buf, 0, bufferEnd - bufferStart)
      if (!whole) return position
      if (cursor.sizeBytes > bufferEnd - bufferStart) {
        if (position + cursor.sizeBytes > size || cursor.sizeBytes <= buf.length) return position
        continue
      }
    }
    if (!visit(buf, position - bufferStart, position)) return position
    position += cursor.sizeBytes
  }
  return position
}
