import type { Clock } from '../host/host.ts'
import { ByteThrottle } from './byte-throttle.ts'

/**
 * Keeps the copying of some replicas below a rate (KIP-73), so that a reassignment does not starve clients: one for
 * what this broker gives as a leader (`leader.replication.throttled.rate`), one for what it takes as a follower
 * (`follower.replication.throttled.rate`). What the named replicas (`….throttled.replicas` of their topics) copy
 * counts; only those that are not in sync wait for it.
 */
export class ReplicationThrottle {
  private readonly nodeId: number
  private readonly throttle: ByteThrottle

  constructor(clock: Pick<Clock, 'monotonicMs'>, nodeId: number, bytesPerSecond: () => number) {
    this.nodeId = nodeId
    this.throttle = new ByteThrottle(clock, bytesPerSecond)
  }

  /** `replicas` as the topic's configuration has them: `*`, or entries `partition:broker`. */
  concerns(index: number, replicas: readonly string[] | undefined): boolean {
    if (replicas === undefined || replicas.length === 0) return false
    return replicas.includes('*') || replicas.includes(`${index}:${this.nodeId}`)
  }

  spend(sizeBytes: number): void {
    if (sizeBytes > 0) this.throttle.spend(sizeBytes)
  }

  /** What is paid for within a millisecond is paid: no timer is finer, and rounding leaves such rests. */
  get isExceeded(): boolean {
    return this.throttle.waitMs >= 1
  }

  /** Milliseconds until more may be copied; 0 for at once. */
  get waitMs(): number {
    return this.throttle.waitMs
  }
}
