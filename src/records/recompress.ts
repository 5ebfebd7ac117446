/**
 * Rewrites a batch of magic 2 in another codec: `compression.type` of the topic is not `producer` and not the
 * batch's own (KIP-390).
 */
import type { BytesView } from '../base/bytes-view.ts'
import {
  ATTRIBUTES,
  BASE_SEQUENCE,
  BASE_TIMESTAMP,
  BATCH_LENGTH,
  CODECS,
  type CodecName,
  HEADER_BYTES,
  int16At,
  int32At,
  int64At,
  LOG_APPEND_TIME_BIT,
  LOG_OVERHEAD_BYTES,
  MAX_TIMESTAMP,
  PRODUCER_EPOCH,
  PRODUCER_ID,
  putInt32,
  putInt64,
  stampCrc,
  TRANSACTIONAL_BIT,
} from './batch.ts'
import { buildBatch, type NewRecord } from './builder.ts'
import { compress } from './compression/codecs.ts'
import { RecordCursor } from './record-cursor.ts'

export interface RecompressOptions {
  readonly codec: CodecName
  /** null for the codec's default */
  readonly compressionLevel: number | null
  /** message.timestamp.type=LogAppendTime: the time; null for CreateTime */
  readonly logAppendTimeMs: number | null
  /** Of the records. */
  readonly maxTimestamp: number
}

/** `section` is the unpacked form of the records of the batch at `at`, which stay as they are. */
export function recompressBatch(buf: Buffer, at: number, section: BytesView, options: RecompressOptions): Buffer {
  const { codec, compressionLevel, logAppendTimeMs, maxTimestamp } = options
  const payload = compress(codec, section.toBuffer(), compressionLevel)
  const out = Buffer.allocUnsafe(HEADER_BYTES + payload.length)
  buf.copy(out, 0, at, at + HEADER_BYTES)
  payload.copy(out, HEADER_BYTES)
  putInt32(out, BATCH_LENGTH, out.length - LOG_OVERHEAD_BYTES)
  // A delete horizon is the log cleaner's to set, and the unused bits are nobody's.
  const transactional = int16At(buf, at + ATTRIBUTES) & TRANSACTIONAL_BIT
  out[ATTRIBUTES] = 0
  out[ATTRIBUTES + 1] = CODECS.indexOf(codec) | transactional | (logAppendTimeMs === null ? 0 : LOG_APPEND_TIME_BIT)
  putInt64(out, MAX_TIMESTAMP, logAppendTimeMs ?? maxTimestamp)
  stampCrc(out, 0, out.length)
  return out
}

/**
 * The same for records that cannot stay as they are: their offsets are counted anew, and each gets the timestamp
 * that it counts with.
 */
export function rebuildBatch(buf: Buffer, at: number, section: BytesView, options: RecompressOptions): Buffer {
  const { codec, compressionLevel, logAppendTimeMs } = options
  const attributes = int16At(buf, at + ATTRIBUTES)
  const baseTimestamp = int64At(buf, at + BASE_TIMESTAMP)
  const overruling = (attributes & LOG_APPEND_TIME_BIT) !== 0 ? int64At(buf, at + MAX_TIMESTAMP) : null
  const records: NewRecord[] = []
  const cursor = new RecordCursor(section.buf, section.start, section.end)
  while (cursor.next()) {
    records.push({
      key: cursor.key,
      value: cursor.value,
      timestamp: overruling ?? baseTimestamp + cursor.timestampDelta,
      headers: cursor.headerCount === 0 ? [] : cursor.headers,
    })
  }
  return buildBatch(records, {
    codec,
    compressionLevel,
    producerId: int64At(buf, at + PRODUCER_ID),
    producerEpoch: int16At(buf, at + PRODUCER_EPOCH),
    baseSequence: int32At(buf, at + BASE_SEQUENCE),
    isTransactional: (attributes & TRANSACTIONAL_BIT) !== 0,
    ...(logAppendTimeMs !== null && { logAppendTimeMs }),
  })
}
