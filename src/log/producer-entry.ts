import type { BatchCursor } from './batch-cursor.ts'
import type { EndTxnMarker } from './end-txn-marker.ts'

/** Who writes: decides which checks apply. Kafka's AppendOrigin. */
export type AppendOrigin = 'client' | 'coordinator' | 'raft' | 'replication'

/** Kafka's error names. */
export type ProducerError =
  | 'OUT_OF_ORDER_SEQUENCE_NUMBER'
  | 'INVALID_PRODUCER_EPOCH'
  | 'TRANSACTION_COORDINATOR_FENCED'
  | 'INVALID_TXN_STATE'

export interface AppendedBatch {
  readonly lastSequence: number
  readonly lastOffset: number
  readonly offsetDelta: number
  readonly timestamp: number
}

/**
 * What a log knows of one producer. Never changed in place: an append that fails on disk puts the old entry back.
 */
export interface ProducerEntry {
  readonly producerId: number
  readonly producerEpoch: number
  readonly coordinatorEpoch: number
  readonly lastTimestamp: number
  /** First offset of the open transaction, −1 when there is none. */
  readonly currentTxnFirstOffset: number
  /** The last five batches, oldest first: what a retry can repeat. */
  readonly batches: readonly AppendedBatch[]
}

/** KIP-98: clients have at most five requests in flight. */
const REMEMBERED_BATCHES = 5
const NO_BATCHES: readonly AppendedBatch[] = []

export function lastSequenceOf(entry: ProducerEntry): number {
  return entry.batches.at(-1)?.lastSequence ?? -1
}

/** The batch that `batch` repeats; null when it is new. */
export function findDuplicate(entry: ProducerEntry, batch: BatchCursor): AppendedBatch | null {
  if (batch.producerEpoch !== entry.producerEpoch) return null
  const { batches } = entry
  for (let i = 0; i < batches.length; i++) {
    const known = batches[i]!
    if (known.lastSequence === batch.lastSequence && firstSequenceOf(known) === batch.baseSequence) return known
  }
  return null
}

function firstSequenceOf(batch: AppendedBatch): number {
  const first = batch.lastSequence - batch.offsetDelta
  return first < 0 ? first + 2147483648 : first
}

/** Sequences run from 0 to 2^31−1 and begin again. */
export function inSequence(last: number, next: number): boolean {
  return next === last + 1 || (next === 0 && last === 2147483647)
}

/**
 * A transaction that its coordinator has yet to confirm (KIP-890): the lowest sequence tried, and whether
 * epochs are bumped.
 */
export interface TxnVerification {
  readonly lowestSequence: number
  readonly supportsEpochBump: boolean
}

/** Sequence and epoch of a data batch against what is known; null when it may be appended. */
export function checkDataBatch(
  entry: ProducerEntry | null,
  batch: BatchCursor,
  origin: AppendOrigin,
  verification: TxnVerification | null,
): ProducerError | null {
  if (origin === 'replication') return null
  if (entry !== null && batch.producerEpoch < entry.producerEpoch) return 'INVALID_PRODUCER_EPOCH'
  if (origin === 'client') {
    const sequence = batch.baseSequence
    if (verification !== null) {
      // Transactions v2 begin at sequence 0: a producer we know nothing of cannot be in the middle.
      if (verification.supportsEpochBump && entry === null && sequence !== 0) return 'OUT_OF_ORDER_SEQUENCE_NUMBER'
      if (sequence > verification.lowestSequence) return 'OUT_OF_ORDER_SEQUENCE_NUMBER'
    }
    // A producer we know nothing of may have outlived its state here: any sequence will do.
    if (entry !== null) {
      const expected =
        batch.producerEpoch === entry.producerEpoch ? inSequence(lastSequenceOf(entry), sequence) : sequence === 0
      if (!expected) return 'OUT_OF_ORDER_SEQUENCE_NUMBER'
    }
  }
  if (entry !== null && entry.currentTxnFirstOffset >= 0 && !batch.isTransactional) return 'INVALID_TXN_STATE'
  return null
}

export function withDataBatch(entry: ProducerEntry | null, batch: BatchCursor): ProducerEntry {
  const appended: AppendedBatch = {
    lastSequence: batch.lastSequence,
    lastOffset: batch.lastOffset,
    offsetDelta: batch.lastOffset - batch.baseOffset,
    timestamp: batch.maxTimestamp,
  }
  const txnFirstOffset = entry?.currentTxnFirstOffset ?? -1
  return {
    producerId: batch.producerId,
    producerEpoch: batch.producerEpoch,
    coordinatorEpoch: entry?.coordinatorEpoch ?? -1,
    lastTimestamp: batch.maxTimestamp,
    currentTxnFirstOffset: txnFirstOffset < 0 && batch.isTransactional ? batch.baseOffset : txnFirstOffset,
    batches: remember(
      entry !== null && entry.producerEpoch === batch.producerEpoch ? entry.batches : NO_BATCHES,
      appended,
    ),
  }
}

function remember(batches: readonly AppendedBatch[], batch: AppendedBatch): readonly AppendedBatch[] {
  switch (batches.length) {
    case 0:
      return [batch]
    case 1:
      return [batches[0]!, batch]
    case REMEMBERED_BATCHES:
      return [batches[1]!, batches[2]!, batches[3]!, batches[4]!, batch]
    default:
      return [...batches, batch]
  }
}

/**
 * A marker against what is known. With transactions v2 (KIP-890) each marker carries an epoch above the one the
 * producer wrote with, so that late markers of an earlier transaction cannot end a later one.
 */
export function checkMarker(
  entry: ProducerEntry | null,
  batch: BatchCursor,
  marker: EndTxnMarker,
  origin: AppendOrigin,
  transactionVersion: number,
): ProducerError | null {
  if (origin === 'replication' || entry === null) return null
  const minEpoch =
    transactionVersion >= 2 && entry.currentTxnFirstOffset >= 0 ? entry.producerEpoch + 1 : entry.producerEpoch
  if (batch.producerEpoch < minEpoch) return 'INVALID_PRODUCER_EPOCH'
  if (entry.coordinatorEpoch > marker.coordinatorEpoch) return 'TRANSACTION_COORDINATOR_FENCED'
  return null
}

export function withMarker(entry: ProducerEntry | null, batch: BatchCursor, marker: EndTxnMarker): ProducerEntry {
  return {
    producerId: batch.producerId,
    producerEpoch: batch.producerEpoch,
    coordinatorEpoch: marker.coordinatorEpoch,
    lastTimestamp: batch.baseTimestamp + marker.timestampDelta,
    currentTxnFirstOffset: -1,
    batches: entry !== null && entry.producerEpoch === batch.producerEpoch ? entry.batches : NO_BATCHES,
  }
}
