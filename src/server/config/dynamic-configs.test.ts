import { beforeEach, describe, expect, it } from 'vitest'
import { PersistentMap } from '../../base/persistent-map.ts'
import { ConfigResourceType, configKey, type MetadataImage, type ResourceConfigs } from '../../metadata/image.ts'
import { ErrorCode } from '../../protocol/errors.ts'
import { DynamicConfigs } from './dynamic-configs.ts'
import { loadConfig } from './load-config.ts'

const { TOPIC, BROKER, GROUP, CLIENT_METRICS } = ConfigResourceType

type Values = Record<string, string>

/** An image whose dynamic configurations are the ones given; entries of the same object stay the same. */
function imageOf(configs: ResourceConfigs[]): MetadataImage {
  const empty = PersistentMap.empty<ResourceConfigs>()
  return {
    configs: empty.change(configs.map(each => [configKey(each.type, each.name), each])),
  } as unknown as MetadataImage
}

const of = (type: number, name: string, values: Values): ResourceConfigs => ({
  type,
  name,
  values: new Map(Object.entries(values)),
})

function dynamic(overrides: string[] = []): DynamicConfigs {
  return new DynamicConfigs(loadConfig({ overrides }).config)
}

describe('the configuration of a topic', () => {
  it('is the broker’s where the topic sets nothing', () => {
    const configs = dynamic(['log.retention.hours=1', 'message.max.bytes=5000'])
    expect(configs.topicConfig('t').log.retentionMs).toBe(3_600_000)
    expect(configs.topicConfig('t').maxMessageBytes).toBe(5000)
  })

  it('is its own value before the broker’s, that before the cluster’s, that before the file’s', () => {
    const configs = dynamic(['log.retention.ms=1000'])
    const retention = (...set: ResourceConfigs[]) => {
      configs.apply(null, imageOf(set))
      return configs.topicConfig('t').log.retentionMs
    }
    const cluster = of(BROKER, '', { 'log.retention.ms': '2000' })
    const broker = of(BROKER, '1', { 'log.retention.ms': '3000' })
    const other = of(BROKER, '2', { 'log.retention.ms': '9000' })
    const topic = of(TOPIC, 't', { 'retention.ms': '4000' })
    expect(retention(other)).toBe(1000)
    expect(retention(other, cluster)).toBe(2000)
    expect(retention(cluster, broker)).toBe(3000)
    expect(retention(cluster, broker, topic)).toBe(4000)
    expect(retention()).toBe(1000)
  })

  it('is the same object as long as nothing of it changed', () => {
    const configs = dynamic()
    const topic = of(TOPIC, 't', { 'cleanup.policy': 'compact,delete' })
    configs.apply(null, imageOf([topic]))
    const first = configs.topicConfig('t')
    expect(first.log).toMatchObject({ compacts: true, deletes: true })
    configs.apply(null, imageOf([topic, of(TOPIC, 'u', { 'retention.ms': '1' })]))
    expect(configs.topicConfig('t')).toBe(first)
    configs.apply(null, imageOf([topic, of(BROKER, '', { 'message.max.bytes': '7' })]))
    expect(configs.topicConfig('t')).not.toBe(first)
    expect(configs.topicConfig('t').maxMessageBytes).toBe(7)
    expect(configs.topicConfig('v')).toBe(configs.topicConfig('w'))
  })

  it('knows compression with its level, timestamps, and segments below the public limit', () => {
    const configs = dynamic()
    const config = (values: Values) => {
      configs.apply(null, imageOf([of(TOPIC, 't', values)]))
      return configs.topicConfig('t')
    }
    expect(config({ 'compression.type': 'gzip' })).toMatchObject({ compressionType: 'gzip', compressionLevel: null })
    expect(config({ 'compression.type': 'zstd', 'compression.zstd.level': '7' })).toMatchObject({
      compressionType: 'zstd',
      compressionLevel: 7,
    })
    expect(config({ 'compression.type': 'uncompressed' })).toMatchObject({
      compressionType: 'none',
      compressionLevel: null,
    })
    expect(config({ 'compression.type': 'producer' }).compressionType).toBeNull()
    expect(config({ 'message.timestamp.type': 'LogAppendTime' }).logAppendTime).toBe(true)
    expect(config({ 'internal.segment.bytes': '1000' }).log.segmentBytes).toBe(1000)
  })

  it('survives a stored value that it cannot read', () => {
    const configs = dynamic()
    configs.apply(null, imageOf([of(TOPIC, 't', { 'retention.ms': 'soon', 'cleanup.policy': 'shred' })]))
    expect(configs.topicConfig('t').log).toMatchObject({ retentionMs: 604_800_000, deletes: true })
  })

  it('tells whoever wants to know that the broker’s own values changed', () => {
    const configs = dynamic()
    let calls = 0
    configs.onBrokerChange = () => calls++
    const broker = of(BROKER, '1', { 'max.connections': '5' })
    configs.apply(null, imageOf([of(TOPIC, 't', { 'retention.ms': '1' })]))
    configs.apply(null, imageOf([broker]))
    configs.apply(null, imageOf([broker]))
    expect(calls).toBe(1)
    expect(configs.brokerValue('max.connections')).toBe(5)
  })
})

describe('the configuration of a group', () => {
  it('is its own value before the broker’s', () => {
    const configs = dynamic(['group.consumer.session.timeout.ms=50000'])
    expect(configs.groupValue('g', 'consumer.session.timeout.ms')).toBe(50_000)
    configs.apply(null, imageOf([of(GROUP, 'g', { 'consumer.session.timeout.ms': '60000' })]))
    expect(configs.groupValue('g', 'consumer.session.timeout.ms')).toBe(60_000)
    expect(configs.groupValue('h', 'share.auto.offset.reset')).toBe('latest')
    expect(configs.groupValue('h', 'streams.assignor.name')).toBe('sticky')
    expect(configs.groupValue('h', 'streams.initial.rebalance.delay.ms')).toBe(0)
  })
})

describe('setting a key', () => {
  const configs = dynamic()

  it.each([
    [TOPIC, 't', 'retention.ms', '1000', null],
    [TOPIC, 't', 'retention.ms', null, null],
    [TOPIC, 't', 'nonsense', '1', 'Unknown topic config name: nonsense'],
    [TOPIC, 't', 'retention.ms', '-2', 'Invalid value -2 for configuration retention.ms: Value must be at least -1'],
    [TOPIC, 't', 'retention.ms', 'x', 'Invalid value x for configuration retention.ms: Not a number of type LONG'],
    [
      TOPIC,
      't',
      'cleanup.policy',
      'shred',
      'Invalid value shred for configuration cleanup.policy: String must be one of: compact, delete',
    ],
    [
      TOPIC,
      't',
      'segment.bytes',
      '1000',
      'Invalid value 1000 for configuration segment.bytes: Value must be at least 1048576',
    ],
    [
      TOPIC,
      't',
      'remote.storage.enable',
      'true',
      'Tiered Storage functionality is disabled in the broker. Topic cannot be configured with remote log storage.',
    ],
    [BROKER, '1', 'log.retention.ms', '1000', null],
    [BROKER, '', 'log.retention.ms', '1000', null],
    [BROKER, '', 'plugin.key', '1', null],
    [BROKER, '', 'leader.replication.throttled.rate', '1000', null],
    [BROKER, '1', 'node.id', '2', 'Cannot update these configs dynamically: [node.id]'],
    [
      BROKER,
      '',
      'log.retention.ms',
      'x',
      'Invalid value x for configuration log.retention.ms: Not a number of type LONG',
    ],
    [
      BROKER,
      '',
      'listeners',
      'A://:1',
      'Cannot update these configs at default cluster level, broker id must be specified: [listeners]',
    ],
    [
      BROKER,
      '1',
      'ssl.keystore.location',
      'x',
      'These security configs can be dynamically updated only per-listener using the listener prefix: [ssl.keystore.location]',
    ],
    [BROKER, '1', 'listener.name.a.ssl.keystore.location', 'x', null],
    [GROUP, 'g', 'consumer.session.timeout.ms', '50000', null],
    [
      GROUP,
      'g',
      'share.auto.offset.reset',
      'x',
      "Invalid value x for configuration share.auto.offset.reset: Invalid value `x` for configuration share.auto.offset.reset. The value must be either 'earliest', 'latest' or of the format 'by_duration:<PnDTnHnMn.nS>'.",
    ],
    [
      GROUP,
      'g',
      'streams.rack.aware.assignment.tags',
      'zone,zone',
      'streams.rack.aware.assignment.tags must not contain duplicate tag keys.',
    ],
    // A broker's list may name nothing twice, a topic's loses it.
    [
      BROKER,
      '1',
      'log.cleanup.policy',
      'delete,delete',
      "Configuration 'log.cleanup.policy' values must not be duplicated.",
    ],
    [TOPIC, 't', 'cleanup.policy', 'compact,delete,compact', null],
    [CLIENT_METRICS, 'c', 'metrics', 'a,a', null],
    [GROUP, 'g', 'nonsense', '1', 'Unknown group config name: nonsense'],
    [CLIENT_METRICS, 'c', 'interval.ms', '1000', null],
    [CLIENT_METRICS, 'c', 'nonsense', '1', 'Unknown client metrics configuration: nonsense'],
  ] as [number, string, string, string | null, string | null][])(
    'of resource type %i "%s": %s=%s',
    (type, name, key, value, problem) => {
      expect(configs.problem(type, name, key, value)?.message ?? null).toBe(problem)
    },
  )

  it('is told with the code that Kafka gives', () => {
    const codeOf = (type: number, name: string, key: string, value: string) =>
      configs.problem(type, name, key, value)?.errorCode
    expect(codeOf(CLIENT_METRICS, 'c', 'nonsense', '1')).toBe(ErrorCode.INVALID_REQUEST)
    expect(codeOf(CLIENT_METRICS, 'c', 'interval.ms', '5')).toBe(ErrorCode.INVALID_REQUEST)
    expect(codeOf(CLIENT_METRICS, 'c', 'interval.ms', 'soon')).toBe(ErrorCode.INVALID_CONFIG)
    expect(codeOf(CLIENT_METRICS, 'c', 'match', 'nonsense')).toBe(ErrorCode.INVALID_CONFIG)
    expect(codeOf(GROUP, 'g', 'nonsense', '1')).toBe(ErrorCode.INVALID_CONFIG)
    expect(codeOf(TOPIC, 't', 'nonsense', '1')).toBe(ErrorCode.INVALID_CONFIG)
    expect(codeOf(BROKER, '1', 'node.id', '1')).toBe(ErrorCode.INVALID_REQUEST)
  })

  it.each([
    ['consumer.session.timeout.ms', '1000', 'must be in the range 45000 to 60000 inclusive.'],
    ['consumer.assignment.interval.ms', '99999', 'must be in the range 0 to 15000 inclusive.'],
    ['share.record.lock.duration.ms', '70000', 'must be in the range 15000 to 60000 inclusive.'],
    ['share.delivery.count.limit', '11', 'must be in the range 2 to 10 inclusive.'],
    ['streams.num.standby.replicas', '3', 'must be less than or equal to 2'],
    ['streams.task.offset.interval.ms', '1', 'must be greater than or equal to 15000'],
    ['streams.assignor.name', 'x', "'x' is not a registered task assignor. Registered assignors are: [sticky]."],
    ['streams.assignor.name', 'sticky', null],
    ['streams.num.standby.replicas', '2', null],
    ['streams.task.offset.interval.ms', '15000', null],
  ])('of a group must be within what the broker allows: %s=%s', (key, value, problem) => {
    expect(configs.togetherProblem(GROUP, new Map([[key, value]]))).toBe(problem === null ? null : `${key} ${problem}`)
  })

  it('of a group that is outside of several limits is told in Kafka’s order', () => {
    const values = new Map([
      ['share.session.timeout.ms', '1'],
      ['consumer.session.timeout.ms', '1'],
      ['consumer.heartbeat.interval.ms', '1'],
    ])
    expect(configs.togetherProblem(GROUP, values)).toMatch(/^consumer\.heartbeat/)
    values.delete('consumer.heartbeat.interval.ms')
    expect(configs.togetherProblem(GROUP, values)).toMatch(/^consumer\.session/)
    values.delete('consumer.session.timeout.ms')
    expect(configs.togetherProblem(GROUP, values)).toMatch(/^share\.session/)
  })

  it('that contradicts another of the resource is a problem of both', () => {
    expect(configs.togetherProblem(TOPIC, new Map([['min.compaction.lag.ms', '5']]))).toBeNull()
    expect(
      configs.togetherProblem(
        TOPIC,
        new Map([
          ['min.compaction.lag.ms', '5'],
          ['max.compaction.lag.ms', '4'],
        ]),
      ),
    ).toBe('conflict topic config setting min.compaction.lag.ms (5) > max.compaction.lag.ms (4)')
    const wide = dynamic(['group.share.max.heartbeat.interval.ms=60000'])
    expect(wide.togetherProblem(GROUP, new Map([['share.heartbeat.interval.ms', '45000']]))).toBe(
      'share.session.timeout.ms must be greater than share.heartbeat.interval.ms',
    )
  })

  it('by APPEND starts from what holds where the resource sets nothing', () => {
    expect(configs.isList(TOPIC, 'cleanup.policy')).toBe(true)
    expect(configs.isList(TOPIC, 'retention.ms')).toBe(false)
    expect(configs.isList(TOPIC, 'nonsense')).toBe(false)
    expect(configs.defaultValue(TOPIC, 'cleanup.policy')).toBe('delete')
    expect(dynamic(['log.cleanup.policy=compact']).defaultValue(TOPIC, 'cleanup.policy')).toBe('compact')
    expect(configs.defaultValue(TOPIC, 'nonsense')).toBeNull()
  })
})

describe('DescribeConfigs', () => {
  let configs: DynamicConfigs
  const entry = (type: number, name: string, key: string) =>
    configs.describe(type, name)?.find(each => each.name === key)

  beforeEach(() => {
    configs = dynamic(['message.max.bytes=2000', 'log.retention.hours=24', 'ssl.key.password=hushhush'])
    configs.apply(
      null,
      imageOf([
        of(BROKER, '', { 'message.max.bytes': '3000' }),
        of(TOPIC, 't', { 'max.message.bytes': '4000', 'cleanup.policy': 'compact, delete' }),
        of(GROUP, 'g', { 'share.session.timeout.ms': '50000' }),
        of(CLIENT_METRICS, 'c', { 'interval.ms': '1000' }),
      ]),
    )
  })

  it('of a topic shows every source of a value, the one that holds first', () => {
    expect(entry(TOPIC, 't', 'max.message.bytes')).toEqual({
      name: 'max.message.bytes',
      value: '4000',
      source: 1,
      readOnly: false,
      sensitive: false,
      type: 3,
      synonyms: [
        { name: 'max.message.bytes', value: '4000', source: 1 },
        { name: 'message.max.bytes', value: '3000', source: 3 },
        { name: 'message.max.bytes', value: '2000', source: 4 },
        { name: 'message.max.bytes', value: '1048588', source: 5 },
      ],
    })
    expect(entry(TOPIC, 't', 'cleanup.policy')?.value).toBe('compact,delete')
    expect(entry(TOPIC, 'u', 'max.message.bytes')).toMatchObject({ value: '3000', source: 3 })
  })

  it('of a topic shows hours of the broker as milliseconds, and by Kafka’s rule as a default', () => {
    expect(entry(TOPIC, 't', 'retention.ms')).toMatchObject({ value: '86400000', source: 5, synonyms: [] })
  })

  it('of a topic hides internal keys', () => {
    expect(entry(TOPIC, 't', 'internal.segment.bytes')).toBeUndefined()
  })

  it('of a broker shows read-only and dynamic keys, and no secrets', () => {
    expect(entry(BROKER, '1', 'node.id')).toMatchObject({ value: '1', readOnly: true, source: 5 })
    expect(entry(BROKER, '1', 'message.max.bytes')).toMatchObject({ value: '3000', readOnly: false, source: 3 })
    expect(entry(BROKER, '1', 'ssl.key.password')).toMatchObject({ value: null, sensitive: true, source: 4 })
    expect(entry(BROKER, '1', 'ssl.key.password')?.synonyms).toEqual([
      { name: 'ssl.key.password', value: null, source: 4 },
    ])
    expect(entry(BROKER, '1', 'log.retention.hours')).toMatchObject({ value: '24', source: 4 })
    expect(JSON.stringify(configs.describe(BROKER, '1'))).not.toContain('hushhush')
  })

  it('of all brokers shows what was set for all', () => {
    expect(configs.describe(BROKER, '')).toEqual([
      {
        name: 'message.max.bytes',
        value: '3000',
        source: 3,
        readOnly: false,
        sensitive: false,
        type: 3,
        synonyms: [{ name: 'message.max.bytes', value: '3000', source: 3 }],
      },
    ])
  })

  it('of groups and client metrics shows theirs', () => {
    expect(entry(GROUP, 'g', 'share.session.timeout.ms')).toMatchObject({ value: '50000', source: 8 })
    expect(entry(GROUP, 'g', 'share.isolation.level')).toMatchObject({ value: 'read_uncommitted', source: 5 })
    expect(configs.describe(CLIENT_METRICS, 'c')?.map(({ name, value, source }) => [name, value, source])).toEqual([
      ['interval.ms', '1000', 7],
      ['match', '', 5],
      ['metrics', '', 5],
    ])
    expect(configs.describe(99, 'x')).toBeNull()
  })

  it('of a topic being created is sorted, with the source of each value', () => {
    const entries = configs.describeNewTopic(new Map([['retention.bytes', '5']]))
    expect(entries.map(({ name }) => name)).toEqual(entries.map(({ name }) => name).toSorted())
    const of = (name: string) => entries.find(each => each.name === name)
    expect(of('retention.bytes')).toMatchObject({ value: '5', source: 1 })
    expect(of('retention.ms')).toMatchObject({ value: '86400000', source: 4 })
    expect(of('segment.ms')).toMatchObject({ source: 5 })
  })
})
