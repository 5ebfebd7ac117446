/**
 * Copies the partitions that one other broker leads: one fetch after the other, all partitions in it. The offset that a fetch begins at tells the leader that
 * everything before is here, so a fetch goes out only when what the last one brought has been written.
 *
 * A partition is in one of three states: *fetching*; *delayed* until a time, after an error; *resetting*, while the leader is asked where its log
 * begins and ends. A new leader epoch begins again with fetching.
 */
import type { Retained } from '../../base/retained.ts'
import { DiskError } from '../../host/disk.ts'
import type { Host, Timer } from '../../host/host.ts'
import { ErrorCode, errorName } from '../../protocol/errors.ts'
import { FetchRequest, fetchRequest } from '../../protocol/generated/fetch-request.ts'
import { type FetchResponse, fetchResponse, type PartitionData } from '../../protocol/generated/fetch-response.ts'
import {
  ListOffsetsPartition,
  ListOffsetsRequest,
  ListOffsetsTopic,
  listOffsetsRequest,
} from '../../protocol/generated/list-offsets-request.ts'
import { listOffsetsResponse } from '../../protocol/generated/list-offsets-response.ts'
import { truncationOffset } from '../../replication/truncation.ts'
import type { Partition } from '../partition.ts'
import type { Peer } from '../peers/peer.ts'
import { PeerError } from '../peers/peer-connection.ts'
import type { ReplicationThrottle } from '../replication-throttle.ts'
import { type FetchTarget, ReplicaFetchSession } from './replica-fetch-session.ts'

export interface ReplicaFetcherOptions {
  readonly nodeId: number
  readonly brokerEpoch: () => number
  /** replica.fetch.wait.max.ms, .min.bytes, .response.max.bytes, .max.bytes, .backoff.ms; replica.socket.timeout.ms */
  readonly maxWaitMs: number
  readonly minBytes: number
  readonly maxBytes: number
  readonly partitionMaxBytes: number
  readonly backoffMs: number
  readonly timeoutMs: number
  /** Of what this broker copies (KIP-73). */
  readonly throttle: Pick<ReplicationThrottle, 'concerns' | 'isExceeded' | 'waitMs' | 'spend'>
}

interface Followed {
  readonly partition: Partition
  readonly leaderEpoch: number
  /** Monotonic time before which it is not fetched. */
  delayedUntilMs: number
  /** Of the last delay, while one follows the other. */
  delayMs: number
  resetting: boolean
  /** It had all that was committed when the leader last answered: such a one is never throttled. */
  hasCaughtUp: boolean
  complaint: string
}

/**
 * How long a partition that is followed from now on waits for the fetch under way, which does not name it. One that has not come back by then waits at the
 * leader for news, for up to replica.fetch.wait.max.ms: too long for a producer that waits for this replica.
 */
const INTERRUPT_AFTER_MS = 20
const MIN_INTERRUPTION_INTERVAL_MS = 100

/** Where one of the two brokers has not read on yet: over in a moment, most of the time, and twice as long with each time that it is not. */
const FIRST_SHORT_DELAY_MS = 20
const SOON_OVER: ReadonlySet<number> = new Set([
  ErrorCode.NOT_LEADER_OR_FOLLOWER,
  ErrorCode.UNKNOWN_LEADER_EPOCH,
  ErrorCode.UNKNOWN_TOPIC_ID,
  ErrorCode.UNKNOWN_TOPIC_OR_PARTITION,
])

/** KIP-903 */
const FIRST_REPLICA_STATE_VERSION = 15
const LATEST = -1
const EARLIEST = -2
const FETCH_API = { request: fetchRequest, response: fetchResponse }
const LIST_OFFSETS_API = { request: listOffsetsRequest, response: listOffsetsResponse }

/** The way to the leader. */
export type LeaderPeer = Pick<Peer, 'send' | 'interrupt' | 'close'>

export class ReplicaFetcher {
  readonly leaderId: number
  private readonly host: Host
  private readonly peer: LeaderPeer
  private readonly options: ReplicaFetcherOptions
  private readonly followed = new Map<string, Followed>()
  private readonly session: ReplicaFetchSession
  private running = false
  private stopped = false
  /** Counts the fetches; null while none is under way. */
  private underWay: number | null = null
  private fetchCount = 0
  private interruption: Timer | null = null
  private isInterrupted = false
  private nextInterruptionMs = Number.NEGATIVE_INFINITY
  private pause: { readonly end: () => void; readonly timer: Timer } | null = null
  private complaint = ''

  constructor(host: Host, leaderId: number, peer: LeaderPeer, options: ReplicaFetcherOptions) {
    this.host = host
    this.leaderId = leaderId
    this.peer = peer
    this.options = options
    this.session = new ReplicaFetchSession(options.partitionMaxBytes)
  }

  get isIdle(): boolean {
    return this.followed.size === 0
  }

  follow(partition: Partition): void {
    const key = keyOf(partition)
    const { leaderEpoch } = partition.currentLeadership
    const known = this.followed.get(key)
    if (known?.partition === partition && known.leaderEpoch === leaderEpoch) return
    this.followed.set(key, {
      partition,
      leaderEpoch,
      delayedUntilMs: 0,
      delayMs: 0,
      resetting: false,
      hasCaughtUp: false,
      complaint: '',
    })
    this.wake()
    this.interruptSoon()
  }

  private interruptSoon(): void {
    const { underWay } = this
    const nowMs = this.host.clock.monotonicMs()
    if (underWay === null || this.interruption !== null) return
    // On a slow link a fetch may be long because much comes: it must get through now and then.
    const delayMs = Math.max(INTERRUPT_AFTER_MS, this.nextInterruptionMs - nowMs)
    this.interruption = this.host.timers.after(delayMs, () => {
      this.interruption = null
      if (this.underWay !== underWay) return
      this.isInterrupted = true
      this.nextInterruptionMs = this.host.clock.monotonicMs() + MIN_INTERRUPTION_INTERVAL_MS
      this.peer.interrupt()
    })
  }

  unfollow(partition: Partition): void {
    this.followed.delete(keyOf(partition))
  }

  stop(): void {
    this.stopped = true
    this.interruption?.cancel()
    this.peer.close()
    this.wake()
  }

  private wake(): void {
    this.pause?.end()
    if (!this.running && !this.stopped) void this.run()
  }

  private sleep(ms: number): Promise<void> {
    return new Promise(resolve => {
      const timer = this.host.timers.after(ms, () => this.pause?.end())
      const end = (): void => {
        timer.cancel()
        this.pause = null
        resolve()
      }
      this.pause = { end, timer }
    })
  }

  private async run(): Promise<void> {
    this.running = true
    try {
      while (!this.stopped && this.followed.size > 0) {
        if (!(await this.round()) && !this.stopped) await this.sleep(this.options.backoffMs)
      }
    } finally {
      this.running = false
    }
  }

  /** False when it is no use to try again at once. */
  private async round(): Promise<boolean> {
    try {
      await this.settled()
      const nowMs = this.host.clock.monotonicMs()
      const targets = this.targets(nowMs)
      const dueMs = this.nextDueMs(nowMs)
      if (targets.size > 0) return await this.fetchOnce(targets, Math.min(this.options.maxWaitMs, dueMs))
      await this.sleep(dueMs)
      return true
    } catch (error) {
      // Whatever it is, the other partitions of this leader must not be left behind for it.
      this.host.log.log('error', 'fetching from a leader failed', { leaderId: this.leaderId, error })
      this.session.reset()
      return false
    }
  }

  /** What this broker appended while it led may still be on its way to the file. */
  private async settled(): Promise<void> {
    for (const { partition } of [...this.followed.values()]) {
      if (!partition.log.queue.isEmpty) await partition.log.queue.drained()
    }
  }

  private targets(nowMs: number): Map<string, FetchTarget> {
    const targets = new Map<string, FetchTarget>()
    for (const [key, followed] of this.followed) {
      const { partition, leaderEpoch, delayedUntilMs, resetting } = followed
      // What is not written yet, since this broker led until a moment ago, must not be told as written.
      if (resetting || nowMs < delayedUntilMs || partition.isOffline || !partition.log.queue.isEmpty) continue
      if (this.isHeldBack(followed)) continue
      const { fetchOffset, lastFetchedEpoch } = partition.followPosition
      const { topic, topicId, index, log } = partition
      const { logStartOffset } = log
      targets.set(key, { topic, topicId, index, fetchOffset, lastFetchedEpoch, leaderEpoch, logStartOffset })
    }
    return targets
  }

  private isHeldBack({ partition, hasCaughtUp }: Followed): boolean {
    return !hasCaughtUp && this.options.throttle.isExceeded && this.isThrottled(partition)
  }

  private isThrottled({ index, config }: Partition): boolean {
    return this.options.throttle.concerns(index, config.followerThrottledReplicas)
  }

  /** How long until a partition that is delayed or throttled now wants to be fetched again: a fetch must not wait longer at the leader. */
  private nextDueMs(nowMs: number): number {
    let dueMs = nowMs + Math.max(this.options.backoffMs, this.options.maxWaitMs)
    for (const followed of this.followed.values()) {
      const { delayedUntilMs } = followed
      const wantedMs = this.isHeldBack(followed) ? nowMs + this.options.throttle.waitMs : delayedUntilMs
      if (wantedMs > nowMs && wantedMs < dueMs) dueMs = wantedMs
    }
    return Math.max(1, dueMs - nowMs)
  }

  /** False when the leader was not reached, or refused the fetch as a whole. */
  private async fetchOnce(targets: ReadonlyMap<string, FetchTarget>, maxWaitMs: number): Promise<boolean> {
    const { options, session } = this
    const request = new FetchRequest()
    request.maxWaitMs = maxWaitMs
    request.minBytes = options.minBytes
    request.maxBytes = options.maxBytes
    Object.assign(request, session.next(targets))
    let response: FetchResponse
    let owner: Retained | null
    try {
      const make = (apiVersion: number): FetchRequest => {
        if (apiVersion < FIRST_REPLICA_STATE_VERSION) request.replicaId = options.nodeId
        else {
          request.replicaState.replicaId = options.nodeId
          request.replicaState.replicaEpoch = options.brokerEpoch()
        }
        return request
      }
      this.underWay = ++this.fetchCount
      const answer = await this.peer.send(FETCH_API, make, { timeoutMs: options.timeoutMs, borrowsFrame: true })
      response = answer.response
      owner = answer.owner
    } catch (error) {
      if (!(error instanceof PeerError)) throw error
      if (this.isInterrupted) {
        session.restart()
        return true
      }
      session.reset()
      this.complain(error.message)
      return false
    } finally {
      this.underWay = null
      this.isInterrupted = false
    }
    try {
      if (response.errorCode !== ErrorCode.NONE) {
        const wasOpen = session.isOpen
        session.reset()
        // A session that the leader forgot is begun again at once.
        if (wasOpen && isSessionError(response.errorCode)) return true
        this.complain(errorName(response.errorCode))
        return false
      }
      this.complaint = ''
      session.accepted(response.sessionId)
      await this.take(response, targets, owner)
      return true
    } finally {
      owner?.release()
    }
  }

  private complain(what: string): void {
    if (this.complaint === what || this.stopped) return
    this.complaint = what
    this.host.log.log('warn', 'a leader could not be fetched from', { leaderId: this.leaderId, what })
  }

  private async take(
    response: FetchResponse,
    targets: ReadonlyMap<string, FetchTarget>,
    owner: Retained | null,
  ): Promise<void> {
    const written: Promise<void>[] = []
    for (const { topicId, partitions } of response.responses) {
      for (const data of partitions) {
        const key = `${topicId} ${data.partitionIndex}`
        const followed = this.followed.get(key)
        const target = targets.get(key)
        // Another epoch, or not ours any more: the answer is to a question that nobody asks now.
        if (followed === undefined || target === undefined || !this.isCurrent(followed)) continue
        if (followed.leaderEpoch !== target.leaderEpoch) continue
        const done = this.takePartition(followed, target, data, owner)
        if (done !== null) written.push(this.guarded(followed, done))
      }
    }
    if (written.length > 0) await Promise.all(written)
  }

  /** A disk that fails under one partition stops no other. */
  private async guarded(followed: Followed, work: Promise<void>): Promise<void> {
    try {
      await work
    } catch (error) {
      if (!(error instanceof DiskError)) throw error
      this.delay(followed, error.message)
    }
  }

  private isCurrent({ partition, leaderEpoch }: Followed): boolean {
    return (
      !this.stopped &&
      !partition.isLeader &&
      !partition.isOffline &&
      partition.currentLeadership.leaderEpoch === leaderEpoch
    )
  }

  private takePartition(
    followed: Followed,
    target: FetchTarget,
    data: PartitionData,
    owner: Retained | null,
  ): Promise<void> | null {
    const { partition } = followed
    switch (data.errorCode) {
      case ErrorCode.NONE:
        break
      case ErrorCode.OFFSET_OUT_OF_RANGE:
        followed.resetting = true
        return this.reset(followed)
      default:
        this.delay(followed, errorName(data.errorCode), SOON_OVER.has(data.errorCode))
        return null
    }
    if (data.divergingEpoch.epoch >= 0) return this.truncate(followed, data.divergingEpoch)
    if (partition.log.logEndOffset !== target.fetchOffset) {
      // The log changed under the fetch (a move, a restart): the next one begins where it ends now.
      return null
    }
    const { records } = data
    if (records !== null && records.length > 0) {
      const problem = partition.appendFetched(records, owner)
      if (problem !== null) {
        this.delay(followed, problem)
        return null
      }
    }
    partition.followBounds(data.highWatermark, data.logStartOffset)
    followed.complaint = ''
    followed.delayMs = 0
    followed.hasCaughtUp = partition.log.logEndOffset >= data.highWatermark
    if (this.isThrottled(partition)) this.options.throttle.spend(records?.length ?? 0)
    return partition.log.queue.isEmpty ? null : this.written(followed)
  }

  /** A disk without space takes back what was appended: asking for the same again at once would only keep both brokers busy. */
  private async written(followed: Followed): Promise<void> {
    const { log } = followed.partition
    const { logEndOffset } = log
    await log.queue.drained()
    if (log.logEndOffset < logEndOffset) this.delay(followed, 'what was fetched could not be written')
  }

  private delay(followed: Followed, why: string, isSoonOver = false): void {
    const { backoffMs } = this.options
    followed.delayMs = isSoonOver
      ? Math.min(backoffMs, Math.max(FIRST_SHORT_DELAY_MS, 2 * followed.delayMs))
      : backoffMs
    followed.delayedUntilMs = this.host.clock.monotonicMs() + followed.delayMs
    if (followed.complaint === why) return
    followed.complaint = why
    const { topic, index } = followed.partition
    this.host.log.log('debug', 'a partition cannot be fetched at the moment', {
      partition: `${topic}-${index}`,
      leaderId: this.leaderId,
      why,
    })
  }

  private async truncate(followed: Followed, leader: { epoch: number; endOffset: number }): Promise<void> {
    const { partition } = followed
    const { log } = partition
    const { logEndOffset } = log
    const { latestEpoch } = log.epochs
    const to = truncationOffset(leader, log.endOffsetForEpoch(leader.epoch), log.logEndOffset)
    this.host.log.log('info', 'a follower cuts its log where its history and the leader’s part', {
      partition: `${partition.topic}-${partition.index}`,
      leaderEpoch: leader.epoch,
      from: log.logEndOffset,
      to,
    })
    if (to < log.logStartOffset) await partition.restartAt(to)
    else await partition.truncateTo(to)
    // The same question would bring the same answer, as fast as the two can speak.
    if (log.logEndOffset === logEndOffset && log.epochs.latestEpoch === latestEpoch)
      this.delay(followed, `the leader's history parts at epoch ${leader.epoch}, offset ${leader.endOffset}`)
  }

  /** The leader has nothing at this log's end: it is shorter (an unclean election), or its retention has gone past. */
  private async reset(followed: Followed): Promise<void> {
    const { partition } = followed
    try {
      const leaderEnd = await this.offsetOf(followed, LATEST)
      if (!this.isCurrent(followed)) return
      if (leaderEnd < partition.log.logEndOffset) {
        this.warnOfReset(partition, leaderEnd)
        await partition.truncateTo(leaderEnd)
        return
      }
      const leaderStart = await this.offsetOf(followed, EARLIEST)
      if (!this.isCurrent(followed)) return
      if (leaderStart <= partition.log.logEndOffset) {
        // In range by now, or the leader cannot tell its history from ours: not at once, or it would be for ever.
        this.delay(followed, 'OFFSET_OUT_OF_RANGE', true)
        return
      }
      this.warnOfReset(partition, leaderStart)
      await partition.restartAt(leaderStart)
    } catch (error) {
      if (!(error instanceof PeerError)) throw error
      this.delay(followed, error.message)
    } finally {
      followed.resetting = false
    }
  }

  private warnOfReset({ topic, index, log }: Partition, offset: number): void {
    const { logStartOffset, logEndOffset } = log
    const partition = `${topic}-${index}`
    this.host.log.log('warn', 'a follower begins anew at an offset of the leader', {
      partition,
      logStartOffset,
      logEndOffset,
      offset,
    })
  }

  private async offsetOf({ partition, leaderEpoch }: Followed, timestamp: number): Promise<number> {
    const asked = new ListOffsetsPartition()
    asked.partitionIndex = partition.index
    asked.currentLeaderEpoch = leaderEpoch
    asked.timestamp = timestamp
    const request = new ListOffsetsRequest()
    request.replicaId = this.options.nodeId
    request.topics = [Object.assign(new ListOffsetsTopic(), { name: partition.topic, partitions: [asked] })]
    const { response } = await this.peer.send(LIST_OFFSETS_API, () => request, { timeoutMs: this.options.timeoutMs })
    const answer = response.topics[0]?.partitions[0]
    const errorCode = answer?.errorCode ?? ErrorCode.UNKNOWN_SERVER_ERROR
    if (answer === undefined || errorCode !== ErrorCode.NONE) {
      throw new PeerError(`the leader answers ListOffsets with ${errorName(errorCode)}`)
    }
    return answer.offset
  }
}

function keyOf({ topicId, index }: Partition): string {
  return `${topicId} ${index}`
}

function isSessionError(errorCode: number): boolean {
  return (
    errorCode === ErrorCode.FETCH_SESSION_ID_NOT_FOUND ||
    errorCode === ErrorCode.INVALID_FETCH_SESSION_EPOCH ||
    errorCode === ErrorCode.FETCH_SESSION_TOPIC_ID_ERROR ||
    errorCode === ErrorCode.INCONSISTENT_TOPIC_ID
  )
}
