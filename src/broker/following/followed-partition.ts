/**
 * One partition that is copied from its leader: what is asked for it, and what is done with the answer.
 *
 * It is in one of three states: *fetching*; *delayed* until a time, after an error; *resetting*, while the leader is
 * asked where its log begins and ends. A new leader epoch begins again with fetching.
 */
import type { Retained } from '../../base/retained.ts'
import { DiskError } from '../../host/disk.ts'
import type { Host } from '../../host/host.ts'
import { ErrorCode, errorName } from '../../protocol/errors.ts'
import type { PartitionData } from '../../protocol/generated/fetch-response.ts'
import { truncationOffset } from '../../replication/truncation.ts'
import type { Partition } from '../partition.ts'
import { PeerError } from '../peers/peer-connection.ts'
import type { ReplicationThrottle } from '../replication-throttle.ts'
import type { FetchTarget } from './replica-fetch-session.ts'

/**
 * Where one of the two brokers has not read on yet: over in a moment, most of the time, and twice as long with each
 * time that it is not.
 */
const FIRST_SHORT_DELAY_MS = 20
const SOON_OVER: ReadonlySet<number> = new Set([
  ErrorCode.NOT_LEADER_OR_FOLLOWER,
  ErrorCode.UNKNOWN_LEADER_EPOCH,
  ErrorCode.UNKNOWN_TOPIC_ID,
  ErrorCode.UNKNOWN_TOPIC_OR_PARTITION,
])

/** What the partitions of one leader share. */
export interface FollowedContext {
  readonly host: Pick<Host, 'clock' | 'log'>
  readonly leaderId: number
  /** replica.fetch.backoff.ms */
  readonly backoffMs: number
  readonly throttle: Pick<ReplicationThrottle, 'concerns' | 'isExceeded' | 'waitMs' | 'spend'>
  readonly isStopped: () => boolean
  /** Where the leader's log of the partition begins or ends. Rejects with PeerError. */
  readonly leaderOffset: (partition: Partition, leaderEpoch: number, end: 'earliest' | 'latest') => Promise<number>
}

export class FollowedPartition {
  readonly partition: Partition
  readonly leaderEpoch: number
  private readonly context: FollowedContext
  /** Monotonic time before which it is not fetched. */
  private delayedUntilMs = 0
  /** Of the last delay, while one follows the other. */
  private delayMs = 0
  private resetting = false
  /** It had all that was committed when the leader last answered: such a one is never throttled. */
  private hasCaughtUp = false
  private complaint = ''

  constructor(partition: Partition, context: FollowedContext) {
    this.partition = partition
    this.leaderEpoch = partition.currentLeadership.leaderEpoch
    this.context = context
  }

  /** What to ask the leader for; null for nothing at this time. */
  target(nowMs: number): FetchTarget | null {
    const { partition, leaderEpoch } = this
    // What is not written yet, since this broker led until a moment ago, must not be told as written.
    if (this.resetting || nowMs < this.delayedUntilMs || partition.isOffline || !partition.log.queue.isEmpty)
      return null
    if (this.isHeldBack) return null
    const { fetchOffset, lastFetchedEpoch } = partition.followPosition
    const { topic, topicId, index, log } = partition
    return { topic, topicId, index, fetchOffset, lastFetchedEpoch, leaderEpoch, logStartOffset: log.logStartOffset }
  }

  /** When it wants to be fetched again, where it is delayed or throttled; in the past where it is not. */
  dueMs(nowMs: number): number {
    return this.isHeldBack ? nowMs + this.context.throttle.waitMs : this.delayedUntilMs
  }

  private get isHeldBack(): boolean {
    return !this.hasCaughtUp && this.context.throttle.isExceeded && this.isThrottled
  }

  private get isThrottled(): boolean {
    const { index, config } = this.partition
    return this.context.throttle.concerns(index, config.followerThrottledReplicas)
  }

  /** Still led by this leader in this epoch. */
  private get isCurrent(): boolean {
    const { partition, leaderEpoch } = this
    return (
      !this.context.isStopped() &&
      !partition.isLeader &&
      !partition.isOffline &&
      partition.currentLeadership.leaderEpoch === leaderEpoch
    )
  }

  /** The leader's answer to `target`. Resolves when the next fetch may go out; null when it may at once. */
  take(target: FetchTarget, data: PartitionData, owner: Retained | null): Promise<void> | null {
    // Another epoch, or not ours any more: the answer is to a question that nobody asks now.
    if (!this.isCurrent || this.leaderEpoch !== target.leaderEpoch) return null
    const work = this.act(target, data, owner)
    return work === null ? null : this.guarded(work)
  }

  private act(target: FetchTarget, data: PartitionData, owner: Retained | null): Promise<void> | null {
    const { partition } = this
    const { errorCode, records } = data
    if (errorCode === ErrorCode.OFFSET_OUT_OF_RANGE) return this.reset()
    if (errorCode !== ErrorCode.NONE) {
      this.delay(errorName(errorCode), SOON_OVER.has(errorCode))
      return null
    }
    if (data.divergingEpoch.epoch >= 0) return this.truncate(data.divergingEpoch)
    // The log changed under the fetch (a move, a restart): the next one begins where it ends now.
    if (partition.log.logEndOffset !== target.fetchOffset) return null
    if (records !== null && records.length > 0) {
      const problem = partition.appendFetched(records, owner)
      if (problem !== null) {
        this.delay(problem)
        return null
      }
    }
    partition.followBounds(data.highWatermark, data.logStartOffset)
    this.complaint = ''
    this.delayMs = 0
    this.hasCaughtUp = partition.log.logEndOffset >= data.highWatermark
    if (this.isThrottled) this.context.throttle.spend(records?.length ?? 0)
    return partition.log.queue.isEmpty ? null : this.written()
  }

  /** A disk that fails under one partition stops no other. */
  private async guarded(work: Promise<void>): Promise<void> {
    try {
      await work
    } catch (error) {
      if (!(error instanceof DiskError)) throw error
      this.delay(error.message)
    }
  }

  /**
   * A disk without space takes back what was appended: asking for the same again at once would only keep both brokers busy.
   */
  private async written(): Promise<void> {
    const { log } = this.partition
    const { logEndOffset } = log
    await log.queue.drained()
    if (log.logEndOffset < logEndOffset) this.delay('what was fetched could not be written')
  }

  private delay(why: string, isSoonOver = false): void {
    const { host, leaderId, backoffMs } = this.context
    this.delayMs = isSoonOver ? Math.min(backoffMs, Math.max(FIRST_SHORT_DELAY_MS, 2 * this.delayMs)) : backoffMs
    this.delayedUntilMs = host.clock.monotonicMs() + this.delayMs
    if (this.complaint === why) return
    this.complaint = why
    const { topic, index } = this.partition
    host.log.log('debug', 'a partition cannot be fetched at the moment', {
      partition: `${topic}-${index}`,
      leaderId,
      why,
    })
  }

  private async truncate(leader: { readonly epoch: number; readonly endOffset: number }): Promise<void> {
    const { partition } = this
    const { log } = partition
    const { logEndOffset } = log
    const { latestEpoch } = log.epochs
    const to = truncationOffset(leader, log.endOffsetForEpoch(leader.epoch), log.logEndOffset)
    this.context.host.log.log('info', 'a follower cuts its log where its history and the leader’s part', {
      partition: `${partition.topic}-${partition.index}`,
      leaderEpoch: leader.epoch,
      from: log.logEndOffset,
      to,
    })
    if (to < log.logStartOffset) await partition.restartAt(to)
    else await partition.truncateTo(to)
    // The same question would bring the same answer, as fast as the two can speak.
    if (log.logEndOffset === logEndOffset && log.epochs.latestEpoch === latestEpoch)
      this.delay(`the leader's history parts at epoch ${leader.epoch}, offset ${leader.endOffset}`)
  }

  /** The leader has nothing at this log's end: it is shorter (an unclean election), or its retention has gone past. */
  private async reset(): Promise<void> {
    const { partition, leaderEpoch } = this
    const { leaderOffset } = this.context
    this.resetting = true
    try {
      const leaderEnd = await leaderOffset(partition, leaderEpoch, 'latest')
      if (!this.isCurrent) return
      if (leaderEnd < partition.log.logEndOffset) {
        this.warnOfReset(leaderEnd)
        await partition.truncateTo(leaderEnd)
        return
      }
      const leaderStart = await leaderOffset(partition, leaderEpoch, 'earliest')
      if (!this.isCurrent) return
      if (leaderStart <= partition.log.logEndOffset) {
        // In range by now, or the leader cannot tell its history from ours: not at once, or it would be for ever.
        this.delay('OFFSET_OUT_OF_RANGE', true)
        return
      }
      this.warnOfReset(leaderStart)
      await partition.restartAt(leaderStart)
    } catch (error) {
      if (!(error instanceof PeerError)) throw error
      this.delay(error.message)
    } finally {
      this.resetting = false
    }
  }

  private warnOfReset(offset: number): void {
    const { topic, index, log } = this.partition
    const { logStartOffset, logEndOffset } = log
    this.context.host.log.log('warn', 'a follower begins anew at an offset of the leader', {
      partition: `${topic}-${index}`,
      logStartOffset,
      logEndOffset,
      offset,
    })
  }
}
