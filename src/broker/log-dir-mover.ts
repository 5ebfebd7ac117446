/**
 * Moves partitions between log directories while they serve (AlterReplicaLogDirs, KIP-113): fills a future log from the
 * current one, asks the controller for the new assignment when only little is missing (KIP-858), and swaps the two
 * when that is accepted.
 *
 *   waiting → copying → asked → accepted → swapped
 *                ↑_______|  refused
 *
 * From any of them a move ends when it is cancelled, the partition goes or a directory fails. One that the controller
 * heard of then takes its assignment back. A stop leaves all as it is: the `-future` directories are found at the next
 * start, and `resume` goes on.
 */
import type { Uuid } from '../base/uuid.ts'
import { DiskError } from '../host/disk.ts'
import type { Host } from '../host/host.ts'
import { alignCopy, copyNext, copyRest, followLogStart, missingBytes } from '../log/log-copy.ts'
import type { LogManager } from '../log/log-manager.ts'
import type { LogListener, PartitionLog } from '../log/partition-log.ts'
import { ErrorCode } from '../protocol/errors.ts'
import { ByteThrottle } from './byte-throttle.ts'
import type { AssignmentOutcome } from './directory-assignments.ts'
import { LogDirMove } from './log-dir-move.ts'
import type { Partition } from './partition.ts'

export interface LogDirMoverOptions {
  /** num.replica.alter.log.dirs.threads: how many partitions are copied at once; the others wait. */
  readonly movesAtOnce: number
  /** replica.alter.log.dirs.io.max.bytes.per.second of now */
  readonly maxBytesPerSecond: () => number
  /** replica.fetch.max.bytes */
  readonly chunkBytes: number
  /** replica.fetch.backoff.ms: the pause after a directory took nothing, or the controller refused. */
  readonly backoffMs: number
}

export interface LogDirMoverParts {
  readonly logs: LogManager
  readonly replicas: {
    get(topic: string, index: number): Partition | undefined
    /** The partition, or why it is not served here. */
    partitionByName(topic: string, index: number): Partition | number
  }
  readonly assignments: { assign(topicId: Uuid, partition: number, directoryId: Uuid): Promise<AssignmentOutcome> }
}

/** `<topic>-<partition>.<32 characters>-future` must be a file name (KAFKA-4893). */
const MAX_FILE_NAME_LENGTH = 255
const FUTURE_MARK_LENGTH = 1 + 32 + '-future'.length
/**
 * How much may be copied in the turn of the swap, in chunks: more than arrives while one is copied, or a busy log
 * would never be reached.
 */
const REST_CHUNKS = 4
/** A slow rate is kept in small steps. */
const MIN_CHUNK_BYTES = 64 * 1024
/** How often a rate that was changed is looked at. */
const MAX_THROTTLE_PAUSE_MS = 500

export class LogDirMover {
  private readonly host: Pick<Host, 'clock' | 'timers' | 'log'>
  private readonly parts: LogDirMoverParts
  private readonly options: LogDirMoverOptions
  private readonly throttle: ByteThrottle
  private readonly moves = new Map<string, LogDirMove>()
  private readonly running = new Set<Promise<void>>()
  /** Whoever waits for time to pass does not hold up a stop. */
  private readonly pauses = new Set<() => void>()
  private started = false
  private stopped = false

  constructor(host: Pick<Host, 'clock' | 'timers' | 'log'>, parts: LogDirMoverParts, options: LogDirMoverOptions) {
    this.host = host
    this.parts = parts
    this.options = options
    this.throttle = new ByteThrottle(host.clock, options.maxBytesPerSecond)
    parts.logs.onMoveBroken = name => this.moves.get(name)?.wake()
  }

  start(): void {
    this.started = true
    this.startWaiting()
  }

  /** Resolves when nothing is being copied any more. */
  async stop(): Promise<void> {
    this.stopped = true
    for (const move of this.moves.values()) {
      move.wake()
      move.deletions.endAll()
    }
    for (const done of this.pauses) done()
    await Promise.all(this.running)
  }

  get activeMoves(): number {
    return this.moves.size
  }

  /** One partition of AlterReplicaLogDirs: NONE when it lies there, or is on its way; else Kafka's error code. */
  request(topic: string, index: number, path: string): number {
    const { logs, replicas } = this.parts
    if (`${topic}-${index}`.length + FUTURE_MARK_LENGTH > MAX_FILE_NAME_LENGTH) return ErrorCode.INVALID_TOPIC_EXCEPTION
    const directory = logs.directories.find(path)
    if (directory === undefined) return ErrorCode.LOG_DIR_NOT_FOUND
    if (logs.directories.isCordoned(path)) return ErrorCode.INVALID_REPLICA_ASSIGNMENT
    if (directory.state.offline !== null) return ErrorCode.KAFKA_STORAGE_ERROR
    const partition = replicas.partitionByName(topic, index)
    if (partition === ErrorCode.KAFKA_STORAGE_ERROR) return partition
    const future = logs.getFuture(topic, index)
    if (typeof partition !== 'number' && future !== null && future.parentDir !== path) this.cancel(partition, future)
    const current = logs.get(topic, index)
    if (current?.parentDir !== path && logs.getFuture(topic, index)?.parentDir !== path) {
      logs.preferDirectory(topic, index, path)
    }
    // Kafka keeps the older of the two codes for this API.
    if (partition === ErrorCode.NOT_LEADER_OR_FOLLOWER) return ErrorCode.REPLICA_NOT_AVAILABLE
    if (typeof partition === 'number') return partition
    if (current === null) return ErrorCode.REPLICA_NOT_AVAILABLE
    if (current.parentDir === path || logs.getFuture(topic, index) !== null) return ErrorCode.NONE
    // A directory that is away may hold a future log of this partition already.
    if (logs.directories.offline.length > 0) return ErrorCode.KAFKA_STORAGE_ERROR
    try {
      logs.createFuture(topic, index, path)
    } catch (error) {
      if (!(error instanceof DiskError)) throw error
      return ErrorCode.KAFKA_STORAGE_ERROR
    }
    this.resume(partition)
    return ErrorCode.NONE
  }

  /**
   * Where the records of a partition begin in whichever of its logs has more of them (Kafka's low
   * watermark, of one broker).
   */
  lowWatermark({ log }: Partition): number {
    const move = this.moves.get(log.name)
    return move?.source === log ? Math.min(log.logStartOffset, move.copy.logStartOffset) : log.logStartOffset
  }

  /** Resolves when what DeleteRecords took from a partition is gone from its future log too, or after `timeoutMs`. */
  async whenDeleted(partition: Partition, offset: number, timeoutMs: number): Promise<void> {
    const move = this.moves.get(partition.log.name)
    if (move === undefined || this.lowWatermark(partition) >= offset) return
    const gone = move.deletions.wait(offset, timeoutMs)
    move.wake()
    await gone
  }

  /** A partition is here: when it has a future log, the move goes on. */
  resume(partition: Partition): void {
    const copy = this.parts.logs.getFuture(partition.topic, partition.index)
    const { log: source } = partition
    const known = this.moves.get(source.name)
    if (copy === null || known?.copy === copy) return
    if (copy.topicId !== source.topicId) {
      // What an older topic of this name left behind.
      this.parts.logs.abandonFuture(partition.topic, partition.index)
      return
    }
    if (known !== undefined) this.end(known)
    copy.updateConfig(source.config)
    this.moves.set(source.name, new LogDirMove(this.host.timers, partition, source, copy))
    this.startWaiting()
  }

  private cancel(partition: Partition, future: PartitionLog): void {
    this.host.log.log('info', 'A partition is not moved after all.', { log: future.name, to: future.parentDir })
    this.parts.logs.abandonFuture(partition.topic, partition.index)
    const move = this.moves.get(future.name)
    if (move !== undefined) this.end(move)
  }

  /** In the order of their names, as many at once as there may be. */
  private startWaiting(): void {
    if (!this.started || this.stopped) return
    const waiting = [...this.moves.values()].filter(({ state }) => state === 'waiting')
    const free = this.options.movesAtOnce - (this.moves.size - waiting.length)
    if (free <= 0) return
    waiting.sort(({ partition: a }, { partition: b }) =>
      a.topic === b.topic ? a.index - b.index : a.topic < b.topic ? -1 : 1,
    )
    for (const move of waiting.slice(0, free)) {
      move.state = 'copying'
      const run = this.carryOut(move)
      this.running.add(run)
      void run.finally(() => this.running.delete(run))
    }
  }

  private async carryOut(move: LogDirMove): Promise<void> {
    const { source, copy } = move
    const listener: LogListener = {
      onWritten: () => move.wake(),
      onWriteFailed: (_log, fromOffset) => {
        move.takenBackFrom = Math.min(move.takenBackFrom, fromOffset)
        move.wake()
      },
    }
    source.addListener(listener)
    const startedMs = this.host.clock.monotonicMs()
    this.host.log.log('info', 'A partition is being moved to another log directory.', {
      log: source.name,
      from: source.parentDir,
      to: copy.parentDir,
      fromOffset: copy.logEndOffset,
    })
    try {
      const swapped = await this.copyAndSwap(move)
      if (swapped) {
        this.host.log.log('info', 'A partition was moved to another log directory.', {
          log: source.name,
          to: copy.parentDir,
          logEndOffset: copy.logEndOffset,
          ms: Math.round(this.host.clock.monotonicMs() - startedMs),
        })
      }
    } catch (error) {
      this.host.log.log('error', 'A partition could not be moved.', { log: source.name, to: copy.parentDir, error })
    } finally {
      source.removeListener(listener)
      this.end(move)
    }
  }

  /** Whether there is still something to be moved from here to there. */
  private goesOn(move: LogDirMove): boolean {
    const { partition, source, copy } = move
    if (move.ended || this.stopped || source.isOffline || copy.isOffline) return false
    const { logs, replicas } = this.parts
    const { topic, index } = partition
    return (
      logs.getFuture(topic, index) === copy &&
      logs.get(topic, index) === source &&
      replicas.get(topic, index) === partition
    )
  }

  /** True when the copy has taken the source's place; false when the move came to its end otherwise. */
  private async copyAndSwap(move: LogDirMove): Promise<boolean> {
    const { source, copy } = move
    // From now on compaction leaves the log alone: a tombstone that goes before it is copied would bring
    // back what it deletes.
    await this.parts.logs.cleaner.whenAwayFrom(source)
    // An older checkpoint may speak of another log of this name in the directory.
    await this.parts.logs.checkpoint()
    let alignedAt = -1
    while (this.goesOn(move)) {
      if (alignedAt !== source.generation) {
        alignedAt = source.generation
        const { takenBackFrom } = move
        move.takenBackFrom = Number.POSITIVE_INFINITY
        if (copy.logEndOffset > takenBackFrom) await copy.truncateTo(takenBackFrom)
        await alignCopy(source, copy)
        continue
      }
      await followLogStart(source, copy)
      move.deletions.advanced(copy.logStartOffset)
      if (!this.goesOn(move)) break
      const missing = missingBytes(source, copy)
      if (missing <= REST_CHUNKS * this.chunkBytes) {
        // The old log is deleted soon after the swap: only what is as young as an append may not be on the device by then.
        if (move.flushedTo < Math.min(copy.logEndOffset, source.tail.firstOffset)) {
          move.flushedTo = copy.logEndOffset
          await copy.flush()
          continue
        }
        if (move.state === 'copying') this.ask(move)
        const mayEnd = missing === 0 || this.throttle.waitMs === 0
        if (move.state === 'accepted' && mayEnd && alignedAt === source.generation && this.swap(move)) return true
      }
      if (copy.logEndOffset < source.writtenEndOffset) await this.copyChunk(move)
      else await move.woken()
    }
    return false
  }

  private get chunkBytes(): number {
    return Math.min(this.options.chunkBytes, Math.max(MIN_CHUNK_BYTES, this.options.maxBytesPerSecond()))
  }

  private async copyChunk(move: LogDirMove): Promise<void> {
    const { source, copy } = move
    const { waitMs } = this.throttle
    if (waitMs > 0) {
      await this.pause(Math.min(waitMs, MAX_THROTTLE_PAUSE_MS))
      return
    }
    const step = await copyNext(source, copy, this.chunkBytes)
    if (step.kind === 'copied') {
      this.throttle.spend(step.sizeBytes)
      // Everything else has its turn.
      await new Promise<void>(resolve => this.host.timers.defer(resolve))
      return
    }
    if (!this.goesOn(move)) return
    if (step.kind === 'refused') {
      this.host.log.log('warn', 'A log that is being moved could not be written to; trying again.', {
        log: copy.name,
        to: copy.parentDir,
        reason: step.message,
      })
    }
    await this.pause(step.kind === 'refused' ? this.options.backoffMs : 1)
  }

  private pause(ms: number): Promise<void> {
    return new Promise(resolve => {
      const done = (): void => {
        this.pauses.delete(done)
        resolve()
      }
      this.pauses.add(done)
      this.host.timers.after(ms, done)
    })
  }

  /** Asks the controller for the assignment to the new directory; copying goes on meanwhile. */
  private ask(move: LogDirMove): void {
    const { logs, assignments } = this.parts
    const directoryId = logs.directories.idOf(move.copy.parentDir)
    if (directoryId === null) {
      move.state = 'accepted'
      return
    }
    move.state = 'asked'
    void assignments.assign(move.partition.topicId, move.partition.index, directoryId).then(async outcome => {
      if (outcome !== 'accepted') await this.pause(this.options.backoffMs)
      if (move.state !== 'asked') return
      move.state = outcome === 'accepted' ? 'accepted' : 'copying'
      move.wake()
    })
  }

  /** What is still missing and the exchange itself happen in one turn of the loop: nobody sees anything in between. */
  private swap(move: LogDirMove): boolean {
    const { partition, source, copy } = move
    if (copy.logStartOffset < source.logStartOffset) return false
    const { done, sizeBytes } = copyRest(source, copy)
    this.throttle.spend(sizeBytes)
    if (!done || !this.goesOn(move)) return false
    try {
      this.parts.logs.swapFuture(partition.topic, partition.index, next => partition.switchTo(next))
    } catch (error) {
      if (!(error instanceof DiskError)) throw error
      if (error.code !== 'ENOSPC') copy.directory.fail(error)
      return false
    }
    move.ended = true
    void this.parts.logs.checkpoint()
    return true
  }

  private end(move: LogDirMove): void {
    const { partition, source, state } = move
    const wasSwapped = this.parts.logs.get(partition.topic, partition.index) === move.copy
    move.ended = true
    move.wake()
    if (this.moves.get(source.name) === move) this.moves.delete(source.name)
    move.deletions.endAll()
    if (!wasSwapped && !this.stopped && (state === 'asked' || state === 'accepted')) {
      move.state = 'waiting'
      this.takeBack(move)
    }
    this.startWaiting()
  }

  /** The controller was told of a directory that the partition does not lie in after all. */
  private takeBack({ partition, source }: LogDirMove): void {
    const { logs, replicas, assignments } = this.parts
    const directoryId = logs.directories.idOf(source.parentDir)
    if (directoryId === null || replicas.get(partition.topic, partition.index) !== partition) return
    void assignments.assign(partition.topicId, partition.index, directoryId)
  }
}
