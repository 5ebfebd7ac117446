/**
 * Runs the group coordinator's shards: one for each partition of `__consumer_offsets` that this broker leads. Loads a shard
 * from its partition, carries out the effects of its decisions in order, and lets it go when leadership moves.
 *
 * A record is applied when it is appended, so that the next decision sees it; what depends on it is answered when it is
 * committed. An append that fails is undone, newest first, before anyone is told.
 */
import { BytesView } from '../base/bytes-view.ts'
import type { ReplyToken } from '../coordinator/classic-group.ts'
import { coordinatorPartition } from '../coordinator/coordinator-partition.ts'
import type { CoordinatorRecord, GroupEffect } from '../coordinator/effects.ts'
import { GroupShard, type GroupShardOptions } from '../coordinator/group-shard.ts'
import type { Host, Timer } from '../host/host.ts'
import { checksumsAreGood } from '../log/batch-checksum.ts'
import { ErrorCode } from '../protocol/errors.ts'
import { readChain } from '../records/batch-reader.ts'
import { buildBatch } from '../records/builder.ts'
import { ControlType, controlTypeOf } from '../records/control.ts'
import type { Partition } from './partition.ts'

export const OFFSETS_TOPIC = '__consumer_offsets'
/** How much of a partition is read at a time while loading. */
const LOAD_CHUNK_BYTES = 1024 * 1024
const DAMAGED = 'damaged'
const MAX_READ_ATTEMPTS = 10
const READ_AGAIN_MS = 100

export interface CoordinatorRuntimeOptions extends GroupShardOptions {
  /** offsets.commit.timeout.ms */
  readonly commitTimeoutMs: number
  /** offsets.retention.check.interval.ms */
  readonly retentionCheckIntervalMs: number
}

/** An append that is not committed yet. */
interface Uncommitted {
  readonly endOffset: number
  readonly undos: (() => void)[]
}

/** One shard under one leader epoch. */
class ActiveShard {
  readonly shard: GroupShard
  readonly partition: Partition
  readonly leaderEpoch: number
  loaded = false
  /** Where the log ended when it was loaded. */
  loadedEndOffset = 0
  closed = false
  uncommitted: Uncommitted[] = []
  readonly timers = new Map<string, Timer>()

  constructor(shard: GroupShard, partition: Partition) {
    this.shard = shard
    this.partition = partition
    this.leaderEpoch = partition.currentLeadership.leaderEpoch
  }
}

export class CoordinatorRuntime {
  private readonly host: Host
  private readonly options: CoordinatorRuntimeOptions
  private readonly partitionOf: (index: number) => Partition | undefined
  /** Partitions of the offsets topic; 0 while it does not exist. */
  private partitionCount = 0
  private readonly active = new Map<number, ActiveShard>()
  private readonly replies = new Map<ReplyToken, (response: object) => void>()
  private nextToken = 1
  private expiryTimer: Timer | null = null
  private stopped = false

  constructor(host: Host, options: CoordinatorRuntimeOptions, partitionOf: (index: number) => Partition | undefined) {
    this.host = host
    this.options = options
    this.partitionOf = partitionOf
    this.scheduleExpiry()
  }

  get topicExists(): boolean {
    return this.partitionCount > 0
  }

  partitionIndexOf(groupId: string): number {
    return coordinatorPartition(groupId, this.partitionCount)
  }

  /** The image changed: follows the leadership of the offsets topic. Runs behind the replica manager. */
  follow(partitionCount: number): void {
    this.partitionCount = partitionCount
    for (let index = 0; index < partitionCount; index++) {
      const partition = this.partitionOf(index)
      const known = this.active.get(index)
      const leads = partition?.isLeader === true
      if (
        known !== undefined &&
        (!leads || known.partition !== partition || known.leaderEpoch !== partition.currentLeadership.leaderEpoch)
      ) {
        this.unload(index, known)
      }
      if (leads && !this.active.has(index)) this.load(index, partition)
    }
    for (const [index, known] of this.active) if (index >= partitionCount) this.unload(index, known)
  }

  private load(index: number, partition: Partition): void {
    const entry = new ActiveShard(new GroupShard(this.options, this.host.random), partition)
    this.active.set(index, entry)
    entry.shard.beginLoading()
    const startedMs = this.host.clock.monotonicMs()
    const finish = (): void => {
      if (entry.closed) return
      entry.loaded = true
      entry.loadedEndOffset = partition.log.logEndOffset
      this.run(entry, entry.shard.finishLoading(this.host.clock.nowMs()))
      const ms = Math.round(this.host.clock.monotonicMs() - startedMs)
      this.host.log.log('debug', 'the group coordinator has loaded a partition', {
        partition: index,
        groups: entry.shard.groups.size,
        ms,
      })
    }
    // What is in memory is read at once, so that a fresh topic is ready before its creation is answered.
    const rest = this.readFrom(entry, partition.log.logStartOffset)
    if (rest === null) finish()
    else {
      rest.then(finish, error => {
        this.host.log.log('error', 'the group coordinator could not load its partition', { partition: index, error })
      })
    }
  }

  /**
   * Replays the partition from an offset on; null when that needed no waiting. To the end of the log, not to the high
   * watermark: what the last leader had committed and answered may be above the one that its successor knows of, and
   * what lies above it will be committed by this leader.
   */
  private readFrom(entry: ActiveShard, fromOffset: number, attempts = 1): Promise<void> | null {
    const { partition } = entry
    let fetchOffset = fromOffset
    while (!entry.closed && fetchOffset < partition.log.logEndOffset) {
      if (fetchOffset >= partition.log.writtenEndOffset) {
        // This broker's own records, of an earlier epoch, on their way to the file.
        return partition.log.queue.drained().then(() => this.readFrom(entry, fetchOffset) ?? undefined)
      }
      const read = partition.log.read({
        fetchOffset,
        maxBytes: LOAD_CHUNK_BYTES,
        minOneBatch: true,
        upperBoundOffset: partition.log.writtenEndOffset,
      })
      if (read instanceof Promise) {
        const { log } = partition
        return read.then(result => {
          if (partition.log !== log) {
            // Moved to another directory meanwhile: the log that was read is closed, the next one has the same records.
            result.release()
            return this.readFrom(entry, fetchOffset) ?? undefined
          }
          const next = this.replayRead(entry, result, fetchOffset)
          if (next === DAMAGED) return this.readAgain(entry, fetchOffset, attempts)
          return next === null ? undefined : (this.readFrom(entry, next) ?? undefined)
        })
      }
      const next = this.replayRead(entry, read, fetchOffset)
      if (next === DAMAGED) return this.readAgain(entry, fetchOffset, attempts)
      if (next === null) return null
      fetchOffset = next
    }
    return null
  }

  /** Groups must not be made of damaged records. Perhaps they were read badly, and not written so. */
  private async readAgain(entry: ActiveShard, fetchOffset: number, attempts: number): Promise<void> {
    const { topic, index } = entry.partition
    if (attempts >= MAX_READ_ATTEMPTS)
      throw new Error(`what is read of ${topic}-${index} at offset ${fetchOffset} does not match its checksum`)
    await new Promise<void>(resolve => this.host.timers.after(READ_AGAIN_MS, resolve))
    await this.readFrom(entry, fetchOffset, attempts + 1)
  }

  /** Where to read on; null for nothing more. */
  private replayRead(
    entry: ActiveShard,
    read: { errorCode: number; records: BytesView | null; nextOffset: number; release(): void },
    fetchOffset: number,
  ): number | typeof DAMAGED | null {
    if (read.errorCode !== ErrorCode.NONE || read.records === null) {
      read.release()
      if (read.errorCode !== ErrorCode.NONE)
        throw new Error(`reading offset ${fetchOffset} failed with error ${read.errorCode}`)
      return null
    }
    if (!checksumsAreGood(read.records)) {
      read.release()
      return DAMAGED
    }
    const { shard } = entry
    for (const batch of readChain(read.records)) {
      for (const record of batch.records) {
        if (batch.isControl) {
          const type = controlTypeOf(record.key)
          if (type === ControlType.COMMIT || type === ControlType.ABORT) {
            shard.replayMarker(batch.producerId, type === ControlType.COMMIT)
          }
        } else if (record.key !== null) {
          const producerId = batch.isTransactional ? batch.producerId : -1
          shard.replay({ key: record.key, value: record.value }, producerId, record.offset)
        }
      }
    }
    read.release()
    return read.nextOffset
  }

  private unload(index: number, entry: ActiveShard): void {
    this.active.delete(index)
    this.run(entry, entry.shard.abandon(this.host.clock.nowMs()))
    entry.closed = true
    for (const timer of entry.timers.values()) timer.cancel()
    entry.timers.clear()
  }

  // --- decisions ---------------------------------------------------------------------------------------------------------

  /** The shard of a group when it can be asked, else the error code to answer. */
  shardOf(groupId: string): GroupShard | number {
    const entry = this.entryOf(groupId)
    return typeof entry === 'number' ? entry : entry.shard
  }

  private entryOf(groupId: string): ActiveShard | number {
    if (this.stopped || this.partitionCount === 0) return ErrorCode.NOT_COORDINATOR
    const entry = this.active.get(this.partitionIndexOf(groupId))
    if (entry === undefined) return ErrorCode.NOT_COORDINATOR
    return entry.loaded ? entry : ErrorCode.COORDINATOR_LOAD_IN_PROGRESS
  }

  *loadedShards(): IterableIterator<GroupShard> {
    for (const entry of this.active.values()) if (entry.loaded) yield entry.shard
  }

  get isLoading(): boolean {
    for (const entry of this.active.values()) if (!entry.loaded) return true
    return false
  }

  /** A token for a reply that comes as an effect. */
  park(onReply: (response: object) => void): ReplyToken {
    const token = this.nextToken++
    this.replies.set(token, onReply)
    return token
  }

  /** Carries out what a decision about this group asks for. */
  execute(groupId: string, effects: readonly GroupEffect[]): void {
    const entry = this.entryOf(groupId)
    if (typeof entry !== 'number') this.run(entry, effects)
  }

  /** Appends records for a group; calls back with NONE when they are committed. */
  write(groupId: string, records: readonly CoordinatorRecord[], done: (errorCode: number) => void): void {
    const entry = this.entryOf(groupId)
    if (typeof entry === 'number') done(entry)
    else if (records.length === 0) done(ErrorCode.NONE)
    else this.append(entry, records, done)
  }

  private run(entry: ActiveShard, effects: readonly GroupEffect[]): void {
    for (const effect of effects) {
      switch (effect.kind) {
        case 'reply': {
          const onReply = this.replies.get(effect.token)
          this.replies.delete(effect.token)
          onReply?.(effect.response)
          break
        }
        case 'timer': {
          // What was under way when the shard was let go must not wake it again.
          if (entry.closed) break
          entry.timers.get(effect.name)?.cancel()
          const { name, timeout } = effect
          const timer = this.host.timers.after(effect.delayMs, () => {
            if (entry.timers.get(name) !== timer) return
            entry.timers.delete(name)
            this.run(entry, entry.shard.timeout(this.host.clock.nowMs(), timeout))
          })
          entry.timers.set(name, timer)
          break
        }
        case 'cancel-timer':
          entry.timers.get(effect.name)?.cancel()
          entry.timers.delete(effect.name)
          break
        case 'append': {
          const { done } = effect
          this.append(entry, effect.records, errorCode => this.run(entry, done(errorCode)))
          break
        }
        case 'settle': {
          const { done } = effect
          entry.partition.awaitCommitted(entry.loadedEndOffset, this.options.commitTimeoutMs, errorCode =>
            this.run(entry, done(errorCode)),
          )
          break
        }
      }
    }
  }

  private append(entry: ActiveShard, records: readonly CoordinatorRecord[], done: (errorCode: number) => void): void {
    if (entry.closed) {
      done(ErrorCode.NOT_COORDINATOR)
      return
    }
    const timestamp = this.host.clock.nowMs()
    const batch = buildBatch(records.map(({ key, value }) => ({ key, value, timestamp })))
    const appended = entry.partition.appendInternal(BytesView.of(batch), entry.leaderEpoch)
    if (typeof appended === 'number') {
      done(appended)
      return
    }
    const undos: (() => void)[] = []
    const { endOffset } = appended
    records.forEach((record, i) => {
      const undo = entry.shard.replay(record, -1, endOffset - records.length + i)
      if (undo !== null) undos.push(undo)
    })
    entry.uncommitted.push({ endOffset, undos })
    entry.partition.awaitCommitted(endOffset, this.options.commitTimeoutMs, errorCode => {
      if (errorCode === ErrorCode.NONE) {
        entry.uncommitted = entry.uncommitted.filter(each => each.endOffset > endOffset)
      } else if (errorCode !== ErrorCode.REQUEST_TIMED_OUT) {
        this.rollBack(entry)
      }
      done(errorCode)
    })
  }

  /** A failed write takes everything behind it with it. */
  private rollBack(entry: ActiveShard): void {
    const committed = entry.partition.committedOffset
    for (const { endOffset, undos } of entry.uncommitted.toReversed()) {
      if (endOffset <= committed) continue
      for (const undo of undos.toReversed()) undo()
    }
    entry.uncommitted = []
  }

  // --- upkeep ------------------------------------------------------------------------------------------------------------

  private scheduleExpiry(): void {
    this.expiryTimer = this.host.timers.after(this.options.retentionCheckIntervalMs, () => {
      this.expireNow()
      if (!this.stopped) this.scheduleExpiry()
    })
  }

  /** Applies offset expiry to every shard. */
  expireNow(): void {
    const nowMs = this.host.clock.nowMs()
    for (const entry of this.active.values()) {
      if (!entry.loaded) continue
      const records = entry.shard.expire(nowMs)
      if (records.length > 0) this.append(entry, records, () => {})
    }
  }

  topicDeleted(topic: string): void {
    for (const entry of this.active.values()) {
      if (!entry.loaded) continue
      const records = entry.shard.offsets.tombstonesOfTopic(topic)
      if (records.length > 0) this.append(entry, records, () => {})
    }
  }

  stop(): void {
    if (this.stopped) return
    for (const [index, entry] of [...this.active]) this.unload(index, entry)
    this.stopped = true
    this.expiryTimer?.cancel()
  }
}
