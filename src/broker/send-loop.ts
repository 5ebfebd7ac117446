import type { Timers } from '../host/host.ts'

/** Sends one request after the other while something waits: what comes while one is under way goes with the next. */
export class SendLoop {
  private readonly timers: Timers
  private readonly retryMs: number
  private readonly waiting: { readonly size: number }
  private readonly send: () => Promise<boolean>
  private sending = false
  private stopped = false

  /**
   * `send` makes one request of all that waits, or of as much as fits, and never rejects. False when it must be tried
   * again, which is done `retryMs` later.
   */
  constructor(timers: Timers, retryMs: number, waiting: { readonly size: number }, send: () => Promise<boolean>) {
    this.timers = timers
    this.retryMs = retryMs
    this.waiting = waiting
    this.send = send
  }

  get isSending(): boolean {
    return this.sending
  }

  get isStopped(): boolean {
    return this.stopped
  }

  /** Something waits. */
  wake(): void {
    if (!this.sending && !this.stopped) void this.run()
  }

  stop(): void {
    this.stopped = true
  }

  private async run(): Promise<void> {
    this.sending = true
    while (this.waiting.size > 0 && !this.stopped) {
      const isDone = await this.send()
      if (!isDone && !this.stopped) await new Promise<void>(resolve => this.timers.after(this.retryMs, resolve))
    }
    this.sending = false
  }
}
