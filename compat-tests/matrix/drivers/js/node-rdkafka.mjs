/* matrix-lane
{
  "client": "node-rdkafka",
  "runtime": "node",
  "native": true,
  "versions": [{ "version": "3.6.1", "packages": { "node-rdkafka": "3.6.1" } }]
}
*/
import { createRequire } from 'node:module'
import { base64, bytesOf, say, serve, sleep } from './protocol.mjs'

const require = createRequire(import.meta.url)
const Kafka = require('node-rdkafka')
const { version } = require('node-rdkafka/package.json')
const { ERRORS } = Kafka.CODES
const TIMEOUT_MS = 10_000

/** Calls something that takes a callback last. */
const called = work =>
  new Promise((resolve, reject) => work((error, value) => (error ? reject(error) : resolve(value))))
const common = bootstrap => ({ 'bootstrap.servers': bootstrap, 'reconnect.backoff.max.ms': 500 })

const producers = new Map()
const consumers = new Map()

async function openProducer({ h, bootstrap, codec = 'none', acks = -1, idempotent = false, ...more }) {
  const settings = {
    ...common(bootstrap),
    'compression.type': codec,
    acks,
    'enable.idempotence': idempotent,
    'linger.ms': 5,
    'message.timeout.ms': 30_000,
    'topic.metadata.refresh.fast.interval.ms': 100,
    dr_cb: true,
    ...(more.maxInFlight === undefined ? {} : { 'max.in.flight.requests.per.connection': more.maxInFlight }),
    ...(more.maxRequestBytes === undefined ? {} : { 'message.max.bytes': more.maxRequestBytes }),
  }
  // The partitioner is a setting of topics, which it overrides when it stands among the others.
  const producer = new Kafka.Producer(settings, more.partitioner === undefined ? {} : { partitioner: 'murmur2_random' })
  producer.on('delivery-report', (error, { opaque }) => opaque(error))
  await called(done => producer.connect({ timeout: TIMEOUT_MS }, done))
  producer.setPollInterval(10)
  producers.set(h, producer)
}

async function send({ h, topic, records }) {
  const producer = producers.get(h)
  const deliveries = records.map(({ key, value, headers, partition, timestamp }) =>
    called(done => {
      const pairs = headers.map(([name, text]) => ({ [name]: bytesOf(text) }))
      producer.produce(topic, partition ?? null, bytesOf(value), bytesOf(key), timestamp ?? null, done, pairs)
    }),
  )
  await Promise.all(deliveries)
}

const pair = ({ topic, partition }) => [topic, partition]
const place = ([topic, partition, offset]) => ({ topic, partition, ...(offset === undefined ? {} : { offset }) })

/** A consumer that tells what it gains, loses and reads. */
class Member {
  constructor(params) {
    const { h, bootstrap, group, reset = 'latest', assignor = 'range', fetchWaitMs = 300 } = params
    this.h = h
    this.closing = false
    this.cooperative = assignor === 'cooperative'
    this.owned = new Map()
    this.positions = new Map()
    const { fetchMaxBytes, partitionMaxBytes, instanceId } = params
    const settings = {
      ...common(bootstrap),
      'group.id': group ?? `matrix-${h}`,
      'enable.auto.commit': params.autoCommit ?? false,
      'auto.commit.interval.ms': params.autoCommitMs ?? 5000,
      'session.timeout.ms': params.sessionMs ?? 10_000,
      'heartbeat.interval.ms': 300,
      'fetch.min.bytes': params.fetchMinBytes ?? 1,
      'fetch.wait.max.ms': fetchWaitMs,
      'socket.timeout.ms': Math.max(TIMEOUT_MS, fetchWaitMs + 2000),
      'partition.assignment.strategy': this.cooperative ? 'cooperative-sticky' : assignor,
      rebalance_cb: (error, partitions) => this.rebalanced(error, partitions),
      ...(instanceId === undefined ? {} : { 'group.instance.id': instanceId }),
      ...(partitionMaxBytes === undefined ? {} : { 'max.partition.fetch.bytes': partitionMaxBytes }),
    }
    if (fetchMaxBytes !== undefined) {
      // It must not be below message.max.bytes.
      settings['fetch.max.bytes'] = fetchMaxBytes
      settings['message.max.bytes'] = Math.min(1_000_000, fetchMaxBytes)
    }
    const consumer = new Kafka.KafkaConsumer(settings, { 'auto.offset.reset': reset === 'none' ? 'error' : reset })
    consumer.setDefaultConsumeTimeout(50)
    consumer.on('data', message => this.tell(message))
    consumer.on('event.error', error => this.failed(error))
    consumer.on('warning', error => this.failed(error))
    this.consumer = consumer
  }

  async open({ topics, assign }) {
    await called(done => this.consumer.connect({ timeout: TIMEOUT_MS }, done))
    if (assign === undefined) this.consumer.subscribe(topics)
    else {
      this.consumer.assign(assign.map(place))
      this.gained(assign.map(place))
    }
    this.polling = this.poll()
  }

  /** Asks for messages itself: the client's own loop ends at an error without telling it. */
  async poll() {
    let last = ''
    while (!this.closing) {
      try {
        await called(done => this.consumer.consume(100, done))
      } catch (error) {
        if (error.message !== last) this.failed(error)
        last = error.message
        await sleep(50)
      }
    }
  }

  async close() {
    this.closing = true
    await this.polling
    await called(done => this.consumer.disconnect(done))
  }

  failed(error) {
    say({ event: 'error', h: this.h, code: codeOf(error), message: error.message })
  }

  rebalanced({ code }, partitions) {
    if (!this.consumer.isConnected()) return
    if (code === ERRORS.ERR__ASSIGN_PARTITIONS) {
      if (this.cooperative) this.consumer.incrementalAssign(partitions)
      else this.consumer.assign(partitions)
      this.gained(partitions)
    } else if (code === ERRORS.ERR__REVOKE_PARTITIONS) {
      for (const one of partitions) {
        this.owned.delete(String(pair(one)))
        this.positions.delete(String(pair(one)))
      }
      say({ event: 'revoked', h: this.h, partitions: partitions.map(pair) })
      if (this.cooperative) this.consumer.incrementalUnassign(partitions)
      else this.consumer.unassign()
    }
  }

  gained(partitions) {
    for (const one of partitions) this.owned.set(String(pair(one)), pair(one))
    say({ event: 'assigned', h: this.h, partitions: [...this.owned.values()] })
  }

  tell({ topic, partition, offset, timestamp, key, value, headers }) {
    this.positions.set(String([topic, partition]), { topic, partition, offset: offset + 1 })
    const pairs = (headers ?? []).flatMap(one => Object.entries(one).map(([name, bytes]) => [name, base64(bytes)]))
    const fields = { offset, timestamp, key: base64(key), value: base64(value), headers: pairs }
    say({ event: 'record', h: this.h, topic, partition, ...fields })
  }
}

async function openConsumer(params) {
  const member = new Member(params)
  consumers.set(params.h, member)
  await member.open(params)
}

async function closeConsumer({ h }) {
  const member = consumers.get(h)
  consumers.delete(h)
  await member.close()
}

/** Gives the work a connected consumer that never joins: the client asks through one. */
async function asking(bootstrap, group, work) {
  const consumer = new Kafka.KafkaConsumer({ ...common(bootstrap), 'group.id': group, 'enable.auto.commit': false }, {})
  await called(done => consumer.connect({ timeout: TIMEOUT_MS }, done))
  try {
    return await work(consumer)
  } finally {
    await called(done => consumer.disconnect(done))
  }
}

const metadata = (bootstrap, options) =>
  asking(bootstrap, 'matrix-asking', consumer =>
    called(done => consumer.getMetadata({ timeout: TIMEOUT_MS, ...options }, done)),
  )

async function describeTopic({ bootstrap, topic }) {
  const { topics } = await metadata(bootstrap, { topic })
  const found = topics.find(({ name }) => name === topic)
  // It tells nothing else of a topic that is not there.
  if (found === undefined || found.partitions.length === 0) throw new Error('no such topic')
  const partitions = found.partitions.map(({ id, leader, replicas, isrs }) => ({
    partition: id,
    leader,
    replicas,
    isr: isrs,
  }))
  return { partitions }
}

function offsetAt({ bootstrap, topic, partition, time }) {
  return asking(bootstrap, 'matrix-asking', async consumer => {
    if (time < 0) {
      const ends = await called(done => consumer.queryWatermarkOffsets(topic, partition, TIMEOUT_MS, done))
      return { offset: time === -2 ? ends.lowOffset : ends.highOffset }
    }
    const asked = [{ topic, partition, offset: time }]
    const [found] = await called(done => consumer.offsetsForTimes(asked, TIMEOUT_MS, done))
    return { offset: found.offset }
  })
}

function groupOffsets({ bootstrap, group, topic, partitions }) {
  return asking(bootstrap, group, async consumer => {
    const asked = partitions.map(partition => ({ topic, partition }))
    const found = await called(done => consumer.committed(asked, TIMEOUT_MS, done))
    return { offsets: found.map(({ topic, partition, offset }) => [topic, partition, offset ?? -1]) }
  })
}

async function admin(bootstrap, work) {
  const client = Kafka.AdminClient.create(common(bootstrap))
  try {
    await called(done => work(client, done))
  } finally {
    client.disconnect()
  }
}

const operations = {
  'producer.open': openProducer,
  'producer.send': send,
  'producer.close': async ({ h }) => {
    const producer = producers.get(h)
    producers.delete(h)
    await called(done => producer.flush(TIMEOUT_MS, done))
    await called(done => producer.disconnect(done))
  },
  'consumer.open': openConsumer,
  'consumer.commit': async ({ h }) => {
    const { consumer, positions } = consumers.get(h)
    consumer.commitSync([...positions.values()])
  },
  'consumer.seek': ({ h, topic, partition, offset }) =>
    called(done => consumers.get(h).consumer.seek({ topic, partition, offset }, TIMEOUT_MS, error => done(error))),
  'consumer.pause': async ({ h, partitions }) => {
    consumers.get(h).consumer.pause(partitions.map(place))
  },
  'consumer.resume': async ({ h, partitions }) => {
    consumers.get(h).consumer.resume(partitions.map(place))
  },
  'consumer.close': closeConsumer,
  'admin.createTopic': ({ bootstrap, topic, partitions, config }) =>
    admin(bootstrap, (client, done) =>
      client.createTopic({ topic, num_partitions: partitions, replication_factor: 1, config }, TIMEOUT_MS, done),
    ),
  'admin.deleteTopic': ({ bootstrap, topic }) =>
    admin(bootstrap, (client, done) => client.deleteTopic(topic, TIMEOUT_MS, done)),
  'admin.createPartitions': ({ bootstrap, topic, total }) =>
    admin(bootstrap, (client, done) => client.createPartitions(topic, total, TIMEOUT_MS, done)),
  'admin.listTopics': async ({ bootstrap }) => {
    const { topics } = await metadata(bootstrap, {})
    return { topics: topics.map(({ name }) => name) }
  },
  'admin.describeTopic': describeTopic,
  'admin.describeCluster': async ({ bootstrap }) => {
    const { brokers } = await metadata(bootstrap, {})
    return { brokers: brokers.map(({ id, host, port }) => ({ id, host, port })), controller: null, clusterId: null }
  },
  'admin.offsetAt': offsetAt,
  'admin.groupOffsets': groupOffsets,
  'admin.alterGroupOffsets': ({ bootstrap, group, offsets }) =>
    asking(bootstrap, group, async consumer => consumer.commitSync(offsets.map(place)) && {}),
}

/** Codes below zero are librdkafka's own. */
function codeOf(error) {
  return typeof error?.code === 'number' && error.code >= 0 ? error.code : null
}

const lacks = {}
for (const [op, what] of Object.entries({
  describeConfig: 'describe configurations',
  alterConfig: 'alter configurations',
  deleteRecords: 'delete records',
  listGroups: 'list groups',
  describeGroup: 'describe groups',
  deleteGroup: 'delete groups',
  deleteGroupOffsets: 'delete offsets of a group',
})) {
  lacks[`admin.${op}`] = `node-rdkafka cannot ${what}`
}
serve({ version: `${version}, librdkafka ${Kafka.librdkafkaVersion}`, codeOf, operations, lacks })
