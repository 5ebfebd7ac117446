/**
 * The high watermark rule: everything below the smallest log end offset of the in-sync replicas is committed. It never
 * goes back, also when a replica with a shorter log joins (KIP-279's reasoning: a joiner must have caught up first).
 */
export function advancedHighWatermark(current: number, inSyncEndOffsets: Iterable<number>): number {
  let smallest = Number.POSITIVE_INFINITY
  for (const endOffset of inSyncEndOffsets) if (endOffset < smallest) smallest = endOffset
  return Number.isFinite(smallest) && smallest > current ? smallest : current
}

/** Whether a follower has been behind for longer than `replica.lag.time.max.ms` allows. */
export function isLagging(
  followerEndOffset: number,
  leaderEndOffset: number,
  lastCaughtUpMs: number,
  nowMs: number,
  maxLagMs: number,
): boolean {
  return followerEndOffset !== leaderEndOffset && nowMs - lastCaughtUpMs > maxLagMs
}
