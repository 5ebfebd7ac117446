const ENTRY_BYTES = 12
const INITIAL_ENTRIES = 16

export interface TimestampOffset {
  readonly timestamp: number
  readonly offset: number
}

/**
 * Sparse list of (int64 timestamp, int32 relative offset): up to that offset no record of the segment is younger than that
 * timestamp. Ascending in both. The bytes in memory are the bytes of the `.timeindex` file.
 */
export class TimeIndex {
  readonly baseOffset: number
  readonly maxEntries: number
  private bytes: Buffer
  private count = 0

  constructor(baseOffset: number, maxIndexBytes: number) {
    this.baseOffset = baseOffset
    this.maxEntries = Math.floor(maxIndexBytes / ENTRY_BYTES)
    this.bytes = Buffer.allocUnsafe(INITIAL_ENTRIES * ENTRY_BYTES)
  }

  /** From a file's bytes; null when they cannot be a time index of this segment. Zeros of preallocation are cut off. */
  static parse(baseOffset: number, maxIndexBytes: number, file: Buffer): TimeIndex | null {
    if (file.length % ENTRY_BYTES !== 0) return null
    const index = new TimeIndex(baseOffset, maxIndexBytes)
    let end = file.length
    while (end > 0 && isZero(file, end - ENTRY_BYTES)) end -= ENTRY_BYTES
    index.bytes = Buffer.from(file.subarray(0, end))
    index.count = end / ENTRY_BYTES
    let lastTimestamp = -1
    let lastOffset = -1
    for (let slot = 0; slot < index.count; slot++) {
      const timestamp = index.timestampAt(slot)
      const offset = index.bytes.readInt32BE(slot * ENTRY_BYTES + 8)
      if (timestamp <= lastTimestamp || offset < lastOffset) return null
      lastTimestamp = timestamp
      lastOffset = offset
    }
    return index
  }

  get entries(): number {
    return this.count
  }

  /** One slot stays free for the entry that closing the segment adds. */
  get isFull(): boolean {
    return this.count >= this.maxEntries - 1
  }

  private timestampAt(slot: number): number {
    const at = slot * ENTRY_BYTES
    return this.bytes.readInt32BE(at) * 4294967296 + this.bytes.readUInt32BE(at + 4)
  }

  private entryAt(slot: number): TimestampOffset {
    return {
      timestamp: this.timestampAt(slot),
      offset: this.baseOffset + this.bytes.readInt32BE(slot * ENTRY_BYTES + 8),
    }
  }

  /** (−1, base offset) when there is none. */
  get lastEntry(): TimestampOffset {
    return this.count === 0 ? { timestamp: -1, offset: this.baseOffset } : this.entryAt(this.count - 1)
  }

  /** Ignored unless the timestamp is larger than the last one. `closing` may use the reserved slot. */
  maybeAppend(timestamp: number, offset: number, closing = false): void {
    if (this.count >= (closing ? this.maxEntries : this.maxEntries - 1)) return
    if (timestamp < 0 || (this.count > 0 && timestamp <= this.timestampAt(this.count - 1))) return
    const at = this.count * ENTRY_BYTES
    if (at + ENTRY_BYTES > this.bytes.length) {
      const bigger = Buffer.allocUnsafe(Math.max(this.bytes.length * 2, INITIAL_ENTRIES * ENTRY_BYTES))
      this.bytes.copy(bigger)
      this.bytes = bigger
    }
    const high = Math.floor(timestamp / 4294967296)
    this.bytes.writeInt32BE(high, at)
    this.bytes.writeUInt32BE(timestamp - high * 4294967296, at + 4)
    this.bytes.writeInt32BE(offset - this.baseOffset, at + 8)
    this.count++
  }

  /** The last entry whose timestamp is not above `timestamp`: (−1, base offset) when there is none. */
  lookup(timestamp: number): TimestampOffset {
    let low = 0
    let high = this.count - 1
    while (low <= high) {
      const middle = (low + high) >> 1
      if (this.timestampAt(middle) <= timestamp) low = middle + 1
      else high = middle - 1
    }
    return high < 0 ? { timestamp: -1, offset: this.baseOffset } : this.entryAt(high)
  }

  /** Keeps entries with a smaller offset. */
  truncateTo(offset: number): void {
    const relative = offset - this.baseOffset
    while (this.count > 0 && this.bytes.readInt32BE((this.count - 1) * ENTRY_BYTES + 8) >= relative) this.count--
  }

  clear(): void {
    this.count = 0
  }

  /** What the file holds. Shares memory: write it before the next change. */
  toBytes(): Buffer {
    return this.bytes.subarray(0, this.count * ENTRY_BYTES)
  }
}

function isZero(file: Buffer, at: number): boolean {
  return file.readInt32BE(at) === 0 && file.readInt32BE(at + 4) === 0 && file.readInt32BE(at + 8) === 0
}
