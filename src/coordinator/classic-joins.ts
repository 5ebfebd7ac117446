/** JoinGroup of the classic protocol: who may come in, under which member id, and what that starts. */
import { uuidFromRandom } from '../base/uuid.ts'
import type { Random } from '../host/host.ts'
import { ErrorCode } from '../protocol/errors.ts'
import type { JoinGroupRequest } from '../protocol/generated/join-group-request.ts'
import type { ClassicGroup, ClassicMember } from './classic-group.ts'
import type { GroupEffect } from './effects.ts'
import { groupRecord } from './group-records.ts'
import { type Caller, identityError, memberOf, successorOf, takeRequest } from './member-requests.ts'
import { commitErrorForMember, joinError, joinResponse, reply, syncError } from './member-responses.ts'
import { type ClassicGroupOptions, pendingTimer, type Rebalances, sessionTimer } from './rebalances.ts'

/**
 * Kafka's `GROUP_NEW_MEMBER_JOIN_TIMEOUT`: how long a member that waits for its first rebalance is kept
 * without a heartbeat.
 */
const NEW_MEMBER_JOIN_TIMEOUT_MS = 5 * 60 * 1000
const FIRST_MEMBER_ID_REQUIRED_VERSION = 4
const FIRST_SKIP_ASSIGNMENT_VERSION = 9

/** One JoinGroup request at its group. */
interface Join {
  readonly nowMs: number
  readonly group: ClassicGroup
  readonly request: JoinGroupRequest
  readonly caller: Caller
  /** What it brings about. */
  readonly out: GroupEffect[]
}

export class ClassicJoins {
  private readonly options: ClassicGroupOptions
  private readonly random: Random
  private readonly rebalances: Rebalances

  constructor(options: ClassicGroupOptions, random: Random, rebalances: Rebalances) {
    this.options = options
    this.random = random
    this.rebalances = rebalances
  }

  /** The group could not be written: whoever came first is told, unless it has been answered. */
  failJoin(group: ClassicGroup, caller: Caller, errorCode: number): GroupEffect[] {
    for (const member of group.members.values()) {
      if (member.joining !== caller.token) continue
      member.joining = null
      return [reply(caller.token, joinError('', errorCode, caller.apiVersion))]
    }
    return []
  }

  /** Why a JoinGroup cannot even look for its group; NONE when it can. */
  joinProblem(request: JoinGroupRequest): number {
    if (request.groupId === '') return ErrorCode.INVALID_GROUP_ID
    const { minSessionTimeoutMs, maxSessionTimeoutMs } = this.options
    if (request.sessionTimeoutMs < minSessionTimeoutMs || request.sessionTimeoutMs > maxSessionTimeoutMs) {
      return ErrorCode.INVALID_SESSION_TIMEOUT
    }
    return ErrorCode.NONE
  }

  join(nowMs: number, group: ClassicGroup, request: JoinGroupRequest, caller: Caller): GroupEffect[] {
    const out: GroupEffect[] = []
    const error = this.tryJoin({ nowMs, group, request, caller, out })
    if (error !== ErrorCode.NONE) out.push(reply(caller.token, joinError(request.memberId, error, caller.apiVersion)))
    return out
  }

  /** NONE when it has been dealt with, else why it is refused. */
  private tryJoin(join: Join): number {
    const { nowMs, group, request, caller, out } = join
    if (!this.accepts(group, request)) {
      this.turnAway(out, nowMs, group, request.memberId)
      out.push(reply(caller.token, joinError('', ErrorCode.GROUP_MAX_SIZE_REACHED, caller.apiVersion)))
      return ErrorCode.NONE
    }
    if (group.state === 'Dead') return ErrorCode.COORDINATOR_NOT_AVAILABLE
    if (!group.supports(request.protocolType, request.protocols)) return ErrorCode.INCONSISTENT_GROUP_PROTOCOL
    return request.memberId === '' ? this.joinAsNew(join) : this.joinAgain(join)
  }

  /** KIP-389: a full group takes only those who are already part of it. */
  private accepts(group: ClassicGroup, request: JoinGroupRequest): boolean {
    const { maxSize } = this.options
    const { members } = group
    switch (group.state) {
      case 'Empty':
      case 'Dead':
        return true
      case 'PreparingRebalance': {
        if (members.size < maxSize) return true
        const isWaiting = members.get(request.memberId)?.joining ?? null
        // Those who have joined again count, so that a group that is too large loses its last ones.
        let joined = 0
        for (const { joining } of members.values()) if (joining !== null) joined++
        return isWaiting !== null || joined < maxSize
      }
      case 'CompletingRebalance':
      case 'Stable':
        return members.has(request.memberId) || members.size < maxSize
    }
  }

  /** Whoever was a member, or was about to be one, is none any more once the group was too large for it. */
  private turnAway(out: GroupEffect[], nowMs: number, group: ClassicGroup, memberId: string): void {
    if (group.pendingMembers.has(memberId)) out.push({ kind: 'cancel-timer', name: pendingTimer(group, memberId) })
    else if (group.members.has(memberId)) out.push({ kind: 'cancel-timer', name: sessionTimer(group, memberId) })
    else return
    group.pendingMembers.delete(memberId)
    group.remove(memberId)
    this.rebalances.maybeCompleteJoin(out, nowMs, group)
  }

  private joinAsNew(join: Join): number {
    const { group, request, caller, out } = join
    const { groupInstanceId } = request
    const memberId = `${groupInstanceId ?? caller.clientId}-${this.freshUuid()}`
    if (groupInstanceId !== null) {
      const oldId = group.staticMembers.get(groupInstanceId)
      if (oldId !== undefined) {
        this.replaceStatic(join, oldId, memberId)
        return ErrorCode.NONE
      }
    } else if (caller.apiVersion >= FIRST_MEMBER_ID_REQUIRED_VERSION) {
      // KIP-394: a client that never hears the answer must not leave a member behind.
      group.pendingMembers.add(memberId)
      out.push({
        kind: 'timer',
        name: pendingTimer(group, memberId),
        delayMs: request.sessionTimeoutMs,
        timeout: { kind: 'pending-member', groupId: group.groupId, memberId },
      })
      out.push(reply(caller.token, joinError(memberId, ErrorCode.MEMBER_ID_REQUIRED, caller.apiVersion)))
      return ErrorCode.NONE
    }
    this.addMember(join, memberId)
    return ErrorCode.NONE
  }

  /** The member ids that Kafka hands out end in a random uuid in its hyphened form. */
  private freshUuid(): string {
    const hex = Buffer.from(uuidFromRandom(this.random.bytes(16)), 'base64url').toString('hex')
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
  }

  private joinAgain(join: Join): number {
    const { group, request, caller, out } = join
    const { memberId, groupInstanceId } = request
    if (group.pendingMembers.has(memberId)) {
      if (groupInstanceId !== null) return ErrorCode.UNKNOWN_MEMBER_ID
      out.push({ kind: 'cancel-timer', name: pendingTimer(group, memberId) })
      this.addMember(join, memberId)
      return ErrorCode.NONE
    }
    const identity = identityError(group, memberId, groupInstanceId)
    if (identity !== ErrorCode.NONE) return identity
    const member = group.members.get(memberId)!
    switch (group.state) {
      case 'PreparingRebalance':
        this.updateMember(join, member)
        return ErrorCode.NONE
      case 'CompletingRebalance':
        if (member.hasProtocols(request.protocols)) {
          // It lost the answer of this generation; it gets it again.
          out.push(reply(caller.token, joinResponse(group, member, caller.apiVersion)))
        } else this.updateMember(join, member)
        return ErrorCode.NONE
      case 'Stable':
        if (group.leaderId === memberId || !member.hasProtocols(request.protocols)) {
          this.updateMember(join, member)
        } else out.push(reply(caller.token, joinResponse(group, member, caller.apiVersion)))
        return ErrorCode.NONE
      default:
        return ErrorCode.UNKNOWN_MEMBER_ID
    }
  }

  private addMember({ nowMs, group, request, caller, out }: Join, memberId: string): void {
    const member = memberOf(memberId, request, caller)
    member.isNew = true
    member.joining = caller.token
    if (group.members.size === 0) group.protocolType = request.protocolType
    if (group.isInitialRebalance) group.newMemberAdded = true
    group.add(member)
    this.rebalances.armSession(out, group, member, NEW_MEMBER_JOIN_TIMEOUT_MS)
    this.rebalances.maybePrepare(out, nowMs, group)
  }

  private updateMember({ nowMs, group, request, caller, out }: Join, member: ClassicMember): void {
    takeRequest(member, request)
    // The client gave up on its earlier JoinGroup; that one's connection is answered all the same.
    if (member.joining !== null)
      out.push(reply(member.joining, joinError(member.memberId, ErrorCode.UNKNOWN_MEMBER_ID, caller.apiVersion)))
    member.joining = caller.token
    this.rebalances.armSession(out, group, member, member.sessionTimeoutMs)
    this.rebalances.maybePrepare(out, nowMs, group)
  }

  /** A static member is back under a new id: its older self is fenced, and a stable group goes on without a rebalance. */
  private replaceStatic(join: Join, oldId: string, memberId: string): void {
    const { nowMs, group, request, caller, out } = join
    const old = group.members.get(oldId)!
    const leaderBefore = group.leaderId
    if (old.joining !== null)
      out.push(reply(old.joining, joinError(oldId, ErrorCode.FENCED_INSTANCE_ID, caller.apiVersion)))
    if (old.syncing !== null) out.push(reply(old.syncing, syncError(ErrorCode.FENCED_INSTANCE_ID)))
    old.joining = null
    old.syncing = null
    out.push({ kind: 'cancel-timer', name: sessionTimer(group, oldId) })
    const member = successorOf(old, memberId)
    takeRequest(member, request)
    member.joining = caller.token
    group.replace(oldId, member)
    this.rebalances.armSession(out, group, member, member.sessionTimeoutMs)
    switch (group.state) {
      case 'Stable':
        if (group.selectProtocol() === group.protocolName) {
          this.commitReplacement(join, old, member, leaderBefore)
        } else this.rebalances.prepare(out, nowMs, group)
        break
      case 'CompletingRebalance':
        // The leader may be assigning to the old id right now: its assignment would miss the new one.
        this.rebalances.prepare(out, nowMs, group)
        break
      case 'PreparingRebalance':
        this.rebalances.maybeCompleteJoin(out, nowMs, group)
        break
    }
  }

  /** The new id must be in the log before anyone is told of it; the generation stays. */
  private commitReplacement(
    { nowMs, group, caller, out }: Join,
    old: ClassicMember,
    member: ClassicMember,
    leaderBefore: string | null,
  ): void {
    const assignments = new Map([...group.members.values()].map(each => [each.memberId, each.assignment]))
    out.push({
      kind: 'append',
      records: [groupRecord(group, assignments, nowMs)],
      done: errorCode => {
        const after: GroupEffect[] = []
        if (errorCode !== ErrorCode.NONE) {
          if (group.members.get(member.memberId) === member && group.state !== 'Dead') {
            after.push({ kind: 'cancel-timer', name: sessionTimer(group, member.memberId) })
            group.replace(member.memberId, old)
            this.rebalances.armSession(after, group, old, old.sessionTimeoutMs)
          }
          const response = joinError('', commitErrorForMember(errorCode), caller.apiVersion)
          response.generationId = group.generationId
          response.protocolType = group.protocolType
          response.protocolName = group.protocolName
          response.leader = leaderBefore ?? ''
          after.push(reply(caller.token, response))
          return after
        }
        // A rebalance that began in the meantime may have answered it.
        if (member.joining !== caller.token) return after
        member.joining = null
        const response = joinResponse(group, member, caller.apiVersion)
        if (caller.apiVersion >= FIRST_SKIP_ASSIGNMENT_VERSION) {
          // KIP-814: a returning leader learns the members and is told not to assign.
          response.skipAssignment = group.leaderId === member.memberId
        } else {
          // Older clients must not think that they lead, or they would assign anew: they hear the old leader's id.
          response.leader = leaderBefore ?? ''
          response.members = []
        }
        after.push(reply(caller.token, response))
        return after
      },
    })
  }
}
