/** What tests of clusters do through kafkajs. */
import type { Kafka, Producer } from 'kafkajs'
import { Kafka as KafkaClient, logLevel } from 'kafkajs'

/** Closed after each test, the newest first. */
export class Opened {
  private readonly open: { close(): Promise<unknown> }[] = []

  push(each: { close(): Promise<unknown> }): void {
    this.open.push(each)
  }

  async closeAll(): Promise<void> {
    for (const each of this.open.splice(0).reverse()) await each.close()
  }
}

/** A client that rides out a failover. */
export function clientOf(bootstrapServers: string): Kafka {
  return new KafkaClient({
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

export async function producerOf(kafka: Kafka, opened: Opened): Promise<Producer> {
  const producer = kafka.producer({ idempotent: true, maxInFlightRequests: 1 })
  await producer.connect()
  opened.push({ close: () => producer.disconnect() })
  return producer
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
