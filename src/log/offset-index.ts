const ENTRY_BYTES = 8
const INITIAL_ENTRIES = 32

/**
 * Sparse map from offset to byte position in a segment: entries of int32 offset (relative to the segment's base) and int32
 * position, ascending in both. The bytes in memory are the bytes of the `.index` file.
 */
export class OffsetIndex {
  readonly baseOffset: number
  readonly maxEntries: number
  private bytes: Buffer
  private count = 0

  constructor(baseOffset: number, maxIndexBytes: number) {
    this.baseOffset = baseOffset
    this.maxEntries = Math.floor(maxIndexBytes / ENTRY_BYTES)
    this.bytes = Buffer.allocUnsafe(INITIAL_ENTRIES * ENTRY_BYTES)
  }

  /**
   * From a file's bytes; null when they cannot be an index of a segment of `segmentBytes`. Files that were not trimmed
   * (Kafka preallocates) end in zeros, which are cut off.
   */
  static parse(baseOffset: number, maxIndexBytes: number, file: Buffer, segmentBytes: number): OffsetIndex | null {
    if (file.length % ENTRY_BYTES !== 0) return null
    const index = new OffsetIndex(baseOffset, maxIndexBytes)
    let end = file.length
    while (end > 0 && file.readInt32BE(end - 8) === 0 && file.readInt32BE(end - 4) === 0) end -= ENTRY_BYTES
    let lastOffset = -1
    let lastPosition = -1
    for (let at = 0; at < end; at += ENTRY_BYTES) {
      const offset = file.readInt32BE(at)
      const position = file.readInt32BE(at + 4)
      if (offset <= lastOffset || position <= lastPosition || position >= segmentBytes) return null
      lastOffset = offset
      lastPosition = position
    }
    index.bytes = Buffer.from(file.subarray(0, end))
    index.count = end / ENTRY_BYTES
    return index
  }

  get entries(): number {
    return this.count
  }

  get isFull(): boolean {
    return this.count >= this.maxEntries
  }

  /** Offset of the last entry; the base offset when there is none. */
  get lastOffset(): number {
    return this.count === 0 ? this.baseOffset : this.baseOffset + this.bytes.readInt32BE((this.count - 1) * ENTRY_BYTES)
  }

  /** Ignored when it does not ascend: a re-read tail is indexed already. */
  append(offset: number, position: number): void {
    if (this.count > 0 && offset <= this.lastOffset) return
    const at = this.count * ENTRY_BYTES
    if (at + ENTRY_BYTES > this.bytes.length) {
      const bigger = Buffer.allocUnsafe(Math.max(this.bytes.length * 2, INITIAL_ENTRIES * ENTRY_BYTES))
      this.bytes.copy(bigger)
      this.bytes = bigger
    }
    this.bytes.writeInt32BE(offset - this.baseOffset, at)
    this.bytes.writeInt32BE(position, at + 4)
    this.count++
  }

  /** Position of the last entry whose offset is not above `offset`: 0 when there is none. */
  lookup(offset: number): number {
    const slot = this.floorSlot(offset - this.baseOffset)
    return slot < 0 ? 0 : this.bytes.readInt32BE(slot * ENTRY_BYTES + 4)
  }

  /** Offset of the last entry whose position is not above `position`; the base offset when there is none. */
  offsetAtPosition(position: number): number {
    let low = 0
    let high = this.count - 1
    while (low <= high) {
      const middle = (low + high) >> 1
      if (this.bytes.readInt32BE(middle * ENTRY_BYTES + 4) <= position) low = middle + 1
      else high = middle - 1
    }
    return high < 0 ? this.baseOffset : this.baseOffset + this.bytes.readInt32BE(high * ENTRY_BYTES)
  }

  private floorSlot(relativeOffset: number): number {
    let low = 0
    let high = this.count - 1
    while (low <= high) {
      const middle = (low + high) >> 1
      if (this.bytes.readInt32BE(middle * ENTRY_BYTES) <= relativeOffset) low = middle + 1
      else high = middle - 1
    }
    return high
  }

  /** Keeps entries with a smaller offset. */
  truncateTo(offset: number): void {
    this.count = this.floorSlot(offset - this.baseOffset - 1) + 1
  }

  clear(): void {
    this.count = 0
  }

  /** What the file holds. Shares memory: write it before the next change. */
  toBytes(): Buffer {
    return this.bytes.subarray(0, this.count * ENTRY_BYTES)
  }
}
