import type { Host } from '../host/host.ts'

/**
 * What goes on in a turn because it had more than its share of the last one may take this long; who arrives now does
 * not wait for more.
 */
const LEFTOVERS_MS = 10

/** Counts the turns of the event loop, and keeps for the next one what has had its share of this one. */
export class Turns {
  private readonly host: Pick<Host, 'timers' | 'clock'>
  private turn = 0
  private scheduled = false
  private waiting: (() => void)[] = []

  constructor(host: Pick<Host, 'timers' | 'clock'>) {
    this.host = host
  }

  /** The number of this turn. */
  get current(): number {
    this.schedule()
    return this.turn
  }

  /** Runs `fn` in the next turn: first come, first served. */
  next(fn: () => void): void {
    this.waiting.push(fn)
    this.schedule()
  }

  private schedule(): void {
    if (this.scheduled) return
    this.scheduled = true
    this.host.timers.defer(() => {
      this.scheduled = false
      this.turn++
      if (this.waiting.length > 0) this.runWaiting()
    })
  }

  private runWaiting(): void {
    const { clock } = this.host
    const run = this.waiting
    this.waiting = []
    const untilMs = clock.monotonicMs() + LEFTOVERS_MS
    for (let i = 0; i < run.length; i++) {
      run[i]!()
      if (i + 1 === run.length || clock.monotonicMs() < untilMs) continue
      this.waiting = [...run.slice(i + 1), ...this.waiting]
      this.schedule()
      return
    }
  }
}
