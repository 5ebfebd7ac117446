/* matrix-lane
{
  "client": "kcat",
  "runtime": "node",
  "programs": ["kcat"],
  "versions": [{ "version": "1.7.1", "packages": {} }]
}
*/
import { spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { createInterface } from 'node:readline'
import { base64, bytesOf, say, serve } from './protocol.mjs'

/** A line of lengths before the bytes of every record, so that they may hold anything; −1 is null. */
const FORMAT = '%t %p %o %T %K %S\\n%k%s'
const producers = new Map()
const consumers = new Map()

const settings = properties =>
  Object.entries(properties).flatMap(([name, value]) => (value === undefined ? [] : ['-X', `${name}=${value}`]))

const common = bootstrap => ['-b', bootstrap, ...settings({ 'reconnect.backoff.max.ms': 500 })]

/** Runs kcat to its end; resolves with what it printed. */
function kcat(args, input = null) {
  const child = spawn('kcat', args)
  const out = []
  let errors = ''
  child.stdout.on('data', chunk => out.push(chunk))
  child.stderr.on('data', chunk => {
    errors = (errors + chunk).slice(-2000)
  })
  child.stdin.on('error', () => {})
  child.stdin.end(input ?? undefined)
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', status => {
      if (status === 0) resolve(Buffer.concat(out).toString())
      else reject(new Error(errors.trim() || `kcat ended with ${status}`))
    })
  })
}

function openProducer({ h, bootstrap, codec = 'none', acks = -1, idempotent = false, ...more }) {
  const args = [
    ...common(bootstrap),
    ...settings({
      acks,
      'enable.idempotence': idempotent,
      'linger.ms': 5,
      'message.timeout.ms': 30_000,
      'max.in.flight.requests.per.connection': more.maxInFlight,
      'message.max.bytes': more.maxRequestBytes,
      partitioner: more.partitioner === undefined ? undefined : 'murmur2_random',
    }),
  ]
  producers.set(h, { args: [...args, '-z', codec], last: Promise.resolve() })
}

/** What one process can send: to one partition, or to those that its partitioner chooses; all with keys or none; values all null or none. */
function batches(records) {
  const all = []
  for (const record of records) {
    const kind = `${record.partition} ${record.key === null} ${record.value === null}`
    if (all.at(-1)?.kind !== kind) all.push({ kind, records: [] })
    all.at(-1).records.push(record)
  }
  return all.map(batch => batch.records)
}

async function sendBatch(args, topic, records) {
  const [{ partition, key, value }] = records
  // Delimiters that no record can hold by accident.
  const [between, after] = [randomBytes(12).toString('hex'), randomBytes(12).toString('hex')]
  const parts = records.flatMap(record => [
    ...(key === null ? [] : [bytesOf(record.key), Buffer.from(between)]),
    bytesOf(record.value) ?? Buffer.alloc(0),
    Buffer.from(after),
  ])
  const options = [
    ...(partition === undefined ? [] : ['-p', String(partition)]),
    ...(key === null ? [] : ['-K', between]),
    ...(value === null ? ['-Z'] : []),
  ]
  await kcat(['-P', ...args, '-t', topic, '-D', after, ...options], Buffer.concat(parts))
}

function send({ h, topic, records }) {
  const producer = producers.get(h)
  const sent = producer.last.then(async () => {
    for (const batch of batches(records)) await sendBatch(producer.args, topic, batch)
  })
  producer.last = sent.catch(() => {})
  return sent
}

const REBALANCED =
  /^% Group \S+ rebalanced(?: \(memberid [^)]*\): (assigned|revoked)|: incremental (\w+) of .*protocol\)): (.*)$/

/** `topic [0], topic [1]` in what kcat tells of a rebalance. */
const partitionsIn = text =>
  [...text.matchAll(/(\S+) \[(\d+)\]/g)].map(([, topic, partition]) => [topic, Number(partition)])

/** One kcat process that reads, or one for each partition where they are assigned. */
class Reader {
  constructor(h, args) {
    this.h = h
    this.buffered = Buffer.alloc(0)
    this.owned = new Map()
    this.closing = false
    this.child = spawn('kcat', [...args, '-u', '-E', '-f', FORMAT])
    this.child.stdout.on('data', chunk => this.read(chunk))
    createInterface({ input: this.child.stderr }).on('line', line => this.told(line))
    this.ended = new Promise(done => this.child.on('close', done))
    this.ended.then(status => {
      if (!this.closing) this.failed(`kcat ended with ${status}`)
    })
  }

  failed(message) {
    say({ event: 'error', h: this.h, code: null, message })
  }

  told(line) {
    const rebalanced = REBALANCED.exec(line)
    if (rebalanced === null) {
      if (line.startsWith('% ERROR')) this.failed(line)
      return
    }
    const [, whole, incremental, list] = rebalanced
    const partitions = partitionsIn(list)
    if (whole === 'assigned') this.owned.clear()
    if (whole === 'assigned' || incremental?.startsWith('assign')) {
      for (const pair of partitions) this.owned.set(String(pair), pair)
      say({ event: 'assigned', h: this.h, partitions: [...this.owned.values()] })
    } else {
      for (const pair of partitions) this.owned.delete(String(pair))
      say({ event: 'revoked', h: this.h, partitions })
    }
  }

  read(chunk) {
    this.buffered = Buffer.concat([this.buffered, chunk])
    for (;;) {
      const lineEnd = this.buffered.indexOf(10)
      if (lineEnd < 0) return
      const [topic, ...numbers] = this.buffered.toString('latin1', 0, lineEnd).split(' ')
      const [partition, offset, timestamp, keyBytes, valueBytes] = numbers.map(Number)
      const keyEnd = lineEnd + 1 + Math.max(0, keyBytes)
      const end = keyEnd + Math.max(0, valueBytes)
      if (this.buffered.length < end) return
      const key = keyBytes < 0 ? null : base64(this.buffered.subarray(lineEnd + 1, keyEnd))
      const value = valueBytes < 0 ? null : base64(this.buffered.subarray(keyEnd, end))
      this.buffered = this.buffered.subarray(end)
      say({ event: 'record', h: this.h, topic, partition, offset, timestamp, key, value, headers: [] })
    }
  }

  async close() {
    this.closing = true
    this.child.kill('SIGTERM')
    await this.ended
  }
}

function openConsumer({ h, bootstrap, group, topics, assign, reset = 'latest', ...more }) {
  const { autoCommit = false, autoCommitMs = 5000, sessionMs = 10_000, fetchWaitMs = 300, fetchMaxBytes } = more
  const assignor = more.assignor ?? 'range'
  const args = [
    ...common(bootstrap),
    ...settings({
      'auto.offset.reset': reset === 'none' ? 'error' : reset,
      'fetch.min.bytes': more.fetchMinBytes ?? 1,
      'fetch.wait.max.ms': fetchWaitMs,
      'socket.timeout.ms': Math.max(10_000, fetchWaitMs + 2000),
      'fetch.max.bytes': fetchMaxBytes,
      // It must not be above fetch.max.bytes.
      'message.max.bytes': fetchMaxBytes === undefined ? undefined : Math.min(1_000_000, fetchMaxBytes),
      'max.partition.fetch.bytes': more.partitionMaxBytes,
    }),
  ]
  if (assign !== undefined) {
    const start = offset => (offset === undefined ? (reset === 'earliest' ? 'beginning' : 'end') : String(offset))
    const readers = assign.map(
      ([topic, partition, offset]) =>
        new Reader(h, ['-C', ...args, '-t', topic, '-p', String(partition), '-o', start(offset)]),
    )
    consumers.set(h, readers)
    say({ event: 'assigned', h, partitions: assign.map(([topic, partition]) => [topic, partition]) })
    return
  }
  const membership = settings({
    'enable.auto.commit': autoCommit,
    'auto.commit.interval.ms': autoCommitMs,
    'session.timeout.ms': sessionMs,
    'heartbeat.interval.ms': 300,
    'partition.assignment.strategy': assignor === 'cooperative' ? 'cooperative-sticky' : assignor,
    'group.instance.id': more.instanceId,
  })
  consumers.set(h, [new Reader(h, [...args, ...membership, '-G', group ?? `matrix-${h}`, ...topics])])
}

const metadata = async bootstrap => JSON.parse(await kcat([...common(bootstrap), '-L', '-J']))

async function describeTopic({ bootstrap, topic }) {
  const { topics } = await metadata(bootstrap)
  const found = topics.find(each => each.topic === topic)
  if (found === undefined) throw new Error('no such topic')
  const ids = nodes => nodes.map(({ id }) => id)
  return {
    partitions: found.partitions.map(({ partition, leader, replicas, isrs }) => ({
      partition,
      leader,
      replicas: ids(replicas),
      isr: ids(isrs),
    })),
  }
}

async function describeCluster({ bootstrap }) {
  const { brokers, controllerid } = await metadata(bootstrap)
  const described = brokers.map(({ id, name }) => {
    const colon = name.lastIndexOf(':')
    return { id, host: name.slice(0, colon), port: Number(name.slice(colon + 1)) }
  })
  return { brokers: described, controller: controllerid ?? null, clusterId: null }
}

async function offsetAt({ bootstrap, topic, partition, time }) {
  const told = await kcat([...common(bootstrap), '-Q', '-t', `${topic}:${partition}:${time}`])
  return { offset: Number(/offset (-?\d+)/.exec(told)[1]) }
}

const operations = {
  'producer.open': async params => openProducer(params),
  'producer.send': send,
  'producer.close': async ({ h }) => {
    const { last } = producers.get(h)
    producers.delete(h)
    await last
  },
  'consumer.open': async params => openConsumer(params),
  'consumer.close': async ({ h }) => {
    const readers = consumers.get(h)
    consumers.delete(h)
    await Promise.all(readers.map(reader => reader.close()))
  },
  'admin.listTopics': async ({ bootstrap }) => ({
    topics: (await metadata(bootstrap)).topics.map(({ topic }) => topic),
  }),
  'admin.describeTopic': describeTopic,
  'admin.describeCluster': describeCluster,
  'admin.offsetAt': offsetAt,
}

const lacks = {
  'record.headers': 'kcat writes and tells headers as text',
  'record.timestamp': 'kcat cannot say when a record was made',
  'producer.open.idempotent=true': 'kcat sends what it reads until its input ends: no producer that goes on',
  'consumer.commit': 'kcat commits by itself alone',
  'consumer.seek': 'kcat cannot seek',
  'consumer.pause': 'kcat cannot pause',
}
for (const [op, what] of Object.entries({
  createTopic: 'create topics',
  deleteTopic: 'delete topics',
  createPartitions: 'add partitions',
  describeConfig: 'describe configurations',
  alterConfig: 'alter configurations',
  deleteRecords: 'delete records',
  listGroups: 'list groups',
  describeGroup: 'describe groups',
  deleteGroup: 'delete groups',
  groupOffsets: 'tell the offsets of a group',
  alterGroupOffsets: 'set the offsets of a group',
  deleteGroupOffsets: 'delete offsets of a group',
})) {
  lacks[`admin.${op}`] = `kcat cannot ${what}`
}
const version = /Version (.*)/.exec(spawnSync('kcat', ['-V'], { encoding: 'utf8' }).stdout)[1]
serve({ version, codeOf: () => null, operations, lacks })
