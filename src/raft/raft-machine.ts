/**
 * KRaft's step machine: elections, votes, replication. The log, the file and the network belong to the shell
 * (`src/broker/quorum/raft-node.ts`), which carries out what a step returns. Here an event finds who deals with it in
 * the role that the replica has: the roles and what leads from one to the other are in `roles.ts`, what each role does
 * in `leader-duties.ts`, `follower-duties.ts` and `election-duties.ts`.
 */
import type { StepMachine } from '../base/machine.ts'
import type { RaftEffect, RaftEvent } from './events.ts'
import type { FetchRequest, RaftError, RaftRequest, RaftResponse, VoterChange } from './messages.ts'
import { Replica, type ReplicaOptions } from './replica.ts'
import type { ReplicaLog } from './replica-log.ts'
import type { Role } from './roles.ts'
import { RoleTransitions } from './transitions.ts'
import type { ReplicaKey, Voter, VoterSet } from './voter-set.ts'

export class RaftMachine implements StepMachine<RaftEvent, RaftEffect> {
  private readonly replica: Replica
  private readonly transitions: RoleTransitions

  constructor(options: ReplicaOptions) {
    this.replica = new Replica(options)
    this.transitions = new RoleTransitions(this.replica)
  }

  get own(): ReplicaKey {
    return this.replica.own
  }

  /** How a voter set has to name this replica; null for one that never votes. */
  get self(): Voter | null {
    return this.replica.self
  }

  get log(): ReplicaLog {
    return this.replica.log
  }

  get epoch(): number {
    return this.replica.epoch
  }

  get role(): Role {
    return this.replica.role
  }

  get voters(): VoterSet {
    return this.replica.voters
  }

  get isVoter(): boolean {
    return this.replica.isVoter
  }

  get leaderId(): number | null {
    return this.replica.leaderId
  }

  get isLeader(): boolean {
    return this.replica.role.kind === 'leader'
  }

  /** −1 while unknown. */
  get highWatermark(): number {
    return this.replica.highWatermark
  }

  /** Why kraft.version cannot be raised to this level; null when it can. */
  kraftUpgradeRefusal(kraftVersion: number): string | null {
    return this.transitions.leading.changes.upgradeRefusal(kraftVersion)
  }

  /** When the machine wants its next `timer`; infinite for never. */
  get deadlineMs(): number {
    const { role } = this.replica
    switch (role.kind) {
      case 'leader':
        return this.transitions.leading.deadlineMs(role)
      case 'follower':
        return Math.min(role.deadlineMs, role.fetchAtMs ?? Number.POSITIVE_INFINITY)
      case 'prospective':
      case 'candidate':
        return Math.min(role.deadlineMs, role.retryAtMs ?? Number.POSITIVE_INFINITY)
      default:
        return role.deadlineMs
    }
  }

  step(nowMs: number, event: RaftEvent): RaftEffect[] {
    const { replica } = this
    const { leading, following } = this.transitions
    const { role } = replica
    switch (event.kind) {
      case 'start':
        this.transitions.start(nowMs)
        break
      case 'timer':
        this.onTimer(nowMs)
        break
      case 'request':
        this.onRequest(nowMs, event.replyTo, event.request)
        break
      case 'response':
        this.onResponse(nowMs, event.from, event.request, event.response)
        break
      case 'unreachable':
        this.onUnreachable(nowMs, event.to, event.request)
        break
      case 'appended':
        if (role.kind === 'leader') leading.serveParked(nowMs, role)
        break
      case 'flushed':
        if (role.kind === 'leader') leading.onFlushed(nowMs, role, event.endOffset)
        else if (role.kind === 'follower') following.onFlushed(nowMs, role, event.endOffset)
        break
      case 'damaged':
        following.onDamaged(nowMs)
        break
      case 'snapshot-progress':
        following.onSnapshotProgress(nowMs, event.epoch)
        break
      case 'snapshot-fetched':
        following.onSnapshotFetched(nowMs, event.endOffset)
        break
      case 'contact':
        if (role.kind === 'leader') leading.onContact(nowMs, role, event.replica)
        break
      case 'voters':
        replica.voters = event.voters
        if (role.kind === 'leader') leading.onVoters(nowMs, role)
        break
      case 'versions':
        if (role.kind === 'leader') leading.changes.onVersions(nowMs, role, event)
        break
      case 'upgrade':
        if (role.kind === 'leader') leading.changes.upgrade(event.kraftVersion)
        break
      case 'resign':
        if (event.epoch === replica.epoch) this.transitions.resign(nowMs)
        break
    }
    replica.announceLeader()
    return replica.takeEffects()
  }

  private onTimer(nowMs: number): void {
    const { replica, transitions } = this
    const { elections, following, leading } = transitions
    const { role, isVoter, epoch } = replica
    if (nowMs < this.deadlineMs) return
    switch (role.kind) {
      case 'unattached':
        if (isVoter || following.givesUpSeeking()) transitions.becomeProspective(nowMs)
        else following.seekLeader(nowMs)
        break
      case 'prospective':
        if (nowMs >= role.deadlineMs) elections.loseProspect(nowMs)
        else elections.askAgain(role)
        break
      case 'candidate':
        if (nowMs >= role.deadlineMs) transitions.becomeProspective(nowMs)
        else elections.askAgain(role)
        break
      case 'resigned':
        if (replica.isOnlyVoter) transitions.becomeCandidate(nowMs)
        else transitions.becomeUnattached(nowMs, epoch + 1)
        break
      case 'follower':
        if (nowMs < role.deadlineMs) following.fetch(nowMs)
        else if (isVoter) transitions.becomeProspective(nowMs)
        else transitions.becomeUnattached(nowMs, epoch)
        break
      case 'leader':
        leading.onTimer(nowMs, role)
        break
    }
  }

  // --- requests of others -------------------------------------------------------------------------------------------

  private onRequest(nowMs: number, replyTo: number, request: RaftRequest): void {
    const { elections } = this.transitions
    const respond = (response: RaftResponse): void => this.replica.emit({ kind: 'respond', replyTo, response })
    switch (request.kind) {
      case 'vote':
        respond(elections.onVoteRequest(nowMs, request))
        break
      case 'begin-epoch':
        respond(elections.onBeginEpoch(nowMs, request))
        break
      case 'end-epoch':
        respond(elections.onEndEpoch(nowMs, request))
        break
      case 'fetch':
        this.onFetchRequest(nowMs, replyTo, request)
        break
      case 'add-voter':
      case 'remove-voter':
      case 'update-voter':
        this.onVoterChange(nowMs, replyTo, request)
        break
    }
  }

  private onVoterChange(nowMs: number, replyTo: number, request: VoterChange): void {
    const { role, epoch, leaderId } = this.replica
    if (role.kind === 'leader') {
      this.transitions.leading.changes.onRequest(nowMs, role, replyTo, request)
      return
    }
    let error: RaftError = 'NOT_LEADER_OR_FOLLOWER'
    if (request.kind === 'update-voter' && request.epoch < epoch) error = 'FENCED_LEADER_EPOCH'
    else if (request.kind === 'update-voter' && request.epoch > epoch) error = 'UNKNOWN_LEADER_EPOCH'
    const response = { kind: request.kind, error, message: null, epoch, leaderId }
    this.replica.emit({ kind: 'respond', replyTo, response })
  }

  private onFetchRequest(nowMs: number, replyTo: number, request: FetchRequest): void {
    const { replica } = this
    const { role, epoch } = replica
    const { maxWaitMs, fetchOffset, lastFetchedEpoch } = request
    const isIllegal = maxWaitMs < 0 || fetchOffset < 0 || lastFetchedEpoch < 0 || lastFetchedEpoch > request.epoch
    if (isIllegal) replica.answerFetch(replyTo, { error: 'INVALID_REQUEST' })
    else if (request.epoch < epoch) replica.answerFetch(replyTo, { error: 'FENCED_LEADER_EPOCH' })
    else if (request.epoch > epoch) replica.answerFetch(replyTo, { error: 'UNKNOWN_LEADER_EPOCH' })
    else if (role.kind !== 'leader') replica.answerFetch(replyTo, { error: 'NOT_LEADER_OR_FOLLOWER' })
    else if (request.replica.id === replica.own.id) replica.refuseImpostor(replyTo, request.replica)
    else this.transitions.leading.onFetch(nowMs, role, replyTo, request)
  }

  // --- answers of others --------------------------------------------------------------------------------------------

  private onResponse(nowMs: number, from: number, request: RaftRequest, response: RaftResponse): void {
    const { replica, transitions } = this
    const { elections, following, leading } = transitions
    if (response.epoch > replica.epoch || (response.epoch === replica.epoch && response.leaderId !== null)) {
      transitions.learn(nowMs, response.epoch, response.leaderId)
    }
    const isAwaited = request.kind !== 'fetch' || following.takes(request)
    const { role, epoch } = replica
    // What answers a question of an earlier epoch answers nothing any more.
    if (response.epoch !== epoch && response.kind !== 'vote') {
      if (response.kind === 'fetch' && isAwaited) following.fetchLater(nowMs, from)
      return
    }
    switch (response.kind) {
      case 'vote':
        elections.onVoteResponse(nowMs, from, response)
        break
      case 'begin-epoch':
        if (role.kind === 'leader' && response.error === 'NONE') leading.onAcknowledged(role, from)
        break
      case 'end-epoch':
      case 'add-voter':
      case 'remove-voter':
        break
      case 'update-voter':
        following.onUpdateResponse(nowMs, from, response)
        break
      case 'fetch':
        if (isAwaited) following.onResponse(nowMs, from, response)
        break
    }
  }

  private onUnreachable(nowMs: number, to: number, request: RaftRequest): void {
    const { elections, following } = this.transitions
    if (request.kind === 'fetch' && following.takes(request)) following.onMiss(nowMs, to)
    if (request.kind === 'vote') elections.onVoterUnreached(nowMs, to)
  }
}
