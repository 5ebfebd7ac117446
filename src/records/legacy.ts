/**
 * Message sets of magic 0 and 1, as clients before Kafka 0.11 wrote them and old segments still hold them. Every
 * message has offset (int64), size (int32), CRC-32 of IEEE over what follows it, magic, attributes, with magic 1 a
 * timestamp, then key and value behind int32 lengths. A compressed one is a wrapper: its value holds messages, and its
 * offset is that of the last of them.
 */
import { createRequire } from 'node:module'
import {
  BATCH_LENGTH,
  CODECS,
  type CodecName,
  codecOf,
  int32At,
  int64At,
  LOG_APPEND_TIME_BIT,
  LOG_OVERHEAD_BYTES,
  MAGIC,
} from './batch.ts'
import { decompress } from './compression/codecs.ts'

const LEGACY_CRC = 12
const LEGACY_ATTRIBUTES = 17
const LEGACY_TIMESTAMP = 18
/** Where the key's length stands, by magic. */
const KEY_LENGTH = [18, 26] as const
/** CRC, magic, attributes, (timestamp,) two lengths. */
const MIN_LENGTH = [14, 22] as const
const NO_TIMESTAMP = -1

interface Crc32 {
  unsigned(bytes: Buffer): number
}

let crc32: Crc32 | null = null

/** Checks the CRC of the message at `at`; that of a wrapper covers the compressed bytes. */
export function legacyCrcMatches(buf: Buffer, at: number, sizeBytes: number): boolean {
  crc32 ??= createRequire(import.meta.url)('buffer-crc32') as Crc32
  return crc32.unsigned(buf.subarray(at + MAGIC, at + sizeBytes)) === int32At(buf, at + LEGACY_CRC) >>> 0
}

/** Codec of the message at `at`; null for numbers that magic 0 and 1 do not have. */
export function legacyCodecOf(buf: Buffer, at: number): CodecName | null {
  const codec = CODECS[codecOf(buf[at + LEGACY_ATTRIBUTES]!)]
  return codec === undefined || codec === 'zstd' ? null : codec
}

/** Walks the records of one message in place: itself, or those inside when it is a wrapper. */
export class LegacyCursor {
  readonly buf: Buffer
  private pos: number
  private readonly end: number
  /** Added to the offsets inside: those of magic 1 are relative. */
  private readonly baseOffset: number
  /** The wrapper's, where it overrules the records' own. */
  private readonly appendTime: number | null
  /** False once the bytes made no sense; the fields then mean nothing. */
  ok = true
  magic = 0
  offset = 0
  /** −1 with magic 0, which has none. */
  timestamp = NO_TIMESTAMP
  isLogAppendTime = false
  /** Negative for a null key. */
  keyBytes = -1
  keyAt = 0
  /** Negative for a null value. */
  valueBytes = -1
  valueAt = 0
  recordAt = 0
  recordEnd = 0

  constructor(buf: Buffer, start: number, end: number, baseOffset = 0, appendTime: number | null = null) {
    this.buf = buf
    this.pos = start
    this.end = end
    this.baseOffset = baseOffset
    this.appendTime = appendTime
  }

  /** Moves to the next record; false at the end or at the first that is malformed (then `ok` is false too). */
  next(): boolean {
    const { buf, pos: at } = this
    const sizeBytes = messageSizeAt(buf, at, this.end)
    if (sizeBytes === 0) return false
    if (sizeBytes < 0) return this.fail()
    const end = at + sizeBytes
    const magic = buf[at + MAGIC]! as 0 | 1
    this.magic = magic
    this.recordAt = at
    this.recordEnd = end
    this.offset = this.baseOffset + int64At(buf, at)
    this.isLogAppendTime =
      magic === 1 && (this.appendTime !== null || (buf[at + LEGACY_ATTRIBUTES]! & LOG_APPEND_TIME_BIT) !== 0)
    this.timestamp = magic === 0 ? NO_TIMESTAMP : (this.appendTime ?? int64At(buf, at + LEGACY_TIMESTAMP))
    this.keyBytes = int32At(buf, at + KEY_LENGTH[magic])
    this.keyAt = at + KEY_LENGTH[magic] + 4
    const valueLengthAt = this.keyAt + Math.max(this.keyBytes, 0)
    if (valueLengthAt > end - 4) return this.fail()
    this.valueBytes = int32At(buf, valueLengthAt)
    this.valueAt = valueLengthAt + 4
    if (this.valueBytes > end - this.valueAt) return this.fail()
    this.pos = end
    return true
  }

  get crcMatches(): boolean {
    return legacyCrcMatches(this.buf, this.recordAt, this.recordEnd - this.recordAt)
  }

  /** Views on key and value. */
  get key(): Buffer | null {
    return this.keyBytes < 0 ? null : this.buf.subarray(this.keyAt, this.keyAt + this.keyBytes)
  }

  get value(): Buffer | null {
    return this.valueBytes < 0 ? null : this.buf.subarray(this.valueAt, this.valueAt + this.valueBytes)
  }

  private fail(): false {
    this.ok = false
    this.pos = this.end
    return false
  }
}

/** Bytes of the message at `at`; 0 when no whole one stands there (Kafka ignores such a rest); −1 when it is malformed. */
function messageSizeAt(buf: Buffer, at: number, end: number): number {
  if (end - at < LOG_OVERHEAD_BYTES) return 0
  const length = int32At(buf, at + BATCH_LENGTH)
  if (length < MIN_LENGTH[0]) return -1
  if (length > end - at - LOG_OVERHEAD_BYTES) return 0
  const magic = buf[at + MAGIC]!
  return magic > 1 || length < MIN_LENGTH[magic as 0 | 1] ? -1 : length + LOG_OVERHEAD_BYTES
}

/**
 * A cursor over the records of the message that fills `buf[at, at + sizeBytes)`, unpacked if need be; null when it
 * cannot be unpacked (to at most `maxBytes`) or is no proper wrapper.
 */
export function legacyRecordsOf(buf: Buffer, at: number, sizeBytes: number, maxBytes: number): LegacyCursor | null {
  const wrapper = new LegacyCursor(buf, at, at + sizeBytes)
  const codec = legacyCodecOf(buf, at)
  if (codec === 'none') return wrapper
  if (codec === null || !wrapper.next()) return null
  const packed = wrapper.value
  if (packed === null) return null
  const unpacked = decompress(codec, packed, maxBytes, wrapper.magic)
  if (unpacked === null) return null
  const lastOffset = lastOffsetInside(unpacked)
  if (lastOffset === null) return null
  if (wrapper.magic === 0) return new LegacyCursor(unpacked, 0, unpacked.length)
  // Some librdkafka sent wrappers of offset 0, whatever they held.
  if (wrapper.offset !== 0 && wrapper.offset < lastOffset) return null
  const baseOffset = wrapper.offset === 0 ? 0 : wrapper.offset - lastOffset
  const appendTime = wrapper.isLogAppendTime ? wrapper.timestamp : null
  return new LegacyCursor(unpacked, 0, unpacked.length, baseOffset, appendTime)
}

/** As it stands in the last message; null when there is none, one is malformed, or one is compressed again. */
function lastOffsetInside(buf: Buffer): number | null {
  let last: number | null = null
  for (let at = 0; ; ) {
    const sizeBytes = messageSizeAt(buf, at, buf.length)
    if (sizeBytes < 0 || (sizeBytes > 0 && legacyCodecOf(buf, at) !== 'none')) return null
    if (sizeBytes === 0) return last
    last = int64At(buf, at)
    at += sizeBytes
  }
}
