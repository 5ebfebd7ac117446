/** What tests of clusters do through kafkajs. */
import { type Admin, Kafka, logLevel, type Producer } from 'kafkajs'
import { type Cluster, type ClusterOptions, startCluster } from '../index.ts'

/** Closed after each test, the newest first. */
export class Opened {
  private readonly open: { close(): Promise<unknown> }[] = []

  push(each: { close(): Promise<unknown> }): void {
    this.open.push(each)
  }

  /** Connects a client and disconnects it after the test. */
  async connect<Client extends { connect(): Promise<unknown>; disconnect(): Promise<unknown> }>(
    client: Client,
  ): Promise<Client> {
    await client.connect()
    this.push({ close: () => client.disconnect() })
    return client
  }

  /** Starts a cluster, with a client of it and an administrator. */
  async cluster(options: ClusterOptions): Promise<{ cluster: Cluster; kafka: Kafka; admin: Admin }> {
    const cluster = await startCluster(options)
    this.push(cluster)
    const kafka = clientOf(cluster.bootstrapServers)
    return { cluster, kafka, admin: await this.connect(kafka.admin()) }
  }

  async closeAll(): Promise<void> {
    for (const each of this.open.splice(0).reverse()) await each.close()
  }
}

/** A client that rides out a failover. */
export function clientOf(bootstrapServers: string): Kafka {
  return new Kafka({
    brokers: bootstrapServers.split(','),
    logLevel: logLevel.NOTHING,
    retry: { initialRetryTime: 20, retries: 30, maxRetryTime: 200 },
  })
}

export async function eventually(what: string, holds: () => Promise<boolean>, forMs = 15_000): Promise<void> {
  const untilMs = performance.now() + forMs
  while (!(await holds().catch(() => false))) {
    if (performance.now() > untilMs) throw new Error(`it did not come true: ${what}`)
    await new Promise(resolve => setTimeout(resolve, 25))
  }
}

export function producerOf(kafka: Kafka, opened: Opened): Promise<Producer> {
  return opened.connect(kafka.producer({ idempotent: true, maxInFlightRequests: 1 }))
}

/** Values by partition, in order, as a consumer of a fresh group finds them. */
export async function readAll(kafka: Kafka, topic: string, count: number): Promise<string[][]> {
  const consumer = kafka.consumer({ groupId: `reader-${Math.random()}`, maxWaitTimeInMs: 50 })
  await consumer.connect()
  await consumer.subscribe({ topic, fromBeginning: true })
  const seen: string[][] = []
  let total = 0
  await consumer.run({
    eachMessage: async ({ partition, message }) => {
      seen[partition] ??= []
      seen[partition].push(message.value!.toString())
      total++
    },
  })
  await eventually(`${count} records are read`, async () => total >= count)
  await consumer.disconnect()
  return seen
}
