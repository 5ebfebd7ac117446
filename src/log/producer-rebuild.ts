import type { BatchCursor } from './batch-cursor.ts'
import { type EndTxnMarker, readEndTxnMarker } from './end-txn-marker.ts'
import type { ProducerSnapshots } from './producer-snapshots.ts'
import type { ProducerStates, ProducerUndo } from './producer-states.ts'
import type { Segment } from './segment.ts'
import type { AbortedTxn } from './transaction-index.ts'

export interface ProducerRebuild {
  readonly segments: readonly Segment[]
  readonly snapshots: ProducerSnapshots
  readonly producers: ProducerStates
  readonly logStartOffset: number
  readonly logEndOffset: number
  readonly nowMs: number
  readonly expirationMs: number
  /** After a clean stop a log without any snapshot has no producers: nothing is scanned. */
  readonly cleanStart: boolean
}

/**
 * Brings the producers to what they are at the log end: the latest good snapshot, then the batches behind it. Leaves a
 * snapshot at the end of the log, so that the next start need not scan. Throws DiskError.
 */
export function rebuildProducers(rebuild: ProducerRebuild): void {
  const { producers, snapshots, segments, logEndOffset, logStartOffset } = rebuild
  snapshots.removeWhere(offset => offset > logEndOffset || offset < logStartOffset)
  let from = loadSnapshot(rebuild)
  if (from < 0) from = rebuild.cleanStart ? logEndOffset : logStartOffset
  if (from >= logEndOffset) return
  const lastTwo = new Set(segments.slice(-2).map(segment => segment.baseOffset))
  replay(rebuild, from, baseOffset => {
    if (lastTwo.has(baseOffset)) snapshots.write(baseOffset, producers.all)
  })
  snapshots.write(logEndOffset, producers.all)
}

/** Fills `producers` with what they were at `logEndOffset`, and leaves the files alone. Throws DiskError. */
export function producersAt(rebuild: ProducerRebuild): void {
  const from = loadSnapshot(rebuild)
  replay(rebuild, from < 0 ? rebuild.logStartOffset : from, () => {})
}

/** The latest good snapshot at or before the end; its offset, −1 when there is none. */
function loadSnapshot(rebuild: ProducerRebuild): number {
  const { snapshots, producers } = rebuild
  producers.clear()
  for (const offset of [...snapshots.all].reverse()) {
    if (offset > rebuild.logEndOffset) continue
    const entries = snapshots.read(offset)
    if (entries !== null) {
      producers.load(entries, rebuild.nowMs, rebuild.expirationMs)
      return offset
    }
    snapshots.removeWhere(damaged => damaged === offset)
  }
  return -1
}

function replay(rebuild: ProducerRebuild, from: number, onSegment: (baseOffset: number) => void): void {
  const { segments, producers, logEndOffset } = rebuild
  for (const segment of segments) {
    if (segment.baseOffset >= logEndOffset) break
    if (segmentEnd(segments, segment) <= from) continue
    if (segment.baseOffset > from) onSegment(segment.baseOffset)
    replayProducers(segment, Math.max(from, segment.baseOffset), logEndOffset, producers)
  }
}

function segmentEnd(segments: readonly Segment[], segment: Segment): number {
  return segments[segments.indexOf(segment) + 1]?.baseOffset ?? Number.POSITIVE_INFINITY
}

/** Applies the batches of [fromOffset, toOffset) in one segment. */
function replayProducers(segment: Segment, fromOffset: number, toOffset: number, producers: ProducerStates): void {
  segment.scan(segment.positionOf(fromOffset), segment.sizeBytes, (batch, position) => {
    if (batch.baseOffset >= toOffset) return false
    if (batch.producerId >= 0 && batch.lastOffset >= fromOffset) {
      replayBatch(producers, batch, batch.isControl ? readMarkerAt(segment, batch, position) : null)
    }
    return true
  })
}

const undo: ProducerUndo[] = []

/** What one batch of the log does to the producers; the aborted transaction that it ends, if it does. */
export function replayBatch(
  producers: ProducerStates,
  batch: BatchCursor,
  marker: EndTxnMarker | null,
): AbortedTxn | null {
  undo.length = 0
  if (!batch.isControl) {
    producers.applyData(batch, 'replication', undo)
    return null
  }
  // A control batch without records is what the cleaner leaves of a transaction that is gone.
  if (marker === null) return null
  return producers.applyMarker(batch, marker, 'replication', 0, undo).aborted
}

function readMarkerAt(segment: Segment, batch: BatchCursor, position: number): EndTxnMarker | null {
  const bytes = Buffer.allocUnsafe(batch.sizeBytes)
  const length = segment.log.file().readSync(bytes, 0, bytes.length, position)
  return readEndTxnMarker(bytes, 0, length)
}
