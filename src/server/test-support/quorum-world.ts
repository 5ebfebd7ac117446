import { BufferPool } from '../../base/buffer-pool.ts'
import { Peer } from '../../broker/peers/peer.ts'
import type { PeerApi } from '../../broker/peers/peer-connection.ts'
import type { Host } from '../../host/host.ts'
import { MemoryDisk } from '../../host/memory-disk.ts'
import { MemoryNetwork } from '../../host/test-support/memory-network.ts'
import { TestHost } from '../../log/test-support/test-host.ts'
import { SharedReadBuffer } from '../../protocol/frame-assembler.ts'
import {
  DescribeQuorumRequest,
  describeQuorumRequest,
  PartitionData,
  TopicData,
} from '../../protocol/generated/describe-quorum-request.ts'
import {
  type PartitionData as DescribedPartition,
  type DescribeQuorumResponse,
  describeQuorumResponse,
} from '../../protocol/generated/describe-quorum-response.ts'
import { loadConfig } from '../config/load-config.ts'
import { createNode, type Node } from '../node.ts'

export const CLUSTER_ID = 'MkU3OEVBNTcwNTJENDM2Qg'

export interface Running {
  readonly node: Node
  /** Resolves when it serves; rejects with why it does not. */
  readonly started: Promise<unknown>
  /** Has it been resolved, or rejected with what? */
  outcome: 'starting' | 'serving' | Error
}

/**
 * Whole controllers (as `gregor start` makes them) on one clock, with disks and wires in memory: requests go as frames.
 * Node n listens on port 9000 + n.
 */
export class QuorumWorld {
  readonly test = new TestHost()
  readonly network = new MemoryNetwork(this.test.host.timers)
  readonly disks = new Map<number, MemoryDisk>()
  readonly running = new Map<number, Running>()
  readonly logged: {
    readonly nodeId: number
    readonly level: string
    readonly message: string
    readonly text: string
  }[] = []
  private readonly peers: Peer[] = []
  /** Each start draws other numbers. */
  private lives = 0

  port(id: number): number {
    return 9000 + id
  }

  hostOf(id: number): Host {
    let seed = id * 7919 + 13 + ++this.lives * 104_729
    const next = (): number => (seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0)
    let disk = this.disks.get(id)
    if (disk === undefined) {
      disk = new MemoryDisk()
      this.disks.set(id, disk)
    }
    return {
      ...this.test.host,
      disk,
      network: this.network,
      random: { uint32: next, bytes: length => new Uint8Array(length).map(() => next() >>> 16) },
      log: {
        log: (level, message, fields) =>
          void this.logged.push({
            nodeId: id,
            level,
            message,
            text: `${message} ${JSON.stringify(fields, (_, value) => (value instanceof Error ? value.message : value))}`,
          }),
      },
    } as Host
  }

  /**
   * Starts a controller; the value `cluster` is its cluster id. `disk`: whose data it has; `as`: what the test calls
   * it, where that is not its id.
   */
  start(id: number, values: Readonly<Record<string, string | number>> = {}, disk = id, as = id): Running {
    const host = { ...this.hostOf(as), disk: this.hostOf(disk).disk }
    const { config } = loadConfig({
      env: {},
      clusterId: String(values['cluster'] ?? CLUSTER_ID),
      values: {
        'node.id': id,
        'process.roles': 'controller',
        listeners: `CONTROLLER://127.0.0.1:${this.port(id)}`,
        'controller.listener.names': 'CONTROLLER',
        'log.dirs': 'data',
        ...Object.fromEntries(Object.entries(values).filter(([key]) => key !== 'cluster')),
      },
    })
    const node = createNode(config, host)
    const running: Running = { node, started: node.start(), outcome: 'starting' }
    running.started.then(
      () => void (running.outcome = 'serving'),
      error => void (running.outcome = error as Error),
    )
    this.running.set(as, running)
    return running
  }

  async stop(id: number): Promise<void> {
    const running = this.running.get(id)
    this.running.delete(id)
    await this.whileTimePasses(running?.node.stop())
  }

  async stopAll(): Promise<void> {
    for (const id of [...this.running.keys()].reverse()) await this.stop(id)
    for (const peer of this.peers) peer.close()
  }

  async advance(ms: number): Promise<void> {
    for (let i = 0; i < ms; i++) await this.test.advance(1)
  }

  async whileTimePasses<T>(promise: Promise<T> | undefined): Promise<T | undefined> {
    let open = true
    const result = promise?.finally(() => {
      open = false
    })
    result?.catch(() => {})
    for (let i = 0; open && promise !== undefined && i < 60_000; i++) await this.test.advance(1)
    return await result
  }

  async until(what: string, holds: () => boolean, withinMs = 30_000): Promise<void> {
    for (let i = 0; i < withinMs && !holds(); i++) await this.test.advance(1)
    if (!holds()) throw new Error(`it did not come true: ${what}`)
  }

  /** Nodes 1 to `count` as static voters, serving. */
  async static(count: number, values: Readonly<Record<string, string | number>> = {}): Promise<void> {
    const ids = Array.from({ length: count }, (_, i) => i + 1)
    const voters = ids.map(id => `${id}@127.0.0.1:${this.port(id)}`).join(',')
    for (const id of ids) this.start(id, { 'controller.quorum.voters': voters, ...values })
    await this.until('all serve', () => ids.every(id => this.running.get(id)!.outcome === 'serving'))
  }

  /** A request as a frame, at the newest version that both know (or `maxVersion`). */
  async ask<Request, Response>(
    id: number,
    api: PeerApi<Request, Response>,
    make: (apiVersion: number) => Request,
    maxVersion?: number,
  ): Promise<Response> {
    const peer = new Peer(
      this.hostOf(99),
      { host: '127.0.0.1', port: this.port(id) },
      { clientId: 'test', pool: new BufferPool(1024), shared: new SharedReadBuffer(8192), maxResponseBytes: 1_000_000 },
    )
    this.peers.push(peer)
    const options = { timeoutMs: 30_000, ...(maxVersion === undefined ? {} : { maxVersion }) }
    const answer = await this.whileTimePasses(peer.send(api, make, options))
    peer.close()
    return answer!.response
  }

  async describe(
    id: number,
    topicName = '__cluster_metadata',
  ): Promise<{ readonly response: DescribeQuorumResponse; readonly quorum: DescribedPartition }> {
    const request = new DescribeQuorumRequest()
    const partitions = [new PartitionData()]
    request.topics = [Object.assign(new TopicData(), { topicName, partitions })]
    const api = { request: describeQuorumRequest, response: describeQuorumResponse }
    const response = await this.ask(id, api, () => request)
    return { response, quorum: response.topics[0]!.partitions[0]! }
  }

  /** Who leads, as one says who does. */
  async leader(): Promise<number> {
    for (let i = 0; i < 200; i++) {
      for (const [id, { outcome }] of this.running) {
        if (outcome !== 'serving') continue
        const { quorum } = await this.describe(id)
        if (quorum.errorCode === 0 && quorum.leaderId === id) return id
      }
      await this.advance(50)
    }
    throw new Error('nobody leads')
  }

  /** `directory.id` of the node's directory. */
  directoryOf(id: number): string {
    const text = this.disks.get(id)!.readFileSync('data/meta.properties').toString()
    return /directory\.id=(\S+)/.exec(text)![1]!
  }

  linesOf(level: string, pattern: RegExp, nodeId?: number): string[] {
    return this.logged
      .filter(
        line => line.level === level && (nodeId === undefined || line.nodeId === nodeId) && pattern.test(line.text),
      )
      .map(line => line.text)
  }
}
