import { DiskError } from '../host/disk.ts'
import type { BatchCursor } from './batch-cursor.ts'
import type { LogEnvironment } from './log-environment.ts'
import { INDEX_SUFFIX, LOG_SUFFIX, offsetFileName, TIME_INDEX_SUFFIX, TXN_INDEX_SUFFIX } from './log-files.ts'
import { OffsetIndex } from './offset-index.ts'
import { LazyFile } from './open-files.ts'
import { scanBatches } from './scan-batches.ts'
import { TimeIndex, type TimestampOffset } from './time-index.ts'
import { TransactionIndex } from './transaction-index.ts'

/** Offsets in the indexes are relative and 32 bits wide. */
const MAX_RELATIVE_OFFSET = 0x7fffffff

/**
 * One segment: a `.log` file and its three indexes. Sizes count what was assigned to it; how much of that the file holds
 * already is known to the write queue of the log.
 */
export class Segment {
  readonly baseOffset: number
  readonly log: LazyFile
  sizeBytes: number
  /** When it was made or, lacking records, emptied: what `segment.ms` counts from while it has none. */
  createdMs: number
  /** Largest timestamp of the first batch, −1 while unknown: what `segment.ms` counts from. */
  firstBatchTimestamp = -1
  rollJitterMs = 0
  bytesSinceIndexEntry = 0
  /** Whether the indexes in memory differ from the files. */
  indexesDirty = false
  private indexesUnsynced = false
  /** The indexes were made from the batches in this life: what they say need not be doubted. */
  private indexesAreSure = false
  private damageIsReported = false
  txnIndexDirty = false
  private max: TimestampOffset | null = null
  private readonly env: LogEnvironment
  private readonly maxIndexBytes: number
  private dir: string
  private suffix: string
  private offsets: OffsetIndex | null = null
  private times: TimeIndex | null = null
  private txns: TransactionIndex | null = null

  constructor(
    env: LogEnvironment,
    dir: string,
    baseOffset: number,
    sizeBytes: number,
    maxIndexBytes: number,
    createdMs: number,
    suffix = '',
  ) {
    this.env = env
    this.dir = dir
    this.suffix = suffix
    this.baseOffset = baseOffset
    this.sizeBytes = sizeBytes
    this.maxIndexBytes = maxIndexBytes
    this.createdMs = createdMs
    this.log = new LazyFile(env.openFiles, this.pathOf(LOG_SUFFIX))
  }

  /** A new, empty one: its file is made now. Throws DiskError. */
  static create(
    env: LogEnvironment,
    dir: string,
    baseOffset: number,
    maxIndexBytes: number,
    nowMs: number,
    suffix = '',
  ): Segment {
    const segment = new Segment(env, dir, baseOffset, 0, maxIndexBytes, nowMs, suffix)
    const file = segment.log.create()
    // A file of that name can be left from a roll that failed.
    if (file.sizeSync() > 0) file.truncateSync(0)
    segment.max = { timestamp: -1, offset: baseOffset }
    segment.offsets = new OffsetIndex(baseOffset, maxIndexBytes)
    segment.times = new TimeIndex(baseOffset, maxIndexBytes)
    segment.txns = new TransactionIndex()
    segment.indexesDirty = true
    segment.indexesAreSure = true
    return segment
  }

  pathOf(kind: string): string {
    return `${this.dir}/${offsetFileName(this.baseOffset, kind)}${this.suffix}`
  }

  get offsetIndex(): OffsetIndex {
    if (this.offsets === null) this.loadIndexes()
    return this.offsets!
  }

  get timeIndex(): TimeIndex {
    if (this.times === null) this.loadIndexes()
    return this.times!
  }

  get txnIndex(): TransactionIndex {
    if (this.txns === null) {
      const file = this.readIfPresent(this.pathOf(TXN_INDEX_SUFFIX))
      this.txns = (file === null ? null : TransactionIndex.parse(this.baseOffset, file)) ?? new TransactionIndex()
    }
    return this.txns
  }

  private readIfPresent(path: string): Buffer | null {
    try {
      return this.env.disk.readFileSync(path)
    } catch (error) {
      if (error instanceof DiskError && error.code === 'ENOENT') return null
      throw error
    }
  }

  /** Indexes are read when first needed; absent or damaged ones are built anew from the batches. Throws DiskError. */
  private loadIndexes(): void {
    const offsetFile = this.readIfPresent(this.pathOf(INDEX_SUFFIX))
    const timeFile = this.readIfPresent(this.pathOf(TIME_INDEX_SUFFIX))
    if (offsetFile !== null && timeFile !== null) {
      const offsets = OffsetIndex.parse(this.baseOffset, this.maxIndexBytes, offsetFile, this.sizeBytes)
      const times = TimeIndex.parse(this.baseOffset, this.maxIndexBytes, timeFile)
      if (offsets !== null && times !== null) {
        this.offsets = offsets
        this.times = times
        this.indexesAreSure = false
        return
      }
      this.env.host.log.log('warn', 'A segment had a damaged index, which is rebuilt.', {
        path: this.pathOf(LOG_SUFFIX),
      })
    }
    this.rebuildIndexes()
  }

  /**
   * Where a scan that looks for `offset` begins. The batch there is looked at first: an entry that points too late
   * would hide records, one that points into a batch would end the scan. Throws DiskError.
   */
  positionOf(offset: number): number {
    const position = this.offsetIndex.lookup(offset)
    if (position === 0 || this.indexesAreSure) return position
    let right = false
    this.scan(position, this.sizeBytes, batch => {
      right = this.entryFits(batch, position)
      return false
    })
    return right || !this.mendIndexes() ? position : this.offsetIndex.lookup(offset)
  }

  /**
   * Whether the index entry for `position` can stand for the batch that was found there: it begins at or before
   * the entry's offset.
   */
  entryFits(batch: BatchCursor, position: number): boolean {
    return position === 0 || batch.baseOffset <= this.offsetIndex.offsetAtPosition(position)
  }

  /**
   * Builds offset and time index anew because an entry was found wrong; false when they come from the batches already,
   * so that the fault must lie in those. The largest timestamp known before stays: the file may not hold the
   * newest batches yet.
   */
  mendIndexes(): boolean {
    if (this.indexesAreSure) return false
    this.env.host.log.log('warn', 'An index led to a wrong place in its segment: it is rebuilt.', {
      path: this.log.path,
    })
    const known = this.maxTimestamp
    this.rebuildIndexes()
    if (known.timestamp > this.maxTimestamp.timestamp && this.sizeBytes > 0) this.max = known
    return true
  }

  /** Says once that the bytes at `position` are no batch. */
  reportDamage(position: number): void {
    if (this.damageIsReported) return
    this.damageIsReported = true
    this.env.host.log.log('error', 'A segment is damaged: readers that reach this place get CORRUPT_MESSAGE.', {
      path: this.log.path,
      position,
    })
  }

  private rebuildIndexes(): void {
    this.resetIndexes()
    this.scan(0, this.sizeBytes, (batch, position) => {
      this.index(batch, position, 4096)
      return true
    })
    this.offsets ??= new OffsetIndex(this.baseOffset, this.maxIndexBytes)
    const { timestamp, offset } = this.maxTimestamp
    this.timeIndex.maybeAppend(timestamp, offset, true)
  }

  /** Empties offset and time index and what was gathered beside them: recovery and rebuilding fill them again. */
  resetIndexes(): void {
    this.offsets = new OffsetIndex(this.baseOffset, this.maxIndexBytes)
    this.times = new TimeIndex(this.baseOffset, this.maxIndexBytes)
    this.max = { timestamp: -1, offset: this.baseOffset }
    this.firstBatchTimestamp = -1
    this.bytesSinceIndexEntry = 0
    this.indexesDirty = true
    this.indexesAreSure = true
  }

  resetTxnIndex(): void {
    this.txns = new TransactionIndex()
    this.txnIndexDirty = true
  }

  /** Largest timestamp and the last offset of the batch that has it; (−1, base offset) when there is none. */
  get maxTimestamp(): TimestampOffset {
    this.max ??= this.timeIndex.lastEntry
    return this.max
  }

  /** Looks behind the last time index entry as well: for the active segment of a log that is being opened. */
  completeMaxTimestamp(): void {
    const from = this.positionOf(this.timeIndex.lastEntry.offset)
    let best = this.timeIndex.lastEntry
    this.scan(from, this.sizeBytes, batch => {
      if (batch.maxTimestamp > best.timestamp) best = { timestamp: batch.maxTimestamp, offset: batch.lastOffset }
      return true
    })
    this.max = best
  }

  /** Takes a batch that begins at `position` into the indexes. */
  index(batch: BatchCursor, position: number, intervalBytes: number): void {
    if (this.firstBatchTimestamp < 0 && position === 0) this.firstBatchTimestamp = batch.maxTimestamp
    if (this.max === null || batch.maxTimestamp > this.max.timestamp) {
      this.max = { timestamp: batch.maxTimestamp, offset: batch.lastOffset }
    }
    if (this.bytesSinceIndexEntry > intervalBytes) {
      this.offsetIndex.append(batch.lastOffset, position)
      this.timeIndex.maybeAppend(this.max.timestamp, this.max.offset)
      this.bytesSinceIndexEntry = 0
      this.indexesDirty = true
    }
    this.bytesSinceIndexEntry += batch.sizeBytes
  }

  canHold(offset: number): boolean {
    const relative = offset - this.baseOffset
    return relative >= 0 && relative <= MAX_RELATIVE_OFFSET
  }

  /** See `scanBatches`. */
  scan(from: number, to: number, visit: (batch: BatchCursor, position: number) => boolean): number {
    return scanBatches(this.log.file(), from, to, visit)
  }

  /**
   * Where to cut so that nothing at or behind `offset` is left: the position of the batch that holds it, or of the next
   * one, and the offset at which the segment then ends. Batches are never split, so that can lie before `offset`.
   */
  cutPointOf(offset: number): { readonly position: number; readonly offset: number } {
    let cut = { position: this.sizeBytes, offset }
    this.scan(this.positionOf(offset), this.sizeBytes, (batch, position) => {
      if (batch.lastOffset < offset) return true
      cut = { position, offset: Math.min(offset, batch.baseOffset) }
      return false
    })
    return cut
  }

  /** Offset behind the last whole batch of the file. */
  readNextOffset(): number {
    let next = this.baseOffset
    this.scan(this.positionOf(this.offsetIndex.lastOffset), this.sizeBytes, batch => {
      next = batch.nextOffset
      return true
    })
    return next
  }

  loadFirstBatchTimestamp(): void {
    if (this.firstBatchTimestamp >= 0 || this.sizeBytes === 0) return
    this.scan(0, this.sizeBytes, batch => {
      this.firstBatchTimestamp = batch.maxTimestamp
      return false
    })
  }

  /** Forgets what the indexes say of `offset` and all behind it; the caller cuts the file at `position`. */
  truncateIndexes(offset: number, position: number, nowMs: number): void {
    this.offsetIndex.truncateTo(offset)
    this.timeIndex.truncateTo(offset)
    if (this.txnIndex.truncateTo(offset)) this.txnIndexDirty = true
    this.sizeBytes = position
    this.bytesSinceIndexEntry = 0
    this.indexesDirty = true
    if (position === 0) {
      this.createdMs = nowMs
      this.firstBatchTimestamp = -1
      this.max = { timestamp: -1, offset: this.baseOffset }
    } else if (this.max === null || this.max.offset >= offset) this.max = null
  }

  /**
   * Writes the indexes where they changed. `closing` adds the final time index entry, as Kafka does on roll and close.
   * Throws DiskError.
   */
  writeIndexes(closing: boolean): void {
    if (closing && this.max !== null && this.times !== null && this.max.timestamp > this.times.lastEntry.timestamp) {
      this.timeIndex.maybeAppend(this.max.timestamp, this.max.offset, true)
      this.indexesDirty = true
    }
    if (this.indexesDirty && this.offsets !== null && this.times !== null) {
      this.writeWhole(INDEX_SUFFIX, this.offsets.toBytes())
      this.writeWhole(TIME_INDEX_SUFFIX, this.times.toBytes())
      this.indexesDirty = false
    }
    if (this.txnIndexDirty && this.txns !== null) {
      // Kafka makes this file for the first aborted transaction only.
      if (this.txns.entries.length > 0) this.writeWhole(TXN_INDEX_SUFFIX, this.txns.toBytes())
      else if (this.env.disk.statSync(this.pathOf(TXN_INDEX_SUFFIX)) !== null)
        this.env.disk.unlinkSync(this.pathOf(TXN_INDEX_SUFFIX))
      this.txnIndexDirty = false
    }
  }

  private writeWhole(kind: string, bytes: Buffer): void {
    this.indexesUnsynced = true
    const file = this.env.disk.openSync(this.pathOf(kind), 'create')
    try {
      if (bytes.length > 0) file.writeSync([bytes], 0)
      if (file.sizeSync() > bytes.length) file.truncateSync(bytes.length)
    } finally {
      file.closeSync()
    }
  }

  /** The index files, when they were written since this was asked last. */
  takeUnsyncedIndexes(): string[] {
    if (!this.indexesUnsynced) return []
    this.indexesUnsynced = false
    return this.indexPaths()
  }

  /** The index files that exist. */
  indexPaths(): string[] {
    const paths = [this.pathOf(INDEX_SUFFIX), this.pathOf(TIME_INDEX_SUFFIX)]
    if (this.txnIndex.entries.length > 0) paths.push(this.pathOf(TXN_INDEX_SUFFIX))
    return paths.filter(path => this.env.disk.statSync(path) !== null)
  }

  /** Of all files that it may have. */
  allPaths(): string[] {
    return [LOG_SUFFIX, INDEX_SUFFIX, TIME_INDEX_SUFFIX, TXN_INDEX_SUFFIX].map(kind => this.pathOf(kind))
  }

  /** Lets go of the indexes of a segment that is no longer written to; they are read again when needed. */
  unloadIndexes(): void {
    if (this.indexesDirty || this.txnIndexDirty) return
    this.max ??= this.times?.lastEntry ?? null
    this.offsets = null
    this.times = null
    this.txns = null
  }

  /** Follows the rename of the directory. */
  moveTo(dir: string): void {
    this.dir = dir
    this.log.path = this.pathOf(LOG_SUFFIX)
  }

  /** Renames all files to carry `suffix` (`.deleted`); returns the new paths. Files that are absent are passed over. */
  changeSuffix(suffix: string): string[] {
    const renamed: string[] = []
    const before = this.suffix
    this.log.close()
    for (const kind of [LOG_SUFFIX, INDEX_SUFFIX, TIME_INDEX_SUFFIX, TXN_INDEX_SUFFIX]) {
      this.suffix = before
      const from = this.pathOf(kind)
      this.suffix = suffix
      const to = this.pathOf(kind)
      try {
        this.env.disk.renameSync(from, to)
        renamed.push(to)
      } catch (error) {
        if (!(error instanceof DiskError) || error.code !== 'ENOENT') throw error
      }
    }
    this.log.path = this.pathOf(LOG_SUFFIX)
    return renamed
  }

  close(): void {
    this.log.close()
  }
}
