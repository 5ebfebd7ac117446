/**
 * Standing for election and voting (KIP-595, pre-votes KIP-996): asks for votes, counts them, gives them, and hears of
 * leaders that come and go.
 */
import { countVotes, mayVoteFor } from './ballot.ts'
import type {
  BeginEpochRequest,
  EndEpochRequest,
  RaftError,
  RaftResponse,
  VoteRequest,
  VoteResponse,
} from './messages.ts'
import type { Replica } from './replica.ts'
import { isUpToDate } from './replica-log.ts'
import { type Ballot, type Candidate, MISSES_TO_STAND, type Prospective, type Transitions, votedOf } from './roles.ts'
import { isSameReplica } from './voter-set.ts'

export class ElectionDuties {
  private readonly replica: Replica
  private readonly transitions: Transitions

  constructor(replica: Replica, transitions: Transitions) {
    this.replica = replica
    this.transitions = transitions
  }

  /** When an election that begins now is over: up to twice the timeout, by chance. */
  deadlineMs(nowMs: number): number {
    const { electionTimeoutMs } = this.replica.timeouts
    return nowMs + electionTimeoutMs + (electionTimeoutMs > 0 ? this.replica.random.uint32() % electionTimeoutMs : 0)
  }

  /** Its own vote is the first, where it has one. */
  newBallot(nowMs: number): Ballot {
    const { own, isVoter } = this.replica
    return {
      votes: new Map(isVoter ? [[own.id, true]] : []),
      unreached: new Set(),
      retryAtMs: null,
      deadlineMs: this.deadlineMs(nowMs),
    }
  }

  /** Those that could not be reached: a voter that has just been started may be there by now. */
  askAgain(role: Prospective | Candidate): void {
    const unreached = new Set(role.unreached)
    role.unreached.clear()
    this.replica.amend({ ...role, retryAtMs: null })
    this.askForVotes(role.kind === 'prospective', id => unreached.has(id))
  }

  askForVotes(preVote: boolean, asks: (voterId: number) => boolean): void {
    const { epoch, own, log } = this.replica
    for (const voter of this.replica.voters.others(own)) {
      if (!asks(voter.id)) continue
      const request: VoteRequest = {
        kind: 'vote',
        epoch,
        candidate: own,
        voter: { id: voter.id, directoryId: voter.directoryId },
        lastEpoch: log.lastEpoch,
        lastOffset: log.endOffset,
        preVote,
      }
      this.replica.emit({ kind: 'send', to: voter.id, request })
    }
  }

  consider(nowMs: number): void {
    const { role: current } = this.replica
    if (current.kind !== 'candidate' && current.kind !== 'prospective') return
    const count = countVotes(current.votes, this.replica.voters.size)
    if (count === 'open') return
    if (current.kind === 'prospective') {
      if (count === 'won') this.transitions.becomeCandidate(nowMs)
      else this.loseProspect(nowMs)
      return
    }
    if (count === 'won') {
      this.transitions.becomeLeader(
        nowMs,
        [...current.votes]
          .filter(([, granted]) => granted)
          .map(([id]) => id)
          .sort((a, b) => a - b),
      )
      return
    }
    // Refused by a majority: wait a random while, so that the others are not met again at the same moment.
    const backoffMs = this.replica.random.uint32() % Math.max(1, this.replica.timeouts.electionBackoffMaxMs)
    this.replica.amend({ ...current, deadlineMs: Math.min(current.deadlineMs, nowMs + backoffMs) })
  }

  loseProspect(nowMs: number): void {
    const { role: current } = this.replica
    if (current.kind !== 'prospective') return
    if (current.formerLeaderId === null) this.transitions.becomeUnattached(nowMs, this.replica.epoch, current.voted)
    // The same silence does not make it stand again before the fetch timeout.
    else this.transitions.becomeFollower(nowMs, this.replica.epoch, current.formerLeaderId, MISSES_TO_STAND)
  }

  onVoteRequest(nowMs: number, request: VoteRequest): VoteResponse {
    const { epoch, lastEpoch, lastOffset, preVote, voter } = request
    // Who stands for election has begun an epoch that its log cannot know yet; who only asks has not.
    const isIllegal = lastOffset < 0 || lastEpoch < 0 || (preVote ? lastEpoch > epoch : lastEpoch >= epoch)
    if (isIllegal) return this.voteAnswer('INVALID_REQUEST', false)
    if (epoch < this.replica.epoch) return this.voteAnswer('FENCED_LEADER_EPOCH', false)
    if (request.candidate.id < 0) return this.voteAnswer('INVALID_REQUEST', false)
    // A pre-vote of a later epoch moves the epoch as well (KIP-996).
    if (epoch > this.replica.epoch) this.transitions.becomeUnattached(nowMs, epoch)
    if (voter !== null && !isSameReplica(voter, this.replica.own)) return this.voteAnswer('INVALID_VOTER_KEY', false)
    const upToDate = isUpToDate(this.replica.log, request.lastEpoch, request.lastOffset)
    const granted =
      upToDate && mayVoteFor(this.replica.role, request.candidate, request.preVote, this.replica.highWatermark >= 0)
    if (granted && !request.preVote && this.replica.role.kind !== 'candidate') {
      const alreadyGiven = votedOf(this.replica.role, this.replica.own) !== null
      if (!alreadyGiven) this.transitions.becomeUnattached(nowMs, this.replica.epoch, request.candidate)
    }
    return this.voteAnswer('NONE', granted)
  }

  private voteAnswer(error: RaftError, granted: boolean): VoteResponse {
    return { kind: 'vote', error, epoch: this.replica.epoch, leaderId: this.replica.leaderId, granted }
  }

  onBeginEpoch(nowMs: number, request: BeginEpochRequest): RaftResponse {
    const { epoch, leaderId, voter } = request
    let error = this.refusal(epoch, leaderId)
    if (error === 'NONE') {
      this.transitions.learn(nowMs, epoch, leaderId)
      // What it says of the leader is true, although it was meant for another replica (one with this id, or in
      // another directory).
      if (voter !== null && !isSameReplica(voter, this.replica.own)) error = 'INVALID_VOTER_KEY'
    }
    return { kind: 'begin-epoch', error, epoch: this.replica.epoch, leaderId: this.replica.leaderId }
  }

  private refusal(epoch: number, leaderId: number): RaftError {
    if (epoch < this.replica.epoch) return 'FENCED_LEADER_EPOCH'
    return leaderId < 0 ? 'INVALID_REQUEST' : 'NONE'
  }

  onEndEpoch(nowMs: number, request: EndEpochRequest): RaftResponse {
    const error = this.refusal(request.epoch, request.leaderId)
    if (error === 'NONE') {
      this.transitions.learn(nowMs, request.epoch, request.leaderId)
      const { role: current } = this.replica
      if (current.kind === 'follower' && this.replica.isVoter) {
        const rank = request.preferredSuccessors.indexOf(this.replica.own.id)
        // The best placed stands at once, the others leave it room; who is not named waits as for any election.
        if (rank === 0) this.transitions.becomeProspective(nowMs)
        else {
          const backoffMs = rank < 0 ? this.replica.timeouts.electionTimeoutMs : this.successorBackoff(rank)
          this.replica.amend({
            ...current,
            deadlineMs: Math.min(current.deadlineMs, nowMs + backoffMs),
            fetchAtMs: null,
          })
        }
      }
    }
    return { kind: 'end-epoch', error, epoch: this.replica.epoch, leaderId: this.replica.leaderId }
  }

  private successorBackoff(rank: number): number {
    const max = Math.max(1, this.replica.timeouts.electionBackoffMaxMs)
    return Math.min(max, this.replica.timeouts.retryBackoffMs * 2 ** rank * (1 + (this.replica.random.uint32() % 2)))
  }

  onVoteResponse(nowMs: number, from: number, response: VoteResponse): void {
    const { role: current } = this.replica
    if (current.kind !== 'candidate' && current.kind !== 'prospective') return
    if (response.epoch !== this.replica.epoch || this.replica.voters.get(from) === undefined) return
    if (response.error === 'UNSUPPORTED_VERSION') {
      // A quorum that is being upgraded to KIP-996 elects its leaders without asking before.
      if (current.kind === 'prospective') this.transitions.becomeCandidate(nowMs)
      return
    }
    current.votes.set(from, response.error === 'NONE' && response.granted)
    this.consider(nowMs)
  }

  /** It may be there by the next time: a voter that is being started. */
  onVoterUnreached(nowMs: number, to: number): void {
    const { role, timeouts } = this.replica
    if ((role.kind !== 'candidate' && role.kind !== 'prospective') || role.votes.has(to)) return
    role.unreached.add(to)
    this.replica.amend({ ...role, retryAtMs: role.retryAtMs ?? nowMs + timeouts.retryBackoffMs })
  }
}
