/** Answers of JoinGroup and SyncGroup, and what a failed write means to those who wait for one. */
import { ErrorCode } from '../protocol/errors.ts'
import { JoinGroupResponse, JoinGroupResponseMember } from '../protocol/generated/join-group-response.ts'
import { SyncGroupResponse } from '../protocol/generated/sync-group-response.ts'
import type { ClassicGroup, ClassicMember, ReplyToken } from './classic-group.ts'
import type { GroupEffect } from './effects.ts'

/** From JoinGroup v7 on a protocol name may be null (KIP-559). */
export const NULL_PROTOCOL_VERSION = 7
const NO_GENERATION = -1

export function reply(token: ReplyToken, response: object): GroupEffect {
  return { kind: 'reply', token, response }
}

export function joinResponse(group: ClassicGroup, member: ClassicMember, apiVersion: number): JoinGroupResponse {
  const response = new JoinGroupResponse()
  response.generationId = group.generationId
  response.protocolType = group.protocolType
  response.protocolName = group.protocolName ?? (apiVersion >= NULL_PROTOCOL_VERSION ? null : '')
  response.leader = group.leaderId ?? ''
  response.memberId = member.memberId
  if (group.leaderId === member.memberId) {
    response.members = [...group.members.values()].map(each =>
      Object.assign(new JoinGroupResponseMember(), {
        memberId: each.memberId,
        groupInstanceId: each.groupInstanceId,
        metadata: each.metadataOf(group.protocolName),
      }),
    )
  }
  return response
}

export function joinError(memberId: string, errorCode: number, apiVersion: number): JoinGroupResponse {
  const response = new JoinGroupResponse()
  response.errorCode = errorCode
  response.memberId = memberId
  response.generationId = NO_GENERATION
  response.protocolType = null
  response.protocolName = apiVersion >= NULL_PROTOCOL_VERSION ? null : ''
  return response
}

export function syncError(errorCode: number): SyncGroupResponse {
  const response = new SyncGroupResponse()
  response.errorCode = errorCode
  return response
}

export function syncResponse(group: ClassicGroup, member: ClassicMember): SyncGroupResponse {
  const response = new SyncGroupResponse()
  response.protocolType = group.protocolType
  response.protocolName = group.protocolName
  response.assignment = member.assignment
  return response
}

/** What an append that failed means to a member: look for the coordinator again, or try again. */
export function commitErrorForMember(errorCode: number): number {
  switch (errorCode) {
    case ErrorCode.NOT_LEADER_OR_FOLLOWER:
    case ErrorCode.KAFKA_STORAGE_ERROR:
      return ErrorCode.NOT_COORDINATOR
    case ErrorCode.NOT_ENOUGH_REPLICAS:
    case ErrorCode.NOT_ENOUGH_REPLICAS_AFTER_APPEND:
    case ErrorCode.UNKNOWN_TOPIC_OR_PARTITION:
    case ErrorCode.REQUEST_TIMED_OUT:
      return ErrorCode.COORDINATOR_NOT_AVAILABLE
    case ErrorCode.MESSAGE_TOO_LARGE:
    case ErrorCode.RECORD_LIST_TOO_LARGE:
    case ErrorCode.INVALID_FETCH_SIZE:
      return ErrorCode.UNKNOWN_SERVER_ERROR
    default:
      return errorCode
  }
}
