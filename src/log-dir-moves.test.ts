import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Kafka, logLevel, type Producer } from 'kafkajs'
import { afterEach, describe, expect, it } from 'vitest'
import { type Cluster, startCluster } from './index.ts'
import { ErrorCode } from './protocol/errors.ts'
import {
  AlterReplicaLogDir,
  AlterReplicaLogDirsRequest,
  AlterReplicaLogDirTopic,
  alterReplicaLogDirsRequest,
} from './protocol/generated/alter-replica-log-dirs-request.ts'
import { alterReplicaLogDirsResponse } from './protocol/generated/alter-replica-log-dirs-response.ts'
import { DescribeLogDirsRequest, describeLogDirsRequest } from './protocol/generated/describe-log-dirs-request.ts'
import { describeLogDirsResponse } from './protocol/generated/describe-log-dirs-response.ts'
import {
  AlterableConfig,
  AlterConfigsResource,
  IncrementalAlterConfigsRequest,
  incrementalAlterConfigsRequest,
} from './protocol/generated/incremental-alter-configs-request.ts'
import { incrementalAlterConfigsResponse } from './protocol/generated/incremental-alter-configs-response.ts'
import {
  ListOffsetsPartition,
  ListOffsetsRequest,
  ListOffsetsTopic,
  listOffsetsRequest,
} from './protocol/generated/list-offsets-request.ts'
import { listOffsetsResponse } from './protocol/generated/list-offsets-response.ts'
import { ask } from './test-support/ask.ts'

const TOPIC = 'moving'
const open: { close(): unknown }[] = []
const dirs: string[] = []

afterEach(async () => {
  for (const { close } of open.splice(0).reverse()) await close()
  for (const dir of dirs.splice(0)) rmSync(dir, { recursive: true, force: true })
})

async function move(cluster: Cluster, path: string, partitions: number[]): Promise<number[]> {
  const topic = Object.assign(new AlterReplicaLogDirTopic(), { name: TOPIC, partitions })
  const request = new AlterReplicaLogDirsRequest()
  request.dirs = [Object.assign(new AlterReplicaLogDir(), { path, topics: [topic] })]
  const answer = await ask(
    cluster.bootstrapServers,
    [alterReplicaLogDirsRequest, alterReplicaLogDirsResponse],
    2,
    request,
  )
  return answer.results.flatMap(result => result.partitions.map(({ errorCode }) => errorCode))
}

interface Replica {
  readonly dir: string
  readonly isFuture: boolean
  readonly lag: number
}

async function replicasOf(cluster: Cluster, partition: number): Promise<Replica[]> {
  const request = Object.assign(new DescribeLogDirsRequest(), { topics: null })
  const answer = await ask(cluster.bootstrapServers, [describeLogDirsRequest, describeLogDirsResponse], 4, request)
  return answer.results.flatMap(({ logDir, topics }) =>
    topics
      .filter(({ name }) => name === TOPIC)
      .flatMap(({ partitions }) => partitions)
      .filter(({ partitionIndex }) => partitionIndex === partition)
      .map(({ isFutureKey, offsetLag }) => ({ dir: logDir, isFuture: isFutureKey, lag: offsetLag })),
  )
}

async function start(a: string, b: string): Promise<Cluster> {
  const cluster = await startCluster({
    dataDir: `${a},${b}`,
    config: {
      'log.segment.bytes': 1_048_576,
      'num.partitions': 2,
    },
  })
  open.push(cluster)
  return cluster
}

/** replica.alter.log.dirs.io.max.bytes.per.second, which only exists dynamically. */
function limitRate(cluster: Cluster, bytesPerSecond: number): Promise<void> {
  return setBrokerDefault(cluster, 'replica.alter.log.dirs.io.max.bytes.per.second', String(bytesPerSecond))
}

async function setBrokerDefault(cluster: Cluster, name: string, value: string): Promise<void> {
  const config = Object.assign(new AlterableConfig(), { name, value })
  const request = new IncrementalAlterConfigsRequest()
  request.resources = [
    Object.assign(new AlterConfigsResource(), { resourceType: 4, resourceName: '', configs: [config] }),
  ]
  const answer = await ask(
    cluster.bootstrapServers,
    [incrementalAlterConfigsRequest, incrementalAlterConfigsResponse],
    0,
    request,
  )
  expect(answer.responses.map(({ errorCode }) => errorCode)).toEqual([ErrorCode.NONE])
}

async function producerOf(cluster: Cluster): Promise<Producer> {
  const kafka = new Kafka({ brokers: [cluster.bootstrapServers], logLevel: logLevel.NOTHING })
  const producer = kafka.producer({ idempotent: true })
  await producer.connect()
  return producer
}

async function consumeAll(cluster: Cluster, groupId: string, count: number): Promise<Map<string, number>> {
  const kafka = new Kafka({ brokers: [cluster.bootstrapServers], logLevel: logLevel.NOTHING })
  const consumer = kafka.consumer({ groupId })
  await consumer.connect()
  await consumer.subscribe({ topic: TOPIC, fromBeginning: true })
  const seen = new Map<string, number>()
  await new Promise<void>(resolve => {
    void consumer.run({
      eachMessage: async ({ message }) => {
        const value = message.value!.toString().slice(0, 12)
        seen.set(value, (seen.get(value) ?? 0) + 1)
        if (seen.size === count) resolve()
      },
    })
  })
  await consumer.disconnect()
  return seen
}

describe('a node with two log directories', () => {
  it('moves a partition under load and over a restart: every acknowledged record is there once', async () => {
    const root = mkdtempSync(join(tmpdir(), 'gregor-moves-'))
    dirs.push(root)
    const [a, b] = [join(root, 'a'), join(root, 'b')]
    for (const dir of [a, b]) mkdirSync(dir)
    let cluster = await start(a, b)
    await limitRate(cluster, 200_000)
    let producer = await producerOf(cluster)
    let sent = 0
    const send = async (count: number): Promise<void> => {
      const messages = Array.from({ length: count }, () => ({
        value: `${sent++}`.padEnd(12, '.') + 'x'.repeat(500),
        partition: sent % 2,
      }))
      await producer.send({ topic: TOPIC, acks: -1, messages })
    }
    for (let i = 0; i < 15; i++) await send(500)
    const [before] = await replicasOf(cluster, 0)
    const [from, to] = before!.dir === a ? [a, b] : [b, a]
    expect(await move(cluster, '/nowhere', [0])).toEqual([ErrorCode.LOG_DIR_NOT_FOUND])
    expect(await move(cluster, to, [0])).toEqual([ErrorCode.NONE])
    for (let i = 0; i < 5; i++) await send(10)

    const during = await replicasOf(cluster, 0)
    const future = during.find(({ isFuture }) => isFuture)!
    expect([during.length, future.dir, during.find(({ isFuture }) => !isFuture)!.dir]).toEqual([2, to, from])
    expect(future.lag).toBeGreaterThan(0)
    // In the middle of it: a stop and a start.
    await producer.disconnect()
    await cluster.close()
    expect(readdirSync(to).some(name => name.endsWith('-future'))).toBe(true)
    cluster = await start(a, b)
    await limitRate(cluster, 10_000_000)
    producer = await producerOf(cluster)
    const isMoved = async (): Promise<boolean> => {
      const replicas = await replicasOf(cluster, 0)
      return replicas.length === 1 && replicas[0]!.dir === to
    }
    const untilMs = performance.now() + 30_000
    do {
      await send(10)
      expect(performance.now(), 'the move comes to its end').toBeLessThan(untilMs)
    } while (!(await isMoved()))
    await send(10)
    expect(await move(cluster, to, [0])).toEqual([ErrorCode.NONE])
    await producer.disconnect()
    const seen = await consumeAll(cluster, 'first', sent)
    expect([...seen.values()].every(times => times === 1)).toBe(true)
    await cluster.close()

    // Once more, to see that what is on the disk is what was served.
    const last = await start(a, b)
    expect((await consumeAll(last, 'second', sent)).size).toBe(sent)
    expect(await replicasOf(last, 0)).toEqual([{ dir: to, isFuture: false, lag: 0 }])
  }, 60_000)

  it('answers KAFKA_STORAGE_ERROR for a partition whose log cannot be made, and serves the others', async () => {
    const root = mkdtempSync(join(tmpdir(), 'gregor-moves-'))
    dirs.push(root)
    const [a, b] = [join(root, 'a'), join(root, 'b')]
    const cluster = await start(a, b)
    // It is to lie in the second directory, where a file has its name.
    expect(await move(cluster, b, [0])).toEqual([ErrorCode.UNKNOWN_TOPIC_OR_PARTITION])
    writeFileSync(join(b, `${TOPIC}-0`), '')
    const admin = new Kafka({ brokers: [cluster.bootstrapServers], logLevel: logLevel.NOTHING }).admin()
    await admin.connect()
    await admin.createTopics({ topics: [{ topic: TOPIC, numPartitions: 2 }], waitForLeaders: false })
    await admin.disconnect()
    const request = new ListOffsetsRequest()
    const partitions = [0, 1].map(partitionIndex =>
      Object.assign(new ListOffsetsPartition(), { partitionIndex, timestamp: -1 }),
    )
    request.topics = [Object.assign(new ListOffsetsTopic(), { name: TOPIC, partitions })]
    const answer = await ask(cluster.bootstrapServers, [listOffsetsRequest, listOffsetsResponse], 1, request)
    const errors = answer.topics[0]!.partitions.map(({ errorCode }) => errorCode)
    expect(errors).toEqual([ErrorCode.KAFKA_STORAGE_ERROR, ErrorCode.NONE])
  })
})

describe('a broker default that changes while the node runs', () => {
  it('holds for the topics that set nothing themselves', async () => {
    const cluster = await startCluster()
    open.push(cluster)
    const producer = await producerOf(cluster)
    const send = () => producer.send({ topic: TOPIC, messages: [{ value: 'x'.repeat(500) }] })
    await send()
    await setBrokerDefault(cluster, 'message.max.bytes', '300')
    await expect(send()).rejects.toThrow(/larger|too large/)
    await setBrokerDefault(cluster, 'message.max.bytes', '3000')
    await send()
    await producer.disconnect()
    await setBrokerDefault(cluster, 'max.connections.per.ip', '0')
    const late = new Kafka({ brokers: [cluster.bootstrapServers], logLevel: logLevel.NOTHING, retry: { retries: 0 } })
    await expect(late.producer().connect()).rejects.toThrow()
  })
})
