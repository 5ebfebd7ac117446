import { Kafka, logLevel } from 'kafkajs'
import { expect, it } from 'vitest'
import { startCluster } from './index.ts'
import { FetchPartition, FetchRequest, FetchTopic, fetchRequest } from './protocol/generated/fetch-request.ts'
import { fetchResponse } from './protocol/generated/fetch-response.ts'
import { buildBatch } from './records/builder.ts'
import { ask } from './test-support/ask.ts'
import { produce } from './test-support/produce.ts'

const PARTITIONS = 6

it('answers a fetch that waits for many partitions with all that one Produce request brought', async () => {
  const cluster = await startCluster()
  try {
    const admin = new Kafka({ brokers: [cluster.bootstrapServers], logLevel: logLevel.NOTHING }).admin()
    await admin.connect()
    await admin.createTopics({ topics: [{ topic: 't', numPartitions: PARTITIONS }] })
    await admin.disconnect()
    const indexes = Array.from({ length: PARTITIONS }, (_, index) => index)
    const fetch = new FetchRequest()
    fetch.maxWaitMs = 5000
    fetch.minBytes = 1
    fetch.topics = [
      Object.assign(new FetchTopic(), {
        topic: 't',
        partitions: indexes.map(partition =>
          Object.assign(new FetchPartition(), { partition, partitionMaxBytes: 1e6 }),
        ),
      }),
    ]
    const waiting = ask(cluster.bootstrapServers, [fetchRequest, fetchResponse], 11, fetch)
    await new Promise(resolve => setTimeout(resolve, 100))
    const batch = buildBatch([{ key: null, value: Buffer.from('v'), timestamp: Date.now() }])
    await produce(cluster.bootstrapServers, 't', indexes, batch)
    const { responses } = await waiting
    const filled = responses[0]!.partitions.filter(({ records }) => (records?.length ?? 0) > 0)
    expect(filled.map(({ partitionIndex }) => partitionIndex)).toEqual(indexes)
  } finally {
    await cluster.close()
  }
})
