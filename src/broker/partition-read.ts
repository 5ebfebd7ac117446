/** Reading a partition: what a fetch of a consumer or of a follower gets, and what it is refused with. */
import type { BytesView } from '../base/bytes-view.ts'
import type { LogRead } from '../log/log-reader.ts'
import type { PartitionLog } from '../log/partition-log.ts'
import type { AbortedTxn } from '../log/transaction-index.ts'
import { ErrorCode } from '../protocol/errors.ts'

export interface ReadOptions {
  readonly fetchOffset: number
  /** −1 when the client does not know (KIP-320). */
  readonly currentLeaderEpoch: number
  readonly lastFetchedEpoch: number
  readonly maxBytes: number
  /** See `ReadRequest`. */
  readonly maxFileBytes?: number
  readonly minOneBatch: boolean
  readonly readCommitted: boolean
  /** −1 for a consumer. */
  readonly replicaId: number
  /** What the replica says of its registration (KIP-903); −1 where it says nothing. */
  readonly replicaEpoch?: number
  /** Where the replica's log begins; −1 where it does not say. */
  readonly replicaLogStart?: number
  /** A consumer that knows how to read from a follower (KIP-392). */
  readonly allowsFollower?: boolean
}

export interface PartitionRead {
  readonly errorCode: number
  readonly highWatermark: number
  readonly lastStableOffset: number
  readonly logStartOffset: number
  readonly records: BytesView | null
  readonly sizeBytes: number
  /** Of them, those that were read from a file. */
  readonly fileBytes: number
  readonly usesZstd: boolean
  readonly diverging: { readonly epoch: number; readonly endOffset: number } | null
  readonly abortedTransactions: readonly AbortedTxn[] | null
  release(): void
}

/** What reading needs of a partition. */
export interface ReadSource {
  readonly isOffline: boolean
  readonly isLeader: boolean
  readonly log: PartitionLog
  readonly committedOffset: number
  readonly stableOffset: number
  readonly currentLeadership: { readonly leaderEpoch: number }
  epochError(currentLeaderEpoch: number): number
  isAssigned(replicaId: number): boolean
  onFollowerFetch(options: ReadOptions, leaderEpoch: number): boolean
}

const NOTHING = (): void => {}

function readError(errorCode: number): PartitionRead {
  return {
    errorCode,
    highWatermark: -1,
    lastStableOffset: -1,
    logStartOffset: -1,
    records: null,
    sizeBytes: 0,
    fileBytes: 0,
    usesZstd: false,
    diverging: null,
    abortedTransactions: null,
    release: NOTHING,
  }
}

/** As a read, without records: for a consumer that is sent elsewhere for them. */
export function positionOf(source: ReadSource, currentLeaderEpoch: number): PartitionRead {
  if (source.isOffline) return readError(ErrorCode.KAFKA_STORAGE_ERROR)
  const epochError = source.epochError(currentLeaderEpoch)
  if (epochError !== ErrorCode.NONE) return readError(epochError)
  return {
    ...readError(ErrorCode.NONE),
    highWatermark: source.committedOffset,
    lastStableOffset: source.stableOffset,
    logStartOffset: source.log.logStartOffset,
  }
}

/** Consumers see what is committed (and stable, if they ask for that); followers see everything written. */
export function readPartition(source: ReadSource, options: ReadOptions): PartitionRead | Promise<PartitionRead> {
  if (source.isOffline) return readError(ErrorCode.KAFKA_STORAGE_ERROR)
  const epochError = source.epochError(options.currentLeaderEpoch)
  if (epochError !== ErrorCode.NONE) return readError(epochError)
  const follower = options.replicaId >= 0
  if (!source.isLeader && (follower || options.allowsFollower !== true)) {
    return readError(ErrorCode.NOT_LEADER_OR_FOLLOWER)
  }
  if (follower && !source.isAssigned(options.replicaId)) {
    // The epoch is right and the replica unknown: this broker has not heard of the reassignment yet, and the
    // follower tries again.
    const knowsEpoch = options.currentLeaderEpoch >= 0
    return readError(knowsEpoch ? ErrorCode.UNKNOWN_LEADER_EPOCH : ErrorCode.NOT_LEADER_OR_FOLLOWER)
  }

  const { log } = source
  const { leaderEpoch } = source.currentLeadership
  if (options.lastFetchedEpoch >= 0) {
    const diverging = divergence(source, options.lastFetchedEpoch, options.fetchOffset)
    // A history that ours says nothing of cannot be compared: the reader has to reset.
    if (diverging === 'unknown' || options.fetchOffset < log.logStartOffset)
      return readError(ErrorCode.OFFSET_OUT_OF_RANGE)
    if (diverging !== null) {
      return {
        ...readError(ErrorCode.NONE),
        highWatermark: source.committedOffset,
        lastStableOffset: source.stableOffset,
        logStartOffset: log.logStartOffset,
        diverging,
      }
    }
  }
  if (options.maxBytes <= 0 && !options.minOneBatch) return describeNothing(source, options, leaderEpoch)
  const upperBoundOffset = follower
    ? log.writtenEndOffset
    : options.readCommitted
      ? source.stableOffset
      : source.committedOffset
  const result = log.read({
    fetchOffset: options.fetchOffset,
    maxBytes: options.maxBytes,
    maxFileBytes: options.maxFileBytes ?? options.maxBytes,
    minOneBatch: options.minOneBatch,
    upperBoundOffset,
    withAbortedTransactions: options.readCommitted,
  })
  if (result instanceof Promise) {
    // A log that was moved meanwhile is closed; the next one has the same records.
    return result.then(read =>
      log === source.log
        ? describeRead(source, read, options, leaderEpoch)
        : readAgain(source, read, options, leaderEpoch),
    )
  }
  return describeRead(source, result, options, leaderEpoch)
}

function readAgain(
  source: ReadSource,
  read: LogRead,
  options: ReadOptions,
  leaderEpoch: number,
): PartitionRead | Promise<PartitionRead> {
  if (read.errorCode !== ErrorCode.KAFKA_STORAGE_ERROR) return describeRead(source, read, options, leaderEpoch)
  read.release()
  return readPartition(source, options)
}

/**
 * The answer has no room left for records, or is to have none: where this partition stands, without a look at its
 * files. A follower says what it has all the same.
 */
function describeNothing(source: ReadSource, options: ReadOptions, leaderEpoch: number): PartitionRead {
  const { log } = source
  const { fetchOffset, replicaId } = options
  if (fetchOffset < log.logStartOffset || fetchOffset > log.logEndOffset) {
    return readError(ErrorCode.OFFSET_OUT_OF_RANGE)
  }
  if (replicaId >= 0 && !source.onFollowerFetch(options, leaderEpoch)) {
    return readError(ErrorCode.NOT_LEADER_OR_FOLLOWER)
  }
  return {
    ...readError(ErrorCode.NONE),
    highWatermark: source.committedOffset,
    lastStableOffset: source.stableOffset,
    logStartOffset: log.logStartOffset,
  }
}

/** KIP-595: where the reader's history and ours part, or null when they agree so far. */
function divergence(
  source: ReadSource,
  lastFetchedEpoch: number,
  fetchOffset: number,
): { epoch: number; endOffset: number } | 'unknown' | null {
  const end = source.log.endOffsetForEpoch(lastFetchedEpoch)
  if (end === null) return 'unknown'
  if (end.epoch < lastFetchedEpoch || end.endOffset < fetchOffset) return end
  return null
}

function describeRead(source: ReadSource, read: LogRead, options: ReadOptions, leaderEpoch: number): PartitionRead {
  const isFollower = read.errorCode === ErrorCode.NONE && options.replicaId >= 0
  if (isFollower && !source.onFollowerFetch(options, leaderEpoch)) {
    read.release()
    return readError(ErrorCode.NOT_LEADER_OR_FOLLOWER)
  }
  return {
    errorCode: read.errorCode,
    highWatermark: read.errorCode === ErrorCode.NONE ? source.committedOffset : -1,
    lastStableOffset: read.errorCode === ErrorCode.NONE ? source.stableOffset : -1,
    logStartOffset: read.errorCode === ErrorCode.NONE ? source.log.logStartOffset : -1,
    records: read.records,
    sizeBytes: read.sizeBytes,
    fileBytes: read.fileBytes,
    usesZstd: read.usesZstd,
    diverging: null,
    abortedTransactions: options.readCommitted ? (read.abortedTransactions ?? []) : null,
    release: read.release,
  }
}
