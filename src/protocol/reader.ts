import '../base/buffer-slices.ts'
import { BytesView } from '../base/bytes-view.ts'
import { type Uuid, uuidFromBytes, ZERO_UUID } from '../base/uuid.ts'

/** Stands for 2^63−1 (the nearest number there is): Kafka uses it as "no limit". The writer maps it back. */
export const INT64_MAX = 2 ** 63
/** Stands for −2^63. */
export const INT64_MIN = -(2 ** 63)

export const MAX_STRING_BYTES = 32767

export const EMPTY_BYTES: Buffer = Buffer.alloc(0)

/**
 * Reads Kafka's primitive types from `buf[pos, end)`. Errors are sticky: after the first short or malformed read every
 * call returns an empty value and `ok` is false, so generated decoders check once, at the end. Nothing is allocated
 * before its length has been checked against the bytes that remain.
 */
export class Reader {
  ok = true
  pos: number
  readonly buf: Buffer
  readonly view: DataView
  readonly end: number

  /**
   * `view`, where given, must cover `buf` from its first byte (one DataView per slab is far cheaper than one per frame).
   */
  constructor(buf: Buffer, start = 0, end = buf.length, view?: DataView) {
    this.buf = buf
    this.pos = start
    this.end = end
    this.view = view ?? new DataView(buf.buffer, buf.byteOffset, buf.length)
  }

  get remaining(): number {
    return this.end - this.pos
  }

  fail(): void {
    this.ok = false
    this.pos = this.end
  }

  /** The one bounds check: returns the offset to read `length` bytes at, or −1. */
  private take(length: number): number {
    const at = this.pos
    if (length < 0 || length > this.end - at) {
      this.fail()
      return -1
    }
    this.pos = at + length
    return at
  }

  bool(): boolean {
    const at = this.take(1)
    return at >= 0 && this.buf[at] !== 0
  }

  int8(): number {
    const at = this.take(1)
    return at < 0 ? 0 : this.view.getInt8(at)
  }

  uint8(): number {
    const at = this.take(1)
    return at < 0 ? 0 : this.buf[at]!
  }

  int16(): number {
    const at = this.take(2)
    return at < 0 ? 0 : this.view.getInt16(at)
  }

  uint16(): number {
    const at = this.take(2)
    return at < 0 ? 0 : this.view.getUint16(at)
  }

  int32(): number {
    const at = this.take(4)
    return at < 0 ? 0 : this.view.getInt32(at)
  }

  uint32(): number {
    const at = this.take(4)
    return at < 0 ? 0 : this.view.getUint32(at)
  }

  /**
   * Exact within ±(2^53−1); the two ends of the int64 range become INT64_MAX and INT64_MIN; anything between is malformed.
   */
  int64(): number {
    const at = this.take(8)
    if (at < 0) return 0
    return this.int64Of(this.view.getInt32(at), this.view.getUint32(at + 4))
  }

  private int64Of(high: number, low: number): number {
    const value = high * 4294967296 + low
    if (Number.isSafeInteger(value)) return value
    if (high === 0x7fffffff && low === 0xffffffff) return INT64_MAX
    if (high === -0x80000000 && low === 0) return INT64_MIN
    this.fail()
    return 0
  }

  /** For fields marked `"repr": "bigint"` in protocol-specs. */
  int64Big(): bigint {
    const at = this.take(8)
    return at < 0 ? 0n : this.view.getBigInt64(at)
  }

  float64(): number {
    const at = this.take(8)
    return at < 0 ? 0 : this.view.getFloat64(at)
  }

  uuid(): Uuid {
    const at = this.take(16)
    return at < 0 ? ZERO_UUID : uuidFromBytes(this.buf, at)
  }

  /** At most five bytes; a longer or overflowing one is malformed. Never negative. */
  uvarint(): number {
    const at = this.pos
    if (at < this.end) {
      const byte = this.buf[at]!
      if (byte < 0x80) {
        this.pos = at + 1
        return byte
      }
    }
    return this.longUvarint()
  }

  private longUvarint(): number {
    let value = 0
    let shift = 0
    const { buf, end } = this
    let at = this.pos
    for (;;) {
      if (at >= end || shift > 28) {
        this.fail()
        return 0
      }
      const byte = buf[at++]!
      if (shift === 28 && byte > 0x0f) {
        this.fail()
        return 0
      }
      value += (byte & 0x7f) * 2 ** shift
      if (byte < 0x80) break
      shift += 7
    }
    this.pos = at
    return value
  }

  varint(): number {
    const raw = this.uvarint()
    return raw % 2 === 0 ? raw / 2 : -(raw + 1) / 2
  }

  /** Zigzag varint of up to ten bytes, with the same limits as `int64`. */
  varlong(): number {
    // 64 bits as two unsigned halves: a number cannot hold them at once.
    let low = 0
    let high = 0
    const { buf, end } = this
    let at = this.pos
    for (let shift = 0; ; shift += 7) {
      if (at >= end || shift > 63) {
        this.fail()
        return 0
      }
      const byte = buf[at++]!
      const bits = byte & 0x7f
      if (shift < 28) low |= bits << shift
      else if (shift === 28) {
        low |= (bits & 0x0f) << 28
        high = bits >> 4
      } else if (shift < 63) high |= bits << (shift - 32)
      else if (byte > 1) {
        // The tenth byte has room for one bit.
        this.fail()
        return 0
      } else high |= bits << 31
      if (byte < 0x80) break
    }
    this.pos = at
    const sign = -(low & 1)
    const halfLow = ((low >>> 1) | (high << 31)) ^ sign
    return this.int64Of((high >>> 1) ^ sign, halfLow >>> 0)
  }

  /** Kafka allows 32767 bytes in either form, so that what came in a compact string can leave in an old one. */
  private utf8(length: number): string {
    if (length > MAX_STRING_BYTES) {
      this.fail()
      return ''
    }
    const at = this.take(length)
    return at < 0 ? '' : this.buf.utf8Slice(at, at + length)
  }

  string(): string {
    const length = this.int16()
    if (length < 0) {
      this.fail()
      return ''
    }
    return this.utf8(length)
  }

  nullableString(): string | null {
    const length = this.int16()
    if (length === -1) return null
    return this.utf8(length)
  }

  compactString(): string {
    const length = this.uvarint() - 1
    if (length < 0) {
      this.fail()
      return ''
    }
    return this.utf8(length)
  }

  compactNullableString(): string | null {
    const length = this.uvarint() - 1
    if (length < 0) return null
    return this.utf8(length)
  }

  private viewOf(length: number): BytesView {
    const at = this.take(length)
    return at < 0 ? new BytesView(this.buf, 0, 0) : new BytesView(this.buf, at, at + length)
  }

  private bytesOf(length: number): Buffer {
    const at = this.take(length)
    return at < 0 ? EMPTY_BYTES : this.buf.subarray(at, at + length)
  }

  /** A Buffer that shares the frame's memory: copy what must outlive the frame. */
  bytes(): Buffer {
    return this.bytesOf(this.int32())
  }

  nullableBytes(): Buffer | null {
    const length = this.int32()
    return length === -1 ? null : this.bytesOf(length)
  }

  compactBytes(): Buffer {
    return this.bytesOf(this.uvarint() - 1)
  }

  compactNullableBytes(): Buffer | null {
    const length = this.uvarint() - 1
    return length < 0 ? null : this.bytesOf(length)
  }

  /** Record sets: always a view, never looked into here. */
  records(): BytesView | null {
    const length = this.int32()
    return length === -1 ? null : this.viewOf(length)
  }

  compactRecords(): BytesView | null {
    const length = this.uvarint() - 1
    return length < 0 ? null : this.viewOf(length)
  }

  /** Element count of an array, −1 for null. `minElementBytes` (at least 1) bounds it by the bytes that remain. */
  arrayLength(minElementBytes: number): number {
    return this.checkedCount(this.int32(), minElementBytes)
  }

  compactArrayLength(minElementBytes: number): number {
    return this.checkedCount(this.uvarint() - 1, minElementBytes)
  }

  /** Element count of an array that cannot be null. */
  count(minElementBytes: number): number {
    return this.present(this.arrayLength(minElementBytes))
  }

  compactCount(minElementBytes: number): number {
    return this.present(this.compactArrayLength(minElementBytes))
  }

  private present(count: number): number {
    if (count >= 0) return count
    this.fail()
    return 0
  }

  private checkedCount(count: number, minElementBytes: number): number {
    if (count === -1) return -1
    if (count < 0 || count * minElementBytes > this.end - this.pos) {
      this.fail()
      return 0
    }
    return count
  }

  /** After the number of a tagged field: reads its size and returns where it ends. */
  tagEnd(): number {
    const size = this.uvarint()
    if (size > this.end - this.pos) this.fail()
    return this.pos + size
  }

  /** Goes on behind a tagged field, whether it was read or not. One that held less than its value is malformed. */
  leaveTag(end: number): void {
    if (!this.ok) return
    if (this.pos > end) this.fail()
    else this.pos = end
  }

  skip(length: number): void {
    this.take(length)
  }

  /** Skips a whole section of tagged fields. */
  skipTags(): void {
    const count = this.uvarint()
    for (let i = 0; i < count && this.ok; i++) {
      this.uvarint()
      this.skip(this.uvarint())
    }
  }
}
