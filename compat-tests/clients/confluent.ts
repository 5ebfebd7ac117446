import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { type Codec, type ReadRecord, type TestClient, type TestRecord, uniqueName } from './client.ts'

/** Written by setup.ts: which Node the native part was built for. */
export const CONFLUENT_STATE = join(import.meta.dirname, '../.cache/confluent.json')

export interface WorkerEvent {
  readonly event: 'ack' | 'assigned' | 'record'
  readonly member?: string
  readonly partitions?: number[]
  readonly partition?: number
  readonly offset?: number
  readonly index?: number
}

interface Answer {
  readonly id: number
  readonly ok?: unknown
  readonly error?: string
}

/** One process with the confluent client in it. */
export class ConfluentWorker {
  private readonly child: ChildProcess
  private readonly waiting = new Map<
    number,
    { op: string; resolve: (value: unknown) => void; reject: (error: Error) => void }
  >()
  private nextId = 1
  private stderr = ''
  onEvent: (event: WorkerEvent) => void = () => {}

  constructor() {
    if (!existsSync(CONFLUENT_STATE))
      throw new Error('the confluent client is not built: run "npm run setup" in compat-tests')
    const { node } = JSON.parse(readFileSync(CONFLUENT_STATE, 'utf8')) as { node: string }
    this.child = spawn(node, [join(import.meta.dirname, 'confluent-worker.mjs')], { stdio: ['pipe', 'pipe', 'pipe'] })
    createInterface({ input: this.child.stdout! }).on('line', line => this.take(JSON.parse(line)))
    this.child.stderr!.on('data', chunk => {
      this.stderr = (this.stderr + chunk).slice(-4000)
    })
    this.child.on('exit', (code, signal) => {
      for (const { op, reject } of this.waiting.values())
        reject(new Error(`the confluent client ended in ${op} (${code ?? signal})\n${this.stderr}`))
      this.waiting.clear()
    })
  }

  private take(message: Answer | WorkerEvent): void {
    if ('event' in message) {
      this.onEvent(message)
      return
    }
    const waiting = this.waiting.get(message.id)
    this.waiting.delete(message.id)
    if (message.error === undefined) waiting?.resolve(message.ok)
    else waiting?.reject(new Error(`confluent: ${message.error}`))
  }

  call<T>(op: string, request: object): Promise<T> {
    const id = this.nextId++
    return new Promise<T>((resolve, reject) => {
      this.waiting.set(id, { op, resolve: value => resolve(value as T), reject })
      this.child.stdin!.write(`${JSON.stringify({ id, op, ...request })}\n`)
    })
  }

  async close(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return
    const ended = new Promise(done => this.child.once('exit', done))
    this.child.stdin!.end()
    const timer = setTimeout(() => this.child.kill('SIGKILL'), 10_000)
    await ended
    clearTimeout(timer)
  }
}

const encode = (bytes: Buffer | null): string | null => (bytes === null ? null : bytes.toString('base64'))
const decode = (text: string | null): Buffer | null => (text === null ? null : Buffer.from(text, 'base64'))

export function encodeRecords(records: readonly TestRecord[]): object[] {
  return records.map(({ key, value, headers = [], partition }) => ({
    key: encode(key),
    value: encode(value),
    headers,
    partition,
  }))
}

export interface ProduceOutcome {
  readonly acknowledged: number
  readonly failed: number
  readonly firstError: string | null
}

async function withWorker<T>(use: (worker: ConfluentWorker) => Promise<T>): Promise<T> {
  const worker = new ConfluentWorker()
  try {
    return await use(worker)
  } finally {
    await worker.close()
  }
}

type WireRead = {
  key: string | null
  value: string | null
  headers: [string, string][]
  partition: number
  offset: number
}

export function consumeAs(
  bootstrap: string,
  topic: string,
  count: number,
  options: { group?: string; commit?: boolean; timeoutMs?: number; config?: Record<string, unknown> } = {},
): Promise<ReadRecord[]> {
  const { group = uniqueName('confluent'), commit = false, timeoutMs = 60_000, config = {} } = options
  return withWorker(async worker => {
    const request = { bootstrap, topic, count, timeoutMs, config, group, commit }
    const { records } = await worker.call<{ records: WireRead[] }>('consume', request)
    return records.map(record => ({ ...record, key: decode(record.key), value: decode(record.value) }))
  })
}

export function produceAs(
  bootstrap: string,
  topic: string,
  records: readonly TestRecord[],
  config: Record<string, unknown>,
): Promise<ProduceOutcome> {
  return withWorker(worker =>
    worker.call('produce', { bootstrap, topic, records: encodeRecords(records), config, report: false }),
  )
}

export const confluentTestClient: TestClient = {
  name: 'confluent',
  lacks: new Set(),
  async produce(bootstrap, topic, records, codec: Codec) {
    const outcome = await produceAs(bootstrap, topic, records, { 'compression.codec': codec, 'linger.ms': 20 })
    if (outcome.failed > 0) throw new Error(`confluent: ${outcome.failed} records failed: ${outcome.firstError}`)
  },
  consume: (bootstrap, topic, count, timeoutMs = 60_000) => consumeAs(bootstrap, topic, count, { timeoutMs }),
}
