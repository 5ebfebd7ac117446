import { type Disk, DiskError } from '../host/disk.ts'
import { crc32c } from '../records/crc32c.ts'
import { DELETED_SUFFIX, offsetFileName, SNAPSHOT_SUFFIX } from './log-files.ts'
import type { ProducerEntry } from './producer-entry.ts'
import { formatProducerSnapshot, parseProducerSnapshot } from './producer-snapshot.ts'

/**
 * The `.snapshot` files of one log: the producers as they were just before an offset. Taken at every roll and at the end.
 */
export class ProducerSnapshots {
  private readonly disk: Disk
  dir: string
  private offsets: number[]
  /** Written since the last sync. A damaged one is told by its checksum, so only a clean stop must sync. */
  private readonly unsynced = new Set<number>()

  constructor(disk: Disk, dir: string, offsets: readonly number[] = []) {
    this.disk = disk
    this.dir = dir
    this.offsets = [...offsets].sort((a, b) => a - b)
  }

  get all(): readonly number[] {
    return this.offsets
  }

  /** −1 when there is none. */
  get latest(): number {
    return this.offsets.at(-1) ?? -1
  }

  pathOf(offset: number): string {
    return this.disk.join(this.dir, offsetFileName(offset, SNAPSHOT_SUFFIX))
  }

  /** Throws DiskError. */
  write(offset: number, producers: Iterable<ProducerEntry>): void {
    const bytes = formatProducerSnapshot(producers, crc32c)
    const file = this.disk.openSync(this.pathOf(offset), 'create')
    try {
      file.truncateSync(0)
      file.writeSync([bytes], 0)
    } finally {
      file.closeSync()
    }
    this.unsynced.add(offset)
    if (!this.offsets.includes(offset)) {
      this.offsets.push(offset)
      this.offsets.sort((a, b) => a - b)
    }
  }

  /** The files that a sync must bring to the device. */
  takeUnsynced(): string[] {
    const paths = this.offsets.filter(offset => this.unsynced.has(offset)).map(offset => this.pathOf(offset))
    this.unsynced.clear()
    return paths
  }

  /** null when the file is damaged or gone. */
  read(offset: number): ProducerEntry[] | null {
    try {
      return parseProducerSnapshot(this.disk.readFileSync(this.pathOf(offset)), crc32c)
    } catch (error) {
      if (error instanceof DiskError && error.code === 'ENOENT') return null
      throw error
    }
  }

  /** Removes those for which `drop` says so. A file that resists is left to the next start. Throws DiskError. */
  removeWhere(drop: (offset: number) => boolean): void {
    for (const offset of [...this.offsets]) {
      if (!drop(offset)) continue
      this.offsets.splice(this.offsets.indexOf(offset), 1)
      try {
        this.disk.unlinkSync(this.pathOf(offset))
      } catch (error) {
        if (!(error instanceof DiskError) || error.code !== 'ENOENT') throw error
      }
    }
  }

  /** Renames the snapshot at `offset` to wait for its removal; its new path, null when there was none. */
  markDeleted(offset: number): string | null {
    const index = this.offsets.indexOf(offset)
    if (index < 0) return null
    this.offsets.splice(index, 1)
    const path = this.pathOf(offset)
    try {
      this.disk.renameSync(path, path + DELETED_SUFFIX)
    } catch (error) {
      if (error instanceof DiskError && error.code === 'ENOENT') return null
      throw error
    }
    return path + DELETED_SUFFIX
  }
}
