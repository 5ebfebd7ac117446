/**
 * Makes the transitions that `roles.ts` lists, each with what it brings about: what is written, whom it tells, what the
 * new role begins with.
 */
import { assert } from '../base/assert.ts'
import { ElectionDuties } from './election-duties.ts'
import { FollowerDuties } from './follower-duties.ts'
import { LeaderDuties } from './leader-duties.ts'
import { successorsOf } from './progress.ts'
import type { Replica } from './replica.ts'
import { type Role, type Transitions, votedOf } from './roles.ts'
import type { ReplicaKey } from './voter-set.ts'

const MAX_FIRST_WAIT_MS = 100

export class RoleTransitions implements Transitions {
  readonly leading: LeaderDuties
  readonly following: FollowerDuties
  readonly elections: ElectionDuties
  private readonly replica: Replica

  constructor(replica: Replica) {
    this.replica = replica
    this.leading = new LeaderDuties(replica, this)
    this.following = new FollowerDuties(replica)
    this.elections = new ElectionDuties(replica, this)
  }

  private enter(epoch: number, role: Role): void {
    const { replica } = this
    const former = replica.role
    replica.enter(epoch, role)
    this.leading.abandon(former)
    replica.emit({ kind: 'role', role: role.kind, epoch })
  }

  /** The first role of this life: what the last one left in `quorum-state` says which. */
  start(nowMs: number): void {
    const { replica } = this
    const { remembered, epoch } = replica
    if (remembered?.leaderId === replica.own.id) {
      // Leader in the last life: its unflushed end may be gone, so it must not lead this epoch again.
      this.enter(epoch, { kind: 'resigned', deadlineMs: this.elections.deadlineMs(nowMs) })
      if (replica.isOnlyVoter) this.becomeCandidate(nowMs)
      // The others may have a leader by now, who need not be the first to speak.
      else this.following.askForLeader()
    } else if (replica.isOnlyVoter) {
      this.becomeCandidate(nowMs)
    } else if (remembered !== null && remembered.leaderId !== null) {
      this.becomeFollower(nowMs, epoch, remembered.leaderId)
    } else {
      const deadlineMs = this.firstDeadlineMs(nowMs)
      this.enter(epoch, { kind: 'unattached', voted: remembered?.voted ?? null, deadlineMs })
    }
  }

  /**
   * A replica that has just started and knows of no leader asks soon: an observer looks for one, and a voter's
   * pre-votes bind nobody and disturb no leader (KIP-996). Kafka waits for the election timeout here; a cluster of
   * developers' nodes is usable a second earlier.
   */
  private firstDeadlineMs(nowMs: number): number {
    const { timeouts, isVoter, random } = this.replica
    if (timeouts.waitsAlways) return this.elections.deadlineMs(nowMs)
    if (!isVoter) return nowMs
    return nowMs + (random.uint32() % Math.max(1, Math.min(MAX_FIRST_WAIT_MS, timeouts.electionTimeoutMs)))
  }

  becomeUnattached(nowMs: number, epoch: number, voted: ReplicaKey | null = null): void {
    const { replica } = this
    const { role, isVoter, timeouts } = replica
    // A wait that is under way keeps its deadline: a stream of losing candidates must not silence a good one.
    const waits = role.kind !== 'leader' && role.kind !== 'resigned' && role.deadlineMs > nowMs
    let deadlineMs = waits && Number.isFinite(role.deadlineMs) ? role.deadlineMs : this.elections.deadlineMs(nowMs)
    // An observer waits for no election: it looks for the leader.
    if (!isVoter) deadlineMs = Math.min(deadlineMs, nowMs + timeouts.retryBackoffMs)
    this.enter(epoch, { kind: 'unattached', voted, deadlineMs })
    replica.persist()
  }

  becomeProspective(nowMs: number): void {
    const { replica } = this
    if (replica.isOnlyVoter) {
      this.becomeCandidate(nowMs)
      return
    }
    const { role, own } = replica
    this.enter(replica.epoch, {
      kind: 'prospective',
      formerLeaderId: role.kind === 'follower' ? role.leaderId : null,
      voted: votedOf(role, own),
      ...this.elections.newBallot(nowMs),
    })
    replica.persist()
    this.elections.askForVotes(true, () => true)
  }

  becomeCandidate(nowMs: number): void {
    const { replica } = this
    assert(replica.mayStand, 'observers do not stand for election')
    this.enter(replica.epoch + 1, { kind: 'candidate', ...this.elections.newBallot(nowMs) })
    replica.persist()
    this.elections.consider(nowMs)
    if (replica.role.kind === 'candidate') this.elections.askForVotes(false, () => true)
  }

  becomeLeader(nowMs: number, granting: readonly number[]): void {
    const { replica, leading } = this
    const { epoch, voters } = replica
    const role = leading.newRole(nowMs, granting)
    this.enter(epoch, role)
    leading.changes.begin()
    replica.persist()
    replica.emit({ kind: 'begin-log', epoch, voters: voters.voters.map(voter => voter.id), granting })
    leading.announce(nowMs, role)
  }

  becomeFollower(nowMs: number, epoch: number, leaderId: number, misses = 0): void {
    const { replica } = this
    assert(leaderId !== replica.own.id, 'a replica follows others')
    const voted = epoch === replica.epoch ? votedOf(replica.role, replica.own) : null
    this.following.begin(nowMs)
    this.enter(epoch, {
      kind: 'follower',
      leaderId,
      voted,
      deadlineMs: nowMs + replica.timeouts.fetchTimeoutMs,
      fetchAtMs: null,
      isWriting: false,
      hasFetched: false,
      misses,
    })
    replica.persist()
    this.following.fetch(nowMs)
  }

  resign(nowMs: number): void {
    const { replica } = this
    const { role, own, epoch, voters } = replica
    if (role.kind !== 'leader') return
    const preferredSuccessors = successorsOf(replica, role)
    this.enter(epoch, { kind: 'resigned', deadlineMs: this.elections.deadlineMs(nowMs) })
    for (const voter of voters.others(own)) {
      const request = { kind: 'end-epoch', epoch, leaderId: own.id, preferredSuccessors } as const
      replica.emit({ kind: 'send', to: voter.id, request })
    }
  }

  learn(nowMs: number, epoch: number, leaderId: number | null): void {
    const { role, epoch: current, own } = this.replica
    if (epoch < current) return
    if (leaderId === null || leaderId === own.id) {
      if (epoch > current) this.becomeUnattached(nowMs, epoch)
      return
    }
    if (epoch === current) {
      if (role.kind === 'leader' || role.kind === 'resigned') return
      // An epoch has one leader; who names another is mistaken.
      if (role.kind === 'follower') return
      // The former leader's own followers know no better than this prospect does.
      if (role.kind === 'prospective' && role.formerLeaderId === leaderId) return
    }
    this.becomeFollower(nowMs, epoch, leaderId)
  }
}
