import { type Disk, DiskError, type DiskFile } from '../host/disk.ts'

/**
 * One file that is opened when it is needed and may be closed behind its user's back when too many are open. `pin` while an
 * asynchronous operation is under way: a pinned file stays open.
 */
export class LazyFile {
  path: string
  private readonly owner: OpenFiles
  private handle: DiskFile | null = null
  private pins = 0
  private closeWhenUnpinned = false
  lastUse = 0

  constructor(owner: OpenFiles, path: string) {
    this.owner = owner
    this.path = path
  }

  get isOpen(): boolean {
    return this.handle !== null
  }

  get isPinned(): boolean {
    return this.pins > 0
  }

  /** The open file, for use before the next `await`. Throws DiskError: ENOENT when it was never created. */
  file(): DiskFile {
    return this.openAs('write')
  }

  /** Makes the file where it is absent. */
  create(): DiskFile {
    return this.openAs('create')
  }

  private openAs(mode: 'write' | 'create'): DiskFile {
    this.lastUse = this.owner.tick()
    if (this.handle !== null) return this.handle
    this.handle = this.owner.open(this, mode)
    this.closeWhenUnpinned = false
    return this.handle
  }

  pin(): DiskFile {
    const file = this.file()
    this.pins++
    return file
  }

  unpin(): void {
    if (--this.pins === 0 && this.closeWhenUnpinned) this.close()
  }

  close(): void {
    if (this.pins > 0) {
      this.closeWhenUnpinned = true
      return
    }
    const { handle } = this
    if (handle === null) return
    this.handle = null
    this.owner.closed(this)
    try {
      handle.closeSync()
    } catch (error) {
      // The descriptor is gone all the same; what matters was told by write and sync.
      if (!(error instanceof DiskError)) throw error
    }
  }
}

/** Bounds the open descriptors of all logs of a node: thousands of partitions live with a `ulimit -n` of 1024. */
export class OpenFiles {
  private readonly disk: Disk
  private readonly maxOpen: number
  private readonly opened = new Set<LazyFile>()
  private uses = 0

  constructor(disk: Disk, maxOpen: number) {
    this.disk = disk
    this.maxOpen = maxOpen
  }

  get openCount(): number {
    return this.opened.size
  }

  tick(): number {
    return ++this.uses
  }

  open(lazy: LazyFile, mode: 'write' | 'create'): DiskFile {
    if (this.opened.size >= this.maxOpen) this.closeOldest()
    const file = this.disk.openSync(lazy.path, mode)
    this.opened.add(lazy)
    return file
  }

  closed(lazy: LazyFile): void {
    this.opened.delete(lazy)
  }

  /** Closes an eighth at once, so that the sort is paid for by many openings. */
  private closeOldest(): void {
    const idle = [...this.opened].filter(lazy => !lazy.isPinned).sort((a, b) => a.lastUse - b.lastUse)
    const count = Math.max(1, this.maxOpen >> 3)
    for (const lazy of idle.slice(0, count)) lazy.close()
  }
}
