/**
 * Lets connections in no faster than `max.connection.creation.rate` says, of the broker and of each listener (KIP-612). Whoever comes too
 * early waits in the line of its listener, unread, as it would in Kafka for the acceptor; nobody is turned away.
 */
import type { Clock, Timers } from '../host/host.ts'
import { ConnectionRate, type RateWindows } from './connection-rate.ts'

export interface ConnectionRateLimits {
  /** max.connection.creation.rate, connections a second. */
  readonly maxConnectionRate: number
  /** listener.name.NAME.max.connection.creation.rate by listener; that of the broker for others. */
  readonly maxConnectionRatePerListener: ReadonlyMap<string, number>
}

interface Line {
  readonly rate: ConnectionRate
  readonly waiting: (() => void)[]
  /** Somebody has been counted and waits for the time to pass. */
  isHeld: boolean
}

export class ConnectionGate {
  private readonly host: { readonly clock: Clock; readonly timers: Timers }
  private readonly windows: RateWindows
  private readonly interBrokerListener: string | null
  private readonly all: ConnectionRate
  private readonly lines = new Map<string, Line>()
  private limits: ConnectionRateLimits

  constructor(
    host: { readonly clock: Clock; readonly timers: Timers },
    windows: RateWindows,
    interBrokerListener: string | null,
    limits: ConnectionRateLimits,
  ) {
    this.host = host
    this.windows = windows
    this.interBrokerListener = interBrokerListener
    this.limits = limits
    this.all = new ConnectionRate(windows, limits.maxConnectionRate)
  }

  addListener(name: string): void {
    this.lines.set(name, { rate: new ConnectionRate(this.windows, this.limitOf(name)), waiting: [], isHeld: false })
  }

  /** Whoever waits already does so for as long as it was told. */
  limit(limits: ConnectionRateLimits): void {
    this.limits = limits
    this.all.limit = limits.maxConnectionRate
    for (const [name, { rate }] of this.lines) rate.limit = this.limitOf(name)
  }

  private limitOf(name: string): number {
    return this.limits.maxConnectionRatePerListener.get(name) ?? this.limits.maxConnectionRate
  }

  /** True when a connection may come in at once; else `onAdmitted` is called when it may. */
  admit(listener: string, onAdmitted: () => void): boolean {
    const line = this.lines.get(listener)!
    if (!line.isHeld && line.waiting.length === 0) {
      const waitMs = this.waitMs(listener, line)
      if (waitMs === 0) return true
      this.hold(listener, line, waitMs, onAdmitted)
    } else line.waiting.push(onAdmitted)
    return false
  }

  private hold(listener: string, line: Line, waitMs: number, onAdmitted: () => void): void {
    line.isHeld = true
    this.host.timers.after(waitMs, () => {
      line.isHeld = false
      onAdmitted()
      while (!line.isHeld && line.waiting.length > 0) {
        const next = line.waiting.shift()!
        const nextMs = this.waitMs(listener, line)
        if (nextMs > 0) this.hold(listener, line, nextMs, next)
        else next()
      }
    })
  }

  private waitMs(listener: string, { rate }: Line): number {
    const nowMs = this.host.clock.monotonicMs()
    // Brokers among themselves are not held up by their clients, where they have a listener of their own.
    const isProtected = listener === this.interBrokerListener && this.lines.size > 1
    return Math.max(isProtected ? 0 : this.all.record(nowMs), rate.record(nowMs))
  }
}
