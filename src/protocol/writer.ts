import '../base/buffer-slices.ts'
import { assert } from '../base/assert.ts'
import type { BytesView } from '../base/bytes-view.ts'
import { type Uuid, uuidToBytes } from '../base/uuid.ts'
import { INT64_MAX, INT64_MIN, MAX_STRING_BYTES } from './reader.ts'

/**
 * Record sets up to this many bytes are copied into the message's own buffer; longer ones travel as chunks of their own.
 */
const INLINE_RECORDS_BYTES = 1024

/** Three bytes a character at most, so the length of such a string surely fits into one byte. */
const SHORT_STRING_CHARACTERS = 42

function tooLong(bytes: number): Error {
  return new Error(`a string of ${bytes} bytes is longer than the ${MAX_STRING_BYTES} that a message can hold`)
}

export function recordsAreInline(view: BytesView): boolean {
  return view.chainLength <= INLINE_RECORDS_BYTES
}

/** How many bytes of a record set lie in the message's own buffer. */
export function inlineRecordsSize(view: BytesView | null): number {
  if (view === null) return 0
  const length = view.chainLength
  return length <= INLINE_RECORDS_BYTES ? length : 0
}

/** Bytes of the whole record set, inline or not (0 for null). */
export function recordsLength(view: BytesView | null): number {
  return view === null ? 0 : view.chainLength
}

export function uvarintSize(value: number): number {
  if (value < 0x80) return 1
  if (value < 0x4000) return 2
  if (value < 0x200000) return 3
  if (value < 0x10000000) return 4
  return 5
}

export function varintSize(value: number): number {
  return uvarintSize(value >= 0 ? value * 2 : -value * 2 - 1)
}

export function varlongSize(value: number): number {
  // The zigzag form has one bit more than the magnitude.
  let rest = Math.floor((value >= 0 ? value : -value - 1) / 64)
  let bytes = 1
  while (rest > 0) {
    rest = Math.floor(rest / 128)
    bytes++
  }
  return bytes
}

/** Bytes of the UTF-8 form. */
export function utf8Size(text: string): number {
  return Buffer.byteLength(text, 'utf8')
}

/**
 * Writes Kafka's primitive types into one buffer of exactly the size that the generated `size` function computed. Large
 * record sets are not copied: `segments()` gives the pieces in order, for one vectored write.
 */
export class Writer {
  pos = 0
  readonly buf: Buffer
  private readonly view: DataView
  /** Bytes that travel beside `buf`. */
  splicedBytes = 0
  private splices: { at: number; view: BytesView }[] | null = null

  constructor(sizeBytes: number) {
    this.buf = Buffer.allocUnsafe(sizeBytes)
    this.view = new DataView(this.buf.buffer, this.buf.byteOffset, sizeBytes)
  }

  bool(value: boolean): void {
    this.buf[this.pos++] = value ? 1 : 0
  }

  int8(value: number): void {
    this.view.setInt8(this.pos, value)
    this.pos += 1
  }

  uint8(value: number): void {
    this.view.setUint8(this.pos, value)
    this.pos += 1
  }

  int16(value: number): void {
    this.view.setInt16(this.pos, value)
    this.pos += 2
  }

  uint16(value: number): void {
    this.view.setUint16(this.pos, value)
    this.pos += 2
  }

  int32(value: number): void {
    this.view.setInt32(this.pos, value)
    this.pos += 4
  }

  uint32(value: number): void {
    this.view.setUint32(this.pos, value)
    this.pos += 4
  }

  int64(value: number): void {
    const at = this.pos
    this.pos = at + 8
    if (value >= INT64_MAX) {
      this.view.setInt32(at, 0x7fffffff)
      this.view.setUint32(at + 4, 0xffffffff)
      return
    }
    if (value <= INT64_MIN) {
      this.view.setInt32(at, -0x80000000)
      this.view.setUint32(at + 4, 0)
      return
    }
    const high = Math.floor(value / 4294967296)
    this.view.setInt32(at, high)
    this.view.setUint32(at + 4, value - high * 4294967296)
  }

  int64Big(value: bigint): void {
    this.view.setBigInt64(this.pos, value)
    this.pos += 8
  }

  float64(value: number): void {
    this.view.setFloat64(this.pos, value)
    this.pos += 8
  }

  uuid(value: Uuid): void {
    uuidToBytes(value, this.buf, this.pos)
    this.pos += 16
  }

  uvarint(value: number): void {
    while (value >= 0x80) {
      this.buf[this.pos++] = (value % 128) | 0x80
      value = Math.floor(value / 128)
    }
    this.buf[this.pos++] = value
  }

  varint(value: number): void {
    this.uvarint(value >= 0 ? value * 2 : -value * 2 - 1)
  }

  /** Zigzag, with the same limits as `int64`. */
  varlong(value: number): void {
    const negative = value < 0
    if (value >= INT64_MAX || value <= INT64_MIN) {
      // Sixty-four ones, but for the sign in the lowest bit.
      this.buf[this.pos++] = negative ? 0xff : 0xfe
      for (let i = 0; i < 8; i++) this.buf[this.pos++] = 0xff
      this.buf[this.pos++] = 1
      return
    }
    let rest = negative ? -value - 1 : value
    // zigzag = rest * 2 + sign, written without ever forming a number above 2^53
    let byte = (rest % 64) * 2 + (negative ? 1 : 0)
    rest = Math.floor(rest / 64)
    while (rest > 0) {
      this.buf[this.pos++] = byte | 0x80
      byte = rest % 128
      rest = Math.floor(rest / 128)
    }
    this.buf[this.pos++] = byte
  }

  string(value: string): void {
    // The length is known once the text is written, which spares a pass over it.
    const at = this.pos
    const bytes = this.buf.utf8Write(value, at + 2)
    if (bytes > MAX_STRING_BYTES) throw tooLong(bytes)
    this.view.setInt16(at, bytes)
    this.pos = at + 2 + bytes
  }

  nullableString(value: string | null): void {
    if (value === null) this.int16(-1)
    else this.string(value)
  }

  compactString(value: string): void {
    if (value.length < SHORT_STRING_CHARACTERS) {
      const at = this.pos
      const bytes = this.buf.utf8Write(value, at + 1)
      this.buf[at] = bytes + 1
      this.pos = at + 1 + bytes
      return
    }
    const bytes = utf8Size(value)
    if (bytes > MAX_STRING_BYTES) throw tooLong(bytes)
    this.uvarint(bytes + 1)
    this.pos += this.buf.utf8Write(value, this.pos)
  }

  compactNullableString(value: string | null): void {
    if (value === null) this.uvarint(0)
    else this.compactString(value)
  }

  raw(value: Uint8Array): void {
    this.buf.set(value, this.pos)
    this.pos += value.length
  }

  bytes(value: Uint8Array): void {
    this.int32(value.length)
    this.raw(value)
  }

  nullableBytes(value: Uint8Array | null): void {
    if (value === null) this.int32(-1)
    else this.bytes(value)
  }

  compactBytes(value: Uint8Array): void {
    this.uvarint(value.length + 1)
    this.raw(value)
  }

  compactNullableBytes(value: Uint8Array | null): void {
    if (value === null) this.uvarint(0)
    else this.compactBytes(value)
  }

  records(value: BytesView | null): void {
    if (value === null) {
      this.int32(-1)
      return
    }
    this.int32(value.chainLength)
    this.splice(value)
  }

  compactRecords(value: BytesView | null): void {
    if (value === null) {
      this.uvarint(0)
      return
    }
    this.uvarint(value.chainLength + 1)
    this.splice(value)
  }

  private splice(chain: BytesView): void {
    if (recordsAreInline(chain)) {
      for (let view: BytesView | null = chain; view !== null; view = view.next) {
        this.pos += view.buf.copy(this.buf, this.pos, view.start, view.end)
      }
      return
    }
    this.splices ??= []
    for (let view: BytesView | null = chain; view !== null; view = view.next) {
      this.splices.push({ at: this.pos, view })
      this.splicedBytes += view.length
    }
  }

  /** Bytes of the whole message. */
  get totalBytes(): number {
    return this.pos + this.splicedBytes
  }

  /** The message in order, as pieces for one vectored write. The size pass and the write pass must have agreed. */
  segments(): Buffer[] {
    assert(
      this.pos === this.buf.length,
      `message size was computed as ${this.buf.length} bytes but ${this.pos} were written`,
    )
    if (this.splices === null) return [this.buf]
    const out: Buffer[] = []
    let from = 0
    for (const { at, view } of this.splices) {
      if (at > from) out.push(this.buf.subarray(from, at))
      from = at
      if (view.length > 0) out.push(view.toBuffer())
    }
    if (from < this.pos) out.push(this.buf.subarray(from, this.pos))
    return out
  }

  /** The message as one buffer (tests, tools, small messages). */
  toBuffer(): Buffer {
    const parts = this.segments()
    return parts.length === 1 ? parts[0]! : Buffer.concat(parts)
  }
}

/** Bytes of a string with its length prefix. */
export function strSize(text: string, flexible: boolean): number {
  const bytes = utf8Size(text)
  return bytes + (flexible ? uvarintSize(bytes + 1) : 2)
}

export function nullableStrSize(text: string | null, flexible: boolean): number {
  return text === null ? (flexible ? 1 : 2) : strSize(text, flexible)
}

export function nullableBytesSize(bytes: Uint8Array | null, flexible: boolean): number {
  if (bytes === null) return flexible ? 1 : 4
  return bytes.length + (flexible ? uvarintSize(bytes.length + 1) : 4)
}
