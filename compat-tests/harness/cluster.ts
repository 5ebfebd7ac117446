import { join } from 'node:path'
import { freePort, startTarget, type Target, type TargetName } from './target.ts'

export interface ClusterOptions {
  readonly name: TargetName
  readonly dataDir: string
  readonly overrides?: Readonly<Record<string, string>>
  readonly heap?: string
  /** Another build's `gregor.cjs`, to compare it with this one. */
  readonly program?: string
}

export interface ClusterNode {
  readonly nodeId: number
  readonly port: number
  target: Target
}

const NODES = 3
/** How many replicas, and what a cluster of three stands on. */
const REPLICATED = {
  'offsets.topic.replication.factor': '3',
  'transaction.state.log.replication.factor': '3',
  'transaction.state.log.min.isr': '2',
  'share.coordinator.state.topic.replication.factor': '3',
  'share.coordinator.state.topic.min.isr': '2',
  'default.replication.factor': '3',
  'min.insync.replicas': '2',
}

/** Three combined nodes of one kind, each a process of its own, with a static quorum of all three. */
export class TestCluster {
  readonly name: TargetName
  readonly nodes: ClusterNode[] = []
  /** From the first spawn until every node has answered. */
  startMs = 0
  private readonly start: (nodeId: number) => Promise<Target>

  private constructor(name: TargetName, start: (nodeId: number) => Promise<Target>) {
    this.name = name
    this.start = start
  }

  static async start({
    name,
    dataDir,
    overrides = {},
    heap = '-Xms256m -Xmx512m',
    program,
  }: ClusterOptions): Promise<TestCluster> {
    const ids = Array.from({ length: NODES }, (_, i) => i + 1)
    const found = new Set<number>()
    while (found.size < 2 * NODES) found.add(await freePort())
    const ports = [...found].slice(0, NODES)
    const controllers = [...found].slice(NODES)
    const voters = ids.map((id, i) => `${id}@127.0.0.1:${controllers[i]}`).join(',')
    const cluster = new TestCluster(name, nodeId => {
      const port = ports[nodeId - 1]!
      return startTarget({
        name,
        dataDir: join(dataDir, `node-${nodeId}`),
        port,
        heap,
        ...(program === undefined ? {} : { program }),
        readyWithinMs: 120_000,
        overrides: {
          ...REPLICATED,
          'node.id': String(nodeId),
          'process.roles': 'broker,controller',
          listeners: `PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controllers[nodeId - 1]}`,
          'controller.listener.names': 'CONTROLLER',
          'controller.quorum.voters': voters,
          'broker.rack': `rack-${nodeId}`,
          ...overrides,
        },
      })
    })
    const from = performance.now()
    const targets = await Promise.all(ids.map(cluster.start))
    cluster.startMs = performance.now() - from
    for (const [i, target] of targets.entries()) cluster.nodes.push({ nodeId: i + 1, port: ports[i]!, target })
    return cluster
  }

  get bootstrap(): string {
    return this.nodes.map(({ port }) => `127.0.0.1:${port}`).join(',')
  }

  node(nodeId: number): ClusterNode {
    return this.nodes[nodeId - 1]!
  }

  get alive(): ClusterNode[] {
    return this.nodes.filter(({ target }) => target.running)
  }

  kill(nodeId: number): Promise<void> {
    return this.node(nodeId).target.kill()
  }

  async restart(nodeId: number): Promise<void> {
    this.node(nodeId).target = await this.start(nodeId)
  }

  cpuSeconds(): number {
    return this.nodes.reduce((sum, { target }) => sum + target.cpuSeconds(), 0)
  }

  rssBytes(): number {
    return this.nodes.reduce((sum, { target }) => sum + target.memory().rssBytes, 0)
  }

  async stop(): Promise<void> {
    await Promise.all(this.nodes.map(({ target }) => target.stop(20_000).catch(() => {})))
  }
}
