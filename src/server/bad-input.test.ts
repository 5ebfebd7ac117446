import { afterEach, describe, expect, it } from 'vitest'
import { FEATURES } from '../metadata/feature-levels.ts'
import { errorName } from '../protocol/errors.ts'
import { BrokerHeartbeatRequest, brokerHeartbeatRequest } from '../protocol/generated/broker-heartbeat-request.ts'
import { brokerHeartbeatResponse } from '../protocol/generated/broker-heartbeat-response.ts'
import {
  BrokerRegistrationRequest,
  brokerRegistrationRequest,
  Feature,
  Listener,
} from '../protocol/generated/broker-registration-request.ts'
import { brokerRegistrationResponse } from '../protocol/generated/broker-registration-response.ts'
import { CLUSTER_ID, QuorumWorld } from './test-support/quorum-world.ts'

const OTHER_CLUSTER = 'AAAAAAAAAAAAAAAAAAAAAQ'
const VOTERS = { 'controller.quorum.voters': [1, 2, 3].map(id => `${id}@127.0.0.1:${9000 + id}`).join(',') }

let world: QuorumWorld
afterEach(async () => {
  await world.stopAll()
})

/** What the directory holds, byte for byte. */
function contentOf(id: number): Map<string, string> {
  const disk = world.disks.get(id)!
  const content = new Map<string, string>()
  const walk = (dir: string): void => {
    for (const { name, isDirectory } of disk.readDirSync(dir)) {
      const path = `${dir}/${name}`
      if (isDirectory) walk(path)
      else content.set(path, disk.readFileSync(path).toString('hex'))
    }
  }
  walk('data')
  return content
}

async function progress(leaderId: number): Promise<number> {
  const { quorum } = await world.describe(leaderId)
  expect(quorum.errorCode).toBe(0)
  return quorum.highWatermark
}

describe('a voter of another cluster', () => {
  it('is refused by all, told so in one sentence, and the others go on', async () => {
    world = new QuorumWorld()
    world.start(1, VOTERS)
    world.start(2, VOTERS)
    const stranger = world.start(3, { ...VOTERS, cluster: OTHER_CLUSTER })
    const leaderId = await world.leader()
    const { quorum: before } = await world.describe(leaderId)
    await world.advance(20_000)
    expect(stranger.outcome).toBe('starting')
    const { quorum } = await world.describe(leaderId)
    expect([quorum.leaderId, quorum.leaderEpoch]).toEqual([leaderId, before.leaderEpoch])
    expect(quorum.highWatermark).toBeGreaterThan(before.highWatermark)
    expect(quorum.currentVoters.find(voter => voter.replicaId === 3)!.logEndOffset).toBe(-1)
    // The stranger has a sentence about each of the two, each of the two one about the stranger.
    expect(world.linesOf('warn', /belongs to another cluster than AAAAAAAAAAAAAAAAAAAAAQ/, 3)).toHaveLength(2)
    for (const id of [1, 2])
      expect(world.linesOf('warn', /another cluster/, id)).toHaveLength(1 + (id === leaderId ? 1 : 0))
  })

  it('with the right directory is a voter, and nothing was lost', async () => {
    world = new QuorumWorld()
    world.start(1, VOTERS)
    world.start(2, VOTERS)
    world.start(3, { ...VOTERS, cluster: OTHER_CLUSTER }, 33)
    const leaderId = await world.leader()
    await world.advance(3000)
    const offset = await progress(leaderId)
    await world.stop(3)
    world.start(3, VOTERS)
    await world.advance(8000)
    const { quorum } = await world.describe(leaderId)
    expect(quorum.currentVoters.find(voter => voter.replicaId === 3)!.logEndOffset).toBeGreaterThanOrEqual(offset)
  })
})

describe('a directory of another node, or of another cluster', () => {
  it.each([
    [
      'of another node',
      5,
      {},
      "data belongs to node 1, but node.id is 5. Use the directory's own node id, or another directory.",
    ],
    [
      'of another cluster',
      1,
      { cluster: OTHER_CLUSTER },
      `data belongs to the cluster ${CLUSTER_ID}, but the configuration says ${OTHER_CLUSTER}.`,
    ],
  ])('%s is not opened: one sentence, and not a byte is changed', async (_, id, values, sentence) => {
    world = new QuorumWorld()
    await world.static(1)
    await world.advance(2000)
    await world.stop(1)
    const before = contentOf(1)
    expect(before.size).toBeGreaterThan(3)
    const wrong = world.start(id, { 'controller.quorum.voters': `${id}@127.0.0.1:${9000 + id}`, ...values }, 1)
    await world.advance(100)
    expect(wrong.outcome).toBeInstanceOf(Error)
    expect((wrong.outcome as Error).message).toBe(sentence)
    expect(contentOf(1)).toEqual(before)
    world.running.delete(id)
    await world.static(1)
    expect(await progress(1)).toBeGreaterThan(0)
  })
})

describe('two controllers with one id', () => {
  it('as static voters: what the second has does not count for the first, and the leader says so once', async () => {
    world = new QuorumWorld()
    await world.static(3)
    const leaderId = await world.leader()
    const twin = [1, 2, 3].find(id => id !== leaderId)!
    const { quorum: before } = await world.describe(leaderId)
    world.start(twin, { ...VOTERS, listeners: 'CONTROLLER://127.0.0.1:9777' }, 77, 77)
    await world.advance(20_000)
    const { quorum } = await world.describe(leaderId)
    expect([quorum.leaderId, quorum.leaderEpoch]).toEqual([leaderId, before.leaderEpoch])
    expect(world.linesOf('warn', /Two nodes have one node\.id/, leaderId)).toHaveLength(1)
    expect(quorum.observers).toEqual([])
    // The true one goes on alone with the leader: it holds what it acknowledges.
    const third = [1, 2, 3].find(id => id !== leaderId && id !== twin)!
    await world.stop(third)
    const offset = await progress(leaderId)
    await world.advance(3000)
    expect(await progress(leaderId)).toBeGreaterThan(offset)
    // And when it stops, the twin must not stand in for it.
    await world.stop(77)
  })

  it('one of them the leader: the other is refused', async () => {
    world = new QuorumWorld()
    await world.static(3)
    const leaderId = await world.leader()
    const { quorum: before } = await world.describe(leaderId)
    world.start(leaderId, { ...VOTERS, listeners: 'CONTROLLER://127.0.0.1:9777' }, 77, 77)
    await world.advance(10_000)
    const { quorum } = await world.describe(leaderId)
    expect([quorum.leaderId, quorum.leaderEpoch]).toEqual([leaderId, before.leaderEpoch])
    expect(quorum.highWatermark).toBeGreaterThan(before.highWatermark)
  })

  it('where voters stand in the log: another directory is an observer, whatever its id', async () => {
    world = new QuorumWorld()
    const bootstrap = { 'controller.quorum.bootstrap.servers': '127.0.0.1:9001' }
    world.start(1, bootstrap)
    expect(await world.leader()).toBe(1)
    world.start(2, bootstrap)
    world.start(2, { ...bootstrap, listeners: 'CONTROLLER://127.0.0.1:9777' }, 77, 77)
    await world.advance(3000)
    const { quorum } = await world.describe(1)
    expect(quorum.currentVoters.map(voter => voter.replicaId)).toEqual([1])
    expect(quorum.observers.map(({ replicaId, replicaDirectoryId }) => [replicaId, replicaDirectoryId]).sort()).toEqual(
      [2, 77].map(disk => [2, world.directoryOf(disk)]).sort(),
    )
  })
})

describe('brokers', () => {
  const REGISTER = { request: brokerRegistrationRequest, response: brokerRegistrationResponse }
  const HEARTBEAT = { request: brokerHeartbeatRequest, response: brokerHeartbeatResponse }

  function registration(
    brokerId: number,
    incarnation: string,
    { clusterId = CLUSTER_ID, port = 9092 } = {},
  ): BrokerRegistrationRequest {
    const request = Object.assign(new BrokerRegistrationRequest(), { brokerId, clusterId, incarnationId: incarnation })
    request.listeners = [
      Object.assign(new Listener(), { name: 'PLAINTEXT', host: '127.0.0.1', port, securityProtocol: 0 }),
    ]
    request.features = FEATURES.map(({ name, minVersion, maxVersion }) =>
      Object.assign(new Feature(), { name, minSupportedVersion: minVersion, maxSupportedVersion: maxVersion }),
    )
    request.logDirs = [incarnation as never]
    return request
  }

  async function heartbeat(brokerId: number, brokerEpoch: number): Promise<string> {
    const request = Object.assign(new BrokerHeartbeatRequest(), {
      brokerId,
      brokerEpoch,
      currentMetadataOffset: 1_000_000,
    })
    return errorName((await world.ask(1, HEARTBEAT, () => request)).errorCode)
  }

  it('of another cluster, with the id of another, or of an earlier life are refused with Kafka’s errors', async () => {
    world = new QuorumWorld()
    await world.static(1)
    const [one, two] = ['CCCCCCCCCCCCCCCCCCCCCQ', 'DDDDDDDDDDDDDDDDDDDDDQ']
    const ask = async (request: BrokerRegistrationRequest) => await world.ask(1, REGISTER, () => request)
    expect(errorName((await ask(registration(7, one, { clusterId: OTHER_CLUSTER }))).errorCode)).toBe(
      'INCONSISTENT_CLUSTER_ID',
    )
    const first = await ask(registration(7, one))
    expect(errorName(first.errorCode)).toBe('NONE')
    expect(await heartbeat(7, first.brokerEpoch)).toBe('NONE')
    // Somewhere else: where the first one listens there can be nobody but its next life.
    const second = await ask(registration(7, two, { port: 9093 }))
    expect(errorName(second.errorCode)).toBe('DUPLICATE_BROKER_REGISTRATION')
    expect(await heartbeat(7, first.brokerEpoch - 1)).toBe('STALE_BROKER_EPOCH')
    expect(await heartbeat(8, 1)).toBe('STALE_BROKER_EPOCH')
    // The first is as registered as before.
    expect(await heartbeat(7, first.brokerEpoch)).toBe('NONE')
    expect(world.linesOf('error', /./)).toEqual([])
  })

  it('of another cluster give up after initial.broker.registration.timeout.ms, with a sentence', async () => {
    world = new QuorumWorld()
    await world.static(1)
    const stranger = world.start(4, {
      'process.roles': 'broker',
      'controller.quorum.voters': '1@127.0.0.1:9001',
      listeners: 'PLAINTEXT://127.0.0.1:9104',
      'controller.listener.names': 'CONTROLLER',
      'initial.broker.registration.timeout.ms': '20000',
      cluster: OTHER_CLUSTER,
    })
    await world.advance(19_000)
    expect(stranger.outcome).toBe('starting')
    await world.advance(2000)
    expect(String(stranger.outcome)).toMatch(
      /no leader of the metadata quorum was found within 20000 ms .*127\.0\.0\.1:9001/,
    )
    world.running.delete(4)
  })

  it('two with one id: the second waits, says so once, and begins when the first is gone', async () => {
    world = new QuorumWorld()
    await world.static(1)
    const broker = (port: number) => ({
      'process.roles': 'broker',
      'controller.quorum.voters': '1@127.0.0.1:9001',
      listeners: `PLAINTEXT://127.0.0.1:${port}`,
      'controller.listener.names': 'CONTROLLER',
    })
    const first = world.start(4, broker(9104))
    await world.until('the first serves', () => first.outcome === 'serving')
    const second = world.start(4, broker(9105), 44, 44)
    await world.advance(15_000)
    expect(second.outcome).toBe('starting')
    expect(world.linesOf('warn', /another broker is registered under this node\.id/, 44)).toHaveLength(1)
    expect(world.linesOf('warn', /no longer knows this broker/, 4)).toEqual([])
    await world.stop(4)
    await world.until('the second serves', () => second.outcome === 'serving')
  })
})
