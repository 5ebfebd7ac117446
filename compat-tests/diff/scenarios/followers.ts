/** What followers ask of a leader: the real broker leads, puppets follow. */
import type { JsonObject } from '../../../src/protocol/json.ts'
import { buildBatch } from '../../../src/records/builder.ts'
import { eventually } from '../../harness/cases.ts'
import { assignedTopic, describe, Puppet } from '../puppet.ts'
import type { Scenario } from '../scenario.ts'
import { at, type Session } from '../session.ts'

const T0 = Date.now() - 60_000
const UNKNOWN_ID = 'MN3kW0nBSyWnnoI1gRkm7Q'

function batchOf(count: number): string {
  const records = Array.from({ length: count }, (_, i) => ({
    key: Buffer.from(`k${i}`),
    value: Buffer.from(`v${i}`),
    timestamp: T0 + i,
  }))
  return buildBatch(records, {}).toString('hex')
}

/** A topic that broker 1 leads and the puppet follows, with two batches of three records that nobody has fetched. */
async function followedTopic(session: Session, name: string, puppet: Puppet): Promise<string> {
  const topicId = await assignedTopic(session, name, [1, puppet.brokerId], [puppet.brokerId, 1])
  const produce = () =>
    session.ask('Produce', 9, {
      acks: 1,
      timeoutMs: 10_000,
      topicData: [{ name, topicId, partitionData: [{ index: 0, records: batchOf(3) }] }],
    })
  await eventually(`${name} is led`, async () =>
    at(await produce(), 'responses', 0, 'partitionResponses', 0, 'errorCode') === 0 ? true : null,
  )
  await produce()
  return topicId
}

async function withFollower(
  session: Session,
  brokerId: number,
  name: string,
  run: (puppet: Puppet, topicId: string) => Promise<void>,
): Promise<void> {
  const puppet = await Puppet.unfenced(session, brokerId)
  try {
    await run(puppet, await followedTopic(session, name, puppet))
    await session.ask('DeleteTopics', 5, { topicNames: [name], timeoutMs: 30_000 }, 'broker')
  } finally {
    await puppet.unregister()
  }
}

export const followerScenarios: readonly Scenario[] = [
  {
    api: 'Fetch',
    name: 'as a follower',
    run: async (session, version) => {
      const name = `followed-${version}`
      await withFollower(session, 400, name, async (puppet, topicId) => {
        const ask = (step: string, partition: JsonObject, more: JsonObject = {}, topic: JsonObject = {}) => {
          const plain = { partition: 0, fetchOffset: 0, partitionMaxBytes: 1 << 20, logStartOffset: 0 }
          const topics = [{ topic: name, topicId, partitions: [{ ...plain, ...partition }], ...topic }]
          const replica = {
            replicaId: puppet.brokerId,
            replicaState: { replicaId: puppet.brokerId, replicaEpoch: puppet.brokerEpoch },
          }
          const request = { ...replica, maxWaitMs: 100, minBytes: 1, maxBytes: 1 << 20, topics, ...more }
          return session.send('Fetch', version, step, request)
        }
        const as = (replicaId: number, replicaEpoch: number): JsonObject => ({
          replicaId,
          replicaState: { replicaId, replicaEpoch },
        })
        await ask('as a consumer: nothing is committed', {}, as(-1, -1))
        await ask('from the beginning', {})
        await ask('of a stranger', {}, as(499, 1))
        await ask('of the leader itself', {}, as(1, 1))
        await ask('of a partition that it leads', { partition: 1 })
        await ask('an unknown partition', { partition: 9 })
        await ask('an unknown topic', {}, {}, { topic: `absent-${version}`, topicId: UNKNOWN_ID })
        await ask('a negative offset', { fetchOffset: -1 })
        await ask('behind the end', { fetchOffset: 7 })
        if (version >= 9) {
          await ask('the leader epoch', { currentLeaderEpoch: 0 })
          await ask('a leader epoch of the future', { currentLeaderEpoch: 3 })
        }
        if (version >= 12) {
          await ask('an epoch that diverges', { fetchOffset: 3, lastFetchedEpoch: 2 })
          await ask('the epoch of its last record', { fetchOffset: 3, lastFetchedEpoch: 0 })
        }
        if (version >= 15) {
          await ask('by an old broker epoch', { fetchOffset: 3 }, as(puppet.brokerId, puppet.brokerEpoch - 1))
          await ask(
            'by a broker epoch of the future',
            { fetchOffset: 3 },
            as(puppet.brokerId, puppet.brokerEpoch + 999),
          )
          await ask('by no broker epoch', { fetchOffset: 3 }, as(puppet.brokerId, -1))
        }
        await ask('the first batch is there', { fetchOffset: 3 })
        await ask('as a consumer: one batch is committed', {}, as(-1, -1))
        await ask('all is there', { fetchOffset: 6 })
        await ask('as a consumer: all is committed', { fetchOffset: 3 }, as(-1, -1))
        await ask('a debugging consumer', {}, as(-2, -1))
        await ask('one byte', {}, { maxBytes: 1 })
        await describe(session, 'in sync', name)
      })
    },
  },
  {
    api: 'ListOffsets',
    name: 'as a follower',
    run: async (session, version) => {
      const name = `list-followed-${version}`
      await withFollower(session, 401, name, async puppet => {
        const ask = (step: string, timestamp: number, more: JsonObject = {}, partition: JsonObject = {}) =>
          session.send('ListOffsets', version, step, {
            replicaId: puppet.brokerId,
            topics: [{ name, partitions: [{ partitionIndex: 0, timestamp, currentLeaderEpoch: -1, ...partition }] }],
            ...more,
          })
        await ask('the end of the log', -1)
        await ask('the beginning', -2)
        await ask('as a consumer: the high watermark', -1, { replicaId: -1 })
        await ask('of a stranger', -1, { replicaId: 499 })
        await ask('a debugging consumer', -1, { replicaId: -2 })
        await ask('of a partition that it leads', -1, {}, { partitionIndex: 1 })
        if (version >= 4) await ask('a leader epoch of the future', -1, {}, { currentLeaderEpoch: 3 })
        await ask('by time', T0 + 1)
        await ask('as a consumer, by time', T0 + 1, { replicaId: -1 })
      })
    },
  },
  {
    api: 'OffsetForLeaderEpoch',
    name: 'as a follower',
    run: async (session, version) => {
      const name = `epochs-followed-${version}`
      await withFollower(session, 402, name, async puppet => {
        const ask = (step: string, partition: JsonObject, more: JsonObject = {}) =>
          session.send('OffsetForLeaderEpoch', version, step, {
            replicaId: puppet.brokerId,
            topics: [
              { topic: name, partitions: [{ partition: 0, currentLeaderEpoch: 0, leaderEpoch: 0, ...partition }] },
            ],
            ...more,
          })
        await ask('the present epoch', {})
        await ask('an epoch of the future', { leaderEpoch: 4 })
        await ask('an epoch before all', { leaderEpoch: -1 })
        await ask('a leader epoch of the future', { currentLeaderEpoch: 3 })
        await ask('of a partition that it leads', { partition: 1 })
        await ask('of a stranger', {}, { replicaId: 499 })
        await ask('as a consumer', {}, { replicaId: -1 })
        await ask('a debugging consumer', {}, { replicaId: -2 })
      })
    },
  },
]
