import type { Clock } from '../host/host.ts'

/**
 * Keeps work at a rate that may change meanwhile: what was done is a debt that time pays off, and nothing more is done
 * before it is paid. One for all who share the rate.
 */
export class ByteThrottle {
  private readonly clock: Pick<Clock, 'monotonicMs'>
  private readonly bytesPerSecond: () => number
  private owedBytes = 0
  private paidUntilMs: number

  constructor(clock: Pick<Clock, 'monotonicMs'>, bytesPerSecond: () => number) {
    this.clock = clock
    this.bytesPerSecond = bytesPerSecond
    this.paidUntilMs = clock.monotonicMs()
  }

  spend(sizeBytes: number): void {
    this.pay()
    this.owedBytes += sizeBytes
  }

  /** Milliseconds until more may be done, at the rate of now; 0 for at once, +∞ where the rate is 0. */
  get waitMs(): number {
    this.pay()
    return this.owedBytes === 0 ? 0 : (this.owedBytes / this.bytesPerSecond()) * 1000
  }

  private pay(): void {
    const nowMs = this.clock.monotonicMs()
    // No time has passed: nothing was paid, whatever the rate (0 · ∞ is no number).
    if (nowMs === this.paidUntilMs) return
    const paid = ((nowMs - this.paidUntilMs) / 1000) * this.bytesPerSecond()
    this.owedBytes = Math.max(0, this.owedBytes - paid)
    this.paidUntilMs = nowMs
  }
}
