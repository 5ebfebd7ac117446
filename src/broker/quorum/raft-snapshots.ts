/** The snapshot files beside the metadata log: which there are, reading the latest, writing one, letting go of old ones. */
import type { LogEnvironment } from '../../log/log-environment.ts'
import { DELETED_SUFFIX } from '../../log/log-files.ts'
import type { MetadataRecord } from '../../protocol/metadata-record.ts'
import {
  compareSnapshots,
  decodeSnapshot,
  encodeSnapshot,
  PART_SUFFIX,
  parseSnapshotFileName,
  type Snapshot,
  SnapshotFormatError,
  type SnapshotHeader,
  type SnapshotId,
  snapshotFileName,
} from '../../raft/snapshot-file.ts'

/** Kafka's default of `log.segment.delete.delay.ms`, which the metadata log always uses. */
const DELETE_DELAY_MS = 60_000

export interface StoredSnapshot extends SnapshotId {
  readonly sizeBytes: number
  readonly lastContainedTimestampMs: number
}

export interface SnapshotPiece {
  /** Of the whole snapshot. */
  readonly sizeBytes: number
  readonly bytes: Buffer
}

export interface SnapshotDownload {
  /** Where the next piece begins. */
  readonly position: number
  append(bytes: Buffer): Promise<void>
  sync(): Promise<void>
  /** Puts what was synced in its place. Throws SnapshotFormatError when it is no snapshot, and DiskError. */
  install(): Snapshot
  abandon(): void
}

export class RaftSnapshots {
  private readonly env: LogEnvironment
  private readonly dir: string
  /** In ascending order. The timestamp of files never read is unknown (−1) until retention asks for it. */
  private stored: (SnapshotId & { sizeBytes: number; lastContainedTimestampMs: number })[] = []

  constructor(env: LogEnvironment, dir: string) {
    this.env = env
    this.dir = dir
  }

  get all(): readonly StoredSnapshot[] {
    return this.stored
  }

  get latest(): StoredSnapshot | null {
    return this.stored.at(-1) ?? null
  }

  get earliest(): StoredSnapshot | null {
    return this.stored[0] ?? null
  }

  private pathOf(id: SnapshotId): string {
    return this.env.disk.join(this.dir, snapshotFileName(id))
  }

  /** Finds the files among the directory's `names` and removes what a crash left unfinished. Throws DiskError. */
  open(names: readonly string[]): void {
    const { disk } = this.env
    for (const name of names) {
      const unfinished = name.endsWith(`.checkpoint${PART_SUFFIX}`) || name.endsWith(`.checkpoint${DELETED_SUFFIX}`)
      if (unfinished) disk.unlinkSync(disk.join(this.dir, name))
      const id = parseSnapshotFileName(name)
      if (id === null) continue
      const sizeBytes = disk.statSync(disk.join(this.dir, name))?.sizeBytes ?? 0
      this.stored.push({ ...id, sizeBytes, lastContainedTimestampMs: -1 })
    }
    this.stored.sort(compareSnapshots)
  }

  /**
   * The newest snapshot that can be read. A damaged one is passed over only when the log still reaches back to an older
   * one (`logStartOffset`); otherwise metadata would be missing, and that throws SnapshotFormatError.
   */
  readLatest(logStartOffset: number): { readonly id: StoredSnapshot; readonly content: Snapshot } | null {
    let damage: SnapshotFormatError | null = null
    for (let i = this.stored.length - 1; i >= 0; i--) {
      const id = this.stored[i]!
      if (damage !== null && id.endOffset < logStartOffset) break
      try {
        const content = decodeSnapshot(this.env.disk.readFileSync(this.pathOf(id)))
        id.lastContainedTimestampMs = content.lastContainedTimestampMs
        this.stored.length = i + 1
        return { id, content }
      } catch (error) {
        if (!(error instanceof SnapshotFormatError)) throw error
        const path = this.pathOf(id)
        damage ??= new SnapshotFormatError(`the metadata snapshot ${path} is damaged: ${error.message}`)
        this.env.host.log.log('warn', 'A metadata snapshot is damaged and is passed over.', {
          path,
          error: error.message,
        })
      }
    }
    if (damage !== null) throw damage
    return null
  }

  /** Null when that snapshot exists already. Throws DiskError, and leaves nothing behind but a `.part` file. */
  async write(
    id: SnapshotId,
    header: SnapshotHeader,
    records: Iterable<MetadataRecord>,
  ): Promise<StoredSnapshot | null> {
    const { disk, host } = this.env
    if (this.stored.some(known => compareSnapshots(known, id) === 0)) return null
    const path = this.pathOf(id)
    const file = disk.openSync(path + PART_SUFFIX, 'create')
    let sizeBytes = 0
    try {
      file.truncateSync(0)
      for (const batch of encodeSnapshot(header, records, () => host.clock.nowMs())) {
        await file.write([batch], sizeBytes)
        sizeBytes += batch.length
      }
      await file.sync()
    } finally {
      file.closeSync()
    }
    return this.install(id, sizeBytes, header.lastContainedTimestampMs)
  }

  /** Takes in a snapshot of another node piece by piece; it counts once `install` has found it whole. Throws DiskError. */
  receive(id: SnapshotId): SnapshotDownload {
    const { disk } = this.env
    const path = this.pathOf(id)
    const file = disk.openSync(path + PART_SUFFIX, 'create')
    file.truncateSync(0)
    let position = 0
    let open = true
    const close = (): void => {
      if (open) file.closeSync()
      open = false
    }
    return {
      get position() {
        return position
      },
      append: async bytes => {
        await file.write([bytes], position)
        position += bytes.length
      },
      sync: () => file.sync(),
      install: () => {
        close()
        const content = decodeSnapshot(disk.readFileSync(path + PART_SUFFIX))
        this.install(id, position, content.lastContainedTimestampMs)
        return content
      },
      abandon: close,
    }
  }

  /** What stands whole in the `.part` file takes its place, which one of the same id may have had before. */
  private install(id: SnapshotId, sizeBytes: number, lastContainedTimestampMs: number): StoredSnapshot {
    const { disk } = this.env
    const path = this.pathOf(id)
    disk.renameSync(path + PART_SUFFIX, path)
    disk.syncDirSync(this.dir)
    const installed = { endOffset: id.endOffset, epoch: id.epoch, sizeBytes, lastContainedTimestampMs }
    this.stored = this.stored.filter(known => compareSnapshots(known, id) !== 0)
    this.stored.push(installed)
    this.stored.sort(compareSnapshots)
    return installed
  }

  /** null when there is none of that id. */
  sizeOf(id: SnapshotId): number | null {
    return this.stored.find(each => compareSnapshots(each, id) === 0)?.sizeBytes ?? null
  }

  /** A piece of a stored snapshot, for FetchSnapshot; `position` lies in it. Throws DiskError. */
  readPiece(id: SnapshotId, position: number, maxBytes: number): SnapshotPiece {
    const sizeBytes = this.sizeOf(id) ?? 0
    const bytes = Buffer.alloc(Math.max(0, Math.min(maxBytes, sizeBytes - position)))
    const file = this.env.disk.openSync(this.pathOf(id), 'read')
    try {
      const read = bytes.length === 0 ? 0 : file.readSync(bytes, 0, bytes.length, position)
      return { sizeBytes, bytes: bytes.subarray(0, read) }
    } finally {
      file.closeSync()
    }
  }

  /** Renames all before `id` at once and removes them later. Throws DiskError. */
  forgetBefore(id: SnapshotId): number {
    const { disk, deletion } = this.env
    const old = this.stored.filter(known => compareSnapshots(known, id) < 0)
    const paths: string[] = []
    for (const known of old) {
      const path = this.pathOf(known)
      disk.renameSync(path, path + DELETED_SUFFIX)
      this.stored = this.stored.filter(other => other !== known)
      paths.push(path + DELETED_SUFFIX)
    }
    if (paths.length > 0) deletion.removeFilesLater(paths, DELETE_DELAY_MS)
    return old.length
  }

  /** Timestamp of the newest record in it, read from the file where need be. */
  timestampOf(id: StoredSnapshot): number {
    const known = this.stored.find(other => compareSnapshots(other, id) === 0)
    if (known === undefined) return -1
    if (known.lastContainedTimestampMs < 0) {
      const content = decodeSnapshot(this.env.disk.readFileSync(this.pathOf(known)))
      known.lastContainedTimestampMs = content.lastContainedTimestampMs
    }
    return known.lastContainedTimestampMs
  }
}
