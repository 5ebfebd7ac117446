import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { JsonObject } from '../../../src/protocol/json.ts'
import { buildBatch } from '../../../src/records/builder.ts'
import { REPOSITORY } from '../../harness/target.ts'
import type { Scenario } from '../scenario.ts'
import type { Session } from '../session.ts'

/** A fixed time, so that both brokers store the same bytes. */
const T0 = Date.now() - 60_000
const UNKNOWN_ID = 'MN3kW0nBSyWnnoI1gRkm7Q'

function batchOf(count: number, options: Parameters<typeof buildBatch>[1] = {}): string {
  const records = Array.from({ length: count }, (_, i) => ({
    key: Buffer.from(`k${i}`),
    value: Buffer.from(`v${i}`),
    timestamp: T0 + i * 1000,
  }))
  return buildBatch(records, options).toString('hex')
}

interface ProduceTo {
  readonly name: string
  readonly topicId: string
  readonly index?: number
  readonly records: string | null
}

const produceRequest = ({ name, topicId, index = 0, records }: ProduceTo, more: JsonObject = {}) => ({
  transactionalId: null,
  acks: -1,
  timeoutMs: 10_000,
  topicData: [{ name, topicId, partitionData: [{ index, records }] }],
  ...more,
})

/** A topic with three batches of three records, offsets 0 to 8. */
async function filledTopic(session: Session, name: string): Promise<string> {
  const topicId = await session.topic(name)
  for (let i = 0; i < 3; i++) await session.ask('Produce', 9, produceRequest({ name, topicId, records: batchOf(3) }))
  return topicId
}

/** A record set with what was produced before it, as an NDJSON line of golden/records/produce.ndjson has it. */
interface GoldenProduce {
  readonly name: string
  readonly hex: string
  readonly request: { readonly version: number; readonly acks: number; readonly transactionalId: string | null }
  readonly topicConfigs: Readonly<Record<string, string>>
  readonly producedBefore?: string
}

function goldenProduce(): GoldenProduce[] {
  const path = join(REPOSITORY, '../shared/golden/records/produce.ndjson')
  if (!existsSync(path)) return []
  return readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map(line => JSON.parse(line))
}

export const recordScenarios: readonly Scenario[] = [
  {
    api: 'Produce',
    name: 'batches, partitions, acks',
    run: async (session, version) => {
      const name = `produce-${version}`
      const topicId = await session.topic(name, 2)
      const to = { name, topicId }
      const send = (step: string, target: ProduceTo, more: JsonObject = {}) =>
        session.send('Produce', version, step, produceRequest(target, more))
      await send('one batch', { ...to, records: batchOf(3) })
      for (const codec of ['gzip', 'snappy', 'lz4', ...(version >= 7 ? ['zstd'] : [])] as const) {
        await send(codec, { ...to, records: batchOf(3, { codec: codec as 'gzip' }) })
      }
      await send('acks 1', { ...to, records: batchOf(1) }, { acks: 1 })
      await send('acks 7', { ...to, records: batchOf(1) }, { acks: 7 })
      await send('unknown partition', { ...to, index: 9, records: batchOf(1) })
      await send('unknown topic', { name: `absent-${version}`, topicId: UNKNOWN_ID, records: batchOf(1) })
      await send('two batches in one', { ...to, records: batchOf(1) + batchOf(1) })
      const damaged = batchOf(1)
      await send('wrong checksum', { ...to, records: `${damaged.slice(0, -2)}${damaged.endsWith('00') ? '01' : '00'}` })
      await send('unknown producer id at sequence 5', {
        ...to,
        records: batchOf(1, { producerId: 777_001, producerEpoch: 0, baseSequence: 5 }),
      })
      const first = { producerId: 777_002, producerEpoch: 0 }
      await send('sequence 0', { ...to, records: batchOf(2, { ...first, baseSequence: 0 }) })
      await send('sequence 0 again', { ...to, records: batchOf(2, { ...first, baseSequence: 0 }) })
      await send('sequence gap', { ...to, records: batchOf(2, { ...first, baseSequence: 9 }) })
      await send('next sequence', { ...to, records: batchOf(2, { ...first, baseSequence: 2 }) })
      await send('newer epoch', {
        ...to,
        records: batchOf(1, { producerId: 777_002, producerEpoch: 1, baseSequence: 0 }),
      })
      await send('older epoch', { ...to, records: batchOf(1, { ...first, baseSequence: 4 }) })
      await send('other partition', { ...to, index: 1, records: batchOf(1) })
    },
  },
  {
    api: 'Produce',
    name: 'record sets good and bad',
    run: async (session, version) => {
      for (const golden of goldenProduce()) {
        if (golden.request.version !== version || golden.name === 'null-records') continue
        const name = `golden-${version}-${golden.name}`.slice(0, 200).replaceAll(/[^\w.-]/g, '_')
        const topicId = await session.topic(name, 1, golden.topicConfigs)
        const { acks, transactionalId } = golden.request
        if (golden.producedBefore !== undefined) {
          await session.ask('Produce', version, produceRequest({ name, topicId, records: golden.producedBefore }))
        }
        await session.send(
          'Produce',
          version,
          golden.name,
          produceRequest({ name, topicId, records: golden.hex }, { acks, transactionalId }),
        )
      }
    },
  },
  {
    api: 'Fetch',
    name: 'zstd, by the producer and by the topic',
    run: async (session, version) => {
      for (const [step, configs] of [
        ['by the producer', {}],
        ['by the topic', { 'compression.type': 'zstd' }],
      ] as const) {
        const name = `fetch-${version}-zstd-${step.replaceAll(' ', '-')}`
        const topicId = await session.topic(name, 1, configs)
        await session.ask('Produce', 9, produceRequest({ name, topicId, records: batchOf(3, { codec: 'zstd' }) }))
        const topics = [
          { topic: name, topicId, partitions: [{ partition: 0, fetchOffset: 0, partitionMaxBytes: 1 << 20 }] },
        ]
        const request = { replicaId: -1, maxWaitMs: 100, minBytes: 1, maxBytes: 1 << 20, topics }
        await session.send('Fetch', version, step, request)
      }
    },
  },
  {
    api: 'Fetch',
    name: 'positions, limits, sessions',
    run: async (session, version) => {
      const name = `fetch-${version}`
      const topicId = await filledTopic(session, name)
      const ask = (step: string, partition: JsonObject, more: JsonObject = {}, topic: JsonObject = {}) => {
        const partitions = [{ partition: 0, fetchOffset: 0, partitionMaxBytes: 1 << 20, ...partition }]
        const topics = [{ topic: name, topicId, partitions, ...topic }]
        const request = { replicaId: -1, maxWaitMs: 100, minBytes: 1, maxBytes: 1 << 20, topics, ...more }
        return session.send('Fetch', version, step, request)
      }
      await ask('from the beginning', {})
      await ask('in the middle of a batch', { fetchOffset: 4 })
      await ask('at the end', { fetchOffset: 9 })
      await ask('behind the end', { fetchOffset: 10 })
      await ask('negative', { fetchOffset: -5 })
      await ask('one byte is enough for one batch', { partitionMaxBytes: 1 })
      await ask('one byte in all', {}, { maxBytes: 1 })
      await ask('unknown partition', { partition: 9 })
      await ask('unknown topic', {}, {}, { topic: `absent-${version}`, topicId: UNKNOWN_ID })
      await ask('read committed', {}, { isolationLevel: 1 })
      if (version >= 7) await ask('unknown session', {}, { sessionId: 12_345, sessionEpoch: 3 })
      if (version >= 9) await ask('leader epoch 0', { currentLeaderEpoch: 0 })
      if (version >= 9) await ask('leader epoch of the future', { currentLeaderEpoch: 99 })
      if (version >= 12) await ask('diverging epoch', { fetchOffset: 3, lastFetchedEpoch: 7 })
    },
  },
  {
    api: 'ListOffsets',
    name: 'by time and by name',
    run: async (session, version) => {
      const name = `list-offsets-${version}`
      await filledTopic(session, name)
      const ask = (step: string, partition: JsonObject, more: JsonObject = {}, topic = name) => {
        const partitions = [{ partitionIndex: 0, timestamp: -1, ...partition }]
        const request = { replicaId: -1, topics: [{ name: topic, partitions }], timeoutMs: 5000, ...more }
        return session.send('ListOffsets', version, step, request)
      }
      await ask('latest', {})
      await ask('earliest', { timestamp: -2 })
      if (version >= 2) await ask('latest, read committed', {}, { isolationLevel: 1 })
      if (version >= 7) await ask('largest timestamp', { timestamp: -3 })
      if (version >= 8) await ask('earliest local', { timestamp: -4 })
      if (version >= 9) await ask('latest tiered', { timestamp: -5 })
      if (version >= 11) await ask('earliest pending upload', { timestamp: -6 })
      await ask('unknown special timestamp', { timestamp: -99 })
      await ask('the first', { timestamp: T0 })
      await ask('between', { timestamp: T0 + 1500 })
      await ask('after the last', { timestamp: T0 + 60_000 })
      await ask('long ago', { timestamp: 1 })
      await ask('unknown partition', { partitionIndex: 9 })
      await ask('unknown topic', {}, {}, `absent-${version}`)
      if (version >= 4) await ask('leader epoch of the future', { currentLeaderEpoch: 99 })
      const twice = [
        { partitionIndex: 0, timestamp: -1 },
        { partitionIndex: 0, timestamp: -2 },
      ]
      await session.send('ListOffsets', version, 'one partition twice', {
        replicaId: -1,
        topics: [{ name, partitions: twice }],
      })
    },
  },
  {
    api: 'OffsetForLeaderEpoch',
    name: 'epochs that are and are not there',
    run: async (session, version) => {
      const name = `epochs-${version}`
      await filledTopic(session, name)
      const ask = (step: string, partition: JsonObject, topic = name) => {
        const topics = [{ topic, partitions: [{ partition: 0, currentLeaderEpoch: -1, leaderEpoch: 0, ...partition }] }]
        return session.send('OffsetForLeaderEpoch', version, step, { replicaId: -1, topics })
      }
      await ask('epoch 0', {})
      await ask('epoch of the future', { leaderEpoch: 5 })
      await ask('epoch before all', { leaderEpoch: -1 })
      await ask('fenced', { currentLeaderEpoch: 99 })
      await ask('unknown partition', { partition: 9 })
      await ask('unknown topic', {}, `absent-${version}`)
    },
  },
  {
    api: 'DeleteRecords',
    name: 'up to an offset',
    run: async (session, version) => {
      const name = `delete-records-${version}`
      await filledTopic(session, name)
      const ask = (step: string, offset: number, partitionIndex = 0, topic = name) => {
        const topics = [{ name: topic, partitions: [{ partitionIndex, offset }] }]
        return session.send('DeleteRecords', version, step, { topics, timeoutMs: 10_000 })
      }
      await ask('up to 4', 4)
      await ask('back to 2', 2)
      await ask('behind the end', 99)
      await ask('below −1', -2)
      await ask('up to the end', -1)
      await ask('unknown partition', 0, 9)
      await ask('unknown topic', 0, 0, `absent-${version}`)
    },
  },
  {
    api: 'InitProducerId',
    name: 'idempotent and transactional',
    run: async (session, version) => {
      const ask = (step: string, transactionalId: string | null, transactionTimeoutMs: number, more: JsonObject = {}) =>
        session.send('InitProducerId', version, step, { transactionalId, transactionTimeoutMs, ...more })
      await ask('idempotent', null, 0)
      await ask('transactional', `txn-${version}`, 60_000)
      await ask('transactional again', `txn-${version}`, 60_000)
      await ask('empty transactional id', '', 60_000)
      await ask('timeout 0', `txn-${version}-zero`, 0)
      await ask('timeout beyond the limit', `txn-${version}-long`, 2_000_000_000)
      if (version >= 3)
        await ask('an id without its epoch', `txn-${version}`, 60_000, { producerId: 5, producerEpoch: -1 })
      if (version >= 3)
        await ask('an epoch that is not ours', `txn-${version}`, 60_000, { producerId: 999_999, producerEpoch: 3 })
    },
  },
]
