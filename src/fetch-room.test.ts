import { Kafka, logLevel } from 'kafkajs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startCluster } from './index.ts'
import { FetchPartition, FetchRequest, FetchTopic, fetchRequest } from './protocol/generated/fetch-request.ts'
import { fetchResponse } from './protocol/generated/fetch-response.ts'
import { buildBatch } from './records/builder.ts'
import { ask } from './test-support/ask.ts'
import { produce } from './test-support/produce.ts'

const MIB = 1024 * 1024
const PARTITIONS = 8
const BATCH = buildBatch([{ key: null, value: Buffer.alloc(700 * 1024), timestamp: Date.now() }])

describe('the size of a fetch answer', () => {
  let cluster: Awaited<ReturnType<typeof startCluster>>
  const indexes = Array.from({ length: PARTITIONS }, (_, index) => index)

  beforeAll(async () => {
    cluster = await startCluster()
    const admin = new Kafka({ brokers: [cluster.bootstrapServers], logLevel: logLevel.NOTHING }).admin()
    await admin.connect()
    await admin.createTopics({ topics: ['read', 'unread'].map(topic => ({ topic, numPartitions: PARTITIONS })) })
    await admin.disconnect()
  })
  afterAll(() => cluster.close())

  /** Bytes of records that one answer has, when everything is asked for. */
  async function fetchedBytes(topic: string, maxBytes = 50 * MIB): Promise<number> {
    const request = new FetchRequest()
    request.maxBytes = maxBytes
    const partitions = indexes.map(partition =>
      Object.assign(new FetchPartition(), { partition, partitionMaxBytes: MIB }),
    )
    request.topics = [Object.assign(new FetchTopic(), { topic, partitions })]
    const { responses } = await ask(cluster.bootstrapServers, [fetchRequest, fetchResponse], 11, request)
    return responses[0]!.partitions.reduce((total, { records }) => total + (records?.chainLength ?? 0), 0)
  }

  it('is up to 4 MiB where the records are in memory', async () => {
    await fetchedBytes('read')
    await produce(cluster.bootstrapServers, 'read', indexes, BATCH)
    expect(await fetchedBytes('read')).toBe(Math.floor((4 * MIB) / BATCH.length) * BATCH.length)
  })

  it('is up to 1 MiB where they have to be read from files', async () => {
    await produce(cluster.bootstrapServers, 'unread', indexes, BATCH)
    expect(await fetchedBytes('unread')).toBe(BATCH.length)
  })

  it('is what the client allows where that is less, but never less than one batch', async () => {
    expect(await fetchedBytes('read', 2 * MIB)).toBe(2 * BATCH.length)
    expect(await fetchedBytes('read', 1000)).toBe(BATCH.length)
  })
})
