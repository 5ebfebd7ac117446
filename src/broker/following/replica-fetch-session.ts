/**
 * The follower's side of an incremental fetch session (KIP-227): names every partition once, then only what is
 * new, moved or gone.
 */
import type { Uuid } from '../../base/uuid.ts'
import { FetchPartition, FetchTopic, ForgottenTopic } from '../../protocol/generated/fetch-request.ts'

/** What is asked of one partition. */
export interface FetchTarget {
  readonly topic: string
  readonly topicId: Uuid
  readonly index: number
  readonly fetchOffset: number
  readonly lastFetchedEpoch: number
  readonly leaderEpoch: number
  readonly logStartOffset: number
}

const FINAL_EPOCH = -1

export class ReplicaFetchSession {
  private sessionId = 0
  /** 0 asks for a new session, and for everything. */
  private epoch = 0
  private sent = new Map<string, FetchTarget>()
  private readonly partitionMaxBytes: number

  constructor(partitionMaxBytes: number) {
    this.partitionMaxBytes = partitionMaxBytes
  }

  /** The session's part of the next request. */
  next(targets: ReadonlyMap<string, FetchTarget>): {
    readonly sessionId: number
    readonly sessionEpoch: number
    readonly topics: FetchTopic[]
    readonly forgottenTopicsData: ForgottenTopic[]
  } {
    const before = this.epoch === 0 ? new Map<string, FetchTarget>() : this.sent
    const topics = new Map<Uuid, FetchTopic>()
    for (const [key, target] of targets) {
      const known = before.get(key)
      if (known !== undefined && isSame(known, target)) continue
      let topic = topics.get(target.topicId)
      if (topic === undefined) {
        topic = Object.assign(new FetchTopic(), { topic: target.topic, topicId: target.topicId })
        topics.set(target.topicId, topic)
      }
      const partition = new FetchPartition()
      partition.partition = target.index
      partition.fetchOffset = target.fetchOffset
      partition.lastFetchedEpoch = target.lastFetchedEpoch
      partition.currentLeaderEpoch = target.leaderEpoch
      partition.logStartOffset = target.logStartOffset
      partition.partitionMaxBytes = this.partitionMaxBytes
      topic.partitions.push(partition)
    }
    const forgotten = new Map<Uuid, ForgottenTopic>()
    for (const [key, target] of before) {
      if (targets.has(key)) continue
      let topic = forgotten.get(target.topicId)
      if (topic === undefined) {
        topic = Object.assign(new ForgottenTopic(), { topic: target.topic, topicId: target.topicId })
        forgotten.set(target.topicId, topic)
      }
      topic.partitions.push(target.index)
    }
    this.sent = new Map(targets)
    return {
      sessionId: this.sessionId,
      sessionEpoch: this.epoch,
      topics: [...topics.values()],
      forgottenTopicsData: [...forgotten.values()],
    }
  }

  /** The leader answered under this session; 0 where it keeps none, and is asked for all again. */
  accepted(sessionId: number): void {
    this.sessionId = sessionId
    this.epoch = sessionId === 0 ? 0 : this.epoch === 0x7fffffff ? 1 : this.epoch + 1
  }

  /** Nobody knows what the leader has of it; it is to be replaced, and not left to lie in the leader's cache. */
  restart(): void {
    this.epoch = 0
    this.sent = new Map()
  }

  /** The session is lost, or nobody knows what the leader has of it. */
  reset(): void {
    this.sessionId = 0
    this.epoch = 0
    this.sent = new Map()
  }

  get isOpen(): boolean {
    return this.epoch !== 0 && this.epoch !== FINAL_EPOCH
  }
}

function isSame(a: FetchTarget, b: FetchTarget): boolean {
  return (
    a.fetchOffset === b.fetchOffset &&
    a.leaderEpoch === b.leaderEpoch &&
    a.lastFetchedEpoch === b.lastFetchedEpoch &&
    a.logStartOffset === b.logStartOffset
  )
}
