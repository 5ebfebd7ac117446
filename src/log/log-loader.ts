import { BatchCursor } from './batch-cursor.ts'
import { CheckpointFormatError } from './checkpoint-file.ts'
import { LeaderEpochCache } from './leader-epoch-cache.ts'
import type { LoadedLog } from './loaded-log.ts'
import type { LogConfig } from './log-config.ts'
import type { LogEnvironment } from './log-environment.ts'
import {
  INDEX_SUFFIX,
  LOG_SUFFIX,
  offsetFileName,
  offsetOfFileName,
  parseLogDirName,
  SNAPSHOT_SUFFIX,
  TIME_INDEX_SUFFIX,
  TXN_INDEX_SUFFIX,
} from './log-files.ts'
import { loadEpochs, loadTopicId } from './log-metadata-files.ts'
import { producersAt, rebuildProducers } from './producer-rebuild.ts'
import { ProducerSnapshots } from './producer-snapshots.ts'
import { ProducerStates } from './producer-states.ts'
import { Segment } from './segment.ts'
import { SegmentList } from './segment-list.ts'
import { recoverSegment } from './segment-recovery.ts'
import { finishSwaps } from './swap-recovery.ts'

export interface LoadOptions {
  /** The directory, `…/topic-partition` or one of its marked forms. */
  readonly dir: string
  readonly topic: string
  readonly partition: number
  readonly config: LogConfig
  /** The last stop was clean: segments are taken as they are. */
  readonly cleanStart: boolean
  /** From the checkpoint, 0 where absent: segments from there on are recovered after an unclean stop. */
  readonly recoveryPoint: number
  /** From the checkpoint, 0 where absent. */
  readonly logStartOffset: number
}

/**
 * Opens the log in a directory: finishes what a crash interrupted, recovers what was not known to be on the device,
 * brings epochs and producers to the log end. Throws DiskError.
 */
export class LogLoader {
  private readonly env: LogEnvironment
  private readonly options: LoadOptions
  private readonly nowMs: number
  private readonly epochs: LeaderEpochCache
  private readonly producers = new ProducerStates()
  private readonly segments: Segment[] = []
  private readonly missingIndex = new Set<Segment>()
  private holeAt = -1
  private isCut = false

  constructor(env: LogEnvironment, options: LoadOptions) {
    this.env = env
    this.options = options
    this.nowMs = env.host.clock.nowMs()
    this.epochs = this.openEpochs()
  }

  load(): LoadedLog {
    const { dir, topic, partition, config, cleanStart } = this.options
    const snapshotOffsets = this.openSegments()
    const snapshots = new ProducerSnapshots(this.env.disk, dir, snapshotOffsets)
    this.recover(snapshots)
    let logEndOffset = this.segments.at(-1)?.readNextOffset() ?? -1
    let logStartOffset = this.options.logStartOffset
    if (logEndOffset < logStartOffset) {
      // Nothing, or what ends before the log may begin: start anew at the log start.
      if (this.segments.length > 0) {
        this.warn('A log ended before its log start offset and begins anew.', { logStartOffset, logEndOffset })
      }
      for (const segment of this.segments.splice(0)) this.removeFiles(segment)
      this.isCut = true
      snapshots.removeWhere(() => true)
      this.epochs.clear()
      this.segments.push(Segment.create(this.env, dir, logStartOffset, config.maxIndexBytes, this.nowMs))
      logEndOffset = logStartOffset
    }
    logStartOffset = Math.max(logStartOffset, this.segments[0]!.baseOffset)
    const hasEpochsBeyond = this.epochs.truncateFromEnd(logEndOffset)
    this.epochs.truncateFromStart(logStartOffset)
    rebuildProducers({
      segments: this.segments,
      snapshots,
      producers: this.producers,
      logStartOffset,
      logEndOffset,
      nowMs: this.nowMs,
      expirationMs: config.producerIdExpirationMs,
      cleanStart,
    })
    const active = this.segments.at(-1)!
    if (active.sizeBytes > 0) active.completeMaxTimestamp()
    active.loadFirstBatchTimestamp()
    for (const segment of this.segments) if (segment !== active) segment.unloadIndexes()
    return {
      topic,
      partition,
      topicId: loadTopicId(this.env.disk, dir),
      dir,
      segments: new SegmentList(this.segments),
      epochs: this.epochs,
      hasEpochsBeyond,
      producers: this.producers,
      snapshots,
      logStartOffset,
      logEndOffset,
      holeAt: this.holeAt < logStartOffset ? -1 : this.holeAt,
      staleFrom: this.isCut ? logEndOffset : Number.POSITIVE_INFINITY,
      recoveryPoint: cleanStart ? logEndOffset : Math.min(this.options.recoveryPoint, logEndOffset),
    }
  }

  private warn(message: string, fields: Record<string, unknown>): void {
    this.env.host.log.log('warn', message, { dir: this.options.dir, ...fields })
  }

  private openEpochs(): LeaderEpochCache {
    try {
      return new LeaderEpochCache(loadEpochs(this.env.disk, this.options.dir))
    } catch (error) {
      if (!(error instanceof CheckpointFormatError)) throw error
      this.warn('The leader epoch checkpoint is damaged; epochs are taken from the records that are recovered.', {
        error: error.message,
      })
      return new LeaderEpochCache()
    }
  }

  /** Finds the segments; returns the offsets of the producer snapshots. */
  private openSegments(): number[] {
    const { disk } = this.env
    const { dir, config } = this.options
    finishSwaps(disk, dir, (path, baseOffset) => this.endOfSwap(path, baseOffset))
    const names = new Set(disk.readDirSync(dir).flatMap(entry => (entry.isDirectory ? [] : [entry.name])))
    const snapshots: number[] = []
    for (const name of [...names].sort()) {
      const offset = offsetOfFileName(name)
      if (offset < 0) continue
      const kind = name.slice(name.indexOf('.'))
      if (kind === LOG_SUFFIX) {
        const stat = disk.statSync(disk.join(dir, name))!
        const segment = new Segment(this.env, dir, offset, stat.sizeBytes, config.maxIndexBytes, this.nowMs)
        this.segments.push(segment)
        const complete =
          names.has(offsetFileName(offset, INDEX_SUFFIX)) && names.has(offsetFileName(offset, TIME_INDEX_SUFFIX))
        if (!complete && stat.sizeBytes > 0) this.missingIndex.add(segment)
      } else if (kind === SNAPSHOT_SUFFIX) snapshots.push(offset)
      else if (kind === INDEX_SUFFIX || kind === TIME_INDEX_SUFFIX || kind === TXN_INDEX_SUFFIX) {
        if (names.has(offsetFileName(offset, LOG_SUFFIX))) continue
        this.warn('An index without its segment was removed.', { file: name })
        disk.unlinkSync(disk.join(dir, name))
      }
    }
    return snapshots
  }

  /** Offset behind the last batch of a `.swap` file: its own indexes may not have been renamed, so the file is walked. */
  private endOfSwap(path: string, baseOffset: number): number {
    const file = this.env.disk.openSync(path, 'read')
    const cursor = new BatchCursor()
    const header = Buffer.allocUnsafe(64)
    let next = baseOffset
    try {
      for (let at = 0; ; at += cursor.sizeBytes) {
        const length = file.readSync(header, 0, header.length, at)
        if (!cursor.load(header, 0, length)) return next
        next = cursor.nextOffset
      }
    } finally {
      file.closeSync()
    }
  }

  private recover(snapshots: ProducerSnapshots): void {
    const { cleanStart, recoveryPoint, config } = this.options
    let truncatedAt = -1
    for (let i = 0; i < this.segments.length; i++) {
      const segment = this.segments[i]!
      const next = this.segments[i + 1]
      const unflushed = !cleanStart && (next === undefined || next.baseOffset > recoveryPoint)
      if (!unflushed && !this.missingIndex.has(segment)) continue
      if (!unflushed) this.warn('A segment lacks an index and is recovered.', { segment: segment.baseOffset })
      const producers = new ProducerStates()
      producersAt({
        segments: this.segments,
        snapshots,
        producers,
        logStartOffset: this.options.logStartOffset,
        logEndOffset: segment.baseOffset,
        nowMs: this.nowMs,
        expirationMs: config.producerIdExpirationMs,
        cleanStart: false,
      })
      const cut = recoverSegment({
        segment,
        producers,
        epochs: this.epochs,
        indexIntervalBytes: config.indexIntervalBytes,
      })
      if (next !== undefined) {
        segment.writeIndexes(true)
        // No flush comes by here again.
        if (!unflushed) this.syncFiles(segment.indexPaths())
      }
      if (unflushed && cut === 0) this.lookForHole(segment, next)
      if (cut === 0) continue
      this.warn('The end of a segment was damaged and has been cut off.', { segment: segment.baseOffset, bytes: cut })
      this.isCut = true
      truncatedAt = i + 1
      break
    }
    if (truncatedAt < 0 || truncatedAt >= this.segments.length) return
    // What lies behind a hole cannot be trusted to follow it.
    for (const segment of this.segments.splice(truncatedAt)) {
      this.warn('A segment behind the damage was removed.', { segment: segment.baseOffset, bytes: segment.sizeBytes })
      this.removeFiles(segment)
    }
  }

  /** The lowest one counts: what lies behind it goes. */
  private lookForHole(segment: Segment, next: Segment | undefined): void {
    if (next === undefined || this.holeAt >= 0) return
    const endOffset = segment.readNextOffset()
    if (endOffset < next.baseOffset) this.holeAt = endOffset
  }

  private syncFiles(paths: readonly string[]): void {
    for (const path of paths) {
      const file = this.env.disk.openSync(path, 'write')
      try {
        file.syncSync()
      } finally {
        file.closeSync()
      }
    }
    this.env.disk.syncDirSync(this.options.dir)
  }

  private removeFiles(segment: Segment): void {
    segment.close()
    for (const kind of [LOG_SUFFIX, INDEX_SUFFIX, TIME_INDEX_SUFFIX, TXN_INDEX_SUFFIX]) {
      const path = segment.pathOf(kind)
      if (this.env.disk.statSync(path) !== null) this.env.disk.unlinkSync(path)
    }
  }
}

/** Topic and partition of a log directory's path; null for other directories. */
export function logOfDirectory(dir: string): { topic: string; partition: number } | null {
  return parseLogDirName(dir.slice(dir.lastIndexOf('/') + 1))
}
