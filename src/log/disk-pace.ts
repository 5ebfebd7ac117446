/**
 * Reads or writes that take longer than this on average do not stay in the page cache, or come to a disk with much to do.
 */
const SLOW_MEAN_MS = 1
/** Of the mean, the share of one operation. */
const SHARE = 1 / 16
const FIRST_PAUSE_MS = 250
const LONGEST_PAUSE_MS = 16_000

/**
 * Whether to read a directory's files at once, on the thread that serves, or on the thread pool; and the same for
 * writes. What the page cache holds or takes is done at once for four fifths of the CPU and without waiting; what it
 * does not must not stop all others. Nobody can ask the cache, so the time of each operation at once tells, and by a
 * mean: on a busy machine a thread is now and then put aside for some milliseconds in the middle of one, and that says
 * nothing of the disk. One that takes long by itself (16 ms) is enough.
 *
 * Once they are slow, the pool does the work for a while, and for twice as long each time in a row.
 */
export class DiskPace {
  private meanMs = 0
  private pauseMs = FIRST_PAUSE_MS
  private poolUntilMs = Number.NEGATIVE_INFINITY

  mayWorkAtOnce(nowMs: number): boolean {
    return nowMs >= this.poolUntilMs
  }

  /** An operation at once began at `fromMs` and has ended. */
  took(fromMs: number, nowMs: number): void {
    this.meanMs += (nowMs - fromMs - this.meanMs) * SHARE
    if (this.meanMs <= SLOW_MEAN_MS) {
      if (this.meanMs < SLOW_MEAN_MS / 2) this.pauseMs = FIRST_PAUSE_MS
      return
    }
    // After the pause the next slow one tells.
    this.meanMs = SLOW_MEAN_MS
    this.poolUntilMs = nowMs + this.pauseMs
    this.pauseMs = Math.min(2 * this.pauseMs, LONGEST_PAUSE_MS)
  }
}
