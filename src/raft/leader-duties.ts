/** What a leader does for the others: tells them of its epoch, answers their fetches, counts how far they are. */
import { ZERO_UUID } from '../base/uuid.ts'
import type { FetchRequest } from './messages.ts'
import type { RaftMachine } from './raft-machine.ts'
import { judgePosition } from './replica-log.ts'
import type { Leader, ParkedFetch, ReplicaProgress, Role } from './roles.ts'
import type { ReplicaKey } from './voter-set.ts'

/** Observers that have not fetched for so long are forgotten (Kafka's `OBSERVER_SESSION_TIMEOUT_MS`). */
const OBSERVER_SESSION_TIMEOUT_MS = 300_000

export class LeaderDuties {
  private readonly machine: RaftMachine

  constructor(machine: RaftMachine) {
    this.machine = machine
  }

  takeOffice(nowMs: number, granting: readonly number[]): Leader {
    const progress = new Map<string, ReplicaProgress>()
    for (const voter of this.machine.voters.others(this.machine.own)) {
      progress.set(keyOf(voter), newProgress({ id: voter.id, directoryId: voter.directoryId }, nowMs))
    }
    const epochStartOffset = this.machine.log.endOffset
    return {
      kind: 'leader',
      epochStartOffset,
      sinceMs: nowMs,
      granting,
      flushedOffset: epochStartOffset,
      progress,
      parked: [],
    }
  }

  /** The voters have changed: who is new is told of this epoch; who is none any more may go on as an observer. */
  followVoters(nowMs: number, role: Leader): void {
    for (const voter of this.machine.voters.others(this.machine.own)) {
      const key = { id: voter.id, directoryId: voter.directoryId }
      if (role.progress.has(keyOf(key))) continue
      // A static voter whose directory is known now is the replica that it was.
      const unnamed = role.progress.get(keyOf({ id: voter.id, directoryId: ZERO_UUID }))
      if (unnamed !== undefined) role.progress.delete(keyOf(unnamed.key))
      role.progress.set(keyOf(key), unnamed === undefined ? newProgress(key, nowMs) : { ...unnamed, key })
    }
    this.announce(nowMs, role)
    this.machine.considerCommit(nowMs, role)
  }

  /**
   * Static voters are known by id alone. Of two that fetch under one id, the later one is refused for as long as the first is there: what one of them has on its device must
   * not count for the other.
   */
  isImpostor(nowMs: number, role: Leader, replica: ReplicaKey): boolean {
    const { voters, timeouts } = this.machine
    if (!voters.has(replica) || replica.directoryId === ZERO_UUID) return false
    const progress = this.progressOf(role, this.voterKey(replica))
    if (progress === undefined || progress.saidDirectoryId === ZERO_UUID) return false
    const isThere = progress.lastFetchMs >= 0 && nowMs - progress.lastFetchMs < timeouts.fetchTimeoutMs
    return isThere && progress.saidDirectoryId !== replica.directoryId
  }

  onContact(nowMs: number, role: Leader, replica: ReplicaKey): void {
    if (this.isImpostor(nowMs, role, replica)) return
    const key = this.machine.voters.has(replica) ? this.voterKey(replica) : replica
    const progress = this.progressOf(role, key)
    if (progress === undefined) return
    progress.lastFetchMs = nowMs
    progress.acknowledged = true
  }

  progressOf(role: Leader, replica: ReplicaKey): ReplicaProgress | undefined {
    return role.progress.get(keyOf(replica))
  }

  deadlineMs(role: Leader): number {
    let next = this.machine.quorumDeadline(role)
    for (const { deadlineMs } of role.parked) if (deadlineMs < next) next = deadlineMs
    for (const progress of role.progress.values()) {
      const begins = !progress.acknowledged && this.machine.voters.has(progress.key)
      if (begins && progress.nextBeginMs < next) next = progress.nextBeginMs
    }
    return next
  }

  onTimer(nowMs: number, role: Leader): void {
    this.announce(nowMs, role)
    this.serveParked(nowMs, role)
    for (const [key, progress] of role.progress) {
      const idle = nowMs - progress.lastFetchMs >= OBSERVER_SESSION_TIMEOUT_MS
      if (idle && !this.machine.voters.has(progress.key)) role.progress.delete(key)
    }
  }

  /** BeginQuorumEpoch to every voter that has neither answered it nor fetched. */
  announce(nowMs: number, role: Leader): void {
    const { epoch, own, timeouts } = this.machine
    for (const progress of role.progress.values()) {
      if (progress.acknowledged || nowMs < progress.nextBeginMs || !this.machine.voters.has(progress.key)) continue
      progress.nextBeginMs = nowMs + timeouts.fetchTimeoutMs / 2
      const request = { kind: 'begin-epoch', epoch, leaderId: own.id, voter: progress.key } as const
      this.machine.emit({ kind: 'send', to: progress.key.id, request })
    }
  }

  onAcknowledged(role: Leader, from: number): void {
    for (const progress of role.progress.values()) if (progress.key.id === from) progress.acknowledged = true
  }

  onFetch(nowMs: number, role: Leader, replyTo: number, request: FetchRequest): void {
    const { machine } = this
    const { log } = machine
    if (this.isImpostor(nowMs, role, request.replica)) {
      machine.refuseImpostor(replyTo, request.replica)
      return
    }
    const position = judgePosition(log, request.fetchOffset, request.lastFetchedEpoch)
    if (position.kind !== 'valid') {
      const fields = position.kind === 'diverging' ? { diverging: position.at } : { snapshot: position.snapshot }
      machine.emit({ kind: 'respond', replyTo, response: machine.fetchAnswer(fields) })
      return
    }
    const known = request.highWatermark ?? machine.highWatermark
    if (request.replica.id >= 0) this.note(nowMs, role, request)
    machine.considerCommit(nowMs, role)
    if (machine.role !== role) {
      // That commit was the end of a leader that votes no more.
      machine.emit({ kind: 'respond', replyTo, response: machine.fetchAnswer({ error: 'NOT_LEADER_OR_FOLLOWER' }) })
      return
    }
    const parked: ParkedFetch = { replyTo, request, deadlineMs: nowMs + request.maxWaitMs, highWatermark: known }
    if (!this.answer(nowMs, parked)) role.parked.push(parked)
  }

  private note(nowMs: number, role: Leader, request: FetchRequest): void {
    const key = this.machine.voters.has(request.replica) ? this.voterKey(request.replica) : request.replica
    let progress = role.progress.get(keyOf(key))
    if (progress === undefined) {
      progress = newProgress(key, nowMs)
      role.progress.set(keyOf(key), progress)
    }
    if (request.replica.directoryId !== ZERO_UUID) progress.saidDirectoryId = request.replica.directoryId
    const end = this.machine.log.endOffset
    if (request.fetchOffset >= end) progress.lastCaughtUpMs = nowMs
    else if (progress.lastFetchMs >= 0 && request.fetchOffset >= progress.leaderEndAtLastFetch) {
      progress.lastCaughtUpMs = Math.max(progress.lastCaughtUpMs, progress.lastFetchMs)
    }
    progress.lastFetchMs = nowMs
    progress.leaderEndAtLastFetch = end
    progress.endOffset = Math.max(progress.endOffset, request.fetchOffset)
    progress.acknowledged = true
  }

  /** The voter as the voter set knows it: requests of old versions carry no directory id. */
  private voterKey(replica: ReplicaKey): ReplicaKey {
    const voter = this.machine.voters.get(replica.id)!
    return { id: voter.id, directoryId: voter.directoryId }
  }

  /** Answers where there is something to say or the wait is over. */
  private answer(nowMs: number, parked: ParkedFetch): boolean {
    const { machine } = this
    const hasRecords = parked.request.fetchOffset < machine.log.endOffset
    if (!hasRecords && machine.highWatermark <= parked.highWatermark && nowMs < parked.deadlineMs) return false
    const readFrom = hasRecords ? parked.request.fetchOffset : null
    machine.emit({ kind: 'respond', replyTo: parked.replyTo, response: machine.fetchAnswer({ readFrom }) })
    return true
  }

  serveParked(nowMs: number, role: Leader): void {
    if (role.parked.length === 0) return
    const waiting = role.parked.splice(0)
    for (const parked of waiting) if (!this.answer(nowMs, parked)) role.parked.push(parked)
  }

  /** The leader's office ends: whoever waits is told to look for another. */
  abandon(role: Role): void {
    if (role.kind !== 'leader') return
    for (const { replyTo } of role.parked.splice(0)) {
      const response = this.machine.fetchAnswer({ error: 'NOT_LEADER_OR_FOLLOWER', leaderId: null })
      this.machine.emit({ kind: 'respond', replyTo, response })
    }
  }

  /** Voters by how much of the log they have, most first. */
  successors(role: Leader): number[] {
    const voters = [...role.progress.values()].filter(progress => this.machine.voters.has(progress.key))
    return voters.sort((a, b) => b.endOffset - a.endOffset || a.key.id - b.key.id).map(progress => progress.key.id)
  }
}

function keyOf(replica: ReplicaKey): string {
  return `${replica.id} ${replica.directoryId}`
}

function newProgress(key: ReplicaKey, nowMs: number): ReplicaProgress {
  return {
    key,
    saidDirectoryId: key.directoryId,
    endOffset: -1,
    lastFetchMs: -1,
    lastCaughtUpMs: -1,
    leaderEndAtLastFetch: -1,
    acknowledged: false,
    nextBeginMs: nowMs,
  }
}
