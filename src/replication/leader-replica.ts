/**
 * The leader's view of one partition: who is in sync, and how far the high watermark may go.
 *
 * Life: made when the image names this broker leader, thrown away when it names another (a new epoch makes a new machine,
 * so no transition leads back). Inside, the in-sync set has two states:
 * - settled: `isr` is what the controller last committed;
 * - proposed: a change was sent. Until it is known what became of it, the *union* of the committed and the proposed set
 *   holds the high watermark back, so that a commit never rests on a set that the controller has left (KIP-497). It ends
 *   with the controller's answer to this very proposal, or with an image that knows a later partition epoch.
 *
 * The high watermark also waits for a replica that is not in the set but has caught up and may join: it will be proposed
 * with its next fetch, and must not be behind by then, or it would never get in (KAFKA-9277). And it stands still while
 * fewer than `min.insync.replicas` are in sync (KIP-966): what is committed is on that many.
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
    }
  /** The image, of the same leader epoch: a reassignment adds and removes replicas without a new one. */
  | {
      readonly kind: 'assigned'
      readonly isr: readonly number[]
      readonly partitionEpoch: number
      readonly replicas: readonly number[]
    }
  /** The controller's answer to what was proposed at the partition epoch `proposedEpoch`. */
  | {
      readonly kind: 'isr-accepted'
      readonly proposedEpoch: number
      readonly isr: readonly number[]
      readonly partitionEpoch: number
    }
  /** The controller says that it has not done it, and nobody will. */
  | { readonly kind: 'isr-refused'; readonly proposedEpoch: number }
  /** The cluster's brokers changed: `isEligible` may answer otherwise. */
  | { readonly kind: 'brokers-changed' }
  | { readonly kind: 'min-in-sync-changed'; readonly minInSyncReplicas: number }
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
  /** As its last fetch told it; null while it has not fetched from this leader. */
  brokerEpoch: number | null
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
  /** `min.insync.replicas` */
  readonly minInSyncReplicas: number
  /**
   * Whether the cluster knows this registration of a broker, neither fenced nor shutting down: only such a replica may
   * become in-sync (KIP-841, KIP-903). −1 is whichever is registered.
   */
  readonly isEligible: (replicaId: number, brokerEpoch: number) => boolean
  readonly nowMs: number
  /** This broker led the epoch before too: what followers have of its log, they still have. */
  readonly previous?: LeaderReplica | null
}

const NO_EFFECTS: LeaderEffect[] = []

export class LeaderReplica implements StepMachine<LeaderEvent, LeaderEffect> {
  readonly nodeId: number
  readonly leaderEpoch: number
  private partitionEpoch: number
  private isr: readonly number[]
  private proposed: { readonly isr: readonly number[]; readonly partitionEpoch: number } | null = null
  private highWatermark: number
  private endOffset: number
  private readonly epochStartOffset: number
  private readonly followers = new Map<number, Follower>()
  private readonly maxLagMs: number
  private minInSyncReplicas: number
  private readonly isEligible: LeaderOptions['isEligible']

  constructor(options: LeaderOptions) {
    this.nodeId = options.nodeId
    this.leaderEpoch = options.leaderEpoch
    this.partitionEpoch = options.partitionEpoch
    this.isr = options.isr
    this.highWatermark = options.highWatermark
    this.endOffset = options.writtenEndOffset
    this.epochStartOffset = options.epochStartOffset
    this.maxLagMs = options.maxLagMs
    this.minInSyncReplicas = options.minInSyncReplicas
    this.isEligible = options.isEligible
    this.followReplicas(options.nowMs, options.replicas)
    for (const [id, before] of options.previous?.followers ?? []) {
      const follower = this.followers.get(id)
      if (follower === undefined) continue
      follower.endOffset = before.endOffset
      follower.brokerEpoch = before.brokerEpoch
    }
  }

  private followReplicas(nowMs: number, replicas: readonly number[]): void {
    for (const id of this.followers.keys()) if (!replicas.includes(id)) this.followers.delete(id)
    for (const id of replicas) {
      if (id === this.nodeId || this.followers.has(id)) continue
      this.followers.set(id, {
        endOffset: -1,
        // A new leader gives everyone in sync the time to show up, and waits for nobody else.
        lastCaughtUpMs: this.isr.includes(id) ? nowMs : Number.NEGATIVE_INFINITY,
        leaderEndAtFetch: -1,
        lastFetchMs: Number.NEGATIVE_INFINITY,
        brokerEpoch: null,
      })
    }
  }

  get committedHighWatermark(): number {
    return this.highWatermark
  }

  /** As the controller last committed it. */
  get inSyncReplicas(): readonly number[] {
    return this.isr
  }

  /** What was proposed and is not known to be done or not; null when nothing is. */
  get proposal(): { readonly isr: readonly number[]; readonly partitionEpoch: number } | null {
    return this.proposed
  }

  /** As Kafka has it: a partition with fewer replicas than `min.insync.replicas` needs all of them. */
  private get neededInSync(): number {
    return Math.min(this.minInSyncReplicas, this.followers.size + 1)
  }

  /** Whether acks=all may be promised. */
  get hasEnoughInSync(): boolean {
    return this.isr.length >= this.neededInSync
  }

  /** Whether what has reached the high watermark is where acks=all wants it: those who are about to join hold it too. */
  get holdsEnough(): boolean {
    const joining = this.proposed?.isr.filter(id => !this.isr.includes(id)).length ?? 0
    return this.isr.length + joining >= this.neededInSync
  }

  /**
   * In-sync followers as their last fetches told: up to where they have all, and how long ago they had all that there was.
   */
  inSyncFollowers(
    nowMs: number,
  ): { readonly id: number; readonly endOffset: number; readonly sinceCaughtUpMs: number }[] {
    return [...this.followers].flatMap(([id, { endOffset, lastCaughtUpMs }]) =>
      this.isr.includes(id) ? [{ id, endOffset, sinceCaughtUpMs: nowMs - lastCaughtUpMs }] : [],
    )
  }

  /**
   * What was committed before this leadership began is known to be: until then nobody can say where the log ends for
   * readers (KIP-207).
   */
  get knowsCommitted(): boolean {
    return this.highWatermark >= this.epochStartOffset
  }

  /** As a follower. */
  isAssigned(replicaId: number): boolean {
    return this.followers.has(replicaId)
  }

  step(nowMs: number, event: LeaderEvent): LeaderEffect[] {
    switch (event.kind) {
      case 'written':
        this.endOffset = event.endOffset
        return this.advance(nowMs)
      case 'follower-fetched':
        return this.onFollowerFetched(nowMs, event)
      case 'assigned':
        if (event.partitionEpoch < this.partitionEpoch) return NO_EFFECTS
        // An image that is no later says nothing of what is under way here: another partition of the topic changed.
        if (event.partitionEpoch > this.partitionEpoch) this.settle(event)
        this.followReplicas(nowMs, event.replicas)
        return this.settled(nowMs)
      case 'isr-accepted':
        if (!this.isAnswer(event.proposedEpoch) || event.partitionEpoch < this.partitionEpoch) return NO_EFFECTS
        this.settle(event)
        return this.settled(nowMs)
      case 'isr-refused':
        if (!this.isAnswer(event.proposedEpoch)) return NO_EFFECTS
        // It is proposed again when there is news: at once would be for ever.
        this.proposed = null
        return this.advance(nowMs)
      case 'brokers-changed':
        return this.settled(nowMs)
      case 'min-in-sync-changed':
        this.minInSyncReplicas = event.minInSyncReplicas
        return this.advance(nowMs)
      case 'tick':
        return [...this.advance(nowMs), ...this.shrink(nowMs)]
    }
  }

  private isAnswer(proposedEpoch: number): boolean {
    return this.proposed?.partitionEpoch === proposedEpoch
  }

  private settle({ isr, partitionEpoch }: { readonly isr: readonly number[]; readonly partitionEpoch: number }): void {
    this.isr = isr
    this.partitionEpoch = partitionEpoch
    this.proposed = null
  }

  private settled(nowMs: number): LeaderEffect[] {
    const effects = this.advance(nowMs)
    const joining = [...this.followers].filter(([id, follower]) => this.mayJoin(nowMs, id, follower)).map(([id]) => id)
    return joining.length === 0 ? effects : [...effects, this.propose([...this.isr, ...joining])]
  }

  private onFollowerFetched(
    nowMs: number,
    { replicaId, fetchOffset, brokerEpoch }: Extract<LeaderEvent, { kind: 'follower-fetched' }>,
  ): LeaderEffect[] {
    const follower = this.followers.get(replicaId)
    if (follower === undefined) return NO_EFFECTS
    // Caught up now, or, where it has what the leader had at its fetch before, caught up then.
    if (fetchOffset >= this.endOffset) follower.lastCaughtUpMs = nowMs
    else if (fetchOffset >= follower.leaderEndAtFetch)
      follower.lastCaughtUpMs = Math.max(follower.lastCaughtUpMs, follower.lastFetchMs)
    follower.endOffset = fetchOffset
    follower.leaderEndAtFetch = Math.max(follower.leaderEndAtFetch, this.endOffset)
    follower.lastFetchMs = nowMs
    follower.brokerEpoch = brokerEpoch
    const effects = this.advance(nowMs)
    const joins =
      this.proposed === null &&
      !this.isr.includes(replicaId) &&
      this.hasCaughtUp(fetchOffset) &&
      this.isEligible(replicaId, brokerEpoch)
    return joins ? [...effects, this.propose([...this.isr, replicaId])] : effects
  }

  /** In this epoch, and up to what is committed: a replica may have a long log of another history. */
  private hasCaughtUp(fetchOffset: number): boolean {
    return fetchOffset >= this.highWatermark && fetchOffset >= this.epochStartOffset
  }

  /**
   * By what its fetches have told so far. One that tells no registration may have been started anew since, and lost some
   * of it: it is heard when it fetches.
   */
  private mayJoin(nowMs: number, id: number, follower: Follower): boolean {
    return (
      this.proposed === null &&
      !this.isr.includes(id) &&
      follower.brokerEpoch !== null &&
      follower.brokerEpoch >= 0 &&
      this.hasCaughtUp(follower.endOffset) &&
      this.isAboutToJoin(nowMs, id, follower)
    )
  }

  /** Registration of a follower as its last fetch told it; −1 when it told none. */
  brokerEpochOf(replicaId: number): number {
    return this.followers.get(replicaId)?.brokerEpoch ?? -1
  }

  get hasFollowers(): boolean {
    return this.followers.size > 0
  }

  private isLagging(nowMs: number, { endOffset, lastCaughtUpMs }: Follower): boolean {
    return isLagging(endOffset, this.endOffset, lastCaughtUpMs, nowMs, this.maxLagMs)
  }

  private shrink(nowMs: number): LeaderEffect[] {
    if (this.proposed !== null) return NO_EFFECTS
    const kept = this.isr.filter(id => {
      const follower = this.followers.get(id)
      return follower === undefined || !this.isLagging(nowMs, follower)
    })
    return kept.length === this.isr.length ? NO_EFFECTS : [this.propose(kept)]
  }

  private propose(isr: readonly number[]): LeaderEffect {
    this.proposed = { isr, partitionEpoch: this.partitionEpoch }
    return { kind: 'propose-isr', isr, partitionEpoch: this.partitionEpoch }
  }

  private heededEndOffsets(nowMs: number): readonly number[] {
    const endOffsets = [this.endOffset]
    for (const [id, follower] of this.followers) {
      const counts = this.isr.includes(id) || this.proposed?.isr.includes(id) || this.isAboutToJoin(nowMs, id, follower)
      if (counts) endOffsets.push(follower.endOffset)
    }
    return endOffsets
  }

  private isAboutToJoin(nowMs: number, id: number, follower: Follower): boolean {
    const { brokerEpoch } = follower
    return brokerEpoch !== null && !this.isLagging(nowMs, follower) && this.isEligible(id, brokerEpoch)
  }

  private advance(nowMs: number): LeaderEffect[] {
    // A replica set of one is the common case of a developer's broker; it needs no iterator.
    const alone = this.followers.size === 0
    if (!alone && !this.hasEnoughInSync) return NO_EFFECTS
    const reached = alone
      ? Math.max(this.highWatermark, this.endOffset)
      : advancedHighWatermark(this.highWatermark, this.heededEndOffsets(nowMs))
    if (reached === this.highWatermark) return NO_EFFECTS
    this.highWatermark = reached
    return [{ kind: 'high-watermark', offset: reached }]
  }
}
