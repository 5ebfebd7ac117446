/**
 * Incremental fetch sessions (KIP-227): a client names its partitions once and then only what changed, and the broker
 * answers only with partitions that have news.
 *
 * A session lives: created by a full fetch with epoch 0 → used with epochs 1, 2, 3 … (2^31−1 wraps to 1) → closed by
 * epoch −1, replaced by another epoch 0, or evicted when the cache is full.
 */

import { type Uuid, ZERO_UUID } from '../base/uuid.ts'
import type { Random } from '../host/host.ts'

export const INVALID_SESSION_ID = 0
export const FINAL_EPOCH = -1
export const INITIAL_EPOCH = 0

/** One partition as the client last described it, and what it last was told. */
export class FetchPartitionState {
  /** Name as known when last resolved, '' while the topic id is unknown. */
  topic: string
  readonly topicId: Uuid
  readonly partition: number
  fetchOffset = 0
  maxBytes = 0
  currentLeaderEpoch = -1
  lastFetchedEpoch = -1
  logStartOffset = -1
  /** −1 forces the next answer to mention the partition. */
  sentHighWatermark = -1
  sentLogStartOffset = -1

  constructor(topic: string, topicId: Uuid, partition: number) {
    this.topic = topic
    this.topicId = topicId
    this.partition = partition
  }
}

/** What an answer's partition holds that decides whether a session must mention it. */
export interface PartitionNews {
  readonly errorCode: number
  readonly highWatermark: number
  readonly logStartOffset: number
  readonly hasRecords: boolean
  /** A diverging epoch or a preferred read replica: always mentioned. */
  readonly hasDirective: boolean
}

export class FetchSession {
  readonly id: number
  readonly createdMs: number
  readonly usesTopicIds: boolean
  lastUsedMs: number
  epoch = 1
  /** In the order in which they are served. */
  readonly partitions = new Map<string, FetchPartitionState>()

  constructor(id: number, nowMs: number, usesTopicIds: boolean) {
    this.id = id
    this.createdMs = nowMs
    this.lastUsedMs = nowMs
    this.usesTopicIds = usesTopicIds
  }

  /** A partition that just got data goes to the end, so that others come first under the byte limit. */
  moveToEnd(key: string): void {
    const state = this.partitions.get(key)
    if (state === undefined) return
    this.partitions.delete(key)
    this.partitions.set(key, state)
  }
}

export function partitionKey(topic: string, topicId: Uuid, partition: number): string {
  return `${topicId === ZERO_UUID ? topic : topicId}:${partition}`
}

/** Whether an incremental answer mentions this partition; remembers what it says. */
export function takeNews(state: FetchPartitionState, news: PartitionNews): boolean {
  let mention = news.hasRecords || news.hasDirective
  if (state.sentHighWatermark !== news.highWatermark) {
    state.sentHighWatermark = news.highWatermark
    mention = true
  }
  if (state.sentLogStartOffset !== news.logStartOffset) {
    state.sentLogStartOffset = news.logStartOffset
    mention = true
  }
  if (news.errorCode !== 0 || news.hasDirective) {
    // After an error the client must hear of the recovery too, even if nothing else changed meanwhile; and a follower
    // that has cut its log, how much of the rest is committed.
    state.sentHighWatermark = -1
    mention = true
  }
  return mention
}

export function nextEpoch(epoch: number): number {
  return epoch >= 0x7fffffff ? 1 : epoch + 1
}

export type SessionLookup =
  | { readonly kind: 'found'; readonly session: FetchSession }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'wrong-epoch' }
  | { readonly kind: 'wrong-topic-form' }

/** All sessions of a broker; bounded by `max.incremental.fetch.session.cache.slots`. */
export class FetchSessionCache {
  private readonly maxSessions: number
  private readonly evictAfterMs: number
  private readonly random: Random
  /** Least recently used first. */
  private readonly sessions = new Map<number, FetchSession>()

  constructor(maxSessions: number, random: Random, evictAfterMs = 120_000) {
    this.maxSessions = maxSessions
    this.random = random
    this.evictAfterMs = evictAfterMs
  }

  get size(): number {
    return this.sessions.size
  }

  /** The session for an incremental request, with its epoch advanced; or why there is none. */
  use(id: number, epoch: number, usesTopicIds: boolean, nowMs: number): SessionLookup {
    const session = this.sessions.get(id)
    if (session === undefined) return { kind: 'unknown' }
    if (session.epoch !== epoch) return { kind: 'wrong-epoch' }
    if (session.usesTopicIds !== usesTopicIds) return { kind: 'wrong-topic-form' }
    session.epoch = nextEpoch(epoch)
    session.lastUsedMs = nowMs
    this.sessions.delete(id)
    this.sessions.set(id, session)
    return { kind: 'found', session }
  }

  close(id: number): void {
    this.sessions.delete(id)
  }

  /** A new session for a client with so many partitions, or null when the cache has no room for it. */
  create(partitionCount: number, usesTopicIds: boolean, nowMs: number): FetchSession | null {
    if (this.maxSessions <= 0) return null
    if (this.sessions.size >= this.maxSessions && !this.evictFor(partitionCount, nowMs)) return null
    const session = new FetchSession(this.newId(), nowMs, usesTopicIds)
    this.sessions.set(session.id, session)
    return session
  }

  /** First one that nobody used for long; else a smaller one that has had its time. */
  private evictFor(partitionCount: number, nowMs: number): boolean {
    for (const session of this.sessions.values()) {
      if (nowMs - session.lastUsedMs <= this.evictAfterMs) break
      this.sessions.delete(session.id)
      return true
    }
    let smallest: FetchSession | null = null
    for (const session of this.sessions.values()) {
      if (nowMs - session.createdMs <= this.evictAfterMs) continue
      if (smallest === null || session.partitions.size < smallest.partitions.size) smallest = session
    }
    if (smallest === null || smallest.partitions.size >= partitionCount) return false
    this.sessions.delete(smallest.id)
    return true
  }

  private newId(): number {
    for (;;) {
      const id = this.random.uint32() & 0x7fffffff
      if (id !== INVALID_SESSION_ID && !this.sessions.has(id)) return id
    }
  }
}
