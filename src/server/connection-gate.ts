/**
 * Lets connections in: no more at once than `max.connections` says and no faster than `max.connection.creation.rate`,
 * each of the broker and of each listener (KIP-402, KIP-612). Whoever comes too early or finds no place waits in the
 * line of its listener, unread, as it would in Kafka for the acceptor.
 */
import type { Clock, Timer, Timers } from '../host/host.ts'
import { ConnectionRate, type RateWindows } from './connection-rate.ts'

export interface ConnectionGateLimits {
  /** max.connections */
  readonly maxConnections: number
  /** listener.name.NAME.max.connections by listener; that of the broker for others. */
  readonly maxConnectionsPerListener: ReadonlyMap<string, number>
  /** max.connection.creation.rate, connections a second. */
  readonly maxConnectionRate: number
  /** listener.name.NAME.max.connection.creation.rate by listener; that of the broker for others. */
  readonly maxConnectionRatePerListener: ReadonlyMap<string, number>
}

interface Line {
  readonly name: string
  readonly rate: ConnectionRate
  /** Oldest first. */
  readonly waiting: (() => void)[]
  /** When the first in line has waited long enough for the rate; null while it has not been counted. */
  firstAtMs: number | null
  timer: Timer | null
  /** Connections that came in here and are open. */
  inside: number
}

export class ConnectionGate {
  private readonly host: { readonly clock: Clock; readonly timers: Timers }
  private readonly windows: RateWindows
  private readonly interBrokerListener: string | null
  private readonly all: ConnectionRate
  private readonly lines = new Map<string, Line>()
  private limits: ConnectionGateLimits
  private inside = 0
  /**
   * More are inside than `max.connections` allows, since it was lowered or a broker came in: the quietest
   * client is to leave.
   */
  onCrowded: () => void = () => {}

  constructor(
    host: { readonly clock: Clock; readonly timers: Timers },
    windows: RateWindows,
    interBrokerListener: string | null,
    limits: ConnectionGateLimits,
  ) {
    this.host = host
    this.windows = windows
    this.interBrokerListener = interBrokerListener
    this.limits = limits
    this.all = new ConnectionRate(windows, limits.maxConnectionRate)
  }

  addListener(name: string): void {
    const rate = new ConnectionRate(this.windows, this.rateOf(name))
    this.lines.set(name, { name, rate, waiting: [], firstAtMs: null, timer: null, inside: 0 })
  }

  /** Who waits already does so for as long as it was told. Of those inside, too many leave. */
  limit(limits: ConnectionGateLimits): void {
    this.limits = limits
    this.all.limit = limits.maxConnectionRate
    for (const [name, { rate }] of this.lines) rate.limit = this.rateOf(name)
    for (let excess = this.inside - limits.maxConnections; excess > 0; excess--) this.onCrowded()
    this.advanceAll()
  }

  /** `onAdmitted` is called when the connection may come in, perhaps before this returns. */
  admit(listener: string, onAdmitted: () => void): void {
    const line = this.lines.get(listener)!
    line.waiting.push(onAdmitted)
    this.advance(line)
  }

  /** How many wait in the line of a listener. */
  waitingAt(listener: string): number {
    return this.lines.get(listener)!.waiting.length
  }

  /** A connection that waits in line has gone. */
  leaveLine(listener: string, onAdmitted: () => void): void {
    const line = this.lines.get(listener)!
    const at = line.waiting.indexOf(onAdmitted)
    if (at < 0) return
    line.waiting.splice(at, 1)
    if (at > 0) return
    line.firstAtMs = null
    this.advance(line)
  }

  /** A connection that was let in is closed. */
  leave(listener: string): void {
    this.lines.get(listener)!.inside--
    this.inside--
    this.advanceAll()
  }

  /** Brokers among themselves are not held up by their clients, where they have a listener of their own. */
  isProtected(listener: string): boolean {
    return listener === this.interBrokerListener && this.lines.size > 1
  }

  private rateOf(listener: string): number {
    return this.limits.maxConnectionRatePerListener.get(listener) ?? this.limits.maxConnectionRate
  }

  private advanceAll(): void {
    for (const line of this.lines.values()) this.advance(line)
  }

  private advance(line: Line): void {
    while (line.waiting.length > 0) {
      const nowMs = this.host.clock.monotonicMs()
      line.firstAtMs ??= nowMs + this.waitMs(line, nowMs)
      if (line.firstAtMs > nowMs) {
        line.timer ??= this.host.timers.after(line.firstAtMs - nowMs, () => {
          line.timer = null
          this.advance(line)
        })
        return
      }
      if (!this.hasPlace(line)) return
      line.firstAtMs = null
      line.inside++
      this.inside++
      line.waiting.shift()!()
      if (this.inside > this.limits.maxConnections && this.isProtected(line.name)) this.onCrowded()
    }
  }

  private hasPlace({ name, inside }: Line): boolean {
    const { maxConnections, maxConnectionsPerListener } = this.limits
    if (inside >= (maxConnectionsPerListener.get(name) ?? maxConnections)) return false
    return this.inside < maxConnections || this.isProtected(name)
  }

  private waitMs({ name, rate }: Line, nowMs: number): number {
    return Math.max(this.isProtected(name) ? 0 : this.all.record(nowMs), rate.record(nowMs))
  }
}
