/**
 * What a leader checks of a produced record set before it takes it, with the error that Kafka answers for each fault
 * (`ProduceRequest.validateRecords`, `UnifiedLog.analyzeAndValidateRecords`, `LogValidator`). Every record is looked at,
 * compressed ones after unpacking, in place and without building objects.
 *
 * Faults that Kafka finds in the batch's header are answered without a log start offset, faults in the records with it:
 * `deep` says which.
 */
import { BytesView } from '../base/bytes-view.ts'
import { ErrorCode } from '../protocol/errors.ts'
import {
  ATTRIBUTES,
  BASE_OFFSET,
  BASE_SEQUENCE,
  BASE_TIMESTAMP,
  BATCH_LENGTH,
  CODECS,
  CONTROL_BIT,
  type CodecName,
  codecOf,
  crcMatches,
  HEADER_BYTES,
  int16At,
  int32At,
  int64At,
  LAST_OFFSET_DELTA,
  LOG_APPEND_TIME_BIT,
  LOG_OVERHEAD_BYTES,
  MAGIC,
  MAX_TIMESTAMP,
  PRODUCER_EPOCH,
  PRODUCER_ID,
  putInt64,
  RECORD_COUNT,
  stampCrc,
  TRANSACTIONAL_BIT,
} from './batch.ts'
import { recordsOf } from './batch-reader.ts'
import { buildBatch, type NewRecord } from './builder.ts'
import type { RecordCursor } from './record-cursor.ts'

export interface ProduceLimits {
  readonly apiVersion: number
  readonly nowMs: number
  /** cleanup.policy has `compact`: records need keys */
  readonly compacted: boolean
  /** max.message.bytes */
  readonly maxMessageBytes: number
  /** max.decompressed.message.bytes */
  readonly maxUnpackedBytes: number
  /** message.timestamp.type is LogAppendTime */
  readonly logAppendTime: boolean
  /** message.timestamp.before.max.ms */
  readonly timestampBeforeMaxMs: number
  /** message.timestamp.after.max.ms */
  readonly timestampAfterMaxMs: number
  /** compression.type; null for `producer` */
  readonly compressionType: CodecName | null
  readonly compressionLevel: number | null
  /** For messages: `topic-0`. */
  readonly topicPartition: string
}

export interface RecordError {
  readonly batchIndex: number
  readonly message: string
}

export interface Refused {
  readonly kind: 'refused'
  readonly errorCode: number
  readonly errorMessage: string | null
  readonly recordErrors: readonly RecordError[]
  readonly deep: boolean
}

export interface Accepted {
  readonly kind: 'accepted'
  /** Exactly one batch; stamped in place, or a new buffer when `rewritten`. */
  readonly records: BytesView
  readonly rewritten: boolean
  readonly isTransactional: boolean
  readonly recordCount: number
}

const NO_ERRORS: readonly RecordError[] = []
const FIRST_ZSTD_VERSION = 7
/** The smallest length field of any magic: an empty message of magic 0. */
const MIN_BATCH_LENGTH = 14
const NO_TIMESTAMP = -1
const ZSTD = 4

function refuse(errorCode: number, deep: boolean, errorMessage: string | null = null): Refused {
  return { kind: 'refused', errorCode, errorMessage, recordErrors: NO_ERRORS, deep }
}

/** Bytes of the batch at `at`, 0 when no whole one stands there, −1 when what stands there cannot be one. */
function nextBatch(buf: Buffer, at: number, end: number): number {
  if (end - at < LOG_OVERHEAD_BYTES) return 0
  const length = int32At(buf, at + BATCH_LENGTH)
  if (length < MIN_BATCH_LENGTH) return -1
  if (end - at <= MAGIC) return 0
  if (buf[at + MAGIC]! > 2) return -1
  return length + LOG_OVERHEAD_BYTES > end - at ? 0 : length + LOG_OVERHEAD_BYTES
}

export function validateProduce(records: BytesView | null, limits: ProduceLimits): Accepted | Refused {
  if (records === null) return refuse(ErrorCode.INVALID_RECORD, false)
  const { buf, start } = records
  const sizeBytes = nextBatch(buf, start, records.end)
  if (sizeBytes < 0) return corruptHeader(buf, start, records.end)
  if (sizeBytes === 0) return refuse(ErrorCode.INVALID_RECORD, false)
  if (buf[start + MAGIC] !== 2) return refuse(ErrorCode.INVALID_RECORD, false)
  if (sizeBytes < HEADER_BYTES) return refuse(ErrorCode.CORRUPT_MESSAGE, false)
  const attributes = int16At(buf, start + ATTRIBUTES)
  if (codecOf(attributes) === ZSTD && limits.apiVersion < FIRST_ZSTD_VERSION) {
    return refuse(ErrorCode.UNSUPPORTED_COMPRESSION_TYPE, false)
  }
  const second = nextBatch(buf, start + sizeBytes, records.end)
  if (second < 0) return corruptHeader(buf, start + sizeBytes, records.end)
  if (second > 0) return refuse(ErrorCode.INVALID_RECORD, false)

  if (int64At(buf, start + BASE_OFFSET) !== 0) return refuse(ErrorCode.INVALID_RECORD, true)
  if (sizeBytes > limits.maxMessageBytes) return refuse(ErrorCode.MESSAGE_TOO_LARGE, false)
  if (!crcMatches(buf, start, sizeBytes)) return refuse(ErrorCode.CORRUPT_MESSAGE, false)

  const count = int32At(buf, start + RECORD_COUNT)
  if (count <= 0 || int32At(buf, start + LAST_OFFSET_DELTA) !== count - 1) return refuse(ErrorCode.INVALID_RECORD, true)
  if ((attributes & CONTROL_BIT) !== 0) return refuse(ErrorCode.INVALID_RECORD, true)
  if (int64At(buf, start + PRODUCER_ID) > -1 && int32At(buf, start + BASE_SEQUENCE) < 0) {
    return refuse(ErrorCode.INVALID_RECORD, true)
  }
  return validateRecords(buf, start, sizeBytes, attributes, count, limits)
}

function corruptHeader(buf: Buffer, at: number, end: number): Refused {
  const length = int32At(buf, at + BATCH_LENGTH)
  return refuse(
    ErrorCode.CORRUPT_MESSAGE,
    false,
    length < MIN_BATCH_LENGTH || end - at <= MAGIC
      ? `Found record size ${length} smaller than minimum record overhead (${MIN_BATCH_LENGTH}).`
      : `Invalid magic found in record: ${buf.readInt8(at + MAGIC)}`,
  )
}

/** What walking the records found. */
interface Walk {
  maxTimestamp: number
  /** The offset deltas are not 0, 1, 2 …: Kafka rewrites such a batch when it is compressed. */
  unevenOffsets: boolean
  keyless: number[] | null
  badTimestamps: RecordError[] | null
}

function validateRecords(
  buf: Buffer,
  start: number,
  sizeBytes: number,
  attributes: number,
  count: number,
  limits: ProduceLimits,
): Accepted | Refused {
  const source = CODECS[codecOf(attributes)]
  const cursor = recordsOf(buf, start, limits.maxUnpackedBytes)
  if (source === undefined || cursor === null) return refuse(ErrorCode.INVALID_RECORD, true)
  const walk = walkRecords(cursor, buf, start, attributes, count, limits)
  if (walk === null) return refuse(ErrorCode.INVALID_RECORD, true)
  const faults = recordFaults(walk, limits)
  if (faults !== null) return faults

  const target = limits.compressionType ?? source
  if (target !== source || (source !== 'none' && walk.unevenOffsets)) {
    const rebuilt = rebuild(buf, start, attributes, target, limits)
    if (rebuilt.length > limits.maxMessageBytes) return refuse(ErrorCode.MESSAGE_TOO_LARGE, false)
    return accepted(BytesView.of(rebuilt), true, attributes, count)
  }
  const maxTimestamp = limits.logAppendTime ? limits.nowMs : walk.maxTimestamp
  const typeBit = limits.logAppendTime ? LOG_APPEND_TIME_BIT : 0
  if ((attributes & LOG_APPEND_TIME_BIT) !== typeBit || int64At(buf, start + MAX_TIMESTAMP) !== maxTimestamp) {
    buf[start + ATTRIBUTES + 1] = (buf[start + ATTRIBUTES + 1]! & ~LOG_APPEND_TIME_BIT) | typeBit
    putInt64(buf, start + MAX_TIMESTAMP, maxTimestamp)
    stampCrc(buf, start, sizeBytes)
  }
  return accepted(new BytesView(buf, start, start + sizeBytes), false, attributes, count)
}

function accepted(records: BytesView, rewritten: boolean, attributes: number, recordCount: number): Accepted {
  return { kind: 'accepted', records, rewritten, isTransactional: (attributes & TRANSACTIONAL_BIT) !== 0, recordCount }
}

/** null when the records do not parse, or are not as many as the header says. */
function walkRecords(
  cursor: RecordCursor,
  buf: Buffer,
  start: number,
  attributes: number,
  count: number,
  limits: ProduceLimits,
): Walk | null {
  const walk: Walk = { maxTimestamp: NO_TIMESTAMP, unevenOffsets: false, keyless: null, badTimestamps: null }
  const stampedByBroker = (attributes & LOG_APPEND_TIME_BIT) !== 0
  const baseTimestamp = int64At(buf, start + BASE_TIMESTAMP)
  const batchMaxTimestamp = int64At(buf, start + MAX_TIMESTAMP)
  const earliest = limits.nowMs - limits.timestampBeforeMaxMs
  const latest = limits.nowMs + limits.timestampAfterMaxMs
  let index = 0
  while (cursor.next()) {
    if (cursor.offsetDelta !== index) walk.unevenOffsets = true
    if (limits.compacted && cursor.keyBytes < 0) (walk.keyless ??= []).push(index)
    const timestamp = stampedByBroker ? batchMaxTimestamp : baseTimestamp + cursor.timestampDelta
    if (timestamp > walk.maxTimestamp) walk.maxTimestamp = timestamp
    if (!limits.logAppendTime && timestamp !== NO_TIMESTAMP) {
      if (timestamp < earliest || timestamp > latest) {
        ;(walk.badTimestamps ??= []).push({
          batchIndex: index,
          message:
            `Timestamp ${timestamp} of message with offset ${cursor.offsetDelta} is out of range. ` +
            `The timestamp should be within [${earliest}, ${latest}]`,
        })
      }
    } else if (stampedByBroker) {
      ;(walk.badTimestamps ??= []).push({
        batchIndex: index,
        message: `Invalid timestamp type in message ${index}. Producer should not set timestamp type to LogAppendTime.`,
      })
    }
    index++
  }
  return cursor.ok && index === count ? walk : null
}

function recordFaults(walk: Walk, limits: ProduceLimits): Refused | null {
  const { keyless, badTimestamps } = walk
  if (keyless === null && badTimestamps === null) return null
  const errors: RecordError[] = (keyless ?? []).map(batchIndex => ({
    batchIndex,
    message: `Compacted topic cannot accept message without key in topic partition ${limits.topicPartition}.`,
  }))
  if (badTimestamps !== null) {
    for (const error of badTimestamps) if (!keyless?.includes(error.batchIndex)) errors.push(error)
    errors.sort((a, b) => a.batchIndex - b.batchIndex)
  }
  return {
    kind: 'refused',
    errorCode: badTimestamps !== null ? ErrorCode.INVALID_TIMESTAMP : ErrorCode.INVALID_RECORD,
    errorMessage:
      badTimestamps !== null
        ? 'One or more records have been rejected due to invalid timestamp'
        : `One or more records have been rejected due to ${errors.length} record errors in total, and only showing the first three errors at most: ` +
          `[${errors
            .slice(0, 3)
            .map(error => `RecordError(batchIndex=${error.batchIndex}, message='${error.message}')`)
            .join(', ')}]`,
    recordErrors: errors,
    deep: true,
  }
}

/** `compression.type` other than `producer` (KIP-390): the same records in another codec. */
function rebuild(buf: Buffer, start: number, attributes: number, codec: CodecName, limits: ProduceLimits): Buffer {
  const cursor = recordsOf(buf, start, limits.maxUnpackedBytes)!
  const baseTimestamp = int64At(buf, start + BASE_TIMESTAMP)
  const records: NewRecord[] = []
  while (cursor.next()) {
    records.push({
      key: cursor.key,
      value: cursor.value,
      timestamp: baseTimestamp + cursor.timestampDelta,
      headers: cursor.headerCount === 0 ? [] : cursor.headers,
    })
  }
  return buildBatch(records, {
    codec,
    compressionLevel: limits.compressionLevel,
    producerId: int64At(buf, start + PRODUCER_ID),
    producerEpoch: int16At(buf, start + PRODUCER_EPOCH),
    baseSequence: int32At(buf, start + BASE_SEQUENCE),
    isTransactional: (attributes & TRANSACTIONAL_BIT) !== 0,
    ...(limits.logAppendTime ? { logAppendTimeMs: limits.nowMs } : {}),
  })
}
