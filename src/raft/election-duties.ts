/** Standing for election and voting (KIP-595, pre-votes KIP-996): asks for votes, counts them, gives them, and hears of leaders that come and go. */
import { countVotes, mayVoteFor } from './ballot.ts'
import type {
  BeginEpochRequest,
  EndEpochRequest,
  RaftError,
  RaftResponse,
  VoteRequest,
  VoteResponse,
} from './messages.ts'
import type { RaftMachine } from './raft-machine.ts'
import { isUpToDate } from './replica-log.ts'
import { type Candidate, MISSES_TO_STAND, type Prospective, votedOf } from './roles.ts'
import { isSameReplica } from './voter-set.ts'

export class ElectionDuties {
  private readonly machine: RaftMachine

  constructor(machine: RaftMachine) {
    this.machine = machine
  }

  /** When an election that begins now is over: up to twice the timeout, by chance. */
  deadlineMs(nowMs: number): number {
    const { electionTimeoutMs } = this.machine.timeouts
    return nowMs + electionTimeoutMs + (electionTimeoutMs > 0 ? this.machine.random.uint32() % electionTimeoutMs : 0)
  }

  /** Those that could not be reached: a voter that has just been started may be there by now. */
  askAgain(role: Prospective | Candidate): void {
    const unreached = new Set(role.unreached)
    role.unreached.clear()
    this.machine.amend({ ...role, retryAtMs: null })
    this.askForVotes(role.kind === 'prospective', id => unreached.has(id))
  }

  askForVotes(preVote: boolean, asks: (voterId: number) => boolean): void {
    const { epoch, own, log } = this.machine
    for (const voter of this.machine.voters.others(own)) {
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
      this.machine.emit({ kind: 'send', to: voter.id, request })
    }
  }

  consider(nowMs: number): void {
    const { role: current } = this.machine
    if (current.kind !== 'candidate' && current.kind !== 'prospective') return
    const count = countVotes(current.votes, this.machine.voters.size)
    if (count === 'open') return
    if (current.kind === 'prospective') {
      if (count === 'won') this.machine.becomeCandidate(nowMs)
      else this.loseProspect(nowMs)
      return
    }
    if (count === 'won') {
      this.machine.becomeLeader(
        nowMs,
        [...current.votes]
          .filter(([, granted]) => granted)
          .map(([id]) => id)
          .sort((a, b) => a - b),
      )
      return
    }
    // Refused by a majority: wait a random while, so that the others are not met again at the same moment.
    const backoffMs = this.machine.random.uint32() % Math.max(1, this.machine.timeouts.electionBackoffMaxMs)
    this.machine.amend({ ...current, deadlineMs: Math.min(current.deadlineMs, nowMs + backoffMs) })
  }

  loseProspect(nowMs: number): void {
    const { role: current } = this.machine
    if (current.kind !== 'prospective') return
    if (current.formerLeaderId === null) this.machine.becomeUnattached(nowMs, this.machine.epoch, current.voted)
    // The same silence does not make it stand again before the fetch timeout.
    else this.machine.becomeFollower(nowMs, this.machine.epoch, current.formerLeaderId, MISSES_TO_STAND)
  }

  onVoteRequest(nowMs: number, request: VoteRequest): VoteResponse {
    const { epoch, lastEpoch, lastOffset, preVote, voter } = request
    // Who stands for election has begun an epoch that its log cannot know yet; who only asks has not.
    const isIllegal = lastOffset < 0 || lastEpoch < 0 || (preVote ? lastEpoch > epoch : lastEpoch >= epoch)
    if (isIllegal) return this.voteAnswer('INVALID_REQUEST', false)
    if (epoch < this.machine.epoch) return this.voteAnswer('FENCED_LEADER_EPOCH', false)
    if (request.candidate.id < 0) return this.voteAnswer('INVALID_REQUEST', false)
    // A pre-vote of a later epoch moves the epoch as well (KIP-996).
    if (epoch > this.machine.epoch) this.machine.becomeUnattached(nowMs, epoch)
    if (voter !== null && !isSameReplica(voter, this.machine.own)) return this.voteAnswer('INVALID_VOTER_KEY', false)
    const upToDate = isUpToDate(this.machine.log, request.lastEpoch, request.lastOffset)
    const granted =
      upToDate && mayVoteFor(this.machine.role, request.candidate, request.preVote, this.machine.highWatermark >= 0)
    if (granted && !request.preVote && this.machine.role.kind !== 'candidate') {
      const alreadyGiven = votedOf(this.machine.role, this.machine.own) !== null
      if (!alreadyGiven) this.machine.becomeUnattached(nowMs, this.machine.epoch, request.candidate)
    }
    return this.voteAnswer('NONE', granted)
  }

  private voteAnswer(error: RaftError, granted: boolean): VoteResponse {
    return { kind: 'vote', error, epoch: this.machine.epoch, leaderId: this.machine.leaderId, granted }
  }

  onBeginEpoch(nowMs: number, request: BeginEpochRequest): RaftResponse {
    const { epoch, leaderId, voter } = request
    let error = this.refusal(epoch, leaderId)
    if (error === 'NONE') {
      this.machine.learn(nowMs, epoch, leaderId)
      // What it says of the leader is true, although it was meant for another replica (one with this id, or in another directory).
      if (voter !== null && !isSameReplica(voter, this.machine.own)) error = 'INVALID_VOTER_KEY'
    }
    return { kind: 'begin-epoch', error, epoch: this.machine.epoch, leaderId: this.machine.leaderId }
  }

  private refusal(epoch: number, leaderId: number): RaftError {
    if (epoch < this.machine.epoch) return 'FENCED_LEADER_EPOCH'
    return leaderId < 0 ? 'INVALID_REQUEST' : 'NONE'
  }

  onEndEpoch(nowMs: number, request: EndEpochRequest): RaftResponse {
    const error = this.refusal(request.epoch, request.leaderId)
    if (error === 'NONE') {
      this.machine.learn(nowMs, request.epoch, request.leaderId)
      const { role: current } = this.machine
      if (current.kind === 'follower' && this.machine.isVoter) {
        const rank = request.preferredSuccessors.indexOf(this.machine.own.id)
        // The best placed stands at once, the others leave it room; who is not named waits as for any election.
        if (rank === 0) this.machine.becomeProspective(nowMs)
        else {
          const backoffMs = rank < 0 ? this.machine.timeouts.electionTimeoutMs : this.successorBackoff(rank)
          this.machine.amend({
            ...current,
            deadlineMs: Math.min(current.deadlineMs, nowMs + backoffMs),
            fetchAtMs: null,
          })
        }
      }
    }
    return { kind: 'end-epoch', error, epoch: this.machine.epoch, leaderId: this.machine.leaderId }
  }

  private successorBackoff(rank: number): number {
    const max = Math.max(1, this.machine.timeouts.electionBackoffMaxMs)
    return Math.min(max, this.machine.timeouts.retryBackoffMs * 2 ** rank * (1 + (this.machine.random.uint32() % 2)))
  }

  onVoteResponse(nowMs: number, from: number, response: VoteResponse): void {
    const { role: current } = this.machine
    if (current.kind !== 'candidate' && current.kind !== 'prospective') return
    if (response.epoch !== this.machine.epoch || this.machine.voters.get(from) === undefined) return
    if (response.error === 'UNSUPPORTED_VERSION') {
      // A quorum that is being upgraded to KIP-996 elects its leaders without asking before.
      if (current.kind === 'prospective') this.machine.becomeCandidate(nowMs)
      return
    }
    current.votes.set(from, response.error === 'NONE' && response.granted)
    this.consider(nowMs)
  }

  /** It may be there by the next time: a voter that is being started. */
  onVoterUnreached(nowMs: number, to: number): void {
    const { role, timeouts } = this.machine
    if ((role.kind !== 'candidate' && role.kind !== 'prospective') || role.votes.has(to)) return
    role.unreached.add(to)
    this.machine.amend({ ...role, retryAtMs: role.retryAtMs ?? nowMs + timeouts.retryBackoffMs })
  }
}
