import { afterEach, describe, expect, it } from 'vitest'
import { METADATA_TOPIC_ID, type Uuid, ZERO_UUID } from '../base/uuid.ts'
import { ErrorCode, errorName } from '../protocol/errors.ts'
import * as begin from '../protocol/generated/begin-quorum-epoch-request.ts'
import { beginQuorumEpochResponse } from '../protocol/generated/begin-quorum-epoch-response.ts'
import * as end from '../protocol/generated/end-quorum-epoch-request.ts'
import { endQuorumEpochResponse } from '../protocol/generated/end-quorum-epoch-response.ts'
import * as fetch from '../protocol/generated/fetch-request.ts'
import { fetchResponse } from '../protocol/generated/fetch-response.ts'
import * as snapshot from '../protocol/generated/fetch-snapshot-request.ts'
import { fetchSnapshotResponse } from '../protocol/generated/fetch-snapshot-response.ts'
import * as vote from '../protocol/generated/vote-request.ts'
import { voteResponse } from '../protocol/generated/vote-response.ts'
import { CLUSTER_ID, QuorumWorld } from './test-support/quorum-world.ts'

const TOPIC = '__cluster_metadata'
const OTHER_CLUSTER = 'AAAAAAAAAAAAAAAAAAAAAQ'
const ELSEWHERE = 'BBBBBBBBBBBBBBBBBBBBBQ' as Uuid

let world: QuorumWorld
afterEach(async () => {
  await world.stopAll()
})

/** What the request says; by default what a well-informed voter 2 would. */
interface Said {
  readonly clusterId?: string | null
  readonly topic?: string
  readonly partition?: number
  readonly epoch?: number
  readonly replicaId?: number
  readonly voterId?: number
  readonly voterDirectoryId?: Uuid
  readonly lastEpoch?: number
  readonly lastOffset?: number
  readonly preVote?: boolean
  readonly fetchOffset?: number
  readonly maxWaitMs?: number
  readonly snapshot?: { readonly endOffset: number; readonly epoch: number }
  readonly position?: number
}

interface Answer {
  /** Of the whole answer, then of the partition. */
  readonly error: string
  readonly epoch?: number
  readonly leaderId?: number
  readonly granted?: boolean
  readonly endpoints?: readonly string[]
}

interface Answered {
  readonly errorCode: number
  readonly partition:
    | { readonly errorCode: number; readonly leaderId: number; readonly leaderEpoch: number }
    | undefined
  readonly nodeEndpoints: readonly { readonly nodeId: number; readonly host: string; readonly port: number }[]
  readonly granted?: boolean
}

function answer({ errorCode, partition, nodeEndpoints, granted }: Answered): Answer {
  if (errorCode !== 0 || partition === undefined) return { error: `top: ${errorName(errorCode)}` }
  const { leaderId, leaderEpoch: epoch } = partition
  const endpoints = nodeEndpoints.map(({ nodeId, host, port }) => `${nodeId}@${host}:${port}`)
  const said = { error: errorName(partition.errorCode), epoch, leaderId, endpoints }
  return granted === undefined ? said : { ...said, granted }
}

async function askVote(to: number, said: Said, version = 2): Promise<Answer> {
  const data = Object.assign(new vote.PartitionData(), {
    partitionIndex: said.partition ?? 0,
    replicaEpoch: said.epoch ?? 1,
    replicaId: said.replicaId ?? 2,
    replicaDirectoryId: version >= 1 ? ELSEWHERE : ZERO_UUID,
    voterDirectoryId: said.voterDirectoryId ?? ZERO_UUID,
    lastOffsetEpoch: said.lastEpoch ?? 0,
    lastOffset: said.lastOffset ?? 0,
    preVote: said.preVote ?? false,
  })
  const request = new vote.VoteRequest()
  request.clusterId = said.clusterId === undefined ? CLUSTER_ID : said.clusterId
  request.voterId = said.voterId ?? (version >= 1 ? to : -1)
  request.topics = [Object.assign(new vote.TopicData(), { topicName: said.topic ?? TOPIC, partitions: [data] })]
  const response = await world.ask(to, { request: vote.voteRequest, response: voteResponse }, () => request, version)
  const partition = response.topics[0]?.partitions[0]
  return answer({ ...response, partition, granted: partition?.voteGranted ?? false })
}

async function askBegin(to: number, said: Said, version = 1): Promise<Answer> {
  const data = Object.assign(new begin.PartitionData(), {
    partitionIndex: said.partition ?? 0,
    leaderId: said.replicaId ?? 2,
    leaderEpoch: said.epoch ?? 1,
    voterDirectoryId: said.voterDirectoryId ?? ZERO_UUID,
  })
  const request = new begin.BeginQuorumEpochRequest()
  request.clusterId = said.clusterId === undefined ? CLUSTER_ID : said.clusterId
  request.voterId = said.voterId ?? (version >= 1 ? to : -1)
  request.topics = [Object.assign(new begin.TopicData(), { topicName: said.topic ?? TOPIC, partitions: [data] })]
  const api = { request: begin.beginQuorumEpochRequest, response: beginQuorumEpochResponse }
  const response = await world.ask(to, api, () => request, version)
  return answer({ ...response, partition: response.topics[0]?.partitions[0] })
}

async function askEnd(to: number, said: Said, version = 1): Promise<Answer> {
  const data = Object.assign(new end.PartitionData(), {
    partitionIndex: said.partition ?? 0,
    leaderId: said.replicaId ?? 2,
    leaderEpoch: said.epoch ?? 1,
  })
  const request = new end.EndQuorumEpochRequest()
  request.clusterId = said.clusterId === undefined ? CLUSTER_ID : said.clusterId
  request.topics = [Object.assign(new end.TopicData(), { topicName: said.topic ?? TOPIC, partitions: [data] })]
  const api = { request: end.endQuorumEpochRequest, response: endQuorumEpochResponse }
  const response = await world.ask(to, api, () => request, version)
  return answer({ ...response, partition: response.topics[0]?.partitions[0] })
}

async function askFetch(to: number, said: Said, version = 18) {
  const data = Object.assign(new fetch.FetchPartition(), {
    partition: said.partition ?? 0,
    currentLeaderEpoch: said.epoch ?? 1,
    fetchOffset: said.fetchOffset ?? 0,
    ...(version >= 12 ? { lastFetchedEpoch: said.lastEpoch ?? 0 } : {}),
    partitionMaxBytes: 1_000_000,
  })
  const request = new fetch.FetchRequest()
  if (version >= 12) request.clusterId = said.clusterId === undefined ? CLUSTER_ID : said.clusterId
  request.maxWaitMs = said.maxWaitMs ?? 0
  request.topics = [
    Object.assign(new fetch.FetchTopic(), {
      topic: said.topic ?? TOPIC,
      topicId: said.topic === undefined ? METADATA_TOPIC_ID : ELSEWHERE,
      partitions: [data],
    }),
  ]
  if (version >= 15) request.replicaState.replicaId = said.replicaId ?? 77
  else request.replicaId = said.replicaId ?? 77
  const api = { request: fetch.fetchRequest, response: fetchResponse }
  const response = await world.ask(to, api, () => request, version)
  const partition = response.responses[0]?.partitions[0]
  const leader = partition && {
    errorCode: partition.errorCode,
    leaderId: partition.currentLeader.leaderId,
    leaderEpoch: partition.currentLeader.leaderEpoch,
  }
  return {
    ...answer({ ...response, partition: leader }),
    records: partition?.records?.length ?? 0,
    diverging: partition?.divergingEpoch,
    snapshotId: partition?.snapshotId,
  }
}

async function askSnapshot(to: number, said: Said, version = 1): Promise<Answer> {
  const data = Object.assign(new snapshot.PartitionSnapshot(), {
    partition: said.partition ?? 0,
    currentLeaderEpoch: said.epoch ?? 1,
    position: said.position ?? 0,
  })
  data.snapshotId.endOffset = said.snapshot?.endOffset ?? 0
  data.snapshotId.epoch = said.snapshot?.epoch ?? 0
  const request = new snapshot.FetchSnapshotRequest()
  request.clusterId = said.clusterId === undefined ? CLUSTER_ID : said.clusterId
  request.replicaId = 77
  request.maxBytes = 1000
  request.topics = [Object.assign(new snapshot.TopicSnapshot(), { name: said.topic ?? TOPIC, partitions: [data] })]
  const api = { request: snapshot.fetchSnapshotRequest, response: fetchSnapshotResponse }
  const response = await world.ask(to, api, () => request, version)
  const partition = response.topics[0]?.partitions[0]
  const { nodeEndpoints } = response
  return answer({
    errorCode: response.errorCode,
    nodeEndpoints,
    partition: partition && { ...partition.currentLeader, errorCode: partition.errorCode },
  })
}

const ASK = {
  Vote: askVote,
  BeginQuorumEpoch: askBegin,
  EndQuorumEpoch: askEnd,
  Fetch: askFetch,
  FetchSnapshot: askSnapshot,
}

/** One voter, which leads epoch 1. */
async function leading(): Promise<void> {
  world = new QuorumWorld()
  await world.static(1)
  expect((await world.describe(1)).quorum).toMatchObject({ errorCode: 0, leaderId: 1, leaderEpoch: 1 })
}

describe('whatever a member of the quorum asks', () => {
  it.each(Object.entries(ASK))('%s of another cluster is refused, and changes nothing', async (_, ask) => {
    await leading()
    expect(await ask(1, { clusterId: OTHER_CLUSTER, epoch: 9 })).toMatchObject({
      error: 'top: INCONSISTENT_CLUSTER_ID',
    })
    expect((await world.describe(1)).quorum).toMatchObject({ leaderId: 1, leaderEpoch: 1 })
    expect(await ask(1, { clusterId: null, epoch: 0, preVote: true })).toMatchObject({ error: 'FENCED_LEADER_EPOCH' })
  })

  it.each([
    ['Vote', askVote, 'top: INVALID_REQUEST'],
    ['BeginQuorumEpoch', askBegin, 'top: INVALID_REQUEST'],
    ['EndQuorumEpoch', askEnd, 'top: INVALID_REQUEST'],
    ['Fetch', askFetch, 'top: INVALID_REQUEST'],
    ['FetchSnapshot', askSnapshot, 'UNKNOWN_TOPIC_OR_PARTITION'],
  ])('%s of anything but the metadata is refused', async (_, ask, error) => {
    await leading()
    expect(await ask(1, { topic: 'orders' })).toMatchObject({ error })
    expect(await ask(1, { partition: 1 })).toMatchObject({ error })
  })

  it.each(Object.entries(ASK))('%s of a past epoch is fenced and told of the leader', async (_, ask) => {
    await leading()
    expect(await ask(1, { epoch: 0, preVote: true })).toMatchObject({
      error: 'FENCED_LEADER_EPOCH',
      epoch: 1,
      leaderId: 1,
      endpoints: ['1@127.0.0.1:9001'],
    })
  })
})

describe('Vote', () => {
  it.each([
    ['an epoch that its log has already', { epoch: 4, lastEpoch: 4 }],
    ['a negative offset', { epoch: 4, lastOffset: -1 }],
    ['a negative epoch of its log', { epoch: 4, lastEpoch: -1 }],
    ['no candidate', { epoch: 4, replicaId: -1 }],
  ])('with %s is invalid', async (_, said) => {
    await leading()
    expect(await askVote(1, said)).toMatchObject({ error: 'INVALID_REQUEST', granted: false })
  })

  it('for another replica is refused, be it another id or another directory', async () => {
    await leading()
    expect(await askVote(1, { voterId: 3 })).toMatchObject({ error: 'INVALID_VOTER_KEY', granted: false })
    expect(await askVote(1, { voterDirectoryId: ELSEWHERE })).toMatchObject({ error: 'INVALID_VOTER_KEY' })
    const voterDirectoryId = world.directoryOf(1) as Uuid
    expect(await askVote(1, { voterDirectoryId })).toMatchObject({ error: 'NONE', granted: false, leaderId: 1 })
  })

  it('is given in a later epoch to a log that is long enough, and never twice', async () => {
    await leading()
    expect(await askVote(1, { epoch: 5, lastEpoch: 0, lastOffset: 0 })).toMatchObject({ error: 'NONE', granted: false })
    const first = { epoch: 7, lastEpoch: 6, lastOffset: 1000 }
    expect(await askVote(1, first)).toMatchObject({
      error: 'NONE',
      granted: true,
      epoch: 7,
      leaderId: -1,
      endpoints: [],
    })
    expect(await askVote(1, { ...first, replicaId: 3 })).toMatchObject({ error: 'NONE', granted: false })
    expect(await askVote(1, first)).toMatchObject({ error: 'NONE', granted: true })
  })

  it.each([0, 1, 2])('version %i is understood', async version => {
    await leading()
    expect(await askVote(1, { epoch: 7, lastEpoch: 6, lastOffset: 1000 }, version)).toMatchObject({ granted: true })
  })
})

describe('BeginQuorumEpoch and EndQuorumEpoch', () => {
  it('without a leader are invalid', async () => {
    await leading()
    expect(await askBegin(1, { epoch: 3, replicaId: -1 })).toMatchObject({ error: 'INVALID_REQUEST', epoch: 1 })
    expect(await askEnd(1, { epoch: 3, replicaId: -1 })).toMatchObject({ error: 'INVALID_REQUEST', epoch: 1 })
  })

  it('for another replica is refused, but the leader that it names is one', async () => {
    await leading()
    expect(await askBegin(1, { epoch: 3, voterDirectoryId: ELSEWHERE })).toMatchObject({
      error: 'INVALID_VOTER_KEY',
      epoch: 3,
      leaderId: 2,
    })
    expect(await askBegin(1, { epoch: 3, voterId: 9 })).toMatchObject({ error: 'INVALID_VOTER_KEY' })
  })

  it.each([0, 1])('version %i makes a follower of whom it meets', async version => {
    await leading()
    expect(await askBegin(1, { epoch: 3 }, version)).toMatchObject({ error: 'NONE', epoch: 3, leaderId: 2 })
    expect(await askEnd(1, { epoch: 3 }, version)).toMatchObject({ error: 'NONE', epoch: 3 })
  })
})

describe('Fetch of the metadata', () => {
  it.each([
    ['a negative offset', { fetchOffset: -1 }],
    ['a negative epoch', { lastEpoch: -1 }],
    ['a log that is ahead of its epoch', { lastEpoch: 2 }],
    ['a negative wait', { maxWaitMs: -1 }],
  ])('with %s is invalid', async (_, said) => {
    await leading()
    expect(await askFetch(1, said)).toMatchObject({ error: 'INVALID_REQUEST', epoch: 1, leaderId: 1 })
  })

  it.each([13, 15, 16, 17, 18])('version %i gets records', async version => {
    await leading()
    const { error, records } = await askFetch(1, {}, version)
    expect([error, records > 0]).toEqual(['NONE', true])
    const { error: other, leaderId } = await askFetch(1, { epoch: 0 }, version)
    expect([other, leaderId]).toEqual(['FENCED_LEADER_EPOCH', 1])
  })

  it.each([7, 11, 12])('version %i names the topic, and Kafka wants its id: it is invalid', async version => {
    await leading()
    const { error } = await askFetch(1, {}, version)
    expect(error).toBe('top: INVALID_REQUEST')
  })

  it('under the leader’s own id fails', async () => {
    await leading()
    expect(await askFetch(1, { replicaId: 1 })).toMatchObject({ error: 'UNKNOWN_SERVER_ERROR', epoch: 1, leaderId: 1 })
  })

  it('of an epoch to come is unknown; of a log that parted from this one is told where', async () => {
    await leading()
    expect(await askFetch(1, { epoch: 2 })).toMatchObject({ error: 'UNKNOWN_LEADER_EPOCH' })
    expect(await askFetch(1, { fetchOffset: 1000, lastEpoch: 1 })).toMatchObject({
      error: 'NONE',
      diverging: { epoch: 1 },
      records: 0,
    })
  })

  it('of a follower is sent to the leader', async () => {
    world = new QuorumWorld()
    await world.static(3)
    const leaderId = await world.leader()
    const follower = [1, 2, 3].find(id => id !== leaderId)!
    const { quorum } = await world.describe(leaderId)
    await world.advance(200)
    expect(await askFetch(follower, { epoch: quorum.leaderEpoch })).toMatchObject({
      error: 'NOT_LEADER_OR_FOLLOWER',
      leaderId,
      endpoints: [`${leaderId}@127.0.0.1:${9000 + leaderId}`],
    })
    expect(await askSnapshot(follower, { epoch: quorum.leaderEpoch })).toMatchObject({
      error: 'NOT_LEADER_OR_FOLLOWER',
    })
    expect((await world.describe(follower)).quorum.errorCode).toBe(ErrorCode.NOT_LEADER_OR_FOLLOWER)
  })
})

describe('DescribeQuorum', () => {
  it('of anything but the metadata says so in words, and names nobody', async () => {
    await leading()
    const { response, quorum } = await world.describe(1)
    expect([response.errorMessage, quorum.errorMessage, response.nodes.length]).toEqual(['', '', 1])
    const { response: refused, quorum: other } = await world.describe(1, 'orders')
    expect([refused.errorCode, refused.errorMessage, refused.nodes]).toEqual([0, '', []])
    expect(other).toMatchObject({
      errorCode: ErrorCode.UNKNOWN_TOPIC_OR_PARTITION,
      errorMessage: 'This server does not host this topic-partition.',
      currentVoters: [],
    })
  })
})

describe('FetchSnapshot', () => {
  it('of what there is not, and of what each has for itself, is not found', async () => {
    await leading()
    expect(await askSnapshot(1, { snapshot: { endOffset: 5, epoch: 1 } })).toMatchObject({
      error: 'SNAPSHOT_NOT_FOUND',
    })
    expect(await askSnapshot(1, { snapshot: { endOffset: 0, epoch: 0 } })).toMatchObject({
      error: 'SNAPSHOT_NOT_FOUND',
    })
    expect(await askSnapshot(1, { epoch: 2 })).toMatchObject({ error: 'UNKNOWN_LEADER_EPOCH' })
  })

  it('gives pieces to a node that comes late, frame by frame', async () => {
    world = new QuorumWorld()
    const values = {
      'metadata.log.max.snapshot.interval.ms': 2000,
      'metadata.max.retention.bytes': 1,
      'metadata.log.segment.bytes': 8_388_608,
      'metadata.max.idle.interval.ms': 100,
    }
    await world.static(1, values)
    await world.advance(12_000)
    const names = world.disks
      .get(1)!
      .readDirSync('data/__cluster_metadata-0')
      .map(entry => entry.name)
    const latest = names
      .filter(name => name.endsWith('.checkpoint'))
      .sort()
      .at(-1)!
    const [endOffset, epoch] = latest.split(/[-.]/).map(Number) as [number, number]
    expect(endOffset).toBeGreaterThan(10)
    expect(await askSnapshot(1, { snapshot: { endOffset, epoch } })).toMatchObject({ error: 'NONE' })
    expect(await askSnapshot(1, { snapshot: { endOffset, epoch }, position: 1e6 })).toMatchObject({
      error: 'POSITION_OUT_OF_RANGE',
    })
    expect(await askSnapshot(1, { snapshot: { endOffset, epoch }, position: -1 })).toMatchObject({
      error: 'POSITION_OUT_OF_RANGE',
    })
    const late = world.start(5, {
      'controller.quorum.bootstrap.servers': '127.0.0.1:9001',
      'controller.quorum.fetch.snapshot.max.bytes': 100,
      ...values,
    })
    await world.until('it has fetched it', () => world.linesOf('info', /snapshot was fetched/, 5).length > 0)
    await world.until('it serves', () => late.outcome === 'serving')
    const { quorum } = await world.describe(1)
    expect(quorum.observers.map(each => each.replicaId)).toEqual([5])
  })
})
