import { IndexEntries } from './index-entries.ts'

const ENTRY_BYTES = 12
const INITIAL_ENTRIES = 16
/** Of the offset in an entry: behind the timestamp. */
const OFFSET_AT = 8

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
  private readonly list: IndexEntries

  constructor(baseOffset: number, maxIndexBytes: number, list = new IndexEntries(ENTRY_BYTES, INITIAL_ENTRIES)) {
    this.baseOffset = baseOffset
    this.maxEntries = Math.floor(maxIndexBytes / ENTRY_BYTES)
    this.list = list
  }

  /** From a file's bytes; null when they cannot be a time index of this segment. */
  static parse(baseOffset: number, maxIndexBytes: number, file: Buffer): TimeIndex | null {
    const list = IndexEntries.parse(ENTRY_BYTES, file)
    if (list === null) return null
    let lastTimestamp = -1
    let lastOffset = -1
    for (let at = 0; at < list.count * ENTRY_BYTES; at += ENTRY_BYTES) {
      const timestamp = timestampAt(list.bytes, at)
      const offset = list.bytes.readInt32BE(at + OFFSET_AT)
      if (timestamp <= lastTimestamp || offset < lastOffset) return null
      lastTimestamp = timestamp
      lastOffset = offset
    }
    return new TimeIndex(baseOffset, maxIndexBytes, list)
  }

  get entries(): number {
    return this.list.count
  }

  /** One slot stays free for the entry that closing the segment adds. */
  get isFull(): boolean {
    return this.list.count >= this.maxEntries - 1
  }

  /** (−1, base offset) for slot −1. */
  private entryAt(slot: number): TimestampOffset {
    if (slot < 0) return { timestamp: -1, offset: this.baseOffset }
    const { bytes } = this.list
    const at = slot * ENTRY_BYTES
    return { timestamp: timestampAt(bytes, at), offset: this.baseOffset + bytes.readInt32BE(at + OFFSET_AT) }
  }

  /** (−1, base offset) when there is none. */
  get lastEntry(): TimestampOffset {
    return this.entryAt(this.list.count - 1)
  }

  /** Ignored unless the timestamp is larger than the last one. `closing` may use the reserved slot. */
  maybeAppend(timestamp: number, offset: number, closing = false): void {
    const { list } = this
    if (list.count >= (closing ? this.maxEntries : this.maxEntries - 1)) return
    if (timestamp < 0 || timestamp <= this.lastEntry.timestamp) return
    const at = list.add()
    const high = Math.floor(timestamp / 4294967296)
    list.bytes.writeInt32BE(high, at)
    list.bytes.writeUInt32BE(timestamp - high * 4294967296, at + 4)
    list.bytes.writeInt32BE(offset - this.baseOffset, at + OFFSET_AT)
  }

  /** The last entry whose timestamp is not above `timestamp`: (−1, base offset) when there is none. */
  lookup(timestamp: number): TimestampOffset {
    const { bytes } = this.list
    return this.entryAt(this.list.lastWhere(at => timestampAt(bytes, at) <= timestamp))
  }

  /** Keeps entries with a smaller offset. */
  truncateTo(offset: number): void {
    const { bytes } = this.list
    const relative = offset - this.baseOffset
    this.list.keep(this.list.lastWhere(at => bytes.readInt32BE(at + OFFSET_AT) < relative) + 1)
  }

  clear(): void {
    this.list.keep(0)
  }

  /** What the file holds. Shares memory: write it before the next change. */
  toBytes(): Buffer {
    return this.list.toBytes()
  }
}

function timestampAt(bytes: Buffer, at: number): number {
  return bytes.readInt32BE(at) * 4294967296 + bytes.readUInt32BE(at + 4)
}
