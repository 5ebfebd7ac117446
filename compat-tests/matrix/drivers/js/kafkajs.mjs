/* matrix-lane
{
  "client": "kafkajs",
  "runtime": "node",
  "files": ["../../../clients/kafkajs-codecs.ts"],
  "versions": [
    { "version": "2.2.4", "packages": { "kafkajs": "2.2.4", "snappy": "7.4.3", "lz4-napi": "2.10.0" }, "fast": true },
    { "version": "1.16.0", "packages": { "kafkajs": "1.16.0", "snappy": "7.4.3", "lz4-napi": "2.10.0" } }
  ]
}
*/
import { createRequire } from 'node:module'
import kafkajs from 'kafkajs'
import { registerCodecs } from './kafkajs-codecs.ts'
import { base64, bytesOf, say, serve } from './protocol.mjs'

const { version } = createRequire(import.meta.url)('kafkajs/package.json')
const { CompressionTypes, logLevel, Partitioners, ConfigResourceTypes } = kafkajs
registerCodecs()

const CODECS = {
  none: CompressionTypes.None,
  gzip: CompressionTypes.GZIP,
  snappy: CompressionTypes.Snappy,
  lz4: CompressionTypes.LZ4,
  zstd: CompressionTypes.ZSTD,
}

const clients = new Map()
function kafka(bootstrap) {
  let client = clients.get(bootstrap)
  if (client === undefined) {
    const retry = { retries: 10, initialRetryTime: 100, maxRetryTime: 2000 }
    client = new kafkajs.Kafka({ clientId: 'matrix', brokers: bootstrap.split(','), logLevel: logLevel.NOTHING, retry })
    clients.set(bootstrap, client)
  }
  return client
}

const admins = new Map()
async function admin(bootstrap) {
  let connected = admins.get(bootstrap)
  if (connected === undefined) {
    connected = kafka(bootstrap).admin({ retry: { retries: 5, initialRetryTime: 100 } })
    await connected.connect()
    admins.set(bootstrap, connected)
  }
  return connected
}

const producers = new Map()
const consumers = new Map()

async function openProducer({ h, bootstrap, codec = 'none', acks = -1, idempotent = false, maxInFlight = null }) {
  const producer = kafka(bootstrap).producer({
    idempotent,
    maxInFlightRequests: maxInFlight,
    allowAutoTopicCreation: true,
    createPartitioner: Partitioners.JavaCompatiblePartitioner ?? Partitioners.DefaultPartitioner,
  })
  await producer.connect()
  producers.set(h, { producer, acks, compression: CODECS[codec] })
}

async function send({ h, topic, records }) {
  const { producer, acks, compression } = producers.get(h)
  const messages = records.map(({ key, value, headers, partition, timestamp }) => ({
    key: bytesOf(key),
    value: bytesOf(value),
    headers: Object.fromEntries(headers.map(([name, text]) => [name, bytesOf(text)])),
    ...(partition === undefined ? {} : { partition }),
    ...(timestamp === undefined ? {} : { timestamp: String(timestamp) }),
  }))
  await producer.send({ topic, acks, compression, messages })
}

async function openConsumer(params) {
  const { h, bootstrap, group, topics, reset = 'latest', autoCommit = false, autoCommitMs } = params
  const settings = {
    groupId: group,
    sessionTimeout: params.sessionMs ?? 10_000,
    rebalanceTimeout: 20_000,
    // A member learns of a rebalance with its heartbeat, which it sends between two fetches.
    heartbeatInterval: 300,
    maxWaitTimeInMs: params.fetchWaitMs ?? 300,
    minBytes: params.fetchMinBytes ?? 1,
    maxBytes: params.fetchMaxBytes ?? 10 << 20,
    maxBytesPerPartition: params.partitionMaxBytes ?? 1 << 20,
  }
  const consumer = kafka(bootstrap).consumer(settings)
  const state = { consumer, positions: new Map() }
  consumers.set(h, state)
  consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => {
    const partitions = Object.entries(payload.memberAssignment).flatMap(([topic, list]) =>
      list.map(partition => [topic, partition]),
    )
    state.positions.clear()
    say({ event: 'assigned', h, partitions })
  })
  consumer.on(consumer.events.CRASH, ({ payload }) =>
    say({ event: 'error', h, code: payload.error.code ?? null, message: payload.error.message }),
  )
  await consumer.connect()
  for (const topic of topics) await consumer.subscribe({ topic, fromBeginning: reset === 'earliest' })
  await consumer.run({
    autoCommit,
    ...(autoCommitMs === undefined ? {} : { autoCommitInterval: autoCommitMs }),
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
    await producers.get(h).producer.disconnect()
    producers.delete(h)
  },
  'consumer.open': openConsumer,
  'consumer.commit': ({ h }) => {
    const { consumer, positions } = consumers.get(h)
    return consumer.commitOffsets([...positions.values()])
  },
  'consumer.seek': async ({ h, topic, partition, offset }) =>
    consumers.get(h).consumer.seek({ topic, partition, offset: String(offset) }),
  'consumer.pause': async ({ h, partitions }) => consumers.get(h).consumer.pause(byTopic(partitions)),
  'consumer.resume': async ({ h, partitions }) => consumers.get(h).consumer.resume(byTopic(partitions)),
  'consumer.close': async ({ h }) => {
    await consumers.get(h).consumer.disconnect()
    consumers.delete(h)
  },
  'admin.createTopic': async ({ bootstrap, topic, partitions, config }) => {
    const configEntries = Object.entries(config).map(([name, value]) => ({ name, value }))
    const topics = [{ topic, numPartitions: partitions, replicationFactor: 1, configEntries }]
    // It answers false for a topic that is there, instead of throwing.
    const created = await (await admin(bootstrap)).createTopics({ topics, waitForLeaders: false })
    if (!created) throw Object.assign(new Error('not created: it exists'), { code: 36 })
  },
  'admin.listTopics': async ({ bootstrap }) => ({ topics: await (await admin(bootstrap)).listTopics() }),
  'admin.describeTopic': async ({ bootstrap, topic }) => {
    const { topics } = await (await admin(bootstrap)).fetchTopicMetadata({ topics: [topic] })
    const partitions = topics[0].partitions.map(({ partitionId, leader, replicas, isr }) => ({
      partition: partitionId,
      leader,
      replicas,
      isr,
    }))
    return { partitions }
  },
  'admin.describeCluster': async ({ bootstrap }) => {
    const { brokers, controller, clusterId } = await (await admin(bootstrap)).describeCluster()
    return { brokers: brokers.map(({ nodeId, host, port }) => ({ id: nodeId, host, port })), controller, clusterId }
  },
  'admin.describeConfig': async ({ bootstrap, topic }) => {
    const { resources } = await (await admin(bootstrap)).describeConfigs({
      includeSynonyms: false,
      resources: [{ type: ConfigResourceTypes.TOPIC, name: topic }],
    })
    const entries = resources[0].configEntries.map(({ configName, configValue }) => [configName, configValue])
    return { config: Object.fromEntries(entries) }
  },
  'admin.alterConfig': async ({ bootstrap, topic, set }) => {
    const configEntries = Object.entries(set).map(([name, value]) => ({ name, value }))
    const resources = [{ type: ConfigResourceTypes.TOPIC, name: topic, configEntries }]
    await (await admin(bootstrap)).alterConfigs({ validateOnly: false, resources })
  },
  'admin.createPartitions': async ({ bootstrap, topic, total }) => {
    await (await admin(bootstrap)).createPartitions({ topicPartitions: [{ topic, count: total }] })
  },
  'admin.deleteRecords': async ({ bootstrap, topic, partition, before }) => {
    const connected = await admin(bootstrap)
    // It deletes records only of topics that it has heard of.
    await connected.fetchTopicOffsets(topic)
    await connected.deleteTopicRecords({ topic, partitions: [{ partition, offset: String(before) }] })
  },
  'admin.deleteTopic': async ({ bootstrap, topic }) => {
    await (await admin(bootstrap)).deleteTopics({ topics: [topic] })
  },
  'admin.offsetAt': async ({ bootstrap, topic, partition, time }) => {
    const connected = await admin(bootstrap)
    if (time >= 0) {
      const offsets = await connected.fetchTopicOffsetsByTimestamp(topic, time)
      return { offset: Number(offsets.find(entry => entry.partition === partition).offset) }
    }
    const offsets = await connected.fetchTopicOffsets(topic)
    const { high, low } = offsets.find(entry => entry.partition === partition)
    return { offset: Number(time === -1 ? high : low) }
  },
  'admin.listGroups': async ({ bootstrap }) => {
    const { groups } = await (await admin(bootstrap)).listGroups()
    return { groups: groups.map(({ groupId }) => groupId) }
  },
  'admin.describeGroup': async ({ bootstrap, group }) => {
    const { groups } = await (await admin(bootstrap)).describeGroups([group])
    return { state: groups[0].state, members: groups[0].members.map(({ memberId }) => memberId) }
  },
  'admin.deleteGroup': async ({ bootstrap, group }) => {
    await (await admin(bootstrap)).deleteGroups([group])
  },
  'admin.groupOffsets': async ({ bootstrap, group, topic }) => {
    const connected = await admin(bootstrap)
    // The signature changed with 2.0.
    if (version.startsWith('1.')) {
      const partitions = await connected.fetchOffsets({ groupId: group, topic })
      return { offsets: partitions.map(({ partition, offset }) => [topic, partition, Number(offset)]) }
    }
    const found = await connected.fetchOffsets({ groupId: group, topics: [topic] })
    return { offsets: found[0].partitions.map(({ partition, offset }) => [topic, partition, Number(offset)]) }
  },
  'admin.alterGroupOffsets': async ({ bootstrap, group, offsets }) => {
    const connected = await admin(bootstrap)
    for (const [topic, partition, offset] of offsets) {
      await connected.setOffsets({ groupId: group, topic, partitions: [{ partition, offset: String(offset) }] })
    }
  },
}

/** Errors of several groups, topics or partitions come wrapped. */
function codeOf(error) {
  if (typeof error?.code === 'number') return error.code
  const inner = error?.errors?.[0]?.error ?? error?.errors?.[0] ?? error?.groups?.[0]?.error ?? error?.cause
  if (inner !== undefined && inner !== null && inner !== error) return codeOf(inner)
  return typeof error?.groups?.[0]?.errorCode === 'number' ? error.groups[0].errorCode : null
}

serve({
  version,
  codeOf,
  operations,
  lacks: {
    'consumer.open.assign': 'kafkajs reads in groups only',
    'consumer.open.reset=none': 'kafkajs knows earliest and latest only',
    'consumer.open.instanceId': 'kafkajs has no static membership',
    'consumer.open.assignor=roundrobin': 'kafkajs has an assignor of its own only',
    'consumer.open.assignor=cooperative': 'kafkajs has no cooperative rebalancing',
    'admin.deleteGroupOffsets': 'kafkajs cannot delete offsets of a group',
  },
})
