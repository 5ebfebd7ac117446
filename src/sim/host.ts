import type { Clock, Host, LogLevel, LogSink, Timer, Timers } from '../host/host.ts'
import { SimDisk, type SimPlatter } from './disk.ts'
import { SimNetwork } from './network.ts'
import type { SeededRandom } from './random.ts'
import type { Scheduler } from './scheduler.ts'
import type { SimConnection } from './tcp.ts'
import type { Wires } from './wires.ts'

/** 2026-01-01T00:00:00Z: where true time begins. */
export const EPOCH_MS = 1_767_225_600_000

/** How a machine's clocks differ from true time. */
export interface ClockFaults {
  /** Added to the wall clock. */
  offsetMs: number
  /** How much faster the monotonic clock and all timers run: 1 is right. */
  rate: number
}

class SimClock implements Clock {
  private readonly scheduler: Scheduler
  private readonly faults: ClockFaults

  constructor(scheduler: Scheduler, faults: ClockFaults) {
    this.scheduler = scheduler
    this.faults = faults
  }

  nowMs(): number {
    return Math.floor(EPOCH_MS + this.scheduler.nowMs + this.faults.offsetMs)
  }

  monotonicMs(): number {
    return this.scheduler.nowMs * this.faults.rate
  }
}

class SimTimers implements Timers {
  private readonly scheduler: Scheduler
  private readonly faults: ClockFaults
  dead = false

  constructor(scheduler: Scheduler, faults: ClockFaults) {
    this.scheduler = scheduler
    this.faults = faults
  }

  after(delayMs: number, fn: () => void): Timer {
    // Node rounds up to whole milliseconds, and at least to one.
    const wholeMs = delayMs > 1 ? Math.ceil(delayMs) : 1
    return this.scheduler.after(wholeMs / this.faults.rate, () => {
      if (!this.dead) fn()
    })
  }

  defer(fn: () => void): void {
    this.scheduler.after(0, () => {
      if (!this.dead) fn()
    })
  }
}

/** The world as one process on one simulated machine sees it. A restart gets a new one on the same platter. */
export class SimHost implements Host {
  readonly clock: Clock
  readonly timers: SimTimers
  readonly random: SeededRandom
  readonly disk: SimDisk
  readonly network: SimNetwork
  readonly log: LogSink
  dead = false

  constructor(
    scheduler: Scheduler,
    random: SeededRandom,
    wires: Wires<SimConnection>,
    machine: { readonly name: string; readonly platter: SimPlatter; readonly clock: ClockFaults },
    onLog: (level: LogLevel, message: string, fields?: Readonly<Record<string, unknown>>) => void,
  ) {
    this.random = random.fork('node')
    this.clock = new SimClock(scheduler, machine.clock)
    this.timers = new SimTimers(scheduler, machine.clock)
    this.disk = new SimDisk(machine.platter, scheduler, random.fork('disk'), () => this.clock.nowMs())
    this.network = new SimNetwork(wires, machine.name)
    this.log = {
      log: (level, message, fields) => {
        if (!this.dead) onLog(level, message, fields)
      },
    }
  }

  /** Nothing that this process does from now on has an effect. `silent`: its machine lost power, peers are not told. */
  kill(silent: boolean): void {
    if (this.dead) return
    this.dead = true
    this.timers.dead = true
    this.disk.kill()
    this.network.kill(silent)
  }
}
