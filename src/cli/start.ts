import { readFileSync } from 'node:fs'
import { flushCompileCache } from 'node:module'
import { resolve } from 'node:path'
import type { LogSink } from '../host/host.ts'
import { tendHeap } from '../host/node/heap.ts'
import { createNodeHost } from '../host/node/index.ts'
import { createProcessLog } from '../host/node/log.ts'
import { machineMemoryBytes } from '../host/node/memory.ts'
import { type LoadedConfig, loadConfig } from '../server/config/load-config.ts'
import { StartupConfigError } from '../server/config/static-values.ts'
import { createNode, type Node, type StartedNode } from '../server/node.ts'
import type { StartArguments } from './arguments.ts'
import { memberOf, obeyParent, reportReady } from './member.ts'

/** Where `--memory` keeps its files: a path of the memory disk. */
const MEMORY_DIR = '/gregor'

/** Runs a broker until a signal ends it. Resolves with the exit code when it could not start, else never. */
export async function start(args: StartArguments): Promise<number> {
  let loaded: LoadedConfig
  try {
    loaded = load(args)
  } catch (error) {
    if (!(error instanceof StartupConfigError)) throw error
    return fail(error.message)
  }
  const { config, notices } = loaded
  const log = createProcessLog({ level: args.logLevel })
  for (const notice of notices) log.log('info', notice)
  const host = createNodeHost({
    disk: args.memory ? 'memory' : 'files',
    // What is written is for the node's loggers to say, for their levels can be changed while it runs.
    log: createProcessLog({ level: 'debug' }),
    connectTimeoutMs: config.socket.connectTimeoutMs,
    servesAlone: true,
  })
  const node = createNode(config, host, { logLevel: args.logLevel, memoryBytes: machineMemoryBytes() })
  const { stopping, stop } = stopOnSignals(node, log)
  if (process.send !== undefined) obeyParent(node, log, stop)
  tendHeap()
  let started: StartedNode
  try {
    started = await node.start()
  } catch (error) {
    // A signal during the start makes it fail; that is no failure.
    if (stopping()) return await new Promise<never>(() => {})
    return fail(describe(error))
  }
  const where = args.memory ? 'memory' : config.storage.dirs.join(', ')
  process.stdout.write(`${readyLine(started, where, performance.now())}\n`)
  reportReady(started)
  // Ended by anything but a stop in good order (see there): the node gave up, and the reason is in the log.
  process.exitCode = 1
  // The next start finds compiled code; Node itself would only write it at the exit, which a killed process never reaches.
  setImmediate(() => flushCompileCache?.())
  return await new Promise<never>(() => {})
}

export function readyLine(started: StartedNode, where: string, sinceStartMs: number): string {
  const addresses = started.listeners
    .filter(({ kind }) => kind === 'broker')
    .concat(started.listeners.filter(({ kind }) => kind === 'controller'))
    .map(({ name, kind, host, port }) => {
      const address = `${host === '' ? '*' : host.includes(':') ? `[${host}]` : host}:${port}`
      return name === 'PLAINTEXT' && kind === 'broker' ? address : `${address} (${name})`
    })
  return `gregor is ready on ${addresses.join(', ')}, data in ${where}, ${Math.round(sinceStartMs)} ms`
}

function load(args: StartArguments): LoadedConfig {
  const { file, overrides, port, dataDir, memory, realistic, clusterId } = args
  const member = memberOf(process.env)
  return loadConfig({
    realistic,
    ...(file === null ? {} : { file: { name: file, text: readProperties(file) } }),
    env: process.env,
    overrides,
    ...(port === null ? {} : { port }),
    ...(clusterId === null ? {} : { clusterId }),
    ...(member === null ? {} : { member }),
    ...(memory ? { dataDir: MEMORY_DIR } : dataDir === null ? {} : { dataDir }),
    inMemory: memory,
    absolutePath: path => resolve(path),
  })
}

function readProperties(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    const reason = code === 'ENOENT' ? 'there is no such file' : code === 'EISDIR' ? 'it is a directory' : message
    throw new StartupConfigError(`Cannot read ${file}: ${reason}.`)
  }
}

function fail(sentence: string): number {
  process.stderr.write(`gregor: ${sentence}\n`)
  return 1
}

/** What the world refused (a port, a directory) in its own words; a mistake of ours with the place where it happened. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const ours =
    error instanceof TypeError ||
    error instanceof RangeError ||
    error instanceof ReferenceError ||
    error.name === 'InvariantError'
  return ours ? (error.stack ?? error.message) : error.message
}

/** The first SIGTERM or SIGINT stops in good order, a second one at once. */
function stopOnSignals(node: Node, log: LogSink): { stopping: () => boolean; stop: () => void } {
  let stopping = false
  const onSignal = (signal: NodeJS.Signals): void => {
    if (stopping) {
      process.exit(signal === 'SIGINT' ? 130 : 143)
    }
    stopping = true
    log.log('info', 'stopping; a second signal stops at once', { signal })
    // Timers of a node keep no process alive; while it stops it must be.
    setInterval(() => {}, 1000)
    node.stop().then(
      () => process.exit(0),
      error => {
        log.log('error', 'the stop failed', { error })
        process.exit(1)
      },
    )
  }
  process.on('SIGTERM', onSignal)
  process.on('SIGINT', onSignal)
  // A bug of ours: what is in memory may be wrong, so nothing of it is written. The next start recovers the logs.
  const onBug = (error: unknown): void => {
    log.log('error', 'a bug in Gregor ends this process', { error })
    process.exit(1)
  }
  process.on('uncaughtException', onBug)
  process.on('unhandledRejection', onBug)
  return { stopping: () => stopping, stop: () => onSignal('SIGTERM') }
}
