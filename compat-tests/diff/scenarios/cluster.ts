import { ZERO_UUID } from '../../../src/base/uuid.ts'
import type { JsonObject } from '../../../src/protocol/json.ts'
import type { Scenario } from '../scenario.ts'
import { at } from '../session.ts'

const UNKNOWN_ID = 'MN3kW0nBSyWnnoI1gRkm7Q'

/** What ApiVersions is asked on either listener. */
export const askForVersions: Scenario['run'] = async (session, version) => {
  const named = { clientSoftwareName: 'diff', clientSoftwareVersion: '1' }
  await session.send('ApiVersions', version, 'plain', named)
  if (version >= 3)
    await session.send('ApiVersions', version, 'bad software name', { ...named, clientSoftwareName: 'not valid!' })
}

export const clusterScenarios: readonly Scenario[] = [
  {
    api: 'ApiVersions',
    name: 'what is advertised',
    run: askForVersions,
  },
  {
    api: 'Metadata',
    name: 'topics by name, by id, all, none',
    run: async (session, version) => {
      const [first, second] = [`metadata-${version}`, `metadata-${version}-b`]
      const id = await session.topic(first, 2)
      await session.topic(second, 1)
      const ask = (step: string, request: JsonObject) =>
        session.send('Metadata', version, step, {
          allowAutoTopicCreation: false,
          ...request,
        })
      await ask('two topics', { topics: [{ name: first }, { name: second }] })
      await ask('one twice', { topics: [{ name: first }, { name: first }] })
      if (version >= 1) await ask('no topics', { topics: [] })
      if (version >= 4) await ask('unknown topic', { topics: [{ name: `absent-${version}` }] })
      await ask('invalid name', { topics: [{ name: 'not/valid' }] })
      await ask('empty name', { topics: [{ name: '' }] })
      if (version >= 8) {
        const authorized = { includeClusterAuthorizedOperations: true, includeTopicAuthorizedOperations: true }
        await ask('authorized operations', { topics: [{ name: first }], ...authorized })
      }
      if (version >= 12) {
        await ask('by id', { topics: [{ topicId: id, name: null }] })
        await ask('unknown id', { topics: [{ topicId: UNKNOWN_ID, name: null }] })
        await ask('zero id and no name', { topics: [{ topicId: ZERO_UUID, name: null }] })
      }
    },
  },
  {
    api: 'DescribeCluster',
    name: 'brokers and controllers',
    run: async (session, version) => {
      await session.send('DescribeCluster', version, 'plain', {})
      await session.send('DescribeCluster', version, 'authorized operations', {
        includeClusterAuthorizedOperations: true,
      })
      if (version >= 1)
        await session.send('DescribeCluster', version, 'controllers asked of a broker', { endpointType: 2 })
      if (version >= 1) await session.send('DescribeCluster', version, 'unknown endpoint type', { endpointType: 9 })
      if (version >= 2) await session.send('DescribeCluster', version, 'fenced brokers', { includeFencedBrokers: true })
    },
  },
  {
    api: 'FindCoordinator',
    name: 'groups, transactions and nonsense',
    run: async (session, version) => {
      const keyed = (key: string, keyType: number) =>
        version >= 4 ? { coordinatorKeys: [key], keyType } : { key, keyType }
      await session.send('FindCoordinator', version, 'group', keyed('some-group', 0))
      if (version >= 1) await session.send('FindCoordinator', version, 'transaction', keyed('some-transaction', 1))
      if (version >= 1) await session.send('FindCoordinator', version, 'unknown key type', keyed('some', 7))
      await session.send('FindCoordinator', version, 'empty key', keyed('', 0))
      if (version >= 4)
        await session.send('FindCoordinator', version, 'several', { coordinatorKeys: ['a', 'b', 'a'], keyType: 0 })
      if (version >= 4) await session.send('FindCoordinator', version, 'none', { coordinatorKeys: [], keyType: 0 })
      if (version >= 1) await session.send('FindCoordinator', version, 'share key', keyed('not-a-share-key', 2))
    },
  },
  {
    api: 'DescribeLogDirs',
    name: 'sizes of partitions',
    run: async (session, version) => {
      const name = `log-dirs-${version}`
      await session.topic(name, 2)
      await session.send('DescribeLogDirs', version, 'one topic', { topics: [{ topic: name, partitions: [0, 1] }] })
      await session.send('DescribeLogDirs', version, 'unknown partition', {
        topics: [{ topic: name, partitions: [7] }],
      })
      await session.send('DescribeLogDirs', version, 'none', { topics: [] })
    },
  },
  {
    api: 'DescribeTopicPartitions',
    name: 'paging',
    run: async (session, version) => {
      const [first, second] = [`paged-a-${version}`, `paged-b-${version}`]
      await session.topic(first, 3)
      await session.topic(second, 3)
      const topics = [{ name: first }, { name: second }]
      await session.send('DescribeTopicPartitions', version, 'all', { topics })
      const page = await session.send('DescribeTopicPartitions', version, 'first four', {
        topics,
        responsePartitionLimit: 4,
      })
      const cursor = at(page, 'nextCursor')
      await session.send('DescribeTopicPartitions', version, 'the rest', { topics, responsePartitionLimit: 4, cursor })
      await session.send('DescribeTopicPartitions', version, 'unknown', { topics: [{ name: `absent-${version}` }] })
      await session.send('DescribeTopicPartitions', version, 'invalid name', { topics: [{ name: 'not/valid' }] })
      const behind = { topicName: first, partitionIndex: 99 }
      await session.send('DescribeTopicPartitions', version, 'cursor behind the end', { topics, cursor: behind })
      const negative = { topicName: first, partitionIndex: -1 }
      await session.send('DescribeTopicPartitions', version, 'negative cursor', { topics, cursor: negative })
    },
  },
  {
    api: 'ElectLeaders',
    name: 'preferred and unclean, where there is nothing to elect',
    run: async (session, version) => {
      const name = `elect-${session.tag(version)}`
      await session.topic(name, 2)
      const elect = (step: string, topicPartitions: JsonObject[] | null, electionType = 0) =>
        session.send('ElectLeaders', version, step, { topicPartitions, timeoutMs: 10_000, electionType })
      await elect('not needed', [{ topic: name, partitions: [0, 1] }])
      await elect('unknown topic and partition', [
        { topic: 'absent', partitions: [0] },
        { topic: name, partitions: [5] },
      ])
      await elect('all', null)
      await elect('nothing', [])
      if (version >= 1) await elect('unclean', [{ topic: name, partitions: [0] }], 1)
      if (version >= 1) await elect('unknown type', [{ topic: name, partitions: [0] }], 7)
    },
  },
  {
    api: 'UpdateFeatures',
    name: 'levels that may not be, or are already',
    run: async (session, version) => {
      const update = (step: string, feature: string, maxVersionLevel: number, more: JsonObject = {}) => {
        const upgradeType = version === 0 ? {} : { upgradeType: 1 }
        const validateOnly = version === 0 ? {} : { validateOnly: true }
        const featureUpdates = [{ feature, maxVersionLevel, ...upgradeType, ...more }]
        return session.send('UpdateFeatures', version, step, { timeoutMs: 10_000, featureUpdates, ...validateOnly })
      }
      await update('the same level', 'group.version', 1)
      await update('a level that is not there', 'group.version', 99)
      await update('an unknown feature', 'no.such.version', 1)
      await update('a downgrade that is not allowed', 'metadata.version', 20)
      if (version === 0)
        await update('a downgrade that loses records', 'metadata.version', 20, { allowDowngrade: true })
      else {
        await update('a safe downgrade that loses records', 'metadata.version', 20, { upgradeType: 2 })
        await update('an unsafe downgrade that loses records', 'metadata.version', 20, { upgradeType: 3 })
        await update('an upgrade called a downgrade', 'metadata.version', 33, { upgradeType: 2 })
        await update('an unknown upgrade type', 'metadata.version', 33, { upgradeType: 9 })
        await update('a negative level', 'group.version', -1)
      }
      await session.send('UpdateFeatures', version, 'nothing', { timeoutMs: 10_000, featureUpdates: [] })
    },
  },
  {
    api: 'UnregisterBroker',
    name: 'of a broker that is not there',
    run: async (session, version) => {
      await session.send('UnregisterBroker', version, 'unknown', { brokerId: 99 })
      await session.send('UnregisterBroker', version, 'negative', { brokerId: -1 })
    },
  },
]
