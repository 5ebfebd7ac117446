/**
 * `gregor start --nodes N`: a cluster on this machine, one process a node. This process starts them, passes their words
 * on, starts again whoever dies, and stops them together.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { createServer, type Server } from 'node:net'
import { join, resolve } from 'node:path'
import { uuidFromRandom } from '../base/uuid.ts'
import { createProcessLog } from '../host/node/log.ts'
import { type ClusterMember, type ClusterPlan, voterCount } from '../server/config/cluster-values.ts'
import type { StartArguments } from './arguments.ts'
import { type FromMember, MEMBER_VARIABLE, type ToMember } from './member.ts'

const HOST = '127.0.0.1'
const DEFAULT_PORT = 9092
const DEFAULT_DIR = './gregor-data'
const RESTART_AFTER_MS = 500
/** How long all nodes together may take to hand over what they lead. */
const LEAVE_MS = 3_000

export async function startCluster(args: StartArguments): Promise<number> {
  const log = createProcessLog({ level: args.logLevel })
  const plan = await planOf(args.nodes, args.port ?? DEFAULT_PORT)
  const newClusterId = uuidFromRandom(randomBytes(16))
  const nodes = plan.clientPorts.map((_, i) => new NodeProcess(args, { plan, nodeId: i + 1, newClusterId }))
  let stopping = false
  let ended: (code: number) => void
  const result = new Promise<number>(done => {
    ended = done
  })

  const stop = async (code: number): Promise<void> => {
    if (stopping) {
      for (const node of nodes) node.kill('SIGKILL')
      return
    }
    stopping = true
    // While all of them vote: the last ones could hand over to nobody.
    await Promise.race([Promise.all(nodes.map(node => node.leave())), pause(LEAVE_MS)])
    await Promise.all(nodes.map(node => node.end()))
    ended(code)
  }
  process.on('SIGTERM', () => void stop(0))
  process.on('SIGINT', () => void stop(0))

  const watch = (node: NodeProcess): Promise<void> =>
    node.start(async (code, signal) => {
      if (stopping) return
      // Who never served will not by being started again: a port is taken, a key is wrong.
      if (!node.hasServed) {
        process.stderr.write(`gregor: node ${node.nodeId} could not start; the others are stopped.\n`)
        await stop(1)
        return
      }
      log.log('warn', 'a node ended; it is started again', { nodeId: node.nodeId, code, signal })
      await pause(RESTART_AFTER_MS)
      if (!stopping) await watch(node)
    })
  const ready = Promise.all(nodes.map(watch))
  const failed = await Promise.race([ready.then(() => false), result.then(() => true)])
  if (!failed) {
    const where = args.memory ? 'memory' : resolve(args.dataDir ?? DEFAULT_DIR)
    const addresses = nodes.map(({ address }) => address).join(',')
    process.stdout.write(
      `gregor is ready: ${nodes.length} nodes on ${addresses}, data in ${where}, ${Math.round(performance.now())} ms\n`,
    )
  }
  return await result
}

function pause(ms: number): Promise<void> {
  return new Promise(done => setTimeout(done, ms))
}

/** Ports in a row, the clients' first; with 0, any free ones. */
async function planOf(nodes: number, port: number): Promise<ClusterPlan> {
  const count = nodes + voterCount(nodes)
  const ports = port === 0 ? await freePorts(count) : Array.from({ length: count }, (_, i) => port + i)
  return { host: HOST, clientPorts: ports.slice(0, nodes), controllerPorts: ports.slice(nodes) }
}

async function freePorts(count: number): Promise<number[]> {
  const servers: Server[] = []
  for (let i = 0; i < count; i++) {
    const server = createServer()
    await new Promise<void>((done, failed) => {
      server.once('error', failed)
      server.listen(0, HOST, done)
    })
    servers.push(server)
  }
  const ports = servers.map(server => (server.address() as { port: number }).port)
  await Promise.all(servers.map(server => new Promise(done => server.close(done))))
  return ports
}

class NodeProcess {
  readonly nodeId: number
  hasServed = false
  private readonly args: StartArguments
  private readonly member: ClusterMember
  private child: ChildProcess | null = null
  private onceLeft: () => void = () => {}

  constructor(args: StartArguments, member: ClusterMember) {
    this.args = args
    this.member = member
    this.nodeId = member.nodeId
  }

  get address(): string {
    return `${HOST}:${this.member.plan.clientPorts[this.nodeId - 1]}`
  }

  private get commandLine(): string[] {
    const { file, overrides, dataDir, memory, realistic, logLevel, clusterId } = this.args
    return [
      'start',
      ...(file === null ? [] : [file]),
      ...(memory ? ['--memory'] : ['--data-dir', join(dataDir ?? DEFAULT_DIR, `node-${this.nodeId}`)]),
      ...(realistic ? ['--realistic'] : []),
      ...(clusterId === null ? [] : ['--cluster-id', clusterId]),
      '--log-level',
      logLevel,
      ...overrides.flatMap(override => ['--override', override]),
    ]
  }

  /** Resolves when the node serves. */
  start(onExit: (code: number | null, signal: string | null) => Promise<void>): Promise<void> {
    const program = process.argv[1]!
    const child = spawn(process.execPath, [...process.execArgv, program, ...this.commandLine], {
      env: { ...process.env, [MEMBER_VARIABLE]: JSON.stringify(this.member) },
      // Their ready lines are not for the reader of ours; what they have to say goes where our log goes.
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      // A Ctrl-C reaches the whole group at once: they must wait for ours.
      detached: true,
    })
    this.child = child
    return new Promise(serves => {
      child.on('message', (message: FromMember) => {
        if (message.kind === 'ready') {
          this.hasServed = true
          serves()
        } else this.onceLeft()
      })
      child.once('exit', (code, signal) => {
        this.child = null
        this.onceLeft()
        void onExit(code, signal)
      })
    })
  }

  leave(): Promise<void> {
    const { child } = this
    if (child === null || !child.connected) return Promise.resolve()
    return new Promise(left => {
      this.onceLeft = left
      child.send({ kind: 'leave' } satisfies ToMember)
    })
  }

  end(): Promise<void> {
    const { child } = this
    if (child === null || child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
    return new Promise(ended => {
      child.once('exit', () => ended())
      child.kill('SIGTERM')
    })
  }

  kill(signal: NodeJS.Signals): void {
    this.child?.kill(signal)
  }
}
