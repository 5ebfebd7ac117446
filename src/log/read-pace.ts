/** A read that took longer did not come from the page cache, or came from a disk with much to do. */
const SLOW_READ_MS = 2
const FIRST_PAUSE_MS = 250
const LONGEST_PAUSE_MS = 16_000

/**
 * Whether to read a directory's files at once, on the thread that serves, or on the thread pool. What the page cache holds is
 * read at once for four fifths of the CPU and without waiting; what it does not hold must not stop all others. Nobody can ask the
 * cache, so the time of each such read tells: after a slow one the pool does the work, for twice as long each time in a row.
 */
export class ReadPace {
  private pauseMs = FIRST_PAUSE_MS
  private poolUntilMs = Number.NEGATIVE_INFINITY

  mayReadAtOnce(nowMs: number): boolean {
    return nowMs >= this.poolUntilMs
  }

  /** A read at once began at `fromMs` and has ended. */
  took(fromMs: number, nowMs: number): void {
    if (nowMs - fromMs <= SLOW_READ_MS) {
      this.pauseMs = FIRST_PAUSE_MS
      return
    }
    this.poolUntilMs = nowMs + this.pauseMs
    this.pauseMs = Math.min(2 * this.pauseMs, LONGEST_PAUSE_MS)
  }
}
