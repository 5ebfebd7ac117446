const ENTRY_BYTES = 34
const VERSION = 0

/**
 * One aborted transaction (KIP-98). `lastOffset` is the abort marker's, `lastStableOffset` that of the log just behind it.
 */
export interface AbortedTxn {
  readonly producerId: number
  readonly firstOffset: number
  readonly lastOffset: number
  readonly lastStableOffset: number
}

/** The aborted transactions whose markers lie in one segment, ascending by marker: the `.txnindex` file. */
export class TransactionIndex {
  private list: AbortedTxn[] = []

  /** null when the bytes are no transaction index of the segment at `baseOffset`. */
  static parse(baseOffset: number, file: Buffer): TransactionIndex | null {
    if (file.length % ENTRY_BYTES !== 0) return null
    const index = new TransactionIndex()
    for (let at = 0; at < file.length; at += ENTRY_BYTES) {
      if (file.readInt16BE(at) > VERSION) return null
      const entry = {
        producerId: readInt64(file, at + 2),
        firstOffset: readInt64(file, at + 10),
        lastOffset: readInt64(file, at + 18),
        lastStableOffset: readInt64(file, at + 26),
      }
      if (entry.lastOffset < baseOffset || entry.firstOffset > entry.lastOffset) return null
      index.list.push(entry)
    }
    return index
  }

  get entries(): readonly AbortedTxn[] {
    return this.list
  }

  append(entry: AbortedTxn): void {
    this.list.push(entry)
  }

  /** Drops transactions whose marker is at `offset` or behind it; true when there were any. */
  truncateTo(offset: number): boolean {
    const kept = this.list.filter(entry => entry.lastOffset < offset)
    if (kept.length === this.list.length) return false
    this.list = kept
    return true
  }

  clear(): void {
    this.list = []
  }

  /**
   * Adds those that touch [fromOffset, toOffset) to `into`. True when no later segment can have more, which is so once the
   * last stable offset had passed `toOffset`.
   */
  collect(fromOffset: number, toOffset: number, into: AbortedTxn[]): boolean {
    for (const entry of this.list) {
      if (entry.lastOffset >= fromOffset && entry.firstOffset < toOffset) into.push(entry)
      if (entry.lastStableOffset >= toOffset) return true
    }
    return false
  }

  toBytes(): Buffer {
    const out = Buffer.allocUnsafe(this.list.length * ENTRY_BYTES)
    let at = 0
    for (const entry of this.list) {
      out.writeInt16BE(VERSION, at)
      writeInt64(out, entry.producerId, at + 2)
      writeInt64(out, entry.firstOffset, at + 10)
      writeInt64(out, entry.lastOffset, at + 18)
      writeInt64(out, entry.lastStableOffset, at + 26)
      at += ENTRY_BYTES
    }
    return out
  }
}

function readInt64(buf: Buffer, at: number): number {
  return buf.readInt32BE(at) * 4294967296 + buf.readUInt32BE(at + 4)
}

function writeInt64(buf: Buffer, value: number, at: number): void {
  const high = Math.floor(value / 4294967296)
  buf.writeInt32BE(high, at)
  buf.writeUInt32BE(value - high * 4294967296, at + 4)
}
