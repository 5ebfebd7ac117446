import type { Consumer, Producer } from 'kafkajs'
import { uniqueName } from '../clients/client.ts'
import { kafkajsClient } from '../clients/kafkajs.ts'
import { eventually, expect } from './cases.ts'

const PACE_MS = 20

/** A well-behaved client that goes on producing and consuming while others misbehave, and notes what it sees. */
export class Bystander {
  rounds = 0
  slowestMs = 0
  private readonly producer: Producer
  private readonly consumer: Consumer
  private readonly received = new Set<string>()
  private readonly errors: string[] = []
  private stopping = false
  private running: Promise<void> = Promise.resolve()

  private constructor(producer: Producer, consumer: Consumer) {
    this.producer = producer
    this.consumer = consumer
  }

  static async start(bootstrap: string): Promise<Bystander> {
    // No retries: an error that a retry would hide is what this client is here to see.
    const kafka = kafkajsClient(bootstrap, 0)
    const topic = uniqueName('bystander')
    const patient = kafkajsClient(bootstrap)
    const admin = patient.admin()
    await admin.connect()
    await admin.createTopics({ topics: [{ topic, numPartitions: 1, replicationFactor: 1 }], waitForLeaders: true })
    await admin.disconnect()
    const consumer = patient.consumer({ groupId: topic })
    await consumer.connect()
    await consumer.subscribe({ topic, fromBeginning: true })
    const bystander = new Bystander(kafka.producer(), consumer)
    await consumer.run({
      eachMessage: async ({ message }) => {
        bystander.received.add(String(message.value))
      },
    })
    await bystander.producer.connect()
    bystander.running = bystander.run(topic)
    // What a client meets while the coordinator of its group is still loading is no harm done by others.
    await eventually('the first record of the bystander', () => (bystander.received.size > 0 ? true : null), 60_000)
    consumer.on('consumer.crash', ({ payload }) => bystander.errors.push(`consumer: ${payload.error.message}`))
    bystander.slowestMs = 0
    return bystander
  }

  private async run(topic: string): Promise<void> {
    while (!this.stopping) {
      const from = performance.now()
      try {
        await this.producer.send({ topic, acks: -1, messages: [{ key: null, value: `${this.rounds}` }] })
        this.rounds++
      } catch (error) {
        if (!this.stopping) this.errors.push(String(error))
      }
      this.slowestMs = Math.max(this.slowestMs, performance.now() - from)
      await new Promise(done => setTimeout(done, PACE_MS))
    }
  }

  assertUnharmed(): void {
    expect(this.errors.length === 0, `another client saw ${this.errors.length} errors, the first: ${this.errors[0]}`)
  }

  /** Ends, and checks that what was produced has arrived. */
  async stop(): Promise<void> {
    this.stopping = true
    await this.running
    for (let i = 0; i < 100 && this.received.size < this.rounds; i++) await new Promise(done => setTimeout(done, 50))
    await this.producer.disconnect()
    await this.consumer.disconnect()
    expect(this.received.size >= this.rounds, `another client received ${this.received.size} of ${this.rounds} records`)
  }
}
