/** What the tests know of a client: it produces records with a codec, and reads a topic back. */
export const CODECS = ['none', 'gzip', 'snappy', 'lz4', 'zstd'] as const
export type Codec = (typeof CODECS)[number]

export interface TestRecord {
  readonly key: Buffer | null
  readonly value: Buffer | null
  readonly headers?: readonly (readonly [name: string, value: string])[]
  /** Left to the client's partitioner when absent. */
  readonly partition?: number
}

export interface ReadRecord extends TestRecord {
  readonly partition: number
  /** −1 where the client does not tell. */
  readonly offset: number
}

export interface TestClient {
  readonly name: string
  /** What this client cannot carry, so that a test leaves it out and says so. */
  readonly lacks: ReadonlySet<'headers' | 'null values' | 'line breaks' | 'produce' | 'binary'>
  /** Resolves when every record is acknowledged (acks=all). */
  produce(bootstrap: string, topic: string, records: readonly TestRecord[], codec: Codec): Promise<void>
  /** Reads all partitions from their beginning until `count` records are there; throws after `timeoutMs`. */
  consume(bootstrap: string, topic: string, count: number, timeoutMs?: number): Promise<ReadRecord[]>
}

let serial = 0
/** A name that no other run of the tests uses. */
export function uniqueName(what: string): string {
  return `${what}-${Date.now().toString(36)}-${process.pid}-${++serial}`
}
