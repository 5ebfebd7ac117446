import type { Timers } from '../host/host.ts'

export interface SendLoopOptions {
  readonly timers: Timers
  /** How long to wait after a request that did no good. */
  readonly retryMs: number
  readonly hasMore: () => boolean
  /** One request with all that waits, or as much as fits. False when it must be tried again. Never rejects. */
  readonly send: () => Promise<boolean>
}

/**
 * Sends one request after the other while something waits to be sent: what comes while one is under way goes with the next.
 */
export class SendLoop {
  private readonly options: SendLoopOptions
  private sending = false
  private stopped = false

  constructor(options: SendLoopOptions) {
    this.options = options
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
    const { timers, retryMs, hasMore, send } = this.options
    this.sending = true
    while (hasMore() && !this.stopped) {
      const isDone = await send()
      if (!isDone && !this.stopped) await new Promise<void>(resolve => timers.after(retryMs, resolve))
    }
    this.sending = false
  }
}
