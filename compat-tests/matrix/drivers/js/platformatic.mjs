/* matrix-lane
{
  "client": "platformatic-kafka",
  "runtime": "node",
  "versions": [
    { "version": "2.12.1", "packages": { "@platformatic/kafka": "2.12.1" } },
    { "version": "1.35.0", "packages": { "@platformatic/kafka": "1.35.0" } }
  ]
}
*/
import { readFileSync } from 'node:fs'
import { Admin, Consumer, compatibilityPartitioner, Producer } from '@platformatic/kafka'
import { base64, bytesOf, say, serve, sleep } from './protocol.mjs'

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.resolve('@platformatic/kafka'))))
const TOPIC_RESOURCE = 2
const SET = 0
/** COORDINATOR_LOAD_IN_PROGRESS, COORDINATOR_NOT_AVAILABLE, NOT_COORDINATOR: the client gives up leaving at once. */
const COORDINATOR_NOT_READY = [14, 15, 16]

const common = bootstrap => ({
  clientId: 'matrix',
  bootstrapBrokers: [bootstrap],
  timeout: 30_000,
  retries: 40,
  retryDelay: 250,
  metadataMaxAge: 500,
})

const admins = new Map()
function admin(bootstrap) {
  let opened = admins.get(bootstrap)
  if (opened === undefined) {
    opened = new Admin({ ...common(bootstrap), retries: 5 })
    admins.set(bootstrap, opened)
  }
  return opened
}

const producers = new Map()
const consumers = new Map()

function openProducer({ h, bootstrap, codec = 'none', acks = -1, idempotent = false }) {
  const partitioner = compatibilityPartitioner
  const options = { acks, compression: codec, idempotent, autocreateTopics: true, partitioner }
  producers.set(h, { acks, producer: new Producer({ ...common(bootstrap), ...options }) })
}

async function send({ h, topic, records }) {
  const messages = records.map(({ key, value, headers, partition, timestamp }) => ({
    topic,
    key: bytesOf(key),
    value: bytesOf(value),
    headers: new Map(headers.map(([name, text]) => [Buffer.from(name), bytesOf(text)])),
    ...(partition === undefined ? {} : { partition }),
    ...(timestamp === undefined ? {} : { timestamp: BigInt(timestamp) }),
  }))
  const { producer, acks } = producers.get(h)
  // It takes LEADER for each send without acks, whatever the constructor was told.
  await producer.send({ messages, acks })
}

/** A member of a group: the client's consumer with the one stream that it reads. */
class Member {
  constructor(params) {
    const { h, bootstrap, group, topics, reset = 'latest', autoCommit = false, autoCommitMs = 5000 } = params
    this.h = h
    this.topics = topics
    this.fallbackMode = reset === 'none' ? 'fail' : reset
    this.positions = new Map()
    this.owned = []
    const sessionTimeout = params.sessionMs ?? 10_000
    this.consumer = new Consumer({
      ...common(bootstrap),
      groupId: group,
      sessionTimeout,
      rebalanceTimeout: Math.max(20_000, sessionTimeout),
      heartbeatInterval: 300,
      maxWaitTime: params.fetchWaitMs ?? 300,
      minBytes: params.fetchMinBytes ?? 1,
      autocommit: autoCommit ? autoCommitMs : false,
      ...(params.fetchMaxBytes === undefined ? {} : { maxBytes: params.fetchMaxBytes }),
      ...(params.partitionMaxBytes === undefined ? {} : { maxBytesPerPartition: params.partitionMaxBytes }),
      ...(params.instanceId === undefined ? {} : { groupInstanceId: params.instanceId }),
      ...(params.assignor === 'cooperative' ? { protocols: [{ name: 'cooperative-sticky', version: 1 }] } : {}),
    })
    this.consumer.on('consumer:group:join', ({ assignments }) => this.joined(assignments))
    this.consumer.on('error', error => this.failed(error))
  }

  /** The client tells what it has after each rebalance, and nothing of what it lost. */
  joined(assignments) {
    const names = list => list.map(([topic, partition]) => `${topic} ${partition}`)
    const now = assignments.flatMap(({ topic, partitions }) => partitions.map(partition => [topic, partition]))
    const kept = new Set(names(now))
    const lost = this.owned.filter(place => !kept.has(`${place[0]} ${place[1]}`))
    for (const name of names(lost)) this.positions.delete(name)
    this.owned = now
    if (lost.length > 0) say({ event: 'revoked', h: this.h, partitions: lost })
    say({ event: 'assigned', h: this.h, partitions: now })
  }

  failed(error) {
    say({ event: 'error', h: this.h, code: codeOf(error), message: String(error?.message ?? error) })
  }

  async open(where) {
    const stream = await this.consumer.consume({ topics: this.topics, fallbackMode: this.fallbackMode, ...where })
    this.stream = stream
    stream.on('data', message => {
      if (this.stream === stream) this.tell(message)
    })
    stream.on('error', error => this.failed(error))
  }

  tell({ topic, partition, offset, timestamp, key, value, headers, leaderEpoch }) {
    // A fetch that was on the way during a rebalance brings records of partitions that are another member's now.
    if (!this.owned.some(([t, p]) => t === topic && p === partition)) return
    this.positions.set(`${topic} ${partition}`, {
      topic,
      partition,
      offset: offset + 1n,
      leaderEpoch: leaderEpoch ?? 0,
    })
    const pairs = [...headers].map(([name, bytes]) => [String(name), base64(bytes)])
    const fields = { offset: Number(offset), timestamp: Number(timestamp), key: base64(key), value: base64(value) }
    say({ event: 'record', h: this.h, topic, partition, ...fields, headers: pairs })
  }

  async commit() {
    if (this.positions.size > 0) await this.consumer.commit({ offsets: [...this.positions.values()] })
  }

  /** A stream begins where it is told and cannot be moved, so another one takes its place. */
  async seek(topic, partition, offset) {
    const old = this.stream
    this.stream = null
    await old.close()
    this.positions.set(`${topic} ${partition}`, { topic, partition, offset: BigInt(offset), leaderEpoch: 0 })
    const offsets = [...this.positions.values()].map(({ leaderEpoch: _, ...place }) => place)
    await this.open({ mode: 'manual', offsets })
  }
}

async function openConsumer(params) {
  const member = new Member(params)
  consumers.set(params.h, member)
  await member.open({ mode: 'committed' })
}

async function offsetAt({ bootstrap, topic, partition, time }) {
  const partitions = [{ partitionIndex: partition, timestamp: BigInt(time) }]
  const [found] = await admin(bootstrap).listOffsets({ topics: [{ name: topic, partitions }] })
  return { offset: Number(found.partitions[0].offset) }
}

async function describeTopic({ bootstrap, topic }) {
  const { topics } = await admin(bootstrap).metadata({ topics: [topic], forceUpdate: true, retries: 0 })
  const partitions = topics.get(topic).partitions.map(({ leader, replicas, isr }, partition) => ({
    partition,
    leader,
    replicas,
    isr,
  }))
  return { partitions }
}

async function describeCluster({ bootstrap }) {
  const { id, brokers, controllerId } = await admin(bootstrap).metadata({ topics: [], forceUpdate: true })
  const list = [...brokers].map(([id, { host, port }]) => ({ id, host, port }))
  return { brokers: list, controller: controllerId, clusterId: id }
}

async function describeConfig({ bootstrap, topic }) {
  const resources = [{ resourceType: TOPIC_RESOURCE, resourceName: topic }]
  const [{ configs }] = await admin(bootstrap).describeConfigs({ resources })
  return { config: Object.fromEntries(configs.map(({ name, value }) => [name, value])) }
}

async function alterConfig({ bootstrap, topic, set }) {
  const configs = Object.entries(set).map(([name, value]) => ({ name, value, configOperation: SET }))
  const resources = [{ resourceType: TOPIC_RESOURCE, resourceName: topic, configs }]
  await admin(bootstrap).incrementalAlterConfigs({ resources })
}

async function groupOffsets({ bootstrap, group, topic, partitions }) {
  const topics = [{ name: topic, partitionIndexes: partitions }]
  const [found] = await admin(bootstrap).listConsumerGroupOffsets({ groups: [{ groupId: group, topics }] })
  return {
    offsets: found.topics.flatMap(({ name, partitions }) =>
      partitions.map(({ partitionIndex, committedOffset }) => [name, partitionIndex, Number(committedOffset)]),
    ),
  }
}

async function alterGroupOffsets({ bootstrap, group, offsets }) {
  const topics = offsets.map(([name, partition, offset]) => ({
    name,
    partitionOffsets: [{ partition, offset: BigInt(offset) }],
  }))
  await admin(bootstrap).alterConsumerGroupOffsets({ groupId: group, topics })
}

const operations = {
  'producer.open': async params => openProducer(params),
  'producer.send': send,
  'producer.close': async ({ h }) => {
    await producers.get(h).producer.close()
    producers.delete(h)
  },
  'consumer.open': openConsumer,
  'consumer.commit': ({ h }) => consumers.get(h).commit(),
  'consumer.seek': ({ h, topic, partition, offset }) => consumers.get(h).seek(topic, partition, offset),
  'consumer.close': async ({ h }) => {
    const { consumer } = consumers.get(h)
    consumers.delete(h)
    for (let attempt = 0; ; attempt++) {
      try {
        // With its streams.
        await consumer.close(true)
        return
      } catch (error) {
        if (!COORDINATOR_NOT_READY.includes(codeOf(error)) || attempt === 40) throw error
        await sleep(250)
      }
    }
  },
  'admin.createTopic': async ({ bootstrap, topic, partitions, config }) => {
    const configs = Object.entries(config).map(([name, value]) => ({ name, value }))
    await admin(bootstrap).createTopics({ topics: [topic], partitions, replicas: 1, configs })
  },
  'admin.deleteTopic': async ({ bootstrap, topic }) => admin(bootstrap).deleteTopics({ topics: [topic] }),
  'admin.listTopics': async ({ bootstrap }) => ({ topics: await admin(bootstrap).listTopics() }),
  'admin.describeTopic': describeTopic,
  'admin.describeCluster': describeCluster,
  'admin.describeConfig': describeConfig,
  'admin.alterConfig': alterConfig,
  'admin.createPartitions': async ({ bootstrap, topic, total }) =>
    admin(bootstrap).createPartitions({ topics: [{ name: topic, count: total, assignments: null }] }),
  'admin.deleteRecords': async ({ bootstrap, topic, partition, before }) => {
    const partitions = [{ partition, offset: BigInt(before) }]
    await admin(bootstrap).deleteRecords({ topics: [{ name: topic, partitions }] })
  },
  'admin.offsetAt': offsetAt,
  'admin.listGroups': async ({ bootstrap }) => ({ groups: [...(await admin(bootstrap).listGroups()).keys()] }),
  'admin.describeGroup': async ({ bootstrap, group }) => {
    const found = (await admin(bootstrap).describeGroups({ groups: [group] })).get(group)
    return { state: found.state, members: [...found.members.keys()] }
  },
  'admin.deleteGroup': async ({ bootstrap, group }) => admin(bootstrap).deleteGroups({ groups: [group] }),
  'admin.groupOffsets': groupOffsets,
  'admin.alterGroupOffsets': alterGroupOffsets,
  'admin.deleteGroupOffsets': async ({ bootstrap, group, topic, partition }) => {
    const topics = [{ name: topic, partitionIndexes: [partition] }]
    await admin(bootstrap).deleteConsumerGroupOffsets({ groupId: group, topics })
  },
}

/** Errors come wrapped: in those of several attempts, and with a cause. */
function codeOf(error) {
  if (typeof error?.apiCode === 'number') return error.apiCode
  for (const inner of [...(error?.errors ?? []), error?.cause]) {
    const code = inner ? codeOf(inner) : null
    if (code !== null) return code
  }
  return null
}

serve({
  version,
  codeOf,
  operations,
  lacks: {
    'consumer.open.assign': '@platformatic/kafka reads in groups only',
    'consumer.open.instanceId': 'a static member of @platformatic/kafka leaves its group when it closes',
    'consumer.pause': '@platformatic/kafka pauses a stream with all its partitions only',
  },
})
