/**
 * What a copy of a log needs to follow the log that it is made of, while that one is appended to, cut, deleted from and
 * rolled. The mover (AlterReplicaLogDirs, KIP-113) decides when; here is how.
 */

import { ErrorCode } from '../protocol/errors.ts'
import { checksumsAreGood } from './batch-checksum.ts'
import type { PartitionLog } from './partition-log.ts'

/** Records of whatever epoch are copied: the source has taken them already. */
const ANY_EPOCH = Number.MAX_SAFE_INTEGER

/**
 * Cuts the copy where its history and the source's part (KIP-101): after a restart, or when the source was truncated.
 * Compares leader epochs, not only ends, because the source may have been cut and have grown again.
 */
export async function alignCopy(source: PartitionLog, copy: PartitionLog): Promise<void> {
  while (copy.logEndOffset > copy.logStartOffset) {
    const { logEndOffset } = copy
    const latest = copy.epochAt(logEndOffset - 1)
    // Records older than message format 2 have no epochs: ends are all there is to compare.
    if (latest === null) break
    const end = source.endOffsetForEpoch(latest)
    if (end === null) {
      await copy.truncateFullyAndStartAt(source.logStartOffset)
      return
    }
    const own =
      end.epoch === latest ? logEndOffset : (copy.endOffsetForEpoch(end.epoch)?.endOffset ?? copy.logStartOffset)
    const cut = Math.max(Math.min(end.endOffset, own), copy.logStartOffset)
    if (cut >= logEndOffset) break
    await copy.truncateTo(cut)
    if (copy.isOffline || copy.logEndOffset >= logEndOffset) return
  }
  if (copy.logEndOffset > source.logEndOffset) await copy.truncateTo(source.logEndOffset)
}

/**
 * What DeleteRecords and retention took from the front of the source goes from the copy as well. Its own retention
 * begins with the swap.
 */
export async function followLogStart(source: PartitionLog, copy: PartitionLog): Promise<void> {
  const { logStartOffset } = source
  if (logStartOffset <= copy.logStartOffset) return
  if (logStartOffset > copy.logEndOffset) {
    await copy.truncateFullyAndStartAt(logStartOffset)
    return
  }
  copy.updateHighWatermark(source.highWatermark)
  if (copy.deleteRecordsBefore(Math.min(logStartOffset, copy.highWatermark))) copy.deleteSegmentsBelowStart()
}

export type CopyStep =
  /** That many bytes more are in the copy's file. */
  | { readonly kind: 'copied'; readonly sizeBytes: number }
  /** The source has nothing to read here now, or has changed under the read: look at both again. */
  | { readonly kind: 'changed' }
  /** The copy could not take what was read: its directory is full or has failed, or the read brought damaged bytes. */
  | { readonly kind: 'refused'; readonly message: string }

/** Copies the next batches, at least one, and waits until they are written. */
export async function copyNext(source: PartitionLog, copy: PartitionLog, maxBytes: number): Promise<CopyStep> {
  const { generation } = source
  const fetchOffset = copy.logEndOffset
  const read = await source.read({ fetchOffset, maxBytes, minOneBatch: true })
  try {
    if (read.errorCode !== ErrorCode.NONE || read.records === null || source.generation !== generation) {
      return { kind: 'changed' }
    }
    // Whoever reads the copy later could not tell any more which of the two disks it was.
    if (!checksumsAreGood(read.records)) return { kind: 'refused', message: 'a batch does not match its checksum' }
    if (read.baseOffset < copy.logEndOffset) {
      // The log begins in the middle of a batch (DeleteRecords): the batch comes whole, and the start follows.
      if (copy.logEndOffset > copy.logStartOffset) return { kind: 'changed' }
      await copy.truncateFullyAndStartAt(read.baseOffset)
    }
    const nowMs = source.env.host.clock.nowMs()
    const appended = copy.appendAsFollower(read.records, { leaderEpoch: ANY_EPOCH, nowMs, memory: null })
    if (appended.kind !== 'appended') return { kind: 'refused', message: String(appended.kind) }
  } finally {
    read.release()
  }
  await copy.queue.drained()
  if (copy.isOffline || copy.logEndOffset < read.nextOffset) return { kind: 'refused', message: 'the write failed' }
  copy.updateHighWatermark(source.highWatermark)
  return { kind: 'copied', sizeBytes: read.sizeBytes }
}

/** How many bytes the copy lacks, when they are all in the source's memory; +∞ otherwise. */
export function missingBytes(source: PartitionLog, copy: PartitionLog): number {
  if (copy.logEndOffset === source.logEndOffset) return 0
  const { tail } = source
  return copy.logEndOffset < tail.firstOffset ? Number.POSITIVE_INFINITY : tail.bytesFrom(copy.logEndOffset)
}

/**
 * Takes the rest out of the source's memory, what is not written there yet included, and writes it, in one go: when
 * this returns true, and until the loop's next turn, the copy holds all that the source holds and
 * more of it is written.
 */
export function copyRest(
  source: PartitionLog,
  copy: PartitionLog,
): { readonly done: boolean; readonly sizeBytes: number } {
  const { logEndOffset } = source
  let sizeBytes = 0
  if (copy.logEndOffset < logEndOffset) {
    const rest = source.tail.read(copy.logEndOffset, Number.POSITIVE_INFINITY, true, Number.POSITIVE_INFINITY)
    if (rest === null) return { done: false, sizeBytes }
    try {
      if (rest.records === null || rest.baseOffset < copy.logEndOffset) return { done: false, sizeBytes }
      const nowMs = source.env.host.clock.nowMs()
      const appended = copy.appendAsFollower(rest.records, { leaderEpoch: ANY_EPOCH, nowMs, memory: null })
      if (appended.kind !== 'appended') return { done: false, sizeBytes }
      sizeBytes = rest.sizeBytes
    } finally {
      for (const memory of rest.held) memory.release()
    }
  }
  const done = copy.writeNow() && copy.logEndOffset === logEndOffset && copy.writtenEndOffset === logEndOffset
  return { done, sizeBytes }
}
