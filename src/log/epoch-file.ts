import type { EpochStart } from './checkpoint-file.ts'
import type { LeaderEpochCache } from './leader-epoch-cache.ts'
import { replaceEpochs, replaceEpochsSync } from './log-metadata-files.ts'
import type { PartitionLog } from './partition-log.ts'

/** Keeps `leader-epoch-checkpoint` as the log's epochs are in memory: written when asked, where they have changed. */
export class EpochFile {
  private readonly log: Pick<PartitionLog, 'env' | 'dir' | 'flusher'>
  private readonly epochs: LeaderEpochCache
  /** The version that the file is of, and how many of its epochs stand there. */
  private saved = 0
  private savedCount: number
  private hasEpochsBeyond: boolean

  /** `hasEpochsBeyond`: the file as it was loaded names epochs that begin where the log ends, or behind that. */
  constructor(log: Pick<PartitionLog, 'env' | 'dir' | 'flusher'>, epochs: LeaderEpochCache, hasEpochsBeyond: boolean) {
    this.log = log
    this.epochs = epochs
    this.savedCount = epochs.entries.length
    this.hasEpochsBeyond = hasEpochsBeyond
  }

  /**
   * Brings the leader epochs to the device. A flush does, and the cleaner: what lies behind the recovery point tells its
   * epochs itself when it is recovered, and what lies before it must not lose the ones on the device to a half-written
   * file. Rejects with DiskError.
   */
  async save(): Promise<void> {
    // Again when they changed meanwhile: a truncation has written its own, and these came later.
    for (;;) {
      const { version } = this.epochs
      const entries = this.sureEntries()
      if (version === this.saved && entries.length <= this.savedCount) return
      await replaceEpochs(this.log.env.disk, this.log.dir, entries)
      this.saved = version
      this.savedCount = entries.length
    }
  }

  /**
   * Not those of records that are not on the device, where a power cut may bring others back in their place: a follower
   * would tell its leader that these are of such an epoch, and nobody would find that they are not. The records that are
   * recovered tell theirs themselves.
   */
  private sureEntries(): readonly EpochStart[] {
    const { staleFrom } = this.log.flusher
    return this.epochs.entries.filter(({ startOffset }) => startOffset < staleFrom)
  }

  /**
   * After a truncation: epochs that were cut off must not be found again by a start at which other records stand there
   * already, as a follower would ask its leader with an epoch that its records are not of. Throws DiskError.
   */
  saveCut(): void {
    const { version } = this.epochs
    if (version !== this.saved) {
      const entries = this.sureEntries()
      // Where there is no room for it, the next records wait until there is.
      this.hasEpochsBeyond = true
      replaceEpochsSync(this.log.env.disk, this.log.dir, entries)
      this.saved = version
      this.savedCount = entries.length
    }
    this.hasEpochsBeyond = false
  }

  /**
   * Before a leader's records are copied: a leader that never appended anything may have left an epoch at the log's end,
   * where records of an earlier one come to stand now. Not at every start: most logs that end so get nothing. Throws
   * DiskError.
   */
  forgetEpochsBeyond(): void {
    if (this.hasEpochsBeyond) this.saveCut()
  }
}
