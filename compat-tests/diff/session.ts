import { randomBytes } from 'node:crypto'
import type { JsonObject, JsonValue } from '../../src/protocol/json.ts'
import { fromJson, toJson } from '../../src/protocol/json.ts'
import { readBatches } from '../../src/records/batch-reader.ts'
import { eventually } from '../harness/cases.ts'
import type { Target } from '../harness/target.ts'
import { NoAnswer, WireConnection } from '../harness/wire.ts'
import { apiNamed } from './apis.ts'
import { prune } from './prune.ts'

export type Listener = 'broker' | 'controller'

/** As transcripts and rules call an API: what a controller listener answers is a thing of its own. */
export const labelOf = (api: string, listener: Listener): string =>
  listener === 'controller' ? `controller ${api}` : api

/** One request that was sent, and what came back. */
export interface Entry {
  /** As `labelOf` says it. */
  readonly api: string
  readonly version: number
  /** What the scenario calls this step. */
  readonly step: string
  readonly answer: JsonValue
}

/** Reads into an answer: `at(answer, 'topics', 0, 'errorCode')`. Throws when the way ends. */
export function at(value: JsonValue, ...path: readonly (string | number)[]): JsonValue {
  let here: JsonValue = value
  for (const part of path) {
    const next: JsonValue | undefined = Array.isArray(here)
      ? here[part as number]
      : here !== null && typeof here === 'object'
        ? here[part]
        : undefined
    if (next === undefined)
      throw new Error(`the answer has no /${path.join('/')}: ${JSON.stringify(value).slice(0, 300)}`)
    here = next
  }
  return here
}

/** Longer than a cold broker's first answer; a request that is never answered costs this on both sides. */
const ANSWER_WITHIN_MS = 8000

/** A conversation with one broker, kept as a transcript in which what each broker makes up for itself has a name. */
export class Session {
  readonly target: Target
  readonly transcript: Entry[] = []
  private readonly names = new Map<string, string>()
  readonly listener: Listener
  private readonly wires = new Map<Listener, WireConnection>()

  constructor(target: Target, listener: Listener = 'broker') {
    this.target = target
    this.listener = listener
  }

  /** From now on the transcript shows `<name>` where this value stands (topic ids, member ids, the cluster id). */
  nameValue(value: JsonValue, name: string): void {
    if (typeof value === 'string' && value !== '') this.names.set(value, `<${name}>`)
  }

  /**
   * Sends a request in Kafka's JSON form; fields that the version lacks are left out. Keeps the answer in the
   * transcript.
   */
  async send(
    api: string,
    version: number,
    step: string,
    request: JsonObject,
    on: Listener = this.listener,
  ): Promise<JsonObject> {
    try {
      const answer = await this.ask(api, version, request, on)
      this.note(api, version, step, withRecords(labelOf(api, on), answer), on)
      return answer
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error
      this.note(api, version, step, error.message, on)
      this.reconnect()
      return {}
    }
  }

  /** Puts an answer that was got in another way into the transcript. */
  note(api: string, version: number, step: string, answer: JsonValue, on: Listener = this.listener): void {
    this.transcript.push({ api: labelOf(api, on), version, step, answer: this.named(answer) })
  }

  /** The same without a trace: for what a scenario needs first. */
  async ask(api: string, version: number, request: JsonObject, on: Listener = this.listener): Promise<JsonObject> {
    const { request: requestCodec, response } = apiNamed(api)
    const wire = this.wires.get(on) ?? (await WireConnection.open(this.portOf(on), 'diff'))
    this.wires.set(on, wire)
    const message = fromJson(requestCodec, prune(requestCodec.name, request, version), version)
    const answer = await wire.call({ request: requestCodec, response }, version, message, ANSWER_WITHIN_MS)
    return toJson(response, answer, version)
  }

  /** For names of topics and the like: a scenario that is held on both listeners makes its own on each. */
  tag(version: number): string {
    return this.listener === 'controller' ? `controller-${version}` : `${version}`
  }

  portOf(listener: Listener): number {
    return listener === 'controller' ? this.target.controllerPort : this.target.port
  }

  /** Creates a topic, waits for its leaders and gives its id a name. */
  async topic(name: string, numPartitions = 1, configs: Readonly<Record<string, string>> = {}): Promise<string> {
    const list = Object.entries(configs).map(([key, value]) => ({ name: key, value }))
    const request = { topics: [{ name, numPartitions, replicationFactor: 1, configs: list }], timeoutMs: 30_000 }
    const created = await this.ask('CreateTopics', 7, request, 'broker')
    if (at(created, 'topics', 0, 'errorCode') !== 0)
      throw new Error(`cannot create ${name}: ${JSON.stringify(created)}`)
    const topicId = at(created, 'topics', 0, 'topicId') as string
    this.nameValue(topicId, `id of ${name}`)
    const partitions = Array.from({ length: numPartitions }, (_, partitionIndex) => ({ partitionIndex, timestamp: -1 }))
    await eventually(`leaders of ${name}`, async () => {
      const offsets = await this.ask('ListOffsets', 7, { replicaId: -1, topics: [{ name, partitions }] }, 'broker')
      const errors = (at(offsets, 'topics', 0, 'partitions') as JsonObject[]).filter(({ errorCode }) => errorCode !== 0)
      return errors.length === 0 ? true : null
    })
    return topicId
  }

  /**
   * A change shows a moment after its answer: the broker's picture of the metadata follows the log. It has followed
   * when a later change is seen.
   */
  async settle(): Promise<void> {
    const name = `settled-${this.transcript.length}-${randomBytes(6).toString('hex')}`
    const topics = [
      { name, numPartitions: -1, replicationFactor: -1, assignments: [{ partitionIndex: 0, brokerIds: [1] }] },
    ]
    await this.ask('CreateTopics', 4, { topics, timeoutMs: 30_000 }, 'broker')
    await eventually(name, async () => {
      const asked = [{ name, partitions: [{ partitionIndex: 0, timestamp: -1 }] }]
      const offsets = await this.ask('ListOffsets', 7, { replicaId: -1, topics: asked }, 'broker')
      return at(offsets, 'topics', 0, 'partitions', 0, 'errorCode') === 0 ? true : null
    })
    await this.ask('DeleteTopics', 5, { topicNames: [name], timeoutMs: 30_000 }, 'broker')
    // Configurations are published behind everything else.
    await new Promise(done => setTimeout(done, 100))
  }

  /** Replaces the values that have names, also inside longer text (error messages). */
  named(value: JsonValue): JsonValue {
    if (Array.isArray(value)) return value.map(item => this.named(item))
    if (value !== null && typeof value === 'object') {
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, this.named(item)]))
    }
    if (typeof value !== 'string') return value
    let text = value
    for (const [secret, name] of this.names) if (text.includes(secret)) text = text.replaceAll(secret, name)
    // Bounds of accepted timestamps that an error message tells are computed from the clock.
    for (const port of [this.target.port, this.target.controllerPort]) text = text.replaceAll(`${port}`, '<port>')
    return text.replace(/within \[-?\d+, ?\d+\]/, 'within <bounds>')
  }

  private reconnect(): void {
    for (const wire of this.wires.values()) wire.close()
    this.wires.clear()
  }

  close(): void {
    this.reconnect()
  }
}

/** Record sets of a Fetch answer as batches with records, so that a difference can be read. */
function withRecords(api: string, answer: JsonObject): JsonObject {
  if (api !== 'Fetch') return answer
  const copy = structuredClone(answer)
  for (const topic of (copy.responses ?? []) as JsonObject[]) {
    for (const partition of (topic.partitions ?? []) as JsonObject[]) {
      if (typeof partition.records !== 'string') continue
      const batches = readBatches(Buffer.from(partition.records, 'hex'))
      partition.records = JSON.parse(
        JSON.stringify(batches, (_, value) => (typeof value === 'bigint' ? String(value) : value)),
      )
    }
  }
  return copy
}
