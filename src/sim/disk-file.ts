import { DiskError, type DiskErrorCode, type DiskFile } from '../host/disk.ts'
import type { SimDisk } from './disk.ts'
import type { SimFileNode } from './disk-tree.ts'

/** An open file of a simulated disk. */
export class SimFile implements DiskFile {
  readonly path: string
  private readonly disk: SimDisk
  private readonly node: SimFileNode
  private closed = false

  constructor(disk: SimDisk, path: string, node: SimFileNode) {
    this.disk = disk
    this.path = path
    this.node = node
  }

  private open(): SimFileNode {
    if (this.closed) throw new DiskError('EOTHER' satisfies DiskErrorCode, this.path, 'the file is closed')
    return this.node
  }

  sizeSync(): number {
    this.disk.pass(this.path)
    return this.open().size
  }

  readSync(into: Uint8Array, offset: number, length: number, position: number): number {
    this.disk.pass(this.path)
    return this.open().read(into, offset, length, position)
  }

  async read(into: Uint8Array, offset: number, length: number, position: number): Promise<number> {
    this.disk.pass(this.path)
    const file = this.open()
    return await this.disk.later(() => {
      const count = file.read(into, offset, length, position)
      this.disk.perhapsMisread(this.path, file, position, into.subarray(offset, offset + count))
      return count
    })
  }

  writeSync(chunks: readonly Uint8Array[], position: number): void {
    this.disk.writeNow(this.path, this.open(), chunks, position)
  }

  async write(chunks: readonly Uint8Array[], position: number): Promise<void> {
    await this.disk.writeLater(this.path, this.open(), chunks, position)
  }

  truncateSync(sizeBytes: number): void {
    this.disk.pass(this.path)
    this.open().truncate(sizeBytes)
  }

  async truncate(sizeBytes: number): Promise<void> {
    this.disk.pass(this.path)
    const file = this.open()
    await this.disk.later(() => file.truncate(sizeBytes))
  }

  async sync(): Promise<void> {
    this.disk.pass(this.path)
    const file = this.open()
    // What is written while the fsync is under way is not covered by it.
    const upTo = file.changeCount
    await this.disk.later(() => this.syncNow(file, upTo))
  }

  syncSync(): void {
    this.disk.pass(this.path)
    const file = this.open()
    this.syncNow(file, file.changeCount)
  }

  private syncNow(file: SimFileNode, upTo: number): void {
    if (this.disk.syncFails()) throw new DiskError('EIO', this.path, 'fsync failed')
    file.sync(upTo)
  }

  closeSync(): void {
    this.closed = true
  }
}
