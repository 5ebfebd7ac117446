import type { Host, Timer } from '../host/host.ts'
import type { LogDirectories } from './log-directories.ts'
import type { LogDirectory } from './log-directory.ts'
import type { PartitionLog } from './partition-log.ts'

/** The Kafka keys stand beside each; all in milliseconds. */
export interface UpkeepIntervals {
  /** replica.high.watermark.checkpoint.interval.ms */
  readonly highWatermarkMs: number
  /** log.flush.offset.checkpoint.interval.ms */
  readonly recoveryPointMs: number
  /** log.flush.start.offset.checkpoint.interval.ms */
  readonly logStartMs: number
  /** log.retention.check.interval.ms */
  readonly retentionMs: number
  /** producer.id.expiration.check.interval.ms */
  readonly producerExpiryMs: number
}

const DEFAULT_INTERVALS: UpkeepIntervals = {
  highWatermarkMs: 5_000,
  recoveryPointMs: 60_000,
  logStartMs: 60_000,
  retentionMs: 300_000,
  producerExpiryMs: 600_000,
}

/** All logs of a node. */
export interface UpkeptLogs {
  readonly directories: LogDirectories
  readonly logs: Iterable<PartitionLog>
  /** Those in one directory, future ones as well where asked. */
  logsIn(path: string, withFuture: boolean): readonly PartitionLog[]
}

type WriteCheckpoints = (directory: LogDirectory, logs: readonly PartitionLog[]) => Promise<void>

/** What happens to all logs every so often. */
export class LogUpkeep {
  private readonly host: Pick<Host, 'clock' | 'timers'>
  private readonly kept: UpkeptLogs
  private readonly intervals: UpkeepIntervals
  private readonly timers = new Set<Timer>()
  private checkpointing: Promise<void> = Promise.resolve()
  /** By directory: what waits for its turn. */
  private readonly pointsDue = new Map<string, Promise<void>>()
  private readonly allDue = new Map<string, Promise<void>>()
  private stopped = true

  constructor(host: Pick<Host, 'clock' | 'timers'>, kept: UpkeptLogs, intervals: Partial<UpkeepIntervals> = {}) {
    this.host = host
    this.kept = kept
    this.intervals = { ...DEFAULT_INTERVALS, ...intervals }
  }

  start(): void {
    if (!this.stopped) return
    this.stopped = false
    const { intervals } = this
    const { clock } = this.host
    this.every(intervals.highWatermarkMs, () =>
      this.checkpoint((directory, logs) => directory.writeHighWatermarks(logs)),
    )
    this.every(intervals.recoveryPointMs, () =>
      this.checkpoint((directory, logs) => directory.writeRecoveryPoints(logs)),
    )
    this.every(intervals.logStartMs, () => this.checkpoint((directory, logs) => directory.writeLogStartOffsets(logs)))
    this.every(intervals.retentionMs, () => this.applyRetention(clock.nowMs()))
    this.every(intervals.producerExpiryMs, () => this.expireProducers(clock.nowMs()))
  }

  private every(intervalMs: number, run: () => unknown): void {
    const timer = this.host.timers.after(intervalMs, () => {
      this.timers.delete(timer)
      if (this.stopped) return
      run()
      this.every(intervalMs, run)
    })
    this.timers.add(timer)
  }

  stop(): void {
    this.stopped = true
    for (const timer of this.timers) timer.cancel()
    this.timers.clear()
  }

  async checkpointAll(): Promise<void> {
    await this.checkpoint((directory, logs) => directory.writeCheckpoints(logs))
  }

  /** Persists how far a log, and with it all in its directory, was cleaned. */
  checkpointCleaned(log: PartitionLog): Promise<void> {
    return this.checkpoint(async (directory, logs) => {
      if (directory.path === log.parentDir) await directory.writeCleanedOffsets(logs)
    })
  }

  /** Recovery points of one directory, those that the logs have by the time that it is its turn. */
  checkpointRecoveryPoints(path: string): Promise<void> {
    return this.once(this.pointsDue, path, (directory, logs) => directory.writeRecoveryPoints(logs))
  }

  /** The same with all checkpoints. */
  checkpointDirectory(path: string): Promise<void> {
    return this.once(this.allDue, path, (directory, logs) => directory.writeCheckpoints(logs))
  }

  private once(waiting: Map<string, Promise<void>>, path: string, write: WriteCheckpoints): Promise<void> {
    const due = waiting.get(path)
    if (due !== undefined) return due
    const written = this.checkpoint(async (directory, logs) => {
      if (directory.path !== path) return
      waiting.delete(path)
      await write(directory, logs)
    })
    waiting.set(path, written)
    return written
  }

  /** One after the other: two checkpoints of one file at once would write to one temporary file. */
  private checkpoint(write: WriteCheckpoints): Promise<void> {
    this.checkpointing = this.checkpointing.then(async () => {
      for (const directory of this.kept.directories.all) {
        if (directory.state.offline !== null || directory.isReleased) continue
        try {
          await write(directory, this.kept.logsIn(directory.path, true))
        } catch (error) {
          this.kept.directories.failed(directory, error)
        }
      }
    })
    return this.checkpointing
  }

  cleanUp(nowMs: number): number {
    this.expireProducers(nowMs)
    return this.applyRetention(nowMs)
  }

  private applyRetention(nowMs: number): number {
    let deleted = 0
    for (const log of this.kept.logs) deleted += log.deleteOldSegments(nowMs)
    return deleted
  }

  private expireProducers(nowMs: number): void {
    for (const log of this.kept.logs) log.expireProducers(nowMs)
  }
}
