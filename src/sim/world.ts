/** A simulated world: machines with nodes on wires under one scheduler, everything from one seed. */
import type { LogLevel } from '../host/host.ts'
import type { NodeOptions } from '../server/node.ts'
import { type Arrangement, arrange } from './arrangement.ts'
import { SimPlatter } from './disk.ts'
import { SimHost } from './host.ts'
import { Machine } from './machine.ts'
import { SeededRandom } from './random.ts'
import { Scheduler } from './scheduler.ts'
import type { SimConnection } from './tcp.ts'
import { Trace } from './trace.ts'
import { Wires } from './wires.ts'

export interface WorldOptions {
  readonly seed: number
  readonly nodes: number
  readonly arrangement?: Arrangement
  /** Kafka keys of every node. */
  readonly properties?: Readonly<Record<string, string>>
  readonly nodeOptions?: NodeOptions
  /** Gets every trace entry and every log line, for looking into one seed. */
  readonly sink?: (line: string) => void
}

/** Broken invariants are collected, not thrown: the first one is the one to look at. */
export interface Violation {
  readonly atMs: number
  readonly checker: string
  readonly what: string
}

export class World {
  readonly seed: number
  readonly random: SeededRandom
  readonly scheduler = new Scheduler()
  readonly trace: Trace
  readonly wires: Wires<SimConnection>
  readonly machines: Machine[] = []
  readonly violations: Violation[] = []
  /** Answers that clients threw away because of a wrong checksum. */
  damagedPages = 0
  private readonly sink: ((line: string) => void) | null

  constructor(options: WorldOptions) {
    this.seed = options.seed
    this.random = new SeededRandom(options.seed)
    this.sink = options.sink ?? null
    this.trace = new Trace(this.sink)
    this.wires = new Wires(this.scheduler, this.random.fork('wires'))
    const { arrangement = 'combined', nodes, properties, nodeOptions } = options
    for (const node of arrange(arrangement, nodes)) this.machines.push(new Machine(this, node, properties, nodeOptions))
  }

  get brokers(): readonly Machine[] {
    return this.machines.filter(({ isBroker }) => isBroker)
  }

  /** Something that the conductor or a node did; part of the trace. */
  note(what: string, ...numbers: readonly number[]): void {
    this.trace.add(this.scheduler.nowMs, what, ...numbers)
  }

  violated(checker: string, what: string): void {
    this.note(`VIOLATION ${checker}: ${what}`)
    this.violations.push({ atMs: this.scheduler.nowMs, checker, what })
    if (this.sink !== null) for (const machine of this.machines) this.describe(machine)
  }

  /** What a node believes at the moment, for looking into one seed. */
  private describe(machine: Machine): void {
    const { quorum, broker } = machine.parts ?? {}
    const { raft, loader } = quorum ?? {}
    const end = `epoch ${raft?.epoch}, led by ${raft?.quorumLeaderId}, high watermark ${raft?.highWatermark}, image ${loader?.image.offset}`
    this.sink?.(`${machine.name}: ${end}`)
    for (const { topic, index, isLeader, currentLeadership, committedOffset, log } of broker?.replicaManager?.all() ??
      []) {
      const { leaderId, leaderEpoch, partitionEpoch, isr } = currentLeadership
      const { logStartOffset, writtenEndOffset, logEndOffset, epochs } = log
      const starts = epochs.entries.map(({ epoch, startOffset }) => `${epoch}@${startOffset}`).join(' ')
      this.sink?.(
        `  ${topic}-${index}: ${isLeader ? 'leads' : `follows ${leaderId}`} in ${leaderEpoch}, partition epoch ${partitionEpoch}, in sync ${isr.join(',')}, ${logStartOffset} ≤ ${committedOffset} ≤ ${writtenEndOffset} ≤ ${logEndOffset}, epochs ${starts}`,
      )
    }
  }

  logged(
    machine: Machine,
    level: LogLevel,
    message: string,
    fields: Readonly<Record<string, unknown>> | undefined,
  ): void {
    if (this.sink === null) return
    const { error, ...rest } = fields ?? {}
    const more = Object.keys(rest).length > 0 ? ` ${JSON.stringify(rest)}` : ''
    const why = error === undefined ? '' : ` ${error instanceof Error ? error.stack : String(error)}`
    this.sink(`${this.scheduler.nowMs.toFixed(3).padStart(12)} ${machine.name} ${level}: ${message}${more}${why}`)
  }

  /** A node refused to start. Only a disk fault is an excuse. */
  startFailed(machine: Machine, error: unknown): void {
    const { faults } = machine.platter
    // Its stack is no part of the trace: it is not even collected where nobody looks (see `scripts/simulate.ts`).
    const what = error instanceof Error ? error.message : String(error)
    this.note(`start failed ${machine.name}`)
    this.sink?.(error instanceof Error ? (error.stack ?? what) : what)
    if (!faults.dead && !faults.full) this.violated('restart', `${machine.name} cannot start: ${what}`)
  }

  /** A process on a machine of its own, for a client. */
  clientHost(name: string): SimHost {
    const machine = { name, platter: new SimPlatter(), clock: { offsetMs: 0, rate: 1 } }
    return new SimHost(this.scheduler, this.random.fork(name), this.wires, machine, () => {})
  }
}
