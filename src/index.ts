/**
 * Gregor as a library: a Kafka cluster inside this process.
 *
 * ```ts
 * import { startCluster } from 'gregor'
 * const cluster = await startCluster({ nodes: 3 })
 * // … point any Kafka client at cluster.bootstrapServers …
 * await cluster.close()
 * ```
 */
import { randomBytes } from 'node:crypto'
import { resolve } from 'node:path'
import { uuidFromRandom } from './base/uuid.ts'
import type { Host, LogSink } from './host/host.ts'
import { createNodeHost } from './host/node/index.ts'
import type { BrokerConfig, VoterEndpoint } from './server/config/broker-config.ts'
import { type ClusterPlan, voterCount } from './server/config/cluster-values.ts'
import { loadConfig } from './server/config/load-config.ts'
import { createNode, type Node, type StartedNode } from './server/node.ts'

export interface ClusterOptions {
  /** How many nodes; 1 by default. With three and more, three of them are the controllers, and topics are replicated. */
  readonly nodes?: number
  /** Kafka broker keys, e.g. `{ 'num.partitions': 3 }`, for every node. */
  readonly config?: Readonly<Record<string, string | number | boolean>>
  /** Port of the first node's client listener; the others follow it. Any free ones by default. */
  readonly port?: number
  /**
   * Keeps the data in this directory (of several nodes: in `node-1`, `node-2` … below it). In memory by default,
   * gone with the cluster.
   */
  readonly dataDir?: string
  /** Kafka's own defaults where Gregor's are kinder to developers. */
  readonly realistic?: boolean
  /** Gets the log of all nodes; silent by default. */
  readonly log?: LogSink
}

/** One node of a cluster in this process. */
export interface ClusterNode {
  readonly nodeId: number
  /** `host:port` of its client listener, the same after each start. */
  readonly address: string
  readonly isRunning: boolean
  /** Stops it in good order, with a controlled shutdown. Its data stay. */
  stop(): Promise<void>
  /** Starts it again on its data. */
  start(): Promise<void>
}

export interface Cluster {
  /** `host:port` of every node's client listener, for a client's `bootstrap.servers`. */
  readonly bootstrapServers: string
  readonly clusterId: string
  readonly nodes: readonly ClusterNode[]
  /** Stops the cluster and everything it started. Nothing keeps the process alive afterwards. */
  close(): Promise<void>
}

/** Starts a cluster and resolves when it serves. Rejects with a sentence that says what is wrong. */
export async function startCluster(options: ClusterOptions = {}): Promise<Cluster> {
  const { nodes: count = 1 } = options
  if (!Number.isInteger(count) || count < 1) throw new RangeError('a cluster has 1 node or more')
  const plan = planOf(options)
  const newClusterId = uuidFromRandom(randomBytes(16))
  const members = Array.from({ length: count }, (_, i) => new Member(options, i + 1, plan, newClusterId))
  const quorum = new QuorumPorts(voterCount(count))
  try {
    await Promise.all(members.map(member => member.start(quorum)))
  } catch (error) {
    await Promise.all(members.map(member => member.stop()))
    throw error
  }
  return {
    get bootstrapServers() {
      return members.map(({ address }) => address).join(',')
    },
    clusterId: members[0]!.clusterId,
    nodes: members,
    close: async () => {
      // While all of them vote: the last ones could hand over to nobody.
      await Promise.all(members.map(member => member.leave()))
      await Promise.all(members.map(member => member.stop()))
    },
  }
}

const LOOPBACK = '127.0.0.1'

function planOf({ nodes = 1, port = 0 }: ClusterOptions): ClusterPlan {
  return {
    host: LOOPBACK,
    clientPorts: Array.from({ length: nodes }, (_, i) => (port === 0 ? 0 : port + i)),
    controllerPorts: Array.from({ length: voterCount(nodes) }, () => 0),
  }
}

/** Where the controllers listen is known when all of them do. */
class QuorumPorts {
  private readonly ports = new Map<number, number>()
  private readonly voters: number
  private readonly known: Promise<readonly VoterEndpoint[]>
  private tell: (voters: readonly VoterEndpoint[]) => void = () => {}

  constructor(voters: number) {
    this.voters = voters
    this.known = new Promise(resolve => {
      this.tell = resolve
    })
  }

  report(nodeId: number, port: number | undefined): Promise<readonly VoterEndpoint[]> {
    if (port !== undefined) this.ports.set(nodeId, port)
    if (this.ports.size === this.voters) {
      this.tell([...this.ports].map(([id, bound]) => ({ id, host: LOOPBACK, port: bound })))
    }
    return this.known
  }
}

class Member implements ClusterNode {
  readonly nodeId: number
  clusterId = ''
  private readonly config: BrokerConfig
  private readonly host: Host
  private node: Node | null = null
  private started: StartedNode | null = null
  private voters: readonly VoterEndpoint[] = []

  constructor(options: ClusterOptions, nodeId: number, plan: ClusterPlan, newClusterId: string) {
    const { nodes = 1, config: values = {}, port = 0, dataDir, realistic = false, log } = options
    const inMemory = dataDir === undefined
    this.nodeId = nodeId
    const { config, notices } = loadConfig({
      realistic,
      inMemory,
      values,
      absolutePath: path => (inMemory ? resolve('/', path) : resolve(path)),
      ...(nodes === 1 ? { port } : { member: { plan, nodeId, newClusterId } }),
      ...(dataDir === undefined ? {} : { dataDir: nodes === 1 ? dataDir : `${dataDir}/node-${nodeId}` }),
    })
    this.config = config
    this.host = createNodeHost({
      disk: inMemory ? 'memory' : 'files',
      connectTimeoutMs: config.socket.connectTimeoutMs,
      ...(log === undefined ? {} : { log }),
    })
    for (const notice of notices) this.host.log.log('info', notice)
  }

  get address(): string {
    const first = this.started?.listeners.find(({ kind }) => kind === 'broker')
    if (first === undefined) return ''
    return `${first.host.includes(':') ? `[${first.host}]` : first.host}:${first.port}`
  }

  get isRunning(): boolean {
    return this.node !== null
  }

  async start(quorum?: QuorumPorts): Promise<void> {
    if (this.node !== null) return
    const node = createNode(this.configNow(), this.host, {
      resolveVoters: async listeners => {
        if (this.config.quorum.voters.length === 0) return []
        const own = listeners.find(({ kind }) => kind === 'controller')?.port
        if (quorum !== undefined) this.voters = await quorum.report(this.nodeId, own)
        return this.voters
      },
    })
    this.node = node
    try {
      this.started = await node.start()
    } catch (error) {
      this.node = null
      throw error
    }
    this.clusterId = this.started.clusterId
  }

  /** The others, and clients, know where this node listens: it must be there again. */
  private configNow(): BrokerConfig {
    const { started, config } = this
    if (started === null) return config
    const listeners = config.listeners.map(listener => {
      const bound = started.listeners.find(({ name }) => name === listener.name)
      return bound === undefined ? listener : { ...listener, port: bound.port }
    })
    return { ...config, listeners }
  }

  /** Hands over what it leads, and goes on with its vote. */
  leave(): Promise<void> {
    return awake(async () => this.node?.leave())
  }

  async stop(): Promise<void> {
    const { node } = this
    this.node = null
    await awake(async () => node?.stop())
  }
}

/** Timers of a node keep no process alive; while it stops it must be. */
async function awake(run: () => Promise<unknown>): Promise<void> {
  const timer = setInterval(() => {}, 1000)
  try {
    await run()
  } finally {
    clearInterval(timer)
  }
}

export type { LogLevel, LogSink } from './host/host.ts'
