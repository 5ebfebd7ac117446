import { assert } from '../base/assert.ts'
import { BatchCursor } from './batch-cursor.ts'
import { asDiskError } from './log-environment.ts'
import { DELETED_SUFFIX } from './log-files.ts'
import type { PartitionLog } from './partition-log.ts'
import { producersAt } from './producer-rebuild.ts'
import type { ProducerUndo } from './producer-states.ts'
import { Segment } from './segment.ts'
import type { PendingWrite } from './write-queue.ts'

const torn = new BatchCursor()

/**
 * Takes back what was assigned and could not be written: offsets, producers, epochs, cached bytes, segments that were
 * begun meanwhile, and the torn end of the file. Afterwards the log is as it was when the last written
 * append had returned.
 */
export function rollBackTail(log: PartitionLog, failed: readonly PendingWrite[]): void {
  const { bounds, env } = log
  const first = failed[0]
  log.generation++
  if (first === undefined) return
  const offset = first.baseOffset
  const undo: ProducerUndo[] = []
  for (const write of failed) if (write.undo !== null) undo.push(...write.undo)
  log.producers.rollback(undo, offset)
  log.epochs.truncateFromEnd(offset + 1)
  log.tail.truncateTo(offset)
  bounds.logEnd = offset
  bounds.queuedEnd = Math.min(bounds.queuedEnd, offset)
  log.flusher.onTruncated(offset)
  const removed = log.segments.removeFrom(log.segments.all.indexOf(first.segment) + 1)
  const nowMs = env.host.clock.nowMs()
  log.tryOnDisk(() => {
    first.segment.truncateIndexes(offset, first.position, nowMs)
    cutTornEnd(log, first)
    removeSegments(log, removed)
    log.snapshots.removeWhere(at => at > offset)
  })
}

/**
 * What of a failed write has reached its file is cut off, and stays cut off where it has a whole batch: a power cut that
 * brought it back after another batch of the same epoch has taken its place would leave this replica with other records than
 * its followers, and no epoch to tell by. Throws DiskError.
 */
function cutTornEnd(log: PartitionLog, first: PendingWrite): void {
  const file = first.segment.log.file()
  const tornBytes = file.sizeSync() - first.position
  if (tornBytes <= 0) return
  file.truncateSync(first.position)
  torn.load(first.buf, first.start, first.end)
  if (tornBytes < torn.sizeBytes) return
  try {
    file.syncSync()
  } catch (error) {
    log.directory.fail(asDiskError(error))
  }
}

/**
 * Renames the segments (already taken out of the list) and removes them after `file.delete.delay.ms`. The producer
 * snapshot of a segment goes with it, but for the one at `keptSnapshot`. Throws DiskError.
 */
export function removeSegments(log: PartitionLog, removed: readonly Segment[], keptSnapshot = -1): void {
  const paths: string[] = []
  for (const segment of removed) {
    paths.push(...segment.changeSuffix(DELETED_SUFFIX))
    if (segment.baseOffset === keptSnapshot) continue
    const snapshot = log.snapshots.markDeleted(segment.baseOffset)
    if (snapshot !== null) paths.push(snapshot)
  }
  log.env.deletion.removeFilesLater(paths, log.config.fileDeleteDelayMs)
}

/**
 * Cuts the log so that it ends at `offset`, or before it when a batch reaches over it. The write queue is
 * empty. Throws DiskError.
 */
export function truncateIdleLog(log: PartitionLog, offset: number): void {
  const { bounds, env } = log
  assert(log.queue.isEmpty, 'a log is truncated only when nothing is being written')
  if (offset >= bounds.logEnd) {
    // A leader that lost its office before it had appended anything has an epoch of its own at the end, which the
    // next leader never saw.
    log.epochs.truncateFromEnd(bounds.logEnd)
    log.epochFile.saveCut()
    return
  }
  const nowMs = env.host.clock.nowMs()
  if (offset < log.segments.first.baseOffset) {
    restartIdleLog(log, offset)
    return
  }
  log.generation++
  const index = log.segments.floorIndex(offset)
  const segment = log.segments.at(index)!
  const cut = segment.cutPointOf(offset)
  const { position } = cut
  // Whole batches go: the end moves to where the last kept one ends, so that the leader is asked for all that is missing.
  offset = Math.max(cut.offset, bounds.logStart)
  // First of all: memory never promises more than the files still have, wherever this ends.
  setEnd(log, offset)
  removeSegments(log, log.segments.removeFrom(index + 1))
  segment.truncateIndexes(offset, position, nowMs)
  log.queue.cut(segment, position)
  log.epochs.truncateFromEnd(offset)
  log.cleanedOffset = Math.min(log.cleanedOffset, offset)
  log.snapshots.removeWhere(at => at > offset)
  producersAt({
    segments: log.segments.all,
    snapshots: log.snapshots,
    producers: log.producers,
    logStartOffset: bounds.logStart,
    logEndOffset: offset,
    nowMs,
    expirationMs: log.config.producerIdExpirationMs,
    cleanStart: false,
  })
  // What needs room comes last: where there is none the log is cut all the same, with the producers that it had here.
  log.epochFile.saveCut()
  log.snapshots.write(offset, log.producers.all)
}

/**
 * Drops everything; the log begins anew at `offset`. The write queue is empty. Throws DiskError: the log is as it was,
 * or (when it was half done) its directory is offline.
 */
export function restartIdleLog(log: PartitionLog, offset: number, logStartOffset = offset): void {
  const { bounds, env, segments } = log
  const nowMs = env.host.clock.nowMs()
  const create = (): Segment => Segment.create(env, log.dir, offset, log.config.maxIndexBytes, nowMs)
  // A full disk is found out before anything goes, unless the new segment has the name of one that must go first.
  const first = segments.all.some(({ baseOffset }) => baseOffset === offset) ? null : create()
  log.generation++
  try {
    removeSegments(log, segments.removeFrom(0))
    log.snapshots.removeWhere(() => true)
    segments.push(first ?? create())
  } catch (error) {
    // Without a segment, or with some that are neither there nor gone, nothing can be appended or read.
    log.directory.fail(asDiskError(error))
    throw error
  }
  log.producers.clear()
  log.epochs.clear()
  log.cleanedOffset = -1
  bounds.logStart = logStartOffset
  setEnd(log, offset)
  bounds.highWatermark = Math.max(bounds.logStart, Math.min(bounds.highWatermark, offset))
  log.flusher.restartAt(offset)
  log.epochFile.saveCut()
}

function setEnd(log: PartitionLog, offset: number): void {
  const { bounds } = log
  bounds.logEnd = offset
  bounds.queuedEnd = offset
  bounds.writtenEnd = offset
  bounds.logStart = Math.min(bounds.logStart, offset)
  if (bounds.highWatermark > offset) bounds.highWatermark = offset
  log.tail.truncateTo(offset)
  log.flusher.onTruncated(offset)
}
