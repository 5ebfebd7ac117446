import { asDiskError } from './log-environment.ts'
import type { PartitionLog } from './partition-log.ts'
import { Segment } from './segment.ts'

export function rollIfNeeded(
  log: PartitionLog,
  nowMs: number,
  sizeBytes: number,
  firstOffset: number,
  lastOffset: number,
  maxTimestamp: number,
): void {
  const segment = log.activeSegment
  const { segmentBytes, compacts, maxCompactionLagMs } = log.config
  // What must be compacted by then must leave the active segment before (KIP-354).
  const segmentMs = compacts ? Math.min(log.config.segmentMs, maxCompactionLagMs) : log.config.segmentMs
  let rolls = segment.sizeBytes > segmentBytes - sizeBytes || !segment.canHold(lastOffset)
  if (!rolls && segment.sizeBytes > 0) {
    const since = segment.firstBatchTimestamp
    const waitedMs = since >= 0 ? maxTimestamp - since : nowMs - segment.createdMs
    rolls = waitedMs > segmentMs - segment.rollJitterMs || segment.offsetIndex.isFull || segment.timeIndex.isFull
  }
  if (rolls) rollLog(log, nowMs, firstOffset)
}

/**
 * Begins a new segment at the log end (or at `firstOffset`, where a follower's records go on behind a gap). Throws
 * DiskError and has then changed nothing.
 */
export function rollLog(log: PartitionLog, nowMs: number, firstOffset: number): void {
  const before = log.activeSegment
  const baseOffset = Math.max(firstOffset, log.bounds.logEnd)
  if (before.baseOffset === baseOffset) return
  const segment = Segment.create(log.env, log.dir, baseOffset, log.config.maxIndexBytes, nowMs)
  try {
    before.writeIndexes(true)
    log.snapshots.write(baseOffset, log.producers.all)
  } catch (error) {
    // The next attempt makes a file of the same name: this one must be gone by then, so nothing is left to the background.
    segment.close()
    dropFile(log, segment.log.path)
    throw error
  }
  segment.rollJitterMs = rollJitterMs(log)
  log.segments.push(segment)
  log.flusher.onSealed(before)
  // Not at once: a flush drains the queue, whose listeners may append, and this may be the middle of an append.
  log.env.host.timers.defer(() => void log.flusher.flushSealed())
}

function dropFile(log: PartitionLog, path: string): void {
  try {
    log.env.disk.unlinkSync(path)
  } catch (error) {
    // An empty segment that stays does no harm: it is taken over by the next roll, or found empty at the next start.
    asDiskError(error)
  }
}

export function rollJitterMs(log: PartitionLog): number {
  const { segmentJitterMs, segmentMs } = log.config
  const range = Math.min(segmentJitterMs, segmentMs)
  return range > 0 ? log.env.host.random.uint32() % range : 0
}
