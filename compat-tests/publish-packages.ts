/**
 * Publishes every package.json under node_modules (key: its path; value: the file) with every client and codec, reads the
 * topics back with the other clients and compares byte for byte. Then the same while the broker is killed and started
 * again: nothing acknowledged may be lost, and an idempotent producer's record may not appear twice.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import kafkajs from 'kafkajs'
import { CLIENTS } from './clients/all.ts'
import { CODECS, type Codec, type ReadRecord, type TestClient, type TestRecord, uniqueName } from './clients/client.ts'
import { ConfluentWorker, encodeRecords, type ProduceOutcome } from './clients/confluent.ts'
import { kafkajsClient } from './clients/kafkajs.ts'
import { kcatProduce } from './clients/kcat.ts'
import { Args, scratchDir, targetFromArgs } from './harness/args.ts'
import { Cases, eventually, expect, LeftOut, table } from './harness/cases.ts'
import { askApiVersions } from './harness/raw.ts'
import { REPOSITORY, startTarget, type Target } from './harness/target.ts'

const PARTITIONS = 3

/** Every package.json below a directory; links are not followed. */
function packageFiles(dir: string, found: string[] = []): string[] {
  for (const entry of readdirSync(dir, { withFileTypes: true })) {
    const path = join(dir, entry.name)
    if (entry.isDirectory()) packageFiles(path, found)
    else if (entry.name === 'package.json' && entry.isFile()) found.push(path)
  }
  return found
}

function packages(limit: number): TestRecord[] {
  const files = packageFiles(join(REPOSITORY, 'node_modules')).sort().slice(0, limit)
  return files.map(path => ({ key: Buffer.from(relative(REPOSITORY, path)), value: readFileSync(path) }))
}

async function createTopic(bootstrap: string, topic: string, numPartitions = PARTITIONS): Promise<void> {
  const admin = kafkajsClient(bootstrap).admin()
  await admin.connect()
  await admin.createTopics({ topics: [{ topic, numPartitions, replicationFactor: 1 }], waitForLeaders: true })
  await admin.disconnect()
}

/** Throws a sentence unless the records read are those sent, each once, byte for byte. */
function compare(sent: readonly TestRecord[], read: readonly ReadRecord[]): void {
  expect(read.length === sent.length, `${read.length} records instead of ${sent.length}`)
  const values = new Map(sent.map(({ key, value }) => [key!.toString(), value!]))
  for (const { key, value } of read) {
    const expected = values.get(String(key))
    expect(expected !== undefined, `the key ${key} was read twice or never sent`)
    expect(value !== null && expected.equals(value), `the value of ${key} has changed`)
    values.delete(String(key))
  }
}

async function roundTrips(
  cases: Cases,
  target: Target,
  producers: readonly TestClient[],
  codecs: readonly Codec[],
  sent: TestRecord[],
): Promise<void> {
  for (const producer of producers) {
    for (const codec of codecs) {
      const topic = uniqueName(`packages-${producer.name}-${codec}`)
      let produced = false
      await cases.check(`${producer.name} produces ${codec}`, async () => {
        await createTopic(target.bootstrap, topic)
        await producer.produce(target.bootstrap, topic, sent, codec)
        produced = true
      })
      for (const consumer of CLIENTS) {
        if (consumer === producer) continue
        await cases.check(`${producer.name} -> ${consumer.name}, ${codec}`, async () => {
          if (!produced) throw new LeftOut('nothing was produced')
          compare(sent, await consumer.consume(target.bootstrap, topic, sent.length))
        })
      }
    }
  }
}

/** Producers go slowly enough to be met by every kill, on whatever broker. */
const PACE_MS = 4

/** Sends numbered records until `stop` says so and returns the numbers that were acknowledged. */
type CrashProducer = (
  bootstrap: string,
  topic: string,
  count: number,
) => Promise<{ acknowledged: Set<number>; note: string }>

const numbered = (index: number, sent: readonly TestRecord[]): TestRecord => ({
  key: Buffer.from(`${index}`),
  value: sent[index % sent.length]!.value,
})

const crashProducers: Readonly<Record<string, (sent: readonly TestRecord[]) => CrashProducer>> = {
  kafkajs: sent => async (bootstrap, topic, count) => {
    const acknowledged = new Set<number>()
    let errors = 0
    const kafka = kafkajsClient(bootstrap, 60)
    let producer = kafka.producer({
      idempotent: true,
      maxInFlightRequests: 1,
      createPartitioner: kafkajs.Partitioners.DefaultPartitioner,
    })
    await producer.connect()
    for (let from = 0; from < count; from += 10) {
      const indexes = Array.from({ length: 10 }, (_, i) => from + i)
      try {
        const messages = indexes.map(index => ({ key: `${index}`, value: numbered(index, sent).value }))
        await producer.send({ topic, acks: -1, messages })
        for (const index of indexes) acknowledged.add(index)
        await new Promise(done => setTimeout(done, PACE_MS))
      } catch {
        // A batch that failed for good is not acknowledged. The next producer id begins with sequence 0 again.
        errors++
        await producer.disconnect().catch(() => {})
        producer = kafka.producer({
          idempotent: true,
          maxInFlightRequests: 1,
          createPartitioner: kafkajs.Partitioners.DefaultPartitioner,
        })
        await producer.connect()
      }
    }
    await producer.disconnect()
    return { acknowledged, note: errors === 0 ? '' : `, ${errors} sends failed` }
  },

  confluent: sent => async (bootstrap, topic, count) => {
    const worker = new ConfluentWorker()
    const acknowledged = new Set<number>()
    worker.onEvent = event => {
      if (event.event === 'ack') acknowledged.add(event.index!)
    }
    const records = encodeRecords(Array.from({ length: count }, (_, index) => numbered(index, sent)))
    const config = {
      'enable.idempotence': true,
      'linger.ms': 5,
      'message.timeout.ms': 120_000,
      'reconnect.backoff.max.ms': 500,
    }
    try {
      const request = { bootstrap, topic, records, config, report: true, perTick: 10, paceMs: 2 }
      const outcome = await worker.call<ProduceOutcome>('produce', request)
      return { acknowledged, note: outcome.failed === 0 ? '' : `, ${outcome.failed} failed (${outcome.firstError})` }
    } finally {
      await worker.close()
    }
  },

  kcat: sent => async (bootstrap, topic, count) => {
    const acknowledged = new Set<number>()
    const port = Number(bootstrap.split(':')[1])
    const settings = [
      '-X',
      'enable.idempotence=true',
      '-X',
      'message.timeout.ms=120000',
      '-X',
      'queue.buffering.max.ms=5',
    ]
    let errors = 0
    // kcat tells only whether all were acknowledged, so it runs in slices. It gives up when no broker is
    // there as it starts.
    const slice = count / 16
    for (let from = 0; from < count; from += slice) {
      const indexes = Array.from({ length: slice }, (_, i) => from + i)
      const records = indexes.map(index => numbered(index, sent))
      await eventually('the broker', async () => ((await askApiVersions(port)) ? true : null), 60_000)
      try {
        await kcatProduce(
          bootstrap,
          topic,
          records,
          'none',
          [...settings, '-X', 'reconnect.backoff.max.ms=500'],
          PACE_MS * 5,
        )
        for (const index of indexes) acknowledged.add(index)
      } catch {
        errors++
      }
    }
    return { acknowledged, note: errors === 0 ? '' : `, ${errors} of 16 runs failed` }
  },
}

/** How often the broker is killed while one producer runs, and how long it lives in between. */
const KILLS = 3
const LIFE_MS = 700

async function survivesKills(cases: Cases, args: Args, sent: TestRecord[], names: readonly string[]): Promise<void> {
  for (const name of names) {
    await cases.check(`${name}, idempotent: ${KILLS} times kill -9 in the middle`, async () => {
      if (args.has('bootstrap')) throw new LeftOut('the broker is not ours to kill')
      const options = { name: args.target(), dataDir: scratchDir('kill') }
      let target = await startTarget(options)
      const { bootstrap, port } = target
      const topic = uniqueName(`kill-${name}`)
      await createTopic(bootstrap, topic)
      const count = 8000
      let finished = false
      const producing = crashProducers[name]!(sent)(bootstrap, topic, count).finally(() => {
        finished = true
      })
      // Its failure is seen below, where it is awaited.
      producing.catch(() => {})
      let kills = 0
      try {
        for (; kills < KILLS; kills++) {
          await new Promise(done => setTimeout(done, LIFE_MS))
          if (finished) break
          await target.kill()
          target = await startTarget({ ...options, port })
        }
        const { acknowledged, note } = await producing
        expect(kills > 0, 'the producer had ended before the first kill')
        const seen = await readAll(bootstrap, topic)
        const twice = [...seen].filter(([, times]) => times > 1)
        const lost = [...acknowledged].filter(index => !seen.has(index))
        expect(lost.length === 0, `${lost.length} acknowledged records are lost, the first is ${lost[0]}`)
        expect(twice.length === 0, `${twice.length} records appear more than once, the first is ${twice[0]}`)
        expect(acknowledged.size > count / 2, `only ${acknowledged.size} of ${count} records were acknowledged${note}`)
        return `${acknowledged.size} of ${count} acknowledged, ${seen.size} in the log, ${kills} kills${note}`
      } finally {
        await target.kill()
      }
    })
  }
}

/** How often each number stands in the topic, read to the end offsets. */
async function readAll(bootstrap: string, topic: string): Promise<Map<number, number>> {
  const admin = kafkajsClient(bootstrap).admin()
  await admin.connect()
  const offsets = await admin.fetchTopicOffsets(topic)
  await admin.disconnect()
  const total = offsets.reduce((sum, { high, low }) => sum + Number(high) - Number(low), 0)
  const confluent = CLIENTS.find(client => client.name === 'confluent')!
  const seen = new Map<number, number>()
  for (const { key } of await confluent.consume(bootstrap, topic, total))
    seen.set(Number(key), (seen.get(Number(key)) ?? 0) + 1)
  return seen
}

const args = new Args(
  'node publish-packages.ts [--target gregor|apache-kafka] [--bootstrap host:port] [--limit N] [--codecs a,b]\n' +
    ' [--clients a,b] [--only REGEX] [--no-kill]',
)
const cases = new Cases(args.has('only') ? args.text('only', '') : null)
const codecs = CODECS.filter(codec => args.list('codecs')?.includes(codec) ?? true)
const producers = CLIENTS.filter(
  client => client.name !== 'java' && (args.list('clients')?.includes(client.name) ?? true),
)
const sent = packages(args.number('limit', Number.MAX_SAFE_INTEGER))
const bytes = sent.reduce((sum, { value }) => sum + value!.length, 0)
console.log(`${sent.length} files of ${bytes} bytes`)
const target = await targetFromArgs(args, { dataDir: scratchDir('packages') })
try {
  await roundTrips(cases, target, producers, codecs, sent)
} finally {
  await target.stop()
}
if (!args.has('no-kill'))
  await survivesKills(
    cases,
    args,
    sent,
    producers.map(client => client.name),
  )
printMatrix()
cases.finish('publish-packages', { target: target.name, files: sent.length, bytes })

function printMatrix(): void {
  const mark = { passed: 'ok', failed: 'FAIL', 'left out': 'left out' }
  const rows = [['from -> to', ...codecs]]
  for (const producer of producers) {
    for (const consumer of CLIENTS) {
      const cells = codecs.map(codec =>
        cases.results.find(({ name }) => name === `${producer.name} -> ${consumer.name}, ${codec}`),
      )
      if (cells.some(cell => cell !== undefined)) {
        rows.push([
          `${producer.name} -> ${consumer.name}`,
          ...cells.map(cell => (cell === undefined ? '' : mark[cell.outcome])),
        ])
      }
    }
  }
  if (rows.length > 1) console.log(`\n${table(rows)}\n`)
}
