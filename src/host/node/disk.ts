import * as fs from 'node:fs'
import * as os from 'node:os'
import * as path from 'node:path'
import { type DirEntry, type Disk, DiskError, type DiskErrorCode, type DiskFile, type FileStat } from '../disk.ts'
import { lockDirectory } from './directory-lock.ts'

/** Linux takes at most this many pieces in one vectored write (IOV_MAX). */
const MAX_PIECES = 1024

const KNOWN_CODES: ReadonlySet<string> = new Set<DiskErrorCode>([
  'ENOENT',
  'EEXIST',
  'ENOSPC',
  'EIO',
  'EACCES',
  'EMFILE',
  'ENOTDIR',
  'EISDIR',
  'ENOTEMPTY',
])

function diskError(cause: unknown, where: string): DiskError {
  if (cause instanceof DiskError) return cause
  const { code, message } = cause as NodeJS.ErrnoException
  // A full quota is to us what a full volume is; the process-wide and system-wide descriptor limits are one as well.
  const named = code === 'EDQUOT' ? 'ENOSPC' : code === 'EPERM' ? 'EACCES' : code === 'ENFILE' ? 'EMFILE' : code
  const known = named !== undefined && KNOWN_CODES.has(named) ? (named as DiskErrorCode) : 'EOTHER'
  return new DiskError(known, where, message ?? String(cause))
}

function attempt<T>(where: string, run: () => T): T {
  try {
    return run()
  } catch (cause) {
    throw diskError(cause, where)
  }
}

function settle(where: string, start: (done: (cause: NodeJS.ErrnoException | null) => void) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    start(cause => (cause ? reject(diskError(cause, where)) : resolve()))
  })
}

class NodeFile implements DiskFile {
  readonly path: string
  private fd: number

  constructor(where: string, fd: number) {
    this.path = where
    this.fd = fd
  }

  sizeSync(): number {
    return attempt(this.path, () => fs.fstatSync(this.fd).size)
  }

  readSync(into: Uint8Array, offset: number, length: number, position: number): number {
    return attempt(this.path, () => fs.readSync(this.fd, into, offset, length, position))
  }

  read(into: Uint8Array, offset: number, length: number, position: number): Promise<number> {
    return new Promise((resolve, reject) => {
      fs.read(this.fd, into, offset, length, position, (cause, bytesRead) =>
        cause ? reject(diskError(cause, this.path)) : resolve(bytesRead),
      )
    })
  }

  writeSync(chunks: readonly Uint8Array[], position: number): void {
    try {
      if (chunks.length === 1) {
        const only = chunks[0]!
        let done = 0
        while (done < only.length) done += fs.writeSync(this.fd, only, done, only.length - done, position + done)
        return
      }
      let rest = chunks
      while (rest.length > 0) {
        const written = fs.writevSync(this.fd, rest.slice(0, MAX_PIECES), position)
        position += written
        rest = dropWritten(rest, written)
      }
    } catch (cause) {
      throw diskError(cause, this.path)
    }
  }

  async write(chunks: readonly Uint8Array[], position: number): Promise<void> {
    let rest = chunks
    while (rest.length > 0) {
      const written = await this.writePiece(rest.slice(0, MAX_PIECES), position)
      position += written
      rest = dropWritten(rest, written)
    }
  }

  private writePiece(pieces: Uint8Array[], position: number): Promise<number> {
    return new Promise((resolve, reject) => {
      const done = (cause: NodeJS.ErrnoException | null, written: number) =>
        cause ? reject(diskError(cause, this.path)) : resolve(written)
      if (pieces.length === 1) fs.write(this.fd, pieces[0]!, 0, pieces[0]!.length, position, done)
      else fs.writev(this.fd, pieces, position, done)
    })
  }

  truncateSync(sizeBytes: number): void {
    attempt(this.path, () => fs.ftruncateSync(this.fd, sizeBytes))
  }

  truncate(sizeBytes: number): Promise<void> {
    return settle(this.path, done => fs.ftruncate(this.fd, sizeBytes, done))
  }

  sync(): Promise<void> {
    return settle(this.path, done => fs.fdatasync(this.fd, done))
  }

  syncSync(): void {
    attempt(this.path, () => fs.fdatasyncSync(this.fd))
  }

  closeSync(): void {
    if (this.fd < 0) return
    const { fd } = this
    this.fd = -1
    attempt(this.path, () => fs.closeSync(fd))
  }
}

/** What is left of `chunks` after a write that took `written` bytes: short writes happen on a volume that fills up. */
function dropWritten(chunks: readonly Uint8Array[], written: number): readonly Uint8Array[] {
  let index = 0
  while (index < chunks.length && written >= chunks[index]!.length) {
    written -= chunks[index]!.length
    index++
  }
  if (written === 0) return chunks.slice(index)
  return [chunks[index]!.subarray(written), ...chunks.slice(index + 1)]
}

/** The files of this machine. */
export class NodeDisk implements Disk {
  readonly readsFromCache = true
  /**
   * About half a millisecond of copying into the page cache. A trip to the pool wakes another processor and comes back
   * through the loop: for records of one partition, twice the CPU and half the throughput (measured). Where the copying
   * is not all, `DiskPace` tells.
   */
  readonly writesAtOnceBelowBytes = 2 * 1024 * 1024
  /** Of each path the replacements that are on their way, one after the other: they share a temporary file. */
  private readonly replacements = new Map<string, { last: Promise<void>; waiting: number; overtaken: number }>()

  openSync(where: string, mode: 'read' | 'write' | 'create'): DiskFile {
    const flags =
      mode === 'read' ? fs.constants.O_RDONLY : fs.constants.O_RDWR | (mode === 'create' ? fs.constants.O_CREAT : 0)
    return new NodeFile(
      where,
      attempt(where, () => fs.openSync(where, flags, 0o644)),
    )
  }

  statSync(where: string): FileStat | null {
    const stat = attempt(where, () => fs.statSync(where, { throwIfNoEntry: false }))
    if (stat === undefined) return null
    return { isDirectory: stat.isDirectory(), sizeBytes: stat.size, modifiedMs: Math.floor(stat.mtimeMs) }
  }

  readDirSync(where: string): DirEntry[] {
    const found = attempt(where, () => fs.readdirSync(where, { withFileTypes: true }))
    return found.map(entry => ({
      name: entry.name,
      isDirectory: entry.isSymbolicLink()
        ? (this.statSync(this.join(where, entry.name))?.isDirectory ?? false)
        : entry.isDirectory(),
    }))
  }

  makeDirSync(where: string): void {
    attempt(where, () => fs.mkdirSync(where, { recursive: true }))
  }

  readFileSync(where: string): Buffer {
    return attempt(where, () => fs.readFileSync(where))
  }

  replaceFileSync(where: string, content: Uint8Array): void {
    attempt(where, () => {
      const onTheWay = this.replacements.get(where)
      // Its temporary file is being written: this one needs another, and is the newer content.
      if (onTheWay !== undefined) onTheWay.overtaken++
      const temporary = onTheWay === undefined ? `${where}.tmp` : `${where}.new.tmp`
      const fd = fs.openSync(temporary, 'w', 0o644)
      try {
        fs.writeFileSync(fd, content)
        fs.fsyncSync(fd)
      } finally {
        fs.closeSync(fd)
      }
      fs.renameSync(temporary, where)
      this.syncDirSync(path.dirname(where))
    })
  }

  async replaceFile(where: string, content: Uint8Array): Promise<void> {
    const line = this.replacements.get(where) ?? { last: Promise.resolve(), waiting: 0, overtaken: 0 }
    this.replacements.set(where, line)
    line.waiting++
    const { last, overtaken } = line
    const turn = last
      .then(() => this.replaceInTurn(where, content, () => line.overtaken > overtaken))
      .finally(() => {
        if (--line.waiting === 0) this.replacements.delete(where)
      })
    line.last = turn.catch(() => {})
    await turn
  }

  private async replaceInTurn(where: string, content: Uint8Array, isOvertaken: () => boolean): Promise<void> {
    try {
      const temporary = `${where}.tmp`
      const handle = await fs.promises.open(temporary, 'w', 0o644)
      try {
        await handle.writeFile(content)
        await handle.sync()
      } finally {
        await handle.close()
      }
      // Nothing may come in between this question and the rename.
      if (isOvertaken()) fs.unlinkSync(temporary)
      else fs.renameSync(temporary, where)
      await this.syncDir(path.dirname(where))
    } catch (cause) {
      throw diskError(cause, where)
    }
  }

  renameSync(from: string, to: string): void {
    attempt(from, () => fs.renameSync(from, to))
  }

  unlinkSync(where: string): void {
    attempt(where, () => fs.unlinkSync(where))
  }

  unlink(where: string): Promise<void> {
    return settle(where, done => fs.unlink(where, cause => done(cause?.code === 'ENOENT' ? null : cause)))
  }

  removeTree(where: string): Promise<void> {
    return settle(where, done => fs.rm(where, { recursive: true, force: true }, done))
  }

  syncDirSync(where: string): void {
    attempt(where, () => {
      const fd = fs.openSync(where, 'r')
      try {
        fs.fsyncSync(fd)
      } finally {
        fs.closeSync(fd)
      }
    })
  }

  async syncDir(where: string): Promise<void> {
    try {
      const directory = await fs.promises.open(where, 'r')
      try {
        await directory.sync()
      } finally {
        await directory.close()
      }
    } catch (cause) {
      throw diskError(cause, where)
    }
  }

  setModifiedSync(where: string, modifiedMs: number): void {
    try {
      fs.utimesSync(where, modifiedMs / 1000, modifiedMs / 1000)
    } catch {
      // A hint for retention, nothing more: a file system that refuses it does no harm.
    }
  }

  lockDir(where: string): (() => void) | null {
    return attempt(where, () => lockDirectory(where, os.hostname()))
  }

  volume(where: string): { readonly totalBytes: number; readonly usableBytes: number } {
    try {
      const stat = fs.statfsSync(where)
      return { totalBytes: stat.blocks * stat.bsize, usableBytes: stat.bavail * stat.bsize }
    } catch {
      return { totalBytes: -1, usableBytes: -1 }
    }
  }

  join(...parts: string[]): string {
    return parts.join('/')
  }
}
