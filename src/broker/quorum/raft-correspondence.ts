/**
 * What this replica and the others say to each other: the machine's requests go out and their answers come back as
 * events; requests of others come in as events, and their answers go out when the machine has one, with
 * the records put in.
 */
import { assert } from '../../base/assert.ts'
import { BytesView } from '../../base/bytes-view.ts'
import { ErrorCode } from '../../protocol/errors.ts'
import type { RaftRequest, RaftResponse } from '../../raft/messages.ts'
import { MAX_METADATA_BATCH_BYTES } from '../../raft/metadata-log.ts'
import type { RaftMachine } from '../../raft/raft-machine.ts'
import type { SnapshotId } from '../../raft/snapshot-file.ts'
import type { ReplicaKey, Voter } from '../../raft/voter-set.ts'
import type { RaftDriver } from './raft-driver.ts'
import type { RaftLog } from './raft-log.ts'
import type { SnapshotPiece } from './raft-snapshots.ts'
import type { RaftTransport } from './raft-transport.ts'

/** A replica of the metadata log, as the others see it. */
export interface QuorumMember {
  /** Who leads the epoch, as far as this replica knows. */
  readonly quorumLeaderId: number | null
  readonly epoch: number
  readonly logStartOffset: number
  /**
   * A request of another replica. `reply` gets the answer, records put in, now or after the wait that the request allows.
   */
  handleRequest(request: RaftRequest, reply: (response: RaftResponse) => void): void
  /**
   * A piece of a snapshot for another replica (FetchSnapshot, KIP-630), or the error code that refuses
   * it. Throws DiskError.
   */
  readSnapshot(
    replica: ReplicaKey,
    leaderEpoch: number,
    id: SnapshotId,
    position: number,
    maxBytes: number,
  ): SnapshotPiece | number
}

export class RaftCorrespondence implements Pick<QuorumMember, 'handleRequest' | 'readSnapshot'> {
  private readonly machine: RaftMachine
  private readonly driver: RaftDriver
  private readonly raftLog: RaftLog
  private readonly transport: RaftTransport | undefined
  private readonly replies = new Map<number, (response: RaftResponse) => void>()
  private replyCount = 0

  constructor(machine: RaftMachine, driver: RaftDriver, raftLog: RaftLog, transport: RaftTransport | undefined) {
    this.machine = machine
    this.driver = driver
    this.raftLog = raftLog
    this.transport = transport
  }

  handleRequest(request: RaftRequest, reply: (response: RaftResponse) => void): void {
    const replyTo = ++this.replyCount
    this.replies.set(replyTo, reply)
    this.driver.dispatch({ kind: 'request', replyTo, request })
  }

  respond(replyTo: number, response: RaftResponse): void {
    const reply = this.replies.get(replyTo)
    this.replies.delete(replyTo)
    if (reply === undefined) return
    if (response.kind !== 'fetch' || response.readFrom === null) {
      reply(response)
      return
    }
    const { log } = this.raftLog
    void Promise.resolve(
      log.read({ fetchOffset: response.readFrom, maxBytes: MAX_METADATA_BATCH_BYTES, minOneBatch: true }),
    ).then(read => {
      // A copy: the answer outlives the hold on the log's memory.
      const records = read.records === null ? null : BytesView.of(read.records.copyChain())
      read.release()
      reply({ ...response, records })
    })
  }

  readSnapshot(
    replica: ReplicaKey,
    leaderEpoch: number,
    id: SnapshotId,
    position: number,
    maxBytes: number,
  ): SnapshotPiece | number {
    const { machine } = this
    if (leaderEpoch < machine.epoch) return ErrorCode.FENCED_LEADER_EPOCH
    if (leaderEpoch > machine.epoch) return ErrorCode.UNKNOWN_LEADER_EPOCH
    if (!machine.isLeader) return ErrorCode.NOT_LEADER_OR_FOLLOWER
    const { snapshots } = this.raftLog
    const sizeBytes = snapshots.sizeOf(id)
    // What formatting wrote is each replica's own: the first leader repeats it in the log.
    if (sizeBytes === null || id.endOffset === 0) return ErrorCode.SNAPSHOT_NOT_FOUND
    if (position < 0 || position >= sizeBytes) return ErrorCode.POSITION_OUT_OF_RANGE
    const piece = snapshots.readPiece(id, position, maxBytes)
    this.driver.dispatch({ kind: 'contact', replica })
    return piece
  }

  send(to: number, request: RaftRequest): void {
    const { transport, driver } = this
    assert(transport !== undefined, 'a quorum of one sends nothing')
    transport.send(to, request, response => {
      if (response === null) driver.dispatch({ kind: 'unreachable', to, request })
      else driver.dispatch({ kind: 'response', from: to, request, response })
    })
  }

  askVersions(voter: Voter): void {
    const { transport, driver } = this
    if (transport?.askVersions === undefined) {
      driver.enqueue({ kind: 'versions', voterId: voter.id, error: 'BROKER_NOT_AVAILABLE', kraftVersions: null })
      return
    }
    transport.askVersions(voter, ({ error, kraftVersions }) =>
      driver.dispatch({ kind: 'versions', voterId: voter.id, error, kraftVersions }),
    )
  }
}
