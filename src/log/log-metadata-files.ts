import type { Uuid } from '../base/uuid.ts'
import type { Disk } from '../host/disk.ts'
import { type EpochStart, formatEpochCheckpoint, parseEpochCheckpoint, readTextIfPresent } from './checkpoint-file.ts'
import {
  formatPartitionMetadata,
  LEADER_EPOCH_CHECKPOINT,
  NEW_LOG_MARK,
  PARTITION_METADATA,
  parsePartitionMetadata,
} from './log-files.ts'

/**
 * Writes a small file through a temporary one, without fsync. A crash of the machine can leave it empty or old; that is
 * for content which the next start can do without or rebuild from the records.
 */
export function replaceUnsynced(disk: Disk, path: string, content: Buffer): void {
  const temporary = `${path}.tmp`
  const file = disk.openSync(temporary, 'create')
  try {
    file.truncateSync(0)
    file.writeSync([content], 0)
  } finally {
    file.closeSync()
  }
  disk.renameSync(temporary, path)
}

/** After a crash the old entries or the new ones are there. */
export function replaceEpochs(disk: Disk, dir: string, entries: readonly EpochStart[]): Promise<void> {
  return disk.replaceFile(disk.join(dir, LEADER_EPOCH_CHECKPOINT), formatEpochCheckpoint(entries))
}

/** The same at once, where nothing may come in between. Throws DiskError. */
export function replaceEpochsSync(disk: Disk, dir: string, entries: readonly EpochStart[]): void {
  disk.replaceFileSync(disk.join(dir, LEADER_EPOCH_CHECKPOINT), formatEpochCheckpoint(entries))
}

export function loadEpochs(disk: Disk, dir: string): EpochStart[] {
  return parseEpochCheckpoint(readTextIfPresent(disk, disk.join(dir, LEADER_EPOCH_CHECKPOINT)) ?? '')
}

/**
 * While the mark is there, what the checkpoints of the log directory say under this log's name is of another one that was
 * here before.
 */
export function markNewLog(disk: Disk, dir: string): void {
  disk.openSync(disk.join(dir, NEW_LOG_MARK), 'create').closeSync()
}

export function isMarkedNew(disk: Disk, dir: string): boolean {
  return disk.statSync(disk.join(dir, NEW_LOG_MARK)) !== null
}

export function unmarkNewLog(disk: Disk, dir: string): void {
  if (isMarkedNew(disk, dir)) disk.unlinkSync(disk.join(dir, NEW_LOG_MARK))
}

/** The metadata log tells the topic id again when this file is lost. */
export function persistTopicId(disk: Disk, dir: string, topicId: Uuid): void {
  replaceUnsynced(disk, disk.join(dir, PARTITION_METADATA), Buffer.from(formatPartitionMetadata(topicId)))
}

export function loadTopicId(disk: Disk, dir: string): Uuid | null {
  const text = readTextIfPresent(disk, disk.join(dir, PARTITION_METADATA))
  return text === null ? null : parsePartitionMetadata(text)
}
