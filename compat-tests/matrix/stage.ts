import type { Admin } from 'kafkajs'
import { uniqueName } from '../clients/client.ts'
import { eventually, LeftOut } from '../harness/cases.ts'
import { Consumer, type ConsumerParams } from './consumer.ts'
import { ClientError, type Driver } from './driver.ts'
import { storedBatches } from './stored.ts'

export interface OutRecord {
  readonly key?: string | Buffer | null
  readonly value: string | Buffer | null
  readonly headers?: readonly (readonly [name: string, value: Buffer | null])[]
  /** Left to the client's partitioner when absent. */
  readonly partition?: number
  /** Create time in ms; the client's clock when absent. */
  readonly timestamp?: number
}

export interface ProducerParams {
  readonly codec?: 'none' | 'gzip' | 'snappy' | 'lz4' | 'zstd'
  /** −1 when absent. */
  readonly acks?: -1 | 0 | 1
  readonly idempotent?: boolean
  /** `murmur2`: keys go where Java's default partitioner sends them. */
  readonly partitioner?: 'murmur2'
  /** Requests on the way at once. */
  readonly maxInFlight?: number
  /** Above the client's own limit, so that the broker is the one to judge. */
  readonly maxRequestBytes?: number
}

const encode = (bytes: string | Buffer | null | undefined): string | null =>
  bytes === null || bytes === undefined ? null : Buffer.from(bytes).toString('base64')

export class Producer {
  private readonly driver: Driver
  readonly h: string

  constructor(driver: Driver, h: string) {
    this.driver = driver
    this.h = h
  }

  /** Resolves when all are acknowledged; throws ClientError when one is not. */
  async send(topic: string, records: readonly OutRecord[]): Promise<void> {
    const encoded = records.map(({ key, value, headers = [], partition, timestamp }) => ({
      key: encode(key),
      value: encode(value),
      headers: headers.map(([name, bytes]) => [name, encode(bytes)]),
      ...(partition === undefined ? {} : { partition }),
      ...(timestamp === undefined ? {} : { timestamp }),
    }))
    for (const field of ['partition', 'timestamp'] as const) {
      // The driver tells what it lacks of a whole call, so the fields of records are asked for here.
      if (records.some(record => record[field] !== undefined)) requireField(this.driver, `record.${field}`)
    }
    if (records.some(record => (record.headers ?? []).length > 0)) requireField(this.driver, 'record.headers')
    if (records.some(record => record.value === null)) requireField(this.driver, 'record.value=null')
    await this.driver.call('producer.send', { h: this.h, topic, records: encoded })
  }

  close(): Promise<void> {
    return this.driver.call('producer.close', { h: this.h })
  }
}

function requireField(driver: Driver, name: string): void {
  const reason = driver.lack(name)
  if (reason !== null) throw new LeftOut(reason)
}

/** What a scenario has: topics, the client of the lane, the broker. Everything opened is closed after the scenario. */
export class Stage {
  readonly bootstrap: string
  readonly driver: Driver
  readonly lane: string
  private readonly reference: () => Promise<Admin>
  private readonly restartBroker: () => Promise<void>
  private readonly producers = new Set<Producer>()
  private readonly consumers = new Set<Consumer>()
  private serial = 0

  constructor(parts: {
    readonly bootstrap: string
    readonly driver: Driver
    readonly lane: string
    readonly reference: () => Promise<Admin>
    readonly restartBroker: () => Promise<void>
  }) {
    this.bootstrap = parts.bootstrap
    this.driver = parts.driver
    this.lane = parts.lane
    this.reference = parts.reference
    this.restartBroker = parts.restartBroker
  }

  name(what: string): string {
    return uniqueName(`${what}-${this.lane.replaceAll(/[^\w.]+/g, '-')}`)
  }

  /** A new topic, made by the runner itself, so that a client without administration is no obstacle. */
  async topic(partitions = 1, config: Readonly<Record<string, string>> = {}): Promise<string> {
    const topic = this.name('t')
    const admin = await this.reference()
    const configEntries = Object.entries(config).map(([name, value]) => ({ name, value }))
    await admin.createTopics({
      topics: [{ topic, numPartitions: partitions, replicationFactor: 1, configEntries }],
      // kafkajs gives up when the broker does not know the topic yet, as one that has just started may not for a while.
      waitForLeaders: false,
    })
    // A leader that is told of may not take requests yet, which makes some clients send a record twice.
    await eventually('a new topic that can be read', async () => {
      await storedBatches(this.bootstrap, topic, partitions)
      return true
    })
    return topic
  }

  /** The administration that the runner itself uses, for what a scenario needs but does not test. */
  referenceAdmin(): Promise<Admin> {
    return this.reference()
  }

  async producer(params: ProducerParams = {}): Promise<Producer> {
    const h = `p${++this.serial}`
    await this.driver.call('producer.open', { h, bootstrap: this.bootstrap, ...params })
    const producer = new Producer(this.driver, h)
    this.producers.add(producer)
    return producer
  }

  /** Opens a producer, sends, closes it. */
  async produce(topic: string, records: readonly OutRecord[], params: ProducerParams = {}): Promise<void> {
    const producer = await this.producer(params)
    await producer.send(topic, records)
    await this.close(producer)
  }

  async consumer(params: ConsumerParams): Promise<Consumer> {
    const consumer = new Consumer(this.driver, `c${++this.serial}`)
    await consumer.open(this.bootstrap, params)
    this.consumers.add(consumer)
    return consumer
  }

  /** Reads a topic from its beginning: in a group of its own where the client has groups, by assignment where it has not. */
  reader(topic: string, partitions = 1, params: Omit<ConsumerParams, 'topics' | 'assign'> = {}): Promise<Consumer> {
    const common = { reset: 'earliest' as const, ...params }
    if (this.driver.lack('consumer.open', { topics: [topic] }) === null) {
      return this.consumer({ group: this.name('g'), topics: [topic], ...common })
    }
    return this.assigned(topic, partitions, common)
  }

  /** Reads the partitions of a topic without a group, from where the reset policy says. */
  assigned(topic: string, partitions = 1, params: Omit<ConsumerParams, 'topics' | 'assign'> = {}): Promise<Consumer> {
    const assign = Array.from({ length: partitions }, (_, partition) => [topic, partition] as const)
    return this.consumer({ reset: 'earliest', ...params, assign })
  }

  admin<T>(call: string, params: Readonly<Record<string, unknown>> = {}): Promise<T> {
    return this.driver.call(`admin.${call}`, { bootstrap: this.bootstrap, ...params })
  }

  restart(): Promise<void> {
    return this.restartBroker()
  }

  async close(handle: Producer | Consumer): Promise<void> {
    if (handle instanceof Producer) this.producers.delete(handle)
    else this.consumers.delete(handle)
    await handle.close()
  }

  /** Closes what the scenario left open. */
  async clear(): Promise<void> {
    for (const handle of [...this.consumers, ...this.producers]) await this.close(handle)
  }

  /** A change that the broker makes known by and by. */
  eventually<T>(what: string, probe: () => Promise<T | null> | T | null, timeoutMs = 15_000): Promise<T> {
    return eventually(what, probe, timeoutMs)
  }
}

/** Passes when the client reports that error; a client that tells no code need only fail. */
export async function expectClientError(what: string, code: number, failing: Promise<unknown>): Promise<void> {
  try {
    await failing
  } catch (error) {
    if (!(error instanceof ClientError)) throw error
    if (error.code !== null && error.code !== code)
      throw new Error(`${what}: error code ${error.code} instead of ${code} (${error.message})`)
    return
  }
  throw new Error(`${what}: succeeded instead of failing with error code ${code}`)
}
