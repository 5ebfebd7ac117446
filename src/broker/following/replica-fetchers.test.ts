import { expect, it } from 'vitest'
import type { Host } from '../../host/host.ts'
import { TestHost } from '../../log/test-support/test-host.ts'
import type { PeerAnswer } from '../peers/peer-connection.ts'
import { ReplicationThrottle } from '../replication-throttle.ts'
import { TestPartition } from '../test-support/test-partition.ts'
import { type BrokerPeer, ReplicaFetchers } from './replica-fetchers.ts'

/** Broker 2, which follows two partitions; the others are reached as the test says, and never answer. */
class World {
  readonly test = new TestHost()
  bytesPerSecond = Number.POSITIVE_INFINITY
  readonly first = new TestPartition({ test: this.test, nodeId: 2 })
  readonly second = new TestPartition({ test: this.test, nodeId: 2, logs: this.first.logs, index: 1 })
  readonly ports = new Map([
    [1, 9001],
    [3, 9003],
  ])
  /** Ports of the connections that are open, and how often each was asked. */
  readonly open: string[] = []
  readonly fetchers: ReplicaFetchers

  constructor() {
    const host: Host = { ...this.test.host, network: null as unknown as Host['network'] }
    const options = {
      nodeId: 2,
      brokerEpoch: () => 5,
      maxWaitMs: 500,
      minBytes: 1,
      maxBytes: 1000,
      partitionMaxBytes: 1000,
      backoffMs: 1000,
      timeoutMs: 30_000,
      throttle: new ReplicationThrottle(this.test.host.clock, 2, () => this.bytesPerSecond),
      maxIdlePoolBytes: 0,
    }
    this.fetchers = new ReplicaFetchers(host, options, address => this.connect(address.port))
    this.fetchers.addressOf = id => {
      const port = this.ports.get(id)
      return port === undefined ? null : { host: 'h', port }
    }
  }

  private connect(port: number): BrokerPeer {
    this.open.push(String(port))
    return {
      isAt: address => address.port === port,
      close: () => void this.open.splice(this.open.indexOf(String(port)), 1),
      interrupt: () => {},
      send: () => new Promise<PeerAnswer<never>>(() => {}),
    }
  }

  leads(partition: TestPartition, leaderId: number): void {
    partition.image({ leaderId, leaderEpoch: partition.partition.currentLeadership.leaderEpoch + 1 })
    this.fetchers.follow(partition.partition)
  }
}

it('one connection for each broker that leads something, closed when it leads nothing more', () => {
  const world = new World()
  const { first, second, open } = world
  world.leads(first, 1)
  world.leads(second, 1)
  expect(open).toEqual(['9001'])
  world.leads(second, 3)
  expect(open).toEqual(['9001', '9003'])
  world.leads(first, 3)
  expect(open).toEqual(['9003'])
  world.fetchers.unfollow(first.partition)
  world.leads(second, 2)
  expect(open).toEqual([])
})

it('nobody is asked while there is no leader, or while it is this broker', () => {
  const world = new World()
  world.leads(world.first, -1)
  world.leads(world.second, 2)
  expect(world.open).toEqual([])
})

it('a leader whose address is not known is asked when it is', () => {
  const world = new World()
  world.ports.delete(1)
  world.leads(world.first, 1)
  expect(world.open).toEqual([])
  world.ports.set(1, 9101)
  world.fetchers.followBrokers()
  expect(world.open).toEqual(['9101'])
})

it('a leader that comes back under another address is asked there; one that is unknown for a while is kept', () => {
  const world = new World()
  world.leads(world.first, 1)
  world.leads(world.second, 3)
  world.ports.delete(1)
  world.fetchers.followBrokers()
  expect(world.open).toEqual(['9001', '9003'])
  world.ports.set(1, 9101)
  world.fetchers.followBrokers()
  expect([...world.open].sort()).toEqual(['9003', '9101'])
})

it('asks nobody any more after its end', () => {
  const world = new World()
  world.leads(world.first, 1)
  world.fetchers.stop()
  world.leads(world.second, 3)
  expect(world.open).toEqual([])
})
