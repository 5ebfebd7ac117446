/**
 * One partition on this broker: its log, and, while it is led here, the leader's machine, the producers that wait for it
 * and the fetches that wait for it. A thin shell: it runs `LeaderReplica` and carries out its effects.
 */
import type { BytesView } from '../base/bytes-view.ts'
import type { Retained } from '../base/retained.ts'
import { type Uuid, ZERO_UUID } from '../base/uuid.ts'
import type { DiskError } from '../host/disk.ts'
import type { Host } from '../host/host.ts'
import { checksumsAreGood } from '../log/batch-checksum.ts'
import { BatchCursor } from '../log/batch-cursor.ts'
import type { LogListener, PartitionLog } from '../log/partition-log.ts'
import { ErrorCode } from '../protocol/errors.ts'
import { AckQueue } from '../replication/ack-queue.ts'
import { type LeaderEffect, type LeaderEvent, LeaderReplica } from '../replication/leader-replica.ts'
import { FollowerStarts } from './follower-starts.ts'
import type { PartitionConfig } from './partition-config.ts'
import { type AppendOutcome, type ProduceOptions, produceTo, refusal } from './partition-produce.ts'
import { type PartitionRead, positionOf, type ReadOptions, readPartition } from './partition-read.ts'

const cursor = new BatchCursor()

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
  /** acks=1 producers: done when written. acks=all producers: done below the high watermark. */
  private readonly writtenAcks = new AckQueue()
  private readonly committedAcks = new AckQueue()
  private readonly followerStarts: FollowerStarts
  private readonly watchers = new Set<() => void>()
  /** Fetches of followers: what is written is news to them, committed or not. */
  private readonly replicaWatchers = new Set<() => void>()
  /** While this is a follower: what the leader says is committed. */
  private leaderHighWatermark = -1
  /** Where the leader's log begins, as it last said. */
  private leaderLogStart = -1
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
      if (before.leaderEpoch !== leadership.leaderEpoch) {
        this.leaderHighWatermark = -1
        this.leaderLogStart = -1
      }
      this.writtenAcks.fail(-1, 'not-leader')
      this.committedAcks.fail(-1, 'not-leader')
      this.wakeAll()
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
        this.highWatermark = effect.offset
        this.log.updateHighWatermark(effect.offset)
        this.committedAcks.reached(effect.offset)
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
      this.followHighWatermark()
      return
    }
    this.writtenAcks.reached(endOffset)
    this.step({ kind: 'written', endOffset })
    for (const wake of this.replicaWatchers) wake()
  }

  /** After ENOSPC the log goes on without what failed; any other error has ended its directory. */
  private onWriteFailed(fromOffset: number, error: DiskError): void {
    if (error.code !== 'ENOSPC') this.offline = true
    this.writtenAcks.fail(fromOffset, 'failed')
    this.committedAcks.fail(fromOffset, 'failed')
    this.wakeAll()
  }

  /** The directory is gone: nothing here will be served again until a restart. */
  goOffline(): void {
    this.offline = true
    this.writtenAcks.fail(-1, 'failed')
    this.committedAcks.fail(-1, 'failed')
    this.wakeAll()
  }

  // --- following -----------------------------------------------------------------------------------------------------

  /** Where a follower's next fetch begins: all before it is in the operating system's hands, which is what the fetch says. */
  get followPosition(): { readonly fetchOffset: number; readonly lastFetchedEpoch: number } {
    return { fetchOffset: this.log.logEndOffset, lastFetchedEpoch: this.log.epochs.latestEpoch }
  }

  /**
   * What a fetch from the leader brought. Every batch is checked as if a client had sent it: the leader's disk or the network may have damaged it. Null,
   * or why nothing was taken.
   */
  appendFetched(records: BytesView, memory: Retained | null): string | null {
    if (!checksumsAreGood(records)) return 'a batch does not match its checksum'
    if (!this.beginWithin(records)) return 'the log is still being written'
    const { leaderEpoch } = this.leadership
    const appended = this.log.appendAsFollower(records, { leaderEpoch, nowMs: this.host.clock.nowMs(), memory })
    return appended.kind === 'refused' ? `${appended.error}: ${appended.message}` : null
  }

  /**
   * Records were deleted up to the middle of a batch (DeleteRecords): an empty log that begins there gets the batch whole, and has to begin with it.
   * `followBounds` takes the start back up when the batch is written. False when the log cannot be changed at once.
   */
  private beginWithin(records: BytesView): boolean {
    const { log } = this
    if (log.logStartOffset !== log.logEndOffset) return true
    if (!cursor.load(records.buf, records.start, records.end)) return true
    const { baseOffset, nextOffset } = cursor
    if (baseOffset >= log.logEndOffset || nextOffset <= log.logEndOffset) return true
    if (log.truncateFullyAndStartAt(baseOffset) !== undefined) return false
    this.lowerHighWatermark()
    return true
  }

  /** What the leader says of its log beside the records: how much is committed, and where the log begins (DeleteRecords reaches followers so). */
  followBounds(highWatermark: number, logStartOffset: number): void {
    this.leaderHighWatermark = highWatermark
    this.leaderLogStart = logStartOffset
    this.followHighWatermark()
  }

  /** As far as the own log is written; the leader does not repeat what it has said. */
  private followHighWatermark(): void {
    const { log } = this
    const offset = Math.min(this.leaderHighWatermark, log.writtenEndOffset)
    const rises = offset > this.highWatermark
    if (rises) {
      this.highWatermark = offset
      log.updateHighWatermark(offset)
    }
    const logStart = Math.min(this.leaderLogStart, this.highWatermark)
    if (logStart > log.logStartOffset) log.deleteRecordsBefore(logStart)
    if (rises) this.wakeAll()
  }

  /** The leader's history is another from here on (KIP-101, KIP-279). What was committed may go only after an unclean election. */
  async truncateTo(offset: number): Promise<void> {
    await this.log.truncateTo(offset)
    this.lowerHighWatermark()
  }

  /** The leader's log begins behind the end of this one. */
  async restartAt(offset: number): Promise<void> {
    await this.log.truncateFullyAndStartAt(offset)
    this.lowerHighWatermark()
  }

  private lowerHighWatermark(): void {
    const { logEndOffset, logStartOffset } = this.log
    this.highWatermark = Math.max(logStartOffset, Math.min(this.highWatermark, logEndOffset))
    this.log.updateHighWatermark(this.highWatermark)
    this.wakeAll()
  }

  /** Registrations of the replicas in a proposed in-sync set, as their fetches told them. */
  registrationOf(replicaId: number): number {
    return this.leader?.brokerEpochOf(replicaId) ?? -1
  }

  /** The in-sync set that was proposed to the controller and is not known to be its own, or not; null when there is none. */
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
    this.writtenAcks.expire(nowMs)
    this.committedAcks.expire(nowMs)
    this.step({ kind: 'tick' })
  }

  /** Calls `wake` whenever something a fetch waits for may have changed. */
  watch(wake: () => void, forReplica = false): void {
    if (forReplica) this.replicaWatchers.add(wake)
    else this.watchers.add(wake)
  }

  unwatch(wake: () => void): void {
    this.watchers.delete(wake)
    this.replicaWatchers.delete(wake)
  }

  private wakeAll(): void {
    for (const wake of this.watchers) wake()
    for (const wake of this.replicaWatchers) wake()
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
    const queue = acks === 1 ? this.writtenAcks : this.committedAcks
    queue.push({
      endOffset,
      deadlineMs: this.host.clock.monotonicMs() + timeoutMs,
      onDone: result => {
        switch (result) {
          case 'reached':
            if (acks === -1 && this.leader !== null && !this.leader.holdsEnough) {
              onDone({ ...outcome, errorCode: ErrorCode.NOT_ENOUGH_REPLICAS_AFTER_APPEND })
            } else onDone(outcome)
            break
          case 'timed-out':
            onDone({ ...outcome, errorCode: ErrorCode.REQUEST_TIMED_OUT })
            break
          case 'failed':
            onDone(refusal(ErrorCode.KAFKA_STORAGE_ERROR))
            break
          case 'not-leader':
            onDone(refusal(ErrorCode.NOT_LEADER_OR_FOLLOWER))
            break
        }
      },
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
    this.committedAcks.push({
      endOffset,
      deadlineMs: this.host.clock.monotonicMs() + timeoutMs,
      onDone: result => onDone(ACK_ERRORS[result]),
    })
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
   * A follower has fetched from here, under `leaderEpoch`: what that says of it. False when it says nothing any more: this broker has ceased to lead in that
   * epoch while the disk was read, or the follower is of an earlier life.
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

const ACK_ERRORS = {
  reached: ErrorCode.NONE,
  'timed-out': ErrorCode.REQUEST_TIMED_OUT,
  failed: ErrorCode.KAFKA_STORAGE_ERROR,
  'not-leader': ErrorCode.NOT_LEADER_OR_FOLLOWER,
} as const
