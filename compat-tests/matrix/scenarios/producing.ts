import { randomBytes } from 'node:crypto'
import { kafkajsTestClient } from '../../clients/kafkajs.ts'
import { expect, expectEqual } from '../../harness/cases.ts'
import { murmur2Partition } from '../murmur2.ts'
import type { Scenario } from '../scenario.ts'
import { expectClientError, type OutRecord, type ProducerParams, type Stage } from '../stage.ts'
import { storedBatches } from '../stored.ts'

/** Error codes of the Kafka protocol. */
const MESSAGE_TOO_LARGE = 10

const numbered = (count: number, bytes = 100): OutRecord[] =>
  Array.from({ length: count }, (_, i) => ({ key: `key-${i}`, value: `value-${i}-`.padEnd(bytes, 'abcdefgh') }))

async function roundTrip(stage: Stage, codec: NonNullable<ProducerParams['codec']>): Promise<void> {
  const topic = await stage.topic()
  const records = numbered(200)
  await stage.produce(topic, records, { codec })
  const reader = await stage.reader(topic)
  await reader.until(records.length)
  const pairs = reader.records.map(({ key, value }) => [String(key), String(value)])
  expectEqual(
    pairs,
    records.map(({ key, value }) => [key, value]),
    'keys and values',
  )
  expectEqual(
    reader.records.map(({ offset }) => offset),
    records.map((_, i) => i),
    'offsets',
  )
  const codecs = new Set((await storedBatches(stage.bootstrap, topic)).map(batch => batch.codec))
  expectEqual([...codecs], [codec], 'codecs of the stored batches')
}

const codecScenarios = (['none', 'gzip', 'snappy', 'lz4', 'zstd'] as const).map(
  (codec): Scenario => ({
    name: `produce-${codec}`,
    about: `200 records with ${codec === 'none' ? 'no codec' : codec}: stored so, read back in order with keys and values.`,
    fast: true,
    run: stage => roundTrip(stage, codec),
  }),
)

export const producingScenarios: readonly Scenario[] = [
  ...codecScenarios,
  {
    name: 'keys-and-nulls',
    about: 'A null key, a binary key and a null value (tombstone) come back as they were.',
    fast: true,
    run: async stage => {
      const topic = await stage.topic()
      const binary = Buffer.from([0, 255, 10, 13, 128, 0])
      await stage.produce(topic, [
        { key: null, value: 'no key' },
        { key: binary, value: binary },
        { key: 'gone', value: null },
      ])
      const reader = await stage.reader(topic)
      await reader.until(3)
      const hex = (bytes: Buffer | null) => bytes?.toString('hex') ?? null
      expectEqual(
        reader.records.map(({ key, value }) => [hex(key), hex(value)]),
        [
          [null, hex(Buffer.from('no key'))],
          [hex(binary), hex(binary)],
          [hex(Buffer.from('gone')), null],
        ],
        'keys and values',
      )
    },
  },
  {
    name: 'headers',
    about: 'Headers come back with name and binary value.',
    fast: true,
    run: async stage => {
      const topic = await stage.topic()
      const headers = [
        ['trace', Buffer.from('abc-123')],
        ['bytes', Buffer.from([0, 1, 254, 255])],
        ['ünï', Buffer.from('ß')],
      ] as const
      await stage.produce(topic, [
        { key: 'k', value: 'with', headers },
        { key: 'k', value: 'without' },
      ])
      const reader = await stage.reader(topic)
      await reader.until(2)
      const seen = reader.records.map(record => record.headers.map(([name, value]) => [name, value?.toString('hex')]))
      expectEqual(seen[0]?.sort(), headers.map(([name, value]) => [name, value.toString('hex')]).sort(), 'headers')
      expectEqual(seen[1], [], 'headers of a record without')
    },
  },
  {
    name: 'timestamps',
    about: 'The create time that the producer gives comes back to the millisecond.',
    fast: true,
    run: async stage => {
      const topic = await stage.topic()
      const from = Date.now() - 3_600_000
      const times = [from, from + 1, from + 60_000]
      await stage.produce(
        topic,
        times.map((timestamp, i) => ({ key: 'k', value: `v${i}`, timestamp })),
      )
      const reader = await stage.reader(topic)
      await reader.until(3)
      expectEqual(
        reader.records.map(({ timestamp }) => timestamp),
        times,
        'timestamps',
      )
    },
  },
  {
    name: 'log-append-time',
    about: 'In a topic with message.timestamp.type=LogAppendTime the consumer sees the time of the broker.',
    run: async stage => {
      const topic = await stage.topic(1, { 'message.timestamp.type': 'LogAppendTime' })
      const from = Date.now()
      await stage.produce(topic, numbered(3))
      const reader = await stage.reader(topic)
      await reader.until(3)
      const batches = await storedBatches(stage.bootstrap, topic)
      expect(
        batches.every(batch => batch.logAppendTime),
        'a stored batch has no log append time',
      )
      for (const { timestamp } of reader.records) {
        expect(
          timestamp !== null && timestamp >= from - 1000 && timestamp <= Date.now() + 1000,
          `timestamp ${timestamp} is not of now (${from})`,
        )
      }
    },
  },
  {
    name: 'large-records',
    about: 'Records of 900 kB that do not compress come back whole.',
    run: async stage => {
      const topic = await stage.topic()
      const values = Array.from({ length: 4 }, () => randomBytes(900_000))
      const producer = await stage.producer()
      for (const value of values) await producer.send(topic, [{ key: 'k', value }])
      const reader = await stage.reader(topic)
      await reader.until(values.length, 25_000)
      values.forEach((value, i) => {
        expect(reader.records[i]?.value?.equals(value), `record ${i} is not what was sent`)
      })
    },
  },
  {
    name: 'record-too-large',
    about:
      'A record above max.message.bytes is refused by the broker (MESSAGE_TOO_LARGE), a smaller one after it is taken.',
    run: async stage => {
      const topic = await stage.topic(1, { 'max.message.bytes': '20000' })
      const producer = await stage.producer({ maxRequestBytes: 5_000_000 })
      const refused = producer.send(topic, [{ key: 'k', value: randomBytes(100_000) }])
      await expectClientError('a record of 100 kB', MESSAGE_TOO_LARGE, refused)
      await stage.close(producer)
      await stage.produce(topic, [{ key: 'k', value: 'small' }])
      const reader = await stage.reader(topic)
      await reader.until(1)
      expectEqual(reader.values, ['small'], 'values')
    },
  },
  {
    name: 'many-partitions',
    about: '600 records over 30 partitions, each read once, offsets of each partition without a gap.',
    run: async stage => {
      const topic = await stage.topic(30)
      const records = Array.from({ length: 600 }, (_, i) => ({ key: `k${i}`, value: `v${i}`, partition: i % 30 }))
      await stage.produce(topic, records)
      const reader = await stage.reader(topic, 30)
      await reader.until(records.length)
      expect(new Set(reader.values).size === 600, 'a value came twice')
      for (const record of reader.records) {
        const n = Number(String(record.value).slice(1))
        expectEqual([record.partition, record.offset], [n % 30, Math.floor(n / 30)], `place of ${n}`)
      }
    },
  },
  {
    name: 'murmur2-partitions',
    about: "300 keys land where Java's default partitioner sends them, so that every client finds every key.",
    run: async stage => {
      const topic = await stage.topic(7)
      const keys = Array.from({ length: 300 }, (_, i) => (i % 3 === 0 ? `user-${i}` : `${'ß€x'.repeat(i % 5)}${i}`))
      await stage.produce(
        topic,
        keys.map(key => ({ key, value: 'v' })),
        { partitioner: 'murmur2' },
      )
      const reader = await stage.reader(topic, 7)
      await reader.until(keys.length)
      for (const { key, partition } of reader.records) {
        expectEqual(partition, murmur2Partition(key!, 7), `partition of ${key}`)
      }
    },
  },
  {
    name: 'idempotent-produce',
    about: 'An idempotent producer gets a producer id; its batches are stored with sequence numbers without a gap.',
    fast: true,
    run: async stage => {
      const topic = await stage.topic()
      const producer = await stage.producer({ idempotent: true })
      for (let i = 0; i < 5; i++)
        await producer.send(topic, [
          { key: 'k', value: `a${i}` },
          { key: 'k', value: `b${i}` },
        ])
      const batches = await storedBatches(stage.bootstrap, topic)
      let sequence = 0
      for (const batch of batches) {
        expect(batch.producerId >= 0, `the batch at ${batch.baseOffset} has no producer id`)
        expectEqual(batch.baseSequence, sequence, `sequence of the batch at ${batch.baseOffset}`)
        sequence += batch.count
      }
      expectEqual(sequence, 10, 'records stored')
    },
  },
  ...([0, 1] as const).map(
    (acks): Scenario => ({
      name: `acks-${acks}`,
      about: `Records sent with acks=${acks} are stored in order.`,
      run: async stage => {
        const topic = await stage.topic()
        const producer = await stage.producer({ acks })
        for (let i = 0; i < 20; i++) await producer.send(topic, [{ key: 'k', value: `v${i}` }])
        const reader = await stage.reader(topic)
        await reader.until(20)
        expectEqual(
          reader.values,
          Array.from({ length: 20 }, (_, i) => `v${i}`),
          'values',
        )
      },
    }),
  ),
  {
    name: 'pipelining',
    about:
      '300 sends that do not wait for each other, several requests on the way: all stored, in order of their sending.',
    run: async stage => {
      const topic = await stage.topic()
      const producer = await stage.producer({ maxInFlight: 5, idempotent: true })
      const sends = Array.from({ length: 300 }, (_, i) => producer.send(topic, [{ key: 'k', value: `v${i}` }]))
      await Promise.all(sends)
      const reader = await stage.reader(topic)
      await reader.until(300)
      expectEqual(
        reader.values,
        Array.from({ length: 300 }, (_, i) => `v${i}`),
        'values',
      )
    },
  },
  {
    name: 'foreign-batches',
    about: 'The client reads what another client (kafkajs) wrote with each of the five codecs.',
    run: async stage => {
      const topic = await stage.topic()
      const written: string[] = []
      for (const codec of ['none', 'gzip', 'snappy', 'lz4', 'zstd'] as const) {
        const values = Array.from({ length: 50 }, (_, i) => `${codec}-${i}`.padEnd(200, '.'))
        const records = values.map(value => ({ key: Buffer.from('k'), value: Buffer.from(value) }))
        await kafkajsTestClient.produce(stage.bootstrap, topic, records, codec)
        written.push(...values)
      }
      const reader = await stage.reader(topic)
      await reader.until(written.length)
      expectEqual(reader.values, written, 'values')
    },
  },
]
