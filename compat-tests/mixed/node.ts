/**
 * One process of a mixed cluster, of either kind. Both read the same properties file: that they need nothing else of
 * each other is part of what is tested.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { formatKafka, kafkaJavaArgs } from '../apache-kafka/start.ts'
import { askApiVersions } from '../harness/raw.ts'
import { REPOSITORY } from '../harness/target.ts'

export type Kind = 'gregor' | 'apache-kafka'
export type Role = 'broker' | 'controller'

const NAMES: Readonly<Record<Kind, string>> = { gregor: 'Gregor', 'apache-kafka': 'Apache Kafka' }

/** As cases and failures call it. */
export function nameOf(kind: Kind): string {
  return NAMES[kind]
}

export function otherKind(kind: Kind): Kind {
  return kind === 'gregor' ? 'apache-kafka' : 'gregor'
}

export interface NodePlan {
  readonly id: number
  readonly kind: Kind
  readonly roles: readonly Role[]
  /** It is started by a check, not with the others. */
  readonly later?: boolean
  /** How many log directories; one when absent. */
  readonly logDirs?: number
  /** This node's own keys. */
  readonly own?: Readonly<Record<string, string>>
}

export interface NodeOptions extends NodePlan {
  readonly dir: string
  readonly clusterId: string
  /** Its part at the start of a quorum whose voters stand in the log (KIP-853); null where it has none to play. */
  readonly part: 'founder' | 'joining' | null
  readonly clientPort: number
  readonly controllerPort: number
  /** What all nodes of the cluster share: the voters, sizes of internal topics, times. */
  readonly shared: Readonly<Record<string, string>>
}

const GREGOR = join(REPOSITORY, 'dist/gregor.cjs')
/** A second of a small broker's start is the second compiler at work for a process that lives a minute. */
const HEAP = '-Xms96m -Xmx384m -XX:TieredStopAtLevel=1'
const READY_MS = 90_000

const alive = new Set<ChildProcess>()
process.on('exit', () => {
  for (const child of alive) child.kill('SIGKILL')
})

export class MixedNode {
  readonly id: number
  readonly kind: Kind
  readonly roles: readonly Role[]
  readonly options: NodeOptions
  private child: ChildProcess | null = null
  private starts = 0

  constructor(options: NodeOptions) {
    this.id = options.id
    this.kind = options.kind
    this.roles = options.roles
    this.options = options
    mkdirSync(options.dir, { recursive: true })
    const text = Object.entries(this.properties()).map(([key, value]) => `${key}=${value}\n`)
    writeFileSync(this.propertiesPath, text.join(''))
  }

  get name(): string {
    return `${nameOf(this.kind)} ${this.id}`
  }

  get isBroker(): boolean {
    return this.roles.includes('broker')
  }

  get isController(): boolean {
    return this.roles.includes('controller')
  }

  get running(): boolean {
    return this.child !== null && this.child.exitCode === null && this.child.signalCode === null
  }

  get clientPort(): number {
    return this.options.clientPort
  }

  get controllerPort(): number {
    return this.options.controllerPort
  }

  get dataDirs(): string[] {
    const { dir, logDirs = 1 } = this.options
    return Array.from({ length: logDirs }, (_, i) => join(dir, `data${i}`))
  }

  private get propertiesPath(): string {
    return join(this.options.dir, 'server.properties')
  }

  /** What Apache Kafka logs, or what Gregor prints. */
  get logPath(): string {
    return join(this.options.dir, this.kind === 'gregor' ? 'stdout.log' : 'broker.log')
  }

  private properties(): Record<string, string> {
    const { clientPort, controllerPort, shared } = this.options
    const client = `PLAINTEXT://127.0.0.1:${clientPort}`
    const controller = `CONTROLLER://127.0.0.1:${controllerPort}`
    const listeners = [...(this.isBroker ? [client] : []), ...(this.isController ? [controller] : [])].join(',')
    return {
      'process.roles': this.roles.join(','),
      'node.id': String(this.id),
      listeners,
      ...(this.isBroker ? { 'advertised.listeners': client, 'inter.broker.listener.name': 'PLAINTEXT' } : {}),
      'controller.listener.names': 'CONTROLLER',
      'listener.security.protocol.map': 'CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT',
      'log.dirs': this.dataDirs.join(','),
      ...shared,
      ...this.options.own,
    }
  }

  /** Resolves when it answers. */
  async start(): Promise<void> {
    await this.spawn()
    await this.untilAnswering()
  }

  /** Only starts the process: a member of a quorum without a majority answers nobody. */
  async spawn(): Promise<void> {
    const { dir, clusterId } = this.options
    const [program, args] = this.kind === 'gregor' ? this.gregorCommand() : this.kafkaCommand(clusterId)
    const out = openSync(join(dir, 'stdout.log'), 'a')
    // Apache Kafka's log begins anew with each start: what was before may be what explains a failure.
    if (existsSync(join(dir, 'broker.log')))
      renameSync(join(dir, 'broker.log'), join(dir, `broker-${++this.starts}.log`))
    const child = spawn(program, args, { stdio: ['ignore', out, out], cwd: dir })
    closeSync(out)
    alive.add(child)
    child.once('exit', () => alive.delete(child))
    this.child = child
    await new Promise<void>((resolve, reject) => {
      child.once('spawn', resolve)
      child.once('error', reject)
    })
  }

  private gregorCommand(): [string, string[]] {
    if (!existsSync(GREGOR)) throw new Error(`${GREGOR} is not there: run "npm run build" first`)
    const { clusterId } = this.options
    const level = process.env.GREGOR_LOG_LEVEL ?? 'info'
    const args = [GREGOR, 'start', this.propertiesPath, '--cluster-id', clusterId, '--log-level', level, '--realistic']
    return [process.execPath, args]
  }

  private kafkaCommand(clusterId: string): [string, string[]] {
    const { dir, part } = this.options
    if (!existsSync(join(this.dataDirs[0]!, 'meta.properties')))
      formatKafka(this.propertiesPath, { clusterId, quorum: part === 'founder' ? 'dynamic' : (part ?? 'static') })
    return ['java', kafkaJavaArgs(this.propertiesPath, { dataDir: dir, heap: HEAP })]
  }

  async untilAnswering(withinMs = READY_MS): Promise<void> {
    const port = this.isBroker ? this.clientPort : this.controllerPort
    const deadline = performance.now() + withinMs
    while (!(await askApiVersions(port))) {
      if (!this.running) throw new Error(`${this.name} ended: ${this.lastErrors()}`)
      if (performance.now() > deadline)
        throw new Error(`${this.name} does not answer within ${withinMs} ms: ${this.lastErrors()}`)
      await new Promise(done => setTimeout(done, 20))
    }
  }

  /** SIGTERM, and SIGKILL (an error) when it has not ended in time. */
  async stop(withinMs = 45_000): Promise<void> {
    const late = await this.end('SIGTERM', withinMs)
    if (late) throw new Error(`${this.name} did not end within ${withinMs} ms of SIGTERM: ${this.lastErrors()}`)
  }

  async kill(): Promise<void> {
    await this.end('SIGKILL', 10_000)
  }

  private async end(signal: NodeJS.Signals, withinMs: number): Promise<boolean> {
    const { child } = this
    if (child === null || !this.running) return false
    const ended = new Promise<void>(done => child.once('exit', () => done()))
    let late = false
    const timer = setTimeout(() => {
      late = true
      child.kill('SIGKILL')
    }, withinMs)
    child.kill(signal)
    await ended
    clearTimeout(timer)
    return late
  }

  private lastErrors(): string {
    if (!existsSync(this.logPath)) return 'it has written no log'
    const lines = readFileSync(this.logPath, 'utf8').split('\n')
    const errors = lines.filter(line => /\b(ERROR|FATAL|error)\b|Exception/.test(line)).slice(-4)
    return (errors.length > 0 ? errors : lines.slice(-5)).join('\n').slice(0, 1200)
  }
}
