import { ZERO_UUID } from '../../../src/base/uuid.ts'
import type { JsonObject } from '../../../src/protocol/json.ts'
import type { Scenario } from '../scenario.ts'
import { at } from '../session.ts'

const UNKNOWN_ID = 'MN3kW0nBSyWnnoI1gRkm7Q'

export const clusterScenarios: readonly Scenario[] = [
  {
    api: 'ApiVersions',
    name: 'what is advertised',
    run: async (session, version) => {
      const named = { clientSoftwareName: 'diff', clientSoftwareVersion: '1' }
      await session.send('ApiVersions', version, 'plain', named)
      if (version >= 3)
        await session.send('ApiVersions', version, 'bad software name', { ...named, clientSoftwareName: 'not valid!' })
    },
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
]
