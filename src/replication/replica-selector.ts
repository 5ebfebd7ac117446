/** Which replica a consumer reads from (KIP-392): Kafka's `RackAwareReplicaSelector`. */

export interface ReadableReplica {
  readonly id: number
  readonly rack: string | null
  readonly endOffset: number
  /** Milliseconds since it had all that the leader had; 0 for the leader. */
  readonly sinceCaughtUpMs: number
}

/**
 * The most caught-up follower in the client's rack; null for the leader, which serves its own rack and whoever has no
 * replica near. Of followers that are equal in that, the one with the largest id.
 */
export function nearestFollower(
  clientRack: string,
  leaderRack: string | null,
  followers: readonly ReadableReplica[],
): number | null {
  if (clientRack === '' || clientRack === leaderRack) return null
  let best: ReadableReplica | null = null
  for (const each of followers) {
    if (each.rack === clientRack && (best === null || isBetter(each, best))) best = each
  }
  return best?.id ?? null
}

function isBetter(a: ReadableReplica, b: ReadableReplica): boolean {
  if (a.endOffset !== b.endOffset) return a.endOffset > b.endOffset
  if (a.sinceCaughtUpMs !== b.sinceCaughtUpMs) return a.sinceCaughtUpMs < b.sinceCaughtUpMs
  return a.id > b.id
}
