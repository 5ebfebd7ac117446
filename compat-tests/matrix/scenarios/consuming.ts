import { expect, expectEqual } from '../../harness/cases.ts'
import type { Scenario } from '../scenario.ts'
import type { OutRecord, Stage } from '../stage.ts'

const OFFSET_OUT_OF_RANGE = 1
const sleep = (ms: number) => new Promise(done => setTimeout(done, ms))
const numbered = (from: number, to: number): OutRecord[] =>
  Array.from({ length: to - from }, (_, i) => ({ key: 'k', value: `v${from + i}`, partition: 0 }))
const values = (from: number, to: number): string[] => numbered(from, to).map(({ value }) => String(value))

/** Ten records of which the broker has deleted the first five. */
async function shortenedTopic(stage: Stage): Promise<string> {
  const topic = await stage.topic()
  await stage.produce(topic, numbered(0, 10))
  const admin = await stage.referenceAdmin()
  // kafkajs deletes records only of topics that it has heard of.
  await admin.fetchTopicOffsets(topic)
  await admin.deleteTopicRecords({ topic, partitions: [{ partition: 0, offset: '5' }] })
  return topic
}

export const consumingScenarios: readonly Scenario[] = [
  {
    name: 'seek-by-offset',
    about: 'After a seek back and a seek forward the client reads on from there.',
    fast: true,
    run: async stage => {
      const topic = await stage.topic()
      await stage.produce(topic, numbered(0, 10))
      const reader = await stage.reader(topic)
      await reader.until(10)
      await reader.seek(topic, 0, 4)
      await reader.until(16)
      expectEqual(reader.values.slice(10), values(4, 10), 'values after the seek back')
      await reader.seek(topic, 0, 0)
      await reader.until(26)
      await reader.seek(topic, 0, 8)
      await reader.until(28)
      expectEqual(reader.values.slice(26), values(8, 10), 'values after the seek to the last two')
    },
  },
  {
    name: 'assign-at-offset',
    about: 'Without a group, given a partition and an offset, the client begins there.',
    run: async stage => {
      const topic = await stage.topic(2)
      await stage.produce(topic, numbered(0, 10))
      const reader = await stage.consumer({ assign: [[topic, 0, 7]], reset: 'earliest' })
      await reader.until(3)
      await sleep(200)
      expectEqual(reader.values, values(7, 10), 'values')
    },
  },
  {
    name: 'offsets-for-times',
    about: 'ListOffsets gives beginning, end, and the first offset at or after a time; none after the last record.',
    fast: true,
    run: async stage => {
      const topic = await stage.topic()
      const from = Date.now() - 100_000
      const records = numbered(0, 10).map((record, i) => ({ ...record, timestamp: from + i * 1000 }))
      for (const record of records) await stage.produce(topic, [record])
      const at = async (time: number) => {
        const { offset } = await stage.admin<{ offset: number }>('offsetAt', { topic, partition: 0, time })
        return offset
      }
      expectEqual(await at(-2), 0, 'the beginning')
      expectEqual(await at(-1), 10, 'the end')
      expectEqual(await at(from + 3000), 3, 'the offset at the time of record 3')
      expectEqual(await at(from + 3001), 4, 'the offset after the time of record 3')
      const none = await at(from + 100_000)
      // Clients tell "none" as −1 or as the end.
      expect(none === -1 || none === 10, `the offset after the last record is ${none}`)
    },
  },
  {
    name: 'seek-by-timestamp',
    about: 'The client finds the offset of a time, seeks there and reads from there.',
    run: async stage => {
      const topic = await stage.topic()
      const from = Date.now() - 100_000
      await stage.produce(
        topic,
        numbered(0, 10).map((record, i) => ({ ...record, timestamp: from + i * 1000 })),
      )
      const { offset } = await stage.admin<{ offset: number }>('offsetAt', { topic, partition: 0, time: from + 5500 })
      const reader = await stage.reader(topic)
      await reader.until(10)
      await reader.seek(topic, 0, offset)
      await reader.until(14)
      expectEqual(reader.values.slice(10), values(6, 10), 'values')
    },
  },
  {
    name: 'pause-resume',
    about: 'A paused partition delivers nothing while another does; resumed, it delivers all that came meanwhile.',
    run: async stage => {
      const topic = await stage.topic(2)
      const to = (partition: number, value: string) => ({ key: 'k', value, partition })
      await stage.produce(topic, [to(0, 'a0'), to(1, 'b0')])
      const reader = await stage.reader(topic, 2)
      await reader.until(2)
      await reader.pause([[topic, 0]])
      await stage.produce(topic, [to(0, 'a1'), to(1, 'b1')])
      await reader.until(3)
      await sleep(700)
      expectEqual(reader.values.slice(2), ['b1'], 'values while partition 0 is paused')
      await reader.resume([[topic, 0]])
      await reader.until(4)
      expectEqual(reader.values.slice(3), ['a1'], 'values after the resumption')
    },
  },
  {
    name: 'reset-latest',
    about: 'A new group with auto.offset.reset=latest sees only what is written after it has its partitions.',
    run: async stage => {
      const topic = await stage.topic()
      await stage.produce(topic, numbered(0, 5))
      const reader = await stage.reader(topic, 1, { reset: 'latest' })
      await reader.untilAssigned(1)
      // Having a partition is one thing, having asked for its end another; the client does not tell of the second.
      for (let i = 5; i < 40 && reader.records.length === 0; i++) {
        await stage.produce(topic, numbered(i, i + 1))
        await sleep(150)
      }
      await reader.until(1)
      expect(
        reader.values.every(value => Number(value.slice(1)) >= 5),
        `it read ${reader.values[0]}, which was there before`,
      )
    },
  },
  {
    name: 'reset-none',
    about: 'With auto.offset.reset=none and no committed offset the client reports an error and reads nothing.',
    run: async stage => {
      const topic = await stage.topic()
      await stage.produce(topic, numbered(0, 5))
      const reader = await stage.reader(topic, 1, { reset: 'none' })
      await stage.eventually('an error', () => (reader.errors.length > 0 ? true : null), 10_000)
      expectEqual(reader.records.length, 0, 'records read')
    },
  },
  {
    name: 'out-of-range-earliest',
    about: 'Records deleted below the position: the client is told OFFSET_OUT_OF_RANGE and begins at the log start.',
    run: async stage => {
      const topic = await shortenedTopic(stage)
      const reader = await stage.consumer({ assign: [[topic, 0, 1]], reset: 'earliest' })
      await reader.until(5)
      expectEqual(reader.values, values(5, 10), 'values')
    },
  },
  {
    name: 'out-of-range-latest',
    about: 'A position behind the end with reset=latest: the client goes to the end and reads what comes then.',
    run: async stage => {
      const topic = await shortenedTopic(stage)
      const reader = await stage.consumer({ assign: [[topic, 0, 500]], reset: 'latest' })
      for (let i = 10; i < 60 && reader.records.length === 0; i++) {
        await stage.produce(topic, numbered(i, i + 1))
        await sleep(200)
      }
      await reader.until(1)
      expect(Number(reader.values[0]?.slice(1)) >= 10, `it read ${reader.values[0]}`)
    },
  },
  {
    name: 'out-of-range-none',
    about: 'A position behind the end with reset=none: the client reports OFFSET_OUT_OF_RANGE.',
    run: async stage => {
      const topic = await shortenedTopic(stage)
      const reader = await stage.consumer({ assign: [[topic, 0, 500]], reset: 'none' })
      await stage.eventually('an error', () => (reader.errors.length > 0 ? true : null), 10_000)
      const { code } = reader.errors[0]!
      expect(code === null || code === OFFSET_OUT_OF_RANGE, `error code ${code} instead of ${OFFSET_OUT_OF_RANGE}`)
      expectEqual(reader.records.length, 0, 'records read')
    },
  },
  {
    name: 'long-poll',
    about: 'A fetch that waits up to 3 s for data is answered at once when a record comes.',
    fast: true,
    run: async stage => {
      const topic = await stage.topic()
      await stage.produce(topic, numbered(0, 1))
      const reader = await stage.reader(topic, 1, { fetchWaitMs: 3000, fetchMinBytes: 1 })
      await reader.until(1)
      const producer = await stage.producer()
      for (let i = 1; i <= 3; i++) {
        await sleep(400)
        const sent = performance.now()
        await producer.send(topic, numbered(i, i + 1))
        await reader.until(i + 1)
        const ms = Math.round(performance.now() - sent)
        expect(ms < 1500, `record ${i} was seen ${ms} ms after it was sent`)
      }
    },
  },
  {
    name: 'min-bytes',
    about: 'A fetch that asks for 20 kB is held back until they are there or its time is over.',
    run: async stage => {
      const topic = await stage.topic()
      const fetchWaitMs = 2500
      await stage.produce(topic, [{ key: 'k', value: 'x'.repeat(30_000), partition: 0 }])
      const reader = await stage.reader(topic, 1, { fetchWaitMs, fetchMinBytes: 20_000 })
      await reader.until(1)
      const producer = await stage.producer()
      // In step with the client: the answer that brings this record has just been sent, so a new wait begins.
      await producer.send(topic, [{ key: 'k', value: 'x'.repeat(30_000), partition: 0 }])
      await reader.until(2)
      await sleep(100)
      const sent = performance.now()
      await producer.send(topic, [{ key: 'k', value: 'small', partition: 0 }])
      await reader.until(3)
      const ms = Math.round(performance.now() - sent)
      expect(ms > 700, `a small record came after ${ms} ms`)
      expect(ms < fetchWaitMs + 2000, `a small record came only after ${ms} ms`)
    },
  },
  {
    name: 'max-bytes',
    about:
      'Limits below the size of one record bring records one after the other: nothing is lost and nothing stands still.',
    run: async stage => {
      const topic = await stage.topic(3)
      const records = Array.from({ length: 24 }, (_, i) => ({
        key: 'k',
        value: `${i}:`.padEnd(40_000, 'x'),
        partition: i % 3,
      }))
      const producer = await stage.producer()
      for (const record of records) await producer.send(topic, [record])
      const reader = await stage.reader(topic, 3, { partitionMaxBytes: 10_000, fetchMaxBytes: 20_000 })
      await reader.until(24)
      const seen = reader.records.map(({ value }) => Number(String(value).split(':')[0])).sort((a, b) => a - b)
      expectEqual(
        seen,
        records.map((_, i) => i),
        'records',
      )
    },
  },
  {
    name: 'compaction',
    about: 'In a compacted topic the client sees the last value of each key, at its old offset.',
    timeoutMs: 60_000,
    run: async stage => {
      const topic = await stage.topic(1, {
        'cleanup.policy': 'compact',
        'segment.ms': '200',
        'min.cleanable.dirty.ratio': '0.01',
        'min.compaction.lag.ms': '0',
        'delete.retention.ms': '100',
      })
      const producer = await stage.producer()
      for (let round = 0; round < 5; round++) {
        const records = ['a', 'b', 'c'].map(key => ({ key, value: `${key}${round}`, partition: 0 }))
        await producer.send(topic, records)
      }
      let tail = 15
      // A record behind them rolls the active segment, which is never compacted.
      const reader = await stage.eventually(
        'compacted records',
        async () => {
          await sleep(1000)
          await producer.send(topic, [{ key: `tail-${tail}`, value: 'tail', partition: 0 }])
          tail++
          const attempt = await stage.reader(topic)
          await attempt.until(1)
          await stage.eventually('the tail', () =>
            attempt.records.some(record => record.offset === tail - 1) ? true : null,
          )
          const done = !attempt.records.some(record => record.offset < 12)
          if (!done) await stage.close(attempt)
          return done ? attempt : null
        },
        45_000,
      )
      const kept = reader.records.filter(record => record.offset < 15)
      expectEqual(
        kept.map(({ key, value, offset }) => [String(key), String(value), offset]),
        [
          ['a', 'a4', 12],
          ['b', 'b4', 13],
          ['c', 'c4', 14],
        ],
        'the records that are left',
      )
    },
  },
]
