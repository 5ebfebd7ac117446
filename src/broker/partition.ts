/**
 * One partition on this broker: its log, and what it does with it. While it is led here it runs `LeaderReplica` and
 * carries out its effects; while it follows, `PartitionFollowing` does the work. Who waits at it is in
 * `PartitionWaiters`; producing and reading have files of their own (`partition-produce.ts`, `partition-read.ts`).
 */
import type { BytesView } from '../base/bytes-view.ts'
import type { Retained } from '../base/retained.ts'
import { type Uuid, ZERO_UUID } from '../base/uuid.ts'
import type { DiskError } from '../host/disk.ts'
import type { Host } from '../host/host.ts'
import type { LogListener, PartitionLog } from '../log/partition-log.ts'
import { ErrorCode } from '../protocol/errors.ts'
import { type LeaderEffect, type LeaderEvent, LeaderReplica } from '../replication/leader-replica.ts'
import { FollowerStarts } from './follower-starts.ts'
import type { PartitionConfig } from './partition-config.ts'
import { PartitionFollowing } from './partition-following.ts'
import { ACK_ERRORS, type AppendOutcome, acknowledged, type ProduceOptions, produceTo } from './partition-produce.ts'
import { type PartitionRead, positionOf, type ReadOptions, readPartition } from './partition-read.ts'
import { PartitionWaiters } from './partition-waiters.ts'

export interface PartitionLeadership {
  readonly leaderId: number
  readonly leaderEpoch: number
  readonly partitionEpoch: number
  readonly replicas: readonly number[]
  readonly isr: readonly number[]
}

export interface PartitionEvents {
  /** The leader wants another in-sync set (AlterPartition). */
  onProposeIsr(partition: Partition, isr: readonly number[], partitionEpoch: number): void
  onHighWatermark(partition: Partition, offset: number): void
  /** Whether the cluster would take this registration of a broker into an in-sync set. */
  isEligible(brokerId: number, brokerEpoch: number): boolean
  /** The broker was registered again since: what comes from that registration is of an earlier life (KIP-903). */
  isStale(brokerId: number, brokerEpoch: number): boolean
}

/** How long a fetch or produce may be parked does not depend on the partition: deadlines are the caller's. */
export class Partition {
  readonly topic: string
  readonly topicId: Uuid
  readonly index: number
  private currentLog: PartitionLog
  private readonly logListener: LogListener
  private readonly host: Host
  private readonly nodeId: number
  private readonly maxLagMs: number
  private readonly events: PartitionEvents
  private currentConfig: PartitionConfig
  private leader: LeaderReplica | null = null
  private leadership: PartitionLeadership
  private readonly waiters = new PartitionWaiters()
  private readonly following: PartitionFollowing
  private readonly followerStarts: FollowerStarts
  private highWatermark: number
  /** The directory failed: every request is answered KAFKA_STORAGE_ERROR. */
  private offline = false

  constructor(
    host: Host,
    nodeId: number,
    maxLagMs: number,
    log: PartitionLog,
    config: PartitionConfig,
    leadership: PartitionLeadership,
    highWatermark: number,
    events: PartitionEvents,
  ) {
    this.host = host
    this.nodeId = nodeId
    this.maxLagMs = maxLagMs
    this.topic = log.topic
    this.topicId = log.topicId ?? ZERO_UUID
    this.index = log.partition
    this.currentLog = log
    this.currentConfig = config
    this.leadership = leadership
    this.highWatermark = Math.min(Math.max(highWatermark, log.logStartOffset), log.writtenEndOffset)
    this.events = events
    this.followerStarts = new FollowerStarts(host.timers)
    this.following = new PartitionFollowing(this)
    log.updateHighWatermark(this.highWatermark)
    this.logListener = {
      onWritten: written => this.onWritten(written.writtenEndOffset),
      onWriteFailed: (_log, fromOffset, error) => this.onWriteFailed(fromOffset, error),
    }
    log.addListener(this.logListener)
  }

  /** Another one after the partition was moved to another log directory: do not keep it over an `await`. */
  get log(): PartitionLog {
    return this.currentLog
  }

  /** The log was moved (AlterReplicaLogDirs): `log` holds all that the one before it held, and more of it is written. */
  switchTo(log: PartitionLog): void {
    this.currentLog.removeListener(this.logListener)
    this.currentLog = log
    log.addListener(this.logListener)
    log.updateConfig(this.config.log)
    if (this.leader !== null) log.assignLeaderEpoch(this.leadership.leaderEpoch)
    this.onWritten(log.writtenEndOffset)
  }

  get isLeader(): boolean {
    return this.leader !== null
  }

  get currentLeadership(): PartitionLeadership {
    return this.leadership
  }

  get committedOffset(): number {
    return this.highWatermark
  }

  setHighWatermark(offset: number): void {
    this.highWatermark = offset
    this.log.updateHighWatermark(offset)
  }

  get isOffline(): boolean {
    return this.offline
  }

  get config(): PartitionConfig {
    return this.currentConfig
  }

  /** The topic's configuration changed. */
  reconfigure(config: PartitionConfig): void {
    this.currentConfig = config
    this.log.updateConfig(config.log)
    this.step({ kind: 'min-in-sync-changed', minInSyncReplicas: config.minInSyncReplicas })
  }

  get stableOffset(): number {
    return this.log.lastStableOffset
  }

  /** Follows the image. Makes a new leader machine when the epoch changed in this broker's favour. */
  lead(leadership: PartitionLeadership): void {
    const before = this.leadership
    this.leadership = leadership
    if (before.leaderEpoch !== leadership.leaderEpoch) this.followerStarts.clear()
    if (leadership.leaderId !== this.nodeId) {
      this.leader = null
      if (before.leaderEpoch !== leadership.leaderEpoch) this.following.begin()
      this.waiters.fail(-1, 'not-leader')
      return
    }
    const nowMs = this.host.clock.monotonicMs()
    if (this.leader === null || before.leaderEpoch !== leadership.leaderEpoch) {
      this.leader = new LeaderReplica({
        nodeId: this.nodeId,
        leaderEpoch: leadership.leaderEpoch,
        partitionEpoch: leadership.partitionEpoch,
        replicas: leadership.replicas,
        isr: leadership.isr,
        highWatermark: this.highWatermark,
        writtenEndOffset: this.log.writtenEndOffset,
        epochStartOffset: this.log.logEndOffset,
        maxLagMs: this.maxLagMs,
        minInSyncReplicas: this.config.minInSyncReplicas,
        isEligible: (id, brokerEpoch) => this.events.isEligible(id, brokerEpoch),
        nowMs,
        previous: this.leader,
      })
      this.log.assignLeaderEpoch(leadership.leaderEpoch)
      this.step({ kind: 'written', endOffset: this.log.writtenEndOffset })
    } else {
      const { isr, partitionEpoch, replicas } = leadership
      this.step({ kind: 'assigned', isr, partitionEpoch, replicas })
    }
  }

  private step(event: LeaderEvent): void {
    if (this.leader === null) return
    for (const effect of this.leader.step(this.host.clock.monotonicMs(), event)) this.carryOut(effect)
  }

  private carryOut(effect: LeaderEffect): void {
    switch (effect.kind) {
      case 'high-watermark':
        this.setHighWatermark(effect.offset)
        this.waiters.onCommitted(effect.offset)
        this.events.onHighWatermark(this, effect.offset)
        this.wakeAll()
        break
      case 'propose-isr':
        this.events.onProposeIsr(this, effect.isr, effect.partitionEpoch)
        break
    }
  }

  private onWritten(endOffset: number): void {
    if (this.leader === null) {
      this.following.followBounds()
      return
    }
    this.waiters.onWritten(endOffset)
    this.step({ kind: 'written', endOffset })
    this.waiters.wakeReplicas()
  }

  /** After ENOSPC the log goes on without what failed; any other error has ended its directory. */
  private onWriteFailed(fromOffset: number, error: DiskError): void {
    if (error.code !== 'ENOSPC') this.offline = true
    this.waiters.fail(fromOffset, 'failed')
  }

  /** The directory is gone: nothing here will be served again until a restart. */
  goOffline(): void {
    this.offline = true
    this.waiters.fail(-1, 'failed')
  }

  // --- following -----------------------------------------------------------------------------------------------------

  /**
   * Where a follower's next fetch begins: all before it is in the operating system's hands, which is what the fetch says.
   */
  get followPosition(): { readonly fetchOffset: number; readonly lastFetchedEpoch: number } {
    return { fetchOffset: this.log.logEndOffset, lastFetchedEpoch: this.log.epochs.latestEpoch }
  }

  /**
   * What a fetch from the leader brought. Every batch is checked as if a client had sent it: the leader's disk or the
   * network may have damaged it. Null, or why nothing was taken.
   */
  appendFetched(records: BytesView, memory: Retained | null): string | null {
    return this.following.append(records, this.leadership.leaderEpoch, this.host.clock.nowMs(), memory)
  }

  /**
   * What the leader says of its log beside the records: how much is committed, and where the log begins (DeleteRecords
   * reaches followers so).
   */
  followBounds(highWatermark: number, logStartOffset: number): void {
    this.following.learnBounds(highWatermark, logStartOffset)
  }

  /**
   * The leader's history is another from here on (KIP-101, KIP-279). What was committed may go only after
   * an unclean election.
   */
  truncateTo(offset: number): Promise<void> {
    return this.following.truncateTo(offset)
  }

  /** The leader's log begins behind the end of this one. */
  restartAt(offset: number): Promise<void> {
    return this.following.restartAt(offset)
  }

  // --- leading ------------------------------------------------------------------------------------------------------

  /** Registrations of the replicas in a proposed in-sync set, as their fetches told them. */
  registrationOf(replicaId: number): number {
    return this.leader?.brokerEpochOf(replicaId) ?? -1
  }

  /**
   * The in-sync set that was proposed to the controller and is not known to be its own, or not; null when there is none.
   */
  get proposal(): { readonly isr: readonly number[]; readonly partitionEpoch: number } | null {
    return this.leader?.proposal ?? null
  }

  /** The controller's answer to a proposed in-sync set. */
  onIsrAnswer(answer: Extract<LeaderEvent, { kind: 'isr-accepted' | 'isr-refused' }>): void {
    this.step(answer)
  }

  /** Brokers came, went, or are fenced no longer. */
  onBrokersChanged(): void {
    if (this.leader?.hasFollowers) this.step({ kind: 'brokers-changed' })
  }

  /** Periodic: expires producers that waited too long, and lets the leader judge who lags. */
  tick(nowMs: number): void {
    this.waiters.expire(nowMs)
    this.step({ kind: 'tick' })
  }

  /** Calls `wake` whenever something a fetch waits for may have changed. */
  watch(wake: () => void, forReplica = false): void {
    this.waiters.watch(wake, forReplica)
  }

  unwatch(wake: () => void): void {
    this.waiters.unwatch(wake)
  }

  wakeAll(): void {
    this.waiters.wakeAll()
  }

  /** A client's record set. `onDone` is called once: at once when it is refused, else when `acks` is satisfied. */
  produce(records: BytesView | null, options: ProduceOptions, onDone: (outcome: AppendOutcome) => void): void {
    produceTo(this, this.host.clock.nowMs(), records, options, onDone)
  }

  /** As many are in sync as `min.insync.replicas` asks for; meaningful while leading. */
  get hasEnoughInSync(): boolean {
    return this.leader?.hasEnoughInSync ?? false
  }

  /** DeleteRecords: nothing below `offset` is there any more. */
  deleteRecordsBefore(offset: number): void {
    this.log.deleteRecordsBefore(offset)
    this.wakeAll()
  }

  /** Below this no live replica has records any more (KIP-107); −1 while one has not said where its log begins. */
  get lowWatermark(): number {
    const { replicas } = this.leadership
    const followers = replicas.filter(id => id !== this.nodeId && this.events.isEligible(id, -1))
    return this.followerStarts.lowest(this.log.logStartOffset, followers)
  }

  /** Resolves when the followers have let go of what DeleteRecords took here, or after `timeoutMs`. */
  async whenDeleted(offset: number, timeoutMs: number): Promise<void> {
    if (this.lowWatermark < offset) await this.followerStarts.wait(offset, timeoutMs)
  }

  /** Parks a producer until its records are written, or committed. */
  awaitAck(
    acks: 1 | -1,
    endOffset: number,
    timeoutMs: number,
    outcome: AppendOutcome,
    onDone: (outcome: AppendOutcome) => void,
  ): void {
    // A duplicate of something long committed has nothing to wait for.
    if (endOffset <= (acks === 1 ? this.log.writtenEndOffset : this.highWatermark)) {
      onDone(outcome)
      return
    }
    const deadlineMs = this.host.clock.monotonicMs() + timeoutMs
    this.waiters.push(acks === 1 ? 'written' : 'committed', endOffset, deadlineMs, result => {
      const isHeldByEnough = acks === 1 || this.leader === null || this.leader.holdsEnough
      onDone(acknowledged(outcome, result, isHeldByEnough))
    })
  }

  /** A coordinator's own batch. Returns the end offset to wait for, or a refusal's error code. */
  appendInternal(records: BytesView, leaderEpoch: number): { endOffset: number } | number {
    if (this.offline) return ErrorCode.KAFKA_STORAGE_ERROR
    if (this.leader === null || this.leadership.leaderEpoch !== leaderEpoch) return ErrorCode.NOT_LEADER_OR_FOLLOWER
    if (!this.leader.hasEnoughInSync) return ErrorCode.NOT_ENOUGH_REPLICAS
    const appended = this.log.appendAsLeader(records, {
      leaderEpoch,
      origin: 'coordinator',
      nowMs: this.host.clock.nowMs(),
      memory: null,
    })
    return appended.kind === 'refused' ? ErrorCode[appended.error] : { endOffset: appended.lastOffset + 1 }
  }

  /** Calls back with an error code (NONE when committed) once the high watermark has reached `endOffset`. */
  awaitCommitted(endOffset: number, timeoutMs: number, onDone: (errorCode: number) => void): void {
    if (endOffset <= this.highWatermark) {
      onDone(ErrorCode.NONE)
      return
    }
    const deadlineMs = this.host.clock.monotonicMs() + timeoutMs
    this.waiters.push('committed', endOffset, deadlineMs, result => onDone(ACK_ERRORS[result]))
  }

  /** NONE, or why a request with this leader epoch must be refused (KIP-320). */
  epochError(currentLeaderEpoch: number): number {
    if (currentLeaderEpoch < 0 || currentLeaderEpoch === this.leadership.leaderEpoch) return ErrorCode.NONE
    return currentLeaderEpoch < this.leadership.leaderEpoch
      ? ErrorCode.FENCED_LEADER_EPOCH
      : ErrorCode.UNKNOWN_LEADER_EPOCH
  }

  /** Followers in sync that have what a consumer asks for. */
  readableFollowers(
    fetchOffset: number,
  ): { readonly id: number; readonly endOffset: number; readonly sinceCaughtUpMs: number }[] {
    const followers = this.leader?.inSyncFollowers(this.host.clock.monotonicMs()) ?? []
    return followers.filter(({ id, endOffset }) => {
      return endOffset >= fetchOffset && this.followerStarts.startOf(id) <= fetchOffset
    })
  }

  isInSync(replicaId: number): boolean {
    return this.leader?.inSyncReplicas.includes(replicaId) ?? false
  }

  /** Whether a leader that was elected a moment ago can say where the log ends for consumers (KIP-207). */
  get knowsCommitted(): boolean {
    return this.leader?.knowsCommitted ?? true
  }

  /** As a read, without records: for a consumer that is sent elsewhere for them. */
  position(currentLeaderEpoch: number): PartitionRead {
    return positionOf(this, currentLeaderEpoch)
  }

  /** Consumers see what is committed (and stable, if they ask for that); followers see everything written. */
  read(options: ReadOptions): PartitionRead | Promise<PartitionRead> {
    return readPartition(this, options)
  }

  isAssigned(replicaId: number): boolean {
    return this.leader?.isAssigned(replicaId) ?? false
  }

  /**
   * A follower has fetched from here, under `leaderEpoch`: what that says of it. False when it says nothing any more:
   * this broker has ceased to lead in that epoch while the disk was read, or the follower is of an earlier life.
   */
  onFollowerFetch(options: ReadOptions, leaderEpoch: number): boolean {
    const { replicaId, fetchOffset, replicaEpoch: brokerEpoch = -1 } = options
    if (this.leader === null || this.leadership.leaderEpoch !== leaderEpoch) return false
    if (this.events.isStale(replicaId, brokerEpoch)) return false
    this.followerStarts.note(replicaId, options.replicaLogStart ?? -1)
    this.followerStarts.advanced(this.lowWatermark)
    this.step({ kind: 'follower-fetched', replicaId, fetchOffset, brokerEpoch })
    return true
  }

  /** For OffsetForLeaderEpoch: null for an epoch that this log never saw. */
  endOffsetForEpoch(leaderEpoch: number): { epoch: number; endOffset: number } | null {
    const end = this.log.endOffsetForEpoch(leaderEpoch)
    return end === null ? null : { epoch: end.epoch, endOffset: end.endOffset }
  }
}
