import kafkajs from 'kafkajs'
import { uniqueName } from '../clients/client.ts'
import { javaTool } from '../clients/java.ts'
import { kafkajsClient, kafkajsTestClient } from '../clients/kafkajs.ts'
import { kcat, kcatTestClient } from '../clients/kcat.ts'
import { eventually, expect, expectEqual } from '../harness/cases.ts'
import { newTopic, type Suite } from './suite.ts'

const { ConfigResourceTypes } = kafkajs

export async function adminCases(suite: Suite): Promise<void> {
  const { cases } = suite
  const java = (tool: string, ...args: string[]) =>
    javaTool(tool, ['--bootstrap-server', suite.target.bootstrap, ...args])

  await cases.check('topics by Java: create, describe, add partitions, delete', async () => {
    const topic = uniqueName('java-topic')
    await java('TopicCommand', '--create', '--topic', topic, '--partitions', '2', '--config', 'retention.ms=777000')
    const described = await java('TopicCommand', '--describe', '--topic', topic)
    expect(/PartitionCount: 2\s+ReplicationFactor: 1\s+Configs: .*retention\.ms=777000/.test(described), described)
    await java('TopicCommand', '--alter', '--topic', topic, '--partitions', '5')
    expect(
      /PartitionCount: 5/.test(await java('TopicCommand', '--describe', '--topic', topic)),
      'there are not five partitions',
    )
    await java('TopicCommand', '--delete', '--topic', topic)
    const left = (await java('TopicCommand', '--list')).split('\n')
    expect(!left.includes(topic), 'the topic is still listed')
  })

  await cases.check('configurations by Java: topic and broker', async () => {
    const topic = await newTopic(suite, 'configs')
    const config = (...args: string[]) => java('ConfigCommand', ...args)
    await config(
      '--alter',
      '--entity-type',
      'topics',
      '--entity-name',
      topic,
      '--add-config',
      'retention.ms=12345,cleanup.policy=[compact,delete]',
    )
    const described = await config('--describe', '--entity-type', 'topics', '--entity-name', topic)
    expect(/retention\.ms=12345/.test(described) && /cleanup\.policy=compact,delete/.test(described), described)
    await config('--alter', '--entity-type', 'topics', '--entity-name', topic, '--delete-config', 'retention.ms')
    expect(
      !/retention\.ms/.test(await config('--describe', '--entity-type', 'topics', '--entity-name', topic)),
      'retention.ms is still set',
    )
    await config('--alter', '--entity-type', 'brokers', '--entity-default', '--add-config', 'log.retention.ms=99999')
    expect(
      /log\.retention\.ms=99999/.test(await config('--describe', '--entity-type', 'brokers', '--entity-default')),
      'the default of all brokers',
    )
    await config('--alter', '--entity-type', 'brokers', '--entity-default', '--delete-config', 'log.retention.ms')
  })

  await cases.check('kafkajs admin: metadata, configurations, partitions, delete records, delete topic', async () => {
    const topic = await newTopic(suite, 'kafkajs-admin', 1)
    const { bootstrap } = suite.target
    const admin = kafkajsClient(bootstrap).admin()
    await admin.connect()
    try {
      const cluster = await admin.describeCluster()
      expect(cluster.brokers.length === 1 && cluster.clusterId.length === 22, JSON.stringify(cluster))
      await admin.alterConfigs({
        validateOnly: false,
        resources: [
          { type: ConfigResourceTypes.TOPIC, name: topic, configEntries: [{ name: 'segment.ms', value: '60000' }] },
        ],
      })
      const names = ['segment.ms', 'retention.ms']
      const { resources } = await admin.describeConfigs({
        includeSynonyms: false,
        resources: [{ type: ConfigResourceTypes.TOPIC, name: topic, configNames: names }],
      })
      const values = Object.fromEntries(
        resources[0]!.configEntries.map(({ configName, configValue }) => [configName, configValue]),
      )
      expectEqual(
        names.map(name => values[name]),
        ['60000', '604800000'],
        'configurations',
      )
      await admin.createPartitions({ topicPartitions: [{ topic, count: 3 }] })
      await eventually('three partitions', async () => {
        const { topics } = await admin.fetchTopicMetadata({ topics: [topic] })
        return topics[0]?.partitions.length === 3 && topics[0].partitions.every(({ leader }) => leader >= 0)
          ? true
          : null
      })
      const records = Array.from({ length: 10 }, (_, i) => ({ key: null, value: Buffer.from(`${i}`), partition: 0 }))
      await kafkajsTestClient.produce(bootstrap, topic, records, 'none')
      await admin.deleteTopicRecords({ topic, partitions: [{ partition: 0, offset: '4' }] })
      const [first] = (await admin.fetchTopicOffsets(topic)).filter(({ partition }) => partition === 0)
      expectEqual([first?.low, first?.high], ['4', '10'], 'offsets after the deletion')
      const left = (await kcat(bootstrap, ['-C', '-t', topic, '-p', '0', '-o', 'beginning', '-e', '-q']))
        .toString()
        .trim()
      expectEqual(left.split('\n'), ['4', '5', '6', '7', '8', '9'], 'records that are left')
      await admin.deleteTopics({ topics: [topic] })
      await eventually('the topic is gone', async () => ((await admin.listTopics()).includes(topic) ? null : true))
    } finally {
      await admin.disconnect()
    }
  })

  await cases.check('a topic of the same name after a deletion is empty', async () => {
    const topic = await newTopic(suite, 'reborn')
    const { bootstrap } = suite.target
    await kafkajsTestClient.produce(bootstrap, topic, [{ key: null, value: Buffer.from('old') }], 'none')
    await java('TopicCommand', '--delete', '--topic', topic)
    await java('TopicCommand', '--create', '--topic', topic, '--partitions', '1')
    await kafkajsTestClient.produce(bootstrap, topic, [{ key: null, value: Buffer.from('new') }], 'none')
    const read = await kcatTestClient.consume(bootstrap, topic, 1)
    expectEqual(
      read.map(({ value, offset }) => [String(value), offset]),
      [['new', 0]],
      'what is read',
    )
  })

  await cases.check('kcat lists brokers and topics', async () => {
    const topic = await newTopic(suite, 'listed', 2)
    const listed = JSON.parse((await kcat(suite.target.bootstrap, ['-L', '-J', '-t', topic])).toString()) as {
      brokers: unknown[]
      topics: { topic: string; partitions: { leader: number }[] }[]
    }
    expectEqual(listed.brokers.length, 1, 'brokers')
    const partitions = listed.topics.find(found => found.topic === topic)?.partitions ?? []
    expect(partitions.length === 2 && partitions.every(({ leader }) => leader > 0), JSON.stringify(listed.topics))
  })

  await cases.check('Java lists API versions, features and the quorum', async () => {
    const versions = await java('BrokerApiVersionsCommand')
    expect(/Produce\(0\): \d+ to \d+ \[usable: \d+\]/.test(versions), versions.slice(0, 500))
    expect(/metadata\.version/.test(await java('FeatureCommand', 'describe')), 'no metadata.version among the features')
    const quorum = await javaTool('MetadataQuorumCommand', [
      '--bootstrap-server',
      suite.target.bootstrap,
      'describe',
      '--status',
    ])
    expect(/LeaderId:\s+1/.test(quorum), quorum)
  })
}
