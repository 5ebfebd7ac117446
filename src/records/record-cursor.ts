/**
 * Walks the records of one batch of magic 2 in place: positions and lengths, no objects. A record is, in zigzag varints but
 * for the first byte after its length: length, attributes (int8), timestamp delta, offset delta, key, value, headers.
 */
export class RecordCursor {
  /** The section that holds the records: inside the batch, or what its compressed form unpacked to. */
  buf: Buffer
  private pos: number
  private readonly end: number
  /** False once the bytes made no sense; the fields then mean nothing. */
  ok = true
  timestampDelta = 0
  offsetDelta = 0
  attributes = 0
  /** −1 for a null key. */
  keyBytes = -1
  keyAt = 0
  /** −1 for a null value (a tombstone). */
  valueBytes = -1
  valueAt = 0
  headerCount = 0
  headersAt = 0
  recordAt = 0
  recordEnd = 0

  constructor(buf: Buffer, start: number, end: number) {
    this.buf = buf
    this.pos = start
    this.end = end
  }

  get atEnd(): boolean {
    return this.pos === this.end
  }

  /** Moves to the next record; false at the end or at the first that is malformed (then `ok` is false too). */
  next(): boolean {
    if (this.pos >= this.end) return false
    this.recordAt = this.pos
    const length = this.varint(this.end)
    if (!this.ok || length < 6 || length > this.end - this.pos) return this.fail()
    const end = this.pos + length
    this.recordEnd = end
    this.attributes = this.buf[this.pos++]!
    this.timestampDelta = this.varlong(end)
    this.offsetDelta = this.varint(end)
    this.keyBytes = this.varint(end)
    this.keyAt = this.pos
    if (!this.ok || this.keyBytes > end - this.pos) return this.fail()
    if (this.keyBytes > 0) this.pos += this.keyBytes
    this.valueBytes = this.varint(end)
    this.valueAt = this.pos
    if (!this.ok || this.valueBytes > end - this.pos) return this.fail()
    if (this.valueBytes > 0) this.pos += this.valueBytes
    this.headerCount = this.varint(end)
    this.headersAt = this.pos
    if (!this.ok || this.headerCount < 0) return this.fail()
    for (let i = 0; i < this.headerCount; i++) {
      const keyBytes = this.varint(end)
      if (!this.ok || keyBytes < 0 || keyBytes > end - this.pos) return this.fail()
      this.pos += keyBytes
      const valueBytes = this.varint(end)
      if (!this.ok || valueBytes > end - this.pos) return this.fail()
      if (valueBytes > 0) this.pos += valueBytes
    }
    return this.pos === end ? true : this.fail()
  }

  /** Copies of key and value; for coordinators, tools and tests. */
  get key(): Buffer | null {
    return this.keyBytes < 0 ? null : Buffer.from(this.buf.subarray(this.keyAt, this.keyAt + this.keyBytes))
  }

  get value(): Buffer | null {
    return this.valueBytes < 0 ? null : Buffer.from(this.buf.subarray(this.valueAt, this.valueAt + this.valueBytes))
  }

  get headers(): { key: string; value: Buffer | null }[] {
    const out: { key: string; value: Buffer | null }[] = []
    const { pos } = this
    this.pos = this.headersAt
    for (let i = 0; i < this.headerCount; i++) {
      const keyBytes = this.varint(this.recordEnd)
      const key = this.buf.toString('utf8', this.pos, this.pos + keyBytes)
      this.pos += keyBytes
      const valueBytes = this.varint(this.recordEnd)
      out.push({ key, value: valueBytes < 0 ? null : Buffer.from(this.buf.subarray(this.pos, this.pos + valueBytes)) })
      if (valueBytes > 0) this.pos += valueBytes
    }
    this.pos = pos
    return out
  }

  private fail(): false {
    this.ok = false
    this.pos = this.end
    return false
  }

  private varint(end: number): number {
    const { buf } = this
    let at = this.pos
    if (at >= end) {
      this.ok = false
      return 0
    }
    let byte = buf[at++]!
    let raw = byte & 0x7f
    // Most deltas, lengths and counts fit one byte.
    for (let shift = 7; byte >= 0x80; shift += 7) {
      if (at >= end || shift > 28) {
        this.ok = false
        return 0
      }
      byte = buf[at++]!
      raw |= (byte & 0x7f) << shift
    }
    this.pos = at
    return (raw >>> 1) ^ -(raw & 1)
  }

  private varlong(end: number): number {
    const { buf } = this
    let at = this.pos
    let byte = 0x80
    let low = 0
    let high = 0
    let scale = 1
    for (let i = 0; byte >= 0x80; i++) {
      if (at >= end || i > 9) {
        this.ok = false
        return 0
      }
      byte = buf[at++]!
      if (i < 4) low |= (byte & 0x7f) << (7 * i)
      else {
        high += (byte & 0x7f) * scale
        scale *= 128
      }
    }
    this.pos = at
    // low holds 28 bits; the sign is the lowest one
    const magnitude = high * 134217728 + (low >>> 1)
    return low & 1 ? -magnitude - 1 : magnitude
  }
}
