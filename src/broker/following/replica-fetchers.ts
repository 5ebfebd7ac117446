/** One fetcher for each broker that leads something that this one follows, found by the inter-broker listener. */
import { BufferPool } from '../../base/buffer-pool.ts'
import type { Host } from '../../host/host.ts'
import { SharedReadBuffer } from '../../protocol/frame-assembler.ts'
import type { Partition } from '../partition.ts'
import { type Address, Peer } from '../peers/peer.ts'
import { type LeaderPeer, ReplicaFetcher, type ReplicaFetcherOptions } from './replica-fetcher.ts'

export interface ReplicaFetchersOptions extends ReplicaFetcherOptions {
  /** Receive buffers that may lie idle, in all. */
  readonly maxIdlePoolBytes: number
}

/** A batch may be larger than what was asked for. */
const RESPONSE_SLACK_BYTES = 100 * 1024 * 1024

/** The way to a broker, which may be found elsewhere later. */
export type BrokerPeer = LeaderPeer & Pick<Peer, 'isAt'>

interface Running {
  readonly fetcher: ReplicaFetcher
  readonly peer: BrokerPeer
}

export class ReplicaFetchers {
  private readonly host: Host
  private readonly options: ReplicaFetchersOptions
  private readonly running = new Map<number, Running>()
  private readonly leaderOf = new Map<Partition, number>()
  private readonly shared = new SharedReadBuffer()
  private readonly pool: BufferPool
  private stopped = false
  /** Where a broker is found by its peers; null while the cluster does not know. */
  addressOf: (brokerId: number) => Address | null = () => null
  private readonly connect: (address: Address) => BrokerPeer

  constructor(host: Host, options: ReplicaFetchersOptions, connect?: (address: Address) => BrokerPeer) {
    this.host = host
    this.options = options
    this.pool = new BufferPool(options.maxIdlePoolBytes)
    this.connect = connect ?? (address => this.peerAt(address))
  }

  /** Follows the leadership that the partition has now: fetches from its leader, or stops to. */
  follow(partition: Partition): void {
    const { leaderId } = partition.currentLeadership
    const before = this.leaderOf.get(partition)
    if (before !== undefined && before !== leaderId) this.unfollow(partition)
    if (this.stopped || partition.isLeader || leaderId < 0 || leaderId === this.options.nodeId) {
      this.unfollow(partition)
      return
    }
    this.leaderOf.set(partition, leaderId)
    this.fetcherOf(leaderId)?.follow(partition)
  }

  unfollow(partition: Partition): void {
    const leaderId = this.leaderOf.get(partition)
    if (leaderId === undefined) return
    this.leaderOf.delete(partition)
    const running = this.running.get(leaderId)
    running?.fetcher.unfollow(partition)
    if (running?.fetcher.isIdle) this.end(leaderId, running)
  }

  /** Brokers may have moved: whoever is found elsewhere now is fetched from there. */
  followBrokers(): void {
    for (const [partition, leaderId] of this.leaderOf) {
      const running = this.running.get(leaderId)
      const address = this.addressOf(leaderId)
      if (running !== undefined && address !== null && !running.peer.isAt(address)) this.end(leaderId, running)
      this.fetcherOf(leaderId)?.follow(partition)
    }
  }

  private fetcherOf(leaderId: number): ReplicaFetcher | null {
    const known = this.running.get(leaderId)
    if (known !== undefined) return known.fetcher
    const address = this.addressOf(leaderId)
    if (address === null) return null
    const peer = this.connect(address)
    const fetcher = new ReplicaFetcher(this.host, leaderId, peer, this.options)
    this.running.set(leaderId, { fetcher, peer })
    return fetcher
  }

  private peerAt(address: Address): Peer {
    return new Peer(this.host, address, {
      clientId: `broker-${this.options.nodeId}-fetcher-0`,
      pool: this.pool,
      shared: this.shared,
      maxResponseBytes: this.options.maxBytes + RESPONSE_SLACK_BYTES,
    })
  }

  private end(leaderId: number, { fetcher }: Running): void {
    fetcher.stop()
    this.running.delete(leaderId)
  }

  stop(): void {
    this.stopped = true
    for (const [leaderId, running] of [...this.running]) this.end(leaderId, running)
    this.leaderOf.clear()
  }
}
