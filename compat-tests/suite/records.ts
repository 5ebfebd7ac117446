import { randomBytes } from 'node:crypto'
import { CLIENTS } from '../clients/all.ts'
import { CODECS, type ReadRecord, type TestClient, type TestRecord } from '../clients/client.ts'
import { confluentTestClient, produceAs } from '../clients/confluent.ts'
import { javaTool } from '../clients/java.ts'
import { kafkajsClient, kafkajsTestClient } from '../clients/kafkajs.ts'
import { kcat, kcatTestClient } from '../clients/kcat.ts'
import { expect, expectEqual } from '../harness/cases.ts'
import { newTopic, type Suite } from './suite.ts'

const RECORDS = 200

/** Text of one line, so that Java's console producer can carry it too; compresses, but not to nothing. */
function lines(count: number): TestRecord[] {
  return Array.from({ length: count }, (_, i) => ({
    key: Buffer.from(`key-${i}`),
    value: Buffer.from(`value ${i} ${'abc'.repeat(i % 50)} ${randomBytes(20).toString('hex')}`),
  }))
}

export function expectSame(sent: readonly TestRecord[], read: readonly ReadRecord[], by: string): void {
  expect(read.length === sent.length, `${by} read ${read.length} records instead of ${sent.length}`)
  const text = (bytes: Buffer | null): string => (bytes === null ? 'null' : bytes.toString('base64'))
  const sorted = (records: readonly TestRecord[]): string[] =>
    records.map(({ key, value }) => `${text(key)} ${text(value)}`).sort()
  expectEqual(sorted(read), sorted(sent), `what ${by} read`)
}

/** Java takes two seconds for each start of its machine, so it reads what all the others have written at once. */
export async function recordCases(suite: Suite): Promise<void> {
  const { cases } = suite
  for (const codec of CODECS) {
    const topic = await newTopic(suite, `codec-${codec}`, 3)
    const sent: TestRecord[] = []
    for (const producer of CLIENTS) {
      await cases.check(`${producer.name} produces with ${codec}`, async () => {
        const records = lines(RECORDS).map(({ key, value }) => ({ key: Buffer.from(`${producer.name}-${key}`), value }))
        await producer.produce(suite.target.bootstrap, topic, records, codec)
        sent.push(...records)
      })
    }
    for (const consumer of CLIENTS) {
      await cases.check(`${consumer.name} consumes ${codec} of all producers`, async () => {
        expect(sent.length > 0, 'nothing was produced')
        expectSame(sent, await consumer.consume(suite.target.bootstrap, topic, sent.length), consumer.name)
      })
    }
  }

  const headerClients: readonly TestClient[] = [kafkajsTestClient, confluentTestClient]
  for (const producer of headerClients) {
    await cases.check(`headers and null values of ${producer.name}`, async () => {
      const topic = await newTopic(suite, 'headers')
      const sent: TestRecord[] = [
        {
          key: Buffer.from('a'),
          value: null,
          headers: [
            ['one', '1'],
            ['two', 'zwei ✓'],
          ],
        },
        // The confluent client makes null of what is empty before it sends it.
        { key: null, value: producer === confluentTestClient ? null : Buffer.alloc(0), headers: [['empty', '']] },
        { key: producer === confluentTestClient ? null : Buffer.alloc(0), value: randomBytes(1000), headers: [] },
      ]
      await producer.produce(suite.target.bootstrap, topic, sent, 'none')
      for (const consumer of headerClients) {
        const read = await consumer.consume(suite.target.bootstrap, topic, sent.length)
        const seen = read.map(({ key, value, headers }) => [key, value, headers])
        expectEqual(
          seen,
          sent.map(({ key, value, headers }) => [key, value, headers]),
          `what ${consumer.name} read`,
        )
      }
      const read = await kcatTestClient.consume(suite.target.bootstrap, topic, sent.length)
      expectEqual(
        read.map(({ value }) => value),
        sent.map(({ value }) => value),
        'what kcat read',
      )
    })
  }

  await cases.check('records of 1, 5 and 20 MB, and one that is too large', async () => {
    const topic = await newTopic(suite, 'large', 1, { 'max.message.bytes': `${24 << 20}` })
    const sizes = [1e6, 5e6, 20e6]
    const records = sizes.map(size => ({ key: Buffer.from(`${size}`), value: randomBytes(size) }))
    const config = { 'message.max.bytes': 50 << 20, 'queue.buffering.max.kbytes': 200_000 }
    const outcome = await produceAs(suite.target.bootstrap, topic, records, config)
    expect(outcome.failed === 0, `${outcome.failed} failed: ${outcome.firstError}`)
    expectSame(records, await kafkajsTestClient.consume(suite.target.bootstrap, topic, records.length), 'kafkajs')
    expectSame(records, await kcatTestClient.consume(suite.target.bootstrap, topic, records.length), 'kcat')
    const tooLarge = await produceAs(
      suite.target.bootstrap,
      topic,
      [{ key: null, value: randomBytes(25 << 20) }],
      config,
    )
    expect(
      tooLarge.failed === 1 && /too large/i.test(tooLarge.firstError ?? ''),
      `the one that is too large: ${JSON.stringify(tooLarge)}`,
    )
  })

  await cases.check('kcat seeks by timestamp and by offset', async () => {
    const topic = await newTopic(suite, 'seek')
    const { bootstrap } = suite.target
    const start = Date.now() - 100_000
    const producer = kafkajsClient(bootstrap).producer()
    await producer.connect()
    for (let i = 0; i < 10; i++) {
      await producer.send({ topic, acks: -1, messages: [{ value: `${i}`, timestamp: `${start + i * 1000}` }] })
    }
    await producer.disconnect()
    const from = async (position: string) =>
      (await kcat(bootstrap, ['-C', '-t', topic, '-p', '0', '-o', position, '-e', '-q']))
        .toString()
        .trim()
        .split('\n')
        .join('')
    expectEqual(await from(`s@${start + 4500}`), '56789', 'records from a time between two')
    expectEqual(await from(`s@${start + 7000}`), '789', 'records from the very time of one')
    expectEqual(await from('3'), '3456789', 'records from an offset')
    expectEqual(await from('-2'), '89', 'the last two')
    const admin = kafkajsClient(bootstrap).admin()
    await admin.connect()
    const [found] = await admin.fetchTopicOffsetsByTimestamp(topic, start + 2500)
    await admin.disconnect()
    expectEqual(found, { partition: 0, offset: '3' }, 'the offset that kafkajs finds for a time')
    const listed = await javaTool('GetOffsetShell', [
      '--bootstrap-server',
      bootstrap,
      '--topic',
      topic,
      '--time',
      `${start + 2500}`,
    ])
    expectEqual(listed.trim(), `${topic}:0:3`, 'the offset that Java finds for a time')
  })

  await cases.check('idempotent producers: each record once', async () => {
    const topic = await newTopic(suite, 'idempotent', 3)
    const records = lines(2000)
    const outcome = await produceAs(suite.target.bootstrap, topic, records, {
      'enable.idempotence': true,
      'batch.num.messages': 50,
    })
    expect(outcome.failed === 0, `${outcome.failed} failed: ${outcome.firstError}`)
    expectSame(records, await kcatTestClient.consume(suite.target.bootstrap, topic, records.length), 'kcat')
  })

  await cases.check('Java: producer performance', async () => {
    const topic = await newTopic(suite, 'performance', 3)
    const producer = [
      '--bootstrap-server',
      suite.target.bootstrap,
      '--command-property',
      'acks=all',
      '--command-property',
      'compression.type=lz4',
    ]
    const out = await javaTool('ProducerPerformance', [
      '--topic',
      topic,
      '--num-records',
      '50000',
      '--record-size',
      '500',
      '--throughput',
      '-1',
      ...producer,
    ])
    const line = out.trim().split('\n').at(-1) ?? ''
    expect(line.startsWith('50000 records sent'), line)
    return line
  })
}
