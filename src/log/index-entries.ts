/**
 * Entries of one size, one behind the other, in ascending order: the bytes of an index in memory are the bytes of its file.
 */
export class IndexEntries {
  readonly entryBytes: number
  private memory: Buffer
  private length = 0

  constructor(entryBytes: number, initialEntries: number) {
    this.entryBytes = entryBytes
    this.memory = Buffer.allocUnsafe(initialEntries * entryBytes)
  }

  /**
   * A file's bytes; null when they are no whole entries. Files that were not trimmed (Kafka preallocates) end in zeros,
   * which are cut off.
   */
  static parse(entryBytes: number, file: Buffer): IndexEntries | null {
    if (file.length % entryBytes !== 0) return null
    let end = file.length
    while (end > 0 && isZero(file, end - entryBytes, end)) end -= entryBytes
    const entries = new IndexEntries(entryBytes, 0)
    entries.memory = Buffer.from(file.subarray(0, end))
    entries.length = end / entryBytes
    return entries
  }

  get count(): number {
    return this.length
  }

  /** Whole entries, and room behind them. Another one after each `add`. */
  get bytes(): Buffer {
    return this.memory
  }

  /** Makes room for one more at the end; returns where it begins. */
  add(): number {
    const at = this.length * this.entryBytes
    if (at + this.entryBytes > this.memory.length) {
      const bigger = Buffer.allocUnsafe(Math.max(this.memory.length * 2, MIN_GROWTH * this.entryBytes))
      this.memory.copy(bigger)
      this.memory = bigger
    }
    this.length++
    return at
  }

  /**
   * The last entry of which `holds` is true, −1 for none: it is true of all before that one and of none behind it.
   * `holds` is told where an entry begins.
   */
  lastWhere(holds: (at: number) => boolean): number {
    let low = 0
    let high = this.length - 1
    while (low <= high) {
      const middle = (low + high) >> 1
      if (holds(middle * this.entryBytes)) low = middle + 1
      else high = middle - 1
    }
    return high
  }

  keep(count: number): void {
    this.length = Math.min(this.length, count)
  }

  /** What the file holds. Shares memory: write it before the next change. */
  toBytes(): Buffer {
    return this.memory.subarray(0, this.length * this.entryBytes)
  }
}

const MIN_GROWTH = 16

function isZero(bytes: Buffer, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (bytes[at] !== 0) return false
  return true
}
