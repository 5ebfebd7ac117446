import {
  BATCH_LENGTH,
  CODECS,
  codecOf,
  DELETE_HORIZON_BIT,
  HEADER_BYTES,
  LOG_OVERHEAD_BYTES,
  MAX_TIMESTAMP,
  putInt32,
  putInt64,
  RECORD_COUNT,
  stampCrc,
} from '../../records/batch.ts'
import { unpackedRecordsOf } from '../../records/batch-reader.ts'
import { buildBatch, type NewRecord } from '../../records/builder.ts'
import { compress } from '../../records/compression/codecs.ts'
import { legacyRecordsOf } from '../../records/legacy.ts'
import { RecordCursor } from '../../records/record-cursor.ts'
import type { BatchCursor } from '../batch-cursor.ts'
import type { CleanedTransactions } from './cleaned-transactions.ts'
import type { OffsetMap } from './offset-map.ts'

/** What a log still knows of a producer that is not expired. */
export interface LastOfProducer {
  /** Offset of its last record; −1 when its last entry is a transaction marker. */
  readonly lastDataOffset: number
  readonly producerEpoch: number
}

/** What one round of cleaning keeps and drops. */
export interface CleaningRules {
  readonly map: OffsetMap
  readonly nowMs: number
  /** delete.retention.ms */
  readonly deleteRetentionMs: number
  readonly transactions: CleanedTransactions
  readonly lastOf: (producerId: number) => LastOfProducer | null
  /** Of each producer that has written into the dirty part: the end of its last batch there. */
  readonly lastInDirtyPart: ReadonlyMap<number, number>
  /** Where this round ends. */
  readonly upperBoundOffset: number
}

/** A record set that cannot be read is left alone, with its whole partition. */
export class UncleanableError extends Error {
  override readonly name = 'UncleanableError'
}

/**
 * What becomes of one batch: `keep` as it is, null for nothing, or a batch in its place with the same offsets.
 *
 * A record goes when a later one has its key, when it has no key, when it belongs to an aborted transaction, or when it
 * is a tombstone whose time has come. That time (KIP-534) is written into the batch the first time that it is cleaned.
 * A batch stays, empty if need be, while it is the last one of an active producer (its sequence is needed) or the last
 * one of this round (so that the end of the cleaned part is known).
 */
export function filterBatch(
  buf: Buffer,
  at: number,
  batch: BatchCursor,
  rules: CleaningRules,
  retainLegacyTombstones: boolean,
): Buffer | 'keep' | null {
  if (batch.magic < 2) return filterLegacy(buf, at, batch, rules, retainLegacyTombstones)
  const end = at + batch.sizeBytes
  const isControl = batch.isControl
  const discardable = isControl
    ? rules.transactions.onControlBatch(batch, buf, at, end)
    : rules.transactions.onBatch(batch)
  const horizonMs = (batch.attributes & DELETE_HORIZON_BIT) !== 0 ? batch.baseTimestamp : -1
  // Markers wait for their horizon like tombstones do: a reader may be in the middle of the transaction.
  const discarded = discardable && (!isControl || (horizonMs >= 0 && horizonMs <= rules.nowMs))
  const staysEmpty = isLastOfProducer(batch, rules) || batch.nextOffset === rules.upperBoundOffset
  const nothing = (): Buffer | 'keep' | null => (!staysEmpty ? null : batch.recordCount === 0 ? 'keep' : emptied(batch))
  if (discarded || batch.recordCount === 0) return nothing()

  const section = unpackedRecordsOf(buf, at)
  if (section === null) throw new UncleanableError(`the batch at offset ${batch.baseOffset} cannot be unpacked`)
  const tombstonesGo = horizonMs >= 0 && horizonMs <= rules.nowMs
  const cursor = new RecordCursor(section.buf, section.start, section.end)
  /** Start and end of the stretches of records that stay. */
  const stretches: number[] = []
  let kept = 0
  let seen = 0
  let hasTombstones = false
  let maxTimestampDelta = Number.NEGATIVE_INFINITY
  while (cursor.next()) {
    seen++
    if (!isControl && !keepsRecord(cursor, batch, rules.map, tombstonesGo)) continue
    kept++
    if (cursor.valueBytes < 0) hasTombstones = true
    if (cursor.timestampDelta > maxTimestampDelta) maxTimestampDelta = cursor.timestampDelta
    if (stretches.length > 0 && stretches[stretches.length - 1] === cursor.recordAt)
      stretches[stretches.length - 1] = cursor.recordEnd
    else stretches.push(cursor.recordAt, cursor.recordEnd)
  }
  if (!cursor.ok || seen !== batch.recordCount)
    throw new UncleanableError(`the batch at offset ${batch.baseOffset} holds malformed records`)
  if (kept === 0) return nothing()
  if (horizonMs < 0 && (hasTombstones || (isControl && discardable)))
    return withHorizon(section.buf, stretches, batch, rules.nowMs + rules.deleteRetentionMs)
  if (kept === seen) return 'keep'

  const raw = Buffer.concat(stretchesOf(section.buf, stretches))
  const codec = CODECS[codecOf(batch.attributes)]!
  const payload = codec === 'none' ? raw : compress(codec, raw, null)
  const out = Buffer.allocUnsafe(HEADER_BYTES + payload.length)
  // Base timestamp and deltas stay, and so do offsets: the records need not be touched.
  buf.copy(out, 0, at, at + HEADER_BYTES)
  payload.copy(out, HEADER_BYTES)
  putInt32(out, BATCH_LENGTH, out.length - LOG_OVERHEAD_BYTES)
  putInt32(out, RECORD_COUNT, kept)
  if (!batch.isLogAppendTime) putInt64(out, MAX_TIMESTAMP, batch.baseTimestamp + maxTimestampDelta)
  stampCrc(out, 0, out.length)
  return out
}

function stretchesOf(buf: Buffer, stretches: readonly number[]): Buffer[] {
  const out: Buffer[] = []
  for (let i = 0; i < stretches.length; i += 2) out.push(buf.subarray(stretches[i], stretches[i + 1]))
  return out
}

function keepsRecord(cursor: RecordCursor, batch: BatchCursor, map: OffsetMap, tombstonesGo: boolean): boolean {
  const offset = batch.baseOffset + cursor.offsetDelta
  if (offset > map.latestOffset) return true
  if (cursor.keyBytes < 0) return false
  if (tombstonesGo && cursor.valueBytes < 0) return false
  return offset >= map.get(cursor.buf, cursor.keyAt, cursor.keyAt + cursor.keyBytes)
}

/**
 * Whether the producer's state hangs on this batch. What it has written behind the end of the round may not be committed:
 * when a follower cuts that off, its last batch before counts again. (Kafka keeps the last one of the log alone, and
 * refuses such a producer then.)
 */
function isLastOfProducer(batch: BatchCursor, { lastOf, lastInDirtyPart, upperBoundOffset }: CleaningRules): boolean {
  if (batch.producerId < 0) return false
  const last = lastOf(batch.producerId)
  if (last === null) return false
  if (last.lastDataOffset < 0) return batch.isControl && batch.producerEpoch === last.producerEpoch
  if (last.lastDataOffset < upperBoundOffset) return batch.lastOffset === last.lastDataOffset
  // Rounds before have left its last batch, and no later one, where the dirty part has none.
  return !batch.isControl && batch.lastOffset === (lastInDirtyPart.get(batch.producerId) ?? batch.lastOffset)
}

function headerOf(batch: BatchCursor) {
  return {
    baseOffset: batch.baseOffset,
    lastOffsetDelta: batch.lastOffset - batch.baseOffset,
    leaderEpoch: batch.leaderEpoch,
    producerId: batch.producerId,
    producerEpoch: batch.producerEpoch,
    baseSequence: batch.baseSequence,
    isTransactional: batch.isTransactional,
    isControl: batch.isControl,
    ...(batch.isLogAppendTime ? { logAppendTimeMs: batch.maxTimestamp } : {}),
  }
}

/** A header without records. */
function emptied(batch: BatchCursor): Buffer {
  return buildBatch([], { ...headerOf(batch), maxTimestamp: batch.maxTimestamp })
}

/** The same records with a delete horizon in the place of the base timestamp, so that all timestamps are counted anew. */
function withHorizon(buf: Buffer, stretches: readonly number[], batch: BatchCursor, horizonMs: number): Buffer {
  const records: NewRecord[] = []
  for (let i = 0; i < stretches.length; i += 2) {
    const cursor = new RecordCursor(buf, stretches[i]!, stretches[i + 1]!)
    while (cursor.next()) {
      records.push({
        key: cursor.key,
        value: cursor.value,
        timestamp: batch.isLogAppendTime ? batch.maxTimestamp : batch.baseTimestamp + cursor.timestampDelta,
        headers: cursor.headerCount === 0 ? [] : cursor.headers,
        offsetDelta: cursor.offsetDelta,
      })
    }
  }
  const codec = CODECS[codecOf(batch.attributes)]!
  return buildBatch(records, { ...headerOf(batch), codec, deleteHorizonMs: horizonMs })
}

/**
 * Messages of magic 0 and 1 come from old segments only. A compressed one stays as a whole while one of its inner
 * messages does: Kafka would rewrite it, for readers there is no difference.
 */
function filterLegacy(
  buf: Buffer,
  at: number,
  batch: BatchCursor,
  { map }: CleaningRules,
  retainTombstones: boolean,
): 'keep' | null {
  const cursor = legacyRecordsOf(buf, at, batch.sizeBytes, Number.MAX_SAFE_INTEGER)
  if (cursor === null) throw new UncleanableError(`the message at offset ${batch.baseOffset} cannot be unpacked`)
  while (cursor.next()) {
    const { offset, key, value } = cursor
    if (offset > map.latestOffset) return 'keep'
    if (key === null || (value === null && !retainTombstones)) continue
    if (offset >= map.get(key, 0, key.length)) return 'keep'
  }
  if (!cursor.ok) throw new UncleanableError(`the message at offset ${batch.baseOffset} cannot be read`)
  return null
}
