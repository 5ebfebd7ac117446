/** What a request says of its member, and whether it may speak for it. */
import { ErrorCode } from '../protocol/errors.ts'
import type { JoinGroupRequest } from '../protocol/generated/join-group-request.ts'
import { type ClassicGroup, ClassicMember, type ReplyToken } from './classic-group.ts'

/** Who sends a request. */
export interface Caller {
  readonly token: ReplyToken
  readonly apiVersion: number
  readonly clientId: string
  readonly clientHost: string
}

export function memberOf(memberId: string, request: JoinGroupRequest, caller: Caller): ClassicMember {
  return new ClassicMember(
    memberId,
    request.groupInstanceId,
    caller.clientId,
    caller.clientHost,
    rebalanceTimeoutOf(request),
    request.sessionTimeoutMs,
    request.protocols.map(({ name, metadata }) => ({ name, metadata })),
  )
}

/** The same static member under a new id: it keeps where its older self came from, and what it was assigned. */
export function successorOf(old: ClassicMember, memberId: string): ClassicMember {
  const { groupInstanceId, clientId, clientHost, rebalanceTimeoutMs, sessionTimeoutMs, protocols } = old
  const member = new ClassicMember(
    memberId,
    groupInstanceId,
    clientId,
    clientHost,
    rebalanceTimeoutMs,
    sessionTimeoutMs,
    protocols,
  )
  member.assignment = old.assignment
  member.hasSynced = old.hasSynced
  return member
}

export function takeRequest(member: ClassicMember, request: JoinGroupRequest): void {
  member.protocols = request.protocols.map(({ name, metadata }) => ({ name, metadata }))
  member.rebalanceTimeoutMs = rebalanceTimeoutOf(request)
  member.sessionTimeoutMs = request.sessionTimeoutMs
}

/** v0 has no rebalance timeout of its own: the session's serves (KIP-62). */
function rebalanceTimeoutOf(request: JoinGroupRequest): number {
  return request.rebalanceTimeoutMs >= 0 ? request.rebalanceTimeoutMs : request.sessionTimeoutMs
}

/** Whether a member id (and instance id, KIP-345) may speak for the member it names. */
export function identityError(group: ClassicGroup, memberId: string, groupInstanceId: string | null): number {
  if (groupInstanceId !== null) {
    const known = group.staticMembers.get(groupInstanceId)
    if (known === undefined) return ErrorCode.UNKNOWN_MEMBER_ID
    if (known !== memberId) return ErrorCode.FENCED_INSTANCE_ID
  }
  return group.members.has(memberId) ? ErrorCode.NONE : ErrorCode.UNKNOWN_MEMBER_ID
}
