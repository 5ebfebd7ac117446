/**
 * Files and directories that know what of them would survive a power cut: every change since the last sync keeps its undo.
 * A directory's entries become durable by syncing the directory, a file's bytes by syncing the file (POSIX, no more).
 */
import type { SeededRandom } from './random.ts'

interface FileChange {
  /** Where bytes changed. */
  readonly position: number
  /** How many the change wrote; 0 for a truncation. */
  readonly length: number
  /** What stood there before, up to the old end. */
  readonly before: Buffer
  readonly sizeBefore: number
}

const FIRST_CAPACITY = 256
const NOTHING = Buffer.alloc(0)

export class SimFileNode {
  bytes: Buffer = Buffer.alloc(0)
  size = 0
  modifiedMs = 0
  /** What a power cut may still take back, oldest first. */
  private changes: FileChange[] = []
  /** Changes that are durable, ever. */
  private syncedCount = 0

  read(into: Uint8Array, offset: number, length: number, position: number): number {
    const count = Math.max(0, Math.min(length, this.size - position))
    this.bytes.copy(into, offset, position, position + count)
    return count
  }

  write(chunks: readonly Uint8Array[], position: number): void {
    let length = 0
    for (const chunk of chunks) length += chunk.length
    if (length === 0) return
    this.remember(position, length)
    this.reserve(position + length)
    if (position > this.size) this.bytes.fill(0, this.size, position)
    let at = position
    for (const chunk of chunks) {
      this.bytes.set(chunk, at)
      at += chunk.length
    }
    this.size = Math.max(this.size, at)
  }

  truncate(size: number): void {
    if (size === this.size) return
    const from = Math.min(size, this.size)
    this.changes.push({
      position: from,
      length: 0,
      before: Buffer.from(this.bytes.subarray(from, this.size)),
      sizeBefore: this.size,
    })
    this.reserve(size)
    this.bytes.fill(0, from, Math.max(size, this.size))
    this.size = size
  }

  /** How many changes there have been: what a sync that begins now promises. */
  get changeCount(): number {
    return this.syncedCount + this.changes.length
  }

  /** Makes the first `upTo` changes durable. */
  sync(upTo = this.changeCount): void {
    const count = upTo - this.syncedCount
    if (count <= 0) return
    this.changes = this.changes.slice(count)
    this.syncedCount = upTo
  }

  /** A power cut: the first of the unsynced changes survive, how many is chance; the next one perhaps in part. */
  losePower(random: SeededRandom): void {
    const survive = random.between(0, this.changes.length)
    while (this.changes.length > survive) {
      const change = this.changes.pop()!
      const torn = this.changes.length === survive && change.length > 0 && random.chance(0.5)
      this.undo(change, torn ? random.between(0, change.length) : 0)
      // The size may reach the disk before the bytes do.
      if (torn && random.chance(0.2)) {
        const end = change.position + change.length
        const size = Math.max(this.size, end)
        this.reserve(size)
        this.bytes.fill(0, this.size, size)
        this.size = size
      }
    }
    this.sync()
  }

  /** Takes a change back but for its first `kept` bytes. */
  private undo(change: FileChange, kept: number): void {
    const from = change.position + kept
    if (change.before.length > kept) {
      this.reserve(change.sizeBefore)
      change.before.copy(this.bytes, from, kept)
    }
    this.size = change.length === 0 ? change.sizeBefore : Math.max(change.sizeBefore, kept > 0 ? from : 0)
    if (this.size < this.bytes.length) this.bytes.fill(0, this.size)
  }

  private remember(position: number, length: number): void {
    const before =
      position >= this.size
        ? NOTHING
        : Buffer.from(this.bytes.subarray(position, Math.min(position + length, this.size)))
    this.changes.push({ position, length, before, sizeBefore: this.size })
  }

  private reserve(size: number): void {
    if (size <= this.bytes.length) return
    let capacity = Math.max(FIRST_CAPACITY, this.bytes.length)
    while (capacity < size) capacity *= 2
    const bigger = Buffer.alloc(capacity)
    this.bytes.copy(bigger, 0, 0, this.size)
    this.bytes = bigger
  }
}

export type SimNode = SimFileNode | SimDirectory

export class SimDirectory {
  readonly entries = new Map<string, SimNode>()
  private undos: (() => void)[] = []

  set(name: string, node: SimNode): void {
    const before = this.entries.get(name)
    this.entries.set(name, node)
    this.undos.push(() => (before === undefined ? this.entries.delete(name) : this.entries.set(name, before)))
  }

  delete(name: string): void {
    const before = this.entries.get(name)
    if (before === undefined) return
    this.entries.delete(name)
    this.undos.push(() => this.entries.set(name, before))
  }

  /** One change, though it takes a name away and gives another: a power cut sees both or neither. */
  rename(from: string, target: SimDirectory, to: string, node: SimNode): void {
    if (target !== this) {
      this.delete(from)
      target.set(to, node)
      return
    }
    const replaced = this.entries.get(to)
    this.entries.delete(from)
    this.entries.set(to, node)
    this.undos.push(() => {
      if (replaced === undefined) this.entries.delete(to)
      else this.entries.set(to, replaced)
      this.entries.set(from, node)
    })
  }

  sync(): void {
    this.undos = []
  }

  losePower(random: SeededRandom): void {
    const survive = random.between(0, this.undos.length)
    while (this.undos.length > survive) this.undos.pop()!()
    this.undos = []
    for (const node of this.entries.values()) node.losePower(random)
  }
}
