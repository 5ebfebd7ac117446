import type { Admin } from 'kafkajs'
import { kafkajsClient } from '../clients/kafkajs.ts'
import { scratchDir } from '../harness/args.ts'
import { externalTarget, type StartOptions, startTarget, type Target, type TargetName } from '../harness/target.ts'

/** What both brokers are told, so that scenarios about time do not take hours. */
const SETTINGS: Readonly<Record<string, string>> = {
  'auto.create.topics.enable': 'true',
  'group.initial.rebalance.delay.ms': '0',
  'log.cleaner.backoff.ms': '300',
  'log.initial.task.delay.ms': '500',
  'log.retention.check.interval.ms': '1000',
  'log.segment.delete.delay.ms': '3000',
}

/** A target under test with the runner's own connection to it. */
export class Bench {
  readonly name: string
  private readonly options: StartOptions | null
  private target: Target
  private admin: Promise<Admin> | null = null

  private constructor(target: Target, options: StartOptions | null) {
    this.name = target.name
    this.target = target
    this.options = options
  }

  static async start(name: TargetName): Promise<Bench> {
    const options: StartOptions = { name, dataDir: scratchDir('matrix'), overrides: SETTINGS }
    const target = await startTarget(options)
    return new Bench(target, { ...options, port: target.port })
  }

  static external(bootstrap: string): Bench {
    return new Bench(externalTarget(bootstrap), null)
  }

  get bootstrap(): string {
    return this.target.bootstrap
  }

  /** Whether the broker can be stopped and started. */
  get restarts(): boolean {
    return this.options !== null
  }

  /** kafkajs's administration, connected once. */
  reference(): Promise<Admin> {
    this.admin ??= (async () => {
      const admin = kafkajsClient(this.bootstrap).admin()
      await admin.connect()
      return admin
    })()
    return this.admin
  }

  /** All that a lane has made: thousands of logs make every restart of a later lane slow. */
  async deleteTopics(): Promise<void> {
    const admin = await this.reference()
    const topics = (await admin.listTopics()).filter(topic => !topic.startsWith('__'))
    if (topics.length > 0) await admin.deleteTopics({ topics, timeout: 60_000 })
  }

  /** In good order, at the same port. */
  async restart(): Promise<void> {
    if (this.options === null) throw new Error('the broker belongs to somebody else')
    await this.target.stop()
    this.target = await startTarget(this.options)
  }

  /** Starts the broker again when it died; true when it had. */
  async revive(): Promise<boolean> {
    if (this.options === null || this.target.running) return false
    this.target = await startTarget(this.options)
    return true
  }

  async stop(): Promise<void> {
    await (await this.admin)?.disconnect()
    await this.target.stop()
  }
}
