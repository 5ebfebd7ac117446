/** When committed offsets go (KIP-211): pure, from what is committed and what the group is. */
import type { ClassicGroup } from './classic-group.ts'
import type { CommittedOffset, TopicOffsets } from './offset-store.ts'
import { subscribedTopics } from './subscription.ts'

export interface Expiry {
  readonly expired: readonly { readonly topic: string; readonly partition: number }[]
  /** Nothing is left once these are gone. */
  readonly allGone: boolean
}

/**
 * - A group without members keeps its offsets for `retentionMs` from when it became empty; a group of consumers that assign
 *   themselves, each for `retentionMs` from its commit; so too an empty group of a newer protocol (no `group`).
 * - A group with members keeps the offsets of topics that it subscribes to; others go `retentionMs` after their commit.
 * - An offset that a transaction holds back (`isPending`) stays.
 * - An offset with an expiry of its own (OffsetCommit v2–4) goes by that.
 */
export function expiredOffsets(
  nowMs: number,
  retentionMs: number,
  group: ClassicGroup | undefined,
  topics: ReadonlyMap<string, TopicOffsets>,
  isPending: (topic: string, partition: number) => boolean,
): Expiry {
  const expired: { topic: string; partition: number }[] = []
  let left = 0
  const subscribed = group === undefined || group.state === 'Empty' ? null : group.subscribedTopics(subscribedTopics)
  for (const [topic, partitions] of topics) {
    for (const [partition, offset] of partitions) {
      if (!isPending(topic, partition) && isExpired(nowMs, retentionMs, group, subscribed, topic, offset))
        expired.push({ topic, partition })
      else left++
    }
  }
  return { expired, allGone: left === 0 }
}

function isExpired(
  nowMs: number,
  retentionMs: number,
  group: ClassicGroup | undefined,
  subscribed: ReadonlySet<string> | null,
  topic: string,
  offset: CommittedOffset,
): boolean {
  let sinceMs = offset.commitTimestampMs
  if (group !== undefined && group.state === 'Empty') {
    // A group that once had members: when it became empty counts alone, however late a commit came.
    if (group.protocolType !== null && group.stateSinceMs >= 0) sinceMs = group.stateSinceMs
  } else if (group !== undefined) {
    if (group.state !== 'Stable' || subscribed === null || subscribed.has(topic)) return false
  }
  if (offset.expireTimestampMs >= 0) return nowMs >= offset.expireTimestampMs
  return nowMs - sinceMs >= retentionMs
}
