import type { JsonObject } from '../../../src/protocol/json.ts'
import type { Scenario } from '../scenario.ts'

const [TOPIC, BROKER, BROKER_LOGGER, CLIENT_METRICS, GROUP] = [2, 4, 8, 16, 32]

export const configScenarios: readonly Scenario[] = [
  {
    api: 'DescribeConfigs',
    name: 'topics, brokers, groups',
    run: async (session, version) => {
      const name = `describe-configs-${session.tag(version)}`
      await session.topic(name, 1, { 'retention.ms': '1234', 'cleanup.policy': 'compact,delete' })
      const ask = (
        step: string,
        resourceType: number,
        resourceName: string,
        configurationKeys: string[] | null,
        more: JsonObject = {},
      ) => {
        const resources = [{ resourceType, resourceName, configurationKeys }]
        return session.send('DescribeConfigs', version, step, { resources, ...more })
      }
      await ask('topic, all', TOPIC, name, null)
      await ask('topic, all with synonyms', TOPIC, name, null, { includeSynonyms: true })
      if (version >= 3) await ask('topic, documentation', TOPIC, name, ['retention.ms'], { includeDocumentation: true })
      await ask('topic, two keys', TOPIC, name, ['retention.ms', 'segment.bytes'])
      await ask('topic, unknown key', TOPIC, name, ['no.such.key'])
      await ask('topic, no keys', TOPIC, name, [])
      await ask('unknown topic', TOPIC, `absent-${version}`, null)
      await ask('invalid topic', TOPIC, 'a/b', null)
      const keys = ['log.retention.ms', 'num.partitions', 'log.segment.bytes', 'group.max.size', 'compression.type']
      await ask('broker, some keys', BROKER, '1', keys, { includeSynonyms: true })
      await ask('cluster defaults', BROKER, '', null)
      await ask('unknown broker', BROKER, '99', null)
      await ask('broker that is no number', BROKER, 'one', null)
      await ask('logger of an unknown broker', BROKER_LOGGER, '99', null)
      await ask('loggers without a broker', BROKER_LOGGER, '', null)
      await ask('unknown logger', BROKER_LOGGER, '1', ['no.such.logger'])
      await ask('group', GROUP, 'some-group', null)
      await ask('group with synonyms', GROUP, 'some-group', null, { includeSynonyms: true })
      await ask('unknown resource type', 99, 'x', null)
    },
  },
  {
    api: 'AlterConfigs',
    name: 'replaces all of a topic',
    run: async (session, version) => {
      const name = `alter-configs-${session.tag(version)}`
      await session.topic(name, 1, { 'retention.ms': '1234' })
      const ask = (step: string, resourceName: string, configs: JsonObject[], more: JsonObject = {}) => {
        const resources = [{ resourceType: TOPIC, resourceName, configs }]
        return session.send('AlterConfigs', version, step, { resources, ...more })
      }
      await ask('validate only', name, [{ name: 'segment.ms', value: '5000' }], { validateOnly: true })
      await ask('one key', name, [{ name: 'segment.ms', value: '5000' }])
      await ask('unknown key', name, [{ name: 'no.such.key', value: '1' }])
      await ask('bad value', name, [{ name: 'segment.ms', value: 'soon' }])
      await ask('null value', name, [{ name: 'segment.ms', value: null }])
      await ask('unknown topic', `absent-${version}`, [{ name: 'segment.ms', value: '1' }])
      await ask('nothing left', name, [])
      const after = {
        resources: [{ resourceType: TOPIC, resourceName: name, configurationKeys: ['segment.ms', 'retention.ms'] }],
      }
      await session.settle()
      await session.send('DescribeConfigs', 4, 'afterwards', after, 'broker')
    },
  },
  {
    api: 'IncrementalAlterConfigs',
    name: 'set, delete, append, subtract',
    run: async (session, version) => {
      const name = `incremental-${session.tag(version)}`
      await session.topic(name, 1, { 'retention.ms': '1234' })
      const [SET, DELETE, APPEND, SUBTRACT] = [0, 1, 2, 3]
      const change = (key: string, configOperation: number, value: string | null) => ({
        name: key,
        configOperation,
        value,
      })
      const ask = (
        step: string,
        configs: JsonObject[],
        resourceType = TOPIC!,
        resourceName = name,
        more: JsonObject = {},
      ) => {
        const resources = [{ resourceType, resourceName, configs }]
        return session.send('IncrementalAlterConfigs', version, step, { resources, ...more })
      }
      await ask('validate only', [change('segment.ms', SET!, '5000')], TOPIC, name, { validateOnly: true })
      await ask('set', [change('segment.ms', SET!, '5000')])
      await ask('delete', [change('retention.ms', DELETE!, null)])
      await ask('append to a list', [change('cleanup.policy', APPEND!, 'compact')])
      await ask('subtract from a list', [change('cleanup.policy', SUBTRACT!, 'delete')])
      await ask('append to a number', [change('segment.ms', APPEND!, '1')])
      // A controller of Apache Kafka gives up its leadership over it.
      if (session.listener === 'broker') await ask('unknown operation', [change('segment.ms', 9, '1')])
      await ask('one key twice', [change('segment.ms', SET!, '1'), change('segment.ms', SET!, '2')])
      await ask('set to null', [change('segment.ms', SET!, null)])
      await ask('unknown key', [change('no.such.key', SET!, '1')])
      await ask('bad value', [change('segment.ms', SET!, 'soon')])
      await ask('unknown topic', [change('segment.ms', SET!, '1')], TOPIC, `absent-${version}`)
      await ask('broker, dynamic key', [change('log.cleaner.threads', SET!, '2')], BROKER, '1')
      // Over this one, too.
      if (session.listener === 'broker') await ask('broker, read-only key', [change('node.id', SET!, '2')], BROKER, '1')
      await ask('broker, back', [change('log.cleaner.threads', DELETE!, null)], BROKER, '1')
      await ask('unknown resource type', [change('x', SET!, '1')], 99, 'x')
      for (const [step, logger, operation, value] of [
        ['level of an unknown logger', 'no.such.logger', SET!, 'INFO'],
        ['unknown level', 'root', SET!, 'LOUD'],
        ['level in small letters', 'root', SET!, 'info'],
        ['root without a level', 'root', DELETE!, null],
        ['append to a level', 'root', APPEND!, 'INFO'],
        ['level of root', 'root', SET!, 'ERROR'],
      ] as const) {
        await ask(step, [change(logger, operation, value)], BROKER_LOGGER, '1')
      }
      await ask('logger of an unknown broker', [change('root', SET!, 'INFO')], BROKER_LOGGER, '99')
      await ask(
        'group',
        [change('consumer.session.timeout.ms', SET!, '50000')],
        GROUP,
        `incremental-group-${session.tag(version)}`,
      )
      const groupAfter = {
        resourceType: GROUP!,
        resourceName: `incremental-group-${session.tag(version)}`,
        configurationKeys: null,
      }
      const after = { resources: [{ resourceType: TOPIC!, resourceName: name, configurationKeys: null }] }
      await session.settle()
      await session.send('DescribeConfigs', 4, 'afterwards', after, 'broker')
      await session.send(
        'DescribeConfigs',
        4,
        'group afterwards',
        { resources: [groupAfter], includeSynonyms: true },
        'broker',
      )
    },
  },
  {
    api: 'IncrementalAlterConfigs',
    name: 'what groups and subscriptions to metrics refuse',
    run: async (session, version) => {
      const refused: readonly [number, string, string][] = [
        [CLIENT_METRICS!, 'no.such.key', '1'],
        [CLIENT_METRICS!, 'interval.ms', 'soon'],
        [CLIENT_METRICS!, 'interval.ms', '5'],
        [CLIENT_METRICS!, 'match', 'client_id'],
        [GROUP!, 'no.such.key', '1'],
        [GROUP!, 'consumer.session.timeout.ms', 'soon'],
        [GROUP!, 'consumer.session.timeout.ms', '1'],
        [GROUP!, 'consumer.heartbeat.interval.ms', '46000'],
        [GROUP!, 'share.auto.offset.reset', 'x'],
        [GROUP!, 'share.delivery.count.limit', '11'],
        [GROUP!, 'streams.num.standby.replicas', '100'],
        [GROUP!, 'streams.task.offset.interval.ms', '1'],
        [GROUP!, 'streams.assignor.name', 'x'],
        [GROUP!, 'streams.rack.aware.assignment.tags', 'x,x'],
      ]
      for (const [resourceType, key, value] of refused) {
        const resourceName = `refusing-${session.tag(version)}`
        const step = `${resourceType === GROUP ? 'group' : 'metrics'}, ${key}=${value}`
        const change = [{ name: key, configOperation: 0, value }]
        await session.send('IncrementalAlterConfigs', version, step, {
          resources: [{ resourceType, resourceName, configs: change }],
        })
        await session.send('AlterConfigs', 2, step, {
          resources: [{ resourceType, resourceName, configs: [{ name: key, value }] }],
        })
      }
      const subscription = { resourceType: CLIENT_METRICS!, resourceName: `subscription-${session.tag(version)}` }
      const both = (configOperation: number) => ({
        resources: [
          {
            ...subscription,
            configs: [
              { name: 'interval.ms', configOperation: 0, value: '200' },
              { name: 'metrics', configOperation, value: ' a , b,a' },
            ],
          },
        ],
      })
      await session.send('IncrementalAlterConfigs', version, 'metrics, append', both(2))
      await session.send('IncrementalAlterConfigs', version, 'metrics, set', both(0))
      await session.settle()
      const described = { resources: [{ ...subscription, configurationKeys: null }], includeSynonyms: true }
      await session.send('DescribeConfigs', 4, 'metrics afterwards', described, 'broker')
    },
  },
  {
    api: 'ListConfigResources',
    name: 'what has configurations',
    run: async (session, version) => {
      // Other scenarios make topics: only kinds of resource that they leave alone are asked for.
      if (version >= 1)
        await session.send('ListConfigResources', version, 'loggers', { resourceTypes: [BROKER_LOGGER!] })
      if (version >= 1) await session.send('ListConfigResources', version, 'brokers', { resourceTypes: [BROKER!] })
      if (version >= 1) await session.send('ListConfigResources', version, 'unknown type', { resourceTypes: [99] })
      await session.send('ListConfigResources', version, 'client metrics', version >= 1 ? { resourceTypes: [16] } : {})
    },
  },
]
