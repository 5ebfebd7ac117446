import { DiskError } from '../../host/disk.ts'
import { BatchCursor } from '../batch-cursor.ts'
import { CLEANED_SUFFIX, SWAP_SUFFIX } from '../log-files.ts'
import { removeSegments } from '../log-truncation.ts'
import type { PartitionLog } from '../partition-log.ts'
import { Segment } from '../segment.ts'
import type { AbortedTxn } from '../transaction-index.ts'
import { endOf } from './cleaning-plan.ts'

/** Bytes that are gathered before they are written. */
const WRITE_BYTES = 256 * 1024

/**
 * The segment that a group of segments is cleaned into: written as `….cleaned`, then renamed to `….swap` (complete, and
 * durable), then put in the place of the group. `swap-recovery.ts` ends what a crash interrupted at any of these steps.
 */
export class CleanedSegment {
  readonly segment: Segment
  private readonly log: PartitionLog
  private readonly cursor = new BatchCursor()
  private readonly pending: Buffer[] = []
  private pendingBytes = 0
  private writtenBytes = 0

  /** Throws DiskError. */
  constructor(log: PartitionLog, baseOffset: number) {
    this.log = log
    const { env, config } = log
    this.segment = Segment.create(
      env,
      log.dir,
      baseOffset,
      config.maxIndexBytes,
      env.host.clock.nowMs(),
      CLEANED_SUFFIX,
    )
  }

  get sizeBytes(): number {
    return this.segment.sizeBytes
  }

  get isWriteDue(): boolean {
    return this.pendingBytes >= WRITE_BYTES
  }

  /** Adds the batch at `buf[from, to)`; its bytes are copied where `isOwned` does not say that nobody changes them. */
  append(buf: Buffer, from: number, to: number, isOwned: boolean): void {
    const { segment, cursor } = this
    const bytes = isOwned ? buf.subarray(from, to) : Buffer.from(buf.subarray(from, to))
    cursor.load(bytes, 0, bytes.length)
    segment.index(cursor, segment.sizeBytes, this.log.config.indexIntervalBytes)
    segment.sizeBytes += bytes.length
    this.pending.push(bytes)
    this.pendingBytes += bytes.length
  }

  keepAborted(txn: AbortedTxn): void {
    this.segment.txnIndex.append(txn)
    this.segment.txnIndexDirty = true
  }

  /** Writes what was gathered. Throws DiskError. */
  async write(): Promise<void> {
    if (this.pendingBytes === 0) return
    const chunks = this.pending.splice(0)
    const position = this.writtenBytes
    this.writtenBytes += this.pendingBytes
    this.pendingBytes = 0
    if (this.log.env.inMemory) {
      this.segment.log.file().writeSync(chunks, position)
      return
    }
    const file = this.segment.log.pin()
    try {
      await file.write(chunks, position)
    } finally {
      this.segment.log.unpin()
    }
  }

  /** Everything to the device: from now on the segment may take the place of others. Throws DiskError. */
  async finish(modifiedMs: number): Promise<void> {
    await this.write()
    const { segment, log } = this
    segment.writeIndexes(true)
    const file = segment.log.pin()
    try {
      await file.sync()
    } finally {
      segment.log.unpin()
    }
    for (const path of segment.takeUnsyncedIndexes()) {
      const index = log.env.disk.openSync(path, 'write')
      try {
        await index.sync()
      } finally {
        index.closeSync()
      }
    }
    // Where an epoch began cannot be read from the records any more when its first one is gone. Behind a cut the file
    // names it only once the records that are replaced are on the device.
    if (log.flusher.staleFrom < Number.POSITIVE_INFINITY) await log.flusher.flushSealed()
    await log.epochFile.save()
    log.env.disk.setModifiedSync(segment.log.path, modifiedMs)
  }

  /**
   * Takes the place of `replaced`. One turn of the loop from the first rename of theirs on, so that readers see either
   * them or this. Throws DiskError; a start then finds `.swap` files and ends the exchange.
   */
  swapIn(replaced: readonly Segment[]): void {
    const { segment, log } = this
    const { disk } = log.env
    const end = endOf(log, replaced.at(-1)!)
    segment.changeSuffix(SWAP_SUFFIX)
    disk.syncDirSync(log.dir)
    log.segments.replace(replaced, [segment])
    // A read that is under way has positions of the old files.
    log.generation++
    log.tail.dropBefore(end)
    removeSegments(log, replaced, segment.baseOffset)
    segment.changeSuffix('')
    segment.unloadIndexes()
  }

  /** Removes what was written: nothing of it counts. */
  discard(): void {
    const { log, segment } = this
    segment.close()
    for (const path of segment.allPaths()) {
      try {
        log.env.disk.unlinkSync(path)
      } catch (error) {
        // The next start removes what resists.
        if (!(error instanceof DiskError)) throw error
      }
    }
  }
}
