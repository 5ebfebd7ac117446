/**
 * Where a follower's history and its leader's part (KIP-101, KIP-279, and the diverging epoch of KIP-595 in Fetch answers).
 */

export interface EpochEnd {
  readonly epoch: number
  readonly endOffset: number
}

/**
 * Where to cut a log that ends at `logEndOffset`, when the leader says that its `epoch` ends at `leader.endOffset`.
 * `own` is the end of the largest epoch of the own log that is not above the leader's, null when it has none. After
 * cutting, the next fetch tells whether that was enough.
 */
export function truncationOffset(leader: EpochEnd, own: EpochEnd | null, logEndOffset: number): number {
  if (own === null) return Math.min(leader.endOffset, logEndOffset)
  // The own log never saw the leader's epoch: what it has above its own largest is of another history.
  if (own.epoch !== leader.epoch) return Math.min(own.endOffset, logEndOffset)
  return Math.min(own.endOffset, leader.endOffset, logEndOffset)
}
