import { type Admin, Kafka, logLevel } from 'kafkajs'
import { afterEach, describe, expect, it } from 'vitest'
import type { Cluster, ClusterNode } from './index.ts'
import { eventually, Opened, producerOf, readAll } from './test-support/kafkajs-cluster.ts'

const open = new Opened()
afterEach(() => open.closeAll())

const trio = (config: Record<string, string | number> = {}) => open.cluster({ nodes: 3, config })

async function partitionsOf(admin: Admin, topic: string) {
  return (await admin.fetchTopicMetadata({ topics: [topic] })).topics[0]!.partitions
}

async function createTopic(admin: Admin, topic: string, numPartitions: number): Promise<void> {
  await admin.createTopics({ topics: [{ topic, numPartitions, replicationFactor: 3 }] })
}

function nodeOf(cluster: Cluster, nodeId: number): ClusterNode {
  return cluster.nodes[nodeId - 1]!
}

describe('a cluster of three nodes', () => {
  it('replicates what is produced with acks=all, and every node serves it', async () => {
    const { cluster, kafka, admin } = await trio()
    await createTopic(admin, 'orders', 3)
    const partitions = await partitionsOf(admin, 'orders')
    expect(partitions.map(({ replicas }) => [...replicas].sort())).toEqual([
      [1, 2, 3],
      [1, 2, 3],
      [1, 2, 3],
    ])
    expect(new Set(partitions.map(({ leader }) => leader))).toEqual(new Set([1, 2, 3]))
    expect(partitions.every(({ isr }) => isr.length === 3)).toBe(true)
    const producer = await producerOf(kafka, open)
    for (let i = 0; i < 30; i++) {
      await producer.send({ topic: 'orders', acks: -1, messages: [{ partition: i % 3, value: String(i), key: null }] })
    }
    expect(cluster.bootstrapServers.split(',')).toHaveLength(3)
    const seen = await readAll(kafka, 'orders', 30)
    expect(seen.map(values => values.length)).toEqual([10, 10, 10])
    expect(seen[1]!.map(Number)).toEqual(Array.from({ length: 10 }, (_, i) => 1 + 3 * i))
  })

  it('goes on when a node stops, loses nothing, and takes the node back into the in-sync sets', async () => {
    const { cluster, kafka, admin } = await trio()
    await createTopic(admin, 'orders', 3)
    const producer = await producerOf(kafka, open)
    const send = async (from: number, to: number): Promise<void> => {
      for (let i = from; i < to; i++) {
        await producer.send({
          topic: 'orders',
          acks: -1,
          messages: [{ partition: i % 3, value: String(i), key: null }],
        })
      }
    }
    await send(0, 15)
    // While all are there: the offsets topic wants three of them.
    await readAll(kafka, 'orders', 15)
    await nodeOf(cluster, 2).stop()
    await send(15, 30)
    const without = await partitionsOf(admin, 'orders')
    expect(without.every(({ leader, isr }) => leader !== 2 && !isr.includes(2))).toBe(true)
    await nodeOf(cluster, 2).start()
    await eventually('the node is in sync again', async () =>
      (await partitionsOf(admin, 'orders')).every(({ isr }) => isr.length === 3),
    )
    await send(30, 45)
    // What the others hold alone is on the node that was away as well: it can lead now.
    await nodeOf(cluster, 1).stop()
    await send(45, 60)
    const seen = await readAll(kafka, 'orders', 60)
    for (const [partition, values] of seen.entries()) {
      expect(values.map(Number)).toEqual(Array.from({ length: 20 }, (_, i) => partition + 3 * i))
    }
  })

  it('refuses acks=all with one replica in sync where two must be', async () => {
    const { cluster, admin } = await trio({ 'min.insync.replicas': 2 })
    await createTopic(admin, 'orders', 1)
    const [partition] = await partitionsOf(admin, 'orders')
    const followers = partition!.replicas.filter(id => id !== partition!.leader)
    // One voter must stay beside the leader, or nobody could tell the in-sync set: the other follower is the one to go.
    await nodeOf(cluster, followers[0]!).stop()
    const impatient = new Kafka({
      brokers: [nodeOf(cluster, partition!.leader).address],
      logLevel: logLevel.NOTHING,
      retry: { retries: 0 },
    })
    const producer = await open.connect(impatient.producer())
    await producer.send({ topic: 'orders', acks: -1, messages: [{ value: 'two are in sync' }] })
    await nodeOf(cluster, followers[1]!).stop()
    const lonely = producer.send({ topic: 'orders', acks: -1, timeout: 500, messages: [{ value: 'one is' }] })
    await expect(lonely).rejects.toThrow(/timed out|insync|in-sync/)
  })

  it('has deleted records on every replica when DeleteRecords is answered', async () => {
    const { cluster, kafka, admin } = await trio()
    await createTopic(admin, 'orders', 1)
    const producer = await producerOf(kafka, open)
    for (let i = 0; i < 5; i++) await producer.send({ topic: 'orders', acks: -1, messages: [{ value: String(i) }] })
    await admin.fetchTopicOffsets('orders')
    await admin.deleteTopicRecords({ topic: 'orders', partitions: [{ partition: 0, offset: '3' }] })
    const [partition] = await partitionsOf(admin, 'orders')
    await nodeOf(cluster, partition!.leader).stop()
    // Whoever leads now has let go of the same records.
    await eventually('another leads', async () => (await partitionsOf(admin, 'orders'))[0]!.leader > 0)
    expect((await admin.fetchTopicOffsets('orders'))[0]).toMatchObject({ low: '3', high: '5' })
  })

  it('keeps a consumer group going when its coordinator stops', async () => {
    const { cluster, kafka, admin } = await trio()
    await createTopic(admin, 'orders', 3)
    const producer = await producerOf(kafka, open)
    const consumer = await open.connect(
      kafka.consumer({ groupId: 'shop', maxWaitTimeInMs: 50, sessionTimeout: 10_000 }),
    )
    await consumer.subscribe({ topic: 'orders', fromBeginning: true })
    const seen = new Set<string>()
    await consumer.run({ eachMessage: async ({ message }) => void seen.add(message.value!.toString()) })
    await producer.send({ topic: 'orders', acks: -1, messages: [{ value: 'before' }] })
    await eventually('the first record is read', async () => seen.has('before'))
    const offsets = await admin.fetchTopicMetadata({ topics: ['__consumer_offsets'] })
    const leaders = new Set(offsets.topics[0]!.partitions.map(({ leader }) => leader))
    expect(leaders.size).toBe(3)
    for (const nodeId of [1, 2, 3]) {
      await nodeOf(cluster, nodeId).stop()
      await producer.send({ topic: 'orders', acks: -1, messages: [{ value: `without ${nodeId}` }] })
      await eventually(`records are read without node ${nodeId}`, async () => seen.has(`without ${nodeId}`), 20_000)
      await nodeOf(cluster, nodeId).start()
      await eventually('all are in sync', async () =>
        (await partitionsOf(admin, 'orders')).every(({ isr }) => isr.length === 3),
      )
    }
  }, 60_000)
})
