import { IndexEntries } from './index-entries.ts'

const ENTRY_BYTES = 8
const INITIAL_ENTRIES = 32
/** Of the position in an entry: behind the offset. */
const POSITION_AT = 4

/**
 * Sparse map from offset to byte position in a segment: entries of int32 offset (relative to the segment's base) and int32
 * position, ascending in both. The bytes in memory are the bytes of the `.index` file.
 */
export class OffsetIndex {
  readonly baseOffset: number
  readonly maxEntries: number
  private readonly list: IndexEntries

  constructor(baseOffset: number, maxIndexBytes: number, list = new IndexEntries(ENTRY_BYTES, INITIAL_ENTRIES)) {
    this.baseOffset = baseOffset
    this.maxEntries = Math.floor(maxIndexBytes / ENTRY_BYTES)
    this.list = list
  }

  /** From a file's bytes; null when they cannot be an index of a segment of `segmentBytes`. */
  static parse(baseOffset: number, maxIndexBytes: number, file: Buffer, segmentBytes: number): OffsetIndex | null {
    const list = IndexEntries.parse(ENTRY_BYTES, file)
    if (list === null) return null
    let lastOffset = -1
    let lastPosition = -1
    for (let at = 0; at < list.count * ENTRY_BYTES; at += ENTRY_BYTES) {
      const offset = list.bytes.readInt32BE(at)
      const position = list.bytes.readInt32BE(at + POSITION_AT)
      if (offset <= lastOffset || position <= lastPosition || position >= segmentBytes) return null
      lastOffset = offset
      lastPosition = position
    }
    return new OffsetIndex(baseOffset, maxIndexBytes, list)
  }

  get entries(): number {
    return this.list.count
  }

  get isFull(): boolean {
    return this.list.count >= this.maxEntries
  }

  /** The base offset for slot −1. */
  private offsetAt(slot: number): number {
    return slot < 0 ? this.baseOffset : this.baseOffset + this.list.bytes.readInt32BE(slot * ENTRY_BYTES)
  }

  /** Offset of the last entry; the base offset when there is none. */
  get lastOffset(): number {
    return this.offsetAt(this.list.count - 1)
  }

  /** Ignored when it does not ascend: a re-read tail is indexed already. */
  append(offset: number, position: number): void {
    const { list } = this
    if (list.count > 0 && offset <= this.lastOffset) return
    const at = list.add()
    list.bytes.writeInt32BE(offset - this.baseOffset, at)
    list.bytes.writeInt32BE(position, at + POSITION_AT)
  }

  /** Position of the last entry whose offset is not above `offset`: 0 when there is none. */
  lookup(offset: number): number {
    const slot = this.floorSlot(offset - this.baseOffset)
    return slot < 0 ? 0 : this.list.bytes.readInt32BE(slot * ENTRY_BYTES + POSITION_AT)
  }

  /** Offset of the last entry whose position is not above `position`; the base offset when there is none. */
  offsetAtPosition(position: number): number {
    const { bytes } = this.list
    return this.offsetAt(this.list.lastWhere(at => bytes.readInt32BE(at + POSITION_AT) <= position))
  }

  private floorSlot(relativeOffset: number): number {
    const { bytes } = this.list
    return this.list.lastWhere(at => bytes.readInt32BE(at) <= relativeOffset)
  }

  /** Keeps entries with a smaller offset. */
  truncateTo(offset: number): void {
    this.list.keep(this.floorSlot(offset - this.baseOffset - 1) + 1)
  }

  clear(): void {
    this.list.keep(0)
  }

  /** What the file holds. Shares memory: write it before the next change. */
  toBytes(): Buffer {
    return this.list.toBytes()
  }
}
