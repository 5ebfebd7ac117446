/** The file `quorum-state` beside the metadata log: epoch, leader and vote, on the device before anybody hears of them. */
import type { Disk } from '../../host/disk.ts'
import { readTextIfPresent } from '../../log/checkpoint-file.ts'
import {
  type ElectionState,
  formatQuorumState,
  parseQuorumState,
  QUORUM_STATE_FILE,
} from '../../raft/quorum-state-file.ts'
import { METADATA_LOG_DIR } from './raft-log.ts'

export class ElectionFile {
  private readonly disk: Disk
  private readonly path: string

  constructor(disk: Disk, logDirectory: string) {
    this.disk = disk
    this.path = disk.join(logDirectory, METADATA_LOG_DIR, QUORUM_STATE_FILE)
  }

  /** Null on the first start. Throws DiskError, QuorumStateError. */
  read(): ElectionState | null {
    const text = readTextIfPresent(this.disk, this.path)
    return text === null || text.length === 0 ? null : parseQuorumState(text)
  }

  /** Throws DiskError. */
  write(state: ElectionState, kraftVersion: number, voterIds: readonly number[]): void {
    const text = formatQuorumState(state, kraftVersion, voterIds)
    this.disk.replaceFileSync(this.path, Buffer.from(text))
  }
}
