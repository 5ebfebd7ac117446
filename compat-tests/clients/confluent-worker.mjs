/**
 * The confluent client in a process of its own: its native part is built for one version of Node, which need not be the
 * one that runs the tests. Requests are JSON lines on stdin, answers and events JSON lines on stdout; bytes are base64.
 */
import { createRequire } from 'node:module'
import { createInterface } from 'node:readline'

const rdkafka = createRequire(import.meta.url)('@confluentinc/kafka-javascript')
const PORTION = 500
const PORTION_WAIT_MS = 100
const say = message => process.stdout.write(`${JSON.stringify(message)}\n`)
const base64 = bytes => (bytes === null || bytes === undefined ? null : Buffer.from(bytes).toString('base64'))
const bytesOf = text => (text === null ? null : Buffer.from(text, 'base64'))

function connect(client) {
  return new Promise((resolve, reject) => {
    client.connect({ timeout: 30_000 }, error => (error ? reject(new Error(error.message)) : resolve()))
  })
}

const disconnect = client => new Promise(resolve => client.disconnect(() => resolve()))

/** Resolves when every record is acknowledged. `report` names each acknowledged record as it comes. */
async function produce({ bootstrap, topic, records, config, report, paceMs = 0, perTick = 0 }) {
  const producer = new rdkafka.Producer({ 'bootstrap.servers': bootstrap, acks: -1, dr_cb: true, ...config }, {})
  await connect(producer)
  producer.setPollInterval(5)
  let acknowledged = 0
  let failed = 0
  let firstError = null
  const finished = new Promise(resolve => {
    if (records.length === 0) resolve()
    producer.on('delivery-report', (error, delivered) => {
      if (error) {
        failed++
        firstError ??= error.message
      } else {
        acknowledged++
        if (report) say({ event: 'ack', index: delivered.opaque })
      }
      if (acknowledged + failed === records.length) resolve()
    })
  })
  for (let index = 0; index < records.length; index++) {
    const { key, value, headers, partition } = records[index]
    for (;;) {
      try {
        const pairs = headers.map(([name, text]) => ({ [name]: text }))
        producer.produce(topic, partition ?? null, bytesOf(value), bytesOf(key), null, index, pairs)
        break
      } catch (error) {
        // The local queue is full: let delivery reports make room.
        if (error.code !== rdkafka.CODES.ERRORS.ERR__QUEUE_FULL) throw error
        await new Promise(done => setTimeout(done, 5))
      }
    }
    if (perTick > 0 && index % perTick === 0) await new Promise(done => setTimeout(done, paceMs))
  }
  await finished
  await disconnect(producer)
  return { acknowledged, failed, firstError }
}

/** Reads `count` records of a topic from its beginning; commits them when `group` is given and `commit` is set. */
async function consume({ bootstrap, topic, count, timeoutMs, config, group, commit }) {
  const settings = { 'bootstrap.servers': bootstrap, 'group.id': group, 'enable.auto.commit': false, ...config }
  const consumer = new rdkafka.KafkaConsumer(settings, { 'auto.offset.reset': 'earliest' })
  await connect(consumer)
  const records = []
  let isOver = false
  try {
    await new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        isOver = true
        reject(new Error(`read ${records.length} of ${count} records in ${timeoutMs} ms`))
      }, timeoutMs)
      const take = message => {
        const headers = (message.headers ?? []).flatMap(pair =>
          Object.entries(pair).map(([name, text]) => [name, text.toString()]),
        )
        const { partition, offset } = message
        records.push({ key: base64(message.key), value: base64(message.value), headers, partition, offset })
        if (records.length === count) {
          clearTimeout(timer)
          resolve()
        }
      }
      // Asked for in portions: a client whose own thread still takes records must not be disconnected (it crashes now and then).
      const takeMore = () => {
        consumer.consume(PORTION, (error, messages) => {
          if (error) return reject(new Error(error.message))
          for (const message of messages) if (records.length < count) take(message)
          if (records.length < count && !isOver) setImmediate(takeMore)
        })
      }
      consumer.setDefaultConsumeTimeout(PORTION_WAIT_MS)
      consumer.subscribe([topic])
      if (count === 0) resolve()
      else takeMore()
    })
    if (commit) {
      const next = new Map()
      for (const { partition, offset } of records) next.set(partition, Math.max(next.get(partition) ?? 0, offset + 1))
      consumer.commitSync([...next].map(([partition, offset]) => ({ topic, partition, offset })))
    }
  } finally {
    await disconnect(consumer)
  }
  return { records }
}

/** Members of one group that stay until `leave`; each change of assignment is an event. */
const members = new Map()

async function join({ bootstrap, topic, group, member, config }) {
  const settings = {
    'bootstrap.servers': bootstrap,
    'group.id': group,
    rebalance_cb: (error, assignment) => {
      const assign = error.code === rdkafka.CODES.ERRORS.ERR__ASSIGN_PARTITIONS
      try {
        const cooperative = consumer.rebalanceProtocol() === 'COOPERATIVE'
        if (cooperative) assign ? consumer.incrementalAssign(assignment) : consumer.incrementalUnassign(assignment)
        else assign ? consumer.assign(assignment) : consumer.unassign()
        say({ event: 'assigned', member, partitions: consumer.assignments().map(({ partition }) => partition) })
      } catch (failure) {
        // A consumer that is closing gives its partitions up one last time, and then takes no calls any more.
        if (members.has(member)) throw failure
      }
    },
    ...config,
  }
  const consumer = new rdkafka.KafkaConsumer(settings, { 'auto.offset.reset': 'earliest' })
  consumer.on('data', ({ partition, offset, value }) =>
    say({ event: 'record', member, partition, offset, value: base64(value) }),
  )
  await connect(consumer)
  consumer.subscribe([topic])
  consumer.consume()
  members.set(member, consumer)
  return {}
}

async function leave({ member }) {
  const consumer = members.get(member)
  members.delete(member)
  await disconnect(consumer)
  return {}
}

const operations = { produce, consume, join, leave, version: async () => ({ version: rdkafka.librdkafkaVersion }) }

const lines = createInterface({ input: process.stdin })
lines.on('line', async line => {
  const { id, op, ...request } = JSON.parse(line)
  try {
    say({ id, ok: await operations[op](request) })
  } catch (error) {
    say({ id, error: String(error?.message ?? error) })
  }
})
lines.on('close', () => process.exit(0))
