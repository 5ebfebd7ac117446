import { BytesView } from '../base/bytes-view.ts'
import type { Retained } from '../base/retained.ts'
import type { DiskError } from '../host/disk.ts'
import { BatchCursor, stampBatch } from './batch-cursor.ts'
import { readEndTxnMarker } from './end-txn-marker.ts'
import { asDiskError } from './log-environment.ts'
import { rollIfNeeded } from './log-roll.ts'
import type { PartitionLog } from './partition-log.ts'
import type { AppendOrigin, ProducerError } from './producer-entry.ts'
import type { ProducerUndo } from './producer-states.ts'
import type { Segment } from './segment.ts'

/** Below this, copying a batch is cheaper than keeping the buffer it came in. */
const COPY_BELOW_BYTES = 8 * 1024

export type AppendError =
  | ProducerError
  | 'KAFKA_STORAGE_ERROR'
  | 'CORRUPT_MESSAGE'
  | 'RECORD_LIST_TOO_LARGE'
  | 'OFFSET_OUT_OF_RANGE'

/** What became of an append. Offsets are assigned; they are *written* when `writtenEndOffset` has passed `lastOffset`. */
export type AppendResult =
  | {
      readonly kind: 'appended'
      readonly baseOffset: number
      readonly lastOffset: number
      readonly maxTimestamp: number
    }
  /**
   * A retry: what it repeats stands (or is about to stand) at these offsets. `timestamp` is that of the first appending.
   */
  | { readonly kind: 'duplicate'; readonly baseOffset: number; readonly lastOffset: number; readonly timestamp: number }
  | { readonly kind: 'refused'; readonly error: AppendError; readonly message: string }

export interface LeaderAppend {
  readonly leaderEpoch: number
  readonly origin: AppendOrigin
  readonly nowMs: number
  /**
   * Who owns the memory of the records. The log retains it as long as it keeps views on it (until the write and in the
   * tail cache). null: the caller reuses the memory after the call, so the log copies.
   */
  readonly memory: Retained | null
  /** KIP-890: 0 and 1 are the old transactions, 2 bumps the epoch with every marker. */
  readonly transactionVersion?: number
  /**
   * KIP-890: false refuses a transactional batch that would begin a transaction which its coordinator has not confirmed.
   */
  readonly transactionVerified?: boolean
}

export interface FollowerAppend {
  /** Batches of a later epoch than this are left for the next fetch. */
  readonly leaderEpoch: number
  readonly nowMs: number
  readonly memory: Retained | null
}

const cursor = new BatchCursor()

/** See `PartitionLog.appendAsLeader`. */
export function appendAsLeader(log: PartitionLog, records: BytesView, append: LeaderAppend): AppendResult {
  const offline = unavailable(log)
  if (offline !== null) return offline
  const firstOffset = log.bounds.logEnd
  let nextOffset = firstOffset
  let maxTimestamp = -1
  let sizeBytes = 0
  let hasProducer = false
  for (let view: BytesView | null = records; view !== null; view = view.next) {
    const { buf, end } = view
    for (let at = view.start; at < end; at += cursor.sizeBytes) {
      if (!cursor.load(buf, at, end) || cursor.sizeBytes > end - at || cursor.magic !== 2)
        return refuse('CORRUPT_MESSAGE')
      if (cursor.producerId >= 0) {
        hasProducer = true
        const duplicate = append.origin === 'client' ? log.producers.findDuplicate(cursor) : null
        if (duplicate !== null) {
          const { lastOffset, offsetDelta, timestamp } = duplicate
          return { kind: 'duplicate', baseOffset: lastOffset - offsetDelta, lastOffset, timestamp }
        }
      }
      const count = cursor.lastOffset - cursor.baseOffset + 1
      stampBatch(buf, at, nextOffset, append.leaderEpoch)
      nextOffset += count
      sizeBytes += cursor.sizeBytes
      if (cursor.maxTimestamp > maxTimestamp) maxTimestamp = cursor.maxTimestamp
    }
  }
  if (sizeBytes === 0) return refuse('CORRUPT_MESSAGE')
  if (sizeBytes > log.config.segmentBytes) return refuse('RECORD_LIST_TOO_LARGE')
  let undo: ProducerUndo[] | null = null
  try {
    rollIfNeeded(log, append.nowMs, sizeBytes, firstOffset, nextOffset - 1, maxTimestamp)
    if (hasProducer) {
      undo = []
      const error = applyProducers(log, records, append, undo)
      if (error !== null) {
        takeBackProducers(log, undo, firstOffset)
        return refuse(error)
      }
    }
    log.epochs.assign(append.leaderEpoch, firstOffset)
  } catch (error) {
    if (undo !== null) takeBackProducers(log, undo, firstOffset)
    return refuseForDisk(log, asDiskError(error))
  }
  enqueue(log, records, append.memory, firstOffset, nextOffset, undo, Number.POSITIVE_INFINITY)
  return { kind: 'appended', baseOffset: firstOffset, lastOffset: nextOffset - 1, maxTimestamp }
}

/** See `PartitionLog.appendAsFollower`. */
export function appendAsFollower(log: PartitionLog, records: BytesView, append: FollowerAppend): AppendResult {
  const offline = unavailable(log)
  if (offline !== null) return offline
  let firstOffset = -1
  let nextOffset = log.bounds.logEnd
  let maxTimestamp = -1
  let sizeBytes = 0
  let hasProducer = false
  const starts: { epoch: number; offset: number }[] = []
  let epoch = log.epochs.latestEpoch
  for (let view: BytesView | null = records; view !== null; view = view.next) {
    const { buf, end } = view
    let at = view.start
    for (; at < end && cursor.load(buf, at, end) && cursor.sizeBytes <= end - at; at += cursor.sizeBytes) {
      if (cursor.leaderEpoch > append.leaderEpoch) break
      if (cursor.baseOffset < nextOffset) return refuse('OFFSET_OUT_OF_RANGE')
      if (firstOffset < 0) firstOffset = cursor.baseOffset
      if (cursor.leaderEpoch > epoch) {
        epoch = cursor.leaderEpoch
        starts.push({ epoch, offset: cursor.baseOffset })
      }
      if (cursor.producerId >= 0) hasProducer = true
      nextOffset = cursor.nextOffset
      sizeBytes += cursor.sizeBytes
      if (cursor.maxTimestamp > maxTimestamp) maxTimestamp = cursor.maxTimestamp
    }
    if (cursor.malformed) return refuse('CORRUPT_MESSAGE')
    if (at < end) break
  }
  if (sizeBytes === 0) {
    return { kind: 'appended', baseOffset: log.bounds.logEnd, lastOffset: log.bounds.logEnd - 1, maxTimestamp: -1 }
  }
  let undo: ProducerUndo[] | null = null
  try {
    rollIfNeeded(log, append.nowMs, sizeBytes, firstOffset, nextOffset - 1, maxTimestamp)
    if (hasProducer) {
      undo = []
      applyProducers(log, records, { ...append, origin: 'replication' }, undo, nextOffset)
    }
    log.epochFile.forgetEpochsBeyond()
    for (const start of starts) log.epochs.assign(start.epoch, start.offset)
  } catch (error) {
    if (undo !== null) takeBackProducers(log, undo, firstOffset)
    return refuseForDisk(log, asDiskError(error))
  }
  enqueue(log, records, append.memory, firstOffset, nextOffset, undo, sizeBytes)
  return { kind: 'appended', baseOffset: firstOffset, lastOffset: nextOffset - 1, maxTimestamp }
}

function unavailable(log: PartitionLog): AppendResult | null {
  if (log.directory.offline !== null) return refuse('KAFKA_STORAGE_ERROR', log.directory.offline.message)
  if (log.isClosed) return refuse('KAFKA_STORAGE_ERROR', 'the log is closed')
  return null
}

function refuseForDisk(log: PartitionLog, error: DiskError): AppendResult {
  if (error.code !== 'ENOSPC') log.directory.fail(error)
  return refuse('KAFKA_STORAGE_ERROR', error.message)
}

function applyProducers(
  log: PartitionLog,
  records: BytesView,
  append: Pick<LeaderAppend, 'origin' | 'transactionVersion' | 'transactionVerified'>,
  undo: ProducerUndo[],
  endOffset = Number.POSITIVE_INFINITY,
): ProducerError | null {
  const { producers } = log
  for (let view: BytesView | null = records; view !== null; view = view.next) {
    const { buf, end } = view
    for (let at = view.start; at < end && cursor.load(buf, at, end); at += cursor.sizeBytes) {
      if (cursor.nextOffset > endOffset) return null
      if (cursor.producerId < 0) continue
      if (cursor.isControl) {
        const marker = readEndTxnMarker(buf, at, at + cursor.sizeBytes)
        if (marker === null) continue
        const applied = producers.applyMarker(cursor, marker, append.origin, append.transactionVersion ?? 0, undo)
        if (applied.error !== null) return applied.error
        if (applied.aborted !== null) {
          log.activeSegment.txnIndex.append(applied.aborted)
          log.activeSegment.txnIndexDirty = true
        }
        continue
      }
      const unverified = append.transactionVerified === false && cursor.isTransactional
      if (unverified && !producers.hasOngoingTransaction(cursor.producerId, cursor.producerEpoch))
        return 'INVALID_TXN_STATE'
      const error = producers.applyData(cursor, append.origin, undo)
      if (error !== null) return error
    }
  }
  return null
}

function takeBackProducers(log: PartitionLog, undo: readonly ProducerUndo[], offset: number): void {
  log.producers.rollback(undo, offset)
  if (log.activeSegment.txnIndex.truncateTo(offset)) log.activeSegment.txnIndexDirty = true
}

/** Indexes the batches, queues their bytes and remembers them; `limit` bytes of the chain count. */
function enqueue(
  log: PartitionLog,
  records: BytesView,
  memory: Retained | null,
  firstOffset: number,
  nextOffset: number,
  undo: ProducerUndo[] | null,
  limit: number,
): void {
  const segment = log.activeSegment
  const interval = log.config.indexIntervalBytes
  let base = firstOffset
  let messages = 0
  for (let view: BytesView | null = records; view !== null && limit > 0; view = view.next) {
    const { buf, start } = view
    const end = Math.min(view.end, start + limit)
    limit -= end - start
    const position = segment.sizeBytes
    let next = base
    let usesZstd = false
    for (let at = start; at < end && cursor.load(buf, at, end); at += cursor.sizeBytes) {
      segment.index(cursor, position + at - start, interval)
      next = cursor.nextOffset
      messages += cursor.recordCount
      if (cursor.usesZstd) usesZstd = true
    }
    segment.sizeBytes = position + end - start
    const last = next === nextOffset
    enqueueRange(log, segment, position, buf, start, end, memory, base, next, usesZstd, last ? undo : null)
    base = next
  }
  log.bounds.logEnd = nextOffset
  log.flusher.onAppended(messages)
}

function enqueueRange(
  log: PartitionLog,
  segment: Segment,
  position: number,
  buf: Buffer,
  start: number,
  end: number,
  memory: Retained | null,
  baseOffset: number,
  nextOffset: number,
  usesZstd: boolean,
  undo: ProducerUndo[] | null,
): void {
  let holder = memory
  let view: BytesView
  if (memory === null || end - start < COPY_BELOW_BYTES) {
    view = log.env.arena.copy(buf, start, end)
    holder = log.env.arena.owner
  } else {
    memory.retain()
    view = new BytesView(buf, start, end)
  }
  // A second hold while they are cached, beside the one until they are written.
  if (log.tail.wants(end - start)) {
    holder!.retain()
    log.tail.add(baseOffset, nextOffset, view, usesZstd, holder!)
  }
  log.queue.push({
    segment,
    position,
    buf: view.buf,
    start: view.start,
    end: view.end,
    memory: holder!,
    baseOffset,
    nextOffset,
    undo,
  })
}

function refuse(error: AppendError, message: string = error): AppendResult {
  return { kind: 'refused', error, message }
}
