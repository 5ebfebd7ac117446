/**
 * The leader's part of changes of the voters (KIP-853): AddRaftVoter, RemoveRaftVoter, UpdateRaftVoter, and the way
 * from static voters to those in the log. One change at a time, and none before the last one and a record of this epoch
 * are committed: two sets of voters in force then always share a voter in any two majorities. Refusals, their order and
 * their words are Kafka's (`AddVoterHandler`, `RemoveVoterHandler`, `UpdateVoterHandler`).
 */
import { ZERO_UUID } from '../base/uuid.ts'
import type { RaftEvent } from './events.ts'
import type {
  AddVoterRequest,
  RemoveVoterRequest,
  UpdateVoterRequest,
  VoterChange,
  VoterChangeError,
} from './messages.ts'
import type { QuorumEndpoint } from './metadata-log.ts'
import { isCaughtUp, isImpostor, noteContact } from './progress.ts'
import type { Replica } from './replica.ts'
import type { Leader, Transitions } from './roles.ts'
import { kraftVersionsOf, replicaText, type Voter, type VoterSet } from './voter-set.ts'

/** Whoever has not fetched for so long is not caught up (Kafka's `LeaderState.isReplicaCaughtUp`). */
const CAUGHT_UP_WITHIN_MS = 3_600_000
const KRAFT_VERSION = 'kraft.version'

interface Refusal {
  readonly error: VoterChangeError
  readonly message: string
}

interface PendingChange {
  readonly kind: 'add-voter' | 'remove-voter'
  /** null once it is answered: the change goes on all the same. */
  replyTo: number | null
  readonly deadlineMs: number
  readonly voter: Voter | null
  readonly ackWhenCommitted: boolean
  /** Of its record; null while the new voter's versions are asked for. */
  offset: number | null
}

export class VoterChanges {
  private readonly replica: Replica
  private readonly transitions: Transitions
  private pending: PendingChange | null = null
  /** Static voters as they describe themselves to this leader; what kraft.version 1 begins with. */
  private described: VoterSet | null = null

  constructor(replica: Replica, transitions: Transitions) {
    this.replica = replica
    this.transitions = transitions
  }

  /** A term of office begins. */
  begin(): void {
    const { voters, self } = this.replica
    this.pending = null
    this.described = (self === null ? null : voters.replaced(self)) ?? voters
  }

  /** It ends: who waits must ask the next leader. */
  abandon(): void {
    this.finish('NOT_LEADER_OR_FOLLOWER')
  }

  get deadlineMs(): number {
    return this.pending?.deadlineMs ?? Number.POSITIVE_INFINITY
  }

  onTimer(nowMs: number): void {
    if (this.pending !== null && nowMs >= this.pending.deadlineMs) this.finish('REQUEST_TIMED_OUT')
  }

  private finish(error: VoterChangeError, message: string | null = null): void {
    const { pending } = this
    this.pending = null
    if (pending !== null) this.answer(pending, error, message)
  }

  private answer(pending: PendingChange, error: VoterChangeError, message: string | null): void {
    const { replyTo, kind } = pending
    pending.replyTo = null
    if (replyTo !== null) this.respond(replyTo, kind, error, message)
  }

  private respond(
    replyTo: number,
    kind: VoterChange['kind'],
    error: VoterChangeError,
    message: string | null = null,
  ): void {
    const { epoch, leaderId } = this.replica
    this.replica.emit({ kind: 'respond', replyTo, response: { kind, error, message, epoch, leaderId } })
  }

  onRequest(nowMs: number, role: Leader, replyTo: number, request: VoterChange): void {
    this.onTimer(nowMs)
    if (request.kind === 'add-voter') this.add(nowMs, replyTo, request)
    else if (request.kind === 'remove-voter') this.remove(nowMs, replyTo, request)
    else this.update(nowMs, role, replyTo, request)
  }

  /** Whether this leader has committed a record of its own epoch: what earlier ones left is then decided. */
  private get isSettled(): boolean {
    const { role, highWatermark } = this.replica
    return role.kind === 'leader' && highWatermark > role.epochStartOffset
  }

  /** Why no change can begin now; null when one can. */
  private obstacle(verb: string): Refusal | null {
    const { highWatermark, log } = this.replica
    const late = (message: string): Refusal => ({ error: 'REQUEST_TIMED_OUT', message })
    if (this.pending !== null) {
      return late('Request timed out waiting for leader to handle previous voter change request')
    }
    if (!this.isSettled) {
      return late('Request timed out waiting for leader to establish HWM and fence previous voter changes')
    }
    if (log.kraftVersion < 1) {
      const message = `Cluster doesn't support ${verb} voter because the ${KRAFT_VERSION} feature is ${log.kraftVersion}`
      return { error: 'UNSUPPORTED_VERSION', message }
    }
    if (log.votersOffset < highWatermark) return null
    return late(
      `Request timed out waiting for voters to commit the latest voter change at Optional[${log.votersOffset}] with HWM ${highWatermark}`,
    )
  }

  private listenerOf({ endpoints }: Voter): QuorumEndpoint | undefined {
    return endpoints.find(({ name }) => name === this.replica.listenerName)
  }

  private addRefusal(voter: Voter): Refusal | null {
    const { voters, listenerName } = this.replica
    if (voter.id < 0 || voter.directoryId === ZERO_UUID) {
      return { error: 'INVALID_REQUEST', message: "Add voter request didn't include a valid voter" }
    }
    if (this.listenerOf(voter) === undefined) {
      const message = `Add voter request didn't include the endpoint (${endpointsText(voter.endpoints)}) for the default listener ListenerName(${listenerName})`
      return { error: 'INVALID_REQUEST', message }
    }
    const obstacle = this.obstacle('adding')
    if (obstacle !== null || voters.get(voter.id) === undefined) return obstacle
    const message = `The voter id for ${replicaText(voter)} is already part of the set of voters ${votersText(voters)}.`
    return { error: 'DUPLICATE_VOTER', message }
  }

  private add(nowMs: number, replyTo: number, { voter, ackWhenCommitted }: AddVoterRequest): void {
    const refusal = this.addRefusal(voter)
    if (refusal !== null) {
      this.respond(replyTo, 'add-voter', refusal.error, refusal.message)
      return
    }
    const deadlineMs = nowMs + this.replica.requestTimeoutMs
    this.pending = { kind: 'add-voter', replyTo, deadlineMs, voter, ackWhenCommitted, offset: null }
    this.replica.emit({ kind: 'ask-versions', voter })
  }

  onVersions(
    nowMs: number,
    role: Leader,
    { voterId, error, kraftVersions }: Extract<RaftEvent, { kind: 'versions' }>,
  ): void {
    this.onTimer(nowMs)
    const { pending } = this
    const voter = pending?.voter ?? null
    if (pending === null || voter === null || pending.offset !== null || voter.id !== voterId) return
    const { log, voters } = this.replica
    if (error !== null) {
      // The words lack the voter in Kafka, too.
      this.finish('REQUEST_TIMED_OUT', `Aborted add voter operation for since API_VERSIONS returned an error ${error}`)
      return
    }
    const { kraftVersion } = log
    if (kraftVersions === null || kraftVersion < kraftVersions.min || kraftVersion > kraftVersions.max) {
      // The second bracket is missing in Kafka, too.
      const range =
        kraftVersions === null ? '(min: 0, max: 0)' : `(min: ${kraftVersions.min}, max: ${kraftVersions.max}`
      this.finish(
        'INVALID_REQUEST',
        `Aborted add voter operation for ${replicaText(voter)} since the ${KRAFT_VERSION} range ${range} doesn't support the finalized version ${kraftVersion}`,
      )
      return
    }
    if (!isCaughtUp(role, voter, nowMs - CAUGHT_UP_WITHIN_MS)) {
      this.finish(
        'REQUEST_TIMED_OUT',
        `Aborted add voter operation for ${replicaText(voter)} since it is lagging behind`,
      )
      return
    }
    const next = voters.with({ ...voter, kraftVersions })
    if (next === null) return
    pending.offset = this.append(next)
    if (!pending.ackWhenCommitted) this.answer(pending, 'NONE', null)
  }

  private remove(nowMs: number, replyTo: number, { voter }: RemoveVoterRequest): void {
    const { voters, requestTimeoutMs } = this.replica
    const isValid = voter.id >= 0 && voter.directoryId !== ZERO_UUID
    const next = voters.without(voter)
    const message = isValid
      ? `Cannot remove voter ${replicaText(voter)} from the set of voters ${votersText(voters)}`
      : "Remove voter request didn't include a valid voter"
    const refusal: Refusal | null = isValid ? this.obstacle('removing') : { error: 'INVALID_REQUEST', message }
    if (refusal !== null) this.respond(replyTo, 'remove-voter', refusal.error, refusal.message)
    else if (next === null) this.respond(replyTo, 'remove-voter', 'VOTER_NOT_FOUND', message)
    else {
      const deadlineMs = nowMs + requestTimeoutMs
      const offset = this.append(next)
      this.pending = { kind: 'remove-voter', replyTo, deadlineMs, voter: null, ackWhenCommitted: true, offset }
    }
  }

  private update(nowMs: number, role: Leader, replyTo: number, request: UpdateVoterRequest): void {
    const error = isImpostor(this.replica, role, request.voter, nowMs) ? 'VOTER_NOT_FOUND' : this.updateError(request)
    if (error === 'NONE') {
      const { voter } = request
      if (this.replica.log.kraftVersion < 1) this.described = this.described?.replaced(voter) ?? null
      else this.append(this.replica.voters.updated(voter)!)
      noteContact(this.replica, role, voter, nowMs)
    }
    this.respond(replyTo, 'update-voter', error)
  }

  private updateError({ voter, epoch }: UpdateVoterRequest): VoterChangeError {
    const { log, voters, epoch: current } = this.replica
    const { min, max } = kraftVersionsOf(voter)
    if (epoch < current) return 'FENCED_LEADER_EPOCH'
    if (epoch > current) return 'UNKNOWN_LEADER_EPOCH'
    const isMalformed = voter.id < 0 || voter.directoryId === ZERO_UUID || min < 0 || max < min
    if (isMalformed || this.listenerOf(voter) === undefined) return 'INVALID_REQUEST'
    const isStatic = log.kraftVersion < 1
    // Of static voters nothing is written, so there is nothing to wait for.
    const obstacle = isStatic && this.pending === null && this.isSettled ? null : this.obstacle('updating')
    if (obstacle !== null) return obstacle.error
    if (log.kraftVersion < min || log.kraftVersion > max) return 'INVALID_REQUEST'
    const next = isStatic ? this.described?.replaced(voter) : voters.updated(voter)
    return next ? 'NONE' : 'VOTER_NOT_FOUND'
  }

  /** Why kraft.version cannot become `kraftVersion`; null when it can, or is. */
  upgradeRefusal(kraftVersion: number): string | null {
    const current = this.replica.log.kraftVersion
    const { described } = this
    if (kraftVersion === current) return null
    if (kraftVersion < current) {
      return `Invalid upgrade of ${KRAFT_VERSION} from version KRAFT_VERSION_${current} to KRAFT_VERSION_${kraftVersion} because the new version is a downgrade`
    }
    if (described?.support(kraftVersion) === true && described.voters.every(each => each.directoryId !== ZERO_UUID))
      return null
    return `Invalid upgrade of ${KRAFT_VERSION} to KRAFT_VERSION_${kraftVersion} because not all of the voters support it`
  }

  upgrade(kraftVersion: number): void {
    const { described } = this
    if (described === null || this.upgradeRefusal(kraftVersion) !== null) return
    if (kraftVersion > this.replica.log.kraftVersion) this.append(described, kraftVersion)
  }

  /** The offset of the record. */
  private append(voters: VoterSet, kraftVersion: number | null = null): number {
    const { replica } = this
    const offset = replica.log.endOffset + (kraftVersion === null ? 0 : 1)
    replica.emit({ kind: 'append-voters', voters, kraftVersion })
    return offset
  }

  onHighWatermark(nowMs: number, offset: number): void {
    const { replica, pending } = this
    if (pending !== null && pending.offset !== null && offset > pending.offset) this.finish('NONE')
    // Until its removal is committed it leads a quorum that it is no part of, without counting itself. Whoever asked for
    // that may have given up by now: Kafka's leader then stays one for ever (`RemoveVoterHandler.highWatermarkUpdated`).
    if (!replica.isVoter && replica.log.votersOffset < offset) this.transitions.resign(nowMs)
  }
}

function votersText(voters: VoterSet): string {
  return `[${voters.voters.map(replicaText).join(', ')}]`
}

function endpointsText(endpoints: readonly QuorumEndpoint[]): string {
  const entries = endpoints.map(({ name, host, port }) => `ListenerName(${name})=${host}/<unresolved>:${port}`)
  return `Endpoints(endpoints={${entries.join(', ')}})`
}
