import {
  OffsetCommitRequestPartition,
  OffsetCommitRequestTopic,
  offsetCommitRequest,
} from '../../src/protocol/generated/offset-commit-request.ts'
import { offsetCommitResponse } from '../../src/protocol/generated/offset-commit-response.ts'
import { offsetFetchRequest } from '../../src/protocol/generated/offset-fetch-request.ts'
import { offsetFetchResponse } from '../../src/protocol/generated/offset-fetch-response.ts'
import { CODECS, type TestRecord, uniqueName } from '../clients/client.ts'
import { produceAs } from '../clients/confluent.ts'
import { kafkajsClient, kafkajsTestClient } from '../clients/kafkajs.ts'
import { readToEnd } from '../clients/kcat.ts'
import { scratchDir } from '../harness/args.ts'
import { eventually, expect, expectEqual } from '../harness/cases.ts'
import { type StartOptions, startTarget, type Target, type TargetName } from '../harness/target.ts'
import { WireConnection } from '../harness/wire.ts'
import { dumpFindsNoFault, startOn } from './directories.ts'
import type { Suite } from './suite.ts'

/** A cleaner that is awake, so that hours of compaction happen in seconds. */
const EAGER_CLEANER = {
  'log.cleaner.backoff.ms': '200',
  'log.cleaner.min.cleanable.ratio': '0.01',
  'log.cleaner.dedupe.buffer.size': '4194304',
  'log.initial.task.delay.ms': '100',
  'log.retention.check.interval.ms': '500',
  'log.roll.ms': '700',
  'offsets.topic.num.partitions': '1',
}
/** Longer than a busy machine needs to look at what the first cleaning has left. */
const TOMBSTONES_STAY_MS = 6000
const TOPIC = {
  'cleanup.policy': 'compact',
  'min.cleanable.dirty.ratio': '0.01',
  'delete.retention.ms': String(TOMBSTONES_STAY_MS),
  'file.delete.delay.ms': '100',
}
const KEYS = 40
/** Keys that only move the log on. */
const MARKS: ReadonlySet<string> = new Set(['roll', 'later'])
const ROUNDS = 12

/**
 * One batch after the other, so that the same offsets get the same records on every broker: all keys in every round, with
 * another codec each, every fourth key deleted in the last rounds, and some of an idempotent producer.
 */
async function writeRounds(bootstrap: string, topic: string): Promise<void> {
  for (let round = 0; round < ROUNDS; round++) {
    const records: TestRecord[] = []
    for (let key = 0; key < KEYS; key++) {
      const gone = round >= ROUNDS - 2 && key % 4 === 0
      const value = gone ? null : Buffer.from(`round ${round} of key ${key} `.repeat(1 + ((key * 7 + round) % 30)))
      records.push({ key: Buffer.from(`key-${key}`), value, partition: 0 })
    }
    await kafkajsTestClient.produce(bootstrap, topic, records, CODECS[round % CODECS.length]!)
    if (round % 4 !== 3) continue
    const once = [{ key: Buffer.from('once'), value: Buffer.from(`once ${round}`), partition: 0 }]
    const { failed, firstError } = await produceAs(bootstrap, topic, once, { 'enable.idempotence': true })
    expect(failed === 0, `${firstError}`)
  }
}

interface Survivor {
  readonly offset: number
  readonly key: string
  readonly value: string | null
}

async function survivors(bootstrap: string, topic: string): Promise<Survivor[]> {
  const records = await readToEnd(bootstrap, topic)
  return records.flatMap(({ offset, key, value }) =>
    MARKS.has(key!.toString())
      ? []
      : [{ offset, key: key!.toString(), value: value === null ? null : value.toString('latin1') }],
  )
}

/** A record after `log.roll.ms` begins another active segment, so that all before it can be cleaned. */
async function roll(bootstrap: string, topic: string): Promise<void> {
  await new Promise(done => setTimeout(done, 1500))
  const mark = [{ key: Buffer.from('roll'), value: Buffer.from('roll'), partition: 0 }]
  await kafkajsTestClient.produce(bootstrap, topic, mark, 'none')
}

/** What is left when nothing is left to clean: every key once, and after a second round no tombstone (KIP-534). */
async function compacted(bootstrap: string, topic: string): Promise<readonly Survivor[]> {
  await roll(bootstrap, topic)
  const once = await settled(bootstrap, topic, left => new Set(left.map(({ key }) => key)).size === left.length)
  expect(
    once.some(({ value }) => value === null),
    'tombstones outlive the first cleaning',
  )
  await new Promise(done => setTimeout(done, TOMBSTONES_STAY_MS))
  await roll(bootstrap, topic)
  return await settled(bootstrap, topic, left => left.every(({ value }) => value !== null))
}

async function settled(
  bootstrap: string,
  topic: string,
  isClean: (left: readonly Survivor[]) => boolean,
): Promise<readonly Survivor[]> {
  let count = 0
  try {
    return await eventually(
      'compaction',
      async () => {
        const left = await survivors(bootstrap, topic)
        count = left.length
        return isClean(left) ? left : null
      },
      30_000,
    )
  } catch (error) {
    throw new Error(`${(error as Error).message}; ${count} records are left`)
  }
}

async function run(options: StartOptions): Promise<{ readonly target: Target; readonly topic: string }> {
  const target = await startTarget({ ...options, overrides: EAGER_CLEANER, readyWithinMs: 90_000 })
  const topic = 'compacted'
  try {
    const admin = kafkajsClient(target.bootstrap).admin()
    await admin.connect()
    const configEntries = Object.entries(TOPIC).map(([name, value]) => ({ name, value }))
    await admin.createTopics({ topics: [{ topic, numPartitions: 1, replicationFactor: 1, configEntries }] })
    await admin.disconnect()
    await writeRounds(target.bootstrap, topic)
    return { target, topic }
  } catch (error) {
    await target.kill()
    throw error
  }
}

const OFFSET_COMMIT = { request: offsetCommitRequest, response: offsetCommitResponse }
const OFFSET_FETCH = { request: offsetFetchRequest, response: offsetFetchResponse }
const ROUNDS_OF_COMMITS = 60

/** Simple consumers: no membership, offsets alone. */
async function commitRounds({ port }: Target, groups: readonly string[]): Promise<void> {
  const connection = await WireConnection.open(port)
  try {
    for (let round = 1; round <= ROUNDS_OF_COMMITS; round++) {
      for (const groupId of groups) {
        const request = offsetCommitRequest.create()
        Object.assign(request, { groupId, generationIdOrMemberEpoch: -1, memberId: '' })
        const partitions = [0, 1, 2].map(partitionIndex =>
          Object.assign(new OffsetCommitRequestPartition(), {
            partitionIndex,
            committedOffset: 10 * round + partitionIndex,
          }),
        )
        request.topics = [Object.assign(new OffsetCommitRequestTopic(), { name: 'counted', partitions })]
        const { topics } = await connection.call(OFFSET_COMMIT, 8, request)
        for (const { errorCode } of topics[0]!.partitions) expectEqual(errorCode, 0, `commit of ${groupId}`)
      }
    }
  } finally {
    connection.close()
  }
}

/**
 * What a group has committed for partition 0; the others must be one and two above it. Null while the
 * coordinator is not ready.
 */
async function committedBase({ port }: Target, groupId: string): Promise<number | null> {
  const connection = await WireConnection.open(port)
  try {
    const request = offsetFetchRequest.create()
    Object.assign(request, { groupId, topics: null })
    const answer = await connection.call(OFFSET_FETCH, 5, request)
    if (answer.errorCode !== 0) return null
    const offsets = answer.topics
      .flatMap(({ partitions }) => partitions)
      .sort((a, b) => a.partitionIndex - b.partitionIndex)
      .map(({ committedOffset }) => committedOffset)
    if (offsets.length === 0) return -1
    expectEqual(
      offsets,
      [0, 1, 2].map(partition => offsets[0]! + partition),
      `offsets of ${groupId}`,
    )
    return offsets[0]!
  } finally {
    connection.close()
  }
}

/** Compaction beside the other broker's: what is left of one and the same history. */
export async function compactionCases(suite: Suite): Promise<void> {
  const { cases, options } = suite
  const { name } = options
  const other: TargetName = name === 'gregor' ? 'apache-kafka' : 'gregor'

  await cases.check(`a compacted topic keeps the same records on ${name} as on ${other}`, async () => {
    const mine = await run({ name, dataDir: scratchDir('compacted') })
    let left: readonly Survivor[]
    try {
      left = await compacted(mine.target.bootstrap, mine.topic)
    } finally {
      await mine.target.stop()
    }
    const its = await run({ name: other, dataDir: scratchDir('compacted') })
    try {
      expectEqual(await compacted(its.target.bootstrap, its.topic), left, `survivors on ${other} and ${name}`)
    } finally {
      await its.target.stop(60_000)
    }
    const dumped = await dumpFindsNoFault(mine.target.logDir)
    for (const reader of [other, name]) {
      for (const source of [mine, its]) {
        const moved = await startOn(reader, source.target.logDir, { overrides: EAGER_CLEANER })
        try {
          expectEqual(
            await survivors(moved.bootstrap, source.topic),
            left,
            `${reader} on what ${source.target.name} left`,
          )
          await kafkajsTestClient.produce(
            moved.bootstrap,
            source.topic,
            [{ key: Buffer.from('later'), value: null }],
            'none',
          )
          expectEqual(await survivors(moved.bootstrap, source.topic), left, `${reader} after one more`)
        } finally {
          await moved.kill()
        }
      }
    }
    return `${left.length} of ${KEYS * ROUNDS + 3} records are left; ${dumped}`
  })

  await cases.check('committed offsets survive the compaction of __consumer_offsets and a restart', async () => {
    const dataDir = scratchDir('offsets')
    const start = () => startTarget({ name, dataDir, overrides: EAGER_CLEANER })
    let target = await start()
    try {
      const groups = Array.from({ length: 5 }, () => uniqueName('group'))
      const admin = kafkajsClient(target.bootstrap).admin()
      await admin.connect()
      await admin.createTopics({ topics: [{ topic: 'counted', numPartitions: 3, replicationFactor: 1 }] })
      // Who asks for the coordinator makes the topic.
      await admin.fetchOffsets({ groupId: groups[0]! })
      await eventually('the coordinator', async () => ((await committedBase(target, groups[0]!)) === -1 ? true : null))
      await commitRounds(target, groups)
      await new Promise(done => setTimeout(done, 1500))
      await admin.deleteGroups([groups[4]!])
      const before = await eventually(
        'compaction of __consumer_offsets',
        async () => {
          const { length } = await readToEnd(target.bootstrap, '__consumer_offsets')
          return length < ROUNDS_OF_COMMITS ? length : null
        },
        30_000,
      )
      await admin.disconnect()
      for (const end of ['stop', 'kill'] as const) {
        await target[end]()
        target = await start()
        const offsets: number[] = []
        for (const group of groups) offsets.push(await eventually(group, () => committedBase(target, group)))
        expectEqual(offsets, [...groups.slice(1).map(() => 10 * ROUNDS_OF_COMMITS), -1], `offsets after a ${end}`)
      }
      return `${before} of ${ROUNDS_OF_COMMITS * groups.length * 3} records are left`
    } finally {
      await target.stop()
    }
  })
}
