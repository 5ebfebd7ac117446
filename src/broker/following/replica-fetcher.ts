/**
 * Copies the partitions that one other broker leads: one fetch after the other, all partitions in it. The offset that a
 * fetch begins at tells the leader that everything before is here, so a fetch goes out only when what the last one
 * brought has been written.
 */
import type { Retained } from '../../base/retained.ts'
import type { Host, Timer } from '../../host/host.ts'
import { ErrorCode, errorName } from '../../protocol/errors.ts'
import { FetchRequest, fetchRequest } from '../../protocol/generated/fetch-request.ts'
import { type FetchResponse, fetchResponse } from '../../protocol/generated/fetch-response.ts'
import {
  ListOffsetsPartition,
  ListOffsetsRequest,
  ListOffsetsTopic,
  listOffsetsRequest,
} from '../../protocol/generated/list-offsets-request.ts'
import { listOffsetsResponse } from '../../protocol/generated/list-offsets-response.ts'
import type { Partition } from '../partition.ts'
import type { Peer } from '../peers/peer.ts'
import { PeerError } from '../peers/peer-connection.ts'
import type { ReplicationThrottle } from '../replication-throttle.ts'
import { type FollowedContext, FollowedPartition } from './followed-partition.ts'
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

/**
 * How long a partition that is followed from now on waits for the fetch under way, which does not name it. One that has
 * not come back by then waits at the leader for news, for up to replica.fetch.wait.max.ms: too long for a producer that
 * waits for this replica.
 */
const INTERRUPT_AFTER_MS = 20
const MIN_INTERRUPTION_INTERVAL_MS = 100

/** KIP-903 */
const FIRST_REPLICA_STATE_VERSION = 15
/** What ListOffsets calls the two ends of a log. */
const TIMESTAMP_OF = { latest: -1, earliest: -2 } as const
const FETCH_API = { request: fetchRequest, response: fetchResponse }
const LIST_OFFSETS_API = { request: listOffsetsRequest, response: listOffsetsResponse }

/** The way to the leader. */
export type LeaderPeer = Pick<Peer, 'send' | 'interrupt' | 'close'>

export class ReplicaFetcher {
  readonly leaderId: number
  private readonly host: Host
  private readonly peer: LeaderPeer
  private readonly options: ReplicaFetcherOptions
  private readonly followed = new Map<string, FollowedPartition>()
  private readonly context: FollowedContext
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
    this.context = {
      host,
      leaderId,
      backoffMs: options.backoffMs,
      throttle: options.throttle,
      isStopped: () => this.stopped,
      leaderOffset: (partition, leaderEpoch, end) => this.leaderOffset(partition, leaderEpoch, end),
    }
  }

  get isIdle(): boolean {
    return this.followed.size === 0
  }

  follow(partition: Partition): void {
    const key = keyOf(partition)
    const { leaderEpoch } = partition.currentLeadership
    const known = this.followed.get(key)
    if (known?.partition === partition && known.leaderEpoch === leaderEpoch) return
    this.followed.set(key, new FollowedPartition(partition, this.context))
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
      const target = followed.target(nowMs)
      if (target !== null) targets.set(key, target)
    }
    return targets
  }

  /**
   * How long until a partition that is delayed or throttled now wants to be fetched again: a fetch must not wait
   * longer at the leader.
   */
  private nextDueMs(nowMs: number): number {
    let dueMs = nowMs + Math.max(this.options.backoffMs, this.options.maxWaitMs)
    for (const followed of this.followed.values()) {
      const wantedMs = followed.dueMs(nowMs)
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
        if (followed === undefined || target === undefined) continue
        const done = followed.take(target, data, owner)
        if (done !== null) written.push(done)
      }
    }
    if (written.length > 0) await Promise.all(written)
  }

  private async leaderOffset(partition: Partition, leaderEpoch: number, end: 'earliest' | 'latest'): Promise<number> {
    const asked = new ListOffsetsPartition()
    asked.partitionIndex = partition.index
    asked.currentLeaderEpoch = leaderEpoch
    asked.timestamp = TIMESTAMP_OF[end]
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
