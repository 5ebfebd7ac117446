import { assert } from '../base/assert.ts'
import type { StepMachine } from '../base/machine.ts'
import { lastMajorityContactMs, nextHighWatermark } from './commit-offset.ts'
import { ElectionDuties } from './election-duties.ts'
import type { RaftEffect, RaftEvent } from './events.ts'
import { FollowerDuties } from './follower-duties.ts'
import { LeaderDuties } from './leader-duties.ts'
import type { FetchResponse, RaftError, RaftRequest, RaftResponse, VoterChange } from './messages.ts'
import type { ElectionState } from './quorum-state-file.ts'
import type { ReplicaLog } from './replica-log.ts'
import { type Leader, leaderIdOf, type Role, votedOf } from './roles.ts'
import { VoterChanges } from './voter-changes.ts'
import type { ReplicaKey, Voter, VoterSet } from './voter-set.ts'

export interface RaftTimeouts {
  /** controller.quorum.election.timeout.ms: up to twice that, by chance. */
  readonly electionTimeoutMs: number
  /** controller.quorum.election.backoff.max.ms */
  readonly electionBackoffMaxMs: number
  /** controller.quorum.fetch.timeout.ms */
  readonly fetchTimeoutMs: number
  /** controller.quorum.retry.backoff.ms */
  readonly retryBackoffMs: number
  /** As Kafka: waits for a whole timeout also when it starts, and when nothing listens any more where the leader was. */
  readonly waitsAlways?: boolean
}

export const DEFAULT_RAFT_TIMEOUTS: RaftTimeouts = {
  electionTimeoutMs: 1000,
  electionBackoffMaxMs: 1000,
  fetchTimeoutMs: 2000,
  retryBackoffMs: 20,
}

export interface RaftMachineOptions {
  readonly own: ReplicaKey
  readonly voters: VoterSet
  readonly log: ReplicaLog
  /** From `quorum-state`; null on the first start. */
  readonly election: ElectionState | null
  readonly timeouts: RaftTimeouts
  readonly random: { uint32(): number }
  /** Stand for `controller.quorum.bootstrap.servers`, whose ids nobody knows yet: negative. */
  readonly bootstrapIds?: readonly number[]
  /** How a voter set has to name this replica; null for one that never votes (a broker's). */
  readonly self?: Voter | null
  /** The listener at which voters find each other. */
  readonly listenerName?: string
  /** controller.quorum.request.timeout.ms: how long a change of the voters may take. */
  readonly requestTimeoutMs?: number
  /** controller.quorum.auto.join.enable */
  readonly autoJoin?: boolean
}

const MAX_FIRST_WAIT_MS = 100
const DEFAULT_REQUEST_TIMEOUT_MS = 2000

/**
 * KRaft's step machine: elections, votes, replication. It owns epoch, role and high watermark; the log, the file and the network belong to the shell.
 * Roles and their transitions: `roles.ts`.
 */
export class RaftMachine implements StepMachine<RaftEvent, RaftEffect> {
  readonly own: ReplicaKey
  readonly log: ReplicaLog
  readonly timeouts: RaftTimeouts
  readonly random: { uint32(): number }
  readonly bootstrapIds: readonly number[]
  readonly self: Voter | null
  readonly listenerName: string
  readonly requestTimeoutMs: number
  readonly autoJoin: boolean
  private voterSet: VoterSet
  private currentEpoch: number
  private current: Role
  private committed = -1
  private effects: RaftEffect[] = []
  private knownLeader: { id: number | null; epoch: number } = { id: null, epoch: -1 }
  private readonly duties: LeaderDuties
  private readonly following: FollowerDuties
  private readonly elections: ElectionDuties
  private readonly changes: VoterChanges

  constructor(options: RaftMachineOptions) {
    this.own = options.own
    this.log = options.log
    this.voterSet = options.voters
    this.timeouts = options.timeouts
    this.random = options.random
    this.bootstrapIds = options.bootstrapIds ?? []
    this.self = options.self ?? null
    this.listenerName = options.listenerName ?? 'CONTROLLER'
    this.requestTimeoutMs = options.requestTimeoutMs ?? DEFAULT_REQUEST_TIMEOUT_MS
    this.autoJoin = options.autoJoin ?? false
    const { election } = options
    // A log can be ahead of the file when the file was lost: the epoch never goes back behind it.
    this.currentEpoch = Math.max(election?.epoch ?? 0, options.log.lastEpoch)
    const remembers = election !== null && election.epoch === this.currentEpoch
    this.current = {
      kind: 'unattached',
      voted: remembers ? election.voted : null,
      deadlineMs: Number.POSITIVE_INFINITY,
    }
    this.remembered = remembers ? election : null
    this.duties = new LeaderDuties(this)
    this.following = new FollowerDuties(this)
    this.elections = new ElectionDuties(this)
    this.changes = new VoterChanges(this)
  }

  private readonly remembered: ElectionState | null

  get epoch(): number {
    return this.currentEpoch
  }

  get role(): Role {
    return this.current
  }

  get voters(): VoterSet {
    return this.voterSet
  }

  get isVoter(): boolean {
    return this.voterSet.has(this.own)
  }

  get leaderId(): number | null {
    return leaderIdOf(this.current, this.own.id)
  }

  get isLeader(): boolean {
    return this.current.kind === 'leader'
  }

  /** −1 while unknown. */
  get highWatermark(): number {
    return this.committed
  }

  /** When the machine wants its next `timer`; infinite for never. */
  get deadlineMs(): number {
    const role = this.current
    switch (role.kind) {
      case 'leader':
        return Math.min(this.duties.deadlineMs(role), this.changes.deadlineMs)
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
    this.effects = []
    switch (event.kind) {
      case 'start':
        this.start(nowMs)
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
        if (this.current.kind === 'leader') this.duties.serveParked(nowMs, this.current)
        break
      case 'flushed':
        this.onFlushed(nowMs, event.endOffset)
        break
      case 'snapshot-progress':
        this.following.onSnapshotProgress(nowMs, event.epoch)
        break
      case 'snapshot-fetched':
        this.following.onSnapshotFetched(nowMs, event.endOffset)
        break
      case 'contact':
        if (this.current.kind === 'leader') this.duties.onContact(nowMs, this.current, event.replica)
        break
      case 'voters':
        this.voterSet = event.voters
        if (this.current.kind === 'leader') this.duties.followVoters(nowMs, this.current)
        break
      case 'versions':
        if (this.current.kind === 'leader') this.changes.onVersions(nowMs, this.current, event)
        break
      case 'upgrade':
        if (this.current.kind === 'leader') this.changes.upgrade(event.kraftVersion)
        break
      case 'resign':
        if (this.current.kind === 'leader' && event.epoch === this.currentEpoch) this.becomeResigned(nowMs)
        break
    }
    this.announceLeader()
    return this.effects
  }

  /** The same role with other details: no transition. */
  amend(role: Role): void {
    assert(role.kind === this.current.kind, 'a transition is made by its own function')
    this.current = role
  }

  emit(effect: RaftEffect): void {
    this.effects.push(effect)
  }

  // --- transitions: one function each, for the duties to call -------------------------------------------------------------------------------

  private start(nowMs: number): void {
    const { remembered } = this
    if (remembered?.leaderId === this.own.id) {
      // Leader in the last life: its unflushed end may be gone, so it must not lead this epoch again.
      this.become({ kind: 'resigned', deadlineMs: this.elections.deadlineMs(nowMs) })
      if (this.voterSet.isOnly(this.own)) this.becomeCandidate(nowMs)
      // The others may have a leader by now, who need not be the first to speak.
      else this.following.askForLeader()
    } else if (this.voterSet.isOnly(this.own)) {
      this.becomeCandidate(nowMs)
    } else if (remembered !== null && remembered.leaderId !== null) {
      this.becomeFollower(nowMs, this.currentEpoch, remembered.leaderId)
    } else {
      this.become({ kind: 'unattached', voted: remembered?.voted ?? null, deadlineMs: this.firstDeadline(nowMs) })
    }
  }

  /**
   * A replica that has just started and knows of no leader asks soon: an observer looks for one, and a voter's pre-votes bind nobody and disturb no leader
   * (KIP-996). Kafka waits for the election timeout here; a cluster of developers' nodes is usable a second earlier.
   */
  private firstDeadline(nowMs: number): number {
    if (this.timeouts.waitsAlways) return this.elections.deadlineMs(nowMs)
    return this.isVoter
      ? nowMs + (this.random.uint32() % Math.max(1, Math.min(MAX_FIRST_WAIT_MS, this.timeouts.electionTimeoutMs)))
      : nowMs
  }

  private become(role: Role): void {
    const { current } = this
    this.current = role
    this.duties.abandon(current)
    if (current.kind === 'leader') this.changes.abandon()
    this.emit({ kind: 'role', role: role.kind, epoch: this.currentEpoch })
  }

  /** Kafka writes at every change of epoch, leader or vote. Two in one step with nothing told to anybody between them are one write. */
  private persist(): void {
    const leaderId =
      this.current.kind === 'resigned'
        ? this.own.id
        : this.current.kind === 'prospective'
          ? this.current.formerLeaderId
          : this.leaderId
    const state = { epoch: this.currentEpoch, leaderId, voted: votedOf(this.current, this.own) }
    let last = this.effects.length - 1
    while (last >= 0 && this.effects[last]!.kind === 'role') last--
    if (last >= 0 && this.effects[last]!.kind === 'persist') this.effects.splice(last, 1)
    this.emit({ kind: 'persist', state })
  }

  becomeUnattached(nowMs: number, epoch: number, voted: ReplicaKey | null = null): void {
    assert(epoch >= this.currentEpoch, 'the epoch never goes back')
    const { current } = this
    // A wait that is under way keeps its deadline: a stream of losing candidates must not silence a good one.
    const waits = current.kind !== 'leader' && current.kind !== 'resigned' && current.deadlineMs > nowMs
    this.currentEpoch = epoch
    let deadlineMs =
      waits && Number.isFinite(current.deadlineMs) ? current.deadlineMs : this.elections.deadlineMs(nowMs)
    // An observer waits for no election: it looks for the leader.
    if (!this.isVoter) deadlineMs = Math.min(deadlineMs, nowMs + this.timeouts.retryBackoffMs)
    this.become({ kind: 'unattached', voted, deadlineMs })
    this.persist()
  }

  becomeProspective(nowMs: number): void {
    if (this.voterSet.isOnly(this.own)) {
      this.becomeCandidate(nowMs)
      return
    }
    const { current } = this
    this.become({
      kind: 'prospective',
      formerLeaderId: current.kind === 'follower' ? current.leaderId : null,
      voted: votedOf(current, this.own),
      votes: new Map([[this.own.id, true]]),
      unreached: new Set(),
      retryAtMs: null,
      deadlineMs: this.elections.deadlineMs(nowMs),
    })
    this.persist()
    this.elections.askForVotes(true, () => true)
  }

  becomeCandidate(nowMs: number): void {
    assert(this.isVoter, 'only voters stand for election')
    this.currentEpoch++
    this.become({
      kind: 'candidate',
      votes: new Map([[this.own.id, true]]),
      unreached: new Set(),
      retryAtMs: null,
      deadlineMs: this.elections.deadlineMs(nowMs),
    })
    this.persist()
    this.elections.consider(nowMs)
    if (this.current.kind === 'candidate') this.elections.askForVotes(false, () => true)
  }

  becomeLeader(nowMs: number, granting: readonly number[]): void {
    const role = this.duties.takeOffice(nowMs, granting)
    this.become(role)
    this.changes.begin()
    this.persist()
    this.emit({
      kind: 'begin-log',
      epoch: this.currentEpoch,
      voters: this.voterSet.voters.map(voter => voter.id),
      granting,
    })
    this.duties.announce(nowMs, role)
  }

  becomeFollower(nowMs: number, epoch: number, leaderId: number, misses = 0): void {
    assert(
      epoch >= this.currentEpoch && leaderId !== this.own.id,
      'a replica follows others in epochs that are not past',
    )
    const voted = epoch === this.currentEpoch ? votedOf(this.current, this.own) : null
    this.currentEpoch = epoch
    this.following.begin(nowMs)
    const deadlineMs = nowMs + this.timeouts.fetchTimeoutMs
    this.become({
      kind: 'follower',
      leaderId,
      voted,
      deadlineMs,
      fetchAtMs: null,
      isWriting: false,
      hasFetched: false,
      misses,
    })
    this.persist()
    this.following.fetch(nowMs)
  }

  private becomeResigned(nowMs: number): void {
    const { current } = this
    if (current.kind !== 'leader') return
    const successors = this.duties.successors(current)
    this.become({ kind: 'resigned', deadlineMs: this.elections.deadlineMs(nowMs) })
    for (const voter of this.voterSet.others(this.own)) {
      const { epoch, own } = this
      this.emit({
        kind: 'send',
        to: voter.id,
        request: { kind: 'end-epoch', epoch, leaderId: own.id, preferredSuccessors: successors },
      })
    }
  }

  // --- time ---------------------------------------------------------------------------------------------------------

  private onTimer(nowMs: number): void {
    const { current } = this
    if (nowMs < this.deadlineMs) return
    switch (current.kind) {
      case 'unattached':
        if (this.isVoter) this.becomeProspective(nowMs)
        else this.following.seekLeader(nowMs)
        break
      case 'prospective':
        if (nowMs >= current.deadlineMs) this.elections.loseProspect(nowMs)
        else this.elections.askAgain(current)
        break
      case 'candidate':
        if (nowMs >= current.deadlineMs) this.becomeProspective(nowMs)
        else this.elections.askAgain(current)
        break
      case 'resigned':
        if (this.voterSet.isOnly(this.own)) this.becomeCandidate(nowMs)
        else this.becomeUnattached(nowMs, this.currentEpoch + 1)
        break
      case 'follower':
        if (nowMs >= current.deadlineMs) {
          if (this.isVoter) this.becomeProspective(nowMs)
          else this.becomeUnattached(nowMs, this.currentEpoch)
        } else this.following.fetch(nowMs)
        break
      case 'leader':
        if (this.hasLostQuorum(nowMs, current)) this.becomeResigned(nowMs)
        else {
          this.changes.onTimer(nowMs)
          this.duties.onTimer(nowMs, current)
        }
        break
    }
  }

  /** Check quorum (KIP-595): half as long again as the fetch timeout without a majority's fetches. */
  private hasLostQuorum(nowMs: number, role: Leader): boolean {
    return nowMs >= this.quorumDeadline(role)
  }

  quorumDeadline(role: Leader): number {
    const contacts = this.voterSet.others(this.own).map(voter => {
      return Math.max(this.duties.progressOf(role, voter)?.lastFetchMs ?? -1, role.sinceMs)
    })
    return lastMajorityContactMs(contacts, this.voterSet.size, this.isVoter) + this.timeouts.fetchTimeoutMs * 1.5
  }

  // --- messages -----------------------------------------------------------------------------------------------------

  private onRequest(nowMs: number, replyTo: number, request: RaftRequest): void {
    if (request.kind === 'fetch') {
      this.onFetchRequest(nowMs, replyTo, request)
      return
    }
    if (request.kind === 'add-voter' || request.kind === 'remove-voter' || request.kind === 'update-voter') {
      this.onVoterChange(nowMs, replyTo, request)
      return
    }
    const response =
      request.kind === 'vote'
        ? this.elections.onVoteRequest(nowMs, request)
        : request.kind === 'begin-epoch'
          ? this.elections.onBeginEpoch(nowMs, request)
          : this.elections.onEndEpoch(nowMs, request)
    this.emit({ kind: 'respond', replyTo, response })
  }

  private onVoterChange(nowMs: number, replyTo: number, request: VoterChange): void {
    const { current, currentEpoch: epoch, leaderId } = this
    if (current.kind === 'leader') {
      this.changes.onRequest(nowMs, current, replyTo, request)
      return
    }
    let error: RaftError = 'NOT_LEADER_OR_FOLLOWER'
    if (request.kind === 'update-voter' && request.epoch < epoch) error = 'FENCED_LEADER_EPOCH'
    else if (request.kind === 'update-voter' && request.epoch > epoch) error = 'UNKNOWN_LEADER_EPOCH'
    this.emit({ kind: 'respond', replyTo, response: { kind: request.kind, error, message: null, epoch, leaderId } })
  }

  private onFetchRequest(nowMs: number, replyTo: number, request: Extract<RaftRequest, { kind: 'fetch' }>): void {
    const { current } = this
    let error: RaftError = 'NONE'
    const { maxWaitMs, fetchOffset, lastFetchedEpoch } = request
    if (maxWaitMs < 0 || fetchOffset < 0 || lastFetchedEpoch < 0 || lastFetchedEpoch > request.epoch) {
      error = 'INVALID_REQUEST'
    } else if (request.epoch < this.currentEpoch) error = 'FENCED_LEADER_EPOCH'
    else if (request.epoch > this.currentEpoch) error = 'UNKNOWN_LEADER_EPOCH'
    else if (current.kind !== 'leader') error = 'NOT_LEADER_OR_FOLLOWER'
    else if (request.replica.id === this.own.id) {
      this.refuseImpostor(replyTo, request.replica)
      return
    }
    if (error !== 'NONE' || current.kind !== 'leader') {
      this.emit({ kind: 'respond', replyTo, response: this.fetchAnswer({ error }) })
      return
    }
    this.duties.onFetch(nowMs, current, replyTo, request)
  }

  /** Another replica has the id of this one (where Kafka's answer is the same), or of a voter that fetches already. */
  refuseImpostor(replyTo: number, replica: ReplicaKey): void {
    this.emit({ kind: 'impostor', replica })
    this.emit({ kind: 'respond', replyTo, response: this.fetchAnswer({ error: 'UNKNOWN_SERVER_ERROR' }) })
  }

  isImpostor(nowMs: number, role: Leader, replica: ReplicaKey): boolean {
    return this.duties.isImpostor(nowMs, role, replica)
  }

  fetchAnswer(fields: Partial<FetchResponse>): FetchResponse {
    return {
      kind: 'fetch',
      error: 'NONE',
      epoch: this.currentEpoch,
      leaderId: this.leaderId,
      highWatermark: this.committed,
      diverging: null,
      snapshot: null,
      readFrom: null,
      records: null,
      ...fields,
    }
  }

  private onResponse(nowMs: number, from: number, request: RaftRequest, response: RaftResponse): void {
    if (response.epoch > this.currentEpoch || (response.epoch === this.currentEpoch && response.leaderId !== null)) {
      this.learn(nowMs, response.epoch, response.leaderId)
    }
    const isAwaited = request.kind !== 'fetch' || this.following.takes(request)
    // What answers a question of an earlier epoch answers nothing any more.
    if (response.epoch !== this.currentEpoch && response.kind !== 'vote') {
      if (response.kind === 'fetch' && isAwaited) this.following.fetchLater(nowMs, from)
      return
    }
    switch (response.kind) {
      case 'vote':
        this.elections.onVoteResponse(nowMs, from, response)
        break
      case 'begin-epoch':
        if (this.current.kind === 'leader' && response.error === 'NONE') this.duties.onAcknowledged(this.current, from)
        break
      case 'end-epoch':
      case 'add-voter':
      case 'remove-voter':
        break
      case 'update-voter':
        this.following.onUpdateResponse(nowMs, from, response)
        break
      case 'fetch':
        if (isAwaited) this.following.onResponse(nowMs, from, response)
        break
    }
  }

  /** Somebody speaks of `epoch` and its leader. Nothing happens when that is known or past. */
  learn(nowMs: number, epoch: number, leaderId: number | null): void {
    if (epoch < this.currentEpoch) return
    if (leaderId === null || leaderId === this.own.id) {
      if (epoch > this.currentEpoch) this.becomeUnattached(nowMs, epoch)
      return
    }
    const { current } = this
    if (epoch === this.currentEpoch) {
      if (current.kind === 'leader' || current.kind === 'resigned') return
      // An epoch has one leader; who names another is mistaken.
      if (current.kind === 'follower') return
      // The former leader's own followers know no better than this prospect does.
      if (current.kind === 'prospective' && current.formerLeaderId === leaderId) return
    }
    this.becomeFollower(nowMs, epoch, leaderId)
  }

  private onUnreachable(nowMs: number, to: number, request: RaftRequest): void {
    if (request.kind === 'fetch' && this.following.takes(request)) this.following.onMiss(nowMs, to)
    if (request.kind === 'vote') this.elections.onVoterUnreached(nowMs, to)
  }

  // --- commitment ---------------------------------------------------------------------------------------------------

  private onFlushed(nowMs: number, endOffset: number): void {
    const { current } = this
    if (current.kind === 'leader') {
      current.flushedOffset = Math.max(current.flushedOffset, endOffset)
      this.considerCommit(nowMs, current)
    } else if (current.kind === 'follower') this.following.onFlushed(nowMs, current, endOffset)
  }

  considerCommit(nowMs: number, role: Leader): void {
    const offsets = this.voterSet.voters.map(voter => {
      if (voter.id === this.own.id) return role.flushedOffset
      return this.duties.progressOf(role, voter)?.endOffset ?? -1
    })
    const next = nextHighWatermark(this.committed, offsets, role.epochStartOffset)
    if (!this.raiseHighWatermark(next)) return
    this.duties.serveParked(nowMs, role)
    this.changes.onHighWatermark(nowMs, next)
  }

  /** Whether this leader has committed a record of its own epoch: what earlier ones left is then decided. */
  get isSettled(): boolean {
    return this.current.kind === 'leader' && this.committed > this.current.epochStartOffset
  }

  /** Whether the observer has had all of the log at some time and has fetched since `sinceMs`. */
  isCaughtUp(role: Leader, replica: ReplicaKey, sinceMs: number): boolean {
    const progress = this.duties.progressOf(role, replica)
    return progress !== undefined && progress.lastCaughtUpMs >= 0 && progress.lastFetchMs > sinceMs
  }

  /** The replica lives, whatever it says. */
  noteContact(nowMs: number, role: Leader, replica: ReplicaKey): void {
    this.duties.onContact(nowMs, role, replica)
  }

  /** Why kraft.version cannot be raised to this level; null when it can. */
  kraftUpgradeRefusal(kraftVersion: number): string | null {
    return this.changes.upgradeRefusal(kraftVersion)
  }

  /** This leader votes no more. */
  stepDown(nowMs: number): void {
    this.becomeResigned(nowMs)
  }

  raiseHighWatermark(offset: number): boolean {
    if (offset <= this.committed) return false
    this.committed = offset
    this.emit({ kind: 'high-watermark', offset })
    return true
  }

  /** The leader is named when it is known, and named null when it is not known any more. */
  private announceLeader(): void {
    const id = this.leaderId
    const { knownLeader } = this
    if (knownLeader.id === id && (knownLeader.epoch === this.currentEpoch || id === null)) return
    this.knownLeader = { id, epoch: this.currentEpoch }
    this.emit({ kind: 'leader', leaderId: id, epoch: this.currentEpoch })
  }
}
