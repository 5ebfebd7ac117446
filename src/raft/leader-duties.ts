/**
 * What a leader does for the others: tells them of its epoch, answers their fetches, commits what a majority has,
 * changes the voters.
 */
import { lastMajorityContactMs, nextHighWatermark } from './commit-offset.ts'
import type { FetchRequest } from './messages.ts'
import {
  followVoters,
  forgetIdleObservers,
  isImpostor,
  noteContact,
  noteFetch,
  progressOf,
  progressOfVoters,
} from './progress.ts'
import type { Replica } from './replica.ts'
import { judgePosition } from './replica-log.ts'
import type { Leader, ParkedFetch, Role, Transitions } from './roles.ts'
import { VoterChanges } from './voter-changes.ts'
import type { ReplicaKey } from './voter-set.ts'

export class LeaderDuties {
  readonly changes: VoterChanges
  private readonly replica: Replica
  private readonly transitions: Transitions

  constructor(replica: Replica, transitions: Transitions) {
    this.replica = replica
    this.transitions = transitions
    this.changes = new VoterChanges(replica, transitions)
  }

  newRole(nowMs: number, granting: readonly number[]): Leader {
    const epochStartOffset = this.replica.log.endOffset
    return {
      kind: 'leader',
      epochStartOffset,
      sinceMs: nowMs,
      granting,
      flushedOffset: epochStartOffset,
      progress: progressOfVoters(this.replica, nowMs),
      parked: [],
    }
  }

  /** The leader's office ends: whoever waits is told to look for another. */
  abandon(former: Role): void {
    if (former.kind !== 'leader') return
    for (const { replyTo } of former.parked.splice(0)) {
      this.replica.answerFetch(replyTo, { error: 'NOT_LEADER_OR_FOLLOWER', leaderId: null })
    }
    this.changes.abandon()
  }

  // --- time ---------------------------------------------------------------------------------------------------------

  deadlineMs(role: Leader): number {
    let next = Math.min(this.quorumDeadlineMs(role), this.changes.deadlineMs)
    for (const { deadlineMs } of role.parked) if (deadlineMs < next) next = deadlineMs
    for (const progress of role.progress.values()) {
      const begins = !progress.acknowledged && this.replica.voters.has(progress.key)
      if (begins && progress.nextBeginMs < next) next = progress.nextBeginMs
    }
    return next
  }

  /**
   * Check quorum (KIP-595): half as long again as the fetch timeout without a majority's fetches, and somebody
   * else may lead by now.
   */
  private quorumDeadlineMs(role: Leader): number {
    const { voters, own, isVoter, timeouts } = this.replica
    const contacts = voters.others(own).map(voter => Math.max(progressOf(role, voter)?.lastFetchMs ?? -1, role.sinceMs))
    return lastMajorityContactMs(contacts, voters.size, isVoter) + timeouts.fetchTimeoutMs * 1.5
  }

  onTimer(nowMs: number, role: Leader): void {
    if (nowMs >= this.quorumDeadlineMs(role)) {
      this.transitions.resign(nowMs)
      return
    }
    this.changes.onTimer(nowMs)
    this.announce(nowMs, role)
    this.serveParked(nowMs, role)
    forgetIdleObservers(this.replica, role, nowMs)
  }

  // --- the others ---------------------------------------------------------------------------------------------------

  /** BeginQuorumEpoch to every voter that has neither answered it nor fetched. */
  announce(nowMs: number, role: Leader): void {
    const { epoch, own, timeouts, voters } = this.replica
    for (const progress of role.progress.values()) {
      if (progress.acknowledged || nowMs < progress.nextBeginMs || !voters.has(progress.key)) continue
      progress.nextBeginMs = nowMs + timeouts.fetchTimeoutMs / 2
      const request = { kind: 'begin-epoch', epoch, leaderId: own.id, voter: progress.key } as const
      this.replica.emit({ kind: 'send', to: progress.key.id, request })
    }
  }

  onAcknowledged(role: Leader, from: number): void {
    for (const progress of role.progress.values()) if (progress.key.id === from) progress.acknowledged = true
  }

  onContact(nowMs: number, role: Leader, other: ReplicaKey): void {
    noteContact(this.replica, role, other, nowMs)
  }

  /** Who is new among the voters is told of this epoch; who is none any more may go on as an observer. */
  onVoters(nowMs: number, role: Leader): void {
    followVoters(this.replica, role, nowMs)
    this.announce(nowMs, role)
    this.considerCommit(nowMs, role)
  }

  onFetch(nowMs: number, role: Leader, replyTo: number, request: FetchRequest): void {
    const { replica } = this
    if (isImpostor(replica, role, request.replica, nowMs)) {
      replica.refuseImpostor(replyTo, request.replica)
      return
    }
    const position = judgePosition(replica.log, request.fetchOffset, request.lastFetchedEpoch)
    if (position.kind !== 'valid') {
      replica.answerFetch(
        replyTo,
        position.kind === 'diverging' ? { diverging: position.at } : { snapshot: position.snapshot },
      )
      return
    }
    const known = request.highWatermark ?? replica.highWatermark
    if (request.replica.id >= 0) noteFetch(replica, role, request, nowMs)
    this.considerCommit(nowMs, role)
    if (replica.role !== role) {
      // That commit was the end of a leader that votes no more.
      replica.answerFetch(replyTo, { error: 'NOT_LEADER_OR_FOLLOWER' })
      return
    }
    const parked: ParkedFetch = { replyTo, request, deadlineMs: nowMs + request.maxWaitMs, highWatermark: known }
    if (!this.answer(nowMs, parked)) role.parked.push(parked)
  }

  /** Answers where there is something to say or the wait is over. */
  private answer(nowMs: number, parked: ParkedFetch): boolean {
    const { replica } = this
    const hasRecords = parked.request.fetchOffset < replica.log.endOffset
    if (!hasRecords && replica.highWatermark <= parked.highWatermark && nowMs < parked.deadlineMs) return false
    replica.answerFetch(parked.replyTo, { readFrom: hasRecords ? parked.request.fetchOffset : null })
    return true
  }

  serveParked(nowMs: number, role: Leader): void {
    if (role.parked.length === 0) return
    const waiting = role.parked.splice(0)
    for (const parked of waiting) if (!this.answer(nowMs, parked)) role.parked.push(parked)
  }

  // --- commitment ---------------------------------------------------------------------------------------------------

  onFlushed(nowMs: number, role: Leader, endOffset: number): void {
    role.flushedOffset = Math.max(role.flushedOffset, endOffset)
    this.considerCommit(nowMs, role)
  }

  private considerCommit(nowMs: number, role: Leader): void {
    const { voters, own, highWatermark } = this.replica
    const offsets = voters.voters.map(voter =>
      voter.id === own.id ? role.flushedOffset : (progressOf(role, voter)?.endOffset ?? -1),
    )
    const next = nextHighWatermark(highWatermark, offsets, role.epochStartOffset)
    if (!this.replica.raiseHighWatermark(next)) return
    this.serveParked(nowMs, role)
    this.changes.onHighWatermark(nowMs, next)
  }
}
