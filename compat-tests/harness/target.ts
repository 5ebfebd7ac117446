import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, existsSync, mkdirSync, openSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { kafkaJavaArgs, prepareKafka } from '../apache-kafka/start.ts'
import { askApiVersions } from './raw.ts'

export type TargetName = 'gregor' | 'apache-kafka'

export interface StartOptions {
  readonly name: TargetName
  /** A directory of this broker alone. Its logs are in the `logDir` of the result. */
  readonly dataDir: string
  /** 0, the default: a free one. */
  readonly port?: number
  readonly logDir?: string
  /** Several log directories instead of `logDir`. */
  readonly logDirs?: readonly string[]
  readonly overrides?: Readonly<Record<string, string>>
  readonly quorum?: 'static' | 'dynamic'
  /**
   * The controller listener has an address of its own, also where nobody else would need one. Apache Kafka always has one.
   */
  readonly controllerListener?: boolean
  readonly heap?: string
  /** Another build's `gregor.cjs`, to compare it with this one. */
  readonly program?: string
  readonly readyWithinMs?: number
}

/** Sizes of internal topics that both brokers are started with, so that their directories can be exchanged. */
const COMMON = {
  'offsets.topic.num.partitions': '4',
  'transaction.state.log.num.partitions': '4',
  'share.coordinator.state.topic.num.partitions': '2',
}

export const REPOSITORY = resolve(import.meta.dirname, '../..')
const GREGOR = join(REPOSITORY, 'dist/gregor.cjs')
const CLOCK_TICKS_PER_SECOND = 100

/** User and system time of a process with all its threads, and of those of its children that have ended. */
export function cpuSecondsOf(pid: number | 'self'): { readonly own: number; readonly children: number } {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  // The name in parentheses may hold spaces; utime, stime, cutime and cstime are fields 14 to 17.
  const [utime, stime, cutime, cstime] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 15)
    .map(ticks => Number(ticks) / CLOCK_TICKS_PER_SECOND)
  return { own: utime! + stime!, children: cutime! + cstime! }
}

/** A broker process that this program started, or an address of one that somebody else did (`pid` is 0 then). */
export class Target {
  readonly name: TargetName | 'external'
  readonly bootstrap: string
  readonly port: number
  /** Of the controller listener; 0 where there is none that is known. */
  readonly controllerPort: number
  readonly logDir: string
  /** From spawn to the first answer to ApiVersions. */
  readonly startMs: number
  private readonly child: ChildProcess | null

  constructor(
    name: TargetName | 'external',
    bootstrap: string,
    logDir: string,
    startMs: number,
    child: ChildProcess | null,
    controllerPort = 0,
  ) {
    this.name = name
    this.controllerPort = controllerPort
    this.bootstrap = bootstrap
    this.port = Number(bootstrap.slice(bootstrap.lastIndexOf(':') + 1))
    this.logDir = logDir
    this.startMs = startMs
    this.child = child
  }

  get pid(): number {
    return this.child?.pid ?? 0
  }

  get running(): boolean {
    return this.child !== null && this.child.exitCode === null && this.child.signalCode === null
  }

  /** Resident memory in bytes; `peak` is the largest it ever was. */
  memory(): { readonly rssBytes: number; readonly peakBytes: number } {
    const status = readFileSync(`/proc/${this.pid}/status`, 'utf8')
    const kib = (key: string) => Number(new RegExp(`^${key}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? 0)
    return { rssBytes: kib('VmRSS') * 1024, peakBytes: kib('VmHWM') * 1024 }
  }

  /** User and system time of the broker with all its threads, in seconds. */
  cpuSeconds(): number {
    return cpuSecondsOf(this.pid).own
  }

  /** Ends the broker in good order; after `withinMs` by SIGKILL, which is an error of the broker. */
  async stop(withinMs = 30_000): Promise<void> {
    if (!this.running || this.child === null) return
    const child = this.child
    const ended = new Promise<void>(done => child.once('exit', () => done()))
    child.kill('SIGTERM')
    let late = false
    const timer = setTimeout(() => {
      late = true
      child.kill('SIGKILL')
    }, withinMs)
    await ended
    clearTimeout(timer)
    if (late) throw new Error(`${this.name} did not end within ${withinMs} ms of SIGTERM`)
  }

  /** SIGKILL: nothing is flushed, nothing is said. */
  async kill(): Promise<void> {
    if (!this.running || this.child === null) return
    const child = this.child
    const ended = new Promise<void>(done => child.once('exit', () => done()))
    child.kill('SIGKILL')
    await ended
  }
}

/** Ports stay below 32768 so that no outgoing connection holds one. */
export async function freePort(): Promise<number> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const port = 20_000 + Math.floor(Math.random() * 11_000)
    const free = await new Promise<boolean>(done => {
      const server = createServer()
      server.once('error', () => done(false))
      server.listen(port, '127.0.0.1', () => server.close(() => done(true)))
    })
    if (free) return port
  }
  throw new Error('no free port between 20000 and 31000')
}

const started = new Set<Target>()
process.on('exit', () => {
  for (const target of started) if (target.running) process.kill(target.pid, 'SIGKILL')
})
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(130))

export async function startTarget(options: StartOptions): Promise<Target> {
  const dataDir = resolve(options.dataDir)
  mkdirSync(dataDir, { recursive: true })
  const port = options.port !== undefined && options.port > 0 ? options.port : await freePort()
  const logDir = options.logDir ?? options.logDirs?.[0] ?? (options.name === 'gregor' ? dataDir : join(dataDir, 'data'))
  const { logDirs } = options
  const controllerPort = options.name === 'apache-kafka' || options.controllerListener === true ? await freePort() : 0
  const overrides = {
    ...COMMON,
    ...(options.name === 'gregor' && controllerPort > 0
      ? controllerListener(port, controllerPort, options.quorum)
      : {}),
    ...options.overrides,
    ...(logDirs === undefined ? {} : { 'log.dirs': logDirs.join(',') }),
  }
  const [program, args, logFile] =
    options.name === 'gregor'
      ? gregorCommand(options.program ?? GREGOR, port, logDirs?.join(',') ?? logDir, overrides)
      : kafkaCommand(options, dataDir, logDir, port, controllerPort, overrides)
  const out = openSync(logFile(dataDir), 'a')
  const from = performance.now()
  const child = spawn(program, args, { stdio: ['ignore', out, out], cwd: dataDir })
  closeSync(out)
  let spawnError: Error | null = null
  child.on('error', error => {
    spawnError = error
  })
  const bootstrap = `127.0.0.1:${port}`
  const deadline = from + (options.readyWithinMs ?? 60_000)
  for (;;) {
    if (await askApiVersions(port)) break
    if (spawnError !== null || child.exitCode !== null || child.signalCode !== null || performance.now() > deadline) {
      child.kill('SIGKILL')
      const logs = [logFile(dataDir), join(dataDir, 'broker.log')].filter(path => existsSync(path))
      // The first error is the cause; what follows is how the rest of the broker took it.
      const lines = logs.flatMap(path => readFileSync(path, 'utf8').split('\n'))
      const errors = lines.filter(line => /ERROR|FATAL|Exception/.test(line)).slice(0, 4)
      const log = (errors.length > 0 ? errors : lines.slice(-8)).join('\n').slice(0, 1500)
      throw new Error(
        `${options.name} did not answer on ${bootstrap} (${spawnError ?? `exit ${child.exitCode}`})\n${log}`,
      )
    }
    await new Promise(done => setTimeout(done, 2))
  }
  const target = new Target(options.name, bootstrap, logDir, performance.now() - from, child, controllerPort)
  started.add(target)
  return target
}

/** What apache-kafka/start.ts gives Apache Kafka. */
function controllerListener(
  port: number,
  controllerPort: number,
  quorum: StartOptions['quorum'],
): Record<string, string> {
  const address = `127.0.0.1:${controllerPort}`
  return {
    'process.roles': 'broker,controller',
    'node.id': '1',
    listeners: `PLAINTEXT://127.0.0.1:${port},CONTROLLER://${address}`,
    'advertised.listeners': `PLAINTEXT://127.0.0.1:${port}`,
    'controller.listener.names': 'CONTROLLER',
    ...(quorum === 'dynamic'
      ? { 'controller.quorum.bootstrap.servers': address }
      : { 'controller.quorum.voters': `1@${address}` }),
  }
}

type Command = readonly [program: string, args: string[], logFile: (dataDir: string) => string]

function gregorCommand(
  program: string,
  port: number,
  logDir: string,
  overrides: Readonly<Record<string, string>>,
): Command {
  if (!existsSync(program)) throw new Error(`${program} is not there: run "npm run build" first`)
  const settings = Object.entries(overrides).flatMap(([key, value]) => ['--override', `${key}=${value}`])
  // Beside the data directory, not in it: that one is handed to Apache Kafka, which looks at every name there.
  return [
    process.execPath,
    [program, 'start', '--port', String(port), '--data-dir', logDir, ...settings],
    dir => `${dir}.stdout.log`,
  ]
}

function kafkaCommand(
  options: StartOptions,
  dataDir: string,
  logDir: string,
  port: number,
  controllerPort: number,
  overrides: Record<string, string>,
): Command {
  const { quorum = 'static', heap } = options
  const kafka = { dataDir, logDir, port, controllerPort, overrides, quorum, ...(heap === undefined ? {} : { heap }) }
  return ['java', kafkaJavaArgs(prepareKafka(kafka), kafka), dir => join(dir, 'stdout.log')]
}

/** A broker that somebody else runs: cannot be stopped, killed or measured. */
export function externalTarget(bootstrap: string): Target {
  return new Target('external', bootstrap, '', 0, null)
}
