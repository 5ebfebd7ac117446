/**
 * What replicas of the metadata log say to each other, stripped of the wire: the shell translates from and to Vote
 * (KIP-595, pre-vote KIP-996), BeginQuorumEpoch, EndQuorumEpoch, Fetch, and the changes of the voters (KIP-853). Errors
 * are names of Kafka's error codes.
 */
import type { BytesView } from '../base/bytes-view.ts'
import type { ReplicaKey, Voter } from './voter-set.ts'

export type RaftError =
  | 'NONE'
  | 'FENCED_LEADER_EPOCH'
  | 'UNKNOWN_LEADER_EPOCH'
  | 'NOT_LEADER_OR_FOLLOWER'
  | 'INVALID_REQUEST'
  | 'INVALID_VOTER_KEY'
  /** Another replica has this id already. */
  | 'UNKNOWN_SERVER_ERROR'
  /** Of a pre-vote (KIP-996): the other side knows votes alone. */
  | 'UNSUPPORTED_VERSION'

export interface OffsetAndEpoch {
  readonly offset: number
  readonly epoch: number
}

export interface VoteRequest {
  readonly kind: 'vote'
  readonly epoch: number
  readonly candidate: ReplicaKey
  /** The voter that is asked, as the candidate knows it; null where the protocol version does not say. */
  readonly voter: ReplicaKey | null
  readonly lastEpoch: number
  readonly lastOffset: number
  readonly preVote: boolean
}

export interface BeginEpochRequest {
  readonly kind: 'begin-epoch'
  readonly epoch: number
  readonly leaderId: number
  readonly voter: ReplicaKey | null
}

export interface EndEpochRequest {
  readonly kind: 'end-epoch'
  readonly epoch: number
  readonly leaderId: number
  /** Best first: those that had most of the log. */
  readonly preferredSuccessors: readonly number[]
}

export interface FetchRequest {
  readonly kind: 'fetch'
  readonly replica: ReplicaKey
  /** The epoch that the replica is in. */
  readonly epoch: number
  readonly fetchOffset: number
  readonly lastFetchedEpoch: number
  /**
   * What the replica knows of the high watermark, −1 for nothing (KIP-1166): a higher one is answered at once.
   * null: it does not say.
   */
  readonly highWatermark: number | null
  readonly maxWaitMs: number
}

/** An administrator's, or an observer's own (controller.quorum.auto.join.enable). */
export interface AddVoterRequest {
  readonly kind: 'add-voter'
  readonly voter: Voter
  /** False: the answer does not wait until the change is committed. */
  readonly ackWhenCommitted: boolean
}

export interface RemoveVoterRequest {
  readonly kind: 'remove-voter'
  readonly voter: ReplicaKey
}

/** A voter's own: where it is found now, and what it can do. */
export interface UpdateVoterRequest {
  readonly kind: 'update-voter'
  readonly epoch: number
  readonly voter: Voter
}

export type VoterChange = AddVoterRequest | RemoveVoterRequest | UpdateVoterRequest
export type RaftRequest = VoteRequest | BeginEpochRequest | EndEpochRequest | FetchRequest | VoterChange

interface Answer {
  readonly error: RaftError
  readonly epoch: number
  readonly leaderId: number | null
}

export interface VoteResponse extends Answer {
  readonly kind: 'vote'
  readonly granted: boolean
}

export interface EpochResponse extends Answer {
  readonly kind: 'begin-epoch' | 'end-epoch'
}

export interface FetchResponse extends Answer {
  readonly kind: 'fetch'
  readonly highWatermark: number
  /** Where the logs part: the follower truncates to it and asks again (KIP-595). */
  readonly diverging: OffsetAndEpoch | null
  /** The records wanted are gone: the follower must fetch this snapshot first (KIP-630). */
  readonly snapshot: OffsetAndEpoch | null
  /** A leader's machine gives the offset to read from; the shell puts the bytes in. null: none. */
  readonly readFrom: number | null
  readonly records: BytesView | null
}

export type VoterChangeError = RaftError | 'REQUEST_TIMED_OUT' | 'DUPLICATE_VOTER' | 'VOTER_NOT_FOUND'

export interface VoterChangeResponse {
  readonly kind: VoterChange['kind']
  readonly error: VoterChangeError
  readonly message: string | null
  /** −1 in answers that do not say. */
  readonly epoch: number
  readonly leaderId: number | null
}

export type RaftResponse = VoteResponse | EpochResponse | FetchResponse | VoterChangeResponse

/** The answer to a request of this kind. */
export type ResponseTo<Kind extends RaftRequest['kind'], R = RaftResponse> = R extends { readonly kind: infer Kinds }
  ? Kind extends Kinds
    ? R
    : never
  : never
