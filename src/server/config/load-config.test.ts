import { readFileSync } from 'node:fs'
import { describe, expect, it, test } from 'vitest'
import { DEV_DEFAULTS } from './dev-defaults.ts'
import { keyOfVariable } from './environment.ts'
import { type ConfigSources, loadConfig } from './load-config.ts'
import { nearestKey } from './nearest-key.ts'
import { brokerKeys, StartupConfigError } from './static-values.ts'

const load = (sources: ConfigSources = {}) => loadConfig(sources).config
const file = (text: string) => ({ file: { name: 'server.properties', text } })

function refusal(sources: ConfigSources): string {
  try {
    loadConfig(sources)
  } catch (error) {
    if (error instanceof StartupConfigError) return error.message
    throw error
  }
  return 'taken'
}

/** The file that Apache Kafka 4 ships as `config/server.properties`, without its comments. */
const KAFKAS_OWN = `process.roles=broker,controller
node.id=1
controller.quorum.bootstrap.servers=localhost:9093
listeners=PLAINTEXT://:9092,CONTROLLER://:9093
inter.broker.listener.name=PLAINTEXT
advertised.listeners=PLAINTEXT://localhost:9092,CONTROLLER://localhost:9093
controller.listener.names=CONTROLLER
listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,SSL:SSL,SASL_PLAINTEXT:SASL_PLAINTEXT,SASL_SSL:SASL_SSL
num.network.threads=3
num.io.threads=8
socket.send.buffer.bytes=102400
socket.receive.buffer.bytes=102400
socket.request.max.bytes=104857600
log.dirs=/tmp/kraft-combined-logs
num.partitions=1
num.recovery.threads.per.data.dir=1
offsets.topic.replication.factor=1
share.coordinator.state.topic.replication.factor=1
share.coordinator.state.topic.min.isr=1
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
log.retention.hours=168
log.segment.bytes=1073741824
log.retention.check.interval.ms=300000
`

test('a listener may have a rate of connections of its own', () => {
  const { config, notices } = loadConfig(
    file(
      'max.connection.creation.rate=7\nlistener.name.plaintext.max.connection.creation.rate=3\nlistener.name.other.max.connection.creation.rate=5',
    ),
  )
  expect(config.socket.maxConnectionRate).toBe(7)
  expect(config.socket.maxConnectionRatePerListener).toEqual(new Map([['PLAINTEXT', 3]]))
  expect(notices).toEqual(['these keys have no effect in Gregor: listener.name.other.max.connection.creation.rate'])
  expect(refusal(file('listener.name.plaintext.max.connection.creation.rate=fast'))).toMatch(/must be a whole number/)
})

describe('a node without any configuration', () => {
  it('is a broker and its own controller on loopback', () => {
    const config = load()
    expect(config.nodeId).toBe(1)
    expect(config.roles).toEqual({ broker: true, controller: true })
    expect(config.listeners).toEqual([
      { name: 'PLAINTEXT', kind: 'broker', host: '127.0.0.1', port: 9092, securityProtocol: 0, advertised: null },
    ])
    expect(config.interBrokerListener).toBe('PLAINTEXT')
    expect(config.controllerListeners).toEqual([])
    expect(config.quorum.voters).toEqual([])
    expect(config.storage.dirs).toEqual(['./gregor-data'])
    expect(config.metadataLog.dir).toBe('./gregor-data')
  })

  it('is kind to developers, and realistic where asked', () => {
    expect(load().groups.classic.initialRebalanceDelayMs).toBe(0)
    expect(load().offsets.topic).toEqual({
      partitions: 4,
      replicationFactor: 1,
      segmentBytes: 104857600,
      minInSyncReplicas: null,
    })
    const realistic = load({ realistic: true })
    expect(realistic.groups.classic.initialRebalanceDelayMs).toBe(3000)
    expect(realistic.offsets.topic.partitions).toBe(50)
    // A node alone cannot do otherwise; Kafka's own server.properties says the same.
    expect(realistic.offsets.topic.replicationFactor).toBe(1)
  })

  it('has dev defaults only for keys that exist, each different from Kafka’s', () => {
    for (const { key, value } of DEV_DEFAULTS) expect(brokerKeys.get(key)?.default, key).not.toBe(value)
    for (const { key } of DEV_DEFAULTS) expect(brokerKeys.has(key), key).toBe(true)
  })
})

describe('the README', () => {
  it('lists every default that is not Kafka’s, as it is', () => {
    const text = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8')
    const rows = text.split('\n').filter(line => /^\| `[a-z.]+` \|/.test(line))
    const realistic = { 'first-start': 'kept', 'single-node': 'kept on a single node', kinder: "Kafka's" }
    expect(rows).toEqual(
      DEV_DEFAULTS.map(({ key, value, why, kind }) => {
        const kafka = brokerKeys.get(key)!.default
        return `| \`${key}\` | \`${value}\` | ${kafka === null ? 'none' : `\`${kafka}\``} | ${why} | ${realistic[kind]} |`
      }),
    )
  })
})

describe('Kafka’s own server.properties', () => {
  it('is taken as it is, and what has no effect is said in one line', () => {
    const { config, notices } = loadConfig(file(KAFKAS_OWN))
    expect(config.listeners).toEqual([
      {
        name: 'PLAINTEXT',
        kind: 'broker',
        host: '',
        port: 9092,
        securityProtocol: 0,
        advertised: { host: 'localhost', port: 9092 },
      },
      {
        name: 'CONTROLLER',
        kind: 'controller',
        host: '',
        port: 9093,
        securityProtocol: 0,
        advertised: { host: 'localhost', port: 9093 },
      },
    ])
    expect(config.controllerListeners).toEqual(['CONTROLLER'])
    expect(config.quorum.bootstrapServers).toEqual([{ host: 'localhost', port: 9093 }])
    expect(config.storage.dirs).toEqual(['/tmp/kraft-combined-logs'])
    expect(notices).toEqual([
      'these keys have no effect in Gregor: num.io.threads, num.network.threads, num.recovery.threads.per.data.dir, socket.receive.buffer.bytes, socket.send.buffer.bytes',
    ])
  })
})

describe('the sources of a configuration', () => {
  it('win in their order: defaults, file, environment, overrides, options', () => {
    const sources: ConfigSources = {
      ...file('num.partitions=2\ndefault.replication.factor=2\nmessage.max.bytes=2\nlog.dirs=/file'),
      env: { KAFKA_DEFAULT_REPLICATION_FACTOR: '3', KAFKA_MESSAGE_MAX_BYTES: '3', KAFKA_LOG_DIRS: '/env' },
      overrides: ['message.max.bytes=4', 'log.dirs=/override'],
      dataDir: '/option',
      port: 7,
    }
    const config = load(sources)
    expect(config.topics).toMatchObject({ defaultPartitions: 2, defaultReplicationFactor: 3 })
    expect(config.topicDefaults.maxMessageBytes).toBe(4)
    expect(config.storage.dirs).toEqual(['/option'])
    expect(config.listeners[0]?.port).toBe(7)
    expect(config.staticValues.get('message.max.bytes')).toBe('4')
  })

  it.each([
    ['KAFKA_NODE_ID', 'node.id'],
    ['KAFKA_LISTENER_NAME_A__B', 'listener.name.a_b'],
    ['KAFKA_A___B', 'a-b'],
    ['KAFKA_A____B', 'a-.b'],
  ])('read %s as %s', (variable, key) => {
    expect(keyOfVariable(variable)).toBe(key)
  })

  it('never stumble over KAFKA_ variables that mean something else', () => {
    const { notices } = loadConfig({
      env: { KAFKA_HEAP_OPTS: '-Xmx1g', KAFKA_OPTS: 'x', KAFKA_BOOTSTRAP_SERVERS: 'a:1', KAFKA_: 'x', PATH: '/bin' },
    })
    expect(notices).toEqual(['these keys are unknown and ignored: bootstrap.servers'])
  })

  it('tell a slip in a file with the key that was meant', () => {
    expect(refusal(file('\nnum.partitons=3'))).toBe(
      'There is no key "num.partitons" (from line 2 of server.properties). Did you mean num.partitions?',
    )
  })

  it('pass over keys of plug-ins and of older Kafkas, and say so', () => {
    const { notices } = loadConfig(
      file('my.plugin.setting=1\ninter.broker.protocol.version=3.9\nlistener.name.x.ssl.foo=1'),
    )
    expect(notices).toEqual([
      'these keys no longer exist in Kafka 4: inter.broker.protocol.version',
      'these keys are unknown and ignored: my.plugin.setting, listener.name.x.ssl.foo',
    ])
  })

  it.each([
    [['my.key=1'], 'There is no key "my.key" (from --override).'],
    [['num.partitions'], '--override needs key=value, not "num.partitions".'],
    [['num.partitions=x'], 'num.partitions must be a whole number, but is "x"; its default is 1 (from --override).'],
    [
      ['num.partitions=0'],
      'num.partitions cannot be "0": value must be at least 1; its default is 1 (from --override).',
    ],
    [
      ['num.io.threads=0'],
      'num.io.threads cannot be "0": value must be at least 1; its default is 8 (from --override).',
    ],
    [
      ['auto.create.topics.enable=yes'],
      'auto.create.topics.enable must be true or false, but is "yes"; its default is true (from --override).',
    ],
    [
      ['log.cleanup.policy=shred'],
      'log.cleanup.policy cannot be "shred": string must be one of: compact, delete; its default is delete (from --override).',
    ],
  ])('refuse the override %s', (overrides, message) => {
    expect(refusal({ overrides })).toBe(message)
  })

  it('take an empty value of an override', () => {
    expect(load({ overrides: ['broker.rack='] }).rack).toBeNull()
  })
})

describe('keys that mean the same', () => {
  it.each([
    ['log.retention.hours=2', 2 * 3600_000],
    ['log.retention.hours=2\nlog.retention.minutes=3', 3 * 60_000],
    ['log.retention.hours=2\nlog.retention.minutes=3\nlog.retention.ms=4', 4],
    ['log.retention.hours=-1', -1],
  ])('%j', (text, retentionMs) => {
    expect(load(file(text)).topicDefaults.log.retentionMs).toBe(retentionMs)
  })

  it('are honoured for log.dir, node.id and rolling', () => {
    expect(load(file('log.dir=/a')).storage.dirs).toEqual(['/a'])
    expect(load(file('log.dir=/a\nlog.dirs=/b,/c')).storage.dirs).toEqual(['/b', '/c'])
    const relative = load({
      ...file('log.dirs=a,/b\nmetadata.log.dir=a'),
      absolutePath: path => (path.startsWith('/') ? path : `/here/${path}`),
    })
    expect(relative.storage.dirs).toEqual(['/here/a', '/b'])
    expect(relative.metadataLog.dir).toBe('/here/a')
    // What was written is what DescribeConfigs shows.
    expect(relative.staticValues.get('log.dirs')).toBe('a,/b')
    expect(load(file('broker.id=7')).nodeId).toBe(7)
    expect(load(file('broker.id=7\nnode.id=7')).nodeId).toBe(7)
    expect(refusal(file('broker.id=7\nnode.id=8'))).toMatch(/^node\.id is 8 and broker\.id is 7;/)
    expect(load(file('log.roll.hours=1')).topicDefaults.log.segmentMs).toBe(3600_000)
    expect(load(file('log.flush.scheduler.interval.ms=9')).topicDefaults.log.flushMs).toBe(9)
  })
})

describe('listeners', () => {
  const listeners = (text: string) => load(file(text)).listeners

  it('have names in upper case, bracketed IPv6 hosts and any port', () => {
    expect(listeners('listeners=plaintext://[::1]:0').map(({ name, host, port }) => [name, host, port])).toEqual([
      ['PLAINTEXT', '::1', 0],
    ])
  })

  it('may be several, each mapped to PLAINTEXT', () => {
    const config = load(
      file('listeners=IN://127.0.0.1:1,OUT://127.0.0.1:2\nlistener.security.protocol.map=IN:PLAINTEXT,OUT:PLAINTEXT'),
    )
    expect(config.listeners.map(({ name }) => name)).toEqual(['IN', 'OUT'])
    expect(config.interBrokerListener).toBe('IN')
  })

  it('of controllers need no mapping', () => {
    expect(listeners('listeners=PLAINTEXT://:1,CONTROLLER://:2\ncontroller.listener.names=CONTROLLER')[1]?.kind).toBe(
      'controller',
    )
  })

  it.each([
    ['listeners=127.0.0.1:9092', /is no listener; write it as NAME:\/\/HOST:PORT/],
    ['listeners=PLAINTEXT://:99999', /port must be between 0 and 65535/],
    ['listeners=A://:1', /Listener A has no security protocol; add A:PLAINTEXT/],
    ['listeners=SSL://:1', /Listener SSL uses SSL, which Gregor does not have yet/],
    ['listeners=SASL_PLAINTEXT://:1', /uses SASL_PLAINTEXT, which Gregor does not have yet/],
    ['listeners=PLAINTEXT://:1,PLAINTEXT://:2', /names PLAINTEXT twice/],
    ['listeners=PLAINTEXT://:1,CONTROLLER://:1\ncontroller.listener.names=CONTROLLER', /both use port 1/],
    ['advertised.listeners=PLAINTEXT://0.0.0.0:9092', /no client can connect to/],
    ['advertised.listeners=OTHER://a:9092', /advertised\.listeners has OTHER, which listeners does not/],
    ['controller.listener.names=CONTROLLER', /controller\.listener\.names has CONTROLLER, which listeners does not/],
    [
      'inter.broker.listener.name=X',
      /inter\.broker\.listener\.name is X, which is no broker listener; choose one of PLAINTEXT/,
    ],
    ['listener.security.protocol.map=A:B', /listener\.security\.protocol\.map has "A:B"/],
    [
      'process.roles=controller',
      /A controller that is no broker may only have listeners of controller\.listener\.names/,
    ],
    ['process.roles=broker', /A broker that is no controller needs controller\.listener\.names/],
    ['process.roles=broker\ncontroller.listener.names=CONTROLLER', /must know where the controllers are/],
    ['controller.quorum.voters=2@a:9093', /must name its node\.id 1/],
    ['controller.quorum.voters=a:9093', /write it as ID@HOST:PORT/],
    ['controller.quorum.voters=1@a:1,1@b:2', /names node 1 twice/],
    ['controller.quorum.bootstrap.servers=a', /write it as HOST:PORT/],
    ['replica.fetch.wait.max.ms=40000\nreplica.socket.timeout.ms=50000', /must not exceed replica\.lag\.time\.max\.ms/],
    ['group.consumer.session.timeout.ms=1', /must lie between group\.consumer\.min\.session\.timeout\.ms=45000/],
    ['broker.session.timeout.ms=2000', /must be less than broker\.session\.timeout\.ms/],
    ['log.retention.ms=0', /must be -1 for no limit, or 1 and more/],
    ['authorizer.class.name=com.example.Mine', /a Java class; Gregor has/],
    ['max.connections.per.ip.overrides=a', /write it as ADDRESS:COUNT/],
    ['a=\\u1', /^Line 1 of server\.properties: \\u needs four/],
  ])('refuse %j with a sentence', (text, message) => {
    expect(refusal(file(text))).toMatch(message)
  })

  it('of a cluster leave Kafka’s replication factors alone', () => {
    const voters =
      'controller.quorum.voters=1@a:1,2@b:1,3@c:1\nlisteners=PLAINTEXT://:9092,CONTROLLER://:1\ncontroller.listener.names=CONTROLLER'
    const config = load(file(voters))
    expect(config.quorum.voters).toHaveLength(3)
    expect(config.offsets.topic).toMatchObject({ partitions: 4, replicationFactor: 3 })
  })
})

describe('the nearest key', () => {
  it.each([
    ['log.retention.mss', 'log.retention.ms'],
    ['log_dirs', 'log.dirs'],
    ['auto.craete.topics.enable', 'auto.create.topics.enable'],
    ['entirely.different', null],
  ])('of %s is %s', (typed, meant) => {
    expect(nearestKey(typed, brokerKeys.keys())).toBe(meant)
  })
})
