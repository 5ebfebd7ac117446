/** Moves of replicas and elections of leaders, among one real broker and puppets. */
import type { JsonObject } from '../../../src/protocol/json.ts'
import { assignedTopic, describe, Puppet } from '../puppet.ts'
import type { Scenario } from '../scenario.ts'
import type { Listener, Session } from '../session.ts'

const LISTENERS: readonly Listener[] = ['broker', 'controller']
/** The first id of a scenario's puppets; the same ids are used again by the next version. */
const firstId = (listener: Listener, base: number): number => base + (listener === 'controller' ? 5 : 0)

async function withPuppets(
  session: Session,
  first: number,
  count: number,
  run: (...puppets: readonly Puppet[]) => Promise<void>,
): Promise<void> {
  const puppets: Puppet[] = []
  for (let i = 0; i < count; i++) puppets.push(await Puppet.unfenced(session, first + i))
  try {
    await run(...puppets)
  } finally {
    for (const puppet of puppets) await puppet.unregister()
  }
}

export const reassignmentScenarios: readonly Scenario[] = LISTENERS.flatMap((listener): Scenario[] => [
  {
    api: 'AlterPartitionReassignments',
    name: 'begin, change, cancel, refuse',
    listener,
    run: async (session, version) => {
      await withPuppets(session, firstId(listener, 300), 3, async (a, b, c) => {
        const [x, y, z] = [a!.brokerId, b!.brokerId, c!.brokerId]
        const name = `reassign-${session.tag(version)}`
        const topicId = await assignedTopic(session, name, [x, y], [y, x], [x, y])
        const ask = (
          step: string,
          partitions: readonly (readonly [number, number[] | null])[],
          topic = name,
          more: JsonObject = {},
        ) =>
          session.send('AlterPartitionReassignments', version, step, {
            timeoutMs: 10_000,
            topics: [
              {
                name: topic,
                partitions: partitions.map(([partitionIndex, replicas]) => ({ partitionIndex, replicas })),
              },
            ],
            ...more,
          })
        const list = (step: string, partitionIndexes: number[] | null) =>
          session.send('ListPartitionReassignments', 0, step, {
            timeoutMs: 10_000,
            topics: partitionIndexes === null ? null : [{ name, partitionIndexes }],
          })
        await ask('an unknown topic', [[0, [x]]], 'absent')
        await ask('an unknown partition', [[9, [x]]])
        await ask('a negative partition', [[-1, [x]]])
        await ask('an unknown broker', [[0, [x, 999]]])
        await ask('a broker twice', [[0, [x, x]]])
        await ask('a negative broker', [[0, [-1]]])
        await ask('no replicas', [[0, []]])
        await ask('cancels what is not there', [[0, null]])
        await ask('no partitions', [])
        await session.send('AlterPartitionReassignments', version, 'nothing', { timeoutMs: 10_000, topics: [] })
        if (version >= 1) {
          const fixed = { allowReplicationFactorChange: false }
          await ask('another replication factor, not allowed', [[0, [x, y, z]]], name, fixed)
          await ask('fewer replicas, not allowed', [[0, [x]]], name, fixed)
          await ask('cancels nothing, no change allowed', [[0, null]], name, fixed)
        }
        await ask('the same', [[0, [x, y]]])
        await ask('another order', [[0, [y, x]]])
        await describe(session, 'another order', name)
        await ask('begins', [
          [0, [x, z]],
          [1, [z]],
        ])
        await describe(session, 'begun', name)
        await list('all that move', null)
        await list('one of them', [1])
        await list('one that does not move, one that is not there', [2, 9])
        await ask('changes its aim', [[0, [z, x, y]]])
        await describe(session, 'changed', name)
        await list('changed', [0])
        if (version >= 1)
          await ask('cancels a change of the factor, not allowed', [[1, null]], name, {
            allowReplicationFactorChange: false,
          })
        await ask('cancels', [[1, null]])
        await describe(session, 'cancelled', name)
        await list('what is left', null)
        // The one that is added says that it is in sync: the leader does, for it.
        const isr = [a!, b!, c!].map(({ brokerId, brokerEpoch }) => ({ brokerId, brokerEpoch }))
        for (let partitionEpoch = 0; partitionEpoch < 5; partitionEpoch++) {
          const partition = { partitionIndex: 0, leaderRecoveryState: 0, partitionEpoch, newIsrWithEpochs: isr }
          const asked = (leader: Puppet, leaderEpoch: number) => ({
            brokerId: leader.brokerId,
            brokerEpoch: leader.brokerEpoch,
            topics: [{ topicId, partitions: [{ ...partition, leaderEpoch }] }],
          })
          for (const leaderEpoch of [0, 1, 2])
            for (const leader of [a!, b!]) {
              const step = `${leader.brokerId - x} at epochs ${leaderEpoch} and ${partitionEpoch}`
              await session.send('AlterPartition', 3, step, asked(leader, leaderEpoch), 'controller')
            }
        }
        await describe(session, 'arrived', name)
        await list('nothing is left', null)
        // A fenced broker may be moved to; it is only not in sync.
        await c!.fence()
        await ask('to a fenced broker', [[2, [x, z]]])
        await describe(session, 'to a fenced broker', name)
        await ask('away from a leader', [[1, [x]]])
        await describe(session, 'away from a leader', name)
        await session.ask('DeleteTopics', 5, { topicNames: [name], timeoutMs: 30_000 }, 'broker')
        await list('deleted', null)
      })
    },
  },
  {
    api: 'ListPartitionReassignments',
    name: 'of nothing',
    listener,
    run: async (session, version) => {
      const ask = (step: string, topics: JsonObject[] | null) =>
        session.send('ListPartitionReassignments', version, step, { timeoutMs: 10_000, topics })
      await ask('all', null)
      await ask('none', [])
      await ask('an unknown topic', [{ name: 'absent', partitionIndexes: [0] }])
      await ask('no partitions', [{ name: 'absent', partitionIndexes: [] }])
    },
  },
  {
    api: 'ElectLeaders',
    name: 'preferred and unclean, among several',
    listener,
    run: async (session, version) => {
      await withPuppets(session, firstId(listener, 320), 2, async (a, b) => {
        const [x, y] = [a!.brokerId, b!.brokerId]
        const name = `elect-among-${session.tag(version)}`
        const topicId = await assignedTopic(session, name, [x, y], [y, x], [x, y])
        const elect = (step: string, partitions: number[], electionType = 0) =>
          session.send('ElectLeaders', version, step, {
            topicPartitions: [{ topic: name, partitions }],
            timeoutMs: 10_000,
            electionType,
          })
        await elect('all as they should be', [0, 1, 2])
        await a!.fence()
        await describe(session, 'the first is fenced', name)
        await elect('the preferred one is away', [0, 1, 2])
        if (version >= 1) await elect('unclean, with and without a leader', [0, 1, 2], 1)
        await describe(session, 'after the unclean one', name)
        await a!.unfence()
        await describe(session, 'the first is back', name)
        await elect('the preferred one is not in sync', [0])
        const isr = [a!, b!].map(({ brokerId, brokerEpoch }) => ({ brokerId, brokerEpoch }))
        for (const partitionIndex of [0, 1]) {
          for (let partitionEpoch = 0; partitionEpoch < 5; partitionEpoch++) {
            for (const leaderEpoch of [0, 1, 2]) {
              const partition = { partitionIndex, leaderRecoveryState: 0, partitionEpoch, leaderEpoch }
              const request = {
                brokerId: b!.brokerId,
                brokerEpoch: b!.brokerEpoch,
                topics: [{ topicId, partitions: [{ ...partition, newIsrWithEpochs: isr }] }],
              }
              const step = `${partitionIndex} in sync at epochs ${leaderEpoch} and ${partitionEpoch}`
              await session.send('AlterPartition', 3, step, request, 'controller')
            }
          }
        }
        await elect('the preferred one is in sync', [0, 1, 2])
        await describe(session, 'elected', name)
        await a!.fence()
        await b!.fence()
        await describe(session, 'all are fenced', name)
        await elect('nobody is there', [0, 1, 2])
        if (version >= 1) await elect('unclean, nobody is there', [0, 1, 2], 1)
        await b!.unfence()
        await describe(session, 'one of two is back', name)
        if (version >= 1) await elect('unclean, one of two is there', [0, 1, 2], 1)
        await describe(session, 'after that', name)
        await session.ask('DeleteTopics', 5, { topicNames: [name], timeoutMs: 30_000 }, 'broker')
      })
    },
  },
])
