import { expect, expectEqual } from '../../harness/cases.ts'
import { ClientError } from '../driver.ts'
import type { Scenario } from '../scenario.ts'
import { expectClientError, type Stage } from '../stage.ts'

/** Error codes of the Kafka protocol. */
const UNKNOWN_TOPIC_OR_PARTITION = 3
const INVALID_TOPIC = 17
const TOPIC_ALREADY_EXISTS = 36
const INVALID_PARTITIONS = 37
const NON_EMPTY_GROUP = 68
const GROUP_SUBSCRIBED_TO_TOPIC = 86

interface DescribedTopic {
  readonly partitions: readonly {
    readonly partition: number
    readonly leader: number
    readonly replicas: number[]
    readonly isr: number[]
  }[]
}

interface DescribedGroup {
  readonly state: string
  readonly members: readonly unknown[]
}

/** As clients write it: `Stable`, `STABLE`; Java's `CONSUMER_STABLE` of another enumeration. */
const stateName = (state: string): string => state.toLowerCase().replaceAll(/[^a-z]/g, '')

const described = (stage: Stage, topic: string, partitions: number) =>
  stage.eventually(`${topic} with ${partitions} partitions`, async () => {
    const found = await stage.admin<DescribedTopic>('describeTopic', { topic })
    return found.partitions.length === partitions ? found : null
  })

/** A group that has committed on one of two topics' partitions and has no member any more. */
async function emptyGroup(stage: Stage): Promise<{ group: string; topic: string }> {
  const topic = await stage.topic()
  const group = stage.name('g')
  await stage.produce(topic, [
    { key: 'k', value: 'a' },
    { key: 'k', value: 'b' },
  ])
  const member = await stage.consumer({ group, topics: [topic], reset: 'earliest' })
  await member.until(2)
  await member.commit()
  await stage.close(member)
  return { group, topic }
}

const offsetsOf = (stage: Stage, group: string, topic: string) =>
  stage
    .admin<{ offsets: [string, number, number][] }>('groupOffsets', { group, topic, partitions: [0] })
    .then(({ offsets }) => offsets.filter(([, , offset]) => offset >= 0))

export const adminScenarios: readonly Scenario[] = [
  {
    name: 'create-topic',
    about:
      'A topic is created with partitions and a config; again: TOPIC_ALREADY_EXISTS; a bad name: INVALID_TOPIC_EXCEPTION; 0 partitions: INVALID_PARTITIONS.',
    fast: true,
    run: async stage => {
      const topic = stage.name('t')
      const create = (name: string, partitions: number) =>
        stage.admin('createTopic', { topic: name, partitions, config: { 'retention.ms': '3600000' } })
      await create(topic, 3)
      const admin = await stage.referenceAdmin()
      const found = await stage.eventually('the topic', async () => {
        const { topics } = await admin.fetchTopicMetadata({ topics: [topic] })
        return topics[0]?.partitions.length === 3 ? topics : null
      })
      expectEqual(
        found[0]?.partitions.map(({ leader }) => leader >= 0),
        [true, true, true],
        'leaders',
      )
      const { resources } = await admin.describeConfigs({
        includeSynonyms: false,
        resources: [{ type: 2, name: topic, configNames: ['retention.ms'] }],
      })
      expectEqual(resources[0]?.configEntries[0]?.configValue, '3600000', 'retention.ms')
      await expectClientError('the same name again', TOPIC_ALREADY_EXISTS, create(topic, 3))
      await expectClientError('a name with a slash', INVALID_TOPIC, create('no/such name', 1))
      await expectClientError('0 partitions', INVALID_PARTITIONS, create(stage.name('t'), 0))
    },
  },
  {
    name: 'list-topics',
    about: 'A new topic is in the list of topics.',
    run: async stage => {
      const topic = await stage.topic()
      const { topics } = await stage.admin<{ topics: string[] }>('listTopics')
      expect(topics.includes(topic), `${topic} is not in the list`)
    },
  },
  {
    name: 'describe-topic',
    about:
      'Partitions with leader, replicas and in-sync replicas; an unknown topic: UNKNOWN_TOPIC_OR_PARTITION, unless the question itself creates it.',
    fast: true,
    run: async stage => {
      const topic = await stage.topic(3)
      const { partitions } = await described(stage, topic, 3)
      for (const { leader, replicas, isr } of partitions) expectEqual([replicas, isr], [[leader], [leader]], 'replicas')
      const absent = stage.name('absent')
      // Some clients ask in a way that lets the broker create the topic, which may be done when it answers.
      const asked = stage.admin<DescribedTopic>('describeTopic', { topic: absent }).then(async ({ partitions }) => {
        const topics = await (await stage.referenceAdmin()).listTopics()
        if (partitions.length > 0 && topics.includes(absent)) throw new ClientError('', null, 'created')
      })
      await expectClientError('an unknown topic', UNKNOWN_TOPIC_OR_PARTITION, asked)
    },
  },
  {
    name: 'describe-cluster',
    about: 'One broker with its address, itself the controller, and a cluster id.',
    run: async stage => {
      const cluster = await stage.admin<{
        brokers: { id: number; host: string; port: number }[]
        controller: number | null
        clusterId: string | null
      }>('describeCluster')
      expectEqual(
        cluster.brokers.map(({ host, port }) => `${host}:${port}`),
        [stage.bootstrap],
        'brokers',
      )
      if (cluster.controller !== null) expectEqual(cluster.controller, cluster.brokers[0]?.id, 'controller')
      expect(cluster.clusterId === null || cluster.clusterId.length === 22, `cluster id ${cluster.clusterId}`)
    },
  },
  {
    name: 'alter-config',
    about: 'A config of a topic is described with its default, altered, and described with the new value.',
    fast: true,
    run: async stage => {
      const topic = await stage.topic()
      const value = async (name: string) => {
        const { config } = await stage.admin<{ config: Record<string, string> }>('describeConfig', { topic })
        return config[name]
      }
      expectEqual(await value('cleanup.policy'), 'delete', 'cleanup.policy by default')
      await stage.admin('alterConfig', { topic, set: { 'retention.ms': '123456' } })
      await stage.eventually('the new value', async () => ((await value('retention.ms')) === '123456' ? true : null))
    },
  },
  {
    name: 'add-partitions',
    about: 'A topic of two partitions gets five, and the new ones take records; back to three: INVALID_PARTITIONS.',
    run: async stage => {
      const topic = await stage.topic(2)
      await stage.admin('createPartitions', { topic, total: 5 })
      const admin = await stage.referenceAdmin()
      await stage.eventually('five partitions with leaders', async () => {
        const { topics } = await admin.fetchTopicMetadata({ topics: [topic] })
        const leaders = topics[0]?.partitions.filter(({ leader }) => leader >= 0) ?? []
        return leaders.length === 5 ? true : null
      })
      await stage.produce(topic, [{ key: 'k', value: 'new', partition: 4 }])
      const reader = await stage.reader(topic, 5)
      await reader.until(1)
      expectEqual(reader.records[0]?.partition, 4, 'partition')
      await expectClientError(
        'fewer partitions',
        INVALID_PARTITIONS,
        stage.admin('createPartitions', { topic, total: 3 }),
      )
    },
  },
  {
    name: 'delete-records',
    about: 'Records below an offset are deleted: a reader from the beginning starts there.',
    run: async stage => {
      const topic = await stage.topic()
      await stage.produce(
        topic,
        ['a', 'b', 'c', 'd'].map(value => ({ key: 'k', value })),
      )
      await stage.admin('deleteRecords', { topic, partition: 0, before: 3 })
      const reader = await stage.reader(topic)
      await reader.until(1)
      expectEqual(
        reader.records.map(({ offset, value }) => [offset, String(value)]),
        [[3, 'd']],
        'records',
      )
    },
  },
  {
    name: 'delete-topic',
    about: 'A deleted topic is gone from the list; deleting it again: UNKNOWN_TOPIC_OR_PARTITION.',
    fast: true,
    run: async stage => {
      const topic = await stage.topic(2)
      await stage.produce(topic, [{ key: 'k', value: 'v' }])
      await stage.admin('deleteTopic', { topic })
      const admin = await stage.referenceAdmin()
      await stage.eventually('the end of the topic', async () =>
        (await admin.listTopics()).includes(topic) ? null : true,
      )
      await expectClientError('deleting it again', UNKNOWN_TOPIC_OR_PARTITION, stage.admin('deleteTopic', { topic }))
    },
  },
  {
    name: 'recreate-topic',
    about: 'A topic that is deleted and created again is empty and takes records.',
    run: async stage => {
      const topic = await stage.topic()
      await stage.produce(topic, [{ key: 'k', value: 'old' }])
      await stage.admin('deleteTopic', { topic })
      const admin = await stage.referenceAdmin()
      await stage.eventually('the end of the topic', async () =>
        (await admin.listTopics()).includes(topic) ? null : true,
      )
      await stage.eventually('the new topic', () =>
        stage.admin('createTopic', { topic, partitions: 1, config: {} }).then(() => true),
      )
      await stage.produce(topic, [{ key: 'k', value: 'new' }])
      const reader = await stage.reader(topic)
      await reader.until(1)
      expectEqual(
        reader.records.map(({ offset, value }) => [offset, String(value)]),
        [[0, 'new']],
        'records',
      )
    },
  },
  {
    name: 'auto-create-by-producer',
    about: 'A record to a topic that does not exist creates it (auto.create.topics.enable).',
    fast: true,
    run: async stage => {
      const topic = stage.name('auto')
      await stage.produce(topic, [{ key: 'k', value: 'first' }])
      const reader = await stage.reader(topic)
      await reader.until(1)
      expectEqual(reader.values, ['first'], 'values')
    },
  },
  {
    name: 'list-groups',
    about: 'A group with a member is in the list of groups.',
    run: async stage => {
      const topic = await stage.topic()
      const group = stage.name('g')
      const member = await stage.consumer({ group, topics: [topic], reset: 'earliest' })
      await member.untilAssigned(1)
      const { groups } = await stage.admin<{ groups: string[] }>('listGroups')
      expect(groups.includes(group), `${group} is not in the list`)
    },
  },
  {
    name: 'describe-group',
    about: 'A group with one member is stable, and empty after the member left.',
    fast: true,
    run: async stage => {
      const topic = await stage.topic()
      const group = stage.name('g')
      const describe = () => stage.admin<DescribedGroup>('describeGroup', { group })
      const member = await stage.consumer({ group, topics: [topic], reset: 'earliest' })
      await member.untilAssigned(1)
      const state = (name: string, members: number) =>
        stage.eventually(`a group that is ${name}`, async () => {
          const found = await describe()
          return stateName(found.state) === name && found.members.length === members ? true : null
        })
      await state('stable', 1)
      await stage.close(member)
      await state('empty', 0)
    },
  },
  {
    name: 'delete-group',
    about: 'A group with a member cannot be deleted (NON_EMPTY_GROUP); an empty one can, and its offsets are gone.',
    run: async stage => {
      const { group, topic } = await emptyGroup(stage)
      const member = await stage.consumer({ group, topics: [topic], reset: 'earliest' })
      await member.untilAssigned(1)
      await expectClientError('a group with a member', NON_EMPTY_GROUP, stage.admin('deleteGroup', { group }))
      await stage.close(member)
      await stage.eventually('the deletion', () => stage.admin('deleteGroup', { group }).then(() => true))
      const admin = await stage.referenceAdmin()
      const { groups } = await admin.listGroups()
      expect(!groups.some(({ groupId }) => groupId === group), 'the group is still listed')
      const left = await admin.fetchOffsets({ groupId: group, topics: [topic] })
      expectEqual(left[0]?.partitions[0]?.offset, '-1', 'offset after the deletion')
    },
  },
  {
    name: 'group-offsets',
    about: 'The committed offset of a group is listed, altered while the group is empty, and used by the next member.',
    run: async stage => {
      const { group, topic } = await emptyGroup(stage)
      expectEqual(await offsetsOf(stage, group, topic), [[topic, 0, 2]], 'offsets')
      await stage.admin('alterGroupOffsets', { group, offsets: [[topic, 0, 1]] })
      expectEqual(await offsetsOf(stage, group, topic), [[topic, 0, 1]], 'offsets')
      const member = await stage.consumer({ group, topics: [topic], reset: 'earliest' })
      await member.until(1)
      expectEqual(member.values, ['b'], 'values')
    },
  },
  {
    name: 'delete-offsets',
    about: 'The offset of one topic of a group is deleted; while a member subscribes to it: GROUP_SUBSCRIBED_TO_TOPIC.',
    run: async stage => {
      const { group, topic } = await emptyGroup(stage)
      const remove = () => stage.admin('deleteGroupOffsets', { group, topic, partition: 0 })
      const member = await stage.consumer({ group, topics: [topic], reset: 'earliest' })
      await member.untilAssigned(1)
      await expectClientError('a topic that is subscribed to', GROUP_SUBSCRIBED_TO_TOPIC, remove())
      await stage.close(member)
      await stage.eventually('the deletion', () => remove().then(() => true))
      const admin = await stage.referenceAdmin()
      const left = await admin.fetchOffsets({ groupId: group, topics: [topic] })
      expectEqual(left[0]?.partitions[0]?.offset, '-1', 'offset after the deletion')
    },
  },
]
