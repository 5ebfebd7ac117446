import { type DirEntry, type Disk, DiskError, type DiskErrorCode, type DiskFile, type FileStat } from './disk.ts'

export interface Fault {
  /** Which operation fails, counted from 1. 0 for none. */
  readonly at: number
  readonly code: DiskErrorCode
  /** All operations after it fail as well: a disk that died, or (seen from the disk) a process that did. */
  readonly sticky?: boolean
  /** The failing write leaves this share of its bytes on the disk (0…1); 0 where not given. */
  readonly tear?: number
}

/**
 * A disk whose n-th operation fails, for tests that let n run from 1 until nothing fails any more. Every call on the disk
 * and on its files counts, except `join`, `volume` and closing.
 */
export class FaultDisk implements Disk {
  readonly inner: Disk
  readonly readsFromCache: boolean
  readonly writesAtOnceBelowBytes: number
  private fault: Fault
  operations = 0
  /** Hears of each operation, from 1 on. */
  onOperation: ((count: number) => void) | null = null
  /** Sees what each read of a file brought, and may spoil it; the file stays as it is. */
  onRead: ((path: string, bytes: Uint8Array) => void) | null = null
  /** What the failing operation was, as `write path`; null before it. */
  hit: string | null = null

  constructor(inner: Disk, fault: Fault = { at: 0, code: 'EIO' }) {
    this.inner = inner
    this.readsFromCache = inner.readsFromCache
    this.writesAtOnceBelowBytes = inner.writesAtOnceBelowBytes
    this.fault = fault
  }

  /** Sets the next fault; operations are counted anew. */
  arm(fault: Fault): void {
    this.fault = fault
    this.operations = 0
    this.hit = null
  }

  get touched(): boolean {
    return this.hit !== null
  }

  /** Counts an operation; true when it must fail. */
  private fails(what: string, path: string): boolean {
    this.operations++
    this.onOperation?.(this.operations)
    const { at, sticky } = this.fault
    if (at === 0 || this.operations < at || (this.operations > at && sticky !== true)) return false
    this.hit ??= `${what} ${path}`
    return true
  }

  error(what: string, path: string): DiskError {
    return new DiskError(this.fault.code, path, `injected ${this.fault.code} at operation ${this.operations} (${what})`)
  }

  pass(what: string, path: string): void {
    if (this.fails(what, path)) throw this.error(what, path)
  }

  /** For writes: the part of the chunks that reaches the disk before the failure; null when there is none. */
  tornPart(what: string, path: string, chunks: readonly Uint8Array[]): Uint8Array | null {
    const first = this.hit === null
    if (!this.fails(what, path)) return null
    const all = Buffer.concat(chunks)
    return first ? all.subarray(0, Math.floor(all.length * (this.fault.tear ?? 0))) : all.subarray(0, 0)
  }

  openSync(path: string, mode: 'read' | 'write' | 'create'): DiskFile {
    this.pass('open', path)
    return new FaultFile(this, this.inner.openSync(path, mode))
  }

  statSync(path: string): FileStat | null {
    this.pass('stat', path)
    return this.inner.statSync(path)
  }

  readDirSync(path: string): DirEntry[] {
    this.pass('readDir', path)
    return this.inner.readDirSync(path)
  }

  makeDirSync(path: string): void {
    this.pass('makeDir', path)
    this.inner.makeDirSync(path)
  }

  readFileSync(path: string): Buffer {
    this.pass('readFile', path)
    return this.inner.readFileSync(path)
  }

  replaceFileSync(path: string, content: Uint8Array): void {
    this.pass('replaceFile', path)
    this.inner.replaceFileSync(path, content)
  }

  async replaceFile(path: string, content: Uint8Array): Promise<void> {
    this.pass('replaceFile', path)
    await this.inner.replaceFile(path, content)
  }

  renameSync(from: string, to: string): void {
    this.pass('rename', from)
    this.inner.renameSync(from, to)
  }

  unlinkSync(path: string): void {
    this.pass('unlink', path)
    this.inner.unlinkSync(path)
  }

  async unlink(path: string): Promise<void> {
    this.pass('unlink', path)
    await this.inner.unlink(path)
  }

  async removeTree(path: string): Promise<void> {
    this.pass('removeTree', path)
    await this.inner.removeTree(path)
  }

  syncDirSync(path: string): void {
    this.pass('syncDir', path)
    this.inner.syncDirSync(path)
  }

  async syncDir(path: string): Promise<void> {
    this.pass('syncDir', path)
    await this.inner.syncDir(path)
  }

  setModifiedSync(path: string, modifiedMs: number): void {
    this.inner.setModifiedSync(path, modifiedMs)
  }

  lockDir(path: string): (() => void) | null {
    this.pass('lockDir', path)
    return this.inner.lockDir(path)
  }

  volume(path: string): { readonly totalBytes: number; readonly usableBytes: number } {
    return this.inner.volume(path)
  }

  join(...parts: string[]): string {
    return this.inner.join(...parts)
  }
}

class FaultFile implements DiskFile {
  readonly path: string
  private readonly disk: FaultDisk
  private readonly inner: DiskFile

  constructor(disk: FaultDisk, inner: DiskFile) {
    this.disk = disk
    this.inner = inner
    this.path = inner.path
  }

  sizeSync(): number {
    this.disk.pass('size', this.path)
    return this.inner.sizeSync()
  }

  readSync(into: Uint8Array, offset: number, length: number, position: number): number {
    this.disk.pass('read', this.path)
    return this.seen(into, offset, this.inner.readSync(into, offset, length, position))
  }

  async read(into: Uint8Array, offset: number, length: number, position: number): Promise<number> {
    this.disk.pass('read', this.path)
    return this.seen(into, offset, await this.inner.read(into, offset, length, position))
  }

  private seen(into: Uint8Array, offset: number, length: number): number {
    this.disk.onRead?.(this.path, into.subarray(offset, offset + length))
    return length
  }

  writeSync(chunks: readonly Uint8Array[], position: number): void {
    const torn = this.disk.tornPart('write', this.path, chunks)
    if (torn === null) {
      this.inner.writeSync(chunks, position)
      return
    }
    if (torn.length > 0) this.inner.writeSync([torn], position)
    throw this.disk.error('write', this.path)
  }

  async write(chunks: readonly Uint8Array[], position: number): Promise<void> {
    const torn = this.disk.tornPart('write', this.path, chunks)
    if (torn === null) return await this.inner.write(chunks, position)
    if (torn.length > 0) await this.inner.write([torn], position)
    throw this.disk.error('write', this.path)
  }

  truncateSync(sizeBytes: number): void {
    this.disk.pass('truncate', this.path)
    this.inner.truncateSync(sizeBytes)
  }

  async truncate(sizeBytes: number): Promise<void> {
    this.disk.pass('truncate', this.path)
    await this.inner.truncate(sizeBytes)
  }

  async sync(): Promise<void> {
    this.disk.pass('sync', this.path)
    await this.inner.sync()
  }

  syncSync(): void {
    this.disk.pass('sync', this.path)
    this.inner.syncSync()
  }

  closeSync(): void {
    this.inner.closeSync()
  }
}
