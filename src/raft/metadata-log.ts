/**
 * What the controller and the broker see of KRaft: one replicated log of metadata records (`__cluster_metadata-0`), of
 * which they know leader, epoch and high watermark, and nothing of elections.
 * `src/broker/quorum/raft-node.ts` implements it.
 */
import type { Uuid } from '../base/uuid.ts'
import type { MetadataRecord } from '../protocol/metadata-record.ts'

export type { MetadataRecord } from '../protocol/metadata-record.ts'

/** Kafka's `KafkaRaftClient.MAX_BATCH_SIZE_BYTES`: one atomic append may take no more as a record batch. */
export const MAX_METADATA_BATCH_BYTES = 8 * 1024 * 1024
/** Kafka's `QuorumController.MAX_RECORDS_PER_USER_OP`: the controller refuses operations that make more. */
export const MAX_RECORDS_PER_OPERATION = 10_000

/** Why `append` took nothing. `not-leader`: resign and wait; `too-large`: split (KIP-868 transactions), or refuse. */
export type MetadataAppendErrorCode = 'not-leader' | 'too-large' | 'log-failed' | 'closed'

export class MetadataAppendError extends Error {
  override readonly name = 'MetadataAppendError'
  readonly code: MetadataAppendErrorCode

  constructor(code: MetadataAppendErrorCode, message: string) {
    super(message)
    this.code = code
  }
}

/** Records of one batch that is committed. Control batches arrive too, with no records, so that offsets have no gaps. */
export interface CommittedBatch {
  readonly baseOffset: number
  readonly lastOffset: number
  readonly epoch: number
  /** When the leader appended it, by its clock. */
  readonly appendTimestampMs: number
  readonly sizeBytes: number
  readonly records: readonly MetadataRecord[]
}

/**
 * A whole state: what was known before is void. Comes first at the start, and when the log was cut away
 * from under a follower.
 */
export interface CommittedSnapshot {
  readonly snapshot: {
    /** The first offset that is NOT in it (the number in the file's name), as KRaft counts. */
    readonly endOffset: number
    readonly epoch: number
    /** Timestamp of the newest record in it; 0 for the bootstrap snapshot. */
    readonly lastContainedTimestampMs: number
    readonly sizeBytes: number
    readonly records: Iterable<MetadataRecord>
  }
}

export type Committed = CommittedBatch | CommittedSnapshot

export interface QuorumReplicaInfo {
  readonly replicaId: number
  readonly directoryId: Uuid
  /** −1 where the leader has not heard from it yet. */
  readonly logEndOffset: number
  /** Wall clock of its last fetch; −1 when none. The leader's own is now. */
  readonly lastFetchTimestampMs: number
  /** Wall clock of the last time it had all that the leader had; −1 when never. */
  readonly lastCaughtUpTimestampMs: number
}

export interface QuorumEndpoint {
  readonly name: string
  readonly host: string
  readonly port: number
}

/** What DescribeQuorum (KIP-595, KIP-836, KIP-853) answers. Only the leader's is complete. */
export interface QuorumInfo {
  readonly leaderId: number | null
  readonly leaderEpoch: number
  readonly highWatermark: number
  readonly voters: readonly QuorumReplicaInfo[]
  readonly observers: readonly QuorumReplicaInfo[]
  /** Endpoints of every voter (DescribeQuorum v2). */
  readonly nodes: readonly { readonly nodeId: number; readonly endpoints: readonly QuorumEndpoint[] }[]
  /** 0: static voters (controller.quorum.voters); 1: KIP-853. */
  readonly kraftVersion: number
}

export interface MetadataLog {
  readonly nodeId: number
  /** null while no leader is known. */
  readonly leaderId: number | null
  readonly epoch: number
  readonly isLeader: boolean
  /** Offset behind the last committed record; −1 while unknown. */
  readonly highWatermark: number
  readonly logEndOffset: number
  /** Offset and epoch of the latest snapshot; null when there is none. */
  readonly latestSnapshot: { readonly endOffset: number; readonly epoch: number } | null

  /**
   * Appends the records as ONE batch: all are committed or none. Leader only. Throws MetadataAppendError: a batch above
   * MAX_METADATA_BATCH_BYTES is refused as a whole. Returns at once; `whenCommitted(lastOffset)` tells the rest.
   */
  append(records: readonly MetadataRecord[]): {
    readonly baseOffset: number
    readonly lastOffset: number
    readonly epoch: number
  }

  /**
   * Called with the present state at once, then at every change. `isMe` turns true only when the whole log before the
   * epoch has been delivered as committed.
   */
  onLeaderChange(listener: (leaderId: number | null, epoch: number, isMe: boolean) => void): void

  /**
   * In offset order, without gaps, snapshot first where there is one; synchronously, never re-entrantly. Register
   * before the node starts.
   */
  onCommitted(listener: (committed: Committed) => void): void

  /**
   * Resolves when the high watermark is above `offset`; rejects with MetadataAppendError when leadership
   * is lost before that.
   */
  whenCommitted(offset: number): Promise<void>

  /**
   * Writes `<lastIncludedOffset + 1>-<epoch>.checkpoint`, in slices off the request path. The iterator is consumed
   * across turns of the loop: give it an immutable image. Old snapshots and the log prefix go by
   * `metadata.max.retention.*`. Rejects with DiskError; nothing but a temporary file is left then, and the
   * next one may succeed.
   */
  writeSnapshot(lastIncludedOffset: number, lastIncludedEpoch: number, records: Iterable<MetadataRecord>): Promise<void>

  /**
   * `metadata.log.max.record.bytes.between.snapshots` or `metadata.log.max.snapshot.interval.ms` is reached: call
   * `writeSnapshot` soon.
   */
  onSnapshotDue(listener: () => void): void

  quorumInfo(): QuorumInfo

  /**
   * Raises kraft.version: from 1 on the voters stand in the log (KIP-853). Leader only, else throws
   * MetadataAppendError. The offset of the last record (−1 when there was nothing to do), or a sentence that
   * says why it cannot be.
   */
  upgradeKRaftVersion(level: number, validateOnly: boolean): { readonly lastOffset: number } | string

  /** Gives up leadership of `epoch` (EndQuorumEpoch to the others); the controller does so when `apply` fails. */
  resign(epoch: number): void
}
