/** What goes wrong in a simulated world, when, and how it is mended again. All from the seed. */

import { isWhole } from './convergence.ts'
import type { Machine } from './machine.ts'
import type { SeededRandom } from './random.ts'
import type { World } from './world.ts'

/** How often each fault comes, as weights against each other; 0 for never. Printed with a failing seed. */
export interface FaultRates {
  /** Mean time between two faults. */
  readonly everyMs: number
  readonly kill: number
  readonly losePower: number
  readonly stop: number
  /** A process dies in the middle of whatever it does, after so many more disk operations. */
  readonly killInOperation: number
  readonly resetConnections: number
  readonly cutLink: number
  readonly slowLink: number
  readonly slowDisk: number
  readonly fullDisk: number
  /** Every operation fails, until the machine gets another controller card and a restart. */
  readonly deadDisk: number
  /** One fsync fails: nobody may trust the disk from then on, until a restart has read what is there. */
  readonly failSync: number
  /** For a while some reads bring a bit turned round; the disk itself is fine. */
  readonly misread: number
  readonly jumpClock: number
  /** The machine's next process has a clock that runs too fast or too slow. */
  readonly driftClock: number
  /** One machine is cut off from the other machines, not from all clients. */
  readonly isolate: number
  /** All machines at once. */
  readonly killAll: number
}

export type FaultName = Exclude<keyof FaultRates, 'everyMs'>

const ENDS_PROCESSES: ReadonlySet<FaultName> = new Set([
  'kill',
  'killInOperation',
  'killAll',
  'fullDisk',
  'deadDisk',
  'failSync',
])

/** A world in which no two faults are the same, drawn from its seed. */
export function drawFaultRates(random: SeededRandom, allowed: ReadonlySet<FaultName>): FaultRates {
  const weight = (name: FaultName): number => (allowed.has(name) && random.chance(0.7) ? random.between(1, 10) : 0)
  return {
    everyMs: random.between(500, 8_000),
    kill: weight('kill'),
    losePower: weight('losePower'),
    stop: weight('stop'),
    killInOperation: weight('killInOperation'),
    resetConnections: weight('resetConnections'),
    cutLink: weight('cutLink'),
    slowLink: weight('slowLink'),
    slowDisk: weight('slowDisk'),
    fullDisk: weight('fullDisk'),
    deadDisk: weight('deadDisk') / 2,
    failSync: weight('failSync') / 2,
    misread: weight('misread'),
    jumpClock: weight('jumpClock'),
    driftClock: weight('driftClock'),
    isolate: weight('isolate'),
    killAll: weight('killAll') / 3,
  }
}

export class Nemesis {
  private readonly world: World
  private readonly rates: FaultRates
  private readonly random: SeededRandom
  private readonly hosts: readonly string[]
  private stopped = false
  /** Lost what was not on its device, and is perhaps still taken for in sync. */
  private lossy: Machine | null = null
  /** Disks that are still to be mended, each with a kill: the same one counts twice when it was broken twice. */
  private broken = 0
  faults = 0

  /** `hosts`: everything on the wires, clients too. */
  constructor(world: World, rates: FaultRates, hosts: readonly string[]) {
    this.world = world
    this.rates = rates
    this.random = world.random.fork('nemesis')
    this.hosts = hosts
    this.next()
  }

  private next(): void {
    this.world.scheduler.after(this.random.exponential(this.rates.everyMs), () => {
      if (this.stopped) return
      this.strike()
      this.next()
    })
  }

  private strike(): void {
    const { rates, random, world } = this
    const names = (Object.keys(rates) as (keyof FaultRates)[]).filter((name): name is FaultName => name !== 'everyMs')
    let left = random.fraction() * names.reduce((sum, name) => sum + rates[name], 0)
    const name = names.find(candidate => {
      left -= rates[candidate]
      return left < 0
    })
    if (name === undefined) return
    const machine = random.pick(world.machines)
    if (!this.isFair(name, machine)) return
    this.faults++
    const awhileMs = random.exponential(3_000)
    world.note(`fault ${name}`, machine.nodeId)
    this[name](machine, awhileMs)
  }

  /**
   * What replicas acknowledge need not be on their devices: a cluster survives that one of them loses it, as long as no
   * other one falls before the controller has seen that and they are all in sync again. Kafka promises no more.
   */
  private isFair(name: FaultName, machine: Machine): boolean {
    const { machines } = this.world
    if (machines.length === 1) return true
    this.forgetLossyOnceWhole()
    if (name === 'losePower') {
      const endangered = this.broken > 0 || machines.some(({ host }) => host?.disk.onOperation != null)
      return this.lossy === null && !endangered && isWhole(this.world)
    }
    return !ENDS_PROCESSES.has(name) || this.lossy === null || (this.lossy === machine && name !== 'killAll')
  }

  private forgetLossyOnceWhole(): void {
    if (this.lossy !== null && isWhole(this.world)) this.lossy = null
  }

  /** Nothing of what was planned happens once the world is healed. */
  private later(delayMs: number, fn: () => void): void {
    this.world.scheduler.after(delayMs, () => {
      if (!this.stopped) fn()
    })
  }

  private restartLater(machine: Machine, delayMs: number): void {
    this.later(delayMs, () => machine.start())
  }

  private kill(machine: Machine, awhileMs: number): void {
    machine.kill()
    this.restartLater(machine, awhileMs)
  }

  private losePower(machine: Machine, awhileMs: number): void {
    this.lossy = machine
    machine.losePower()
    this.restartLater(machine, awhileMs)
  }

  private stop(machine: Machine, awhileMs: number): void {
    void machine.stop()
    // A process that does not stop is killed, as any supervisor does.
    this.later(60_000, () => {
      if (machine.stopping && this.lossy === null) machine.kill()
    })
    this.restartLater(machine, 30_000 + awhileMs)
  }

  private killInOperation(machine: Machine, awhileMs: number): void {
    const { host } = machine
    if (host === null) return
    let left = this.random.between(1, 60)
    host.disk.onOperation = () => {
      if (--left > 0) return
      host.disk.onOperation = null
      machine.kill('killed in an operation')
      this.restartLater(machine, awhileMs)
    }
  }

  private resetConnections(): void {
    for (const connection of [...this.world.wires.connections]) if (this.random.chance(0.3)) connection.reset()
  }

  private cutLink(_machine: Machine, awhileMs: number): void {
    const [from, to] = this.pickLink()
    if (from === to) return
    const oneWay = this.random.chance(0.3)
    const cut = (on: boolean): void => {
      this.world.wires.link(from, to).cut = on
      if (!oneWay) this.world.wires.link(to, from).cut = on
    }
    cut(true)
    this.later(awhileMs, () => cut(false))
  }

  /** Mostly between two nodes: there are more clients, and they matter less. */
  private pickLink(): [string, string] {
    const { machines } = this.world
    const ends = this.random.chance(0.6) ? machines.map(({ name }) => name) : this.hosts
    return [this.random.pick(ends), this.random.pick(ends)]
  }

  private slowLink(_machine: Machine, awhileMs: number): void {
    const link = this.world.wires.link(...this.pickLink())
    link.latencyMs = this.random.between(5, 400)
    this.later(awhileMs, () => {
      link.latencyMs = this.world.wires.baseLatencyMs
    })
  }

  private slowDisk({ platter }: Machine, awhileMs: number): void {
    platter.faults.slowMs = this.random.between(5, 500)
    this.later(awhileMs, () => {
      platter.faults.slowMs = 0
    })
  }

  private isolate(machine: Machine, awhileMs: number): void {
    const { wires, machines } = this.world
    const [inward, outward] = this.random.pick([
      [true, true],
      [true, true],
      [true, false],
      [false, true],
    ] as const)
    const cut = (on: boolean): void => {
      for (const { name } of machines) {
        if (name === machine.name) continue
        if (inward) wires.link(name, machine.name).cut = on
        if (outward) wires.link(machine.name, name).cut = on
      }
    }
    cut(true)
    this.later(awhileMs * 3, () => cut(false))
  }

  private killAll(_machine: Machine, awhileMs: number): void {
    for (const machine of this.world.machines) this.kill(machine, awhileMs * this.random.fraction())
  }

  private driftClock(machine: Machine): void {
    machine.nextClockRate = 0.9 + 0.2 * this.random.fraction()
  }

  private fullDisk(machine: Machine, awhileMs: number): void {
    this.breakDisk(machine, 'full', awhileMs)
  }

  private deadDisk(machine: Machine, awhileMs: number): void {
    this.breakDisk(machine, 'dead', awhileMs)
  }

  private failSync(machine: Machine, awhileMs: number): void {
    // Not one that starts: see `Machine.start`.
    if (machine.serving) this.breakDisk(machine, 'failNextSync', awhileMs)
  }

  /** Mended after a while. A node that met the fault may have given up its directory: it needs a restart then. */
  private breakDisk(machine: Machine, fault: 'full' | 'dead' | 'failNextSync', awhileMs: number): void {
    machine.platter.faults[fault] = true
    this.broken++
    this.later(awhileMs, () => {
      this.broken--
      machine.platter.faults[fault] = false
      machine.kill()
      this.restartLater(machine, 100)
    })
  }

  private misread({ platter }: Machine, awhileMs: number): void {
    platter.faults.misreads = 0.1 + 0.3 * this.random.fraction()
    this.later(awhileMs * 3, () => {
      platter.faults.misreads = 0
    })
  }

  private jumpClock(machine: Machine): void {
    machine.clock.offsetMs += this.random.between(-20_000, 20_000)
  }

  /** No more faults, everything mended, every node started. */
  heal(): void {
    this.stopped = true
    const { world } = this
    world.note('heal')
    this.forgetLossyOnceWhole()
    world.wires.heal()
    for (const machine of world.machines) {
      const { full, dead } = machine.platter.faults
      Object.assign(machine.platter.faults, { full: false, dead: false, failNextSync: false, slowMs: 0, misreads: 0 })
      if (machine.host !== null) machine.host.disk.onOperation = null
      // Its supervisor's part: a node stops by itself when its only directory fails, and its process is still here.
      const isOffline = (machine.parts?.logs?.directories.offline.length ?? 0) > 0
      // One that is just starting goes on: to kill it as well would be another fault, and perhaps not a fair one.
      const isOver = machine.stopping || machine.parts?.quorum?.raft.isClosed === true
      const isFair = this.lossy === null || this.lossy === machine
      if (machine.stopping && !isFair && !full && !dead && !isOffline) {
        this.startOnceStopped(machine)
        continue
      }
      if (full || dead || isOffline || isOver) machine.kill()
      machine.start()
    }
  }

  private startOnceStopped(machine: Machine): void {
    if (machine.running) this.world.scheduler.after(100, () => this.startOnceStopped(machine))
    else machine.start()
  }
}
