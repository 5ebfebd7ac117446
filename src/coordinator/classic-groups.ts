/**
 * The classic group protocol (JoinGroup, SyncGroup, Heartbeat, LeaveGroup) as decisions: each takes a request or a
 * timeout and returns effects. What Kafka persists (a generation with its assignment) goes through `append`; what it
 * keeps in memory (who has joined, sessions) changes here and nowhere else.
 *
 * KIP-62 (rebalance timeout), KIP-134 (initial delay), KIP-345 (static members), KIP-389 (group.max.size), KIP-394
 * (member id required), KIP-559 (protocol names), KIP-814 (skipAssignment).
 */
import type { Random } from '../host/host.ts'
import { ErrorCode } from '../protocol/errors.ts'
import type { SyncGroupRequest } from '../protocol/generated/sync-group-request.ts'
import type { ClassicGroup } from './classic-group.ts'
import { ClassicJoins } from './classic-joins.ts'
import type { GroupEffect, GroupTimeout } from './effects.ts'
import { groupRecord } from './group-records.ts'
import { type Caller, identityError } from './member-requests.ts'
import {
  commitErrorForMember,
  joinError,
  NULL_PROTOCOL_VERSION,
  reply,
  syncError,
  syncResponse,
} from './member-responses.ts'
import { type ClassicGroupOptions, joinTimer, pendingTimer, Rebalances, sessionTimer, syncTimer } from './rebalances.ts'

const EMPTY = Buffer.alloc(0)

export class ClassicGroups {
  private readonly options: ClassicGroupOptions
  private readonly rebalances: Rebalances
  readonly joins: ClassicJoins

  constructor(options: ClassicGroupOptions, random: Random) {
    this.options = options
    this.rebalances = new Rebalances(options)
    this.joins = new ClassicJoins(options, random, this.rebalances)
  }

  // --- SyncGroup ------------------------------------------------------------------------------------------------------

  sync(nowMs: number, group: ClassicGroup, request: SyncGroupRequest, caller: Caller): GroupEffect[] {
    const out: GroupEffect[] = []
    const error = this.trySync(out, nowMs, group, request, caller)
    if (error !== ErrorCode.NONE) out.push(reply(caller.token, syncError(error)))
    return out
  }

  private trySync(
    out: GroupEffect[],
    nowMs: number,
    group: ClassicGroup,
    request: SyncGroupRequest,
    caller: Caller,
  ): number {
    if (group.state === 'Dead') return ErrorCode.COORDINATOR_NOT_AVAILABLE
    const identity = identityError(group, request.memberId, request.groupInstanceId)
    if (identity !== ErrorCode.NONE) return identity
    if (request.generationId !== group.generationId) return ErrorCode.ILLEGAL_GENERATION
    const otherType = request.protocolType !== null && request.protocolType !== group.protocolType
    const otherName = request.protocolName !== null && request.protocolName !== group.protocolName
    if (otherType || otherName) return ErrorCode.INCONSISTENT_GROUP_PROTOCOL
    const member = group.members.get(request.memberId)!
    switch (group.state) {
      case 'PreparingRebalance':
        return ErrorCode.REBALANCE_IN_PROGRESS
      case 'CompletingRebalance':
        member.hasSynced = true
        if (member.syncing !== null) out.push(reply(member.syncing, syncError(ErrorCode.UNKNOWN_MEMBER_ID)))
        member.syncing = caller.token
        if (group.leaderId === member.memberId) this.commitAssignment(out, nowMs, group, request)
        return ErrorCode.NONE
      case 'Stable':
        member.hasSynced = true
        out.push({ kind: 'settle', done: errorCode => [this.settled(group, request, caller, errorCode)] })
        this.rebalances.armSession(out, group, member, member.sessionTimeoutMs)
        this.rebalances.endSyncTimer(out, group)
        return ErrorCode.NONE
      default:
        return ErrorCode.UNKNOWN_MEMBER_ID
    }
  }

  /**
   * An assignment of which the next coordinator may know nothing must not be acted upon: it would make another one of
   * the same generation.
   */
  private settled(group: ClassicGroup, request: SyncGroupRequest, { token }: Caller, errorCode: number): GroupEffect {
    if (errorCode !== ErrorCode.NONE) return reply(token, syncError(commitErrorForMember(errorCode)))
    const member = group.members.get(request.memberId)
    if (member === undefined) return reply(token, syncError(ErrorCode.UNKNOWN_MEMBER_ID))
    const isOver = group.state !== 'Stable' || group.generationId !== request.generationId
    return reply(token, isOver ? syncError(ErrorCode.REBALANCE_IN_PROGRESS) : syncResponse(group, member))
  }

  private commitAssignment(out: GroupEffect[], nowMs: number, group: ClassicGroup, request: SyncGroupRequest): void {
    const { generationId } = group
    const assignments = new Map(request.assignments.map(({ memberId, assignment }) => [memberId, assignment]))
    out.push({
      kind: 'append',
      records: [groupRecord(group, assignments, nowMs)],
      done: errorCode => {
        const after: GroupEffect[] = []
        // Another rebalance may have begun while the record was under way.
        if (group.state !== 'CompletingRebalance' || group.generationId !== generationId) return after
        if (errorCode !== ErrorCode.NONE) {
          this.rebalances.failSyncs(after, group, commitErrorForMember(errorCode))
          this.rebalances.maybePrepare(after, nowMs, group)
          return after
        }
        group.transitionTo('Stable', nowMs)
        this.rebalances.endSyncTimer(after, group)
        for (const member of group.members.values()) {
          member.assignment = assignments.get(member.memberId) ?? EMPTY
          if (member.syncing === null) continue
          after.push(reply(member.syncing, syncResponse(group, member)))
          member.syncing = null
          this.rebalances.armSession(after, group, member, member.sessionTimeoutMs)
        }
        return after
      },
    })
  }

  // --- Heartbeat and sessions ------------------------------------------------------------------------------------------

  /** Effects, and the error code to answer. */
  heartbeat(
    group: ClassicGroup,
    memberId: string,
    groupInstanceId: string | null,
    generationId: number,
  ): { effects: GroupEffect[]; errorCode: number } {
    if (group.state === 'Dead') return { effects: [], errorCode: ErrorCode.COORDINATOR_NOT_AVAILABLE }
    const identity = identityError(group, memberId, groupInstanceId)
    if (identity !== ErrorCode.NONE) return { effects: [], errorCode: identity }
    if (generationId !== group.generationId) return { effects: [], errorCode: ErrorCode.ILLEGAL_GENERATION }
    if (group.state === 'Empty') return { effects: [], errorCode: ErrorCode.UNKNOWN_MEMBER_ID }
    const effects = this.touch(group, memberId)
    return {
      effects,
      errorCode: group.state === 'PreparingRebalance' ? ErrorCode.REBALANCE_IN_PROGRESS : ErrorCode.NONE,
    }
  }

  /** The member is alive: any request of its own says so. */
  touch(group: ClassicGroup, memberId: string): GroupEffect[] {
    const out: GroupEffect[] = []
    const member = group.members.get(memberId)
    if (member !== undefined) this.rebalances.armSession(out, group, member, member.sessionTimeoutMs)
    return out
  }

  /** A loaded group's members get a full session. One that is larger than the limit now allows is made to rebalance. */
  startLoaded(nowMs: number, group: ClassicGroup): GroupEffect[] {
    const out: GroupEffect[] = []
    for (const member of group.members.values()) this.rebalances.armSession(out, group, member, member.sessionTimeoutMs)
    if (group.members.size > this.options.maxSize) this.rebalances.prepare(out, nowMs, group)
    return out
  }

  timeout(nowMs: number, group: ClassicGroup, timeout: GroupTimeout): GroupEffect[] {
    const out: GroupEffect[] = []
    if (group.state === 'Dead') return out
    switch (timeout.kind) {
      case 'session': {
        const member = group.members.get(timeout.memberId)
        // Whoever waits for an answer of ours is alive, but for a new member, which has its own long limit.
        if (member === undefined || (member.joining !== null && !member.isNew) || member.syncing !== null) break
        if (member.joining !== null)
          out.push(reply(member.joining, joinError('', ErrorCode.UNKNOWN_MEMBER_ID, NULL_PROTOCOL_VERSION)))
        group.remove(timeout.memberId)
        this.afterExpiry(out, nowMs, group)
        break
      }
      case 'pending-member':
        if (group.pendingMembers.delete(timeout.memberId) && group.state === 'PreparingRebalance')
          this.afterExpiry(out, nowMs, group)
        break
      case 'initial-join':
        if (group.state !== 'PreparingRebalance') break
        if (group.newMemberAdded && timeout.remainingMs > 0) {
          group.newMemberAdded = false
          const delayMs = Math.min(this.options.initialRebalanceDelayMs, timeout.remainingMs)
          const remainingMs = Math.max(0, timeout.remainingMs - timeout.delayMs)
          out.push({ kind: 'timer', name: joinTimer(group), delayMs, timeout: { ...timeout, delayMs, remainingMs } })
        } else this.rebalances.completeJoin(out, nowMs, group)
        break
      case 'join':
        if (group.state === 'PreparingRebalance') this.rebalances.completeJoin(out, nowMs, group)
        break
      case 'sync': {
        if (timeout.generationId !== group.generationId) break
        if (group.state !== 'CompletingRebalance' && group.state !== 'Stable') break
        const silent = [...group.members.values()].filter(({ hasSynced }) => !hasSynced)
        if (silent.length === 0) break
        for (const { memberId } of silent) {
          out.push({ kind: 'cancel-timer', name: sessionTimer(group, memberId) })
          group.remove(memberId)
        }
        this.rebalances.prepare(out, nowMs, group)
        break
      }
    }
    return out
  }

  // --- leaving ------------------------------------------------------------------------------------------------------

  /** One member of a LeaveGroup. */
  leave(
    nowMs: number,
    group: ClassicGroup,
    memberId: string,
    groupInstanceId: string | null,
  ): { effects: GroupEffect[]; errorCode: number } {
    const effects: GroupEffect[] = []
    if (group.state === 'Dead') return { effects, errorCode: ErrorCode.COORDINATOR_NOT_AVAILABLE }
    if (memberId !== '' && group.pendingMembers.delete(memberId)) {
      effects.push({ kind: 'cancel-timer', name: pendingTimer(group, memberId) })
      this.afterLeaving(effects, nowMs, group)
      return { effects, errorCode: ErrorCode.NONE }
    }
    // An operator may remove a static member by its instance id alone (KIP-345).
    const id = memberId === '' && groupInstanceId !== null ? (group.staticMembers.get(groupInstanceId) ?? '') : memberId
    const identity = identityError(group, id, groupInstanceId)
    if (identity !== ErrorCode.NONE) return { effects, errorCode: identity }
    const { joining, syncing } = group.members.get(id)!
    if (joining !== null)
      effects.push(reply(joining, joinError('', ErrorCode.UNKNOWN_MEMBER_ID, NULL_PROTOCOL_VERSION)))
    if (syncing !== null) effects.push(reply(syncing, syncError(ErrorCode.UNKNOWN_MEMBER_ID)))
    effects.push({ kind: 'cancel-timer', name: sessionTimer(group, id) })
    group.remove(id)
    this.afterLeaving(effects, nowMs, group)
    return { effects, errorCode: ErrorCode.NONE }
  }

  private afterLeaving(out: GroupEffect[], nowMs: number, group: ClassicGroup): void {
    if (group.state !== 'Empty') this.rebalances.maybePrepare(out, nowMs, group)
  }

  /** Unlike a leave, a timeout ends even an initial delay when everyone else is here. */
  private afterExpiry(out: GroupEffect[], nowMs: number, group: ClassicGroup): void {
    if (group.state === 'Stable' || group.state === 'CompletingRebalance') this.rebalances.prepare(out, nowMs, group)
    else if (group.state === 'PreparingRebalance' && group.allJoined) this.rebalances.completeJoin(out, nowMs, group)
  }

  // --- loss ---------------------------------------------------------------------------------------------------------

  /** This coordinator gives the group up: everyone who waits is sent to look for the new one. */
  abandon(nowMs: number, group: ClassicGroup): GroupEffect[] {
    const out: GroupEffect[] = []
    for (const member of group.members.values()) {
      if (member.joining !== null)
        out.push(reply(member.joining, joinError(member.memberId, ErrorCode.NOT_COORDINATOR, NULL_PROTOCOL_VERSION)))
      if (member.syncing !== null) out.push(reply(member.syncing, syncError(ErrorCode.NOT_COORDINATOR)))
      member.joining = null
      member.syncing = null
      out.push({ kind: 'cancel-timer', name: sessionTimer(group, member.memberId) })
    }
    for (const memberId of group.pendingMembers) out.push({ kind: 'cancel-timer', name: pendingTimer(group, memberId) })
    out.push({ kind: 'cancel-timer', name: joinTimer(group) }, { kind: 'cancel-timer', name: syncTimer(group) })
    group.transitionTo('Dead', nowMs)
    return out
  }
}
