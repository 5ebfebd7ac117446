import { assert } from '../base/assert.ts'
import type { BytesView } from '../base/bytes-view.ts'
import type { Uuid } from '../base/uuid.ts'
import { EpochFile } from './epoch-file.ts'
import type { LeaderEpochCache } from './leader-epoch-cache.ts'
import type { LoadedLog } from './loaded-log.ts'
import {
  type AppendResult,
  appendAsFollower,
  appendAsLeader,
  type FollowerAppend,
  type LeaderAppend,
} from './log-append.ts'
import type { LogConfig } from './log-config.ts'
import { asDiskError, type DirectoryState, type LogEnvironment } from './log-environment.ts'
import { LogFlusher } from './log-flusher.ts'
import { persistTopicId } from './log-metadata-files.ts'
import { type LogRead, type ReadRequest, readLog } from './log-reader.ts'
import { deleteOldSegments, deleteSegmentsBelowStart, raiseLogStart } from './log-retention.ts'
import { rollJitterMs, rollLog } from './log-roll.ts'
import { restartIdleLog, truncateIdleLog } from './log-truncation.ts'
import { type LogListener, LogWrites } from './log-writes.ts'
import type { ProducerEntry } from './producer-entry.ts'
import type { ProducerSnapshots } from './producer-snapshots.ts'
import type { ProducerStates } from './producer-states.ts'
import type { Segment } from './segment.ts'
import type { SegmentList } from './segment-list.ts'
import { TailCache } from './tail-cache.ts'
import { type FoundOffset, findMaxTimestamp, findOffsetByTimestamp } from './timestamp-search.ts'
import type { AbortedTxn } from './transaction-index.ts'
import { WriteQueue } from './write-queue.ts'

export type { AppendError, AppendResult, FollowerAppend, LeaderAppend } from './log-append.ts'
export type { LogRead as LogReadResult, ReadRequest } from './log-reader.ts'
export type { LogListener } from './log-writes.ts'

/** Where a log begins and ends. */
export interface LogBounds {
  logStart: number
  logEnd: number
  /** In the operating system, perhaps not yet announced: `flush.messages` makes the announcement wait for the device. */
  queuedEnd: number
  writtenEnd: number
  highWatermark: number
}

/**
 * The log of one partition replica. Appending is synchronous up to the write queue: when `appendAsLeader` returns, offsets,
 * producer state and epochs are those after the append, and the bytes are written at the end of this turn of the loop.
 *
 * `logStartOffset ≤ highWatermark ≤ writtenEndOffset ≤ logEndOffset`. Readers never see beyond `writtenEndOffset`.
 */
export class PartitionLog {
  readonly topic: string
  readonly partition: number
  readonly env: LogEnvironment
  readonly directory: DirectoryState
  readonly segments: SegmentList
  readonly epochs: LeaderEpochCache
  readonly producers: ProducerStates
  readonly snapshots: ProducerSnapshots
  readonly tail: TailCache
  readonly queue: WriteQueue
  readonly flusher: LogFlusher
  readonly epochFile: EpochFile
  /** Grows with every truncation: a read that was under way meanwhile begins anew. */
  generation = 0
  /** Below it the cleaner has left no key twice (cleaner-offset-checkpoint); −1 when it was never here. */
  cleanedOffset = -1
  private id: Uuid | null
  private path: string
  private conf: LogConfig
  /** For the files of this folder alone. */
  readonly bounds: LogBounds
  private closed = false
  private holeAt: number
  private readonly writes: LogWrites

  constructor(env: LogEnvironment, directory: DirectoryState, config: LogConfig, loaded: LoadedLog) {
    this.env = env
    this.directory = directory
    this.conf = config
    this.topic = loaded.topic
    this.partition = loaded.partition
    this.id = loaded.topicId
    this.path = loaded.dir
    this.segments = loaded.segments
    this.epochs = loaded.epochs
    this.producers = loaded.producers
    this.snapshots = loaded.snapshots
    this.bounds = {
      logStart: loaded.logStartOffset,
      logEnd: loaded.logEndOffset,
      queuedEnd: loaded.logEndOffset,
      writtenEnd: loaded.logEndOffset,
      highWatermark: loaded.logStartOffset,
    }
    this.tail = new TailCache(env.tailCache)
    this.holeAt = loaded.holeAt
    this.writes = new LogWrites(this)
    this.queue = new WriteQueue(env, directory, this.writes)
    this.epochFile = new EpochFile(this, this.epochs, loaded.hasEpochsBeyond)
    this.flusher = new LogFlusher(this, loaded.recoveryPoint, loaded.staleFrom)
    this.activeSegment.rollJitterMs = rollJitterMs(this)
  }

  get topicId(): Uuid | null {
    return this.id
  }

  get dir(): string {
    return this.path
  }

  /** The log directory (one of `log.dirs`) that it lies in. */
  get parentDir(): string {
    return this.directory.path
  }

  get config(): LogConfig {
    return this.conf
  }

  get name(): string {
    return `${this.topic}-${this.partition}`
  }

  get logStartOffset(): number {
    return this.bounds.logStart
  }

  /** Behind the last assigned offset. */
  get logEndOffset(): number {
    return this.bounds.logEnd
  }

  /** Behind the last offset that the operating system has (with `flush.messages` reached: that is on the device). */
  get writtenEndOffset(): number {
    return this.bounds.writtenEnd
  }

  /** Given by the replica logic; bounds retention, the last stable offset and the log start offset. */
  get highWatermark(): number {
    return this.bounds.highWatermark
  }

  /** Everything below is on the device. */
  get recoveryPoint(): number {
    return this.flusher.recoveryPoint
  }

  get isOffline(): boolean {
    return this.directory.offline !== null
  }

  get isClosed(): boolean {
    return this.closed
  }

  /** Bytes of all segments, as DescribeLogDirs counts them. */
  get sizeBytes(): number {
    return this.segments.sizeBytes
  }

  get activeSegment(): Segment {
    return this.segments.last
  }

  addListener(listener: LogListener): void {
    this.writes.add(listener)
  }

  removeListener(listener: LogListener): void {
    this.writes.remove(listener)
  }

  updateConfig(config: LogConfig): void {
    this.conf = config
    this.flusher.onConfig()
  }

  /**
   * To be called before the log serves, when its topic's configuration is known; another time it does nothing.
   */
  settle(): void | Promise<void> {
    const cutting = this.settleHole()
    if (cutting !== undefined) return cutting.then(() => this.flusher.syncRecovered())
    this.flusher.syncRecovered()
  }

  /**
   * Of a hole at the end of a segment only the cleanup policy tells whether compaction made it, or a power cut that took
   * what had not been flushed while the next segment's file survived. The latter ends the log: a replica that keeps such
   * a hole never fetches what is missing.
   */
  private settleHole(): void | Promise<void> {
    const offset = this.holeAt
    this.holeAt = -1
    if (offset < 0 || this.conf.compacts || this.isOffline) return
    const fields = { log: this.name, offset, logEndOffset: this.logEndOffset }
    this.env.host.log.log(
      'warn',
      'Offsets are missing in the middle of a log; what lies behind them was removed.',
      fields,
    )
    return this.truncateTo(offset)
  }

  /** Sets the topic id once (partition.metadata). Throws DiskError. */
  assignTopicId(topicId: Uuid): void {
    if (this.id === topicId) return
    assert(this.id === null, `${this.name} has topic id ${this.id} and cannot become ${topicId}`)
    persistTopicId(this.env.disk, this.path, topicId)
    this.id = topicId
  }

  /** Never goes beyond the written end, nor before the log start. Returns whether it moved. */
  updateHighWatermark(highWatermark: number): boolean {
    const next = Math.max(this.bounds.logStart, Math.min(highWatermark, this.bounds.writtenEnd))
    if (next === this.bounds.highWatermark) return false
    this.bounds.highWatermark = next
    this.producers.onHighWatermark(next)
    return true
  }

  /** −1 when there is none. Transactions whose marker is not replicated yet count as well. */
  get firstUnstableOffset(): number {
    const first = this.producers.firstUnstableOffset
    return first < 0 ? -1 : Math.max(first, this.bounds.logStart)
  }

  /** What read_committed consumers may read up to. */
  get lastStableOffset(): number {
    const first = this.firstUnstableOffset
    return first >= 0 && first < this.bounds.highWatermark ? first : this.bounds.highWatermark
  }

  /**
   * Appends validated batches of magic 2, stamping base offset and leader epoch into them in place. Never throws for
   * what the disk does: that comes as KAFKA_STORAGE_ERROR here or through the listener.
   */
  appendAsLeader(records: BytesView, append: LeaderAppend): AppendResult {
    return appendAsLeader(this, records, append)
  }

  /**
   * Appends what was fetched from the leader: offsets and epochs are in the batches. A partial batch at the end is left
   * out. The first batch must not lie before the log end offset.
   */
  appendAsFollower(records: BytesView, append: FollowerAppend): AppendResult {
    return appendAsFollower(this, records, append)
  }

  /**
   * Begins `epoch` at the log end offset: called when this replica becomes leader. It reaches the disk with the first flush
   * of records of the epoch.
   */
  assignLeaderEpoch(epoch: number): void {
    this.epochs.assign(epoch, this.bounds.logEnd)
  }

  /**
   * Runs what touches the disk outside of an append. "No space" is reported and survived, other errors end the directory.
   */
  tryOnDisk(run: () => void): boolean {
    if (this.directory.offline !== null) return false
    try {
      run()
      return true
    } catch (cause) {
      const error = asDiskError(cause)
      if (error.code !== 'ENOSPC') this.directory.fail(error)
      this.env.host.log.log('warn', 'A log could not write to its directory.', { log: this.name, error: error.message })
      return false
    }
  }

  /** Begins a new segment at the log end. Throws DiskError and has then changed nothing. */
  roll(nowMs: number): void {
    rollLog(this, nowMs, this.bounds.logEnd)
  }

  /** See `LogRead`. At once where memory can serve, else a promise; neither throws for what the disk does. */
  read(request: ReadRequest): LogRead | Promise<LogRead> {
    return readLog(this, request)
  }

  /** Aborted transactions that touch [fromOffset, toOffset), for read_committed answers. Throws DiskError. */
  abortedTransactions(fromOffset: number, toOffset: number): AbortedTxn[] {
    const found: AbortedTxn[] = []
    const { segments } = this
    for (let i = Math.max(0, segments.floorIndex(fromOffset)); i < segments.count; i++) {
      if (segments.at(i)!.txnIndex.collect(fromOffset, toOffset, found)) break
    }
    return found
  }

  /** The end of the largest epoch not above `epoch` (OffsetsForLeaderEpoch); null when unknown. */
  endOffsetForEpoch(epoch: number): { epoch: number; endOffset: number } | null {
    const end = this.epochs.endOffsetFor(epoch, this.bounds.logEnd)
    return end.epoch < 0 ? null : end
  }

  /** The leader epoch of the record at `offset`; null when unknown. */
  epochAt(offset: number): number | null {
    const epoch = this.epochs.epochForOffset(offset)
    return epoch < 0 ? null : epoch
  }

  /** First record at or behind `timestamp`; null when all are older. Rejects with DiskError. */
  offsetForTimestamp(timestamp: number): Promise<FoundOffset | null> {
    return findOffsetByTimestamp(this, timestamp)
  }

  /**
   * The record with the largest timestamp (ListOffsets −3, KIP-734); null when there are no timestamps.
   * Rejects with DiskError.
   */
  maxTimestampRecord(): Promise<FoundOffset | null> {
    return findMaxTimestamp(this)
  }

  /**
   * Cuts off `offset` and all behind it, with the whole batch where one reaches over it: see `logEndOffset` afterwards.
   * Done at once when nothing is being written; wait for it before the next append. The disk's failures take the
   * directory offline.
   */
  truncateTo(offset: number): void | Promise<void> {
    return this.whenIdle(() => truncateIdleLog(this, offset))
  }

  /** Drops everything and begins anew at `offset`: what a follower does that is too far behind its leader. */
  truncateFullyAndStartAt(offset: number, logStartOffset = offset): void | Promise<void> {
    return this.whenIdle(() => restartIdleLog(this, offset, logStartOffset))
  }

  private whenIdle(change: () => void): void | Promise<void> {
    this.queue.run()
    if (this.queue.isEmpty) {
      this.tryOnDisk(change)
      return
    }
    return this.queue.drained().then(() => {
      this.tryOnDisk(change)
    })
  }

  /**
   * DeleteRecords, and what followers learn from their leader: moves the log start offset. Segments that lie before it
   * go with the next `deleteOldSegments`. False when `offset` is beyond the high watermark.
   */
  deleteRecordsBefore(offset: number): boolean {
    if (offset > this.bounds.highWatermark) return false
    raiseLogStart(this, offset)
    return true
  }

  /** Applies retention by time, size and log start offset; returns how many segments went. */
  deleteOldSegments(nowMs: number): number {
    let deleted = 0
    this.tryOnDisk(() => {
      deleted = deleteOldSegments(this, nowMs)
    })
    return deleted
  }

  /** Deletes the segments that lie wholly before the log start offset, and nothing that retention would. */
  deleteSegmentsBelowStart(): void {
    this.tryOnDisk(() => void deleteSegmentsBelowStart(this, this.env.host.clock.nowMs()))
  }

  /** Resolves when all appended so far is on the device (or the directory is offline: see `isOffline`). */
  flush(): Promise<void> {
    return this.flusher.flush()
  }

  /** Forgets idle producers (`producer.id.expiration.ms`); returns how many. */
  expireProducers(nowMs: number): number {
    return this.producers.expire(nowMs, this.conf.producerIdExpirationMs)
  }

  /** For DescribeProducers. */
  activeProducers(): ProducerEntry[] {
    return [...this.producers.all]
  }

  /** The directory was renamed (`-delete`, `-future` and back): files that are open stay open. */
  movedTo(dir: string): void {
    this.path = dir
    this.snapshots.dir = dir
    for (const segment of this.segments.all) segment.moveTo(dir)
  }

  /**
   * Brings what was appended to the file before it returns (and to the device, where `flush.messages` promises that),
   * without a turn of the loop. False when that was not possible: see `isOffline`, and `logEndOffset` for what a full
   * disk has taken back.
   */
  writeNow(): boolean {
    return this.writes.writeNow()
  }

  /** Ends the use of the log without writing anything more: deletion, a directory that failed. */
  abandon(): void {
    this.closed = true
    this.generation++
    this.queue.abandon()
    this.flusher.stop()
    this.tail.clear()
    for (const segment of this.segments.all) segment.close()
  }

  /**
   * Brings everything to the device (records, epochs, indexes, producer snapshot), so that the next start trusts what
   * it finds without a look at the records, and closes.
   */
  async close(): Promise<void> {
    if (this.closed) return
    await this.flusher.flush()
    if (!this.isOffline) {
      this.tryOnDisk(() => {
        for (const segment of this.segments.all) segment.writeIndexes(segment === this.activeSegment)
        if (this.snapshots.latest < this.bounds.logEnd) this.snapshots.write(this.bounds.logEnd, this.producers.all)
      })
    }
    if (!this.isOffline) await this.flusher.syncClosing()
    this.abandon()
  }
}
