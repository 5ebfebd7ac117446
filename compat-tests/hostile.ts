/**
 * Hostile and hopeless connections: frames that lie, sizes that overflow, requests that nobody knows, peers that stop in
 * the middle, readers that do not read. The broker must answer or close each, keep its memory, and serve another client
 * all the while without an error. Then ten thousand idle connections and five thousand partitions, with figures.
 */
import { connect, type Socket } from 'node:net'
import { kafkajsClient } from './clients/kafkajs.ts'
import { Args, scratchDir } from './harness/args.ts'
import { Bystander } from './harness/bystander.ts'
import { Cases, eventually, expect, LeftOut } from './harness/cases.ts'
import { apiVersionsRequest, RawConnection, rawRequest } from './harness/raw.ts'
import { startTarget, type Target } from './harness/target.ts'

const MB = 1e6
/** What a broker may have grown by after the hostile ones are gone: garbage that is not collected yet, not a leak. */
const GROWTH_LIMIT_MB = { gregor: 64, 'apache-kafka': 700 }
/** A client that behaves must not wait longer than this for one record while others misbehave. */
const SLOWEST_ROUND_MS = 1000
/**
 * Connections that are opened at once: below socket.listen.backlog.size (50), or the kernel drops some and tries
 * again seconds later.
 */
const BATCH = 40

type Outcome = 'closed' | 'answered' | 'silent'

interface Attack {
  readonly name: string
  readonly bytes: () => Buffer
  /** What a broker may do about it. */
  readonly allowed: readonly Outcome[]
}

function sized(size: number, rest: Uint8Array = Buffer.alloc(0)): Buffer {
  const prefix = Buffer.alloc(4)
  prefix.writeInt32BE(size)
  return Buffer.concat([prefix, rest])
}

const random = (length: number): Buffer => Buffer.from(Array.from({ length }, () => Math.floor(Math.random() * 256)))

/** Metadata v12 whose array of topics says two billion. */
function endlessArray(): Buffer {
  return rawRequest(3, 12, 1, Buffer.from([0x00, 0xff, 0xff, 0xff, 0xff, 0x0f, 0x00]))
}

/** Produce v7 whose record set says that it is longer than the frame. */
function lyingRecords(): Buffer {
  const body = Buffer.alloc(2 + 2 + 4 + 4 + 3 + 4 + 4 + 4)
  body.writeInt16BE(-1, 0)
  body.writeInt16BE(-1, 2)
  body.writeInt32BE(1000, 4)
  body.writeInt32BE(1, 8)
  body.writeInt16BE(1, 12)
  body.write('x', 14)
  body.writeInt32BE(1, 15)
  body.writeInt32BE(0, 19)
  body.writeInt32BE(0x7fffffff, 23)
  return rawRequest(0, 7, 1, body)
}

/** FindCoordinator v0 of a group that nobody has asked for yet. */
function findCoordinator(): Buffer {
  const body = Buffer.concat([Buffer.from([0, 8]), Buffer.from(random(4).toString('hex'))])
  return rawRequest(10, 0, 1, body)
}

const ATTACKS: readonly Attack[] = [
  { name: 'negative size', bytes: () => sized(-1), allowed: ['closed'] },
  { name: 'size of 2 GiB', bytes: () => sized(0x7fffffff, random(100)), allowed: ['closed'] },
  { name: 'size zero', bytes: () => sized(0), allowed: ['closed', 'silent'] },
  { name: 'size too small for a header', bytes: () => sized(3, random(3)), allowed: ['closed'] },
  {
    name: 'text instead of a frame',
    bytes: () => Buffer.from('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n'),
    allowed: ['closed'],
  },
  {
    name: 'TLS hello',
    bytes: () => Buffer.concat([Buffer.from([0x16, 0x03, 0x01, 0x02, 0x00, 0x01]), random(511)]),
    allowed: ['closed'],
  },
  { name: 'unknown API', bytes: () => rawRequest(32_000, 0, 1, Buffer.alloc(0)), allowed: ['closed'] },
  { name: 'negative API', bytes: () => rawRequest(-5, 0, 1, Buffer.alloc(0)), allowed: ['closed'] },
  { name: 'unsupported version', bytes: () => rawRequest(3, 999, 1, Buffer.alloc(0)), allowed: ['closed'] },
  { name: 'unknown ApiVersions version', bytes: () => rawRequest(18, 999, 1, Buffer.from([0])), allowed: ['answered'] },
  { name: 'random body', bytes: () => rawRequest(3, 5, 1, random(200)), allowed: ['closed', 'answered'] },
  { name: 'array of two billion', bytes: endlessArray, allowed: ['closed'] },
  { name: 'records longer than the frame', bytes: lyingRecords, allowed: ['closed', 'answered'] },
  {
    name: 'large and of an unknown API, behind a request that waits',
    bytes: () => Buffer.concat([findCoordinator(), rawRequest(32_000, 0, 2, random(100_000))]),
    allowed: ['answered', 'closed'],
  },
  { name: 'header cut short', bytes: () => sized(8, random(8)), allowed: ['closed'] },
]

/** One hostile connection; the broker has `withinMs` to react. */
async function attack(port: number, bytes: Buffer, withinMs: number): Promise<Outcome> {
  const connection = await RawConnection.open(port)
  try {
    connection.send(bytes)
    const frame = await connection.receive(withinMs)
    return frame !== null ? 'answered' : connection.closed ? 'closed' : 'silent'
  } finally {
    connection.destroy()
  }
}

const rssMb = (target: Target): number => target.memory().rssBytes / MB

/** Memory once it has stopped falling: a collector and idle pools need a moment. */
async function settledMb(target: Target): Promise<number> {
  let least = rssMb(target)
  for (let i = 0; i < 10; i++) {
    await new Promise(done => setTimeout(done, 300))
    least = Math.min(least, rssMb(target))
  }
  return least
}

const args = new Args(
  'node hostile.ts [--target gregor|apache-kafka] [--connections N] [--partitions N] [--only REGEX]',
)
const cases = new Cases(args.has('only') ? args.text('only', '') : null)
const name = args.target()
const growthLimit = GROWTH_LIMIT_MB[name]
const connections = args.number('connections', 10_000)
const dataDir = scratchDir('hostile')
const target = await startTarget({ name, dataDir, overrides: { 'max.connections': '20000' } })
const { port } = target
const bystander = await Bystander.start(target.bootstrap)

/** Runs `storm` and checks afterwards that memory came back and that the other client saw nothing of it. */
async function unharmed(storm: () => Promise<string>, beforeMb?: number): Promise<string> {
  const before = beforeMb ?? (await settledMb(target))
  const seen = bystander.rounds
  bystander.slowestMs = 0
  const note = await storm()
  const after = await settledMb(target)
  expect(target.running, 'the broker has ended')
  bystander.assertUnharmed()
  await eventually('traffic of the other client', () => (bystander.rounds > seen ? true : null))
  expect(after - before <= growthLimit, `memory grew from ${before.toFixed(0)} to ${after.toFixed(0)} MB`)
  const slowest = bystander.slowestMs.toFixed(0)
  expect(bystander.slowestMs < SLOWEST_ROUND_MS, `a record of the other client took ${slowest} ms`)
  return `${note}${note === '' ? '' : '; '}memory ${before.toFixed(0)} -> ${after.toFixed(0)} MB, other client's slowest round ${slowest} ms`
}

try {
  for (const { name: what, bytes, allowed } of ATTACKS) {
    await cases.check(what, async () => {
      const outcome = await attack(port, bytes(), 3000)
      expect(allowed.includes(outcome), `${outcome}, not ${allowed.join(' or ')}`)
      return outcome
    })
  }

  await cases.check(`${connections} idle connections`, async () => {
    const before = await settledMb(target)
    const from = performance.now()
    const peers = await openMany(connections)
    const openedMs = performance.now() - from
    const during = rssMb(target)
    const open = peers.filter(peer => !peer.destroyed).length
    for (const peer of peers) peer.destroy()
    expect(open === connections, `only ${open} of ${connections} connections are still open`)
    bystander.assertUnharmed()
    const each = ((during - before) * 1000) / connections
    return `opened in ${openedMs.toFixed(0)} ms, ${before.toFixed(0)} -> ${during.toFixed(0)} MB, ${each.toFixed(1)} KB each`
  })

  await cases.check(`${connections} hostile connections`, () =>
    unharmed(async () => {
      const outcomes: Record<Outcome, number> = { closed: 0, answered: 0, silent: 0 }
      for (let done = 0; done < connections; ) {
        const batch = Array.from(
          { length: Math.min(BATCH, connections - done) },
          (_, i) => ATTACKS[(done + i) % ATTACKS.length]!,
        )
        done += batch.length
        for (const outcome of await Promise.all(batch.map(({ bytes }) => attack(port, bytes(), 1000))))
          outcomes[outcome]++
      }
      return Object.entries(outcomes)
        .map(([outcome, count]) => `${count} ${outcome}`)
        .join(', ')
    }),
  )

  await cases.check('500 peers that send a frame of 1 MB byte by byte', () =>
    unharmed(async () => {
      const peers = await openMany(500)
      const before = rssMb(target)
      for (const peer of peers) peer.write(sized(1_000_000, Buffer.from([0, 3])))
      for (let i = 0; i < 20; i++) {
        for (const peer of peers) if (peer.writable) peer.write(Buffer.from([i]))
        await new Promise(done => setTimeout(done, 50))
      }
      // A size is only a promise: memory is taken as bytes arrive. Apache Kafka takes it at once.
      const during = rssMb(target)
      if (name === 'gregor')
        expect(during - before < 200, `500 promises of 1 MB took ${(during - before).toFixed(0)} MB`)
      for (const peer of peers) peer.destroy()
      return `during it ${during.toFixed(0)} MB`
    }),
  )

  await cases.check('200 peers that ask and never read', () =>
    unharmed(async () => {
      const peers = await openMany(200)
      const ask = Buffer.concat(Array.from({ length: 500 }, (_, i) => apiVersionsRequest(i)))
      let peak = 0
      for (const peer of peers) peer.pause()
      // 200 × 40 × 500 answers of about 600 bytes would be 2.4 GB if all of them were kept.
      for (let i = 0; i < 40; i++) {
        for (const peer of peers) if (peer.writableLength < 64 * 1024) peer.write(ask)
        await new Promise(done => setTimeout(done, 25))
        peak = Math.max(peak, rssMb(target))
      }
      for (const peer of peers) peer.destroy()
      expect(peak < 1500, `answers that nobody reads took ${peak.toFixed(0)} MB`)
      return `peak ${peak.toFixed(0)} MB`
    }),
  )

  await cases.check('slow readers of large fetches', async () => {
    // What the C library keeps of freed buffers serves the next ones, more or less of it: memory may grow up to some point,
    // and not beyond.
    let ceiling = 0
    for (let i = 0; i < 3; i++) {
      await slowFetches(200)
      ceiling = Math.max(ceiling, await settledMb(target))
    }
    return await unharmed(() => slowFetches(200), ceiling)
  })
} finally {
  await bystander.stop()
  await target.stop()
}

await cases.check('many partitions', () => manyPartitions(args.number('partitions', 5000)))
cases.finish('hostile', { target: name, connections })

/** Opens connections a batch at a time and has each answered once, so that no backlog overflows; they read and forget. */
async function openMany(count: number): Promise<Socket[]> {
  const sockets: Socket[] = []
  while (sockets.length < count) {
    const batch = Array.from({ length: Math.min(BATCH, count - sockets.length) }, () => openOne())
    sockets.push(...(await Promise.all(batch)))
  }
  return sockets
}

function openOne(): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('error', reject)
    socket.once('connect', () => socket.write(apiVersionsRequest(1)))
    socket.once('data', () => {
      socket.off('error', reject)
      socket.on('error', () => {})
      resolve(socket)
    })
  })
}

/** Each peer asks for a megabyte again and again and reads nothing. */
async function slowFetches(count: number): Promise<string> {
  const topic = 'slow-readers'
  const kafka = kafkajsClient(target.bootstrap)
  const admin = kafka.admin()
  await admin.connect()
  await admin.createTopics({ topics: [{ topic, numPartitions: 1, replicationFactor: 1 }], waitForLeaders: true })
  await admin.disconnect()
  const producer = kafka.producer()
  await producer.connect()
  const value = random(100_000)
  for (let i = 0; i < 10; i++)
    await producer.send({ topic, acks: -1, messages: Array.from({ length: 8 }, () => ({ key: null, value })) })
  await producer.disconnect()
  const peers = await openMany(count)
  for (const peer of peers) peer.pause()
  const ask = fetchRequest(topic)
  let peak = 0
  for (let i = 0; i < 40; i++) {
    for (const peer of peers) peer.write(ask)
    await new Promise(done => setTimeout(done, 50))
    peak = Math.max(peak, rssMb(target))
  }
  for (const peer of peers) peer.destroy()
  // 200 peers × 40 megabytes are 8 GB.
  expect(peak < 1500, `fetches that nobody reads took ${peak.toFixed(0)} MB`)
  return `peak ${peak.toFixed(0)} MB`
}

/** Fetch v4 of one megabyte from the beginning of partition 0. */
function fetchRequest(topic: string): Buffer {
  const body = Buffer.alloc(17 + 4 + 2 + topic.length + 4 + 16)
  body.writeInt32BE(-1, 0)
  body.writeInt32BE(100, 4)
  body.writeInt32BE(1, 8)
  body.writeInt32BE(1 << 20, 12)
  body.writeInt32BE(1, 17)
  body.writeInt16BE(topic.length, 21)
  body.write(topic, 23)
  let at = 23 + topic.length
  at = body.writeInt32BE(1, at)
  at = body.writeInt32BE(0, at)
  at = body.writeBigInt64BE(0n, at)
  body.writeInt32BE(1 << 20, at)
  return rawRequest(1, 4, 1, body)
}

async function manyPartitions(count: number): Promise<string> {
  if (count === 0) throw new LeftOut('--partitions 0')
  const options = { name, dataDir: scratchDir('partitions'), readyWithinMs: 120_000 }
  let many = await startTarget(options)
  try {
    const empty = await settledMb(many)
    const from = performance.now()
    const admin = kafkajsClient(many.bootstrap).admin()
    await admin.connect()
    for (let done = 0; done < count; done += 500) {
      const numPartitions = Math.min(500, count - done)
      await admin.createTopics({
        topics: [{ topic: `many-${done}`, numPartitions, replicationFactor: 1 }],
        waitForLeaders: true,
        timeout: 60_000,
      })
    }
    await admin.disconnect()
    const createdMs = performance.now() - from
    const full = await settledMb(many)
    await many.stop(60_000)
    many = await startTarget(options)
    const cleanMs = many.startMs
    const after = await settledMb(many)
    await many.kill()
    many = await startTarget(options)
    const figures = [
      `${count} partitions created in ${createdMs.toFixed(0)} ms`,
      `memory ${empty.toFixed(0)} -> ${full.toFixed(0)} MB, ${after.toFixed(0)} MB after a restart`,
      `start ${cleanMs.toFixed(0)} ms after a clean stop, ${many.startMs.toFixed(0)} ms after kill -9`,
    ]
    return figures.join('; ')
  } finally {
    await many.kill()
  }
}
