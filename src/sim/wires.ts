/**
 * The wires between the simulated machines: links with latency that can be cut, one for each direction, and who listens
 * where. One a world.
 */
import type { SeededRandom } from './random.ts'
import type { Scheduler } from './scheduler.ts'

/** One direction between two hosts. */
export interface Link {
  /** Nothing gets through; TCP tries again. */
  cut: boolean
  latencyMs: number
  /** Mean of what is added to each segment's latency. */
  jitterMs: number
  bytesPerMs: number
}

/** What a listening process gives to the wires. */
export interface OpenPort<C> {
  readonly isDead: () => boolean
  /** Makes the accepting end of a connection. */
  readonly accept: (remoteHost: string, remotePort: number) => C
}

export interface Resettable {
  reset(): void
}

export class Wires<C extends Resettable = Resettable> {
  readonly scheduler: Scheduler
  readonly random: SeededRandom
  private readonly links = new Map<string, Link>()
  private readonly ports = new Map<string, OpenPort<C>>()
  readonly connections = new Set<C>()
  private nextId = 1
  private nextPort = 32_768
  baseLatencyMs = 0.2
  baseJitterMs = 0.3

  constructor(scheduler: Scheduler, random: SeededRandom) {
    this.scheduler = scheduler
    this.random = random
  }

  link(from: string, to: string): Link {
    const key = `${from}>${to}`
    let link = this.links.get(key)
    if (link === undefined) {
      link = this.goodLink()
      this.links.set(key, link)
    }
    return link
  }

  private goodLink(): Link {
    return { cut: false, latencyMs: this.baseLatencyMs, jitterMs: this.baseJitterMs, bytesPerMs: 100_000 }
  }

  /** All links as they were at the beginning. */
  heal(): void {
    for (const link of this.links.values()) Object.assign(link, this.goodLink())
  }

  newId(): number {
    return this.nextId++
  }

  open(host: string, port: number, entry: OpenPort<C>): number {
    const chosen = port === 0 ? this.nextPort++ : port
    const key = `${host}:${chosen}`
    if (this.ports.has(key)) throw Object.assign(new Error(`port ${chosen} is in use already`), { code: 'EADDRINUSE' })
    this.ports.set(key, entry)
    return chosen
  }

  close(host: string, port: number): void {
    this.ports.delete(`${host}:${port}`)
  }

  portAt(host: string, port: number): OpenPort<C> | null {
    return this.ports.get(`${host}:${port}`) ?? null
  }

  delay(link: Link, bytes: number): number {
    return link.latencyMs + this.random.exponential(link.jitterMs) + bytes / link.bytesPerMs
  }
}
