/**
 * Fetch (key 1): versions 4–18.
 *
 * - The first partition with data answers its first batch whole, even above every byte limit, so that a consumer always
 *   gets on (KIP-74); a fetch in the middle of a batch returns the whole batch.
 * - Waits until `minBytes` are there or `maxWaitMs` have passed; an error anywhere, or nothing to fetch, answers at once.
 * - v4: isolation level, aborted transactions. v7: sessions (KIP-227). v9: leader epoch fencing (KIP-320). v10: zstd, which
 *   Kafka 4 hands out at any version, though KIP-110 would have it refused below this one. v12: diverging epoch (KIP-595).
 *   v13: topic ids (KIP-516). v16: leader endpoints (KIP-951).
 */
import { Pending } from '../base/pending.ts'
import type { Uuid } from '../base/uuid.ts'
import { type FetchPlan, planFetch } from '../broker/fetch-plan.ts'
import type { FetchSessionCache } from '../broker/fetch-session.ts'
import type { Partition } from '../broker/partition.ts'
import type { PartitionRead } from '../broker/partition-read.ts'
import type { ReplicationThrottle } from '../broker/replication-throttle.ts'
import type { Clock, Timer, Timers } from '../host/host.ts'
import { ErrorCode } from '../protocol/errors.ts'
import type { FetchRequest } from '../protocol/generated/fetch-request.ts'
import { FetchResponse } from '../protocol/generated/fetch-response.ts'
import type { Outcome, RequestContext } from './api.ts'
import type { CurrentLeaders } from './current-leader.ts'
import { type FetchAnswerServices, type FetchedPartition, fetchAnswer } from './fetch-answer.ts'
import type { FetchMemory } from './fetch-memory.ts'

export { fail } from './fetch-answer.ts'

/** From here on consumers read from followers too, and are sent to one that is nearer (KIP-392). */
const FIRST_FOLLOWER_VERSION = 11

export interface FetchServices extends FetchAnswerServices {
  readonly clock: Clock
  readonly timers: Timers
  readonly fetchSessions: FetchSessionCache
  readonly replicas: CurrentLeaders & {
    /** The partition led here, or the error code to answer. A topic that is known by name and id must match both. */
    fetchPartition(topic: string, topicId: Uuid, index: number): Partition | number
  }
  /**
   * The replica that serves a client in this rack better than the leader; null for the leader, and where
   * `replica.selector.class` names nothing.
   */
  nearerReplica(
    partition: Partition,
    clientRack: string,
    fetchOffset: number,
    connection: RequestContext['connection'],
  ): number | null
  topicNameOf(topicId: Uuid): string | null
  /** `fetch.max.bytes` */
  readonly maxFetchBytes: number
  readonly fetchMemory: FetchMemory
  /** Of what followers are given (KIP-73). */
  readonly leaderThrottle: Pick<ReplicationThrottle, 'concerns' | 'isExceeded' | 'waitMs' | 'spend'>
}

/**
 * With less than this share of an answer left, the partitions that remain wait for the next fetch: a read
 * for hardly a batch.
 */
const MIN_ROOM_SHARE = 0.2

/** One partition of a fetch under way. */
interface Slot extends FetchedPartition {
  /** Something happened since it was read. */
  dirty: boolean
}

export function handle(
  services: FetchServices,
  context: RequestContext,
  request: FetchRequest,
): Outcome<FetchResponse> | Pending<Outcome<FetchResponse>> {
  const plan = planFetch(
    services.fetchSessions,
    request,
    context.apiVersion,
    services.clock.monotonicMs(),
    services.topicNameOf,
  )
  if (plan.errorCode !== ErrorCode.NONE) {
    const response = new FetchResponse()
    response.errorCode = plan.errorCode
    return response
  }
  return new FetchOperation(services, context, request, plan).start()
}

class FetchOperation {
  private readonly services: FetchServices
  private readonly context: RequestContext
  private readonly request: FetchRequest
  private readonly plan: FetchPlan
  private readonly slots: Slot[] = []
  private readonly answer = new Pending<Outcome<FetchResponse>>()
  private readonly maxBytes: number
  /** Of what is not in memory yet. */
  private readonly maxFileBytes: number
  private heldBytes = 0
  private readonly deadlineMs: number
  private timer: Timer | null = null
  private reading = false
  private wakeScheduled = false
  private readonly wakes: (() => void)[] = []
  private finished = false

  constructor(services: FetchServices, context: RequestContext, request: FetchRequest, plan: FetchPlan) {
    this.services = services
    this.context = context
    this.request = request
    this.plan = plan
    const { roomBytes, fileRoomBytes } = services.fetchMemory
    const maxBytes = Math.min(request.maxBytes, services.maxFetchBytes)
    this.maxFileBytes = Math.min(maxBytes, fileRoomBytes)
    // A follower's next fetch waits until all of the last one is written.
    this.maxBytes = plan.replicaId >= 0 ? this.maxFileBytes : Math.min(maxBytes, roomBytes)
    this.deadlineMs = services.clock.monotonicMs() + request.maxWaitMs
    for (const state of plan.partitions) {
      const found = services.replicas.fetchPartition(state.topic, state.topicId, state.partition)
      this.slots.push(
        typeof found === 'number'
          ? { state, partition: null, read: null, errorCode: found, preferredReplica: -1, dirty: false }
          : { state, partition: found, read: null, errorCode: ErrorCode.NONE, preferredReplica: -1, dirty: true },
      )
    }
  }

  start(): Pending<Outcome<FetchResponse>> {
    this.context.releaseAfterReply(() => this.releaseAll())
    this.sendElsewhere()
    this.readDirty(0)
    return this.answer
  }

  /** Consumers that say where they are may be nearer to a follower: their fetch brings no records from here. */
  private sendElsewhere(): void {
    const { rackId } = this.request
    if (rackId === '' || this.plan.replicaId >= 0 || this.context.apiVersion < FIRST_FOLLOWER_VERSION) return
    for (const slot of this.slots) {
      const { partition, state } = slot
      if (partition === null || !partition.isLeader) continue
      const nearer = this.services.nearerReplica(partition, rackId, state.fetchOffset, this.context.connection)
      if (nearer === null) continue
      this.onRead(slot, partition.position(state.currentLeaderEpoch))
      slot.dirty = false
      if (slot.errorCode === ErrorCode.NONE) slot.preferredReplica = nearer
    }
  }

  /** Reads the partitions that changed, from slot `from` on; goes on asynchronously after a read that had to go to disk. */
  private readDirty(from: number): void {
    this.reading = true
    let room = this.maxBytes
    let fileRoom = this.maxFileBytes
    for (const { dirty, read } of this.slots) {
      if (dirty || read === null) continue
      room -= read.sizeBytes
      fileRoom -= read.fileBytes
    }
    const leastRoom = this.maxFileBytes * MIN_ROOM_SHARE
    let anyData = room < this.maxBytes
    for (let i = from; i < this.slots.length; i++) {
      const slot = this.slots[i]!
      if (!slot.dirty || slot.partition === null) continue
      slot.dirty = false
      slot.read?.release()
      slot.read = null
      const { state } = slot
      const isHeldBack = this.isHeldBack(slot)
      const isFull = isHeldBack || (anyData && room < leastRoom)
      const read = slot.partition.read({
        fetchOffset: state.fetchOffset,
        currentLeaderEpoch: state.currentLeaderEpoch,
        lastFetchedEpoch: state.lastFetchedEpoch,
        maxBytes: isFull ? 0 : Math.max(0, Math.min(state.maxBytes, room)),
        maxFileBytes: anyData && fileRoom < leastRoom ? 0 : Math.max(0, fileRoom),
        minOneBatch: !anyData && !isHeldBack,
        readCommitted: this.request.isolationLevel === 1,
        replicaId: this.plan.replicaId,
        replicaEpoch: this.plan.replicaEpoch,
        replicaLogStart: state.logStartOffset,
        allowsFollower: this.context.apiVersion >= FIRST_FOLLOWER_VERSION,
      })
      if (read instanceof Promise) {
        const next = i + 1
        read.then(
          result => {
            this.onRead(slot, result)
            this.readDirty(next)
          },
          error => {
            slot.errorCode = ErrorCode.UNKNOWN_SERVER_ERROR
            this.finish()
            throw error
          },
        )
        return
      }
      this.onRead(slot, read)
      if (read.sizeBytes > 0) {
        anyData = true
        room -= read.sizeBytes
        fileRoom -= read.fileBytes
      }
    }
    this.reading = false
    this.decide()
  }

  private isThrottled({ partition }: Slot): boolean {
    if (partition === null || this.plan.replicaId < 0) return false
    return this.services.leaderThrottle.concerns(partition.index, partition.config.leaderThrottledReplicas)
  }

  /** A follower that is in sync is never held back: it would not be any more. */
  private isHeldBack(slot: Slot): boolean {
    const { leaderThrottle } = this.services
    return this.isThrottled(slot) && leaderThrottle.isExceeded && !slot.partition!.isInSync(this.plan.replicaId)
  }

  private onRead(slot: Slot, read: PartitionRead): void {
    if (this.finished) {
      read.release()
      return
    }
    slot.read = read
    slot.errorCode = read.errorCode
  }

  /** Answers when there is reason to; parks otherwise. */
  private decide(): void {
    if (this.finished) return
    let sizeBytes = 0
    let urgent = this.slots.length === 0
    for (const slot of this.slots) {
      if (slot.dirty) {
        // Progress came while another partition was being read from disk.
        this.readDirty(0)
        return
      }
      if (slot.preferredReplica >= 0) urgent = true
      if (slot.errorCode !== ErrorCode.NONE || slot.read?.diverging || this.tellsReplica(slot)) urgent = true
      sizeBytes += slot.read?.sizeBytes ?? 0
    }
    const nowMs = this.services.clock.monotonicMs()
    const waitMs = this.deadlineMs - nowMs
    if (urgent || sizeBytes >= Math.min(this.request.minBytes, this.maxBytes) || waitMs <= 0) {
      this.finish()
      return
    }
    if (this.timer !== null) return
    // What is held back for its rate is looked at again when that is paid for.
    const isHeld = this.slots.some(slot => this.isHeldBack(slot))
    this.park(isHeld ? Math.min(waitMs, this.services.leaderThrottle.waitMs) : waitMs)
  }

  /** The log begins elsewhere since this replica was told: whoever deleted records waits for it to follow. */
  private tellsReplica({ state, read }: Slot): boolean {
    return this.plan.replicaId >= 0 && read !== null && read.logStartOffset > Math.max(0, state.logStartOffset)
  }

  private park(waitMs: number): void {
    this.timer = this.services.timers.after(waitMs, () => {
      this.timer = null
      if (this.reading) return // the read under way ends in decide(), which looks at the time
      if (this.services.clock.monotonicMs() >= this.deadlineMs) {
        this.finish()
        return
      }
      for (const slot of this.slots) if (this.isThrottled(slot)) slot.dirty = true
      this.readDirty(0)
    })
    if (this.wakes.length > 0) return
    this.slots.forEach((slot, i) => {
      if (slot.partition === null) return
      const wake = (): void => this.wake(i)
      this.wakes[i] = wake
      slot.partition.watch(wake, this.plan.replicaId >= 0)
    })
  }

  /**
   * All progress of one turn of the loop is looked at together: the partitions of one Produce request are written one
   * by one at its end, and whoever answered after the first of them would be asked again at once for
   * each of the others.
   */
  private wake(slotIndex: number): void {
    this.slots[slotIndex]!.dirty = true
    if (this.wakeScheduled || this.reading) return
    this.wakeScheduled = true
    const look = (): void => {
      this.wakeScheduled = false
      if (!this.finished && !this.reading) this.readDirty(0)
    }
    if (this.slots.length === 1) queueMicrotask(look)
    else this.services.timers.defer(look)
  }

  private finish(): void {
    if (this.finished) return
    this.finished = true
    this.timer?.cancel()
    this.slots.forEach((slot, i) => {
      const wake = this.wakes[i]
      if (wake !== undefined) slot.partition?.unwatch(wake)
    })
    for (const slot of this.slots) {
      const sizeBytes = slot.read?.sizeBytes ?? 0
      this.heldBytes += sizeBytes
      if (this.isThrottled(slot)) this.services.leaderThrottle.spend(sizeBytes)
    }
    this.services.fetchMemory.hold(this.heldBytes)
    this.answer.complete(fetchAnswer(this.services, this.context, this.plan, this.slots))
  }

  private releaseAll(): void {
    this.finished = true
    this.services.fetchMemory.release(this.heldBytes)
    this.heldBytes = 0
    for (const slot of this.slots) {
      slot.read?.release()
      slot.read = null
    }
  }
}
