import { removeSegments } from './log-truncation.ts'
import type { PartitionLog } from './partition-log.ts'
import type { Segment } from './segment.ts'

/** Moves the log start offset forward; what lies before it is unreadable from now on. */
export function raiseLogStart(log: PartitionLog, offset: number): void {
  const { bounds } = log
  if (offset <= bounds.logStart) return
  bounds.logStart = offset
  if (bounds.highWatermark < offset) bounds.highWatermark = offset
  log.epochs.truncateFromStart(offset)
}

type Rule = (segment: Segment, next: Segment | null) => boolean

/**
 * Deletes segments from the oldest on, as long as one of the rules says so and the high watermark lies behind them.
 * When all would go, a new active segment is begun first. Returns how many went. Throws DiskError.
 */
export function deleteOldSegments(log: PartitionLog, nowMs: number): number {
  const { config } = log
  let deleted = 0
  if (config.deletes) {
    if (config.retentionMs >= 0) {
      deleted += deleteWhile(log, nowMs, 'time', segment => nowMs - lastTimestampOf(log, segment) > config.retentionMs)
    }
    let excess = config.retentionBytes < 0 ? -1 : log.sizeBytes - config.retentionBytes
    if (excess > 0) {
      deleted += deleteWhile(log, nowMs, 'size', segment => {
        if (excess < segment.sizeBytes) return false
        excess -= segment.sizeBytes
        return true
      })
    }
  }
  return deleted + deleteSegmentsBelowStart(log, nowMs)
}

/** Only what lies wholly before the log start offset goes; returns how many segments that were. Throws DiskError. */
export function deleteSegmentsBelowStart(log: PartitionLog, nowMs: number): number {
  const { bounds } = log
  return deleteWhile(log, nowMs, 'log start offset', (_, next) => next !== null && next.baseOffset <= bounds.logStart)
}

/** A segment without timestamps (magic 0) counts from its last modification. */
function lastTimestampOf(log: PartitionLog, segment: Segment): number {
  const { timestamp } = segment.maxTimestamp
  return timestamp >= 0 ? timestamp : (log.env.disk.statSync(segment.log.path)?.modifiedMs ?? segment.createdMs)
}

function deleteWhile(log: PartitionLog, nowMs: number, reason: string, rule: Rule): number {
  const { segments, bounds } = log
  let count = 0
  while (count < segments.count) {
    const segment = segments.at(count)!
    const next = segments.at(count + 1)
    const end = next?.baseOffset ?? bounds.logEnd
    if (end > bounds.highWatermark || (next === null && segment.sizeBytes === 0) || !rule(segment, next)) break
    count++
  }
  if (count === 0) return 0
  if (count === segments.count) log.roll(nowMs)
  const removed = segments.removeFirst(count)
  // Readers learn the new start before the files go away under them.
  log.generation++
  raiseLogStart(log, segments.first.baseOffset)
  removeSegments(log, removed)
  log.env.host.log.log('info', 'Old segments of a log were deleted.', {
    log: log.name,
    reason,
    segments: count,
    logStartOffset: bounds.logStart,
  })
  return count
}
