import { eventually } from '../harness/cases.ts'
import type { Driver, DriverEvent } from './driver.ts'

export type TopicPartition = readonly [topic: string, partition: number]

export interface ConsumerParams {
  readonly group?: string
  /** Subscribed to; needs `group`. */
  readonly topics?: readonly string[]
  /** Taken without a group; without an offset from where `reset` says. */
  readonly assign?: readonly (readonly [topic: string, partition: number, offset?: number])[]
  /** auto.offset.reset */
  readonly reset?: 'earliest' | 'latest' | 'none'
  /** false when absent. */
  readonly autoCommit?: boolean
  readonly autoCommitMs?: number
  /** group.instance.id (KIP-345) */
  readonly instanceId?: string
  readonly assignor?: 'range' | 'roundrobin' | 'cooperative'
  readonly sessionMs?: number
  readonly fetchMinBytes?: number
  readonly fetchWaitMs?: number
  readonly fetchMaxBytes?: number
  readonly partitionMaxBytes?: number
}

export interface SeenRecord {
  readonly topic: string
  readonly partition: number
  readonly offset: number
  /** ms; null where the client does not tell. */
  readonly timestamp: number | null
  readonly key: Buffer | null
  readonly value: Buffer | null
  readonly headers: readonly (readonly [name: string, value: Buffer | null])[]
}

export const nameOf = ([topic, partition]: TopicPartition): string => `${topic}-${partition}`

const decode = (text: unknown): Buffer | null => (typeof text === 'string' ? Buffer.from(text, 'base64') : null)

function toRecord(event: DriverEvent): SeenRecord {
  const headers = (event['headers'] ?? []) as [string, string | null][]
  return {
    topic: String(event['topic']),
    partition: Number(event['partition']),
    offset: Number(event['offset']),
    timestamp: typeof event['timestamp'] === 'number' ? event['timestamp'] : null,
    key: decode(event['key']),
    value: decode(event['value']),
    headers: headers.map(([name, value]) => [name, decode(value)]),
  }
}

/** A consumer in the driver, which polls on its own: what it saw gathers here. */
export class Consumer {
  readonly records: SeenRecord[] = []
  /** Partitions it has now, as `topic-partition`, sorted; null before the first assignment. */
  assignment: readonly string[] | null = null
  /** Each loss of partitions. */
  readonly revocations: (readonly string[])[] = []
  /** How often it was told an assignment. */
  assignments = 0
  readonly errors: { readonly code: number | null; readonly message: string }[] = []
  readonly h: string
  private readonly driver: Driver

  constructor(driver: Driver, h: string) {
    this.driver = driver
    this.h = h
  }

  async open(bootstrap: string, params: ConsumerParams): Promise<void> {
    this.driver.listen(this.h, event => this.take(event))
    await this.driver.call('consumer.open', { h: this.h, bootstrap, ...params })
  }

  private take(event: DriverEvent): void {
    if (event.event === 'record') this.records.push(toRecord(event))
    else if (event.event === 'error') {
      const code = typeof event['code'] === 'number' ? event['code'] : null
      this.errors.push({ code, message: String(event['message']) })
    } else {
      const names = (event['partitions'] as [string, number][]).map(nameOf).sort()
      if (event.event === 'assigned') {
        this.assignment = names
        this.assignments++
      } else if (names.length > 0) {
        this.revocations.push(names)
        this.assignment = (this.assignment ?? []).filter(name => !names.includes(name))
      }
    }
  }

  get values(): string[] {
    return this.records.map(record => String(record.value))
  }

  /** Waits for that many records in all. */
  async until(count: number, timeoutMs = 15_000): Promise<readonly SeenRecord[]> {
    await eventually('records', () => (this.records.length >= count ? true : null), timeoutMs).catch(() => {
      const errors = this.errors.map(({ message }) => message).join('; ')
      throw new Error(
        `read ${this.records.length} of ${count} records in ${timeoutMs} ms${errors === '' ? '' : ` (${errors.slice(0, 400)})`}`,
      )
    })
    return this.records
  }

  /** Waits until it has exactly that many partitions. */
  async untilAssigned(count: number, timeoutMs = 20_000): Promise<readonly string[]> {
    await eventually('assignment', () => (this.assignment?.length === count ? true : null), timeoutMs).catch(() => {
      const errors = this.errors.map(({ message }) => message).join('; ')
      throw new Error(
        `${this.assignment?.length ?? 'no'} partitions assigned instead of ${count} after ${timeoutMs} ms (${errors.slice(0, 400)})`,
      )
    })
    return this.assignment ?? []
  }

  /** Commits the positions after the records delivered so far. */
  commit(): Promise<void> {
    return this.driver.call('consumer.commit', { h: this.h })
  }

  seek(topic: string, partition: number, offset: number): Promise<void> {
    return this.driver.call('consumer.seek', { h: this.h, topic, partition, offset })
  }

  pause(partitions: readonly TopicPartition[]): Promise<void> {
    return this.driver.call('consumer.pause', { h: this.h, partitions })
  }

  resume(partitions: readonly TopicPartition[]): Promise<void> {
    return this.driver.call('consumer.resume', { h: this.h, partitions })
  }

  async close(): Promise<void> {
    await this.driver.call('consumer.close', { h: this.h })
    this.driver.listen(this.h, null)
  }
}
