import type { LogLevel } from '../host/host.ts'
import { loadConfig } from '../server/config/load-config.ts'
import { createNode, type Node, type NodeOptions, type NodeParts } from '../server/node.ts'
import type { ArrangedNode } from './arrangement.ts'
import { SimPlatter } from './disk.ts'
import { SimDirectory } from './disk-tree.ts'
import { type ClockFaults, SimHost } from './host.ts'
import type { World } from './world.ts'

export const DATA_DIR = '/data'

/** One incarnation of a node's process. */
interface Process {
  readonly host: SimHost
  readonly node: Node
  serving: boolean
  stopping: boolean
}

/** `killed in an operation` of its disk: in the middle of whatever it was doing to its memory and its files. */
export type Ending = 'stopped' | 'killed' | 'killed in an operation' | 'power'

/** A simulated machine that runs one node: its disk and its clock's faults outlive the processes on it. */
export class Machine {
  readonly name: string
  readonly nodeId: number
  readonly isBroker: boolean
  readonly isController: boolean
  readonly platter = new SimPlatter()
  readonly clock: ClockFaults = { offsetMs: 0, rate: 1 }
  private readonly world: World
  private readonly properties: Readonly<Record<string, string>>
  private readonly options: NodeOptions
  private process: Process | null = null
  /** Processes that were started, ever. */
  starts = 0
  /** Called before a process ends, while it can still be looked at. */
  onEnd: ((how: Ending) => void) | null = null
  /** Monotonic clocks do not jump: another rate begins with another process. */
  nextClockRate = 1
  /** Kills and power cuts so far. */
  crashes = 0

  constructor(
    world: World,
    { name, nodeId, isBroker, isController, properties }: ArrangedNode,
    more: Readonly<Record<string, string>> = {},
    options: NodeOptions = {},
  ) {
    this.world = world
    this.name = name
    this.nodeId = nodeId
    this.isBroker = isBroker
    this.isController = isController
    this.properties = { ...properties, ...more }
    this.options = options
    // The user's mount point: there before the first start, and durable.
    this.platter.root.entries.set(DATA_DIR.slice(1), new SimDirectory())
  }

  get running(): boolean {
    return this.process !== null
  }

  /** Started, and told so: it serves every request. */
  get serving(): boolean {
    return this.process?.serving === true && this.process.node.parts.quorum?.raft.isClosed === false
  }

  get stopping(): boolean {
    return this.process?.stopping ?? false
  }

  /** What the process that runs is made of. */
  get parts(): NodeParts | null {
    return this.process?.node.parts ?? null
  }

  get host(): SimHost | null {
    return this.process?.host ?? null
  }

  /** Starts a process. One that cannot start (a fault may be the reason) is dead, and is started again by whoever wants. */
  start(): void {
    if (this.process !== null) return
    const { world } = this
    world.note('start', this.nodeId)
    this.starts++
    this.clock.rate = this.nextClockRate
    // It was meant for the process that ended before it came to it. A start that fails for this reason would need an
    // operator.
    this.platter.faults.failNextSync = false
    const onLog = (level: LogLevel, message: string, fields?: Readonly<Record<string, unknown>>): void =>
      world.logged(this, level, message, fields)
    const host = new SimHost(world.scheduler, world.random.fork(this.name), world.wires, this, onLog)
    const { config } = loadConfig({ values: this.properties, env: {} })
    const process: Process = { host, node: createNode(config, host, this.options), serving: false, stopping: false }
    this.process = process
    process.node.start().then(
      () => {
        if (host.dead || process.stopping) return
        process.serving = true
        host.disk.mayMisread = true
        world.note('serving', this.nodeId)
      },
      error => {
        if (host.dead || process.stopping) return
        world.startFailed(this, error)
        this.end(process, 'killed')
      },
    )
  }

  /** `kill -9`: what was written stays written, synced or not. */
  kill(how: 'killed' | 'killed in an operation' = 'killed'): void {
    if (this.process === null) return
    this.world.note('kill', this.nodeId)
    this.crashes++
    this.end(this.process, how)
  }

  /** The machine loses its power: what was not synced is lost in part, and peers are not told. */
  losePower(): void {
    this.world.note('power', this.nodeId)
    if (this.process !== null) this.end(this.process, 'power')
    this.crashes++
    this.platter.losePower(this.world.random.fork('power'))
  }

  /** A stop in good order; resolves when the process has ended. */
  async stop(): Promise<void> {
    const { process } = this
    if (process === null || process.stopping) return
    this.world.note('stop', this.nodeId)
    process.stopping = true
    process.serving = false
    await process.node.stop()
    if (this.process === process) this.end(process, 'stopped')
  }

  private end(process: Process, how: Ending): void {
    this.onEnd?.(how)
    process.host.kill(how === 'power')
    this.process = null
  }
}
