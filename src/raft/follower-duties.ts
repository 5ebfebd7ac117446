/**
 * What a follower does: fetches from the leader, writes what comes, cuts its log where it went astray. Observers also
 * look for the leader.
 */
import { assert } from '../base/assert.ts'
import type { FetchResponse, RaftRequest, VoterChange, VoterChangeResponse } from './messages.ts'
import type { Replica } from './replica.ts'
import { type Follower, MISSES_TO_STAND } from './roles.ts'

/** Kafka's `KafkaRaftClient.MAX_FETCH_WAIT_MS`. */
const MAX_FETCH_WAIT_MS = 500
/** Several followers miss the leader at once: by chance one of them stands first. */
const MAX_STAND_DELAY_MS = 50
/** An observer that was not told of a leader asks the next one after so long. */
const SEEK_TIMEOUT_MS = 100
/** A replica that is no voter and yet may stand looks for a leader so many times first: for about an election timeout. */
const SEEKS_BEFORE_STANDING = 8

export class FollowerDuties {
  private readonly replica: Replica
  /** What the leader last said; the own high watermark follows when the records are on the device. */
  private leaderHighWatermark = -1
  /** When this replica looks again whether the voter set has it as it should. */
  private voterCheckMs = Number.POSITIVE_INFINITY
  /** The leader of a static quorum has heard from this voter who it is. */
  private hasDescribedItself = false
  private seeks = 0

  constructor(replica: Replica) {
    this.replica = replica
  }

  /** The fetch whose answer is awaited: one at a time, or the same records would be appended twice. */
  private awaited: RaftRequest | null = null

  /** It follows a leader. */
  begin(nowMs: number): void {
    this.seeks = 0
    this.leaderHighWatermark = -1
    this.awaited = null
    this.voterCheckMs = nowMs + this.replica.timeouts.fetchTimeoutMs
    this.hasDescribedItself = false
  }

  /** Whether this is the fetch that is awaited; it no longer is afterwards. */
  takes(request: RaftRequest): boolean {
    if (this.awaited !== request) return false
    this.awaited = null
    return true
  }

  fetch(nowMs: number): void {
    const { role } = this.replica
    if (role.kind !== 'follower') return
    this.replica.amend({ ...role, fetchAtMs: null, isWriting: false })
    this.considerVoters(nowMs, role)
    this.awaited = this.send(role.leaderId, Math.min(MAX_FETCH_WAIT_MS, Math.max(0, role.deadlineMs - nowMs)))
  }

  private send(to: number, maxWaitMs: number): RaftRequest {
    const { log, own, epoch, highWatermark } = this.replica
    const { endOffset: fetchOffset, lastEpoch: lastFetchedEpoch } = log
    const request = {
      kind: 'fetch',
      replica: own,
      epoch,
      fetchOffset,
      lastFetchedEpoch,
      highWatermark,
      maxWaitMs,
    } as const
    this.replica.emit({ kind: 'send', to, request })
    return request
  }

  /**
   * An observer takes part in no election: it asks one voter after the other, and their answers name the leader.
   * Bootstrap servers are asked too: the voters that this replica knows may be those of long ago (KIP-853).
   */
  seekLeader(nowMs: number): void {
    const { role, voters, bootstrapIds, own, timeouts, random } = this.replica
    const candidates = [...voters.others(own).map(voter => voter.id), ...bootstrapIds]
    if (role.kind !== 'unattached' || candidates.length === 0) return
    this.seeks++
    this.replica.amend({ ...role, deadlineMs: nowMs + timeouts.retryBackoffMs + SEEK_TIMEOUT_MS })
    this.send(candidates[random.uint32() % candidates.length]!, 0)
  }

  /** Whether it has looked for a leader long enough and stands for election now, although it is no voter. */
  givesUpSeeking(): boolean {
    if (this.seeks < SEEKS_BEFORE_STANDING || !this.replica.mayStand) return false
    this.seeks = 0
    return true
  }

  /** Fetches from all others, of whom none need be the leader: their answers name it. */
  askForLeader(): void {
    for (const voter of this.replica.voters.others(this.replica.own)) this.send(voter.id, 0)
  }

  /**
   * Once in a fetch timeout: a voter tells the leader when it is found elsewhere than the voter set says
   * (UpdateRaftVoter), a controller that has no vote asks for one (controller.quorum.auto.join.enable). Who was a voter
   * from another directory has that one removed first.
   */
  private considerVoters(nowMs: number, { leaderId }: Follower): void {
    const { self, voters, log, epoch, isVoter, autoJoin, timeouts } = this.replica
    if (self === null || nowMs < this.voterCheckMs) return
    this.voterCheckMs = nowMs + timeouts.fetchTimeoutMs
    const send = (request: VoterChange): void => this.replica.emit({ kind: 'send', to: leaderId, request })
    if (isVoter) {
      const isNews = log.kraftVersion >= 1 ? voters.isOutdated(self) : !this.hasDescribedItself
      if (isNews) send({ kind: 'update-voter', epoch, voter: self })
    } else if (autoJoin && log.kraftVersion >= 1) {
      const former = voters.get(self.id)
      if (former === undefined) send({ kind: 'add-voter', voter: self, ackWhenCommitted: false })
      else send({ kind: 'remove-voter', voter: { id: former.id, directoryId: former.directoryId } })
    }
  }

  onUpdateResponse(nowMs: number, from: number, { error }: VoterChangeResponse): void {
    const { role, timeouts } = this.replica
    if (role.kind !== 'follower' || role.leaderId !== from) return
    // A leader that cannot take it need not be told again.
    if (error !== 'NONE' && error !== 'UNSUPPORTED_VERSION') return
    this.hasDescribedItself = true
    this.replica.amend({ ...role, deadlineMs: nowMs + timeouts.fetchTimeoutMs })
  }

  fetchLater(nowMs: number, from: number): void {
    const { role, timeouts } = this.replica
    if (role.kind !== 'follower' || role.leaderId !== from) return
    this.replica.amend({ ...role, fetchAtMs: nowMs + timeouts.retryBackoffMs })
  }

  /**
   * The leader was not reached, or does not lead any more. Where the computer that it ran on says that nothing listens
   * there, there is no need to wait for the fetch timeout: a pre-vote (KIP-996) asks the others, who refuse it while they
   * hear the leader. Kafka waits for the timeout.
   */
  onMiss(nowMs: number, from: number): void {
    this.fetchLater(nowMs, from)
    const { role, isVoter, random, timeouts } = this.replica
    if (role.kind !== 'follower' || role.leaderId !== from) return
    const misses = role.misses + 1
    const stands = misses === MISSES_TO_STAND && isVoter && !timeouts.waitsAlways
    const deadlineMs = stands
      ? Math.min(role.deadlineMs, nowMs + (random.uint32() % MAX_STAND_DELAY_MS))
      : role.deadlineMs
    this.replica.amend({ ...role, misses, hasFetched: false, deadlineMs })
  }

  onResponse(nowMs: number, from: number, response: FetchResponse): void {
    const { replica } = this
    const { role } = replica
    if (role.kind !== 'follower' || role.leaderId !== from) return
    if (response.error !== 'NONE') {
      // The leader itself says that it leads no more: it was started again in the epoch that it led.
      if (response.error === 'NOT_LEADER_OR_FOLLOWER' && response.leaderId === null) this.onMiss(nowMs, from)
      else this.fetchLater(nowMs, from)
      return
    }
    const heard = { ...role, deadlineMs: nowMs + replica.timeouts.fetchTimeoutMs, hasFetched: true, misses: 0 }
    replica.amend(heard)
    if (response.diverging !== null) {
      const { offset, epoch } = response.diverging
      // Both ends are asked: the leader's epoch may be one that this log never had.
      const own = replica.log.endOffsetForEpoch(epoch)
      const to = own.epoch === epoch ? Math.min(own.offset, offset) : own.offset
      assert(to >= replica.highWatermark, `the leader asks to cut off committed records from offset ${to} on`)
      replica.amend({ ...heard, isWriting: true })
      replica.emit({ kind: 'truncate', offset: to })
      return
    }
    if (response.snapshot !== null) {
      replica.amend({ ...heard, isWriting: true })
      replica.emit({ kind: 'fetch-snapshot', from, epoch: replica.epoch, snapshot: response.snapshot })
      return
    }
    this.leaderHighWatermark = response.highWatermark
    if (response.records !== null) {
      // The next fetch goes out when these are on the device: fetching is what acknowledges.
      replica.amend({ ...heard, isWriting: true })
      replica.emit({ kind: 'append-fetched', records: response.records })
      return
    }
    replica.raiseHighWatermark(Math.min(response.highWatermark, replica.log.endOffset))
    this.fetch(nowMs)
  }

  onSnapshotProgress(nowMs: number, epoch: number): void {
    const { role, epoch: current, timeouts } = this.replica
    if (role.kind !== 'follower' || epoch !== current) return
    this.replica.amend({ ...role, deadlineMs: nowMs + timeouts.fetchTimeoutMs })
  }

  onSnapshotFetched(nowMs: number, endOffset: number | null): void {
    const { replica } = this
    if (endOffset !== null) replica.raiseHighWatermark(endOffset)
    const { role } = replica
    if (role.kind !== 'follower' || !role.isWriting) return
    if (endOffset !== null) this.fetch(nowMs)
    else replica.amend({ ...role, isWriting: false, fetchAtMs: nowMs + replica.timeouts.retryBackoffMs })
  }

  /**
   * A disk or a wire flipped bits on the way. Asked again, yet not as fast as two nodes can speak: it may be
   * the leader's file.
   */
  onDamaged(nowMs: number): void {
    const { replica } = this
    const { role } = replica
    if (role.kind !== 'follower' || !role.isWriting) return
    replica.amend({ ...role, isWriting: false, fetchAtMs: nowMs + replica.timeouts.retryBackoffMs })
  }

  onFlushed(nowMs: number, role: Follower, endOffset: number): void {
    if (!role.isWriting || endOffset !== this.replica.log.endOffset) return
    this.replica.raiseHighWatermark(Math.min(this.leaderHighWatermark, endOffset))
    this.fetch(nowMs)
  }
}
