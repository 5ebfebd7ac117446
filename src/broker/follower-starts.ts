/**
 * Where the logs of a partition's followers begin, as their fetches tell the leader: DeleteRecords is done when all
 * have let go (KIP-107).
 */
import type { Timers } from '../host/host.ts'
import { LogStartWaiters } from './log-start-waiters.ts'

export class FollowerStarts {
  private readonly starts = new Map<number, number>()
  private readonly waiters: LogStartWaiters

  constructor(timers: Timers) {
    this.waiters = new LogStartWaiters(timers)
  }

  note(replicaId: number, logStartOffset: number): void {
    if (logStartOffset >= 0) this.starts.set(replicaId, logStartOffset)
  }

  /** −1 where it has told nothing. */
  startOf(replicaId: number): number {
    return this.starts.get(replicaId) ?? -1
  }

  /** The smallest of `own` and of what these replicas have told; −1 while one of them has told nothing. */
  lowest(own: number, replicaIds: readonly number[]): number {
    return Math.min(own, ...replicaIds.map(id => this.starts.get(id) ?? -1))
  }

  /** Resolves when `advanced` has told of that offset, when the leadership ends, or after `timeoutMs`. */
  wait(offset: number, timeoutMs: number): Promise<void> {
    return this.waiters.wait(offset, timeoutMs)
  }

  advanced(lowWatermark: number): void {
    this.waiters.advanced(lowWatermark)
  }

  /** Another leader asks its followers itself. */
  clear(): void {
    this.starts.clear()
    this.waiters.endAll()
  }
}
