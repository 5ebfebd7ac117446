/**
 * Record batches of the metadata log: uncompressed, no producer. Data batches hold metadata records, control
 * batches KRaft's own.
 */
import { varintSize, varlongSize } from '../protocol/writer.ts'
import { buildBatch } from '../records/builder.ts'

export interface BatchRecord {
  readonly key: Uint8Array | null
  readonly value: Uint8Array
}

export interface MetadataBatchOptions {
  readonly baseOffset: number
  readonly epoch: number
  /** One clock reading serves the whole batch. */
  readonly timestampMs: number
  readonly isControl: boolean
}

/** Bytes that a record takes in a batch. */
export function recordSize(offsetDelta: number, record: BatchRecord): number {
  const keyBytes = record.key?.length ?? 0
  const valueBytes = record.value.length
  const lengths = varintSize(record.key === null ? -1 : keyBytes) + varintSize(valueBytes)
  // Around key and value: attributes, timestamp delta (always 0), offset delta, number of headers (always 0).
  const body = 1 + varlongSize(0) + varintSize(offsetDelta) + lengths + keyBytes + valueBytes + varintSize(0)
  return varintSize(body) + body
}

export function buildMetadataBatch(records: readonly BatchRecord[], options: MetadataBatchOptions): Buffer {
  const { baseOffset, epoch, timestampMs, isControl } = options
  const stamped = records.map(({ key, value }) => ({ key, value, timestamp: timestampMs }))
  return buildBatch(stamped, { baseOffset, leaderEpoch: epoch, isControl })
}
