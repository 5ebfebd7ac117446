/** What goes into the machine, and what comes out of it. Plain data: a transcript of both is a test. */
import type { BytesView } from '../base/bytes-view.ts'
import type { OffsetAndEpoch, RaftRequest, RaftResponse } from './messages.ts'
import type { ElectionState } from './quorum-state-file.ts'
import type { Role } from './roles.ts'
import type { KRaftVersions, ReplicaKey, Voter, VoterSet } from './voter-set.ts'

export type RaftEvent =
  | { readonly kind: 'start' }
  /** `deadlineMs` of the machine has come. */
  | { readonly kind: 'timer' }
  /** `replyTo` names the request for its `respond` effect. */
  | { readonly kind: 'request'; readonly replyTo: number; readonly request: RaftRequest }
  /** From the replica `from`, to the very `request` of a `send` effect. */
  | { readonly kind: 'response'; readonly from: number; readonly request: RaftRequest; readonly response: RaftResponse }
  /** A request to `to` got no answer. */
  | { readonly kind: 'unreachable'; readonly to: number; readonly request: RaftRequest }
  /** The log grew by an append of this leader. */
  | { readonly kind: 'appended' }
  /** The own log is on the device up to this offset. */
  | { readonly kind: 'flushed'; readonly endOffset: number }
  /** What the last fetch brought does not match its checksums: nothing of it was appended. */
  | { readonly kind: 'damaged' }
  /** A piece of the snapshot that the leader named has come: it is alive, although it sends no records. */
  | { readonly kind: 'snapshot-progress'; readonly epoch: number }
  /** The log begins anew behind a snapshot fetched from the leader, or (null) the fetching failed. */
  | { readonly kind: 'snapshot-fetched'; readonly epoch: number; readonly endOffset: number | null }
  /** A replica fetches this leader's snapshot: it lives, though it fetches no records. */
  | { readonly kind: 'contact'; readonly replica: ReplicaKey }
  /** The log names other voters than before (KIP-853). */
  | { readonly kind: 'voters'; readonly voters: VoterSet }
  /**
   * What a replica that shall become a voter answers to ApiVersions: its range of kraft.version (null: it knows none),
   * or why there is no answer.
   */
  | {
      readonly kind: 'versions'
      readonly voterId: number
      readonly error: string | null
      readonly kraftVersions: KRaftVersions | null
    }
  /** Raise kraft.version (UpdateFeatures); `kraftUpgradeRefusal` has nothing against it. */
  | { readonly kind: 'upgrade'; readonly kraftVersion: number }
  /** Give up leadership of `epoch`: the controller or the log failed, or the node stops. */
  | { readonly kind: 'resign'; readonly epoch: number }

export type RaftEffect =
  /** `quorum-state`, on the device before the next effect. */
  | { readonly kind: 'persist'; readonly state: ElectionState }
  /** Two replicas have one id: for the log of the process. */
  | { readonly kind: 'impostor'; readonly replica: ReplicaKey }
  /** For the log of the process and for metrics. */
  | { readonly kind: 'role'; readonly role: Role['kind']; readonly epoch: number }
  /** The LeaderChange batch, as the first of the epoch, at once. */
  | {
      readonly kind: 'begin-log'
      readonly epoch: number
      readonly voters: readonly number[]
      readonly granting: readonly number[]
    }
  /** Voters, in a control batch of their own at once; with `kraftVersion`, its record goes before them. */
  | { readonly kind: 'append-voters'; readonly voters: VoterSet; readonly kraftVersion: number | null }
  /** Ask it for its feature ranges (ApiVersions), then say `versions`. */
  | { readonly kind: 'ask-versions'; readonly voter: Voter }
  | { readonly kind: 'leader'; readonly leaderId: number | null; readonly epoch: number }
  | { readonly kind: 'high-watermark'; readonly offset: number }
  | { readonly kind: 'send'; readonly to: number; readonly request: RaftRequest }
  | { readonly kind: 'respond'; readonly replyTo: number; readonly response: RaftResponse }
  /**
   * A follower's: append (or cut), then say `flushed` with the log's end; `damaged` when the records are not
   * what the leader has.
   */
  | { readonly kind: 'append-fetched'; readonly records: BytesView }
  | { readonly kind: 'truncate'; readonly offset: number }
  /** The leader has no log for this follower: fetch its snapshot, then say `snapshot-fetched` (KIP-630). */
  | {
      readonly kind: 'fetch-snapshot'
      readonly from: number
      readonly epoch: number
      readonly snapshot: OffsetAndEpoch
    }
