import { type DirEntry, type Disk, DiskError, type DiskFile, type FileStat } from './disk.ts'

const SMALL_BYTES = 256
const CHUNK_BYTES = 64 * 1024

/** The bytes of one file: one small chunk that doubles, then chunks of a fixed size, so that large files never move. */
class Content {
  readonly chunks: Buffer[] = []
  size = 0
  modifiedMs = 0
  /** Gone from its directory, yet usable by whoever has it open. */
  unlinked = false

  get allocatedBytes(): number {
    let total = 0
    for (const chunk of this.chunks) total += chunk.length
    return total
  }

  /** Bytes that `grow(size)` would allocate. */
  growthFor(size: number): number {
    return Math.max(0, capacityFor(size) - this.allocatedBytes)
  }

  grow(size: number): void {
    const first = Math.min(capacityFor(size), CHUNK_BYTES)
    const small = this.chunks[0]
    if (small === undefined || small.length < first) {
      const bigger = Buffer.alloc(first)
      if (small !== undefined) small.copy(bigger)
      this.chunks[0] = bigger
    }
    while (this.chunks.length * CHUNK_BYTES < size) this.chunks.push(Buffer.alloc(CHUNK_BYTES))
    if (size > this.size) this.size = size
  }

  cut(size: number): void {
    if (size >= this.size) return
    const keep = Math.ceil(size / CHUNK_BYTES)
    this.chunks.length = Math.min(this.chunks.length, keep)
    // What is cut reads as zeros when the file grows over it again.
    const last = this.chunks[keep - 1]
    if (last !== undefined) last.fill(0, size - (keep - 1) * CHUNK_BYTES)
    this.size = size
  }

  read(into: Uint8Array, offset: number, length: number, position: number): number {
    const wanted = Math.max(0, Math.min(length, this.size - position))
    let done = 0
    while (done < wanted) {
      const at = position + done
      const chunk = this.chunks[Math.floor(at / CHUNK_BYTES)]!
      const from = at % CHUNK_BYTES
      const count = Math.min(wanted - done, chunk.length - from)
      // Uint8Array.set beats Buffer.copy only for whole arrays; copy spares the subarray.
      chunk.copy(into, offset + done, from, from + count)
      done += count
    }
    return done
  }

  write(bytes: Uint8Array, position: number): void {
    let done = 0
    while (done < bytes.length) {
      const at = position + done
      const chunk = this.chunks[Math.floor(at / CHUNK_BYTES)]!
      const from = at % CHUNK_BYTES
      const count = Math.min(bytes.length - done, chunk.length - from)
      chunk.set(count === bytes.length ? bytes : bytes.subarray(done, done + count), from)
      done += count
    }
  }
}

function capacityFor(size: number): number {
  if (size === 0) return 0
  if (size > CHUNK_BYTES) return Math.ceil(size / CHUNK_BYTES) * CHUNK_BYTES
  let capacity = SMALL_BYTES
  while (capacity < size) capacity *= 2
  return capacity
}

/** The largest allocation that fits into `room` bytes. */
function floorCapacity(room: number): number {
  if (room >= CHUNK_BYTES) return Math.floor(room / CHUNK_BYTES) * CHUNK_BYTES
  let capacity = SMALL_BYTES
  while (capacity * 2 <= room) capacity *= 2
  return capacity <= room ? capacity : 0
}

type Node = Content | Map<string, Node>

export interface MemoryDiskOptions {
  /** Memory that files may take; a write beyond it fails with ENOSPC, after as much of it as fits. */
  readonly capacityBytes?: number
  /** Modification times; 0 where not given. */
  readonly nowMs?: () => number
}

/**
 * A disk in memory, with the same names, errors and short writes as a real one. It survives the nodes that use it: opening
 * a second node on it is what a restart is.
 */
export class MemoryDisk implements Disk {
  readonly readsFromCache: boolean = true
  readonly writesAtOnceBelowBytes: number = 64 * 1024
  private readonly root = new Map<string, Node>()
  private readonly nowMs: () => number
  private readonly locks = new Set<string>()
  private used = 0
  capacityBytes: number

  constructor(options: MemoryDiskOptions = {}) {
    this.capacityBytes = options.capacityBytes ?? Number.POSITIVE_INFINITY
    this.nowMs = options.nowMs ?? (() => 0)
  }

  get usedBytes(): number {
    return this.used
  }

  private find(path: string): Node | undefined {
    let node: Node | undefined = this.root
    for (const part of path.split('/')) {
      if (part === '' || part === '.') continue
      if (!(node instanceof Map)) return undefined
      node = node.get(part)
      if (node === undefined) return undefined
    }
    return node
  }

  private parentOf(path: string): { dir: Map<string, Node>; name: string } {
    const at = path.lastIndexOf('/')
    const dir = this.find(path.slice(0, Math.max(at, 0)))
    if (dir === undefined) throw new DiskError('ENOENT', path, `no such directory: ${path}`)
    if (!(dir instanceof Map)) throw new DiskError('ENOTDIR', path, `not a directory: ${path}`)
    return { dir, name: path.slice(at + 1) }
  }

  private contentOf(path: string): Content {
    const node = this.find(path)
    if (node === undefined) throw new DiskError('ENOENT', path, `no such file: ${path}`)
    if (node instanceof Map) throw new DiskError('EISDIR', path, `is a directory: ${path}`)
    return node
  }

  openSync(path: string, mode: 'read' | 'write' | 'create'): DiskFile {
    if (mode !== 'create') return new MemoryFile(this, path, this.contentOf(path))
    const { dir, name } = this.parentOf(path)
    let node = dir.get(name)
    if (node instanceof Map) throw new DiskError('EISDIR', path, `is a directory: ${path}`)
    if (node === undefined) {
      node = new Content()
      node.modifiedMs = this.nowMs()
      dir.set(name, node)
    }
    return new MemoryFile(this, path, node)
  }

  /** Writes what fits; throws ENOSPC when that was not all. */
  writeInto(content: Content, path: string, chunks: readonly Uint8Array[], position: number): void {
    for (const chunk of chunks) {
      let length = chunk.length
      const growth = content.growthFor(position + length)
      const full = this.used + growth > this.capacityBytes && !content.unlinked
      if (full) {
        const room = content.allocatedBytes + Math.max(0, this.capacityBytes - this.used)
        length = Math.max(0, Math.min(length, Math.max(content.allocatedBytes, floorCapacity(room)) - position))
      }
      if (length > 0) {
        const before = content.allocatedBytes
        content.grow(position + length)
        this.account(content, content.allocatedBytes - before)
        content.write(full ? chunk.subarray(0, length) : chunk, position)
        content.modifiedMs = this.nowMs()
      }
      if (full) throw new DiskError('ENOSPC', path, 'no space left on the memory disk')
      position += length
    }
  }

  truncateContent(content: Content, size: number): void {
    const before = content.allocatedBytes
    if (size > content.size) content.grow(size)
    else content.cut(size)
    this.account(content, content.allocatedBytes - before)
  }

  private account(content: Content, bytes: number): void {
    if (!content.unlinked) this.used += bytes
  }

  statSync(path: string): FileStat | null {
    const node = this.find(path)
    if (node === undefined) return null
    if (node instanceof Map) return { isDirectory: true, sizeBytes: 0, modifiedMs: 0 }
    return { isDirectory: false, sizeBytes: node.size, modifiedMs: node.modifiedMs }
  }

  readDirSync(path: string): DirEntry[] {
    const node = this.find(path)
    if (node === undefined) throw new DiskError('ENOENT', path, `no such directory: ${path}`)
    if (!(node instanceof Map)) throw new DiskError('ENOTDIR', path, `not a directory: ${path}`)
    return [...node].map(([name, child]) => ({ name, isDirectory: child instanceof Map }))
  }

  makeDirSync(path: string): void {
    let dir = this.root
    for (const part of path.split('/')) {
      if (part === '' || part === '.') continue
      let child = dir.get(part)
      if (child === undefined) {
        child = new Map()
        dir.set(part, child)
      }
      if (!(child instanceof Map)) throw new DiskError('EEXIST', path, `a file is in the way: ${path}`)
      dir = child
    }
  }

  readFileSync(path: string): Buffer {
    const content = this.contentOf(path)
    const out = Buffer.allocUnsafe(content.size)
    content.read(out, 0, content.size, 0)
    return out
  }

  replaceFileSync(path: string, bytes: Uint8Array): void {
    const { dir, name } = this.parentOf(path)
    const fresh = new Content()
    try {
      this.writeInto(fresh, path, [bytes], 0)
    } catch (error) {
      this.used -= fresh.allocatedBytes
      throw error
    }
    this.forget(dir.get(name))
    dir.set(name, fresh)
  }

  async replaceFile(path: string, bytes: Uint8Array): Promise<void> {
    this.replaceFileSync(path, bytes)
  }

  private forget(node: Node | undefined): void {
    if (node instanceof Content) {
      this.used -= node.allocatedBytes
      node.unlinked = true
    } else if (node !== undefined) for (const child of node.values()) this.forget(child)
  }

  renameSync(from: string, to: string): void {
    const node = this.find(from)
    if (node === undefined) throw new DiskError('ENOENT', from, `no such file or directory: ${from}`)
    const source = this.parentOf(from)
    const target = this.parentOf(to)
    const replaced = target.dir.get(target.name)
    if (replaced instanceof Map && replaced.size > 0) throw new DiskError('ENOTEMPTY', to, `not empty: ${to}`)
    if (replaced !== node) this.forget(replaced)
    source.dir.delete(source.name)
    target.dir.set(target.name, node)
  }

  unlinkSync(path: string): void {
    const node = this.contentOf(path)
    this.forget(node)
    const { dir, name } = this.parentOf(path)
    dir.delete(name)
  }

  async unlink(path: string): Promise<void> {
    if (this.find(path) !== undefined) this.unlinkSync(path)
  }

  async removeTree(path: string): Promise<void> {
    const node = this.find(path)
    if (node === undefined) return
    this.forget(node)
    const { dir, name } = this.parentOf(path)
    dir.delete(name)
  }

  syncDirSync(path: string): void {
    if (!(this.find(path) instanceof Map)) throw new DiskError('ENOENT', path, `no such directory: ${path}`)
  }

  async syncDir(path: string): Promise<void> {
    this.syncDirSync(path)
  }

  setModifiedSync(path: string, modifiedMs: number): void {
    const node = this.find(path)
    if (node instanceof Content) node.modifiedMs = modifiedMs
  }

  lockDir(path: string): (() => void) | null {
    if (this.locks.has(path)) return null
    this.locks.add(path)
    return () => this.locks.delete(path)
  }

  volume(): { readonly totalBytes: number; readonly usableBytes: number } {
    if (this.capacityBytes === Number.POSITIVE_INFINITY) return { totalBytes: -1, usableBytes: -1 }
    return { totalBytes: this.capacityBytes, usableBytes: Math.max(0, this.capacityBytes - this.used) }
  }

  join(...parts: string[]): string {
    return parts.join('/')
  }
}

class MemoryFile implements DiskFile {
  readonly path: string
  private readonly disk: MemoryDisk
  private readonly content: Content
  private closed = false

  constructor(disk: MemoryDisk, path: string, content: Content) {
    this.disk = disk
    this.path = path
    this.content = content
  }

  private open(): Content {
    if (this.closed) throw new DiskError('EOTHER', this.path, 'the file is closed')
    return this.content
  }

  sizeSync(): number {
    return this.open().size
  }

  readSync(into: Uint8Array, offset: number, length: number, position: number): number {
    return this.open().read(into, offset, length, position)
  }

  async read(into: Uint8Array, offset: number, length: number, position: number): Promise<number> {
    return this.readSync(into, offset, length, position)
  }

  writeSync(chunks: readonly Uint8Array[], position: number): void {
    this.disk.writeInto(this.open(), this.path, chunks, position)
  }

  async write(chunks: readonly Uint8Array[], position: number): Promise<void> {
    this.writeSync(chunks, position)
  }

  truncateSync(sizeBytes: number): void {
    this.disk.truncateContent(this.open(), sizeBytes)
  }

  async truncate(sizeBytes: number): Promise<void> {
    this.truncateSync(sizeBytes)
  }

  async sync(): Promise<void> {
    this.open()
  }

  syncSync(): void {
    this.open()
  }

  closeSync(): void {
    this.closed = true
  }
}
