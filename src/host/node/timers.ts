import type { Timer, Timers } from '../host.ts'

/** Node runs a timeout beyond this at once (with a warning), so longer ones are made of several. */
const MAX_DELAY_MS = 2 ** 31 - 1

class LongTimer implements Timer {
  private readonly fn: () => void
  private leftMs: number
  private timeout: NodeJS.Timeout | null = null

  constructor(delayMs: number, fn: () => void) {
    this.fn = fn
    this.leftMs = delayMs
    this.arm()
  }

  private arm(): void {
    const nextMs = Math.min(this.leftMs, MAX_DELAY_MS)
    this.leftMs -= nextMs
    this.timeout = setTimeout(() => (this.leftMs > 0 ? this.arm() : this.fn()), nextMs)
    this.timeout.unref()
  }

  cancel(): void {
    if (this.timeout !== null) clearTimeout(this.timeout)
  }
}

class ShortTimer implements Timer {
  private readonly timeout: NodeJS.Timeout

  constructor(delayMs: number, fn: () => void) {
    this.timeout = setTimeout(fn, delayMs)
    this.timeout.unref()
  }

  cancel(): void {
    clearTimeout(this.timeout)
  }
}

let deferred: (() => void)[] = []

/**
 * All that was deferred in this turn of the loop, one after the other, without the microtasks that Node runs between
 * two immediates: what the logs of several partitions have written is told to a connection before its answers
 * leave, in one write.
 */
function runDeferred(): void {
  const run = deferred
  deferred = []
  let next = 0
  try {
    while (next < run.length) run[next++]!()
  } finally {
    // One threw: the process may live on (a handler of uncaught exceptions), and then the others count as before.
    if (next < run.length) {
      if (deferred.length === 0) setImmediate(runDeferred)
      deferred = [...run.slice(next), ...deferred]
    }
  }
}

/**
 * Timeouts that do not keep the process alive. Delays are rounded up to whole milliseconds: Node keeps one list for each
 * distinct delay, and timers of one list share a wake-up.
 */
export const nodeTimers: Timers = {
  after(delayMs, fn) {
    // Also when it is NaN: a timer that never fires hangs a client, one that fires at once only costs a turn.
    const wholeMs = delayMs > 0 ? Math.ceil(delayMs) : 0
    return wholeMs > MAX_DELAY_MS ? new LongTimer(wholeMs, fn) : new ShortTimer(wholeMs, fn)
  },
  defer(fn) {
    if (deferred.length === 0) setImmediate(runDeferred)
    deferred.push(fn)
  },
}
