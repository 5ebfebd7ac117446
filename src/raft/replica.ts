/**
 * This replica of the metadata log: who it is, the epoch and role that it is in, who votes, what is committed; and the
 * effects that it brings about in the step that runs. Roles are changed by `transitions.ts` alone.
 */
import { assert } from '../base/assert.ts'
import type { RaftEffect } from './events.ts'
import type { FetchResponse } from './messages.ts'
import type { ElectionState } from './quorum-state-file.ts'
import type { ReplicaLog } from './replica-log.ts'
import { leaderIdOf, type Role, votedOf } from './roles.ts'
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

export interface ReplicaOptions {
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

const DEFAULT_REQUEST_TIMEOUT_MS = 2000

export class Replica {
  readonly own: ReplicaKey
  readonly log: ReplicaLog
  readonly timeouts: RaftTimeouts
  readonly random: { uint32(): number }
  readonly bootstrapIds: readonly number[]
  readonly self: Voter | null
  readonly listenerName: string
  readonly requestTimeoutMs: number
  readonly autoJoin: boolean
  /** What the last life left for this epoch; null when there was none, or when its epoch is past. */
  readonly remembered: ElectionState | null
  /** As the log names them, committed or not (KIP-853). */
  voters: VoterSet
  private currentEpoch: number
  private current: Role
  private committed = -1
  private effects: RaftEffect[] = []
  private knownLeader: { id: number | null; epoch: number } = { id: null, epoch: -1 }

  constructor(options: ReplicaOptions) {
    this.own = options.own
    this.log = options.log
    this.voters = options.voters
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
    this.remembered = election !== null && election.epoch === this.currentEpoch ? election : null
    this.current = {
      kind: 'unattached',
      voted: this.remembered?.voted ?? null,
      deadlineMs: Number.POSITIVE_INFINITY,
    }
  }

  get epoch(): number {
    return this.currentEpoch
  }

  get role(): Role {
    return this.current
  }

  get isVoter(): boolean {
    return this.voters.has(this.own)
  }

  /**
   * Whether it may stand for election. A voter may; and one whose removal is not known to be committed: its log can be
   * longer by that very record, so that those who stay never elect another (Ongaro's thesis, §4.2.2). Kafka's never
   * does, and such a quorum waits for an operator.
   */
  get mayStand(): boolean {
    const { log, committed } = this
    return this.isVoter || (log.votersOffset >= committed && log.formerVoters?.has(this.own) === true)
  }

  /** A quorum of one, and this is the one. */
  get isOnlyVoter(): boolean {
    return this.voters.isOnly(this.own)
  }

  /** As far as this replica knows, in the epoch that it is in. */
  get leaderId(): number | null {
    return leaderIdOf(this.current, this.own.id)
  }

  /** −1 while unknown. */
  get highWatermark(): number {
    return this.committed
  }

  /** For transitions alone: everything else amends. */
  enter(epoch: number, role: Role): void {
    assert(epoch >= this.currentEpoch, 'the epoch never goes back')
    this.currentEpoch = epoch
    this.current = role
  }

  /** The same role with other details: no transition. */
  amend(role: Role): void {
    assert(role.kind === this.current.kind, 'a transition is made by its own function')
    this.current = role
  }

  emit(effect: RaftEffect): void {
    this.effects.push(effect)
  }

  /** What the step that ends here has brought about. */
  takeEffects(): RaftEffect[] {
    const { effects } = this
    this.effects = []
    return effects
  }

  /**
   * Kafka writes at every change of epoch, leader or vote. Two in one step with nothing told to anybody between
   * them are one write.
   */
  persist(): void {
    const state = { epoch: this.currentEpoch, leaderId: this.leaderToRemember, voted: votedOf(this.current, this.own) }
    let last = this.effects.length - 1
    while (last >= 0 && this.effects[last]!.kind === 'role') last--
    if (last >= 0 && this.effects[last]!.kind === 'persist') this.effects.splice(last, 1)
    this.emit({ kind: 'persist', state })
  }

  private get leaderToRemember(): number | null {
    if (this.current.kind === 'resigned') return this.own.id
    return this.current.kind === 'prospective' ? this.current.formerLeaderId : this.leaderId
  }

  /** Whether it rose. */
  raiseHighWatermark(offset: number): boolean {
    if (offset <= this.committed) return false
    this.committed = offset
    this.emit({ kind: 'high-watermark', offset })
    return true
  }

  /** The leader is named when it is known, and named null when it is not known any more. */
  announceLeader(): void {
    const { leaderId: id, currentEpoch: epoch, knownLeader } = this
    if (knownLeader.id === id && (knownLeader.epoch === epoch || id === null)) return
    this.knownLeader = { id, epoch }
    this.emit({ kind: 'leader', leaderId: id, epoch })
  }

  answerFetch(replyTo: number, fields: Partial<FetchResponse>): void {
    const response: FetchResponse = {
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
    this.emit({ kind: 'respond', replyTo, response })
  }

  /** Another replica has the id of this one (where Kafka's answer is the same), or of a voter that fetches already. */
  refuseImpostor(replyTo: number, replica: ReplicaKey): void {
    this.emit({ kind: 'impostor', replica })
    this.answerFetch(replyTo, { error: 'UNKNOWN_SERVER_ERROR' })
  }
}
