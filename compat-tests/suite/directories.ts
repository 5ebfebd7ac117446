import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Admin } from 'kafkajs'
import { CODECS, type TestRecord, uniqueName } from '../clients/client.ts'
import { consumeAs, produceAs } from '../clients/confluent.ts'
import { javaTool } from '../clients/java.ts'
import { kafkajsClient, kafkajsTestClient } from '../clients/kafkajs.ts'
import { kcatTestClient } from '../clients/kcat.ts'
import { scratchDir } from '../harness/args.ts'
import { eventually, expect, expectEqual, LeftOut } from '../harness/cases.ts'
import { REPOSITORY, type StartOptions, startTarget, type Target, type TargetName } from '../harness/target.ts'
import { expectSame } from './records.ts'
import { newTopic, type Suite } from './suite.ts'

const GOLDEN = join(REPOSITORY, '../shared/golden/datadir')
/** Nothing that the golden directories hold may expire because they were made long ago. */
const NO_EXPIRY = {
  'offsets.retention.minutes': '2000000',
  'producer.id.expiration.ms': '2000000000',
  'log.retention.ms': '-1',
}

interface Written {
  readonly topic: string
  readonly group: string
  readonly records: readonly TestRecord[]
  readonly committed: readonly string[]
}

/** Records with every codec in three partitions, some of them idempotent, and a group that has committed. */
async function write(bootstrap: string, topic: string): Promise<Written> {
  const records: TestRecord[] = []
  for (const codec of CODECS) {
    const part = Array.from({ length: 50 }, (_, i) => ({
      key: Buffer.from(`${codec}-${i}`),
      value: Buffer.from(`value ${i} `.repeat(20)),
    }))
    await kafkajsTestClient.produce(bootstrap, topic, part, codec)
    records.push(...part)
  }
  const more = Array.from({ length: 50 }, (_, i) => ({ key: Buffer.from(`once-${i}`), value: Buffer.from(`${i}`) }))
  const outcome = await produceAs(bootstrap, topic, more, { 'enable.idempotence': true })
  expect(outcome.failed === 0, `${outcome.failed} failed: ${outcome.firstError}`)
  records.push(...more)
  const group = uniqueName('moved')
  await consumeAs(bootstrap, topic, records.length, { group, commit: true })
  return { topic, group, records, committed: await committedOffsets(bootstrap, group, topic) }
}

async function committedOffsets(bootstrap: string, groupId: string, topic: string): Promise<string[]> {
  const admin = kafkajsClient(bootstrap).admin()
  await admin.connect()
  try {
    const [{ partitions } = { partitions: [] }] = await admin.fetchOffsets({ groupId, topics: [topic] })
    return [...partitions].sort((a, b) => a.partition - b.partition).map(({ offset }) => offset)
  } finally {
    await admin.disconnect()
  }
}

async function expectWritten(bootstrap: string, { topic, group, records, committed }: Written): Promise<void> {
  expectSame(records, await kcatTestClient.consume(bootstrap, topic, records.length), 'kcat')
  expectEqual(await committedOffsets(bootstrap, group, topic), committed, 'committed offsets')
}

/** Starts a broker on a copy of a log directory. */
export async function startOn(name: TargetName, logDir: string, more: Partial<StartOptions> = {}): Promise<Target> {
  const dataDir = scratchDir('moved')
  const copy = join(dataDir, 'data')
  cpSync(logDir, copy, { recursive: true, filter: path => !path.endsWith('/.lock') })
  return await startTarget({ name, dataDir, logDir: copy, readyWithinMs: 90_000, ...more })
}

/** Every log and index of a directory through Kafka's own dump tool. */
export async function dumpFindsNoFault(logDir: string): Promise<string> {
  const files: string[] = []
  for (const dir of readdirSync(logDir, { withFileTypes: true })) {
    if (!dir.isDirectory() || !/-\d+$/.test(dir.name)) continue
    for (const file of readdirSync(join(logDir, dir.name))) {
      if (/\.(log|index|timeindex)$/.test(file)) files.push(join(logDir, dir.name, file))
    }
  }
  const out = await javaTool(
    'DumpLogSegments',
    ['--deep-iteration', '--max-message-size', '67108864', '--files', files.join(',')],
    null,
    120_000,
  )
  const faults = out
    .split('\n')
    .filter(line =>
      /isvalid: false|mismatch|Found timestamp mismatch|out of order|corrupt|invalid|Exception/i.test(line),
    )
  expect(faults.length === 0, `${faults.length} faults, the first: ${faults[0]}`)
  return `${files.length} files`
}

export async function directoryCases(suite: Suite): Promise<void> {
  const { cases, options } = suite
  const { name } = options
  const other: TargetName = name === 'gregor' ? 'apache-kafka' : 'gregor'
  const topic = await newTopic(suite, 'moved', 3)
  let written: Written | null = null
  const isWritten = (): Written => {
    if (written === null) throw new LeftOut('nothing was written')
    return written
  }

  await cases.check('records and offsets survive a stop and a start', async () => {
    written = await write(suite.target.bootstrap, topic)
    const { port } = suite.target
    await suite.target.stop()
    suite.target = await startTarget({ ...options, port })
    await expectWritten(suite.target.bootstrap, written)
    return `started in ${suite.target.startMs.toFixed(0)} ms`
  })

  await cases.check('records and offsets survive kill -9', async () => {
    const { port } = suite.target
    const before = isWritten()
    await suite.target.kill()
    suite.target = await startTarget({ ...options, port })
    await expectWritten(suite.target.bootstrap, before)
    return `started in ${suite.target.startMs.toFixed(0)} ms`
  })

  await cases.check('DumpLogSegments finds no fault', async () => {
    isWritten()
    await suite.target.stop()
    try {
      return await dumpFindsNoFault(suite.target.logDir)
    } finally {
      suite.target = await startTarget({ ...options, port: suite.target.port })
    }
  })

  for (const reader of [other, name]) {
    await cases.check(`${reader} starts on a copy of the directory of ${name}, serves it, and takes more`, async () => {
      const before = isWritten()
      await suite.target.stop()
      const moved = await startOn(reader, suite.target.logDir)
      try {
        await expectWritten(moved.bootstrap, before)
        const later = [{ key: Buffer.from('later'), value: Buffer.from('later') }]
        await kafkajsTestClient.produce(moved.bootstrap, topic, later, 'none')
        const all = [...before.records, ...later]
        expectSame(all, await kcatTestClient.consume(moved.bootstrap, topic, all.length), 'kcat')
        await moved.stop()
        return await dumpFindsNoFault(moved.logDir)
      } finally {
        await moved.kill()
        suite.target = await startTarget({ ...options, port: suite.target.port })
      }
    })
  }

  if (name === 'gregor') {
    await cases.check('gregor starts on a directory that Apache Kafka wrote', async () => {
      const kafka = await startTarget({ name: 'apache-kafka', dataDir: scratchDir('kafka') })
      let before: Written
      try {
        await newKafkaTopic(kafka, 'from-kafka')
        before = await write(kafka.bootstrap, 'from-kafka')
      } finally {
        await kafka.stop(60_000)
      }
      const moved = await startOn('gregor', kafka.logDir)
      try {
        await expectWritten(moved.bootstrap, before)
      } finally {
        await moved.kill()
      }
    })
  }

  for (const golden of ['kafka-4.4.0-single', 'kafka-4.4.0-unclean']) {
    await cases.check(`${name} starts on the golden directory ${golden}`, () => goldenDirectory(name, golden))
  }
}

async function newKafkaTopic(target: Target, topic: string): Promise<void> {
  const admin = kafkajsClient(target.bootstrap).admin()
  await admin.connect()
  await admin.createTopics({ topics: [{ topic, numPartitions: 3, replicationFactor: 1 }], waitForLeaders: true })
  await admin.disconnect()
}

/** What `*.expected.json` beside a golden directory says, as far as it is compared here. */
interface Expected {
  readonly topics: Readonly<Record<string, ExpectedTopic>>
}

interface ExpectedTopic {
  readonly partitions: readonly {
    readonly partition: number
    readonly logStartOffset: number
    readonly highWatermark: number
    readonly lastStableOffset: number
  }[]
}

/** The coordinators' own topics grow as they load and are left out; the others must not have changed. */
async function wrongOffsets(admin: Admin, { topics }: Expected): Promise<{ wrong: string[]; compared: number }> {
  const wrong: string[] = []
  let compared = 0
  for (const [topic, { partitions }] of Object.entries(topics)) {
    if (topic.startsWith('__')) continue
    for (const { partition, low, high } of await admin.fetchTopicOffsets(topic)) {
      const want = partitions.find(candidate => candidate.partition === partition)
      compared++
      // kafkajs asks as read_committed does. A broker with a transaction coordinator has aborted what was open then,
      // and may have added the markers; one without still ends at the first open transaction.
      const reached = [want?.highWatermark, want?.lastStableOffset].includes(Number(high))
      const grown = topic.startsWith('txn') && Number(high) >= (want?.highWatermark ?? 0)
      const same = Number(low) === want?.logStartOffset && (grown || reached)
      if (want === undefined || !same) {
        wrong.push(`${topic}-${partition}: ${low}–${high} instead of ${want?.logStartOffset}–${want?.highWatermark}`)
      }
    }
  }
  return { wrong, compared }
}

async function goldenDirectory(name: TargetName, golden: string): Promise<string> {
  const archive = join(GOLDEN, `${golden}.tar.gz`)
  if (!existsSync(archive)) throw new LeftOut('the golden directories are not on this machine')
  const dir = join(scratchDir('golden'), 'data')
  mkdirSync(dir, { recursive: true })
  expect(spawnSync('tar', ['-xzf', archive, '-C', dir]).status === 0, 'tar could not unpack the golden directory')
  const expected = JSON.parse(readFileSync(join(GOLDEN, `${golden}.expected.json`), 'utf8')) as Expected
  // What the ports of its static voters were, the directory remembers; the new ones come from the command line.
  const quorum = golden.endsWith('unclean') ? 'dynamic' : 'static'
  const target = await startOn(name, dir, { overrides: NO_EXPIRY, quorum })
  const admin = kafkajsClient(target.bootstrap).admin()
  try {
    await admin.connect()
    // Leaders need a moment, and a transaction that was under way is ended after the start.
    let wrong: string[] = []
    let compared = 0
    await eventually('all offsets', async () => {
      ;({ wrong, compared } = await wrongOffsets(admin, expected))
      return wrong.length === 0 ? true : null
    }).catch(error => {
      throw wrong.length > 0 ? new Error(wrong.join('; ')) : error
    })
    expect(compared > 0, 'nothing was compared')
    return `${compared} partitions`
  } finally {
    await admin.disconnect()
    await target.kill()
  }
}
