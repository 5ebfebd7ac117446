/** Whoever waits until a log's start offset has passed some offset, for so long and no longer. */
import type { Timer, Timers } from '../host/host.ts'

interface Waiter {
  readonly offset: number
  readonly timer: Timer
  readonly done: () => void
}

export class LogStartWaiters {
  private readonly timers: Timers
  private readonly waiters = new Set<Waiter>()

  constructor(timers: Timers) {
    this.timers = timers
  }

  /** Resolves when `advanced` has told of that offset, at `endAll`, or after `timeoutMs`. */
  wait(offset: number, timeoutMs: number): Promise<void> {
    return new Promise(resolve => {
      const done = (): void => {
        waiter.timer.cancel()
        this.waiters.delete(waiter)
        resolve()
      }
      const waiter: Waiter = { offset, timer: this.timers.after(Math.max(0, timeoutMs), done), done }
      this.waiters.add(waiter)
    })
  }

  advanced(logStartOffset: number): void {
    for (const { offset, done } of this.waiters) if (offset <= logStartOffset) done()
  }

  endAll(): void {
    for (const { done } of this.waiters) done()
  }
}
