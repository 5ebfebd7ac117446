/* matrix-lane
{
  "client": "confluent-kafka-javascript",
  "runtime": "node",
  "installedBySetup": true,
  "versions": [{ "version": "1.10.1", "packages": { "@confluentinc/kafka-javascript": "1.10.1" } }]
}
*/
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { base64, bytesOf, say, serve } from './protocol.mjs'

// Its native part was built by setup.ts, in the folder that the runner names.
const require = createRequire(join(process.env.MATRIX_PACKAGES, 'package.json'))
const { KafkaJS } = require('@confluentinc/kafka-javascript')
const { version } = require('@confluentinc/kafka-javascript/package.json')
const { ErrorCodes, logLevel } = KafkaJS

const kafka = new Map()
function client(bootstrap) {
  if (!kafka.has(bootstrap)) {
    const quiet = { brokers: [bootstrap], logLevel: logLevel.NOTHING }
    kafka.set(bootstrap, new KafkaJS.Kafka({ kafkaJS: quiet, 'reconnect.backoff.max.ms': 500 }))
  }
  return kafka.get(bootstrap)
}

const admins = new Map()
async function admin(bootstrap) {
  if (!admins.has(bootstrap)) {
    const connected = client(bootstrap).admin()
    await connected.connect()
    admins.set(bootstrap, connected)
  }
  return admins.get(bootstrap)
}

const producers = new Map()
const consumers = new Map()

async function openProducer({ h, bootstrap, codec = 'none', acks = -1, idempotent = false, ...more }) {
  const producer = client(bootstrap).producer({
    'compression.codec': codec,
    acks,
    'enable.idempotence': idempotent,
    'linger.ms': 5,
    'message.timeout.ms': 30_000,
    'topic.metadata.refresh.fast.interval.ms': 100,
    ...(more.partitioner === 'murmur2' ? { partitioner: 'murmur2_random' } : {}),
    ...(more.maxInFlight === undefined ? {} : { 'max.in.flight.requests.per.connection': more.maxInFlight }),
    ...(more.maxRequestBytes === undefined ? {} : { 'message.max.bytes': more.maxRequestBytes }),
  })
  await producer.connect()
  producers.set(h, producer)
}

async function send({ h, topic, records }) {
  const messages = records.map(({ key, value, headers, partition, timestamp }) => ({
    key: bytesOf(key),
    value: bytesOf(value),
    headers: Object.fromEntries(headers.map(([name, text]) => [name, bytesOf(text)])),
    ...(partition === undefined ? {} : { partition }),
    ...(timestamp === undefined ? {} : { timestamp: String(timestamp) }),
  }))
  await producers.get(h).send({ topic, messages })
}

async function openConsumer(params) {
  const { h, bootstrap, group, topics, reset = 'latest', autoCommit = false, autoCommitMs = 5000, assignor } = params
  const strategy = assignor === 'cooperative' ? 'cooperative-sticky' : (assignor ?? 'range')
  const owned = new Set()
  const state = { positions: new Map() }
  const settings = {
    'group.id': group,
    'enable.auto.commit': autoCommit,
    'auto.commit.interval.ms': autoCommitMs,
    'auto.offset.reset': reset === 'none' ? 'error' : reset,
    'session.timeout.ms': params.sessionMs ?? 10_000,
    'heartbeat.interval.ms': 300,
    'partition.assignment.strategy': strategy,
    'fetch.wait.max.ms': params.fetchWaitMs ?? 300,
    'fetch.min.bytes': params.fetchMinBytes ?? 1,
    'socket.timeout.ms': Math.max(10_000, (params.fetchWaitMs ?? 300) + 2000),
    rebalance_cb: (error, partitions) => {
      const pairs = partitions.map(({ topic, partition }) => [topic, partition])
      const names = pairs.map(pair => JSON.stringify(pair))
      if (error.code === ErrorCodes.ERR__ASSIGN_PARTITIONS) {
        for (const name of names) owned.add(name)
        say({ event: 'assigned', h, partitions: [...owned].sort().map(name => JSON.parse(name)) })
        return
      }
      for (const name of names) owned.delete(name)
      say({ event: 'revoked', h, partitions: pairs })
    },
  }
  if (params.instanceId !== undefined) settings['group.instance.id'] = params.instanceId
  if (params.partitionMaxBytes !== undefined) settings['max.partition.fetch.bytes'] = params.partitionMaxBytes
  if (params.fetchMaxBytes !== undefined) {
    // It must not be below message.max.bytes.
    settings['fetch.max.bytes'] = params.fetchMaxBytes
    settings['message.max.bytes'] = Math.min(1_000_000, params.fetchMaxBytes)
  }
  const consumer = client(bootstrap).consumer(settings)
  state.consumer = consumer
  consumers.set(h, state)
  await consumer.connect()
  await consumer.subscribe({ topics })
  await consumer.run({
    eachMessage: async ({ topic, partition, message }) => {
      const offset = Number(message.offset)
      state.positions.set(`${topic} ${partition}`, { topic, partition, offset: String(offset + 1) })
      const headers = Object.entries(message.headers ?? {}).flatMap(([name, value]) =>
        (Array.isArray(value) ? value : [value]).map(one => [name, base64(one)]),
      )
      const { key, value, timestamp } = message
      const fields = { key: base64(key), value: base64(value), headers, timestamp: Number(timestamp) }
      say({ event: 'record', h, topic, partition, offset, ...fields })
    },
  })
}

const byTopic = partitions => {
  const topics = new Map()
  for (const [topic, partition] of partitions) topics.set(topic, [...(topics.get(topic) ?? []), partition])
  return [...topics].map(([topic, list]) => ({ topic, partitions: list }))
}

const operations = {
  'producer.open': openProducer,
  'producer.send': send,
  'producer.close': async ({ h }) => {
    await producers.get(h).disconnect()
    producers.delete(h)
  },
  'consumer.open': openConsumer,
  'consumer.commit': ({ h }) => {
    const { consumer, positions } = consumers.get(h)
    return consumer.commitOffsets([...positions.values()])
  },
  'consumer.seek': async ({ h, topic, partition, offset }) =>
    consumers.get(h).consumer.seek({ topic, partition, offset: String(offset) }),
  'consumer.pause': async ({ h, partitions }) => void consumers.get(h).consumer.pause(byTopic(partitions)),
  'consumer.resume': async ({ h, partitions }) => consumers.get(h).consumer.resume(byTopic(partitions)),
  'consumer.close': async ({ h }) => {
    await consumers.get(h).consumer.disconnect()
    consumers.delete(h)
  },
  'admin.createTopic': async ({ bootstrap, topic, partitions, config }) => {
    const configEntries = Object.entries(config).map(([name, value]) => ({ name, value }))
    const topics = [{ topic, numPartitions: partitions, replicationFactor: 1, configEntries }]
    // It answers false for a topic that is there, instead of throwing.
    const created = await (await admin(bootstrap)).createTopics({ topics })
    if (!created) throw Object.assign(new Error('not created: it exists'), { code: 36 })
  },
  'admin.deleteTopic': async ({ bootstrap, topic }) => {
    await (await admin(bootstrap)).deleteTopics({ topics: [topic] })
  },
  'admin.listTopics': async ({ bootstrap }) => ({ topics: await (await admin(bootstrap)).listTopics() }),
  'admin.describeTopic': async ({ bootstrap, topic }) => {
    const [found] = await (await admin(bootstrap)).fetchTopicMetadata({ topics: [topic] })
    const partitions = found.partitions.map(({ partitionId, leader, replicas, isr }) => ({
      partition: partitionId,
      leader,
      replicas,
      isr,
    }))
    return { partitions }
  },
  'admin.deleteRecords': async ({ bootstrap, topic, partition, before }) => {
    const partitions = [{ partition, offset: String(before) }]
    const [result] = await (await admin(bootstrap)).deleteTopicRecords({ topic, partitions })
    if (result?.error) throw result.error
  },
  'admin.offsetAt': async ({ bootstrap, topic, partition, time }) => {
    const connected = await admin(bootstrap)
    const found = time >= 0 ? connected.fetchTopicOffsetsByTimestamp(topic, time) : connected.fetchTopicOffsets(topic)
    const entry = (await found).find(one => one.partition === partition)
    return { offset: Number(time >= 0 ? entry.offset : time === -1 ? entry.high : entry.low) }
  },
  'admin.listGroups': async ({ bootstrap }) => {
    const { groups } = await (await admin(bootstrap)).listGroups()
    return { groups: groups.map(({ groupId }) => groupId) }
  },
  'admin.describeGroup': async ({ bootstrap, group }) => {
    const { groups } = await (await admin(bootstrap)).describeGroups([group])
    const [{ error, state, members }] = groups
    if (error) throw error
    const names = Object.entries(KafkaJS.ConsumerGroupStates)
    const name = names.find(([, code]) => code === state)?.[0] ?? String(state)
    return { state: STATES[name] ?? name, members: members.map(({ memberId }) => memberId) }
  },
  'admin.deleteGroup': async ({ bootstrap, group }) => {
    const [result] = await (await admin(bootstrap)).deleteGroups([group])
    if (result?.error) throw result.error
  },
  'admin.groupOffsets': async ({ bootstrap, group, topic, partitions }) => {
    const found = await (await admin(bootstrap)).fetchOffsets({ groupId: group, topics: [{ topic, partitions }] })
    const entries = found.find(one => one.topic === topic)?.partitions ?? []
    return { offsets: entries.map(({ partition, offset }) => [topic, partition, Number(offset)]) }
  },
}

const STATES = {
  PREPARING_REBALANCE: 'PreparingRebalance',
  COMPLETING_REBALANCE: 'CompletingRebalance',
  STABLE: 'Stable',
  DEAD: 'Dead',
  EMPTY: 'Empty',
}

/** Codes below zero are librdkafka's own. */
function codeOf(error) {
  const inner = error?.groups?.[0]?.error ?? error?.partitions?.[0]?.error
  const code = inner?.code ?? error?.code
  return typeof code === 'number' && code >= 0 ? code : null
}

serve({
  version,
  codeOf,
  operations,
  lacks: {
    'consumer.open.assign': 'its KafkaJS interface reads in groups only',
    'consumer.open.reset=none': 'its KafkaJS interface does not tell of an offset out of range',
    'admin.describeCluster': 'it has no description of the cluster',
    'admin.describeConfig': 'it has no description of configurations',
    'admin.alterConfig': 'it cannot alter configurations',
    'admin.createPartitions': 'its KafkaJS interface cannot add partitions',
    'admin.alterGroupOffsets': 'it cannot alter offsets of a group',
    'admin.deleteGroupOffsets': 'it cannot delete offsets of a group',
  },
})
