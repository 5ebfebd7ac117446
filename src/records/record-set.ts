/**
 * Record sets of any magic, header by header: what produce requests, segments and fetch answers hold one after the other.
 */
import type { BytesView } from '../base/bytes-view.ts'
import {
  ATTRIBUTES,
  BATCH_LENGTH,
  crcMatches,
  HEADER_BYTES,
  int32At,
  LOG_OVERHEAD_BYTES,
  MAGIC,
  TRANSACTIONAL_BIT,
} from './batch.ts'
import { legacyCrcMatches } from './legacy.ts'

/** The smallest length field of any magic: an empty message of magic 0. */
export const MIN_BATCH_LENGTH = 14

/**
 * Bytes of the batch (or legacy message) at `at`; 0 when no whole one stands there; −1 when what stands
 * there cannot be one.
 */
export function batchSizeAt(buf: Buffer, at: number, end: number): number {
  if (end - at < LOG_OVERHEAD_BYTES) return 0
  const length = int32At(buf, at + BATCH_LENGTH)
  if (length < MIN_BATCH_LENGTH) return -1
  if (end - at <= MAGIC) return 0
  const magic = buf[at + MAGIC]!
  if (magic > 2 || (magic === 2 && length < HEADER_BYTES - LOG_OVERHEAD_BYTES)) return -1
  const sizeBytes = length + LOG_OVERHEAD_BYTES
  return sizeBytes > end - at ? 0 : sizeBytes
}

/** Whether the checksum of the batch at `at` is that of its bytes: CRC-32C for magic 2, IEEE for the older ones. */
export function checksumMatches(buf: Buffer, at: number, sizeBytes: number): boolean {
  return buf[at + MAGIC]! < 2 ? legacyCrcMatches(buf, at, sizeBytes) : crcMatches(buf, at, sizeBytes)
}

/**
 * What Produce asks before it looks closer (Kafka's `RequestUtils.hasTransactionalRecords`): the first
 * batch speaks for all.
 */
export function firstBatchIsTransactional(records: BytesView | null): boolean {
  if (records === null || records.length < HEADER_BYTES || records.buf[records.start + MAGIC] !== 2) return false
  return (records.buf[records.start + ATTRIBUTES + 1]! & TRANSACTIONAL_BIT) !== 0
}
