/**
 * A partition as a follower: appends what its leader has, cuts off what the leader has not, and shows as much of it as
 * the leader says is committed and the own log has written.
 */
import type { BytesView } from '../base/bytes-view.ts'
import type { Retained } from '../base/retained.ts'
import { checksumsAreGood } from '../log/batch-checksum.ts'
import { BatchCursor } from '../log/batch-cursor.ts'
import type { PartitionLog } from '../log/partition-log.ts'

const cursor = new BatchCursor()

/** What the partition has while it follows. */
export interface FollowerState {
  /** Another one after a move to another log directory. */
  readonly log: PartitionLog
  readonly committedOffset: number
  setHighWatermark(offset: number): void
  /** Fetches that wait look again. */
  wakeAll(): void
}

export class PartitionFollowing {
  private readonly state: FollowerState
  /** What the leader says is committed; −1 while it has said nothing in this epoch. */
  private leaderHighWatermark = -1
  /** Where the leader's log begins, as it last said. */
  private leaderLogStart = -1

  constructor(state: FollowerState) {
    this.state = state
  }

  /** Another epoch: its leader has said nothing yet. */
  begin(): void {
    this.leaderHighWatermark = -1
    this.leaderLogStart = -1
  }

  /** See `Partition.appendFetched`. */
  append(records: BytesView, leaderEpoch: number, nowMs: number, memory: Retained | null): string | null {
    if (!checksumsAreGood(records)) return 'a batch does not match its checksum'
    if (!this.beginWithin(records)) return 'the log is still being written'
    const appended = this.state.log.appendAsFollower(records, { leaderEpoch, nowMs, memory })
    return appended.kind === 'refused' ? `${appended.error}: ${appended.message}` : null
  }

  /**
   * Records were deleted up to the middle of a batch (DeleteRecords): an empty log that begins there gets the batch
   * whole, and has to begin with it. `learnBounds` takes the start back up when the batch is written. False when the
   * log cannot be changed at once.
   */
  private beginWithin(records: BytesView): boolean {
    const { log } = this.state
    if (log.logStartOffset !== log.logEndOffset) return true
    if (!cursor.load(records.buf, records.start, records.end)) return true
    const { baseOffset, nextOffset } = cursor
    if (baseOffset >= log.logEndOffset || nextOffset <= log.logEndOffset) return true
    if (log.truncateFullyAndStartAt(baseOffset) !== undefined) return false
    this.lowerHighWatermark()
    return true
  }

  learnBounds(highWatermark: number, logStartOffset: number): void {
    this.leaderHighWatermark = highWatermark
    this.leaderLogStart = logStartOffset
    this.followBounds()
  }

  /** As far as the own log is written; the leader does not repeat what it has said. */
  followBounds(): void {
    const { state } = this
    const { log } = state
    const offset = Math.min(this.leaderHighWatermark, log.writtenEndOffset)
    const rises = offset > state.committedOffset
    if (rises) state.setHighWatermark(offset)
    const logStart = Math.min(this.leaderLogStart, state.committedOffset)
    if (logStart > log.logStartOffset) log.deleteRecordsBefore(logStart)
    if (rises) state.wakeAll()
  }

  async truncateTo(offset: number): Promise<void> {
    const { log } = this.state
    await log.truncateTo(offset)
    await this.followCut(log)
  }

  async restartAt(offset: number): Promise<void> {
    const { log } = this.state
    await log.truncateFullyAndStartAt(offset)
    await this.followCut(log)
  }

  /** Nothing is fetched before no start can trust what was cut off. */
  private async followCut({ flusher }: PartitionLog): Promise<void> {
    this.lowerHighWatermark()
    await flusher.pointIsSaved
  }

  /** The log is another one: nothing that it has not can be committed. */
  private lowerHighWatermark(): void {
    const { state } = this
    const { logEndOffset, logStartOffset } = state.log
    state.setHighWatermark(Math.max(logStartOffset, Math.min(state.committedOffset, logEndOffset)))
    state.wakeAll()
  }
}
