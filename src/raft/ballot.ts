/** The arithmetic of elections: who may be given a vote, and what the votes say. */
import type { Role } from './roles.ts'
import { isSameReplica, type ReplicaKey } from './voter-set.ts'

/**
 * Whether a replica in this role gives `candidate`, whose log is long enough, its vote in the role's epoch. Pre-votes
 * (KIP-996) bind nobody and are given by whoever does not hear a leader.
 */
export function mayVoteFor(role: Role, candidate: ReplicaKey, preVote: boolean, knowsHighWatermark: boolean): boolean {
  switch (role.kind) {
    case 'leader':
      // A leader that has committed nothing yet may be one that nobody can reach.
      return preVote && !knowsHighWatermark
    case 'resigned':
    case 'candidate':
      return preVote
    case 'follower':
      // Who hears a leader helps nobody to depose it; one that was never reached may be gone.
      return preVote && !role.hasFetched
    case 'unattached':
    case 'prospective':
      if (preVote) return true
      if (role.voted !== null) return isSameReplica(role.voted, candidate)
      return role.kind === 'unattached' || role.formerLeaderId === null
  }
}

export type VoteCount = 'won' | 'lost' | 'open'

export function countVotes(votes: ReadonlyMap<number, boolean>, voters: number): VoteCount {
  const majority = Math.floor(voters / 2) + 1
  let granted = 0
  let refused = 0
  for (const vote of votes.values()) vote ? granted++ : refused++
  if (granted >= majority) return 'won'
  return refused > voters - majority ? 'lost' : 'open'
}
