/**
 * The leader's view of one partition: who is in sync, and how far the high watermark may go.
 *
 * Life: made when the image names this broker leader, thrown away when it names another (a new epoch makes a new machine,
 * so no transition leads back). Inside, the in-sync set has two states:
 * - settled: `isr` is what the controller last committed;
 * - proposed: a change was sent and is not answered. Until it is, the *union* of the committed and the proposed set holds
 *   the high watermark back, so that a commit never rests on a set that the controller might refuse (KIP-497).
 */
import type { StepMachine } from '../base/machine.ts'
import { advancedHighWatermark, isLagging } from './high-watermark.ts'

export type LeaderEvent =
  /** The leader's own log is in the operating system up to here. */
  | { readonly kind: 'written'; readonly endOffset: number }
  /** A follower asked from `fetchOffset` on: it has everything below. */
  | { readonly kind: 'follower-fetched'; readonly replicaId: number; readonly fetchOffset: number }
  /** The controller's answer, or the image: this is the in-sync set now. */
  | { readonly kind: 'isr-committed'; readonly isr: readonly number[]; readonly partitionEpoch: number }
  | { readonly kind: 'isr-refused' }
  /** Time for the lag check. */
  | { readonly kind: 'tick' }

export type LeaderEffect =
  | { readonly kind: 'high-watermark'; readonly offset: number }
  | { readonly kind: 'propose-isr'; readonly isr: readonly number[]; readonly partitionEpoch: number }

interface Follower {
  endOffset: number
  lastCaughtUpMs: number
  /** Leader's end offset when the follower last fetched, and when that was: the base of "caught up". */
  leaderEndAtFetch: number
  lastFetchMs: number
}

export interface LeaderOptions {
  readonly nodeId: number
  readonly leaderEpoch: number
  readonly partitionEpoch: number
  readonly replicas: readonly number[]
  readonly isr: readonly number[]
  readonly highWatermark: number
  readonly writtenEndOffset: number
  /** `replica.lag.time.max.ms` */
  readonly maxLagMs: number
  readonly nowMs: number
}

const NO_EFFECTS: LeaderEffect[] = []

export class LeaderReplica implements StepMachine<LeaderEvent, LeaderEffect> {
  readonly nodeId: number
  readonly leaderEpoch: number
  private partitionEpoch: number
  private isr: readonly number[]
  private proposed: readonly number[] | null = null
  private highWatermark: number
  private endOffset: number
  private readonly followers = new Map<number, Follower>()
  private readonly maxLagMs: number

  constructor(options: LeaderOptions) {
    this.nodeId = options.nodeId
    this.leaderEpoch = options.leaderEpoch
    this.partitionEpoch = options.partitionEpoch
    this.isr = options.isr
    this.highWatermark = options.highWatermark
    this.endOffset = options.writtenEndOffset
    this.maxLagMs = options.maxLagMs
    for (const id of options.replicas) {
      if (id === this.nodeId) continue
      // A new leader gives everyone in sync the time to show up.
      this.followers.set(id, { endOffset: -1, lastCaughtUpMs: options.nowMs, leaderEndAtFetch: -1, lastFetchMs: 0 })
    }
  }

  get committedHighWatermark(): number {
    return this.highWatermark
  }

  get inSyncReplicas(): readonly number[] {
    return this.isr
  }

  isAssigned(replicaId: number): boolean {
    return replicaId === this.nodeId || this.followers.has(replicaId)
  }

  step(nowMs: number, event: LeaderEvent): LeaderEffect[] {
    switch (event.kind) {
      case 'written':
        this.endOffset = event.endOffset
        return this.advance()
      case 'follower-fetched':
        return this.onFollowerFetched(nowMs, event.replicaId, event.fetchOffset)
      case 'isr-committed':
        if (event.partitionEpoch < this.partitionEpoch) return NO_EFFECTS
        this.isr = event.isr
        this.partitionEpoch = event.partitionEpoch
        this.proposed = null
        return this.advance()
      case 'isr-refused':
        this.proposed = null
        return this.advance()
      case 'tick':
        return this.shrink(nowMs)
    }
  }

  private onFollowerFetched(nowMs: number, replicaId: number, fetchOffset: number): LeaderEffect[] {
    const follower = this.followers.get(replicaId)
    if (follower === undefined) return NO_EFFECTS
    // Caught up now, or, where it has what the leader had at its fetch before, caught up then.
    if (fetchOffset >= this.endOffset) follower.lastCaughtUpMs = nowMs
    else if (fetchOffset >= follower.leaderEndAtFetch)
      follower.lastCaughtUpMs = Math.max(follower.lastCaughtUpMs, follower.lastFetchMs)
    follower.endOffset = fetchOffset
    follower.leaderEndAtFetch = this.endOffset
    follower.lastFetchMs = nowMs
    const effects = this.advance()
    if (this.proposed === null && !this.isr.includes(replicaId) && fetchOffset >= this.highWatermark) {
      return [...effects, this.propose([...this.isr, replicaId])]
    }
    return effects
  }

  private shrink(nowMs: number): LeaderEffect[] {
    if (this.proposed !== null) return NO_EFFECTS
    const kept = this.isr.filter(id => {
      const follower = this.followers.get(id)
      return (
        follower === undefined ||
        !isLagging(follower.endOffset, this.endOffset, follower.lastCaughtUpMs, nowMs, this.maxLagMs)
      )
    })
    return kept.length === this.isr.length ? NO_EFFECTS : [this.propose(kept)]
  }

  private propose(isr: readonly number[]): LeaderEffect {
    this.proposed = isr
    return { kind: 'propose-isr', isr, partitionEpoch: this.partitionEpoch }
  }

  private *inSyncEndOffsets(): Iterable<number> {
    yield this.endOffset
    const { proposed } = this
    for (const [id, follower] of this.followers) {
      if (this.isr.includes(id) || proposed?.includes(id)) yield follower.endOffset
    }
  }

  private advance(): LeaderEffect[] {
    // A replica set of one is the common case of a developer's broker; it needs no iterator.
    const reached =
      this.followers.size === 0
        ? Math.max(this.highWatermark, this.endOffset)
        : advancedHighWatermark(this.highWatermark, this.inSyncEndOffsets())
    if (reached === this.highWatermark) return NO_EFFECTS
    this.highWatermark = reached
    return [{ kind: 'high-watermark', offset: reached }]
  }
}
