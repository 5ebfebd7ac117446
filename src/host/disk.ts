/**
 * Files. Small and frequent work is synchronous (it is cheaper than a trip to the thread pool); what can block for long
 * (fsync, unlink, truncate of a data file, big reads and writes) has an asynchronous form and must use it on the
 * serving path. Every failure is a DiskError.
 */
export type DiskErrorCode =
  | 'ENOENT'
  | 'EEXIST'
  | 'ENOSPC'
  | 'EIO'
  | 'EACCES'
  | 'EMFILE'
  | 'ENOTDIR'
  | 'EISDIR'
  | 'ENOTEMPTY'
  | 'EOTHER'

export class DiskError extends Error {
  override readonly name = 'DiskError'
  readonly code: DiskErrorCode
  readonly path: string

  constructor(code: DiskErrorCode, path: string, message: string) {
    super(message)
    this.code = code
    this.path = path
  }
}

export interface DiskFile {
  readonly path: string
  sizeSync(): number
  /**
   * Reads up to `length` bytes at `position` into `into[offset…]`; returns how many there were (0 at the end of the file).
   */
  readSync(into: Uint8Array, offset: number, length: number, position: number): number
  read(into: Uint8Array, offset: number, length: number, position: number): Promise<number>
  /**
   * Writes all chunks one after the other from `position` on (pwritev); throws DiskError, then the tail may
   * hold a part of them.
   */
  writeSync(chunks: readonly Uint8Array[], position: number): void
  write(chunks: readonly Uint8Array[], position: number): Promise<void>
  truncateSync(sizeBytes: number): void
  truncate(sizeBytes: number): Promise<void>
  /** fdatasync. */
  sync(): Promise<void>
  syncSync(): void
  /** Closes; later calls are errors, except a second close. */
  closeSync(): void
}

export interface DirEntry {
  readonly name: string
  readonly isDirectory: boolean
}

export interface FileStat {
  readonly isDirectory: boolean
  readonly sizeBytes: number
  readonly modifiedMs: number
}

export interface Disk {
  /** What was written or read lately is read again from memory, at once; false where every read takes its time. */
  readonly readsFromCache: boolean
  /** A write of less than this is done sooner at once than by a trip to the thread pool. */
  readonly writesAtOnceBelowBytes: number
  /** `read`: must exist, read only. `write`: must exist, read and write. `create`: made when absent, kept when there. */
  openSync(path: string, mode: 'read' | 'write' | 'create'): DiskFile
  /** null when there is nothing at that path. */
  statSync(path: string): FileStat | null
  readDirSync(path: string): DirEntry[]
  /** Makes all missing parents as well; no error when it is there. */
  makeDirSync(path: string): void
  readFileSync(path: string): Buffer
  /**
   * Writes a small file so that after a crash either the old or the new content is there: temporary file, fsync,
   * rename, fsync of the directory.
   */
  replaceFileSync(path: string, content: Uint8Array): void
  /**
   * The same off the loop. Several of one path may be on their way, also with `replaceFileSync` between them: none
   * fails by the others, the last one stays.
   */
  replaceFile(path: string, content: Uint8Array): Promise<void>
  renameSync(from: string, to: string): void
  unlinkSync(path: string): void
  /** Off the loop: unlink of a big file can take seconds. No error when it is gone already. */
  unlink(path: string): Promise<void>
  /** A directory and all below it, off the loop. No error when it is gone already. */
  removeTree(path: string): Promise<void>
  /** Makes renames and creations in the directory durable. */
  syncDirSync(path: string): void
  /** The same off the loop. */
  syncDir(path: string): Promise<void>
  /** Sets a file's modification time: Kafka keeps the largest timestamp of a segment there. Best effort. */
  setModifiedSync(path: string, modifiedMs: number): void
  /** Exclusive lock on a directory (`.lock`); null when another process holds it. */
  lockDir(path: string): (() => void) | null
  /** Free and total bytes of the volume, for DescribeLogDirs (KIP-827); −1 where unknown. */
  volume(path: string): { readonly totalBytes: number; readonly usableBytes: number }
  /** Joins path parts with `/`, nothing else. */
  join(...parts: string[]): string
}
