/**
 * The roles of a replica of the metadata log (KIP-595, KIP-853, KIP-996). All legal transitions:
 *
 * - *Unattached* (the epoch's leader is not known; may have voted): to Unattached by a higher epoch or by giving its
 *   vote; to Prospective when the election timeout passes (voters, and those whose removal may not be committed); to
 *   Follower when it hears of the leader of this or a later epoch.
 * - *Prospective* (asks whether it would be elected, in the epoch that is; KIP-996): to Candidate when a majority would
 *   vote for it; to Follower when it hears of a leader, or when it loses and had known one; to Unattached by a higher
 *   epoch, or when it loses and had known none.
 * - *Candidate* (in an epoch of its own, having voted for itself): to Leader when a majority granted; to Prospective
 *   when refused by a majority, or when the election timeout passes; to Follower or Unattached by an equal epoch with a
 *   leader, or a higher epoch.
 * - *Leader*: to Unattached or Follower by a higher epoch; to Resigned when it shuts down, when the majority stopped
 *   fetching (check quorum), when its log failed, or when it is committed that it is no voter any more.
 * - *Follower* (fetches from the leader): to Prospective when the fetch timeout passes (voters; observers go to
 *   Unattached); to Follower or Unattached by a higher epoch.
 * - *Resigned* (was the leader of this epoch, in this life or the last one; must not vote in it): to Unattached in the
 *   next epoch when the election timeout passes; to Follower or Unattached by a higher epoch.
 *
 * The epoch never goes back, a vote of an epoch is never taken back, and both are on the device before
 * anybody hears of them.
 */
import type { Uuid } from '../base/uuid.ts'
import type { FetchRequest } from './messages.ts'
import type { ReplicaKey } from './voter-set.ts'

/** Fetches in a row that missed the leader after which a follower stands: one may be a connection that was lost. */
export const MISSES_TO_STAND = 2

export interface Unattached {
  readonly kind: 'unattached'
  readonly voted: ReplicaKey | null
  readonly deadlineMs: number
}

/** An election, or the question before one. */
export interface Ballot {
  readonly votes: Map<number, boolean>
  /** Voters that the request did not reach, and when they are asked again; null while there are none. */
  readonly unreached: Set<number>
  readonly retryAtMs: number | null
  readonly deadlineMs: number
}

export interface Prospective extends Ballot {
  readonly kind: 'prospective'
  /** The leader of this epoch, where one was known: lost elections lead back to it. */
  readonly formerLeaderId: number | null
  readonly voted: ReplicaKey | null
}

export interface Candidate extends Ballot {
  readonly kind: 'candidate'
}

export interface Follower {
  readonly kind: 'follower'
  readonly leaderId: number
  readonly voted: ReplicaKey | null
  /** The fetch timeout: `controller.quorum.fetch.timeout.ms` after the last good answer of the leader. */
  readonly deadlineMs: number
  /** When to ask again; null while a fetch is under way, or while what it brought is being written. */
  readonly fetchAtMs: number | null
  /** What the last answer brought is on its way to the device (an append or a truncation): `flushed` ends it. */
  readonly isWriting: boolean
  /** Whether the leader was heard of last: while it was not, or could not be reached, pre-votes are still granted. */
  readonly hasFetched: boolean
  /** Fetches in a row that did not reach the leader. */
  readonly misses: number
}

/** What a leader knows of another replica. Times are monotonic milliseconds, −1 for never. */
export interface ReplicaProgress {
  readonly key: ReplicaKey
  /** The directory that it says it is, which the key of a static voter does not tell; ZERO_UUID before it has said so. */
  saidDirectoryId: Uuid
  endOffset: number
  lastFetchMs: number
  lastCaughtUpMs: number
  /**
   * The leader's end when it last fetched: to have reached it by the next fetch is to have caught up at the time of the
   * last (Kafka's rule).
   */
  leaderEndAtLastFetch: number
  /** BeginQuorumEpoch goes on until the voter answers or fetches. */
  acknowledged: boolean
  nextBeginMs: number
}

export interface ParkedFetch {
  readonly replyTo: number
  readonly request: FetchRequest
  readonly deadlineMs: number
  /** What the replica knew of the high watermark: a rise is news by itself. */
  readonly highWatermark: number
}

export interface Leader {
  readonly kind: 'leader'
  /** Where its LeaderChange batch stands. */
  readonly epochStartOffset: number
  readonly sinceMs: number
  readonly granting: readonly number[]
  /** How much of the own log is on the device. */
  flushedOffset: number
  readonly progress: Map<string, ReplicaProgress>
  readonly parked: ParkedFetch[]
}

export interface Resigned {
  readonly kind: 'resigned'
  readonly deadlineMs: number
}

export type Role = Unattached | Prospective | Candidate | Leader | Follower | Resigned

/** One function for each role that can be entered, for whoever finds that it is time. */
export interface Transitions {
  becomeUnattached(nowMs: number, epoch: number, voted?: ReplicaKey | null): void
  /** A quorum of one has nobody to ask: its voter becomes a candidate at once. */
  becomeProspective(nowMs: number): void
  becomeCandidate(nowMs: number): void
  becomeLeader(nowMs: number, granting: readonly number[]): void
  becomeFollower(nowMs: number, epoch: number, leaderId: number, misses?: number): void
  /** Leader to Resigned; nothing for any other role. */
  resign(nowMs: number): void
  /** Somebody speaks of `epoch` and its leader: Follower or Unattached where that is news. */
  learn(nowMs: number, epoch: number, leaderId: number | null): void
}

export function leaderIdOf(role: Role, ownId: number): number | null {
  if (role.kind === 'leader' || role.kind === 'resigned') return role.kind === 'leader' ? ownId : null
  return role.kind === 'follower' ? role.leaderId : null
}

export function votedOf(role: Role, own: ReplicaKey): ReplicaKey | null {
  if (role.kind === 'candidate') return own
  return role.kind === 'unattached' || role.kind === 'follower' || role.kind === 'prospective' ? role.voted : null
}
