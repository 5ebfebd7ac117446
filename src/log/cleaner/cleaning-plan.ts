import type { PartitionLog } from '../partition-log.ts'
import type { Segment } from '../segment.ts'

/** What the next round over one log would do, and how much it is worth. */
export interface CleaningPlan {
  readonly log: PartitionLog
  /** Below it no key appears twice. */
  readonly firstDirtyOffset: number
  /** The round ends before it. */
  readonly firstUncleanableOffset: number
  readonly cleanableBytes: number
  /** Share of what could be cleaned of all that lies below the uncleanable part. */
  readonly ratio: number
  /** `max.compaction.lag.ms` has passed for a record (KIP-354): the ratio does not matter. */
  readonly isOverdue: boolean
}

/** null when nothing of the log may be cleaned now. */
export function planCleaning(log: PartitionLog, nowMs: number): CleaningPlan | null {
  const { segments, config } = log
  // A log whose start has passed the clean part (retention, DeleteRecords), or one that was cut before it,
  // begins anew there.
  const known = log.cleanedOffset
  const firstDirtyOffset = known < log.logStartOffset || known > log.logEndOffset ? log.logStartOffset : known
  const sealed = segments.all.slice(0, -1)
  let firstUncleanableOffset = Math.min(log.lastStableOffset, log.activeSegment.baseOffset)
  if (config.minCompactionLagMs > 0) {
    const young = sealed.find(
      segment =>
        endOf(log, segment) > firstDirtyOffset && largestTimestampOf(log, segment) > nowMs - config.minCompactionLagMs,
    )
    if (young !== undefined) firstUncleanableOffset = Math.min(firstUncleanableOffset, young.baseOffset)
  }
  if (firstUncleanableOffset <= firstDirtyOffset) return null
  let cleanBytes = 0
  let cleanableBytes = 0
  let oldestDirtyMs = Number.POSITIVE_INFINITY
  for (const segment of sealed) {
    if (segment.baseOffset >= firstUncleanableOffset) break
    if (endOf(log, segment) <= firstDirtyOffset) {
      cleanBytes += segment.sizeBytes
      continue
    }
    cleanableBytes += segment.sizeBytes
    segment.loadFirstBatchTimestamp()
    if (segment.firstBatchTimestamp > 0) oldestDirtyMs = Math.min(oldestDirtyMs, segment.firstBatchTimestamp)
  }
  return {
    log,
    firstDirtyOffset,
    firstUncleanableOffset,
    cleanableBytes,
    ratio: cleanableBytes === 0 ? 0 : cleanableBytes / (cleanBytes + cleanableBytes),
    isOverdue: nowMs - oldestDirtyMs > config.maxCompactionLagMs,
  }
}

/** Whether the round is due: more than `min.cleanable.dirty.ratio` of the log, or something waits for too long. */
export function isDue(plan: CleaningPlan): boolean {
  return plan.cleanableBytes > 0 && (plan.isOverdue || plan.ratio > plan.log.config.minCleanableDirtyRatio)
}

/** Behind the last offset that the segment could hold. */
export function endOf(log: PartitionLog, segment: Segment): number {
  const next = log.segments.at(log.segments.all.indexOf(segment) + 1)
  return next?.baseOffset ?? log.logEndOffset
}

/** Segments without timestamps (magic 0) count from their last modification. */
export function largestTimestampOf(log: PartitionLog, segment: Segment): number {
  const { timestamp } = segment.maxTimestamp
  return timestamp >= 0 ? timestamp : modifiedMsOf(log, segment)
}

export function modifiedMsOf(log: PartitionLog, segment: Segment): number {
  return log.env.disk.statSync(segment.log.path)?.modifiedMs ?? segment.createdMs
}

interface SizedSegment {
  readonly baseOffset: number
  readonly sizeBytes: number
  readonly offsetIndexBytes: number
  readonly timeIndexBytes: number
}

/**
 * Neighbours that may become one segment: together they are no larger than `segment.bytes` and `segment.index.bytes`,
 * and their offsets fit into 31 bits. Every group has at least one.
 */
export function groupSegments<S extends SizedSegment>(
  segments: readonly S[],
  limits: { readonly segmentBytes: number; readonly indexBytes: number; readonly endOffset: number },
): S[][] {
  const groups: S[][] = []
  let group: S[] = []
  let bytes = 0
  let offsetIndexBytes = 0
  let timeIndexBytes = 0
  for (const [i, segment] of segments.entries()) {
    const first = group[0]
    const lastOffset = (segments[i + 1]?.baseOffset ?? limits.endOffset) - 1
    const fits =
      first !== undefined &&
      bytes + segment.sizeBytes <= limits.segmentBytes &&
      offsetIndexBytes + segment.offsetIndexBytes <= limits.indexBytes &&
      timeIndexBytes + segment.timeIndexBytes <= limits.indexBytes &&
      (segment.sizeBytes === 0 || lastOffset - first.baseOffset <= 0x7fffffff)
    if (!fits) {
      group = []
      groups.push(group)
      bytes = 0
      offsetIndexBytes = 0
      timeIndexBytes = 0
    }
    group.push(segment)
    bytes += segment.sizeBytes
    offsetIndexBytes += segment.offsetIndexBytes
    timeIndexBytes += segment.timeIndexBytes
  }
  return groups
}
