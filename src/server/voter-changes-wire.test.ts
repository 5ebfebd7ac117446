import { afterEach, describe, expect, it } from 'vitest'
import type { Uuid } from '../base/uuid.ts'
import { openResponse, sealRequest } from '../protocol/envelope.ts'
import { ErrorCode, errorName } from '../protocol/errors.ts'
import * as add from '../protocol/generated/add-raft-voter-request.ts'
import { addRaftVoterResponse } from '../protocol/generated/add-raft-voter-response.ts'
import { envelopeRequest } from '../protocol/generated/envelope-request.ts'
import { envelopeResponse } from '../protocol/generated/envelope-response.ts'
import { RemoveRaftVoterRequest, removeRaftVoterRequest } from '../protocol/generated/remove-raft-voter-request.ts'
import { removeRaftVoterResponse } from '../protocol/generated/remove-raft-voter-response.ts'
import {
  FeatureUpdateKey,
  UpdateFeaturesRequest,
  updateFeaturesRequest,
} from '../protocol/generated/update-features-request.ts'
import { updateFeaturesResponse } from '../protocol/generated/update-features-response.ts'
import * as update from '../protocol/generated/update-raft-voter-request.ts'
import { updateRaftVoterResponse } from '../protocol/generated/update-raft-voter-response.ts'
import { CLUSTER_ID, QuorumWorld } from './test-support/quorum-world.ts'

const BOOTSTRAP = { 'controller.quorum.bootstrap.servers': '127.0.0.1:9001' }
const ADD = { request: add.addRaftVoterRequest, response: addRaftVoterResponse }
const REMOVE = { request: removeRaftVoterRequest, response: removeRaftVoterResponse }

let world: QuorumWorld
afterEach(async () => {
  await world.stopAll()
})

function addition(id: number, port = 9000 + id): add.AddRaftVoterRequest {
  const request = new add.AddRaftVoterRequest()
  request.clusterId = CLUSTER_ID
  request.timeoutMs = 1000
  request.voterId = id
  request.voterDirectoryId = world.directoryOf(id) as Uuid
  request.listeners = [Object.assign(new add.Listener(), { name: 'CONTROLLER', host: '127.0.0.1', port })]
  return request
}

function removal(id: number): RemoveRaftVoterRequest {
  const voterDirectoryId = world.directoryOf(id) as Uuid
  return Object.assign(new RemoveRaftVoterRequest(), { clusterId: CLUSTER_ID, voterId: id, voterDirectoryId })
}

async function said(
  answer: Promise<{ readonly errorCode: number; readonly errorMessage: string | null }>,
): Promise<[string, string | null]> {
  const { errorCode, errorMessage } = await answer
  return [errorName(errorCode), errorMessage]
}

async function votersOf(leaderId: number): Promise<number[]> {
  const { quorum } = await world.describe(leaderId)
  expect(quorum.errorCode).toBe(0)
  return quorum.currentVoters.map(voter => voter.replicaId)
}

/** Node 1, which founded its quorum, and observers that it was told of by nobody. */
async function founded(observers: readonly number[], values: Record<string, string | number> = {}): Promise<void> {
  world = new QuorumWorld()
  // As in Kafka's own server.properties: the bootstrap server of the first node is itself.
  world.start(1, { ...BOOTSTRAP, ...values })
  await world.until('node 1 serves', () => world.running.get(1)!.outcome === 'serving')
  for (const id of observers) world.start(id, { ...BOOTSTRAP, ...values })
  await world.until('all serve', () => observers.every(id => world.running.get(id)!.outcome === 'serving'))
  await world.advance(600)
}

describe('controllers that are formatted without a vote', () => {
  it('find the quorum by its bootstrap servers, observe it, and become voters one by one', async () => {
    await founded([2, 3])
    const { quorum } = await world.describe(1)
    expect(quorum.currentVoters.map(voter => voter.replicaId)).toEqual([1])
    expect(quorum.observers.map(observer => observer.replicaId).sort()).toEqual([2, 3])
    expect(quorum.observers.map(observer => observer.replicaDirectoryId).sort()).toEqual(
      [2, 3].map(id => world.directoryOf(id)).sort(),
    )
    for (const id of [2, 3]) expect(await said(world.ask(1, ADD, () => addition(id)))).toEqual(['NONE', null])
    const { response, quorum: now } = await world.describe(1)
    expect(now.currentVoters.map(voter => [voter.replicaId, voter.replicaDirectoryId])).toEqual(
      [1, 2, 3].map(id => [id, world.directoryOf(id)]),
    )
    expect(now.observers).toEqual([])
    expect(response.nodes.map(({ nodeId, listeners }) => [nodeId, listeners[0]!.port])).toEqual([
      [1, 9001],
      [2, 9002],
      [3, 9003],
    ])
  })

  it('hold the quorum when the first of them is gone', async () => {
    await founded([2, 3])
    for (const id of [2, 3]) await world.ask(1, ADD, () => addition(id))
    await world.stop(1)
    const leaderId = await world.leader()
    expect([2, 3]).toContain(leaderId)
    expect(await said(world.ask(leaderId, REMOVE, () => removal(1)))).toEqual(['NONE', null])
    expect(await votersOf(leaderId)).toEqual([2, 3])
  })

  it('come back as voters after a restart of all', async () => {
    await founded([2, 3])
    for (const id of [2, 3]) await world.ask(1, ADD, () => addition(id))
    for (const id of [1, 2, 3]) await world.stop(id)
    for (const id of [1, 2, 3]) world.start(id, BOOTSTRAP)
    const leaderId = await world.leader()
    expect(await votersOf(leaderId)).toEqual([1, 2, 3])
  })

  it('learn the voters from a snapshot when the log that named them is gone', async () => {
    const values = {
      'metadata.log.max.snapshot.interval.ms': 2000,
      'metadata.max.retention.bytes': 1,
      'metadata.max.idle.interval.ms': 100,
    }
    await founded([2], values)
    await world.ask(1, ADD, () => addition(2))
    await world.advance(6000)
    world.start(3, { ...BOOTSTRAP, ...values })
    await world.until('it has fetched a snapshot', () => world.linesOf('info', /snapshot was fetched/, 3).length > 0)
    await world.until('it serves', () => world.running.get(3)!.outcome === 'serving')
    await world.advance(1000)
    expect(await said(world.ask(1, ADD, () => addition(3)))).toEqual(['NONE', null])
    await world.advance(5000)
    // Whoever comes back now knows its quorum from a snapshot alone.
    for (const id of [1, 2, 3]) await world.stop(id)
    for (const id of [1, 2, 3]) world.start(id, { ...BOOTSTRAP, ...values })
    const { quorum } = await world.describe(await world.leader())
    expect(quorum.currentVoters.map(voter => [voter.replicaId, voter.replicaDirectoryId])).toEqual(
      [1, 2, 3].map(id => [id, world.directoryOf(id)]),
    )
  })

  it('join by themselves with controller.quorum.auto.join.enable', async () => {
    await founded([2, 3], { 'controller.quorum.auto.join.enable': 'true' })
    await world.advance(8000)
    expect(await votersOf(1)).toEqual([1, 2, 3])
  })

  it('with a new disk join again: the old directory is removed first', async () => {
    const values = { 'controller.quorum.auto.join.enable': 'true' }
    await founded([2, 3], values)
    await world.advance(8000)
    const old = world.directoryOf(3)
    await world.stop(3)
    world.disks.delete(3)
    world.start(3, { ...BOOTSTRAP, ...values })
    await world.until('it serves', () => world.running.get(3)!.outcome === 'serving')
    await world.advance(8000)
    const { quorum } = await world.describe(await world.leader())
    expect(world.directoryOf(3)).not.toBe(old)
    expect(quorum.currentVoters.map(voter => [voter.replicaId, voter.replicaDirectoryId])).toEqual(
      [1, 2, 3].map(id => [id, world.directoryOf(id)]),
    )
  })
})

describe('changes of the voters on the wire', () => {
  it('go through a broker in an Envelope, too', async () => {
    await founded([2])
    const sender = { principal: 'User:admin', address: '127.0.0.1', clientId: 'admin' }
    const envelope = sealRequest(add.addRaftVoterRequest, 1, 5, addition(2), sender)
    const api = { request: envelopeRequest, response: envelopeResponse }
    const { errorCode, responseData } = await world.ask(1, api, () => envelope)
    expect(errorCode).toBe(ErrorCode.NONE)
    expect(openResponse(addRaftVoterResponse, 1, responseData!)).toMatchObject({ errorCode: 0, errorMessage: null })
    expect(await votersOf(1)).toEqual([1, 2])
  })

  it('are refused by another cluster’s controller', async () => {
    await founded([2])
    const clusterId = 'AAAAAAAAAAAAAAAAAAAAAQ'
    const message = `The given id "${clusterId}" doesn't match the cluster id "${CLUSTER_ID}"`
    expect(await said(world.ask(1, ADD, () => Object.assign(addition(2), { clusterId })))).toEqual([
      'INCONSISTENT_CLUSTER_ID',
      message,
    ])
    expect(await said(world.ask(1, REMOVE, () => Object.assign(removal(1), { clusterId })))).toEqual([
      'INCONSISTENT_CLUSTER_ID',
      message,
    ])
    const request = new update.UpdateRaftVoterRequest()
    request.clusterId = clusterId
    const api = { request: update.updateRaftVoterRequest, response: updateRaftVoterResponse }
    expect(await world.ask(1, api, () => request)).toMatchObject({
      errorCode: ErrorCode.INCONSISTENT_CLUSTER_ID,
      currentLeader: { leaderId: 1, leaderEpoch: 1, host: '127.0.0.1', port: 9001 },
    })
  })

  it('are refused by whoever does not lead', async () => {
    await founded([2])
    expect(await said(world.ask(2, ADD, () => addition(2)))).toEqual(['NOT_LEADER_OR_FOLLOWER', null])
    expect(await said(world.ask(2, REMOVE, () => removal(2)))).toEqual(['NOT_LEADER_OR_FOLLOWER', null])
  })

  it('a new voter that cannot be reached where it is said to be is refused, in one sentence', async () => {
    await founded([2])
    expect(await said(world.ask(1, ADD, () => addition(2, 19_999)))).toEqual([
      'REQUEST_TIMED_OUT',
      'Aborted add voter operation for since API_VERSIONS returned an error BROKER_NOT_AVAILABLE',
    ])
    expect(world.linesOf('warn', /ECONNREFUSED/, 1)).toHaveLength(1)
    expect(await votersOf(1)).toEqual([1])
    expect(await said(world.ask(1, ADD, () => addition(2)))).toEqual(['NONE', null])
  })

  it('a node that nobody has heard of has not caught up', async () => {
    await founded([2])
    const request = Object.assign(addition(2), { voterId: 7 })
    expect(await said(world.ask(1, ADD, () => request))).toEqual([
      'REQUEST_TIMED_OUT',
      `Aborted add voter operation for ReplicaKey(id=7, directoryId=${world.directoryOf(2)}) since it is lagging behind`,
    ])
  })

  it('version 0 of AddRaftVoter waits for the commit', async () => {
    await founded([2])
    expect(await said(world.ask(1, ADD, () => addition(2), 0))).toEqual(['NONE', null])
    expect(await votersOf(1)).toEqual([1, 2])
  })

  it('a leader that is removed hands over, and goes on as an observer', async () => {
    await founded([2, 3])
    for (const id of [2, 3]) await world.ask(1, ADD, () => addition(id))
    expect(await said(world.ask(1, REMOVE, () => removal(1)))).toEqual(['NONE', null])
    const leaderId = await world.leader()
    expect([2, 3]).toContain(leaderId)
    await world.advance(5000)
    const { quorum } = await world.describe(leaderId)
    expect(quorum.currentVoters.map(voter => voter.replicaId)).toEqual([2, 3])
    expect(quorum.observers.map(observer => observer.replicaId)).toEqual([1])
  })

  it('a voter that listens elsewhere tells the leader, and a leader writes its own new place into the log', async () => {
    await founded([2, 3])
    for (const id of [2, 3]) await world.ask(1, ADD, () => addition(id))
    await world.stop(3)
    world.start(3, { ...BOOTSTRAP, listeners: 'CONTROLLER://127.0.0.1:9503' })
    await world.advance(6000)
    const { response } = await world.describe(1)
    expect(response.nodes.map(({ listeners }) => listeners[0]!.port)).toEqual([9001, 9002, 9503])
    // Alone in its quorum a node can only tell itself.
    for (const id of [2, 3]) expect(await said(world.ask(1, REMOVE, () => removal(id)))).toEqual(['NONE', null])
    for (const id of [3, 2, 1]) await world.stop(id)
    world.start(1, { listeners: 'CONTROLLER://127.0.0.1:9001', 'advertised.listeners': 'CONTROLLER://127.0.0.1:9601' })
    expect(await world.leader()).toBe(1)
    const { response: alone } = await world.describe(1)
    expect(alone.nodes.map(({ nodeId, listeners }) => [nodeId, listeners[0]!.port])).toEqual([[1, 9601]])
  })
})

describe('UpdateFeatures of kraft.version', () => {
  const FEATURES = { request: updateFeaturesRequest, response: updateFeaturesResponse }
  const to = (level: number, validateOnly = false) => {
    const key = Object.assign(new FeatureUpdateKey(), {
      feature: 'kraft.version',
      maxVersionLevel: level,
      upgradeType: 1,
    })
    return Object.assign(new UpdateFeaturesRequest(), { featureUpdates: [key], validateOnly, timeoutMs: 1000 })
  }

  it('takes a quorum of static voters to one whose voters stand in the log', async () => {
    world = new QuorumWorld()
    await world.static(3)
    const leaderId = await world.leader()
    expect(await said(world.ask(leaderId, FEATURES, () => to(1)))).toEqual([
      'INVALID_UPDATE_VERSION',
      'The update failed for all features since the following feature had an error: Invalid upgrade of kraft.version to KRAFT_VERSION_1 because not all of the voters support it',
    ])
    await world.advance(5000)
    expect(await said(world.ask(leaderId, FEATURES, () => to(1, true)))).toEqual(['NONE', null])
    expect((await world.describe(leaderId)).quorum.currentVoters[0]!.replicaDirectoryId).toBe('AAAAAAAAAAAAAAAAAAAAAA')
    expect(await said(world.ask(leaderId, FEATURES, () => to(1)))).toEqual(['NONE', null])
    const { quorum } = await world.describe(leaderId)
    expect(quorum.currentVoters.map(voter => voter.replicaDirectoryId)).toEqual(
      [1, 2, 3].map(id => world.directoryOf(id)),
    )
    expect(await said(world.ask(leaderId, FEATURES, () => to(0)))).toMatchObject({ 0: 'INVALID_UPDATE_VERSION' })
    // controller.quorum.voters stays in the files, and counts no more.
    const gone = [1, 2, 3].find(id => id !== leaderId)!
    expect(await said(world.ask(leaderId, REMOVE, () => removal(gone)))).toEqual(['NONE', null])
    const voters = [1, 2, 3].map(id => `${id}@127.0.0.1:${world.port(id)}`).join(',')
    for (const id of [1, 2, 3]) await world.stop(id)
    for (const id of [1, 2, 3]) world.start(id, { 'controller.quorum.voters': voters })
    const next = await world.leader()
    expect(await votersOf(next)).toEqual([1, 2, 3].filter(id => id !== gone))
  })
})
