import type { Timer } from '../host/host.ts'
import { asDiskError } from './log-environment.ts'
import type { PartitionLog } from './partition-log.ts'
import type { Segment } from './segment.ts'

/**
 * Brings a log to the device (fsync) and keeps its recovery point. One flush runs at a time; whoever asks meanwhile
 * shares the next (group commit).
 */
export class LogFlusher {
  private readonly log: PartitionLog
  private point: number
  private running: Promise<void> | null = null
  private next: Promise<void> | null = null
  /** Whether the flush that waits takes the active segment as well. */
  private nextIsFull = false
  /** Full, and their indexes not on the device, though the recovery point may have passed them while they were active. */
  private sealed: Segment[] = []
  /** Records (offsets, of those that a start has recovered) that no flush has covered yet. */
  private unflushed: number
  /** The log's directory itself is known to survive a power cut. */
  private isNamed = false
  private isServing = false
  private timer: Timer | null = null
  private staleOffset: number
  private cutCount = 0
  /** Brings the recovery points of the log's directory to the device; null where nobody keeps them there. */
  savePoints: (() => Promise<void>) | null = null
  /**
   * Settled when no start can trust any more what the log held above its end before it was cut: until then the
   * checkpoint says more than is there, and what is appended meanwhile would not be recovered. Kafka writes it at once
   * as well (`LogManager.truncateTo`).
   */
  pointIsSaved: Promise<void> = Promise.resolve()

  constructor(log: PartitionLog, recoveryPoint: number, staleFrom: number) {
    this.log = log
    this.point = recoveryPoint
    this.staleOffset = staleFrom
    this.unflushed = log.bounds.logEnd - recoveryPoint
  }

  get recoveryPoint(): number {
    return this.point
  }

  /**
   * From this offset on a power cut may bring back what was cut off, in the place of what stands there now: neither the
   * shorter file nor the removed names are on the device for sure. Infinite when they are.
   */
  get staleFrom(): number {
    return this.staleOffset
  }

  /** How often the log was cut. */
  get cuts(): number {
    return this.cutCount
  }

  /** From the one that the recovery point lies in. */
  private get unflushedSegments(): Segment[] {
    const { segments } = this.log
    return segments.all.slice(Math.max(0, segments.floorIndex(this.point)))
  }

  /** `flush.messages` says that acknowledgements wait for the device now. */
  get isDue(): boolean {
    return this.unflushed >= this.log.config.flushMessages
  }

  onAppended(messages: number): void {
    this.unflushed += messages
    const { flushMs } = this.log.config
    if (this.timer === null && flushMs < Number.MAX_SAFE_INTEGER) {
      this.timer = this.log.env.host.timers.after(flushMs, () => {
        this.timer = null
        if (!this.log.isClosed) void this.flush()
      })
    }
  }

  /**
   * A roll is about to end `segment`: from now on its indexes are trusted after a crash, so they must be flushed once more.
   */
  onSealed(segment: Segment): void {
    this.sealed.push(segment)
  }

  onConfig(): void {
    this.timer?.cancel()
    this.timer = null
    if (this.unflushed > 0) this.onAppended(0)
  }

  onTruncated(endOffset: number): void {
    this.cutCount++
    this.staleOffset = Math.min(this.staleOffset, endOffset)
    this.lowerPoint(endOffset)
  }

  private lowerPoint(offset: number): void {
    if (offset >= this.point) return
    this.point = offset
    if (this.savePoints !== null) this.pointIsSaved = this.savePoints()
  }

  /** The log begins anew at `offset`. */
  restartAt(offset: number): void {
    this.lowerPoint(offset)
    this.point = offset
    this.unflushed = 0
  }

  stop(): void {
    this.timer?.cancel()
    this.timer = null
  }

  /** Resolves when all that was appended before the call is on the device, or the directory went offline. */
  flush(): Promise<void> {
    return this.request(true)
  }

  /** The same for the segments that are full. */
  flushSealed(): Promise<void> {
    return this.request(false)
  }

  /** Brings the records that are written to the device before it returns. Throws DiskError. */
  syncNow(): void {
    const { log } = this
    // The names first, as `run` does; a segment that is new is lost with its name.
    log.env.disk.syncDirSync(log.dir)
    if (!this.isNamed) log.env.disk.syncDirSync(log.directory.path)
    for (const segment of this.unflushedSegments) segment.log.file().syncSync()
    this.isNamed = true
  }

  /**
   * Records that a crash of the process left to the operating system are read from now on, and acknowledged when their
   * producer repeats them, though nothing more is appended: what `flush.messages` promises holds for these as well. Kafka
   * has them on the device with its next flush only. For the first time that the log serves; nothing afterwards.
   */
  syncRecovered(): void {
    if (this.isServing) return
    this.isServing = true
    if (this.unflushed === 0 || !this.isDue || this.log.isOffline) return
    try {
      this.syncNow()
      this.unflushed = 0
    } catch (error) {
      this.log.directory.fail(asDiskError(error))
    }
  }

  private request(full: boolean): Promise<void> {
    if (this.running === null) return this.start(full)
    this.nextIsFull ||= full
    this.next ??= this.running.then(() => {
      const isFull = this.nextIsFull
      this.next = null
      this.nextIsFull = false
      return this.start(isFull)
    })
    return this.next
  }

  private start(full: boolean): Promise<void> {
    this.running = this.run(full).finally(() => {
      this.running = null
    })
    return this.running
  }

  private async run(full: boolean): Promise<void> {
    const { log } = this
    await log.queue.drained()
    if (log.isOffline) return
    const { generation, activeSegment, dir } = log
    const { cutCount } = this
    const target = full ? log.bounds.queuedEnd : Math.min(activeSegment.baseOffset, log.bounds.queuedEnd)
    if (full) this.unflushed = 0
    const unflushed = this.unflushedSegments
    const { sealed } = this
    this.sealed = []
    const segments = [
      ...sealed.filter(segment => !unflushed.includes(segment)),
      ...(full ? unflushed : unflushed.filter(segment => segment !== activeSegment)),
    ]
    try {
      // Before what stands in their place: removed segments and snapshots must not come back beside it.
      if (this.staleOffset < Number.POSITIVE_INFINITY) await log.env.disk.syncDir(dir)
      for (const segment of segments) {
        // Retention and truncation go on meanwhile.
        if (!log.segments.all.includes(segment)) continue
        try {
          await this.flushSegment(segment, segment !== activeSegment)
        } catch (error) {
          // Its files got other names while one of them was synced: they are to be deleted, and nobody asks
          // for them any more.
          if (asDiskError(error).code !== 'ENOENT' || log.dir !== dir || log.segments.all.includes(segment)) throw error
        }
      }
      // Bytes on the device are lost with the name of their file: a file that is new since the last flush, and its
      // directory, want their names there as well (KAFKA-3968).
      if (segments.some(({ baseOffset }) => baseOffset >= this.point)) {
        await log.env.disk.syncDir(dir)
        if (!this.isNamed) await log.env.disk.syncDir(log.directory.path)
        this.isNamed = true
      }
      if (this.cutCount === cutCount && (full || target > this.staleOffset)) this.staleOffset = Number.POSITIVE_INFINITY
      await log.epochFile.save()
    } catch (error) {
      const cause = asDiskError(error)
      if (cause.code === 'ENOENT' && log.dir !== dir) {
        // Renamed under our hands, to be deleted or to take another's place.
        if (!log.isClosed) await this.run(full)
        return
      }
      // What fsync could not write may be lost without another word: the directory cannot be trusted any more.
      log.directory.fail(cause)
      return
    }
    // Not where segments were replaced meanwhile: a power cut may bring one back that was passed over here.
    if (log.generation === generation) this.point = Math.max(this.point, target)
  }

  /**
   * Sealed segments keep their indexes for good once the recovery point has passed them; the active one's are
   * rebuilt after a crash.
   */
  private async flushSegment(segment: Segment, withIndexes: boolean): Promise<void> {
    if (withIndexes) segment.writeIndexes(true)
    const file = segment.log.pin()
    try {
      await file.sync()
    } finally {
      segment.log.unpin()
    }
    if (withIndexes) await this.syncFiles(segment.indexPaths())
  }

  /** After the last flush: what a clean stop promises besides the records. */
  async syncClosing(): Promise<void> {
    const { log } = this
    try {
      const paths = [...log.activeSegment.takeUnsyncedIndexes(), ...log.snapshots.takeUnsynced()]
      if (paths.length === 0) return
      await this.syncFiles(paths)
      await log.env.disk.syncDir(log.dir)
    } catch (error) {
      log.directory.fail(asDiskError(error))
    }
  }

  private async syncFiles(paths: readonly string[]): Promise<void> {
    for (const path of paths) {
      const file = this.log.env.disk.openSync(path, 'write')
      try {
        await file.sync()
      } finally {
        file.closeSync()
      }
    }
  }
}
