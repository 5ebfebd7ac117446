import type { EpochStart } from './checkpoint-file.ts'

/**
 * Which leader epoch began at which offset (KIP-101), ascending in both. The log persists `entries` whenever `version`
 * has moved: after an assignment before the data is acknowledged, after a truncation in the background.
 */
export class LeaderEpochCache {
  private starts: EpochStart[]
  private changes = 0

  constructor(starts: readonly EpochStart[] = []) {
    this.starts = []
    for (const { epoch, startOffset } of starts) this.assign(epoch, startOffset)
    this.changes = 0
  }

  get entries(): readonly EpochStart[] {
    return this.starts
  }

  /** Grows with every change. */
  get version(): number {
    return this.changes
  }

  /** −1 when there is none. */
  get latestEpoch(): number {
    return this.starts.at(-1)?.epoch ?? -1
  }

  /** Notes that `epoch` begins at `startOffset`. Entries that contradict it (not below in both) are dropped. */
  assign(epoch: number, startOffset: number): boolean {
    const { starts } = this
    const latest = starts.at(-1)
    if (latest !== undefined && latest.epoch === epoch && startOffset >= latest.startOffset) return false
    while (starts.length > 0) {
      const last = starts[starts.length - 1]!
      if (last.epoch < epoch && last.startOffset < startOffset) break
      starts.pop()
    }
    starts.push({ epoch, startOffset })
    this.changes++
    return true
  }

  /**
   * The end of the largest epoch that is not above `epoch`, as OffsetsForLeaderEpoch answers it: `{−1, −1}` when unknown.
   */
  endOffsetFor(epoch: number, logEndOffset: number): { epoch: number; endOffset: number } {
    const { starts } = this
    if (epoch < 0 || starts.length === 0) return UNDEFINED
    if (epoch === this.latestEpoch) return { epoch, endOffset: logEndOffset }
    const above = starts.findIndex(start => start.epoch > epoch)
    if (above < 0) return UNDEFINED
    // Older than all we know: the data is gone, the follower can go on from our first offset.
    if (above === 0) return { epoch, endOffset: starts[0]!.startOffset }
    return { epoch: starts[above - 1]!.epoch, endOffset: starts[above]!.startOffset }
  }

  /** The epoch of the record at `offset`; −1 when unknown. */
  epochForOffset(offset: number): number {
    let epoch = -1
    for (const start of this.starts) {
      if (start.startOffset > offset) break
      epoch = start.epoch
    }
    return epoch
  }

  /** Drops epochs that begin at `endOffset` or behind it. */
  truncateFromEnd(endOffset: number): boolean {
    const kept = this.starts.filter(start => start.startOffset < endOffset)
    if (kept.length === this.starts.length) return false
    this.starts = kept
    this.changes++
    return true
  }

  /** Drops epochs that lie wholly before `startOffset`; the one in force there begins at `startOffset` now. */
  truncateFromStart(startOffset: number): boolean {
    let inForce = -1
    while (inForce + 1 < this.starts.length && this.starts[inForce + 1]!.startOffset <= startOffset) inForce++
    if (inForce < 0) return false
    const first = this.starts[inForce]!
    if (inForce === 0 && first.startOffset === startOffset) return false
    this.starts = [{ epoch: first.epoch, startOffset }, ...this.starts.slice(inForce + 1)]
    this.changes++
    return true
  }

  clear(): void {
    if (this.starts.length === 0) return
    this.starts = []
    this.changes++
  }
}

const UNDEFINED = { epoch: -1, endOffset: -1 }
