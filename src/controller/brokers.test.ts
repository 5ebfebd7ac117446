import { describe, expect, it } from 'vitest'
import { ApiKey } from '../protocol/api-keys.ts'
import { ErrorCode } from '../protocol/errors.ts'
import { Feature, Listener } from '../protocol/generated/broker-registration-request.ts'
import { ControllerRegistrationRequest } from '../protocol/generated/controller-registration-request.ts'
import { FeatureLevelRecord, featureLevelRecord } from '../protocol/generated/feature-level-record.ts'
import { UnregisterBrokerRequest } from '../protocol/generated/unregister-broker-request.ts'
import type { UnregisterBrokerResponse } from '../protocol/generated/unregister-broker-response.ts'
import { UnregisterControllerRequest } from '../protocol/generated/unregister-controller-request.ts'
import type { UnregisterControllerResponse } from '../protocol/generated/unregister-controller-response.ts'
import { metadataRecord } from '../protocol/metadata-record.ts'
import { LOST_DIRECTORY, UNASSIGNED_DIRECTORY } from './cluster-state.ts'
import { idOf, SESSION_TIMEOUT_MS, TestCluster } from './test-support/test-cluster.ts'

const brokerOf = (cluster: TestCluster, id: number) => cluster.image.cluster.brokers.get(id)!

describe('a broker that registers', () => {
  it.each([
    ['of another cluster', { clusterId: 'other' }, ErrorCode.INCONSISTENT_CLUSTER_ID],
    ['in migration from ZooKeeper', { isMigratingZkBroker: true }, ErrorCode.BROKER_ID_NOT_REGISTERED],
    ['without log directories', { logDirs: [] }, ErrorCode.INVALID_REGISTRATION],
    ['with a reserved directory id', { logDirs: [UNASSIGNED_DIRECTORY] }, ErrorCode.INVALID_REGISTRATION],
    ['with a lost directory', { logDirs: [idOf('a'), LOST_DIRECTORY] }, ErrorCode.INVALID_REGISTRATION],
    ['with one directory twice', { logDirs: [idOf('a'), idOf('a')] }, ErrorCode.INVALID_REGISTRATION],
    ['with a directory of another broker', { logDirs: [idOf('dir of 1')] }, ErrorCode.INVALID_REGISTRATION],
    ['without metadata.version among its features', { features: [] }, ErrorCode.INVALID_REGISTRATION],
    [
      'with an older metadata.version',
      {
        features: [
          Object.assign(new Feature(), { name: 'metadata.version', minSupportedVersion: 1, maxSupportedVersion: 20 }),
        ],
      },
      ErrorCode.UNSUPPORTED_VERSION,
    ],
  ])('%s is refused', (_, change, errorCode) => {
    const cluster = new TestCluster().join(1)
    expect(cluster.register(2, change).errorCode).toBe(errorCode)
    expect(cluster.image.cluster.brokers.has(2)).toBe(false)
  })

  it('is fenced until it has read its own registration', () => {
    const cluster = new TestCluster()
    const { brokerEpoch } = cluster.register(1)
    expect(brokerOf(cluster, 1).fenced).toBe(true)
    expect(cluster.heartbeat(1, { currentMetadataOffset: brokerEpoch - 1 })).toMatchObject({
      isCaughtUp: false,
      isFenced: true,
    })
    expect(cluster.heartbeat(1, { currentMetadataOffset: brokerEpoch, wantFence: true }).isFenced).toBe(true)
    expect(cluster.heartbeat(1, { currentMetadataOffset: brokerEpoch })).toMatchObject({
      isCaughtUp: true,
      isFenced: false,
    })
    expect(brokerOf(cluster, 1).fenced).toBe(false)
  })

  it('as another incarnation is refused while the first one is alive, and gets a new epoch afterwards', () => {
    const cluster = new TestCluster().join(1)
    const before = brokerOf(cluster, 1).epoch
    expect(cluster.register(1).brokerEpoch).toBe(before)
    expect(brokerOf(cluster, 1).fenced).toBe(false)
    const incarnationId = idOf('second')
    expect(cluster.register(1, { incarnationId }).errorCode).toBe(ErrorCode.DUPLICATE_BROKER_REGISTRATION)
    cluster.nowMs += SESSION_TIMEOUT_MS + 1
    const { errorCode, brokerEpoch } = cluster.register(1, { incarnationId })
    expect([errorCode, brokerEpoch > before]).toEqual([ErrorCode.NONE, true])
    expect(brokerOf(cluster, 1).fenced).toBe(true)
    expect(cluster.heartbeat(1, { brokerEpoch: before }).errorCode).toBe(ErrorCode.STALE_BROKER_EPOCH)
  })

  describe('as another incarnation, while the session of the first one lasts', () => {
    const listeners = [Object.assign(new Listener(), { name: 'PLAINTEXT', host: 'a', port: 9092 })]
    const elsewhere = [Object.assign(new Listener(), { name: 'PLAINTEXT', host: 'b', port: 9092 })]
    const begin = (): TestCluster => {
      const cluster = new TestCluster()
      cluster.register(1, { listeners })
      cluster.heartbeat(1)
      return cluster
    }
    const again = (cluster: TestCluster, where: Listener[]): number =>
      cluster.register(1, { incarnationId: idOf('second'), listeners: where }).errorCode

    it('is taken at once where the first one listened, when the connection of that one is gone', () => {
      const cluster = begin()
      cluster.sessions.cutOff(1)
      expect(again(cluster, listeners)).toBe(ErrorCode.NONE)
      expect(brokerOf(cluster, 1).fenced).toBe(true)
    })

    it('is refused elsewhere', () => {
      const cluster = begin()
      cluster.sessions.cutOff(1)
      expect(again(cluster, elsewhere)).toBe(ErrorCode.DUPLICATE_BROKER_REGISTRATION)
    })

    it('is refused when the first one has found another connection', () => {
      const cluster = begin()
      cluster.sessions.cutOff(1)
      cluster.heartbeat(1)
      expect(again(cluster, listeners)).toBe(ErrorCode.DUPLICATE_BROKER_REGISTRATION)
    })
  })

  it('as another incarnation leads nothing until it is unfenced', () => {
    const cluster = new TestCluster().join(1, 2)
    cluster.create('t', { on: [[1, 2]] })
    cluster.nowMs += SESSION_TIMEOUT_MS + 1
    cluster.heartbeat(2)
    cluster.register(1, { incarnationId: idOf('second') })
    expect(cluster.show('t')).toBe('2 [2] 1/1')
  })
})

describe('a heartbeat', () => {
  it('of a broker that nobody knows is refused', () => {
    expect(new TestCluster().heartbeat(9, { brokerEpoch: 3 }).errorCode).toBe(ErrorCode.STALE_BROKER_EPOCH)
  })

  it('that does not come fences the broker that is silent the longest', () => {
    const cluster = new TestCluster().join(1, 2, 3)
    cluster.create('t', { on: [[1, 2, 3]] })
    cluster.lose(1)
    expect([1, 2, 3].map(id => brokerOf(cluster, id).fenced)).toEqual([true, false, false])
    expect(cluster.show('t')).toBe('2 [2,3] 1/1')
    cluster.lose(2, 3)
    expect([1, 2, 3].map(id => brokerOf(cluster, id).fenced)).toEqual([true, true, true])
    // Nobody is left: the last one in sync stays in the set, for it has everything.
    expect(cluster.partition('t')).toMatchObject({ leader: -1, isr: [3] })
  })

  it('of a fenced broker that comes back gives leaderless partitions their leader', () => {
    const cluster = new TestCluster().join(1)
    cluster.create('t', { on: [[1]] })
    cluster.lose(1)
    expect(cluster.show('t')).toBe('-1 [1] 1/1')
    cluster.heartbeat(1)
    expect(cluster.show('t')).toBe('1 [1] 2/2')
  })
})

describe('controlled shutdown', () => {
  it('hands leadership over, waits until the others know, and ends fenced', () => {
    const cluster = new TestCluster().join(1, 2)
    cluster.create('t', { on: [[1, 2]] })
    const told = cluster.image.offset
    expect(cluster.heartbeat(1, { wantShutDown: true })).toMatchObject({ shouldShutDown: false, isFenced: false })
    expect(brokerOf(cluster, 1).inControlledShutdown).toBe(true)
    expect(cluster.show('t')).toBe('2 [2] 1/1')
    // Broker 2 has not read of it yet.
    cluster.heartbeat(2, { currentMetadataOffset: told })
    expect(cluster.heartbeat(1, { wantShutDown: true }).shouldShutDown).toBe(false)
    cluster.heartbeat(2)
    expect(cluster.heartbeat(1, { wantShutDown: true })).toMatchObject({ shouldShutDown: true, isFenced: true })
    expect(brokerOf(cluster, 1).fenced).toBe(true)
  })

  it('of a broker that leads nothing ends at once, and of a fenced one too', () => {
    const cluster = new TestCluster().join(1, 2)
    cluster.create('t', { on: [[2, 1]] })
    expect(cluster.heartbeat(1, { wantShutDown: true }).shouldShutDown).toBe(true)
    expect(brokerOf(cluster, 1).fenced).toBe(true)
    expect(cluster.show('t')).toBe('2 [2] 0/1')
    expect(cluster.heartbeat(1, { wantShutDown: true }).shouldShutDown).toBe(true)
  })

  it('of the only replica leaves the partition without a leader, and in sync', () => {
    const cluster = new TestCluster().join(1)
    cluster.create('t', { on: [[1]] })
    cluster.heartbeat(1, { wantShutDown: true })
    expect(cluster.show('t')).toBe('-1 [1] 1/1')
    expect(cluster.heartbeat(1, { wantShutDown: true }).shouldShutDown).toBe(true)
  })
})

describe('directories', () => {
  it('that fail take their partitions away from the broker, and no others (KIP-858)', () => {
    const cluster = new TestCluster()
    const [a, b] = [idOf('a'), idOf('b')]
    cluster.register(1, { logDirs: [a, b] })
    cluster.heartbeat(1)
    cluster.join(2)
    cluster.create('t', {
      on: [
        [1, 2],
        [1, 2],
      ],
    })
    cluster.create('alone', { on: [[1]] })
    for (const [topic, index, id] of [
      ['t', 0, a],
      ['t', 1, b],
      ['alone', 0, b],
    ] as const) {
      const topicId = cluster.image.topics.byName(topic)!.id
      cluster.ask(ApiKey.AssignReplicasToDirs, 0, {
        brokerId: 1,
        brokerEpoch: brokerOf(cluster, 1).epoch,
        directories: [{ id, topics: [{ topicId, partitions: [{ partitionIndex: index }] }] }],
      })
    }
    expect(cluster.partition('t').directories[0]).toBe(a)
    cluster.heartbeat(1, { offlineLogDirs: [b] })
    expect(brokerOf(cluster, 1).directories).toEqual([a])
    expect([cluster.show('t', 0), cluster.show('t', 1)]).toEqual(['1 [1,2] 0/1', '2 [2] 1/2'])
    expect(cluster.partition('alone')).toMatchObject({ leader: -1, isr: [1] })
    const { image } = cluster
    cluster.heartbeat(1, { offlineLogDirs: [b] })
    expect(cluster.image.topics).toBe(image.topics)
  })
})

describe('unregistering (KIP-746)', () => {
  const unregister = (cluster: TestCluster, brokerId: number) =>
    cluster.ask<UnregisterBrokerResponse>(
      ApiKey.UnregisterBroker,
      0,
      Object.assign(new UnregisterBrokerRequest(), { brokerId }),
    )

  it('takes the broker out and its leaderships away', () => {
    const cluster = new TestCluster().join(1, 2)
    cluster.create('t', { on: [[1, 2]] })
    expect(unregister(cluster, 1).errorCode).toBe(ErrorCode.NONE)
    expect(cluster.image.cluster.brokers.has(1)).toBe(false)
    expect(cluster.show('t')).toBe('2 [2] 1/1')
  })

  it('of a broker that is not there is an error', () => {
    expect(unregister(new TestCluster(), 5)).toMatchObject({
      errorCode: ErrorCode.BROKER_ID_NOT_REGISTERED,
      errorMessage: 'Broker ID 5 is not currently registered',
    })
  })
})

describe('unregistering a controller (KIP-1312)', () => {
  const unregister = (cluster: TestCluster, controllerId: number) =>
    cluster.ask<UnregisterControllerResponse>(
      ApiKey.UnregisterController,
      0,
      Object.assign(new UnregisterControllerRequest(), { controllerId }),
    )
  /** Controller 1 is the active one. */
  function withControllers(...ids: number[]): TestCluster {
    const cluster = new TestCluster()
    for (const controllerId of ids) {
      const request = Object.assign(new ControllerRegistrationRequest(), { controllerId, incarnationId: idOf('c') })
      cluster.ask(ApiKey.ControllerRegistration, 0, request)
    }
    return cluster
  }

  it('takes it out of the metadata', () => {
    const cluster = withControllers(1, 2, 3)
    expect(unregister(cluster, 3)).toMatchObject({ errorCode: ErrorCode.NONE, errorMessage: '' })
    expect([...cluster.image.cluster.controllers.keys()]).toEqual([1, 2])
  })

  it.each<[string, number, number, number, string]>([
    ['the active one', 1, 33, ErrorCode.INVALID_REQUEST, 'Controller cannot unregister itself while it is active.'],
    [
      'one that is not there',
      9,
      33,
      ErrorCode.CONTROLLER_ID_NOT_REGISTERED,
      'Controller ID 9 is not currently registered.',
    ],
    [
      'any, before metadata.version 4.4-IV2',
      3,
      32,
      ErrorCode.UNSUPPORTED_VERSION,
      'The current MetadataVersion is too old to support controller unregistration.',
    ],
  ])('%s is refused', (_, controllerId, level, errorCode, errorMessage) => {
    const cluster = withControllers(1, 2, 3)
    const feature = Object.assign(new FeatureLevelRecord(), { name: 'metadata.version', featureLevel: level })
    cluster.apply([metadataRecord(featureLevelRecord, 0, feature)])
    expect(unregister(cluster, controllerId)).toMatchObject({ errorCode, errorMessage })
    expect(cluster.image.cluster.controllers.size).toBe(3)
  })
})
