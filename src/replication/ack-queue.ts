/**
 * Producers that wait for a partition: each for one end offset, with a deadline. Offsets come in ascending order, so the
 * oldest is always at the front and completing is popping.
 */
export interface AckWaiter {
  /** The log end offset behind the last record: done once the partition has reached it. */
  readonly endOffset: number
  readonly deadlineMs: number
  /** Called once. */
  readonly onDone: (outcome: AckOutcome) => void
}

export type AckOutcome = 'reached' | 'timed-out' | 'failed' | 'not-leader'

export class AckQueue {
  private waiters: AckWaiter[] = []
  private head = 0

  get size(): number {
    return this.waiters.length - this.head
  }

  push(waiter: AckWaiter): void {
    this.waiters.push(waiter)
  }

  /** Everyone whose end offset is at or below `offset` is done. */
  reached(offset: number): void {
    while (this.head < this.waiters.length && this.waiters[this.head]!.endOffset <= offset) {
      this.waiters[this.head++]!.onDone('reached')
    }
    this.compact()
  }

  /** Deadlines differ between requests, so the whole queue is looked at; call this seldom. */
  expire(nowMs: number): void {
    if (this.size === 0) return
    const left: AckWaiter[] = []
    const expired: AckWaiter[] = []
    for (let i = this.head; i < this.waiters.length; i++) {
      const waiter = this.waiters[i]!
      if (waiter.deadlineMs <= nowMs) expired.push(waiter)
      else left.push(waiter)
    }
    if (expired.length === 0) return
    this.waiters = left
    this.head = 0
    for (const waiter of expired) waiter.onDone('timed-out')
  }

  /** Everyone who waits for something above `endOffset` will not get it. */
  fail(endOffset: number, outcome: 'failed' | 'not-leader'): void {
    const left: AckWaiter[] = []
    const failed: AckWaiter[] = []
    for (let i = this.head; i < this.waiters.length; i++) {
      const waiter = this.waiters[i]!
      if (waiter.endOffset > endOffset) failed.push(waiter)
      else left.push(waiter)
    }
    this.waiters = left
    this.head = 0
    for (const waiter of failed) waiter.onDone(outcome)
  }

  private compact(): void {
    if (this.head === this.waiters.length) {
      this.waiters.length = 0
      this.head = 0
    } else if (this.head > 1024) {
      this.waiters.splice(0, this.head)
      this.head = 0
    }
  }
}
