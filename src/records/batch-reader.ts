import type { BytesView } from '../base/bytes-view.ts'
import {
  ATTRIBUTES,
  BASE_OFFSET,
  BASE_SEQUENCE,
  BASE_TIMESTAMP,
  batchBytes,
  CODECS,
  CONTROL_BIT,
  codecOf,
  HEADER_BYTES,
  int16At,
  int32At,
  int64At,
  LAST_OFFSET_DELTA,
  LEADER_EPOCH,
  LOG_APPEND_TIME_BIT,
  MAGIC,
  MAX_TIMESTAMP,
  PRODUCER_EPOCH,
  PRODUCER_ID,
  RECORD_COUNT,
  TRANSACTIONAL_BIT,
} from './batch.ts'
import { decompress } from './compression.ts'
import { RecordCursor } from './record-cursor.ts'

/** No Kafka setting lets a batch unpack to more. */
const MAX_UNPACKED_BYTES = 1024 * 1024 * 1024

export interface RecordData {
  readonly offset: number
  readonly timestamp: number
  readonly key: Buffer | null
  readonly value: Buffer | null
  readonly headers: readonly { readonly key: string; readonly value: Buffer | null }[]
}

/** One batch of magic 2 with all its records as objects: for coordinators, the controller, tools and tests. */
export interface BatchData {
  readonly baseOffset: number
  readonly lastOffset: number
  readonly leaderEpoch: number
  readonly sizeBytes: number
  readonly maxTimestamp: number
  readonly producerId: number
  readonly producerEpoch: number
  readonly baseSequence: number
  readonly isTransactional: boolean
  readonly isControl: boolean
  readonly records: readonly RecordData[]
}

/** A cursor over the records of the batch at `at`, unpacked if need be; null when they cannot be unpacked. */
export function recordsOf(buf: Buffer, at: number, maxBytes = MAX_UNPACKED_BYTES): RecordCursor | null {
  const end = at + batchBytes(buf, at)
  const codec = CODECS[codecOf(buf[at + ATTRIBUTES + 1]!)]
  if (codec === undefined) return null
  if (codec === 'none') return new RecordCursor(buf, at + HEADER_BYTES, end)
  const unpacked = decompress(codec, buf.subarray(at + HEADER_BYTES, end), maxBytes)
  return unpacked === null ? null : new RecordCursor(unpacked, 0, unpacked.length)
}

/** Reads whole batches of magic 2 from `buf[start, end)`; stops in front of a partial one. Throws on records that make no sense. */
export function readBatches(buf: Buffer, start = 0, end = buf.length): BatchData[] {
  const out: BatchData[] = []
  for (let at = start; end - at >= HEADER_BYTES; ) {
    const sizeBytes = batchBytes(buf, at)
    if (sizeBytes < HEADER_BYTES || buf[at + MAGIC] !== 2)
      throw new Error(`no record batch of magic 2 at byte ${at - start}`)
    if (sizeBytes > end - at) break
    out.push(readBatch(buf, at, sizeBytes))
    at += sizeBytes
  }
  return out
}

/** The same for a chain of views as `PartitionLog.read` gives them; every view holds whole batches. */
export function readChain(chain: BytesView | null): BatchData[] {
  const out: BatchData[] = []
  for (let view = chain; view !== null; view = view.next) out.push(...readBatches(view.buf, view.start, view.end))
  return out
}

function readBatch(buf: Buffer, at: number, sizeBytes: number): BatchData {
  const attributes = int16At(buf, at + ATTRIBUTES)
  const baseOffset = int64At(buf, at + BASE_OFFSET)
  const baseTimestamp = int64At(buf, at + BASE_TIMESTAMP)
  const maxTimestamp = int64At(buf, at + MAX_TIMESTAMP)
  const appendTime = (attributes & LOG_APPEND_TIME_BIT) !== 0
  const cursor = recordsOf(buf, at)
  if (cursor === null) throw new Error(`the batch at offset ${baseOffset} cannot be unpacked`)
  const records: RecordData[] = []
  while (cursor.next()) {
    records.push({
      offset: baseOffset + cursor.offsetDelta,
      timestamp: appendTime ? maxTimestamp : baseTimestamp + cursor.timestampDelta,
      key: cursor.key,
      value: cursor.value,
      headers: cursor.headerCount === 0 ? [] : cursor.headers,
    })
  }
  if (!cursor.ok || records.length !== int32At(buf, at + RECORD_COUNT)) {
    throw new Error(`the batch at offset ${baseOffset} holds malformed records`)
  }
  return {
    baseOffset,
    lastOffset: baseOffset + int32At(buf, at + LAST_OFFSET_DELTA),
    leaderEpoch: int32At(buf, at + LEADER_EPOCH),
    sizeBytes,
    maxTimestamp,
    producerId: int64At(buf, at + PRODUCER_ID),
    producerEpoch: int16At(buf, at + PRODUCER_EPOCH),
    baseSequence: int32At(buf, at + BASE_SEQUENCE),
    isTransactional: (attributes & TRANSACTIONAL_BIT) !== 0,
    isControl: (attributes & CONTROL_BIT) !== 0,
    records,
  }
}
