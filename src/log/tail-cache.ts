import { BytesView } from '../base/bytes-view.ts'
import type { Retained } from '../base/retained.ts'
import { BatchCursor } from './batch-cursor.ts'

/** One appended record set, in the very memory it came in. */
class CachedSet {
  readonly owner: TailCache
  readonly baseOffset: number
  readonly nextOffset: number
  readonly view: BytesView
  readonly memory: Retained
  readonly sizeBytes: number
  readonly usesZstd: boolean
  /** Neighbours by age among all logs of the node. */
  older: CachedSet | null = null
  newer: CachedSet | null = null

  constructor(
    owner: TailCache,
    baseOffset: number,
    nextOffset: number,
    view: BytesView,
    usesZstd: boolean,
    memory: Retained,
  ) {
    this.usesZstd = usesZstd
    this.owner = owner
    this.baseOffset = baseOffset
    this.nextOffset = nextOffset
    this.view = view
    this.memory = memory
    this.sizeBytes = view.length
  }
}

/** Bounds what all tail caches of a node keep; forgets the oldest first, whosever it is. */
export class TailCacheBudget {
  readonly maxBytes: number
  readonly maxBytesPerLog: number
  usedBytes = 0
  private oldest: CachedSet | null = null
  private newest: CachedSet | null = null

  constructor(maxBytes: number, maxBytesPerLog: number) {
    this.maxBytes = maxBytes
    this.maxBytesPerLog = maxBytesPerLog
  }

  added(set: CachedSet): void {
    this.usedBytes += set.sizeBytes
    set.older = this.newest
    if (this.newest === null) this.oldest = set
    else this.newest.newer = set
    this.newest = set
    this.shrinkTo(this.maxBytes)
  }

  /** Forgets until no more than this is kept: memory is given back while nobody reads. */
  shrinkTo(bytes: number): void {
    while (this.usedBytes > bytes && this.oldest !== null) this.oldest.owner.dropOldest()
  }

  dropped(set: CachedSet): void {
    if (set.older === null) this.oldest = set.newer
    else set.older.newer = set.newer
    if (set.newer === null) this.newest = set.older
    else set.newer.older = set.older
    set.older = null
    set.newer = null
    this.usedBytes -= set.sizeBytes
    set.memory.release()
  }
}

/** What a read from the cache found. The memory stays held until `release`. */
export interface TailRead {
  readonly records: BytesView | null
  readonly sizeBytes: number
  readonly nextOffset: number
  readonly baseOffset: number
  readonly usesZstd: boolean
  readonly held: Retained[]
}

const cursor = new BatchCursor()

/**
 * The last bytes of one log, contiguous up to its end, while somebody reads there. Reads are served without a copy. A log
 * that nobody reads keeps nothing: its records would come in fresh memory each time, where they can come in what the
 * processor's cache has still got.
 */
export class TailCache {
  private readonly budget: TailCacheBudget
  private sets: CachedSet[] = []
  private head = 0
  private bytes = 0
  /** Appended since the last read. */
  private unreadBytes = Number.POSITIVE_INFINITY

  constructor(budget: TailCacheBudget) {
    this.budget = budget
  }

  get sizeBytes(): number {
    return this.bytes
  }

  /** Smallest offset in the cache; +∞ when it is empty. */
  get firstOffset(): number {
    return this.head < this.sets.length ? this.sets[this.head]!.baseOffset : Number.POSITIVE_INFINITY
  }

  /**
   * Bytes of the sets that end behind `offset`: what a reader there has before it, or a little more. `offset` is
   * not before the cache.
   */
  bytesFrom(offset: number): number {
    let bytes = 0
    for (let i = this.sets.length - 1; i >= this.head; i--) {
      const set = this.sets[i]!
      if (set.nextOffset <= offset) break
      bytes += set.sizeBytes
    }
    return bytes
  }

  /** Somebody reads this log: what is appended from now on is worth keeping. */
  noteRead(): void {
    this.unreadBytes = 0
  }

  /** Whether to `add` what is being appended. Forgets all where a whole cacheful was appended and nobody came for it. */
  wants(sizeBytes: number): boolean {
    this.unreadBytes += sizeBytes
    if (this.unreadBytes <= this.budget.maxBytesPerLog) return true
    this.clear()
    return false
  }

  /** Takes one hold on `memory` over from the caller. Only what was asked for with `wants`, or the cache would have gaps. */
  add(baseOffset: number, nextOffset: number, view: BytesView, usesZstd: boolean, memory: Retained): void {
    const set = new CachedSet(this, baseOffset, nextOffset, view, usesZstd, memory)
    this.sets.push(set)
    this.bytes += set.sizeBytes
    this.budget.added(set)
    while (this.bytes > this.budget.maxBytesPerLog && this.head < this.sets.length) this.dropOldest()
  }

  dropOldest(): void {
    const set = this.sets[this.head]
    if (set === undefined) return
    this.head++
    this.bytes -= set.sizeBytes
    this.budget.dropped(set)
    if (this.head > 64 && this.head * 2 > this.sets.length) {
      this.sets = this.sets.slice(this.head)
      this.head = 0
    }
  }

  /** Forgets the sets that begin before `offset`: what the files hold there has changed. */
  dropBefore(offset: number): void {
    while (this.firstOffset < offset) this.dropOldest()
  }

  /** Forgets all from `offset` on (sets that reach over it are forgotten whole, with all before them). */
  truncateTo(offset: number): void {
    while (this.head < this.sets.length) {
      const last = this.sets[this.sets.length - 1]!
      if (last.nextOffset <= offset) return
      if (last.baseOffset < offset) {
        this.clear()
        return
      }
      this.sets.pop()
      this.bytes -= last.sizeBytes
      this.budget.dropped(last)
    }
  }

  clear(): void {
    while (this.head < this.sets.length) this.dropOldest()
    this.sets = []
    this.head = 0
  }

  /**
   * Whole batches from the one that holds `fetchOffset`, up to `maxBytes` (the first comes in any case when
   * `minOneBatch`) and below `upperOffset`. null when `fetchOffset` lies before the cache.
   */
  read(fetchOffset: number, maxBytes: number, minOneBatch: boolean, upperOffset: number): TailRead | null {
    if (fetchOffset < this.firstOffset) return null
    let index = this.find(fetchOffset)
    const held: Retained[] = []
    const chain = new ChainBuilder()
    let size = 0
    let baseOffset = fetchOffset
    let nextOffset = fetchOffset
    let usesZstd = false
    for (; index < this.sets.length; index++) {
      const set = this.sets[index]!
      if (set.baseOffset >= upperOffset) break
      const { buf } = set.view
      let { start, end } = set.view
      // Whole sets need no look into them; only the two ends of the range do.
      const whole =
        (size > 0 || fetchOffset <= set.baseOffset) && set.nextOffset <= upperOffset && size + end - start <= maxBytes
      if (whole) {
        if (size === 0) baseOffset = set.baseOffset
        nextOffset = set.nextOffset
      } else {
        let at = start
        let from = -1
        for (; at < end && cursor.load(buf, at, end); at += cursor.sizeBytes) {
          if (from < 0 && cursor.lastOffset >= fetchOffset) from = at
          if (from < 0) continue
          const isFirst = size === 0 && at === from
          const fits = size + at + cursor.sizeBytes - from <= maxBytes || (isFirst && minOneBatch)
          if (cursor.lastOffset >= upperOffset || !fits) break
          if (isFirst) baseOffset = cursor.baseOffset
          nextOffset = cursor.nextOffset
        }
        start = from < 0 ? at : from
        end = at
      }
      if (end > start) {
        if (set.usesZstd) usesZstd = true
        size += end - start
        // Neighbours in one slab leave as one piece: that memory is held already.
        if (chain.add(buf, start, end)) {
          set.memory.retain()
          held.push(set.memory)
        }
      }
      if (end < set.view.end) break
    }
    return { records: chain.finish(), sizeBytes: size, baseOffset, nextOffset, usesZstd, held }
  }

  private find(offset: number): number {
    let low = this.head
    let high = this.sets.length - 1
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.sets[middle]!.nextOffset > offset) high = middle
      else low = middle + 1
    }
    return low
  }
}

/** Collects ranges into a chain of views; ranges that touch become one. */
class ChainBuilder {
  private first: BytesView | null = null
  private last: BytesView | null = null
  private buf: Buffer | null = null
  private start = 0
  private end = 0

  /** Whether the range began a piece of its own. */
  add(buf: Buffer, start: number, end: number): boolean {
    if (buf === this.buf && start === this.end) {
      this.end = end
      return false
    }
    this.flush()
    this.buf = buf
    this.start = start
    this.end = end
    return true
  }

  private flush(): void {
    if (this.buf === null) return
    const view = new BytesView(this.buf, this.start, this.end)
    if (this.last === null) this.first = view
    else this.last.next = view
    this.last = view
  }

  finish(): BytesView | null {
    this.flush()
    return this.first
  }
}
