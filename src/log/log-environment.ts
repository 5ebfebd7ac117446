import type { BufferPool } from '../base/buffer-pool.ts'
import { type Disk, DiskError } from '../host/disk.ts'
import type { Host } from '../host/host.ts'
import type { BackgroundDeletion } from './background-deletion.ts'
import type { CopyArena } from './copy-arena.ts'
import { DiskPace } from './disk-pace.ts'
import type { OpenFiles } from './open-files.ts'
import type { TailCacheBudget } from './tail-cache.ts'

export type LogHost = Pick<Host, 'clock' | 'timers' | 'random' | 'disk' | 'log'>

/** What all logs of a node share. */
export interface LogEnvironment {
  readonly host: LogHost
  readonly disk: Disk
  readonly openFiles: OpenFiles
  readonly tailCache: TailCacheBudget
  readonly arena: CopyArena
  /** What is read from segments lies in these. */
  readonly readBuffers: BufferPool
  readonly deletion: BackgroundDeletion
  /** Reads and writes are mere copies (a memory disk): they are done at once, never asynchronously. */
  readonly inMemory: boolean
}

/** One of `log.dirs`, as its logs see it. */
export class DirectoryState {
  readonly path: string
  private readonly onOffline: (directory: DirectoryState, error: DiskError) => void
  /** What took it offline; null while it works. */
  offline: DiskError | null = null
  readonly readPace = new DiskPace()
  readonly writePace = new DiskPace()

  constructor(path: string, onOffline: (directory: DirectoryState, error: DiskError) => void = () => {}) {
    this.path = path
    this.onOffline = onOffline
  }

  /** Every failure but "no space" ends the use of the directory; the first one counts. */
  fail(error: DiskError): void {
    if (this.offline !== null) return
    this.offline = error
    this.onOffline(this, error)
  }
}

/** What is thrown inside the log layer is a DiskError or a bug: hands the former back, lets the latter through. */
export function asDiskError(error: unknown): DiskError {
  if (error instanceof DiskError) return error
  throw error
}
