import { availableParallelism } from 'node:os'

/** How long to go on looking. A client that sends one small request at a time is back sooner. */
const LOOK_MS = 0.1
/** What an interval counts that was longer than that, whatever it was. */
const MISSED_MS = 1
/** Of the mean, the share of one interval. */
const SHARE = 1 / 8
/** Below this mean, of twelve intervals eleven are worth looking through. */
const EXPECTED_MS = 0.12
/** Who sends or fetches this much takes longer over it, and pays per byte: an idle processor costs nothing. */
const MAX_TURN_BYTES = 32 * 1024

/** What it needs of the process. */
export interface IdlePollWorld {
  monotonicMs(): number
  /** Once, when what has arrived has been handled (setImmediate). */
  soon(fn: () => void): void
}

/**
 * Lets the event loop look for the next request instead of going to sleep, where that is expected within a tenth of a
 * millisecond: to put a processor to sleep and wake it takes longer than to handle a small request, on virtual machines
 * above all (one request in flight: half the latency, for the same CPU). Linux does so in drivers, as `net.core.busy_poll`.
 *
 * It looks only where the last intervals say that it pays, so a broker that waits for people or timers never does.
 */
export class IdlePoll {
  private readonly world: IdlePollWorld
  /** Of the last intervals between the end of one turn's work and the next bytes. */
  private meanMs = MISSED_MS
  private lastMs = 0
  private turnBytes = 0
  private turnHasEnded = false
  private isScheduled = false

  constructor(world: IdlePollWorld) {
    this.world = world
  }

  received(sizeBytes: number): void {
    const nowMs = this.world.monotonicMs()
    if (this.turnHasEnded) {
      this.turnHasEnded = false
      this.turnBytes = 0
      const tookMs = nowMs - this.lastMs
      this.meanMs += ((tookMs <= LOOK_MS ? tookMs : MISSED_MS) - this.meanMs) * SHARE
    }
    this.lastMs = nowMs
    this.turnBytes += sizeBytes
    if (this.isScheduled) return
    this.isScheduled = true
    this.world.soon(this.look)
  }

  sent(sizeBytes: number): void {
    this.lastMs = this.world.monotonicMs()
    this.turnBytes += sizeBytes
  }

  private readonly look = (): void => {
    this.turnHasEnded = true
    const looks =
      this.meanMs < EXPECTED_MS && this.turnBytes <= MAX_TURN_BYTES && this.world.monotonicMs() - this.lastMs < LOOK_MS
    this.isScheduled = looks
    if (looks) this.world.soon(this.look)
  }
}

/** null where clients have no processor but this one to run on. */
export function createIdlePoll(monotonicMs: () => number): IdlePoll | null {
  return availableParallelism() > 1 ? new IdlePoll({ monotonicMs, soon: fn => void setImmediate(fn) }) : null
}
