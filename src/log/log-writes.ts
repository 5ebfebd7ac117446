import type { DiskError } from '../host/disk.ts'
import { rollBackTail } from './log-truncation.ts'
import type { PartitionLog } from './partition-log.ts'
import type { PendingWrite, WriteQueueOwner } from './write-queue.ts'

export interface LogListener {
  /** `log.writtenEndOffset` has advanced. */
  onWritten(log: PartitionLog): void
  /**
   * Records from `fromOffset` on are gone: their write failed, nothing of them was readable. Answer their callers with
   * KAFKA_STORAGE_ERROR. After ENOSPC the log goes on; after other errors its directory is offline.
   */
  onWriteFailed(log: PartitionLog, fromOffset: number, error: DiskError): void
}

/** What becomes of what was appended: tells who listens when it is written, or that it never will be. */
export class LogWrites implements WriteQueueOwner {
  private readonly log: PartitionLog
  private readonly listeners: LogListener[] = []

  constructor(log: PartitionLog) {
    this.log = log
  }

  add(listener: LogListener): void {
    this.listeners.push(listener)
  }

  remove(listener: LogListener): void {
    const index = this.listeners.indexOf(listener)
    if (index >= 0) this.listeners.splice(index, 1)
  }

  onWritten(endOffset: number): void {
    const { log } = this
    log.bounds.queuedEnd = endOffset
    if (!log.flusher.isDue) {
      this.announce(endOffset)
      return
    }
    const { cuts } = log.flusher
    void log.flusher.flush().then(() => {
      // Not `generation`: retention and compaction go on meanwhile, and take nothing away that waits for this flush.
      if (log.flusher.cuts === cuts && !log.isOffline && !log.isClosed) this.announce(endOffset)
    })
  }

  private announce(endOffset: number): void {
    const { log } = this
    if (endOffset <= log.bounds.writtenEnd) return
    log.bounds.writtenEnd = endOffset
    for (const listener of this.listeners) listener.onWritten(log)
  }

  onWriteFailed(error: DiskError, failed: readonly PendingWrite[]): void {
    const { log } = this
    const offset = log.bounds.queuedEnd
    rollBackTail(log, failed)
    if (error.code !== 'ENOSPC') log.directory.fail(error)
    log.env.host.log.log('error', 'Records could not be written to the log.', {
      log: log.name,
      offset,
      error: error.message,
    })
    for (const listener of this.listeners) listener.onWriteFailed(log, offset, error)
  }

  /** See `PartitionLog.writeNow`. */
  writeNow(): boolean {
    const { log } = this
    const { logEnd } = log.bounds
    if (!log.queue.runSync() || log.isOffline || log.bounds.logEnd !== logEnd) return false
    const flushes = log.config.flushMessages < Number.MAX_SAFE_INTEGER
    if (flushes && !log.tryOnDisk(() => log.flusher.syncNow())) return false
    this.announce(log.bounds.queuedEnd)
    return true
  }
}
