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
  | {
      readonly kind: 'follower-fetched'
      readonly replicaId: number
      readonly fetchOffset: number
      /** What the follower says of its registration (KIP-903), −1 when it says nothing. */
      readonly brokerEpoch: number
      /** The cluster knows this registration, and it is neither fenced nor shutting down: only such a replica may become in-sync. */
      readonly isEligible: boolean
    }
  /** The controller's answer, or the image: this is the in-sync set now. */
  | {
      readonly kind: 'isr-committed'
      readonly isr: readonly number[]
      readonly partitionEpoch: number
      /** Those assigned now, where the image says so: a reassignment adds and removes replicas without a new leader epoch. */
      readonly replicas?: readonly number[]
    }
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
  brokerEpoch: number
}

export interface LeaderOptions {
  readonly nodeId: number
  readonly leaderEpoch: number
  readonly partitionEpoch: number
  readonly replicas: readonly number[]
  readonly isr: readonly number[]
  readonly highWatermark: number
  readonly writtenEndOffset: number
  /** Where the log ended when this broker became leader: a follower must have come so far before it counts as in sync. */
  readonly epochStartOffset: number
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
  private readonly epochStartOffset: number
  private readonly followers = new Map<number, Follower>()
  private readonly maxLagMs: number

  constructor(options: LeaderOptions) {
    this.nodeId = options.nodeId
    this.leaderEpoch = options.leaderEpoch
    this.partitionEpoch = options.partitionEpoch
    this.isr = options.isr
    this.highWatermark = options.highWatermark
    this.endOffset = options.writtenEndOffset
    this.epochStartOffset = options.epochStartOffset
    this.maxLagMs = options.maxLagMs
    this.followReplicas(options.nowMs, options.replicas)
  }

  private followReplicas(nowMs: number, replicas: readonly number[]): void {
    for (const id of this.followers.keys()) if (!replicas.includes(id)) this.followers.delete(id)
    for (const id of replicas) {
      if (id === this.nodeId || this.followers.has(id)) continue
      // A new leader gives everyone in sync the time to show up.
      const follower = { endOffset: -1, lastCaughtUpMs: nowMs, leaderEndAtFetch: -1, lastFetchMs: 0, brokerEpoch: -1 }
      this.followers.set(id, follower)
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
        return this.onFollowerFetched(nowMs, event)
      case 'isr-committed':
        if (event.partitionEpoch < this.partitionEpoch) return NO_EFFECTS
        this.isr = event.isr
        this.partitionEpoch = event.partitionEpoch
        this.proposed = null
        if (event.replicas !== undefined) this.followReplicas(nowMs, event.replicas)
        return this.advance()
      case 'isr-refused':
        this.proposed = null
        return this.advance()
      case 'tick':
        return this.shrink(nowMs)
    }
  }

  private onFollowerFetched(
    nowMs: number,
    { replicaId, fetchOffset, brokerEpoch, isEligible }: Extract<LeaderEvent, { kind: 'follower-fetched' }>,
  ): LeaderEffect[] {
    const follower = this.followers.get(replicaId)
    if (follower === undefined) return NO_EFFECTS
    // Caught up now, or, where it has what the leader had at its fetch before, caught up then.
    if (fetchOffset >= this.endOffset) follower.lastCaughtUpMs = nowMs
    else if (fetchOffset >= follower.leaderEndAtFetch)
      follower.lastCaughtUpMs = Math.max(follower.lastCaughtUpMs, follower.lastFetchMs)
    follower.endOffset = fetchOffset
    follower.leaderEndAtFetch = this.endOffset
    follower.lastFetchMs = nowMs
    follower.brokerEpoch = brokerEpoch
    const effects = this.advance()
    if (isEligible && this.proposed === null && !this.isr.includes(replicaId) && this.hasCaughtUp(fetchOffset)) {
      return [...effects, this.propose([...this.isr, replicaId])]
    }
    return effects
  }

  /** In this epoch, and up to what is committed: a replica may have a long log of another history. */
  private hasCaughtUp(fetchOffset: number): boolean {
    return fetchOffset >= this.highWatermark && fetchOffset >= this.epochStartOffset
  }

  /** Registration of a follower as its last fetch told it; −1 when it told none. */
  brokerEpochOf(replicaId: number): number {
    return this.followers.get(replicaId)?.brokerEpoch ?? -1
  }

  get hasFollowers(): boolean {
    return this.followers.size > 0
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
