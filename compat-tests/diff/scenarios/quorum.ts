/**
 * What replicas of the metadata log ask each other, where the voters are configured and where they stand in the log
 * (KIP-853).
 */
import { ZERO_UUID } from '../../../src/base/uuid.ts'
import type { JsonObject } from '../../../src/protocol/json.ts'
import { eventually } from '../../harness/cases.ts'
import { clusterIdOf } from '../puppet.ts'
import type { Arrangement, Scenario } from '../scenario.ts'
import { at, type Session } from '../session.ts'

const METADATA = '__cluster_metadata'
const METADATA_ID = 'AAAAAAAAAAAAAAAAAAAAAQ'
const UNKNOWN_ID = 'MN3kW0nBSyWnnoI1gRkm7Q'
const ARRANGEMENTS: readonly Arrangement[] = ['voters in the configuration', 'voters in the log']
/** A replica of the metadata log that no broker is. */
const STRANGER = 77

interface Quorum {
  readonly clusterId: string
  readonly epoch: number
  readonly endOffset: number
  /** Of the one voter; zero where the voters are configured. */
  readonly directoryId: string
}

async function quorumOf(session: Session): Promise<Quorum> {
  const topics = [{ topicName: METADATA, partitions: [{ partitionIndex: 0 }] }]
  const answer = await session.ask('DescribeQuorum', 2, { topics }, 'controller')
  const partition = at(answer, 'topics', 0, 'partitions', 0)
  const directoryId = at(partition, 'currentVoters', 0, 'replicaDirectoryId') as string
  if (directoryId !== ZERO_UUID) session.nameValue(directoryId, 'directory of the voter')
  const epoch = at(partition, 'leaderEpoch') as number
  const endOffset = at(partition, 'highWatermark') as number
  return { clusterId: await clusterIdOf(session), epoch, endOffset, directoryId }
}

/** The quorum has a leader again, which the transcript is told of. */
async function untilLed(session: Session, before: Quorum): Promise<void> {
  const after = await eventually('a leader of the quorum', async () => {
    const topics = [{ topicName: METADATA, partitions: [{ partitionIndex: 0 }] }]
    const answer = await session.ask('DescribeQuorum', 2, { topics }, 'controller')
    return at(answer, 'topics', 0, 'partitions', 0, 'errorCode') === 0 ? await quorumOf(session) : null
  })
  session.note('DescribeQuorum', 2, 'epochs until there is a leader again', after.epoch - before.epoch, 'controller')
}

const two = <T extends JsonObject>(one: T): T[] => [one, one]

/** What all requests of the quorum's own share: whose cluster it is, and which log. */
async function common(
  ask: (step: string, topics: JsonObject[], more?: JsonObject) => Promise<unknown>,
  good: JsonObject,
): Promise<void> {
  const topic = { topicName: METADATA, partitions: [good] }
  await ask('another cluster', [topic], { clusterId: 'not-this-cluster-at-all' })
  await ask('an empty cluster id', [topic], { clusterId: '' })
  await ask('no cluster id', [topic], { clusterId: null })
  await ask('no topics', [])
  await ask('two topics', two(topic))
  await ask('another topic', [{ ...topic, topicName: 'other' }])
  await ask('no partitions', [{ ...topic, partitions: [] }])
  await ask('two partitions', [{ ...topic, partitions: two(good) }])
  await ask('another partition', [{ ...topic, partitions: [{ ...good, partitionIndex: 1 }] }])
}

export const quorumScenarios: readonly Scenario[] = ARRANGEMENTS.flatMap((arrangement): Scenario[] => [
  {
    api: 'Vote',
    name: `candidates good and bad, ${arrangement}`,
    arrangement,
    listener: 'controller',
    run: async (session, version) => {
      const quorum = await quorumOf(session)
      const { clusterId, epoch, directoryId, endOffset } = quorum
      const good = {
        partitionIndex: 0,
        replicaEpoch: epoch,
        replicaId: STRANGER,
        replicaDirectoryId: UNKNOWN_ID,
        voterDirectoryId: directoryId,
        lastOffsetEpoch: epoch,
        lastOffset: endOffset + 1000,
        preVote: false,
      }
      const ask = (step: string, topics: JsonObject[], more: JsonObject = {}) =>
        session.send('Vote', version, step, { clusterId, voterId: 1, topics, ...more })
      const one = (step: string, partition: JsonObject, more: JsonObject = {}) =>
        ask(step, [{ topicName: METADATA, partitions: [{ ...good, ...partition }] }], more)
      await common(ask, good)
      await one('in the present epoch', {})
      await one('in an old epoch', { replicaEpoch: epoch - 1, lastOffsetEpoch: 0 })
      await one('in epoch −1', { replicaEpoch: -1 })
      await one('of a negative replica', { replicaId: -1 })
      await one('with an end in its own epoch', { replicaEpoch: epoch + 1, lastOffsetEpoch: epoch + 1 })
      await one('with an end in a later epoch', { lastOffsetEpoch: epoch + 5 })
      await one('with a negative end', { lastOffset: -1 })
      await one('with an end of epoch −1', { lastOffsetEpoch: -1 })
      await one('of this very voter', { replicaId: 1, replicaDirectoryId: directoryId })
      if (version >= 1) {
        await one('meant for another voter', {}, { voterId: 9 })
        await one('meant for no voter', {}, { voterId: -1 })
        await one('meant for another directory', { voterDirectoryId: UNKNOWN_ID })
        await one('meant for no directory', { voterDirectoryId: ZERO_UUID })
        await one('without a directory of its own', { replicaDirectoryId: ZERO_UUID })
      }
      if (version >= 2) {
        await one('a pre-vote in the present epoch', { preVote: true })
        await one('a pre-vote in the next epoch', { preVote: true, replicaEpoch: epoch + 1 })
        await one('a pre-vote in an old epoch', { preVote: true, replicaEpoch: epoch - 1, lastOffsetEpoch: 0 })
      }
      await session.settle()
      await untilLed(session, quorum)
      await one('in a later epoch', { replicaEpoch: epoch + 3 })
      await untilLed(session, quorum)
    },
  },
  {
    api: 'BeginQuorumEpoch',
    name: `leaders good and bad, ${arrangement}`,
    arrangement,
    listener: 'controller',
    run: async (session, version) => {
      const { clusterId, epoch, directoryId } = await quorumOf(session)
      const good = { partitionIndex: 0, voterDirectoryId: directoryId, leaderId: 1, leaderEpoch: epoch }
      const leaderEndpoints = [{ name: 'CONTROLLER', host: '127.0.0.1', port: session.portOf('controller') }]
      const ask = (step: string, topics: JsonObject[], more: JsonObject = {}) =>
        session.send('BeginQuorumEpoch', version, step, { clusterId, voterId: 1, topics, leaderEndpoints, ...more })
      const one = (step: string, partition: JsonObject, more: JsonObject = {}) =>
        ask(step, [{ topicName: METADATA, partitions: [{ ...good, ...partition }] }], more)
      await common(ask, good)
      await one('of an old epoch', { leaderEpoch: epoch - 1 })
      await one('of epoch −1', { leaderEpoch: -1 })
      await one('of a negative leader', { leaderId: -1 })
      // Another leader in the present epoch ends the process of Apache Kafka.
      await one('of another leader in an old epoch', { leaderId: STRANGER, leaderEpoch: epoch - 1 })
      if (version >= 1) {
        await one('meant for another voter', {}, { voterId: 9 })
        await one('meant for another directory', { voterDirectoryId: UNKNOWN_ID })
        await one('without endpoints', {}, { leaderEndpoints: [] })
      }
    },
  },
  {
    api: 'EndQuorumEpoch',
    name: `leaders good and bad, ${arrangement}`,
    arrangement,
    listener: 'controller',
    run: async (session, version) => {
      const { clusterId, epoch } = await quorumOf(session)
      const successors = {
        preferredSuccessors: [STRANGER],
        preferredCandidates: [{ candidateId: STRANGER, candidateDirectoryId: UNKNOWN_ID }],
      }
      const good = { partitionIndex: 0, leaderId: 1, leaderEpoch: epoch, ...successors }
      const ask = (step: string, topics: JsonObject[], more: JsonObject = {}) =>
        session.send('EndQuorumEpoch', version, step, { clusterId, topics, leaderEndpoints: [], ...more })
      const one = (step: string, partition: JsonObject) =>
        ask(step, [{ topicName: METADATA, partitions: [{ ...good, ...partition }] }])
      await common(ask, good)
      await one('of an old epoch', { leaderEpoch: epoch - 1 })
      await one('of a negative leader', { leaderId: -1 })
      // Another leader in the present epoch ends the process of Apache Kafka.
      await one('of another leader in an old epoch', { leaderId: STRANGER, leaderEpoch: epoch - 1 })
      await one('without successors', { preferredSuccessors: [], preferredCandidates: [] })
      await session.settle()
      await session.send('DescribeCluster', 2, 'the leader leads on', { endpointType: 2 })
    },
  },
  {
    api: 'Fetch',
    name: `the metadata log, ${arrangement}`,
    arrangement,
    listener: 'controller',
    run: async (session, version) => {
      const { clusterId, epoch, endOffset } = await quorumOf(session)
      const good = {
        partition: 0,
        currentLeaderEpoch: epoch,
        fetchOffset: 0,
        lastFetchedEpoch: 0,
        logStartOffset: -1,
        partitionMaxBytes: 100_000,
        replicaDirectoryId: UNKNOWN_ID,
      }
      const ask = (step: string, topics: JsonObject[], more: JsonObject = {}) =>
        session.send('Fetch', version, step, {
          clusterId,
          replicaId: STRANGER,
          replicaState: { replicaId: STRANGER, replicaEpoch: -1 },
          maxWaitMs: 0,
          minBytes: 0,
          maxBytes: 1_000_000,
          topics: topics.map(topic => ({ topic: METADATA, topicId: METADATA_ID, ...topic })),
          ...more,
        })
      const one = (step: string, partition: JsonObject, more: JsonObject = {}) =>
        ask(step, [{ partitions: [{ ...good, ...partition }] }], more)
      await one('from the beginning', {})
      // Before version 13 a name is told, which no version takes: the rest would say the same again.
      if (version < 13) return
      await one('another cluster', {}, { clusterId: 'not-this-cluster-at-all' })
      await one('no cluster id', {}, { clusterId: null })
      await ask('no topics', [])
      await ask('two topics', two({ partitions: [good] }))
      await ask('another topic', [{ topicId: UNKNOWN_ID, partitions: [good] }])
      await ask('no partitions', [{ partitions: [] }])
      await ask('two partitions', [{ partitions: two(good) }])
      await one('another partition', { partition: 1 })
      await one('an old leader epoch', { currentLeaderEpoch: epoch - 1 })
      await one('a leader epoch of the future', { currentLeaderEpoch: epoch + 1 })
      await one('no leader epoch', { currentLeaderEpoch: -1 })
      await one('a negative offset', { fetchOffset: -1 })
      await one('a negative epoch', { lastFetchedEpoch: -1 })
      await one('an epoch of the future', { lastFetchedEpoch: epoch + 1 })
      await one('an offset far behind the end', { fetchOffset: endOffset + 100_000, lastFetchedEpoch: epoch })
      await one('of an epoch with another end', { fetchOffset: endOffset, lastFetchedEpoch: 0 })
      await one('a negative time to wait', {}, { maxWaitMs: -1 })
      await one('as a consumer', {}, { replicaId: -1, replicaState: { replicaId: -1, replicaEpoch: -1 } })
      await one('as a debugging consumer', {}, { replicaId: -2, replicaState: { replicaId: -2, replicaEpoch: -1 } })
      await one('without a directory', { replicaDirectoryId: ZERO_UUID })
      await one('as the voter itself', {}, { replicaId: 1, replicaState: { replicaId: 1, replicaEpoch: -1 } })
      await one('no bytes', { partitionMaxBytes: 0 }, { maxBytes: 0 })
      if (version >= 18) await one('a high watermark of the future', { highWatermark: endOffset + 100_000 })
    },
  },
  {
    api: 'FetchSnapshot',
    name: `snapshots that are and are not there, ${arrangement}`,
    arrangement,
    listener: 'controller',
    run: async (session, version) => {
      const { clusterId, epoch } = await quorumOf(session)
      const good = {
        partition: 0,
        currentLeaderEpoch: epoch,
        snapshotId: { endOffset: 5, epoch: 1 },
        position: 0,
        replicaDirectoryId: UNKNOWN_ID,
      }
      const ask = (step: string, topics: JsonObject[], more: JsonObject = {}) =>
        session.send('FetchSnapshot', version, step, {
          clusterId,
          replicaId: STRANGER,
          maxBytes: 100_000,
          topics,
          ...more,
        })
      const one = (step: string, partition: JsonObject, more: JsonObject = {}) =>
        ask(step, [{ name: METADATA, partitions: [{ ...good, ...partition }] }], more)
      await one('not there', {})
      await one('the first one', { snapshotId: { endOffset: 0, epoch: 0 } })
      await one('the first one, behind its end', { snapshotId: { endOffset: 0, epoch: 0 }, position: 1_000_000 })
      await one('the first one, before its beginning', { snapshotId: { endOffset: 0, epoch: 0 }, position: -1 })
      await one('of the future', { snapshotId: { endOffset: 1_000_000, epoch: 99 } })
      await one('a negative end', { snapshotId: { endOffset: -1, epoch: 1 } })
      await one('a negative position', { position: -1 })
      await one('an old leader epoch', { currentLeaderEpoch: epoch - 1 })
      await one('a leader epoch of the future', { currentLeaderEpoch: epoch + 1 })
      await one('another cluster', {}, { clusterId: 'not-this-cluster-at-all' })
      await one('no cluster id', {}, { clusterId: null })
      await ask('no topics', [])
      await ask('two topics', two({ name: METADATA, partitions: [good] }))
      await ask('another topic', [{ name: 'other', partitions: [good] }])
      await ask('no partitions', [{ name: METADATA, partitions: [] }])
      await ask('two partitions', [{ name: METADATA, partitions: two(good) }])
      await one('another partition', { partition: 1 })
    },
  },
  ...(['broker', 'controller'] as const).map(
    (listener): Scenario => ({
      api: 'DescribeQuorum',
      name: `asked of a ${listener}, ${arrangement}`,
      arrangement,
      listener,
      run: async (session, version) => {
        await quorumOf(session)
        const ask = (step: string, topics: JsonObject[]) => session.send('DescribeQuorum', version, step, { topics })
        const good = { topicName: METADATA, partitions: [{ partitionIndex: 0 }] }
        await ask('plain', [good])
        await ask('twice', two(good))
        await ask('another topic', [{ ...good, topicName: 'other' }])
        await ask('another partition', [{ ...good, partitions: [{ partitionIndex: 1 }] }])
        await ask('no partitions', [{ ...good, partitions: [] }])
        await ask('both partitions', [{ ...good, partitions: [{ partitionIndex: 0 }, { partitionIndex: 1 }] }])
        await ask('nothing', [])
      },
    }),
  ),
  ...(['broker', 'controller'] as const).flatMap((listener): Scenario[] => [
    {
      api: 'AddRaftVoter',
      name: `refused by a ${listener}, ${arrangement}`,
      arrangement,
      listener,
      run: async (session, version) => {
        const { clusterId, directoryId } = await quorumOf(session)
        const ask = (step: string, more: JsonObject) =>
          session.send('AddRaftVoter', version, step, {
            clusterId,
            timeoutMs: 1000,
            voterId: STRANGER,
            voterDirectoryId: UNKNOWN_ID,
            listeners: [{ name: 'CONTROLLER', host: '127.0.0.1', port: session.portOf('controller') }],
            ackWhenCommitted: true,
            ...more,
          })
        await ask('another cluster', { clusterId: 'not-this-cluster-at-all' })
        await ask('no cluster id', { clusterId: null, voterId: 1, voterDirectoryId: directoryId })
        await ask('a voter that is there', { voterId: 1, voterDirectoryId: directoryId })
        await ask('a voter that is there, with another directory', { voterId: 1 })
        await ask('a voter without a directory', { voterDirectoryId: ZERO_UUID })
        await ask('a negative voter', { voterId: -1 })
        await ask('no listeners', { listeners: [] })
        await ask('a listener of another name', { listeners: [{ name: 'OTHER', host: '127.0.0.1', port: 1 }] })
      },
    },
    {
      api: 'RemoveRaftVoter',
      name: `refused by a ${listener}, ${arrangement}`,
      arrangement,
      listener,
      run: async (session, version) => {
        const { clusterId, directoryId } = await quorumOf(session)
        const ask = (step: string, more: JsonObject) =>
          session.send('RemoveRaftVoter', version, step, {
            clusterId,
            voterId: STRANGER,
            voterDirectoryId: UNKNOWN_ID,
            ...more,
          })
        await ask('another cluster', { clusterId: 'not-this-cluster-at-all' })
        await ask('no cluster id', { clusterId: null })
        await ask('unknown', {})
        await ask('negative', { voterId: -1 })
        await ask('without a directory', { voterDirectoryId: ZERO_UUID })
        await ask('a voter by another directory', { voterId: 1 })
        await ask('an unknown one by the directory of a voter', { voterDirectoryId: directoryId })
      },
    },
  ]),
  {
    api: 'UpdateRaftVoter',
    name: `good and bad, ${arrangement}`,
    arrangement,
    listener: 'controller',
    run: async (session, version) => {
      const { clusterId, epoch, directoryId } = await quorumOf(session)
      const ask = (step: string, more: JsonObject) =>
        session.send('UpdateRaftVoter', version, step, {
          clusterId,
          currentLeaderEpoch: epoch,
          voterId: 1,
          voterDirectoryId: directoryId,
          listeners: [{ name: 'CONTROLLER', host: '127.0.0.1', port: session.portOf('controller') }],
          kRaftVersionFeature: { minSupportedVersion: 0, maxSupportedVersion: 1 },
          ...more,
        })
      await ask('another cluster', { clusterId: 'not-this-cluster-at-all' })
      await ask('an old epoch', { currentLeaderEpoch: epoch - 1 })
      await ask('an epoch of the future', { currentLeaderEpoch: epoch + 1 })
      await ask('an unknown voter', { voterId: STRANGER, voterDirectoryId: UNKNOWN_ID })
      await ask('a negative voter', { voterId: -1 })
      // With configured voters this ends the process of Apache Kafka.
      if (arrangement === 'voters in the log') await ask('another directory', { voterDirectoryId: UNKNOWN_ID })
      await ask('no directory', { voterDirectoryId: ZERO_UUID })
      await ask('no listeners', { listeners: [] })
      await ask('a listener of another name', { listeners: [{ name: 'OTHER', host: '127.0.0.1', port: 1 }] })
      await ask('kraft.version of the future', {
        kRaftVersionFeature: { minSupportedVersion: 5, maxSupportedVersion: 6 },
      })
      await ask('kraft.version from before', {
        kRaftVersionFeature: { minSupportedVersion: 0, maxSupportedVersion: 0 },
      })
      // A change that the leader makes of itself ends the process of Apache Kafka.
    },
  },
])
