import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Kafka, logLevel } from 'kafkajs'
import { afterEach, describe, expect, it } from 'vitest'
import { type Cluster, startCluster } from './index.ts'

const open: Cluster[] = []
const dirs: string[] = []

afterEach(async () => {
  await Promise.all(open.splice(0).map(cluster => cluster.close()))
  for (const dir of dirs.splice(0)) rmSync(dir, { recursive: true, force: true })
})

async function start(options: Parameters<typeof startCluster>[0] = {}): Promise<Cluster> {
  const cluster = await startCluster(options)
  open.push(cluster)
  return cluster
}

function clientOf(cluster: Cluster): Kafka {
  return new Kafka({ brokers: [cluster.bootstrapServers], logLevel: logLevel.NOTHING })
}

async function produce(cluster: Cluster, topic: string, values: readonly string[]): Promise<void> {
  const producer = clientOf(cluster).producer({ idempotent: true })
  await producer.connect()
  await producer.send({ topic, acks: -1, messages: values.map(value => ({ key: value, value })) })
  await producer.disconnect()
}

/** What a member of the group gets until it has seen `count` records; commits and leaves. */
async function consume(cluster: Cluster, groupId: string, topic: string, count: number): Promise<string[]> {
  const consumer = clientOf(cluster).consumer({ groupId })
  await consumer.connect()
  await consumer.subscribe({ topic, fromBeginning: true })
  const seen: string[] = []
  await new Promise<void>(resolve => {
    void consumer.run({
      eachMessage: async ({ message }) => {
        seen.push(message.value!.toString())
        if (seen.length === count) resolve()
      },
    })
  })
  await consumer.disconnect()
  return seen.sort()
}

const numbers = (from: number, to: number): string[] =>
  Array.from({ length: to - from }, (_, i) => `v${from + i}`).sort()

describe('startCluster', () => {
  it('serves a producer and a group of consumers from memory', async () => {
    const cluster = await start({ config: { 'num.partitions': 3 } })
    await produce(cluster, 'letters', numbers(0, 50))
    expect(await consume(cluster, 'readers', 'letters', 50)).toEqual(numbers(0, 50))
    const admin = clientOf(cluster).admin()
    await admin.connect()
    expect((await admin.fetchTopicMetadata({ topics: ['letters'] })).topics[0]!.partitions.length).toBe(3)
    await admin.disconnect()
  })

  it('keeps records and committed offsets in its directory over a restart', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'gregor-'))
    dirs.push(dataDir)
    const first = await start({ dataDir })
    await produce(first, 'kept', numbers(0, 20))
    expect(await consume(first, 'g', 'kept', 20)).toEqual(numbers(0, 20))
    await first.close()

    const second = await start({ dataDir })
    expect(second.clusterId).toBe(first.clusterId)
    await produce(second, 'kept', numbers(20, 30))
    // The group goes on where it stopped; another one begins at the beginning.
    expect(await consume(second, 'g', 'kept', 10)).toEqual(numbers(20, 30))
    expect(await consume(second, 'other', 'kept', 30)).toEqual(numbers(0, 30))
  })

  it('answers an admin client that a topic is created only when it can be used', async () => {
    const cluster = await start()
    const admin = clientOf(cluster).admin()
    await admin.connect()
    for (let i = 0; i < 10; i++) {
      // A client without retries and without the right to create topics: whatever is not ready at once fails.
      const producer = clientOf(cluster).producer({ allowAutoTopicCreation: false, retry: { retries: 0 } })
      await producer.connect()
      await admin.createTopics({ topics: [{ topic: `t${i}` }], waitForLeaders: false })
      await producer.send({ topic: `t${i}`, messages: [{ value: 'at once' }] })
      await admin.deleteTopics({ topics: [`t${i}`] })
      await producer.disconnect()
    }
    expect(await admin.listTopics()).toEqual([])
    await admin.disconnect()
  })

  it('says in a sentence what is wrong with a configuration', async () => {
    await expect(startCluster({ config: { 'num.partition': 3 } })).rejects.toThrow(/num\.partitions/)
  })

  it('runs many clusters side by side, each with data of its own', async () => {
    const clusters = await Promise.all([start(), start(), start()])
    await Promise.all(clusters.map((cluster, i) => produce(cluster, 'same-name', [`only ${i}`])))
    const seen = await Promise.all(clusters.map(cluster => consume(cluster, 'g', 'same-name', 1)))
    expect(seen).toEqual([['only 0'], ['only 1'], ['only 2']])
  })

  it('closes twice without complaint, and frees its port', async () => {
    const cluster = await start()
    await cluster.close()
    await cluster.close()
    const port = Number(cluster.bootstrapServers.split(':')[1])
    expect((await start({ port })).bootstrapServers).toBe(cluster.bootstrapServers)
  })
})
