/**
 * The offset behind the last record that a majority of the voters has on its device. `voterEndOffsets` holds one entry
 * per voter, the leader's own among them (what it has flushed), −1 where nothing is known.
 */
export function majorityOffset(voterEndOffsets: readonly number[]): number {
  const descending = voterEndOffsets.toSorted((a, b) => b - a)
  // With n voters, floor(n / 2) + 1 of them have at least the entry at index floor(n / 2).
  return descending[Math.floor(descending.length / 2)] ?? -1
}

/**
 * Raft's commit rule: records of earlier epochs count as committed only together with one of the leader's own (§5.4.2
 * of the Raft paper); Kafka asks that the offset has passed the start of the epoch. Never goes back. −1 is "unknown".
 */
export function nextHighWatermark(
  current: number,
  voterEndOffsets: readonly number[],
  epochStartOffset: number,
): number {
  const offset = majorityOffset(voterEndOffsets)
  return offset > epochStartOffset && offset > current ? offset : current
}

/**
 * When the last of a majority of the followers was heard: older than that, and this leader may be alone
 * (KIP-835, check quorum).
 */
export function lastMajorityContactMs(
  followerFetchMs: readonly number[],
  voters: number,
  leaderIsVoter: boolean,
): number {
  const needed = Math.floor(voters / 2) + 1 - (leaderIsVoter ? 1 : 0)
  if (needed <= 0) return Number.POSITIVE_INFINITY
  return followerFetchMs.toSorted((a, b) => b - a)[needed - 1] ?? Number.NEGATIVE_INFINITY
}
