/** What the group APIs ask of this broker: finds the shard, asks it, and turns parked replies into pending answers. */
import { Pending } from '../base/pending.ts'
import type { CommitRequest, GroupShard, OffsetToCommit } from '../coordinator/group-shard.ts'
import type { Caller } from '../coordinator/member-requests.ts'
import { joinError, syncError } from '../coordinator/member-responses.ts'
import type { Host } from '../host/host.ts'
import { ErrorCode } from '../protocol/errors.ts'
import type { JoinGroupRequest } from '../protocol/generated/join-group-request.ts'
import type { JoinGroupResponse } from '../protocol/generated/join-group-response.ts'
import type { SyncGroupRequest } from '../protocol/generated/sync-group-request.ts'
import type { SyncGroupResponse } from '../protocol/generated/sync-group-response.ts'
import type { CoordinatorRuntime } from './coordinator-runtime.ts'

export type CallerIdentity = Omit<Caller, 'token'>

export class GroupCoordinator {
  readonly runtime: CoordinatorRuntime
  private readonly host: Host

  constructor(runtime: CoordinatorRuntime, host: Host) {
    this.runtime = runtime
    this.host = host
  }

  get nowMs(): number {
    return this.host.clock.nowMs()
  }

  /** The shard of a group, or the error code to answer with. */
  shardOf(groupId: string): GroupShard | number {
    return this.runtime.shardOf(groupId)
  }

  join(request: JoinGroupRequest, caller: CallerIdentity): Pending<JoinGroupResponse> {
    const answer = new Pending<JoinGroupResponse>()
    const shard = this.shardOf(request.groupId)
    if (typeof shard === 'number') {
      answer.complete(
        joinError(request.memberId, request.groupId === '' ? ErrorCode.INVALID_GROUP_ID : shard, caller.apiVersion),
      )
      return answer
    }
    const token = this.runtime.park(response => answer.complete(response as JoinGroupResponse))
    this.runtime.execute(request.groupId, shard.join(this.nowMs, request, { ...caller, token }))
    return answer
  }

  sync(request: SyncGroupRequest, caller: CallerIdentity): Pending<SyncGroupResponse> {
    const answer = new Pending<SyncGroupResponse>()
    const shard = this.shardOf(request.groupId)
    if (typeof shard === 'number') {
      answer.complete(syncError(request.groupId === '' ? ErrorCode.INVALID_GROUP_ID : shard))
      return answer
    }
    const token = this.runtime.park(response => answer.complete(response as SyncGroupResponse))
    this.runtime.execute(request.groupId, shard.sync(this.nowMs, request, { ...caller, token }))
    return answer
  }

  heartbeat(groupId: string, memberId: string, groupInstanceId: string | null, generationId: number): number {
    const shard = this.shardOf(groupId)
    if (typeof shard === 'number') {
      // Kafka lets a member live on while its coordinator loads.
      return shard === ErrorCode.COORDINATOR_LOAD_IN_PROGRESS ? ErrorCode.NONE : shard
    }
    const { effects, errorCode } = shard.heartbeat(groupId, memberId, groupInstanceId, generationId)
    this.runtime.execute(groupId, effects)
    return errorCode
  }

  leave(groupId: string, memberId: string, groupInstanceId: string | null): number {
    const shard = this.shardOf(groupId)
    if (typeof shard === 'number') return shard
    const { effects, errorCode } = shard.leave(this.nowMs, groupId, memberId, groupInstanceId)
    this.runtime.execute(groupId, effects)
    return errorCode
  }

  /** Commits what passes; resolves with NONE or the error that all of them share. */
  commit(request: CommitRequest, offsets: readonly OffsetToCommit[], apiVersion: number): Promise<number> {
    const { groupId, memberId } = request
    const shard = this.shardOf(groupId)
    if (typeof shard === 'number') return Promise.resolve(shard)
    const errorCode = shard.commitError(request, apiVersion)
    if (errorCode !== ErrorCode.NONE) return Promise.resolve(errorCode)
    this.runtime.execute(groupId, shard.touchMember(groupId, memberId))
    return new Promise(resolve => {
      this.runtime.write(groupId, shard.commitRecords(groupId, offsets), error => resolve(commitError(error)))
    })
  }

  deleteOffsets(groupId: string, partitions: readonly { topic: string; partition: number }[]): Promise<number> {
    const shard = this.shardOf(groupId)
    if (typeof shard === 'number') return Promise.resolve(shard)
    return new Promise(resolve => {
      this.runtime.write(groupId, shard.offsets.tombstonesAt(groupId, partitions), error => resolve(commitError(error)))
    })
  }

  deleteGroup(groupId: string): Promise<number> {
    const shard = this.shardOf(groupId)
    if (typeof shard === 'number') return Promise.resolve(shard)
    const { errorCode, records } = shard.deleteGroup(groupId)
    if (errorCode !== ErrorCode.NONE) return Promise.resolve(errorCode)
    return new Promise(resolve => {
      this.runtime.write(groupId, records, error => resolve(commitError(error)))
    })
  }
}

/** What a failed append of the coordinator means to a client. */
function commitError(errorCode: number): number {
  switch (errorCode) {
    case ErrorCode.UNKNOWN_TOPIC_OR_PARTITION:
    case ErrorCode.NOT_ENOUGH_REPLICAS:
    case ErrorCode.NOT_ENOUGH_REPLICAS_AFTER_APPEND:
    case ErrorCode.REQUEST_TIMED_OUT:
      return ErrorCode.COORDINATOR_NOT_AVAILABLE
    case ErrorCode.NOT_LEADER_OR_FOLLOWER:
    case ErrorCode.KAFKA_STORAGE_ERROR:
      return ErrorCode.NOT_COORDINATOR
    case ErrorCode.MESSAGE_TOO_LARGE:
    case ErrorCode.RECORD_LIST_TOO_LARGE:
      return ErrorCode.INVALID_COMMIT_OFFSET_SIZE
    default:
      return errorCode
  }
}
