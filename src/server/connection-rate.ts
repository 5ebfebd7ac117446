/**
 * How fast connections come, and how long the next one must wait for that to be within a limit (KIP-612). Kafka's own
 * arithmetic, since administrators reckon with it: the rate is that of the last `samples` windows, of which all but one
 * count as whole from the start, so that `limit` × (`samples` − 1) × window connections may come at once.
 */
export interface RateWindows {
  /** quota.window.num */
  readonly samples: number
  /** quota.window.size.seconds */
  readonly windowMs: number
}

interface Sample {
  startMs: number
  count: number
}

export class ConnectionRate {
  /** Connections a second. */
  limit: number
  private readonly windows: RateWindows
  private readonly samples: Sample[] = []

  constructor(windows: RateWindows, limit: number) {
    this.windows = windows
    this.limit = limit
  }

  /** Counts a connection. Returns the milliseconds that it must wait, at most a window; 0 when there is no need. */
  record(nowMs: number): number {
    const { samples } = this
    const { windowMs } = this.windows
    let newest = samples.at(-1)
    if (newest === undefined || nowMs - newest.startMs >= windowMs) {
      newest = { startMs: nowMs, count: 0 }
      samples.push(newest)
    }
    newest.count++
    const rate = this.rate(nowMs)
    if (rate <= this.limit) return 0
    return Math.min(windowMs, Math.round(((rate - this.limit) / this.limit) * this.elapsedMs(nowMs)))
  }

  /** Connections a second, of late. */
  private rate(nowMs: number): number {
    const { samples } = this
    const { samples: most, windowMs } = this.windows
    while (samples.length > 0 && (samples.length > most || nowMs - samples[0]!.startMs >= most * windowMs))
      samples.shift()
    let count = 0
    for (const sample of samples) count += sample.count
    return (count * 1000) / this.elapsedMs(nowMs)
  }

  private elapsedMs(nowMs: number): number {
    const { samples, windowMs } = this.windows
    const elapsedMs = nowMs - (this.samples[0]?.startMs ?? nowMs)
    const missing = samples - 1 - Math.floor(elapsedMs / windowMs)
    return Math.max(windowMs, missing > 0 ? elapsedMs + missing * windowMs : elapsedMs)
  }
}
