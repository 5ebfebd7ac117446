/** One partition on its way to another log directory: what `LogDirMover` knows of it. */
import type { Timers } from '../host/host.ts'
import type { PartitionLog } from '../log/partition-log.ts'
import { LogStartWaiters } from './log-start-waiters.ts'
import type { Partition } from './partition.ts'

export class LogDirMove {
  readonly partition: Partition
  readonly source: PartitionLog
  readonly copy: PartitionLog
  state: 'waiting' | 'copying' | 'asked' | 'accepted' = 'waiting'
  /** The copy is on the device up to here. */
  flushedTo = -1
  /**
   * The source has taken back what was appended from here on (a full disk), and may have other records of the same
   * epoch there by now: what the copy has of it was taken out of memory for a swap that did not come about.
   */
  takenBackFrom = Number.POSITIVE_INFINITY
  /** Cancelled, done or failed: whoever still works on it lets go. */
  ended = false
  /** DeleteRecords that wait for the copy. */
  readonly deletions: LogStartWaiters
  private wakeUp: (() => void) | null = null

  constructor(timers: Timers, partition: Partition, source: PartitionLog, copy: PartitionLog) {
    this.deletions = new LogStartWaiters(timers)
    this.partition = partition
    this.source = source
    this.copy = copy
  }

  wake(): void {
    const { wakeUp } = this
    this.wakeUp = null
    wakeUp?.()
  }

  woken(): Promise<void> {
    return new Promise(resolve => {
      this.wakeUp = resolve
    })
  }
}
