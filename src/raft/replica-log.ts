/** What the machine must know of its own log. It reads through this and changes the log by effects alone. */
import type { OffsetAndEpoch } from './messages.ts'
import type { VoterSet } from './voter-set.ts'

export interface ReplicaLog {
  readonly startOffset: number
  readonly endOffset: number
  /** Epoch of the last record, or of the snapshot where the log begins; 0 when both are empty. */
  readonly lastEpoch: number
  readonly earliestSnapshot: OffsetAndEpoch | null
  readonly latestSnapshot: OffsetAndEpoch | null
  /** As the log's last record of it says, committed or not; 0 where there is none. */
  readonly kraftVersion: number
  /** Of the record that names the voters; −1 when that is the snapshot of the formatting, or when they are static. */
  readonly votersOffset: number
  /** Those before that record; null where the log does not reach back to them. */
  readonly formerVoters: VoterSet | null
  /** End of the largest epoch that is not above `epoch`. */
  endOffsetForEpoch(epoch: number): OffsetAndEpoch
}

export type LogPosition =
  | { readonly kind: 'valid' }
  | { readonly kind: 'diverging'; readonly at: OffsetAndEpoch }
  | { readonly kind: 'snapshot'; readonly snapshot: OffsetAndEpoch }

/**
 * Whether a replica whose log ends at `offset`, with a last record of `lastEpoch`, can go on from this leader's log;
 * and if not, what it must do. Kafka's `ReplicatedLog.validateOffsetAndEpoch`.
 */
export function judgePosition(log: ReplicaLog, offset: number, lastEpoch: number): LogPosition {
  const { startOffset, latestSnapshot, earliestSnapshot } = log
  // Who has nothing is better off with a snapshot, though the log may reach back to its beginning. That of the
  // formatting is each replica's own.
  if (offset === 0 && latestSnapshot !== null && latestSnapshot.offset > 0) {
    return { kind: 'snapshot', snapshot: latestSnapshot }
  }
  if (startOffset === 0 && offset === 0) {
    return lastEpoch === 0 ? { kind: 'valid' } : { kind: 'diverging', at: log.endOffsetForEpoch(lastEpoch) }
  }
  // Of an epoch before the earliest snapshot's nothing is left here: where that other history parts from it, this log
  // cannot say, and the oldest epoch that it knows would let the follower ask the same for ever.
  const isForgotten = earliestSnapshot !== null && lastEpoch < earliestSnapshot.epoch
  const isAtOtherStart = offset === startOffset && startOffset !== 0 && lastEpoch !== earliestSnapshot?.epoch
  if (offset < startOffset || isForgotten || isAtOtherStart) {
    if (latestSnapshot !== null) return { kind: 'snapshot', snapshot: latestSnapshot }
  }
  const end = log.endOffsetForEpoch(lastEpoch)
  if (end.epoch !== lastEpoch || end.offset < offset) return { kind: 'diverging', at: end }
  return { kind: 'valid' }
}

/** A candidate's log must be at least as long as the voter's: by epoch of the last record, then by length (Raft §5.4.1). */
export function isUpToDate(log: ReplicaLog, lastEpoch: number, lastOffset: number): boolean {
  return lastEpoch > log.lastEpoch || (lastEpoch === log.lastEpoch && lastOffset >= log.endOffset)
}
