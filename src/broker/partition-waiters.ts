/** Who waits at a partition: producers and coordinators for their records to be written or committed, fetches for news. */
import { type AckOutcome, AckQueue } from '../replication/ack-queue.ts'

export class PartitionWaiters {
  /** acks=1 producers: done when written. */
  private readonly written = new AckQueue()
  /** acks=all producers and coordinators: done below the high watermark. */
  private readonly committed = new AckQueue()
  private readonly fetches = new Set<() => void>()
  /** Fetches of followers: what is written is news to them, committed or not. */
  private readonly replicaFetches = new Set<() => void>()

  /** Waits for the records before `endOffset`. `onDone` is called once. */
  push(
    what: 'written' | 'committed',
    endOffset: number,
    deadlineMs: number,
    onDone: (outcome: AckOutcome) => void,
  ): void {
    const queue = what === 'written' ? this.written : this.committed
    queue.push({ endOffset, deadlineMs, onDone })
  }

  /** Calls `wake` whenever something a fetch waits for may have changed. */
  watch(wake: () => void, forReplica: boolean): void {
    if (forReplica) this.replicaFetches.add(wake)
    else this.fetches.add(wake)
  }

  unwatch(wake: () => void): void {
    this.fetches.delete(wake)
    this.replicaFetches.delete(wake)
  }

  onWritten(endOffset: number): void {
    this.written.reached(endOffset)
  }

  onCommitted(highWatermark: number): void {
    this.committed.reached(highWatermark)
  }

  /** Whoever waits for something above `endOffset` will not get it; −1 for all. Fetches look again. */
  fail(endOffset: number, outcome: 'failed' | 'not-leader'): void {
    this.written.fail(endOffset, outcome)
    this.committed.fail(endOffset, outcome)
    this.wakeAll()
  }

  expire(nowMs: number): void {
    this.written.expire(nowMs)
    this.committed.expire(nowMs)
  }

  wakeReplicas(): void {
    for (const wake of this.replicaFetches) wake()
  }

  wakeAll(): void {
    for (const wake of this.fetches) wake()
    this.wakeReplicas()
  }
}
