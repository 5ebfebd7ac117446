import {
  ATTRIBUTES,
  BASE_SEQUENCE,
  BASE_TIMESTAMP,
  BATCH_LENGTH,
  CODEC_MASK,
  CODECS,
  CONTROL_BIT,
  HEADER_BYTES,
  int16At,
  int32At,
  int64At,
  LAST_OFFSET_DELTA,
  LEADER_EPOCH,
  LOG_APPEND_TIME_BIT,
  LOG_OVERHEAD_BYTES,
  MAGIC,
  MAX_TIMESTAMP,
  PRODUCER_EPOCH,
  PRODUCER_ID,
  putInt32,
  RECORD_COUNT,
  TRANSACTIONAL_BIT,
} from '../records/batch.ts'

/** Smallest message of magic 0: crc, magic, attributes, key length, value length. */
const MIN_LEGACY_BYTES = 14
/** Enough to read the header of any magic. */
const MAGIC_END = 17
const ZSTD = CODECS.indexOf('zstd')

/**
 * Walks record sets batch by batch, looking at headers alone. One cursor is used again and again, so that scans
 * allocate nothing. Legacy messages (magic 0 and 1) count as batches of their own; a compressed one has its last offset
 * as `baseOffset` too, since the first is known to its inner messages only.
 */
export class BatchCursor {
  sizeBytes = 0
  magic = 0
  attributes = 0
  baseOffset = 0
  lastOffset = 0
  leaderEpoch = -1
  baseTimestamp = -1
  maxTimestamp = -1
  producerId = -1
  producerEpoch = -1
  baseSequence = -1
  recordCount = 0
  /** The bytes at the last `load` cannot be a batch, however many follow. */
  malformed = false

  get isTransactional(): boolean {
    return this.magic >= 2 && (this.attributes & TRANSACTIONAL_BIT) !== 0
  }

  get isControl(): boolean {
    return this.magic >= 2 && (this.attributes & CONTROL_BIT) !== 0
  }

  get isLogAppendTime(): boolean {
    return this.magic >= 1 && (this.attributes & LOG_APPEND_TIME_BIT) !== 0
  }

  get usesZstd(): boolean {
    return (this.attributes & CODEC_MASK) === ZSTD
  }

  get nextOffset(): number {
    return this.lastOffset + 1
  }

  /** −1 when the batch carries none; sequences wrap at 2^31. */
  get lastSequence(): number {
    if (this.baseSequence < 0) return -1
    return (this.baseSequence + (this.lastOffset - this.baseOffset)) % 2147483648
  }

  /** Reads the header at `buf[at, end)`; false when it is not whole (or `malformed`). The batch may reach beyond `end`. */
  load(buf: Buffer, at: number, end: number): boolean {
    this.malformed = false
    if (end - at < MAGIC_END) return false
    const size = int32At(buf, at + BATCH_LENGTH)
    const magic = buf[at + MAGIC]!
    this.sizeBytes = size + LOG_OVERHEAD_BYTES
    this.magic = magic
    this.baseOffset = int64At(buf, at)
    if (size < MIN_LEGACY_BYTES || magic > 2 || this.baseOffset < 0) {
      this.malformed = true
      return false
    }
    if (magic < 2) return this.loadLegacy(buf, at, end)
    if (this.sizeBytes < HEADER_BYTES) {
      this.malformed = true
      return false
    }
    if (end - at < HEADER_BYTES) return false
    this.leaderEpoch = int32At(buf, at + LEADER_EPOCH)
    this.attributes = buf[at + ATTRIBUTES + 1]!
    this.lastOffset = this.baseOffset + int32At(buf, at + LAST_OFFSET_DELTA)
    this.baseTimestamp = int64At(buf, at + BASE_TIMESTAMP)
    this.maxTimestamp = int64At(buf, at + MAX_TIMESTAMP)
    this.producerId = int64At(buf, at + PRODUCER_ID)
    this.producerEpoch = int16At(buf, at + PRODUCER_EPOCH)
    this.baseSequence = int32At(buf, at + BASE_SEQUENCE)
    this.recordCount = int32At(buf, at + RECORD_COUNT)
    if (this.lastOffset < this.baseOffset) this.malformed = true
    return !this.malformed
  }

  private loadLegacy(buf: Buffer, at: number, end: number): boolean {
    this.attributes = buf[at + 17] ?? 0
    this.lastOffset = this.baseOffset
    this.leaderEpoch = -1
    this.producerId = -1
    this.producerEpoch = -1
    this.baseSequence = -1
    this.recordCount = 1
    this.maxTimestamp = -1
    if (this.magic === 1) {
      if (end - at < MAGIC_END + 9) return false
      this.maxTimestamp = int64At(buf, at + 18)
    }
    this.baseTimestamp = this.maxTimestamp
    return true
  }
}

/** Stamps base offset and leader epoch into a batch of magic 2: both lie before what its CRC covers. */
export function stampBatch(buf: Buffer, at: number, baseOffset: number, leaderEpoch: number): void {
  const high = Math.floor(baseOffset / 4294967296)
  putInt32(buf, at, high)
  putInt32(buf, at + 4, (baseOffset - high * 4294967296) | 0)
  putInt32(buf, at + LEADER_EPOCH, leaderEpoch)
}
