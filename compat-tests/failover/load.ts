/** Producers and consumers of one client while nodes are killed: what was acknowledged, what was read, what is missing. */
import { Consumer } from '../matrix/consumer.ts'
import { Driver } from '../matrix/driver.ts'
import type { Lane } from '../matrix/lane.ts'
import { installLane, laneCommand } from '../matrix/runtimes/runtime.ts'
import { Producer } from '../matrix/stage.ts'

const BATCH = 10
const RETRY_MS = 100

/**
 * One idempotent producer with acks=all, one record after the other in each partition, and one member of a
 * group that reads along.
 */
export class ClientLoad {
  readonly client: string
  readonly group: string
  /** Values that the broker has acknowledged. */
  readonly acknowledged = new Set<string>()
  /** Sends that failed after all the client's own retries: their records may be there or not. */
  failures = 0
  private readonly driver: Driver
  private readonly topic: string
  private readonly partitions: number
  private readonly bootstrap: string
  private running = true
  private serial = 0
  private handles = 0
  private producing: Promise<void> | null = null
  consumer: Consumer | null = null

  private constructor(lane: Lane, driver: Driver, bootstrap: string, topic: string, partitions: number) {
    this.client = lane.client
    this.group = `group-${lane.client}`
    this.driver = driver
    this.bootstrap = bootstrap
    this.topic = topic
    this.partitions = partitions
  }

  static async start(lane: Lane, bootstrap: string, topic: string, partitions: number): Promise<ClientLoad> {
    installLane(lane)
    const driver = await Driver.start(laneCommand(lane))
    const load = new ClientLoad(lane, driver, bootstrap, topic, partitions)
    load.consumer = new Consumer(driver, 'reader')
    await load.consumer.open(bootstrap, { group: load.group, topics: [topic], reset: 'earliest', sessionMs: 10_000 })
    load.producing = load.produce()
    return load
  }

  private async open(): Promise<Producer> {
    for (;;) {
      const h = `producer-${++this.handles}`
      try {
        await this.driver.call('producer.open', { h, bootstrap: this.bootstrap, idempotent: true })
        return new Producer(this.driver, h)
      } catch (error) {
        if (!this.running) throw error
        await pause(RETRY_MS)
      }
    }
  }

  private async produce(): Promise<void> {
    let producer = await this.open()
    while (this.running) {
      // One partition a send: kafkajs takes a send for done when the partitions of one broker are, if others
      // moved to it meanwhile.
      const partition = Math.floor(this.serial / BATCH) % this.partitions
      const values = Array.from({ length: BATCH }, () => `${this.client}:${this.serial++}`)
      const records = values.map(value => ({ value, partition }))
      try {
        await producer.send(this.topic, records)
        for (const value of values) this.acknowledged.add(value)
      } catch {
        this.failures++
        // What becomes of its records is not known: another producer goes on with others.
        await producer.close().catch(() => {})
        await pause(RETRY_MS)
        if (this.running) producer = await this.open()
      }
      await pause(5)
    }
    await producer.close().catch(() => {})
  }

  async stopProducing(): Promise<void> {
    this.running = false
    await this.producing
  }

  /** Acknowledged values that the group has not read. */
  unread(): string[] {
    const seen = new Set(this.consumer!.records.map(({ value }) => value?.toString()))
    return [...this.acknowledged].filter(value => !seen.has(value))
  }

  async close(): Promise<void> {
    await this.consumer?.close().catch(() => {})
    await this.driver.end()
  }
}

export function pause(ms: number): Promise<void> {
  return new Promise(done => setTimeout(done, ms))
}
