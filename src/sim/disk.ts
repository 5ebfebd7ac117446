/**
 * A simulated machine's disk: outlives the node's processes. Asynchronous operations take time and are seen by nobody
 * before they are done; a crash leaves a part of the one that was under way. Faults are set by the conductor.
 */
import { type DirEntry, type Disk, DiskError, type DiskFile, type FileStat } from '../host/disk.ts'
import { SimFile } from './disk-file.ts'
import { SimDirectory, SimFileNode, type SimNode } from './disk-tree.ts'
import { turnOneBit } from './misread.ts'
import type { SeededRandom } from './random.ts'
import type { Scheduler } from './scheduler.ts'

/** How a disk behaves; the conductor changes it while the world runs. */
export interface DiskFaults {
  /** Every write fails with ENOSPC. */
  full: boolean
  /** Every operation fails with EIO. */
  dead: boolean
  /** The next fsync fails, and what it should have made durable is lost for good at a power cut. */
  failNextSync: boolean
  /** Extra time of each asynchronous operation. */
  slowMs: number
  /** So many of a serving process's reads of segments, as a share of one, bring one bit turned round. */
  misreads: number
}

/** What lives on one machine's platters. `SimDisk` is a process's view of it. */
export class SimPlatter {
  root = new SimDirectory()
  readonly locks = new Set<string>()
  readonly faults: DiskFaults = { full: false, dead: false, failNextSync: false, slowMs: 0, misreads: 0 }
  /** Reads that brought a bit turned round, ever. */
  misreadCount = 0

  losePower(random: SeededRandom): void {
    this.root.losePower(random)
  }
}

/** Thrown into a process that is dead already: nothing it does from now on has an effect. */
export class ProcessIsDead extends DiskError {
  constructor(path: string) {
    super('EIO', path, 'this process is dead')
  }
}

interface PendingWrite {
  readonly file: SimFileNode
  readonly chunks: readonly Uint8Array[]
  readonly position: number
}

export class SimDisk implements Disk {
  /** Synchronous operations take no simulated time: a cold read shall go the way that takes some. */
  readonly readsFromCache = false
  /** Low, so that many writes are under way when something happens. */
  readonly writesAtOnceBelowBytes = 64 * 1024
  private readonly platter: SimPlatter
  private readonly scheduler: Scheduler
  private readonly random: SeededRandom
  private readonly nowMs: () => number
  private readonly held = new Set<string>()
  private readonly writing = new Set<PendingWrite>()
  /** Called at the start of every operation: where a crash "between any two effects" happens. May throw. */
  onOperation: (() => void) | null = null
  operations = 0
  /** Set once the process serves: what a start misreads is for an operator. */
  mayMisread = false
  dead = false

  constructor(platter: SimPlatter, scheduler: Scheduler, random: SeededRandom, nowMs: () => number) {
    this.platter = platter
    this.scheduler = scheduler
    this.random = random
    this.nowMs = nowMs
  }

  /** The process ends here. Writes under way leave a part of themselves. */
  kill(): void {
    if (this.dead) return
    this.dead = true
    for (const { file, chunks, position } of this.writing) {
      file.write([this.partOf(chunks)], position)
    }
    this.writing.clear()
    for (const path of this.held) this.platter.locks.delete(path)
  }

  /** Every operation passes here. */
  pass(path: string): void {
    if (this.dead) throw new ProcessIsDead(path)
    this.operations++
    this.onOperation?.()
    if (this.dead) throw new ProcessIsDead(path)
    if (this.platter.faults.dead) throw new DiskError('EIO', path, 'the disk is dead')
  }

  passWrite(path: string): void {
    this.pass(path)
    if (this.platter.faults.full) throw noSpace(path)
  }

  writeNow(path: string, file: SimFileNode, chunks: readonly Uint8Array[], position: number): void {
    this.pass(path)
    this.fillIn(path, file, chunks, position)
  }

  /** A disk that is full takes what it still has room for, in the middle of a chunk or between two. */
  private fillIn(path: string, file: SimFileNode, chunks: readonly Uint8Array[], position: number): void {
    const { full } = this.platter.faults
    if (!full) file.write(chunks, position)
    else if (this.random.chance(0.5)) file.write([this.partOf(chunks)], position)
    file.modifiedMs = this.nowMs()
    if (full) throw noSpace(path)
  }

  private partOf(chunks: readonly Uint8Array[]): Uint8Array {
    const all = Buffer.concat(chunks)
    return all.subarray(0, this.random.between(0, all.length))
  }

  syncFails(): boolean {
    const { faults } = this.platter
    if (!faults.failNextSync) return false
    faults.failNextSync = false
    return true
  }

  /** Runs `effect` after the time that the disk takes. In a process that dies meanwhile the promise stays open. */
  later<T>(effect: () => T): Promise<T> {
    const delayMs = 0.05 + this.random.exponential(0.4) + this.platter.faults.slowMs
    return new Promise((resolve, reject) => {
      this.scheduler.after(delayMs, () => {
        if (this.dead) return
        try {
          resolve(effect())
        } catch (error) {
          reject(error)
        }
      })
    })
  }

  writeLater(path: string, file: SimFileNode, chunks: readonly Uint8Array[], position: number): Promise<void> {
    this.pass(path)
    const pending = { file, chunks, position }
    this.writing.add(pending)
    return this.later(() => {
      this.writing.delete(pending)
      if (this.platter.faults.dead) throw new DiskError('EIO', path, 'the disk is dead')
      this.fillIn(path, file, chunks, position)
    })
  }

  /** What a read brought, perhaps not as it was written. */
  perhapsMisread(path: string, file: SimFileNode, position: number, read: Uint8Array): void {
    const { faults } = this.platter
    if (!this.mayMisread || faults.misreads === 0 || !path.endsWith('.log')) return
    if (this.random.chance(faults.misreads) && turnOneBit(this.random, file, position, read))
      this.platter.misreadCount++
  }

  private find(path: string): SimNode | undefined {
    let node: SimNode | undefined = this.platter.root
    for (const part of path.split('/')) {
      if (part === '' || part === '.') continue
      if (!(node instanceof SimDirectory)) return undefined
      node = node.entries.get(part)
      if (node === undefined) return undefined
    }
    return node
  }

  private parentOf(path: string): { dir: SimDirectory; name: string } {
    const at = path.lastIndexOf('/')
    const dir = this.find(path.slice(0, Math.max(at, 0)))
    if (dir === undefined) throw new DiskError('ENOENT', path, `no such directory: ${path}`)
    if (!(dir instanceof SimDirectory)) throw new DiskError('ENOTDIR', path, `not a directory: ${path}`)
    return { dir, name: path.slice(at + 1) }
  }

  private fileAt(path: string): SimFileNode {
    const node = this.find(path)
    if (node === undefined) throw new DiskError('ENOENT', path, `no such file: ${path}`)
    if (node instanceof SimDirectory) throw new DiskError('EISDIR', path, `is a directory: ${path}`)
    return node
  }

  openSync(path: string, mode: 'read' | 'write' | 'create'): DiskFile {
    this.pass(path)
    if (mode !== 'create') return new SimFile(this, path, this.fileAt(path))
    const { dir, name } = this.parentOf(path)
    let node = dir.entries.get(name)
    if (node instanceof SimDirectory) throw new DiskError('EISDIR', path, `is a directory: ${path}`)
    if (node === undefined) {
      if (this.platter.faults.full) throw noSpace(path)
      node = new SimFileNode()
      node.modifiedMs = this.nowMs()
      dir.set(name, node)
    }
    return new SimFile(this, path, node)
  }

  statSync(path: string): FileStat | null {
    this.pass(path)
    const node = this.find(path)
    if (node === undefined) return null
    if (node instanceof SimDirectory) return { isDirectory: true, sizeBytes: 0, modifiedMs: 0 }
    return { isDirectory: false, sizeBytes: node.size, modifiedMs: node.modifiedMs }
  }

  readDirSync(path: string): DirEntry[] {
    this.pass(path)
    const node = this.find(path)
    if (node === undefined) throw new DiskError('ENOENT', path, `no such directory: ${path}`)
    if (!(node instanceof SimDirectory)) throw new DiskError('ENOTDIR', path, `not a directory: ${path}`)
    return [...node.entries].map(([name, child]) => ({ name, isDirectory: child instanceof SimDirectory }))
  }

  makeDirSync(path: string): void {
    this.pass(path)
    let dir = this.platter.root
    for (const part of path.split('/')) {
      if (part === '' || part === '.') continue
      let child = dir.entries.get(part)
      if (child === undefined) {
        child = new SimDirectory()
        dir.set(part, child)
      }
      if (!(child instanceof SimDirectory)) throw new DiskError('EEXIST', path, `a file is in the way: ${path}`)
      dir = child
    }
  }

  readFileSync(path: string): Buffer {
    this.pass(path)
    const file = this.fileAt(path)
    return Buffer.from(file.bytes.subarray(0, file.size))
  }

  private replaceNow(path: string, content: Uint8Array): void {
    const { dir, name } = this.parentOf(path)
    const file = new SimFileNode()
    file.write([content], 0)
    file.modifiedMs = this.nowMs()
    file.sync()
    dir.set(name, file)
    if (this.syncFails()) throw new DiskError('EIO', path, 'fsync failed')
    dir.sync()
  }

  replaceFileSync(path: string, content: Uint8Array): void {
    this.passWrite(path)
    this.replaceNow(path, content)
  }

  async replaceFile(path: string, content: Uint8Array): Promise<void> {
    this.passWrite(path)
    const copy = Uint8Array.from(content)
    await this.later(() => this.replaceNow(path, copy))
  }

  renameSync(from: string, to: string): void {
    this.pass(from)
    const node = this.find(from)
    if (node === undefined) throw new DiskError('ENOENT', from, `no such file or directory: ${from}`)
    const source = this.parentOf(from)
    const target = this.parentOf(to)
    const replaced = target.dir.entries.get(target.name)
    if (replaced instanceof SimDirectory && replaced.entries.size > 0)
      throw new DiskError('ENOTEMPTY', to, `not empty: ${to}`)
    source.dir.rename(source.name, target.dir, target.name, node)
  }

  unlinkSync(path: string): void {
    this.pass(path)
    this.fileAt(path)
    const { dir, name } = this.parentOf(path)
    dir.delete(name)
  }

  async unlink(path: string): Promise<void> {
    this.pass(path)
    await this.later(() => {
      if (this.find(path) === undefined) return
      const { dir, name } = this.parentOf(path)
      dir.delete(name)
    })
  }

  /** One file after the other: a crash in the middle leaves the rest. */
  async removeTree(path: string): Promise<void> {
    this.pass(path)
    for (;;) {
      const more = await this.later(() => {
        const node = this.find(path)
        if (node === undefined) return false
        if (node instanceof SimDirectory) {
          const leaf = deepestEntry(node)
          if (leaf !== null) {
            leaf.dir.delete(leaf.name)
            return true
          }
        }
        const { dir, name } = this.parentOf(path)
        dir.delete(name)
        return false
      })
      if (!more) return
    }
  }

  syncDirSync(path: string): void {
    this.pass(path)
    this.syncDirNow(path)
  }

  async syncDir(path: string): Promise<void> {
    this.pass(path)
    await this.later(() => this.syncDirNow(path))
  }

  private syncDirNow(path: string): void {
    const node = this.find(path)
    if (!(node instanceof SimDirectory)) throw new DiskError('ENOENT', path, `no such directory: ${path}`)
    if (this.syncFails()) throw new DiskError('EIO', path, 'fsync failed')
    node.sync()
  }

  setModifiedSync(path: string, modifiedMs: number): void {
    if (this.dead) return
    const node = this.find(path)
    if (node instanceof SimFileNode) node.modifiedMs = modifiedMs
  }

  lockDir(path: string): (() => void) | null {
    this.pass(path)
    if (this.platter.locks.has(path)) return null
    this.platter.locks.add(path)
    this.held.add(path)
    return () => {
      if (this.dead) return
      this.held.delete(path)
      this.platter.locks.delete(path)
    }
  }

  volume(): { readonly totalBytes: number; readonly usableBytes: number } {
    return { totalBytes: -1, usableBytes: -1 }
  }

  join(...parts: string[]): string {
    return parts.join('/')
  }
}

function noSpace(path: string): DiskError {
  return new DiskError('ENOSPC', path, 'no space left on device')
}

function deepestEntry(dir: SimDirectory): { dir: SimDirectory; name: string } | null {
  for (const [name, node] of dir.entries) {
    if (node instanceof SimDirectory) return deepestEntry(node) ?? { dir, name }
    return { dir, name }
  }
  return null
}
