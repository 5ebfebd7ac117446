import type { RaftRequest, RaftResponse } from '../../raft/messages.ts'
import type { KRaftVersions, Voter, VoterSet } from '../../raft/voter-set.ts'
import type { FetchPiece } from './raft-snapshot-fetch.ts'

export interface VersionsAnswer {
  /** Name of an error code; null when there is none. */
  readonly error: string | null
  readonly kraftVersions: KRaftVersions | null
}

/** The way to the other replicas. A quorum of one needs none. */
export interface RaftTransport {
  /** What an observer may ask before it knows a voter: ids that stand for bootstrap servers. */
  readonly bootstrapIds?: readonly number[]
  /** Calls `done` later, never at once; with null when there was no answer that says anything. */
  send(to: number, request: RaftRequest, done: (response: RaftResponse | null) => void): void
  fetchSnapshot?: FetchPiece
  /** Which levels of kraft.version the replica can work at (ApiVersions); calls `done` later, never at once. */
  askVersions?(voter: Voter, done: (answer: VersionsAnswer) => void): void
  /** Who votes, as the log says it now. */
  follow?(voters: VoterSet): void
}
