import type { BatchCursor } from './batch-cursor.ts'
import type { EndTxnMarker } from './end-txn-marker.ts'
import {
  type AppendedBatch,
  type AppendOrigin,
  checkDataBatch,
  checkMarker,
  findDuplicate,
  type ProducerEntry,
  type ProducerError,
  type TxnVerification,
  withDataBatch,
  withMarker,
} from './producer-entry.ts'
import type { AbortedTxn } from './transaction-index.ts'

/** What one append changed, newest last, so that it can be taken back. */
export interface ProducerUndo {
  readonly producerId: number
  readonly previous: ProducerEntry | null
}

interface EndedTxn {
  readonly firstOffset: number
  readonly lastOffset: number
}

/**
 * The producers of one log and their transactions. A transaction is *ongoing* from its first batch to its marker, then
 * *ended but not replicated* until the high watermark has passed the marker; the first offset of the oldest in either
 * state is the first unstable offset. Snapshots, and replay behind them, belong to the log that owns this.
 */
export class ProducerStates {
  private entries = new Map<number, ProducerEntry>()
  /** Producer id → first offset, in ascending order of the offset. */
  private ongoing = new Map<number, number>()
  private ended: EndedTxn[] = []
  private readonly verifications = new Map<number, TxnVerification & { readonly sinceMs: number }>()

  get size(): number {
    return this.entries.size
  }

  get all(): Iterable<ProducerEntry> {
    return this.entries.values()
  }

  get(producerId: number): ProducerEntry | null {
    return this.entries.get(producerId) ?? null
  }

  clear(): void {
    this.entries.clear()
    this.ongoing.clear()
    this.ended = []
  }

  /** From a snapshot. Those that expired meanwhile are left out. */
  load(entries: readonly ProducerEntry[], nowMs: number, expirationMs: number): void {
    this.clear()
    for (const entry of entries) if (!isExpired(entry, nowMs, expirationMs)) this.entries.set(entry.producerId, entry)
    this.rebuildOngoing()
  }

  private rebuildOngoing(): void {
    const open = [...this.entries.values()].filter(entry => entry.currentTxnFirstOffset >= 0)
    open.sort((a, b) => a.currentTxnFirstOffset - b.currentTxnFirstOffset)
    this.ongoing = new Map(open.map(entry => [entry.producerId, entry.currentTxnFirstOffset]))
  }

  findDuplicate(batch: BatchCursor): AppendedBatch | null {
    const entry = this.entries.get(batch.producerId)
    return entry === undefined ? null : findDuplicate(entry, batch)
  }

  /** Checks a data batch and takes it over; the error, when it must not be appended. */
  applyData(batch: BatchCursor, origin: AppendOrigin, undo: ProducerUndo[]): ProducerError | null {
    const { producerId } = batch
    const previous = this.entries.get(producerId) ?? null
    const verification = this.verifications.size === 0 ? null : (this.verifications.get(producerId) ?? null)
    const error = checkDataBatch(previous, batch, origin, verification)
    if (error !== null) return error
    const next = withDataBatch(previous, batch)
    undo.push({ producerId, previous })
    this.entries.set(producerId, next)
    if (next.currentTxnFirstOffset >= 0 && (previous === null || previous.currentTxnFirstOffset < 0)) {
      this.ongoing.set(producerId, next.currentTxnFirstOffset)
      this.verifications.delete(producerId)
    }
    return null
  }

  /**
   * Checks an end marker and takes it over. On success `aborted` is the transaction index entry that it makes, null when it
   * commits or nothing was open.
   */
  applyMarker(
    batch: BatchCursor,
    marker: EndTxnMarker,
    origin: AppendOrigin,
    transactionVersion: number,
    undo: ProducerUndo[],
  ): { readonly error: ProducerError | null; readonly aborted: AbortedTxn | null } {
    const { producerId } = batch
    const previous = this.entries.get(producerId) ?? null
    const error = checkMarker(previous, batch, marker, origin, transactionVersion)
    if (error !== null) return { error, aborted: null }
    undo.push({ producerId, previous })
    this.entries.set(producerId, withMarker(previous, batch, marker))
    this.verifications.delete(producerId)
    const firstOffset = previous?.currentTxnFirstOffset ?? -1
    if (firstOffset < 0) return { error: null, aborted: null }
    this.ongoing.delete(producerId)
    const lastOffset = batch.lastOffset
    this.ended.push({ firstOffset, lastOffset })
    if (marker.commit) return { error: null, aborted: null }
    const oldest = this.ongoing.values().next()
    const lastStableOffset = oldest.done ? lastOffset + 1 : oldest.value
    return { error: null, aborted: { producerId, firstOffset, lastOffset, lastStableOffset } }
  }

  /** Takes changes back, newest first, of appends whose offsets began at `offset`. */
  rollback(undo: readonly ProducerUndo[], offset: number): void {
    if (undo.length === 0) return
    for (let i = undo.length - 1; i >= 0; i--) {
      const { producerId, previous } = undo[i]!
      if (previous === null) this.entries.delete(producerId)
      else this.entries.set(producerId, previous)
    }
    this.ended = this.ended.filter(txn => txn.lastOffset < offset)
    this.rebuildOngoing()
  }

  onHighWatermark(highWatermark: number): void {
    if (this.ended.length === 0 || this.ended[0]!.lastOffset >= highWatermark) return
    this.ended = this.ended.filter(txn => txn.lastOffset >= highWatermark)
  }

  /** −1 when every record is stable. */
  get firstUnstableOffset(): number {
    let first = -1
    if (this.ongoing.size > 0) first = this.ongoing.values().next().value!
    for (const txn of this.ended) if (first < 0 || txn.firstOffset < first) first = txn.firstOffset
    return first
  }

  hasOngoingTransaction(producerId: number, producerEpoch: number): boolean {
    const entry = this.entries.get(producerId)
    return entry !== undefined && entry.currentTxnFirstOffset >= 0 && entry.producerEpoch === producerEpoch
  }

  /**
   * Begins the verification of a transaction with its coordinator (KIP-890). Retries that come meanwhile lower the sequence
   * that may be written first.
   */
  startVerification(producerId: number, sequence: number, supportsEpochBump: boolean, nowMs: number): TxnVerification {
    const known = this.verifications.get(producerId)
    const lowestSequence = known === undefined ? sequence : Math.min(known.lowestSequence, sequence)
    const verification = { lowestSequence, supportsEpochBump, sinceMs: known?.sinceMs ?? nowMs }
    this.verifications.set(producerId, verification)
    return verification
  }

  isVerifying(producerId: number): boolean {
    return this.verifications.has(producerId)
  }

  expire(nowMs: number, expirationMs: number): number {
    const before = this.entries.size
    for (const entry of this.entries.values()) {
      if (isExpired(entry, nowMs, expirationMs)) this.entries.delete(entry.producerId)
    }
    for (const [producerId, { sinceMs }] of this.verifications) {
      if (nowMs - sinceMs >= expirationMs) this.verifications.delete(producerId)
    }
    return before - this.entries.size
  }

  /** A transaction that has been open for longer than any may be: a sign of a hanging one (KIP-664). */
  oldestOngoingTimestamp(): number {
    const oldest = this.ongoing.keys().next()
    return oldest.done ? -1 : (this.entries.get(oldest.value)?.lastTimestamp ?? -1)
  }
}

function isExpired(entry: ProducerEntry, nowMs: number, expirationMs: number): boolean {
  return entry.currentTxnFirstOffset < 0 && nowMs - entry.lastTimestamp >= expirationMs
}
