/** The requests of a classic group's member, each as one question with one answer. */
import { ErrorCode } from '../../protocol/errors.ts'
import { findCoordinatorRequest } from '../../protocol/generated/find-coordinator-request.ts'
import { findCoordinatorResponse } from '../../protocol/generated/find-coordinator-response.ts'
import { heartbeatRequest } from '../../protocol/generated/heartbeat-request.ts'
import { heartbeatResponse } from '../../protocol/generated/heartbeat-response.ts'
import { JoinGroupRequestProtocol, joinGroupRequest } from '../../protocol/generated/join-group-request.ts'
import { type JoinGroupResponse, joinGroupResponse } from '../../protocol/generated/join-group-response.ts'
import { leaveGroupRequest, MemberIdentity } from '../../protocol/generated/leave-group-request.ts'
import { leaveGroupResponse } from '../../protocol/generated/leave-group-response.ts'
import {
  OffsetCommitRequestPartition,
  OffsetCommitRequestTopic,
  offsetCommitRequest,
} from '../../protocol/generated/offset-commit-request.ts'
import { offsetCommitResponse } from '../../protocol/generated/offset-commit-response.ts'
import {
  OffsetFetchRequestGroup,
  OffsetFetchRequestTopics,
  offsetFetchRequest,
} from '../../protocol/generated/offset-fetch-request.ts'
import { offsetFetchResponse } from '../../protocol/generated/offset-fetch-response.ts'
import { SyncGroupRequestAssignment, syncGroupRequest } from '../../protocol/generated/sync-group-request.ts'
import { type SyncGroupResponse, syncGroupResponse } from '../../protocol/generated/sync-group-response.ts'
import type { ClusterClient } from './cluster-client.ts'
import { type Call, NoAnswer } from './wire-client.ts'

const FIND_COORDINATOR = { request: findCoordinatorRequest, response: findCoordinatorResponse, version: 4 }
const JOIN = { request: joinGroupRequest, response: joinGroupResponse, version: 9 }
const SYNC = { request: syncGroupRequest, response: syncGroupResponse, version: 5 }
const HEARTBEAT = { request: heartbeatRequest, response: heartbeatResponse, version: 4 }
const LEAVE = { request: leaveGroupRequest, response: leaveGroupResponse, version: 5 }
const COMMIT = { request: offsetCommitRequest, response: offsetCommitResponse, version: 8 }
const FETCH = { request: offsetFetchRequest, response: offsetFetchResponse, version: 8 }

export const PROTOCOL_TYPE = 'consumer'
const PROTOCOL = 'shared'

export interface Membership {
  readonly memberId: string
  readonly generationId: number
}

export class GroupCalls {
  readonly groupId: string
  private readonly client: ClusterClient
  private coordinator: { readonly host: string; readonly port: number } | null = null

  constructor(client: ClusterClient, groupId: string) {
    this.client = client
    this.groupId = groupId
  }

  /** The next request asks again who coordinates. */
  forgetCoordinator(): void {
    this.coordinator = null
  }

  /** Where the next request goes: the machine's name. */
  async coordinatorName(): Promise<string> {
    this.coordinator ??= await this.find()
    return this.coordinator.host
  }

  private async ask<Q, A>(call: Call<Q, A>, request: Q): Promise<A> {
    this.coordinator ??= await this.find()
    const { host, port } = this.coordinator
    try {
      return await this.client.ask(host, port, call, request)
    } catch (error) {
      this.forgetCoordinator()
      throw error
    }
  }

  private async find(): Promise<{ readonly host: string; readonly port: number }> {
    const request = findCoordinatorRequest.create()
    request.coordinatorKeys = [this.groupId]
    const { coordinators } = await this.client.askAny(FIND_COORDINATOR, request)
    const [found] = coordinators
    if (found === undefined || found.errorCode !== ErrorCode.NONE) throw new NoAnswer('no coordinator at the moment')
    return found
  }

  join(memberId: string, sessionTimeoutMs: number, rebalanceTimeoutMs: number): Promise<JoinGroupResponse> {
    const request = joinGroupRequest.create()
    const protocols = [Object.assign(new JoinGroupRequestProtocol(), { name: PROTOCOL, metadata: Buffer.alloc(0) })]
    const { groupId } = this
    Object.assign(request, { groupId, sessionTimeoutMs, rebalanceTimeoutMs, memberId, protocols })
    request.protocolType = PROTOCOL_TYPE
    return this.ask(JOIN, request)
  }

  /** `assignments`: the leader's, empty from everybody else. */
  sync(
    { memberId, generationId }: Membership,
    assignments: ReadonlyMap<string, readonly number[]>,
  ): Promise<SyncGroupResponse> {
    const request = syncGroupRequest.create()
    Object.assign(request, { groupId: this.groupId, memberId, generationId })
    request.protocolType = PROTOCOL_TYPE
    request.protocolName = PROTOCOL
    request.assignments = [...assignments].map(([member, partitions]) =>
      Object.assign(new SyncGroupRequestAssignment(), {
        memberId: member,
        assignment: Buffer.from(JSON.stringify(partitions)),
      }),
    )
    return this.ask(SYNC, request)
  }

  async heartbeat({ memberId, generationId }: Membership): Promise<number> {
    const request = heartbeatRequest.create()
    Object.assign(request, { groupId: this.groupId, memberId, generationId })
    return (await this.ask(HEARTBEAT, request)).errorCode
  }

  async leave({ memberId }: Membership): Promise<void> {
    const request = leaveGroupRequest.create()
    request.groupId = this.groupId
    request.members = [Object.assign(new MemberIdentity(), { memberId })]
    await this.ask(LEAVE, request)
  }

  /** The error code for one partition. */
  async commit({ memberId, generationId }: Membership, name: string, index: number, offset: number): Promise<number> {
    const request = offsetCommitRequest.create()
    Object.assign(request, { groupId: this.groupId, memberId, generationIdOrMemberEpoch: generationId })
    const partition = Object.assign(new OffsetCommitRequestPartition(), {
      partitionIndex: index,
      committedOffset: offset,
      committedLeaderEpoch: this.client.epochOf(name, index),
    })
    request.topics = [Object.assign(new OffsetCommitRequestTopic(), { name, partitions: [partition] })]
    const { topics } = await this.ask(COMMIT, request)
    return topics[0]?.partitions[0]?.errorCode ?? ErrorCode.UNKNOWN_SERVER_ERROR
  }

  /** Committed offsets by partition, −1 for none; null when the coordinator could not say. */
  async committed(name: string, partitionIndexes: readonly number[]): Promise<ReadonlyMap<number, number> | null> {
    const request = offsetFetchRequest.create()
    const topic = Object.assign(new OffsetFetchRequestTopics(), { name, partitionIndexes: [...partitionIndexes] })
    request.groups = [Object.assign(new OffsetFetchRequestGroup(), { groupId: this.groupId, topics: [topic] })]
    const { groups } = await this.ask(FETCH, request)
    const [group] = groups
    const partitions = group?.topics[0]?.partitions
    if (group === undefined || group.errorCode !== ErrorCode.NONE || partitions === undefined) {
      this.forgetCoordinator()
      return null
    }
    if (partitions.some(({ errorCode }) => errorCode !== ErrorCode.NONE)) return null
    for (const { partitionIndex, committedLeaderEpoch } of partitions)
      this.client.learnEpoch(name, partitionIndex, committedLeaderEpoch)
    return new Map(partitions.map(({ partitionIndex, committedOffset }) => [partitionIndex, committedOffset]))
  }
}
