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
  int16At,
  int32At,
  int64At,
  LAST_OFFSET_DELTA,
  LOG_APPEND_TIME_BIT,
  MAGIC,
  MAX_TIMESTAMP,
  PRODUCER_ID,
  RECORD_COUNT,
  stampTimestamp,
  TRANSACTIONAL_BIT,
} from './batch.ts'
import { brieflyUnpackedRecordsOf } from './batch-reader.ts'
import { rebuildBatch, recompressBatch } from './recompress.ts'
import { RecordCursor } from './record-cursor.ts'
import { type RecordError, RecordFaults } from './record-faults.ts'
import { batchSizeAt, MIN_BATCH_LENGTH } from './record-set.ts'

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
const NO_TIMESTAMP = -1
const ZSTD = 4

function refuse(errorCode: number, deep: boolean, errorMessage: string | null = null): Refused {
  return { kind: 'refused', errorCode, errorMessage, recordErrors: NO_ERRORS, deep }
}

/** `records` may be stamped in place: timestamp type, largest timestamp, and with them the CRC. Never throws. */
export function validateProduce(records: BytesView | null, limits: ProduceLimits): Accepted | Refused {
  if (records === null) return refuse(ErrorCode.INVALID_RECORD, false)
  const { buf, start, end } = records
  const sizeBytes = batchSizeAt(buf, start, end)
  if (sizeBytes < 0) return refuse(ErrorCode.CORRUPT_MESSAGE, false, headerFault(buf, start, end))
  if (sizeBytes === 0) return refuse(ErrorCode.INVALID_RECORD, false)
  if (buf[start + MAGIC] !== 2) return refuse(ErrorCode.INVALID_RECORD, false)
  const attributes = int16At(buf, start + ATTRIBUTES)
  if (codecOf(attributes) === ZSTD && limits.apiVersion < FIRST_ZSTD_VERSION) {
    return refuse(ErrorCode.UNSUPPORTED_COMPRESSION_TYPE, false)
  }
  // One batch a partition; the beginning of another behind it is cut off, a whole one is refused.
  const second = batchSizeAt(buf, start + sizeBytes, end)
  if (second < 0) return refuse(ErrorCode.CORRUPT_MESSAGE, false, headerFault(buf, start + sizeBytes, end))
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

/** Kafka has words for what its reader of record sets throws on, and none for what it finds later. */
function headerFault(buf: Buffer, at: number, end: number): string | null {
  const length = int32At(buf, at + BATCH_LENGTH)
  if (length < MIN_BATCH_LENGTH || end - at <= MAGIC) {
    return `Record size ${length} is less than the minimum record overhead (${MIN_BATCH_LENGTH})`
  }
  const magic = buf.readInt8(at + MAGIC)
  return magic < 0 || magic > 2 ? `Invalid magic found in record: ${magic}` : null
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
  const section = brieflyUnpackedRecordsOf(buf, start, limits.maxUnpackedBytes)
  if (source === undefined || section === null) return refuse(ErrorCode.INVALID_RECORD, true)
  const walk = walkRecords(section, buf, start, attributes, count, limits)
  if (walk === null) return refuse(ErrorCode.INVALID_RECORD, true)
  if (walk.faults !== null) return { kind: 'refused', ...walk.faults.verdict(), deep: true }

  const { logAppendTime } = limits
  const target = limits.compressionType ?? source
  // Some older clients number the records inside wrongly; Kafka mends that where it can, which is in compressed batches.
  const renumber = walk.unevenOffsets && (source !== 'none' || target !== 'none')
  if (target !== source || renumber) {
    const options = {
      codec: target,
      compressionLevel: limits.compressionLevel,
      logAppendTimeMs: logAppendTime ? limits.nowMs : null,
      maxTimestamp: walk.maxTimestamp,
    }
    const overruled = (attributes & LOG_APPEND_TIME_BIT) !== 0
    const rewritten =
      renumber || overruled ? rebuildBatch(buf, start, section, options) : recompressBatch(buf, start, section, options)
    if (rewritten.length > limits.maxMessageBytes) return refuse(ErrorCode.MESSAGE_TOO_LARGE, false)
    return accepted(BytesView.of(rewritten), true, attributes, count)
  }
  stampTimestamp(buf, start, sizeBytes, logAppendTime, logAppendTime ? limits.nowMs : walk.maxTimestamp)
  return accepted(new BytesView(buf, start, start + sizeBytes), false, attributes, count)
}

function accepted(records: BytesView, rewritten: boolean, attributes: number, recordCount: number): Accepted {
  return { kind: 'accepted', records, rewritten, isTransactional: (attributes & TRANSACTIONAL_BIT) !== 0, recordCount }
}

/** What walking the records found. */
interface Walk {
  maxTimestamp: number
  /** The offset deltas are not 0, 1, 2 … */
  unevenOffsets: boolean
  faults: RecordFaults | null
}

/** null when the records do not parse, or are not as many as the header says. */
function walkRecords(
  section: BytesView,
  buf: Buffer,
  start: number,
  attributes: number,
  count: number,
  limits: ProduceLimits,
): Walk | null {
  const cursor = new RecordCursor(section.buf, section.start, section.end)
  const { compacted, logAppendTime, nowMs } = limits
  const baseTimestamp = int64At(buf, start + BASE_TIMESTAMP)
  const batchTimestamp = int64At(buf, start + MAX_TIMESTAMP)
  const stampedByClient = (attributes & LOG_APPEND_TIME_BIT) !== 0
  // With the broker's clock in force, any timestamp will do, but none that claims to be a broker's.
  const earliest = logAppendTime ? Number.NEGATIVE_INFINITY : nowMs - limits.timestampBeforeMaxMs
  const latest = logAppendTime ? Number.POSITIVE_INFINITY : nowMs + limits.timestampAfterMaxMs
  let maxTimestamp = NO_TIMESTAMP
  let unevenOffsets = false
  let faults: RecordFaults | null = null
  let index = 0
  while (cursor.next()) {
    if (index === count) return null
    if (cursor.offsetDelta !== index) unevenOffsets = true
    const timestamp = stampedByClient ? batchTimestamp : baseTimestamp + cursor.timestampDelta
    if (timestamp > maxTimestamp) maxTimestamp = timestamp
    if (compacted && cursor.keyBytes < 0) (faults ??= new RecordFaults(limits)).keyless(index)
    else if (stampedByClient && (logAppendTime || timestamp === NO_TIMESTAMP)) {
      ;(faults ??= new RecordFaults(limits)).stampedByClient(index, cursor, timestamp)
    } else if ((timestamp < earliest || timestamp > latest) && timestamp !== NO_TIMESTAMP) {
      ;(faults ??= new RecordFaults(limits)).outOfRange(index, cursor.offsetDelta, timestamp)
    }
    index++
  }
  return cursor.ok && index === count ? { maxTimestamp, unevenOffsets, faults } : null
}
