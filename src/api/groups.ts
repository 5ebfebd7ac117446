/**
 * The classic group protocol: JoinGroup (11: 0–9), SyncGroup (14: 0–5), Heartbeat (12: 0–4), LeaveGroup (13: 0–5).
 *
 * Versions: JoinGroup v1 rebalance timeout (KIP-62), v4 member id required (KIP-394), v5 static members (KIP-345), v7
 * protocol type and nullable protocol name (KIP-559), v8 reason (KIP-800), v9 skipAssignment (KIP-814). LeaveGroup v3 takes
 * several members, v5 a reason. SyncGroup v5 names the protocol and is checked against the group's.
 */
import { Pending } from '../base/pending.ts'
import type { CallerIdentity } from '../broker/group-coordinator.ts'
import { ErrorCode } from '../protocol/errors.ts'
import type { HeartbeatRequest } from '../protocol/generated/heartbeat-request.ts'
import { HeartbeatResponse } from '../protocol/generated/heartbeat-response.ts'
import type { JoinGroupRequest } from '../protocol/generated/join-group-request.ts'
import { JoinGroupResponse } from '../protocol/generated/join-group-response.ts'
import type { LeaveGroupRequest } from '../protocol/generated/leave-group-request.ts'
import { LeaveGroupResponse, MemberResponse } from '../protocol/generated/leave-group-response.ts'
import type { SyncGroupRequest } from '../protocol/generated/sync-group-request.ts'
import { SyncGroupResponse } from '../protocol/generated/sync-group-response.ts'
import type { RequestContext } from './api.ts'

const FIRST_STATIC_JOIN_VERSION = 5
const FIRST_NULL_PROTOCOL_VERSION = 7
const FIRST_NAMED_SYNC_VERSION = 5
const FIRST_BATCH_LEAVE_VERSION = 3

export interface GroupServices {
  readonly groups: {
    join(request: JoinGroupRequest, caller: CallerIdentity): Pending<JoinGroupResponse>
    sync(request: SyncGroupRequest, caller: CallerIdentity): Pending<SyncGroupResponse>
    heartbeat(groupId: string, memberId: string, groupInstanceId: string | null, generationId: number): number
    leave(groupId: string, memberId: string, groupInstanceId: string | null): number
  }
}

function callerOf(context: RequestContext): CallerIdentity {
  return {
    apiVersion: context.apiVersion,
    clientId: context.clientId ?? '',
    // The form that Kafka prints: Java's InetAddress.toString of an address without a name.
    clientHost: `/${context.connection.remoteAddress}`,
  }
}

export const joinGroup = {
  handle(services: GroupServices, context: RequestContext, request: JoinGroupRequest): Pending<JoinGroupResponse> {
    const { apiVersion } = context
    if (apiVersion < FIRST_STATIC_JOIN_VERSION) request.groupInstanceId = null
    const answer = new Pending<JoinGroupResponse>()
    services.groups.join(request, callerOf(context)).whenDone(response => {
      // Before v7 a protocol name could not be null.
      if (apiVersion < FIRST_NULL_PROTOCOL_VERSION) response.protocolName ??= ''
      answer.complete(response)
    })
    return answer
  },
  fail(request: JoinGroupRequest, errorCode: number, apiVersion: number): JoinGroupResponse {
    const response = new JoinGroupResponse()
    response.errorCode = errorCode
    response.memberId = request.memberId
    response.protocolType = null
    response.protocolName = apiVersion < FIRST_NULL_PROTOCOL_VERSION ? '' : null
    return response
  },
}

export const syncGroup = {
  handle(
    services: GroupServices,
    context: RequestContext,
    request: SyncGroupRequest,
  ): SyncGroupResponse | Pending<SyncGroupResponse> {
    const named = context.apiVersion >= FIRST_NAMED_SYNC_VERSION
    if (named && (request.protocolType === null || request.protocolName === null)) {
      return syncGroup.fail(request, ErrorCode.INCONSISTENT_GROUP_PROTOCOL)
    }
    if (!named) {
      request.protocolType = null
      request.protocolName = null
    }
    return services.groups.sync(request, callerOf(context))
  },
  fail(_request: SyncGroupRequest, errorCode: number): SyncGroupResponse {
    const response = new SyncGroupResponse()
    response.errorCode = errorCode
    return response
  },
}

export const heartbeat = {
  handle(services: GroupServices, _context: RequestContext, request: HeartbeatRequest): HeartbeatResponse {
    const { groupId, memberId, groupInstanceId, generationId } = request
    return heartbeat.fail(request, services.groups.heartbeat(groupId, memberId, groupInstanceId, generationId))
  },
  fail(_request: HeartbeatRequest, errorCode: number): HeartbeatResponse {
    const response = new HeartbeatResponse()
    response.errorCode = errorCode
    return response
  },
}

/** Errors that concern the group or its coordinator, not one member. */
const WHOLE_LEAVE_ERRORS: ReadonlySet<number> = new Set([
  ErrorCode.NOT_COORDINATOR,
  ErrorCode.COORDINATOR_NOT_AVAILABLE,
  ErrorCode.COORDINATOR_LOAD_IN_PROGRESS,
  ErrorCode.INVALID_GROUP_ID,
])

export const leaveGroup = {
  handle(services: GroupServices, context: RequestContext, request: LeaveGroupRequest): LeaveGroupResponse {
    const response = new LeaveGroupResponse()
    const { groupId } = request
    if (groupId === '') return leaveGroup.fail(request, ErrorCode.INVALID_GROUP_ID)
    if (context.apiVersion < FIRST_BATCH_LEAVE_VERSION) {
      response.errorCode = services.groups.leave(groupId, request.memberId, null)
      return response
    }
    for (const { memberId, groupInstanceId } of request.members) {
      const errorCode = services.groups.leave(groupId, memberId, groupInstanceId)
      if (WHOLE_LEAVE_ERRORS.has(errorCode)) return leaveGroup.fail(request, errorCode)
      const member = new MemberResponse()
      member.memberId = memberId
      member.groupInstanceId = groupInstanceId
      member.errorCode = errorCode
      response.members.push(member)
    }
    return response
  },
  fail(_request: LeaveGroupRequest, errorCode: number): LeaveGroupResponse {
    const response = new LeaveGroupResponse()
    response.errorCode = errorCode
    return response
  },
}
