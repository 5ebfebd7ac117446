import { recordsOf } from '../../records/batch-reader.ts'
import { legacyRecordsOf } from '../../records/legacy.ts'
import type { PartitionLog } from '../partition-log.ts'
import type { Segment } from '../segment.ts'
import { type CleaningRules, filterBatch, UncleanableError } from './batch-filter.ts'
import { CleanedSegment } from './cleaned-segment.ts'
import { CleanedTransactions } from './cleaned-transactions.ts'
import { type CleaningPlan, endOf, groupSegments, modifiedMsOf } from './cleaning-plan.ts'
import type { OffsetMap } from './offset-map.ts'
import { SegmentBatches } from './segment-batches.ts'

/** The log was closed, deleted, moved or cut meanwhile. Nothing is wrong; a later round tries again. */
export class CleaningAborted extends Error {
  override readonly name = 'CleaningAborted'
}

/**
 * Lets others have their turn after `bytes` were read or written; throttles. Throws CleaningAborted when the cleaner stops.
 */
export type Pace = (bytes: number) => Promise<void>

export interface CleaningResult {
  /** Below it no key appears twice any more. */
  readonly cleanedOffset: number
  readonly keys: number
  readonly bytesBefore: number
  readonly bytesAfter: number
}

/**
 * One round over one log: notes the latest offset of each key in the dirty part (as far as `map` holds them), then
 * rewrites all segments up to there without what is out of date. Throws DiskError, UncleanableError, CleaningAborted.
 */
export async function cleanLog(plan: CleaningPlan, map: OffsetMap, nowMs: number, pace: Pace): Promise<CleaningResult> {
  const { log, firstDirtyOffset, firstUncleanableOffset } = plan
  const { dir } = log
  const checked: Pace = async bytes => {
    await pace(bytes)
    if (log.isClosed || log.isOffline || log.dir !== dir) throw new CleaningAborted(`${log.name} is gone`)
  }
  const lastInDirtyPart = await fillMap(plan, map, checked)
  if (map.latestOffset < firstDirtyOffset) {
    throw new UncleanableError('no key fits into the offset map; raise log.cleaner.dedupe.buffer.size')
  }
  const endOffset = map.latestOffset + 1

  const segments = log.segments.all.filter(({ baseOffset }) => baseOffset < endOffset)
  const legacyHorizonMs = legacyTombstoneHorizonMs(log, firstDirtyOffset)
  const rules: CleaningRules = {
    map,
    nowMs,
    deleteRetentionMs: log.config.deleteRetentionMs,
    transactions: new CleanedTransactions(),
    lastOf: producerId => {
      const entry = log.producers.get(producerId)
      if (entry === null) return null
      return { lastDataOffset: entry.batches.at(-1)?.lastOffset ?? -1, producerEpoch: entry.producerEpoch }
    },
    lastInDirtyPart,
    upperBoundOffset: firstUncleanableOffset,
  }
  const sized = segments.map(segment => ({
    segment,
    baseOffset: segment.baseOffset,
    sizeBytes: segment.sizeBytes,
    offsetIndexBytes: segment.offsetIndex.toBytes().length,
    timeIndexBytes: segment.timeIndex.toBytes().length,
  }))
  for (const { segment } of sized) segment.unloadIndexes()
  const groups = groupSegments(sized, {
    segmentBytes: log.config.segmentBytes,
    indexBytes: log.config.maxIndexBytes,
    endOffset: firstUncleanableOffset,
  })
  let bytesBefore = 0
  let bytesAfter = 0
  for (const group of groups) {
    const replaced = group.map(({ segment }) => segment)
    for (const { sizeBytes } of replaced) bytesBefore += sizeBytes
    bytesAfter += await cleanGroup(log, replaced, rules, legacyHorizonMs, checked)
  }
  return { cleanedOffset: endOffset, keys: map.size, bytesBefore, bytesAfter }
}

/** Tombstones of magic 0 and 1 have no horizon of their own: they go with the age of the clean part (KIP-58's rule). */
function legacyTombstoneHorizonMs(log: PartitionLog, firstDirtyOffset: number): number {
  const clean = log.segments.all.filter(segment => endOf(log, segment) <= firstDirtyOffset)
  const last = clean.at(-1)
  return last === undefined ? 0 : modifiedMsOf(log, last) - log.config.deleteRetentionMs
}

/** Returns the end of the last batch of each producer that it has met. */
async function fillMap(plan: CleaningPlan, map: OffsetMap, pace: Pace): Promise<ReadonlyMap<number, number>> {
  const lastOfProducers = new Map<number, number>()
  const { log, firstDirtyOffset, firstUncleanableOffset } = plan
  const transactions = new CleanedTransactions()
  transactions.add(log.abortedTransactions(firstDirtyOffset, firstUncleanableOffset))
  const dirty = log.segments.all.filter(
    segment => segment.baseOffset < firstUncleanableOffset && endOf(log, segment) > firstDirtyOffset,
  )
  for (const segment of dirty) {
    const batches = new SegmentBatches(log.env, segment)
    while (await batches.more()) {
      while (batches.next()) {
        const { cursor, buf, at } = batches
        if (cursor.baseOffset >= firstUncleanableOffset) return lastOfProducers
        if (cursor.isControl) transactions.onControlBatch(cursor, buf, at, at + cursor.sizeBytes)
        else if (!transactions.onBatch(cursor) && cursor.lastOffset >= firstDirtyOffset) {
          const fits =
            cursor.magic < 2 ? putLegacy(batches, map, firstDirtyOffset) : putRecords(batches, map, firstDirtyOffset)
          if (!fits) return lastOfProducers
        }
        if (cursor.lastOffset < firstDirtyOffset) continue
        map.latestOffset = cursor.lastOffset
        if (cursor.producerId >= 0 && !cursor.isControl) lastOfProducers.set(cursor.producerId, cursor.lastOffset)
      }
      await pace(batches.readBytes)
    }
    // The end of a segment whose last batches are gone already.
    const end = Math.min(endOf(log, segment), firstUncleanableOffset) - 1
    if (end > map.latestOffset && end >= firstDirtyOffset) map.latestOffset = end
  }
  return lastOfProducers
}

/** False when the map is full. */
function putRecords({ cursor: batch, buf, at }: SegmentBatches, map: OffsetMap, fromOffset: number): boolean {
  if (batch.recordCount === 0) return true
  const records = recordsOf(buf, at)
  if (records === null) throw new UncleanableError(`the batch at offset ${batch.baseOffset} cannot be unpacked`)
  while (records.next()) {
    const offset = batch.baseOffset + records.offsetDelta
    if (records.keyBytes < 0 || offset < fromOffset) continue
    if (!map.put(records.buf, records.keyAt, records.keyAt + records.keyBytes, offset)) return false
  }
  if (!records.ok) throw new UncleanableError(`the batch at offset ${batch.baseOffset} holds malformed records`)
  return true
}

function putLegacy({ cursor: batch, buf, at }: SegmentBatches, map: OffsetMap, fromOffset: number): boolean {
  const records = legacyRecordsOf(buf, at, batch.sizeBytes, Number.MAX_SAFE_INTEGER)
  if (records === null) throw new UncleanableError(`the message at offset ${batch.baseOffset} cannot be unpacked`)
  while (records.next()) {
    const { key, offset } = records
    if (key === null || offset < fromOffset) continue
    if (!map.put(key, 0, key.length, offset)) return false
  }
  if (!records.ok) throw new UncleanableError(`the message at offset ${batch.baseOffset} cannot be read`)
  return true
}

/** Rewrites neighbours into one segment, which takes their place. Returns its size. */
async function cleanGroup(
  log: PartitionLog,
  group: readonly Segment[],
  rules: CleaningRules,
  legacyHorizonMs: number,
  pace: Pace,
): Promise<number> {
  const sizes = group.map(({ sizeBytes }) => sizeBytes)
  const modifiedMs = modifiedMsOf(log, group.at(-1)!)
  const cleaned = new CleanedSegment(log, group[0]!.baseOffset)
  try {
    rules.transactions.onKept = txn => cleaned.keepAborted(txn)
    for (const segment of group) {
      rules.transactions.add(log.abortedTransactions(segment.baseOffset, endOf(log, segment)))
      const retainLegacyTombstones = modifiedMsOf(log, segment) > legacyHorizonMs
      const batches = new SegmentBatches(log.env, segment)
      while (await batches.more()) {
        while (batches.next()) {
          const { cursor, buf, at } = batches
          const left = filterBatch(buf, at, cursor, rules, retainLegacyTombstones)
          if (left === 'keep') cleaned.append(buf, at, at + cursor.sizeBytes, false)
          else if (left !== null) cleaned.append(left, 0, left.length, true)
        }
        const before = cleaned.isWriteDue ? cleaned.sizeBytes : 0
        if (cleaned.isWriteDue) await cleaned.write()
        await pace(batches.readBytes + (before > 0 ? Math.min(before, batches.readBytes) : 0))
      }
    }
    await cleaned.finish(modifiedMs)
    await pace(0)
    const unchanged = group.every((segment, i) => segment.sizeBytes === sizes[i] && log.segments.all.includes(segment))
    if (!unchanged) throw new CleaningAborted(`${log.name} was cut meanwhile`)
  } catch (error) {
    cleaned.discard()
    throw error
  }
  cleaned.swapIn(group)
  return cleaned.sizeBytes
}
