/** Bytes before the `size` field's own content: offset (8) and size (4). */
export const LOG_OVERHEAD = 12
/** Header of a batch of magic 2. */
export const BATCH_HEADER_BYTES = 61
/** Smallest message of magic 0: crc, magic, attributes, key length, value length. */
const MIN_LEGACY_BYTES = 14
/** Enough to read the header of any magic. */
const MAGIC_END = 17

const COMPRESSION_MASK = 0x07
const ZSTD = 4
const LOG_APPEND_TIME = 0x08
const TRANSACTIONAL = 0x10
const CONTROL = 0x20

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
    return this.magic >= 2 && (this.attributes & TRANSACTIONAL) !== 0
  }

  get isControl(): boolean {
    return this.magic >= 2 && (this.attributes & CONTROL) !== 0
  }

  get isLogAppendTime(): boolean {
    return this.magic >= 1 && (this.attributes & LOG_APPEND_TIME) !== 0
  }

  get usesZstd(): boolean {
    return (this.attributes & COMPRESSION_MASK) === ZSTD
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
    const size = int32(buf, at + 8)
    const magic = buf[at + 16]!
    this.sizeBytes = size + LOG_OVERHEAD
    this.magic = magic
    this.baseOffset = int64(buf, at)
    if (size < MIN_LEGACY_BYTES || magic > 2 || this.baseOffset < 0) {
      this.malformed = true
      return false
    }
    if (magic < 2) return this.loadLegacy(buf, at, end)
    if (this.sizeBytes < BATCH_HEADER_BYTES) {
      this.malformed = true
      return false
    }
    if (end - at < BATCH_HEADER_BYTES) return false
    this.leaderEpoch = int32(buf, at + 12)
    this.attributes = buf[at + 22]!
    this.lastOffset = this.baseOffset + int32(buf, at + 23)
    this.baseTimestamp = int64(buf, at + 27)
    this.maxTimestamp = int64(buf, at + 35)
    this.producerId = int64(buf, at + 43)
    this.producerEpoch = int16(buf, at + 51)
    this.baseSequence = int32(buf, at + 53)
    this.recordCount = int32(buf, at + 57)
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
      this.maxTimestamp = int64(buf, at + 18)
    }
    this.baseTimestamp = this.maxTimestamp
    return true
  }
}

export function int16(buf: Buffer, at: number): number {
  return ((buf[at]! << 24) >> 16) | buf[at + 1]!
}

export function int32(buf: Buffer, at: number): number {
  return (buf[at]! << 24) | (buf[at + 1]! << 16) | (buf[at + 2]! << 8) | buf[at + 3]!
}

/** Exact within ±(2^53−1): offsets, timestamps and producer ids never leave that range. */
export function int64(buf: Buffer, at: number): number {
  return int32(buf, at) * 4294967296 + (int32(buf, at + 4) >>> 0)
}

/** Stamps base offset and leader epoch into a batch of magic 2: both lie before what its CRC covers. */
export function stampBatch(buf: Buffer, at: number, baseOffset: number, leaderEpoch: number): void {
  const high = Math.floor(baseOffset / 4294967296)
  writeInt32(buf, at, high)
  writeInt32(buf, at + 4, (baseOffset - high * 4294967296) | 0)
  writeInt32(buf, at + 12, leaderEpoch)
}

function writeInt32(buf: Buffer, at: number, value: number): void {
  buf[at] = value >>> 24
  buf[at + 1] = value >>> 16
  buf[at + 2] = value >>> 8
  buf[at + 3] = value
}
