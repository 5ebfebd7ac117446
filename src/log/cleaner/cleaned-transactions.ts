import type { BatchCursor } from '../batch-cursor.ts'
import { readEndTxnMarker } from '../end-txn-marker.ts'
import type { AbortedTxn } from '../transaction-index.ts'

interface OngoingAbort {
  readonly txn: AbortedTxn
  /** A batch of it was met in this walk. */
  observed: boolean
}

/**
 * Follows transactions through a walk over a log's batches, in order: which data belongs to an aborted one, and which
 * markers have nothing left to mark. A marker stays as long as a batch of its transaction does (KAFKA-5251), and its
 * entry in the transaction index with it.
 */
export class CleanedTransactions {
  private readonly pending: AbortedTxn[] = []
  private readonly ongoingAborted = new Map<number, OngoingAbort>()
  private readonly ongoingCommitted = new Set<number>()
  /** Gets the aborted transactions whose markers stay. */
  onKept: (txn: AbortedTxn) => void = () => {}

  /** Announces aborted transactions that reach into what is walked next. Those that are known already are passed over. */
  add(transactions: readonly AbortedTxn[]): void {
    for (const txn of transactions) {
      const isKnown = (other: AbortedTxn): boolean =>
        other.producerId === txn.producerId && other.firstOffset === txn.firstOffset
      const ongoing = this.ongoingAborted.get(txn.producerId)
      if (this.pending.some(isKnown) || (ongoing !== undefined && isKnown(ongoing.txn))) continue
      this.pending.push(txn)
    }
    this.pending.sort((a, b) => a.firstOffset - b.firstOffset)
  }

  /** A data batch; true when its transaction was aborted, so that nobody may ever read it. */
  onBatch(batch: BatchCursor): boolean {
    this.beginUpTo(batch.lastOffset)
    if (!batch.isTransactional) return false
    const aborted = this.ongoingAborted.get(batch.producerId)
    if (aborted === undefined) {
      this.ongoingCommitted.add(batch.producerId)
      return false
    }
    aborted.observed = true
    return true
  }

  /** The control batch at `buf[at, end)`; true when nothing of its transaction is left. */
  onControlBatch(batch: BatchCursor, buf: Buffer, at: number, end: number): boolean {
    this.beginUpTo(batch.lastOffset)
    const marker = readEndTxnMarker(buf, at, end)
    // What a former cleaning left of a marker; other control records are kept for whoever knows them.
    if (marker === null) return batch.recordCount === 0
    if (marker.commit) return !this.ongoingCommitted.delete(batch.producerId)
    const aborted = this.ongoingAborted.get(batch.producerId)
    this.ongoingAborted.delete(batch.producerId)
    if (aborted === undefined || !aborted.observed) return true
    this.onKept(aborted.txn)
    return false
  }

  private beginUpTo(offset: number): void {
    while (this.pending.length > 0 && this.pending[0]!.firstOffset <= offset) {
      const txn = this.pending.shift()!
      if (!this.ongoingAborted.has(txn.producerId)) this.ongoingAborted.set(txn.producerId, { txn, observed: false })
    }
  }
}
