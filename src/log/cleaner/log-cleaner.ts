import { DiskError } from '../../host/disk.ts'
import type { Timer } from '../../host/host.ts'
import type { LogEnvironment } from '../log-environment.ts'
import type { PartitionLog } from '../partition-log.ts'
import { UncleanableError } from './batch-filter.ts'
import { CleaningAborted, cleanLog } from './clean-log.ts'
import { type CleaningPlan, isDue, planCleaning } from './cleaning-plan.ts'
import { OffsetMap } from './offset-map.ts'
import { sipKey } from './sip-hash.ts'

/** The Kafka keys stand beside each; all of them can be changed while the cleaner runs. */
export interface CleanerOptions {
  /** log.cleaner.backoff.ms */
  readonly backoffMs: number
  /** log.cleaner.dedupe.buffer.size */
  readonly dedupeBufferBytes: number
  /** log.cleaner.io.buffer.load.factor */
  readonly loadFactor: number
  /** log.cleaner.io.max.bytes.per.second, read and written together */
  readonly maxBytesPerSecond: number
}

export const DEFAULT_CLEANER_OPTIONS: CleanerOptions = {
  backoffMs: 15_000,
  dedupeBufferBytes: 128 * 1024 * 1024,
  loadFactor: 0.9,
  maxBytesPerSecond: Number.POSITIVE_INFINITY,
}

export interface CleanerTargets {
  readonly logs: Iterable<PartitionLog>
  /** The log is being moved: what was copied of it and what was not must fit together, so no key may go meanwhile. */
  isPaused(log: PartitionLog): boolean
  /** Persists `log.cleanedOffset` (cleaner-offset-checkpoint). */
  checkpoint(log: PartitionLog): Promise<void>
}

/**
 * Compacts logs in the background, the filthiest first, one at a time and in small steps between which everything else
 * goes on. A log that cannot be cleaned (damaged records) is set aside until the next start, with one line in the log.
 */
export class LogCleaner {
  options: CleanerOptions
  private readonly env: LogEnvironment
  private readonly targets: CleanerTargets
  private readonly uncleanable = new WeakSet<PartitionLog>()
  private timer: Timer | null = null
  private running: Promise<void> | null = null
  private cleaning: { readonly log: PartitionLog; readonly done: Promise<unknown> } | null = null
  private stopped = true

  constructor(env: LogEnvironment, targets: CleanerTargets, options: Partial<CleanerOptions> = {}) {
    this.env = env
    this.targets = targets
    this.options = { ...DEFAULT_CLEANER_OPTIONS, ...options }
  }

  start(): void {
    if (!this.stopped) return
    this.stopped = false
    this.schedule(0)
  }

  /** From now on; what waits for `backoffMs` looks again at once. */
  reconfigure(options: Partial<CleanerOptions>): void {
    this.options = { ...this.options, ...options }
    if (this.timer === null || this.stopped) return
    this.timer.cancel()
    this.schedule(0)
  }

  /** Resolves when nothing is being cleaned. */
  async stop(): Promise<void> {
    this.stopped = true
    this.timer?.cancel()
    this.timer = null
    await this.running
  }

  private schedule(delayMs: number): void {
    this.timer = this.env.host.timers.after(delayMs, () => {
      this.timer = null
      this.running = this.cleanFilthiest().then(cleaned => {
        this.running = null
        // After work, look for more at once; else wait.
        if (!this.stopped) this.schedule(cleaned ? 0 : this.options.backoffMs)
      })
    })
  }

  /** Cleans the log that needs it most; false when none does. */
  async cleanFilthiest(): Promise<boolean> {
    const { host } = this.env
    const nowMs = host.clock.nowMs()
    let best: CleaningPlan | null = null
    for (const log of this.targets.logs) {
      if (!log.config.compacts || log.isOffline || log.isClosed || this.uncleanable.has(log)) continue
      if (this.targets.isPaused(log)) continue
      const plan = this.plan(log, nowMs)
      if (plan !== null && isDue(plan) && (best === null || plan.ratio > best.ratio)) best = plan
    }
    if (best === null) return false
    const done = this.clean(best, nowMs)
    this.cleaning = { log: best.log, done }
    try {
      return await done
    } finally {
      this.cleaning = null
    }
  }

  /** Resolves when the log, which is paused by now, is not being cleaned any more. */
  async whenAwayFrom(log: PartitionLog): Promise<void> {
    if (this.cleaning?.log === log) await this.cleaning.done
  }

  private plan(log: PartitionLog, nowMs: number): CleaningPlan | null {
    let plan: CleaningPlan | null = null
    log.tryOnDisk(() => {
      plan = planCleaning(log, nowMs)
    })
    return plan
  }

  private async clean(plan: CleaningPlan, nowMs: number): Promise<boolean> {
    const { log } = plan
    const { host } = this.env
    const { dedupeBufferBytes, loadFactor } = this.options
    const startedMs = host.clock.monotonicMs()
    const map = new OffsetMap(sipKey(host.random.bytes(16)), dedupeBufferBytes, loadFactor)
    try {
      const result = await cleanLog(plan, map, nowMs, this.pacer(log))
      log.cleanedOffset = result.cleanedOffset
      await this.targets.checkpoint(log)
      host.log.log('info', 'A log was compacted.', {
        log: log.name,
        upTo: result.cleanedOffset,
        keys: result.keys,
        bytesBefore: result.bytesBefore,
        bytesAfter: result.bytesAfter,
        ms: Math.round(host.clock.monotonicMs() - startedMs),
      })
      return true
    } catch (error) {
      this.failed(log, error)
      return false
    }
  }

  private failed(log: PartitionLog, error: unknown): void {
    const { host } = this.env
    if (error instanceof CleaningAborted) return
    if (error instanceof UncleanableError) {
      this.uncleanable.add(log)
      host.log.log('warn', 'A log cannot be compacted and is left as it is until the next start.', {
        log: log.name,
        reason: error.message,
      })
      return
    }
    if (!(error instanceof DiskError)) throw error
    // A directory that was renamed under our hands (deletion, move) is no fault of the disk.
    if (log.isClosed || log.isOffline) return
    host.log.log('warn', 'A log could not be compacted.', { log: log.name, error: error.message })
    if (error.code !== 'ENOSPC' && error.code !== 'EMFILE') log.directory.fail(error)
  }

  /** Yields after every piece of work, and keeps below the allowed rate. */
  private pacer(log: PartitionLog): (bytes: number) => Promise<void> {
    const { timers, clock } = this.env.host
    const startedMs = clock.monotonicMs()
    let total = 0
    return async bytes => {
      total += bytes
      const aheadMs = (total / this.options.maxBytesPerSecond) * 1000 - (clock.monotonicMs() - startedMs)
      await new Promise<void>(resolve => {
        if (aheadMs >= 1) timers.after(Math.min(aheadMs, 1_000), resolve)
        else timers.defer(resolve)
      })
      if (this.stopped) throw new CleaningAborted('the cleaner stops')
      if (this.targets.isPaused(log)) throw new CleaningAborted(`${log.name} is being moved`)
    }
  }
}
