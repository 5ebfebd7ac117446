/**
 * Clients that run while brokers come and go: kafkajs and Java produce with acks=all and idempotence, a kafkajs group
 * consumes. Values are numbers that rise in each partition, so that what is lost, doubled or out of order shows.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import kafkajs, { type Consumer, type Producer } from 'kafkajs'
import { toolJavaArgs } from '../apache-kafka/tool.ts'
import { uniqueName } from '../clients/client.ts'
import { readToEnd } from '../clients/kcat.ts'
import { eventually } from '../harness/cases.ts'

const PAUSE_MS = 10
const PER_SEND = 5

function clientOf(bootstrap: string, clientId: string, onLog: (line: string) => void = () => {}): kafkajs.Kafka {
  return new kafkajs.Kafka({
    clientId,
    brokers: bootstrap.split(','),
    logLevel: kafkajs.logLevel.WARN,
    logCreator: () => entry =>
      onLog(`${entry.log.timestamp} ${entry.namespace}: ${JSON.stringify(entry.log)}`.slice(0, 400)),
    retry: { retries: 20, initialRetryTime: 50, maxRetryTime: 500 },
    requestTimeout: 10_000,
    connectionTimeout: 2000,
  })
}

/** What a producer was told, and what is in the log: the latter must have the former, once and in order. */
export interface Judged {
  readonly acknowledged: number
  readonly stored: number
}

/** One loop a partition: the next records go out when the last ones are acknowledged, and are sent again until they are. */
export class KafkajsLoad {
  readonly topic: string
  /** By partition: how many are acknowledged. Values are 0, 1, 2 … */
  readonly acknowledged: number[]
  longestPauseMs = 0
  failures = 0
  lastFailure = ''
  private readonly producer: Producer
  private running = true
  private loops: Promise<void>[] = []

  private constructor(bootstrap: string, topic: string, partitions: number) {
    this.topic = topic
    this.acknowledged = Array.from({ length: partitions }, () => 0)
    const createPartitioner = kafkajs.Partitioners.DefaultPartitioner
    this.producer = clientOf(bootstrap, 'mixed-producer').producer({ idempotent: true, createPartitioner })
  }

  static async start(bootstrap: string, topic: string, partitions: number): Promise<KafkajsLoad> {
    const load = new KafkajsLoad(bootstrap, topic, partitions)
    await load.producer.connect()
    load.loops = load.acknowledged.map((_, partition) => load.produce(partition))
    return load
  }

  private async produce(partition: number): Promise<void> {
    let lastMs = performance.now()
    while (this.running) {
      const from = this.acknowledged[partition]!
      const messages = Array.from({ length: PER_SEND }, (_, i) => ({ partition, value: String(from + i) }))
      try {
        await this.producer.send({ topic: this.topic, acks: -1, messages })
        this.acknowledged[partition] = from + PER_SEND
        this.longestPauseMs = Math.max(this.longestPauseMs, performance.now() - lastMs)
        lastMs = performance.now()
      } catch (error) {
        this.failures++
        this.lastFailure = String(error)
      }
      await new Promise(done => setTimeout(done, PAUSE_MS))
    }
  }

  get total(): number {
    return this.acknowledged.reduce((sum, each) => sum + each, 0)
  }

  /** Returns when every partition has taken `count` records more: its leader serves. */
  async progress(count = PER_SEND * 4, timeoutMs = 60_000): Promise<void> {
    const from = [...this.acknowledged]
    await eventually(
      `each partition of ${this.topic} takes ${count} records more`,
      () => (this.acknowledged.every((now, partition) => now >= from[partition]! + count) ? true : null),
      timeoutMs,
    ).catch(error => {
      const stuck = this.acknowledged.flatMap((now, partition) => (now < from[partition]! + count ? [partition] : []))
      throw new Error(`${error.message}; stuck: ${stuck}; last failure: ${this.lastFailure}`)
    })
  }

  async stop(): Promise<void> {
    this.running = false
    await Promise.all(this.loops)
    await this.producer.disconnect()
  }

  /** Reads all there is with kcat, through `bootstrap` alone. Throws when something is missing, doubled or out of order. */
  async judge(bootstrap: string): Promise<Judged> {
    const next = this.acknowledged.map(() => 0)
    let stored = 0
    for (const { partition, offset, value } of await readToEnd(bootstrap, this.topic)) {
      stored++
      const found = Number(value?.toString())
      if (found !== next[partition])
        throw new Error(`${this.topic}-${partition} has ${found} instead of ${next[partition]} at offset ${offset}`)
      next[partition]!++
    }
    this.acknowledged.forEach((acknowledged, partition) => {
      if (next[partition]! < acknowledged)
        throw new Error(`${this.topic}-${partition}: ${acknowledged} acknowledged, ${next[partition]} in the log`)
    })
    return { acknowledged: this.total, stored }
  }
}

/** Java's producer: it spreads its numbers over the partitions as it likes and tells each acknowledgement. */
export class JavaLoad {
  readonly topic: string
  /** Value → partition and offset. */
  readonly acknowledged = new Map<number, string>()
  readonly errors: string[] = []
  private readonly child: ChildProcess
  private stderr = ''

  constructor(bootstrap: string, topic: string) {
    this.topic = topic
    const args = ['--topic', topic, '--bootstrap-server', bootstrap, '--acks', '-1', '--throughput', '200']
    this.child = spawn('java', toolJavaArgs('VerifiableProducer', [...args, '--max-messages', '-1']), {
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    createInterface({ input: this.child.stdout! }).on('line', line => this.take(line))
    this.child.stderr!.on('data', chunk => {
      this.stderr = (this.stderr + chunk).slice(-2000)
    })
    process.once('exit', () => this.child.kill('SIGKILL'))
  }

  private take(line: string): void {
    const said = JSON.parse(line) as { name: string; value?: string; partition?: number; offset?: number }
    if (said.name === 'producer_send_success')
      this.acknowledged.set(Number(said.value), `${said.partition} ${said.offset}`)
    else if (said.name === 'producer_send_error') this.errors.push(line)
  }

  async progress(count = 100, timeoutMs = 60_000): Promise<void> {
    const from = this.acknowledged.size
    await eventually(
      `Java's producer is acknowledged ${count} records more`,
      () => (this.acknowledged.size >= from + count ? true : null),
      timeoutMs,
    ).catch(error => {
      throw new Error(`${error.message} ${this.errors.at(-1) ?? ''} ${this.stderr}`)
    })
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return
    const ended = new Promise(done => this.child.once('close', done))
    this.child.kill('SIGTERM')
    await ended
  }

  async judge(bootstrap: string): Promise<Judged> {
    const last = new Map<number, number>()
    const missing = new Map(this.acknowledged)
    let stored = 0
    for (const { partition, offset, value } of await readToEnd(bootstrap, this.topic)) {
      stored++
      const found = Number(value?.toString())
      const before = last.get(partition) ?? -1
      if (found <= before)
        throw new Error(`${this.topic}-${partition} has ${found} behind ${before} at offset ${offset}`)
      last.set(partition, found)
      const place = missing.get(found)
      if (place !== undefined && place !== `${partition} ${offset}`)
        throw new Error(`${found} was acknowledged at partition and offset ${place}, and is at ${partition} ${offset}`)
      missing.delete(found)
    }
    const [first] = missing
    if (first !== undefined)
      throw new Error(`${missing.size} acknowledged records are lost, among them ${first[0]} (at ${first[1]})`)
    return { acknowledged: this.acknowledged.size, stored }
  }
}

/** A group of one that reads a topic of KafkajsLoad: its coordinator moves between the kinds of brokers too. */
export class GroupReader {
  private readonly topic: string
  private readonly consumer: Consumer
  /** By partition: one behind the last value that came in its turn. */
  private readonly next: number[]
  problem = ''
  /** What kafkajs logged last. */
  private readonly complaints: string[] = []

  private constructor(bootstrap: string, topic: string, partitions: number) {
    this.topic = topic
    this.next = Array.from({ length: partitions }, () => 0)
    const onLog = (line: string): void => {
      this.complaints.push(line)
      if (this.complaints.length > 6) this.complaints.shift()
    }
    this.consumer = clientOf(bootstrap, 'mixed-consumer', onLog).consumer({
      groupId: uniqueName('mixed-group'),
      sessionTimeout: 10_000,
      heartbeatInterval: 500,
      maxWaitTimeInMs: 200,
      // A partition that has no leader when kafkajs asks is not fetched until it asks again: five minutes later, if
      // nobody says otherwise.
      metadataMaxAge: 5000,
      retry: { retries: 100, initialRetryTime: 50, maxRetryTime: 500, restartOnFailure: async () => true },
    })
  }

  static async start(bootstrap: string, topic: string, partitions: number): Promise<GroupReader> {
    const reader = new GroupReader(bootstrap, topic, partitions)
    await reader.consumer.connect()
    await reader.consumer.subscribe({ topic, fromBeginning: true })
    await reader.consumer.run({
      autoCommitInterval: 500,
      eachMessage: async ({ partition, message }) => reader.take(partition, Number(message.value?.toString())),
    })
    return reader
  }

  /**
   * After a rebalance it is given again what was not committed; never may it be given what lies behind
   * something it has not seen.
   */
  private take(partition: number, value: number): void {
    const next = this.next[partition]!
    if (value > next) this.problem ||= `${this.topic}-${partition}: ${value} came where ${next} was due`
    if (value === next) this.next[partition]!++
  }

  async untilSeen(counts: readonly number[], timeoutMs = 60_000): Promise<void> {
    await eventually(
      'the group has read all',
      () => (this.problem !== '' || counts.every((count, partition) => this.next[partition]! >= count) ? true : null),
      timeoutMs,
    ).catch(error => {
      throw new Error(`${error.message}: ${this.next} of ${counts}; kafkajs: ${this.complaints.join('\n')}`)
    })
    if (this.problem !== '') throw new Error(this.problem)
  }

  stop(): Promise<void> {
    return this.consumer.disconnect()
  }
}
