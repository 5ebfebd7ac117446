/**
 * The classic group protocol (JoinGroup, SyncGroup, Heartbeat, LeaveGroup) as decisions: each takes a request or a timeout
 * and returns effects. What Kafka persists (a generation with its assignment) goes through `append`; what it keeps in memory
 * (who has joined, sessions) changes here and nowhere else.
 *
 * KIP-62 (rebalance timeout), KIP-134 (initial delay), KIP-345 (static members), KIP-389 (group.max.size), KIP-394 (member id
 * required), KIP-559 (protocol names), KIP-814 (skipAssignment).
 */
import { uuidFromRandom } from '../base/uuid.ts'
import type { Random } from '../host/host.ts'
import { ErrorCode } from '../protocol/errors.ts'
import type { JoinGroupRequest } from '../protocol/generated/join-group-request.ts'
import type { SyncGroupRequest } from '../protocol/generated/sync-group-request.ts'
import type { ClassicGroup, ClassicMember } from './classic-group.ts'
import type { GroupEffect, GroupTimeout } from './effects.ts'
import { groupRecord } from './group-records.ts'
import { type Caller, memberOf, successorOf, takeRequest } from './member-requests.ts'
import {
  commitErrorForMember,
  joinError,
  joinResponse,
  NULL_PROTOCOL_VERSION,
  reply,
  syncError,
  syncResponse,
} from './member-responses.ts'

export interface ClassicGroupOptions {
  /** group.initial.rebalance.delay.ms */
  readonly initialRebalanceDelayMs: number
  /** group.min.session.timeout.ms, group.max.session.timeout.ms */
  readonly minSessionTimeoutMs: number
  readonly maxSessionTimeoutMs: number
  /** group.max.size */
  readonly maxSize: number
}

/** Kafka's `GROUP_NEW_MEMBER_JOIN_TIMEOUT`: how long a member that waits for its first rebalance is kept without a heartbeat. */
const NEW_MEMBER_JOIN_TIMEOUT_MS = 5 * 60 * 1000
const FIRST_MEMBER_ID_REQUIRED_VERSION = 4
const FIRST_SKIP_ASSIGNMENT_VERSION = 9

const sessionTimer = (group: ClassicGroup, memberId: string): string => `session:${group.groupId}:${memberId}`
const pendingTimer = (group: ClassicGroup, memberId: string): string => `pending:${group.groupId}:${memberId}`
const joinTimer = (group: ClassicGroup): string => `join:${group.groupId}`
const syncTimer = (group: ClassicGroup): string => `sync:${group.groupId}`

const EMPTY = Buffer.alloc(0)

export class ClassicGroups {
  private readonly options: ClassicGroupOptions
  private readonly random: Random

  constructor(options: ClassicGroupOptions, random: Random) {
    this.options = options
    this.random = random
  }

  // --- JoinGroup ------------------------------------------------------------------------------------------------------

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
    const error = this.tryJoin(out, nowMs, group, request, caller)
    if (error !== ErrorCode.NONE) out.push(reply(caller.token, joinError(request.memberId, error, caller.apiVersion)))
    return out
  }

  private tryJoin(
    out: GroupEffect[],
    nowMs: number,
    group: ClassicGroup,
    request: JoinGroupRequest,
    caller: Caller,
  ): number {
    if (!this.accepts(group, request)) {
      this.turnAway(out, nowMs, group, request.memberId)
      out.push(reply(caller.token, joinError('', ErrorCode.GROUP_MAX_SIZE_REACHED, caller.apiVersion)))
      return ErrorCode.NONE
    }
    if (group.state === 'Dead') return ErrorCode.COORDINATOR_NOT_AVAILABLE
    if (!group.supports(request.protocolType, request.protocols)) return ErrorCode.INCONSISTENT_GROUP_PROTOCOL
    return request.memberId === ''
      ? this.joinAsNew(out, nowMs, group, request, caller)
      : this.joinAgain(out, nowMs, group, request, caller)
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
    this.maybeCompleteJoin(out, nowMs, group)
  }

  private joinAsNew(
    out: GroupEffect[],
    nowMs: number,
    group: ClassicGroup,
    request: JoinGroupRequest,
    caller: Caller,
  ): number {
    const { groupInstanceId } = request
    const memberId = `${groupInstanceId ?? caller.clientId}-${this.freshUuid()}`
    if (groupInstanceId !== null) {
      const oldId = group.staticMembers.get(groupInstanceId)
      if (oldId !== undefined) {
        this.replaceStatic(out, nowMs, group, oldId, memberId, request, caller)
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
    this.addMember(out, nowMs, group, memberId, request, caller)
    return ErrorCode.NONE
  }

  /** The member ids that Kafka hands out end in a random uuid in its hyphened form. */
  private freshUuid(): string {
    const hex = Buffer.from(uuidFromRandom(this.random.bytes(16)), 'base64url').toString('hex')
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
  }

  private joinAgain(
    out: GroupEffect[],
    nowMs: number,
    group: ClassicGroup,
    request: JoinGroupRequest,
    caller: Caller,
  ): number {
    const { memberId, groupInstanceId } = request
    if (group.pendingMembers.has(memberId)) {
      if (groupInstanceId !== null) return ErrorCode.UNKNOWN_MEMBER_ID
      out.push({ kind: 'cancel-timer', name: pendingTimer(group, memberId) })
      this.addMember(out, nowMs, group, memberId, request, caller)
      return ErrorCode.NONE
    }
    const identity = this.identityError(group, memberId, groupInstanceId)
    if (identity !== ErrorCode.NONE) return identity
    const member = group.members.get(memberId)!
    switch (group.state) {
      case 'PreparingRebalance':
        this.updateMember(out, nowMs, group, member, request, caller)
        return ErrorCode.NONE
      case 'CompletingRebalance':
        if (member.hasProtocols(request.protocols)) {
          // It lost the answer of this generation; it gets it again.
          out.push(reply(caller.token, joinResponse(group, member, caller.apiVersion)))
        } else this.updateMember(out, nowMs, group, member, request, caller)
        return ErrorCode.NONE
      case 'Stable':
        if (group.leaderId === memberId || !member.hasProtocols(request.protocols)) {
          this.updateMember(out, nowMs, group, member, request, caller)
        } else out.push(reply(caller.token, joinResponse(group, member, caller.apiVersion)))
        return ErrorCode.NONE
      default:
        return ErrorCode.UNKNOWN_MEMBER_ID
    }
  }

  /** Whether a member id (and instance id, KIP-345) may speak for the member it names. */
  identityError(group: ClassicGroup, memberId: string, groupInstanceId: string | null): number {
    if (groupInstanceId !== null) {
      const known = group.staticMembers.get(groupInstanceId)
      if (known === undefined) return ErrorCode.UNKNOWN_MEMBER_ID
      if (known !== memberId) return ErrorCode.FENCED_INSTANCE_ID
    }
    return group.members.has(memberId) ? ErrorCode.NONE : ErrorCode.UNKNOWN_MEMBER_ID
  }

  private addMember(
    out: GroupEffect[],
    nowMs: number,
    group: ClassicGroup,
    memberId: string,
    request: JoinGroupRequest,
    caller: Caller,
  ): void {
    const member = memberOf(memberId, request, caller)
    member.isNew = true
    member.joining = caller.token
    if (group.members.size === 0) group.protocolType = request.protocolType
    if (group.isInitialRebalance) group.newMemberAdded = true
    group.add(member)
    this.armSession(out, group, member, NEW_MEMBER_JOIN_TIMEOUT_MS)
    this.maybePrepareRebalance(out, nowMs, group)
  }

  private updateMember(
    out: GroupEffect[],
    nowMs: number,
    group: ClassicGroup,
    member: ClassicMember,
    request: JoinGroupRequest,
    caller: Caller,
  ): void {
    takeRequest(member, request)
    // The client gave up on its earlier JoinGroup; that one's connection is answered all the same.
    if (member.joining !== null)
      out.push(reply(member.joining, joinError(member.memberId, ErrorCode.UNKNOWN_MEMBER_ID, caller.apiVersion)))
    member.joining = caller.token
    this.armSession(out, group, member, member.sessionTimeoutMs)
    this.maybePrepareRebalance(out, nowMs, group)
  }

  /** A static member is back under a new id: its older self is fenced, and a stable group goes on without a rebalance. */
  private replaceStatic(
    out: GroupEffect[],
    nowMs: number,
    group: ClassicGroup,
    oldId: string,
    memberId: string,
    request: JoinGroupRequest,
    caller: Caller,
  ): void {
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
    this.armSession(out, group, member, member.sessionTimeoutMs)
    switch (group.state) {
      case 'Stable':
        if (group.selectProtocol() === group.protocolName) {
          this.commitReplacement(out, nowMs, group, old, member, leaderBefore, caller)
        } else this.prepareRebalance(out, nowMs, group)
        break
      case 'CompletingRebalance':
        // The leader may be assigning to the old id right now: its assignment would miss the new one.
        this.prepareRebalance(out, nowMs, group)
        break
      case 'PreparingRebalance':
        this.maybeCompleteJoin(out, nowMs, group)
        break
    }
  }

  /** The new id must be in the log before anyone is told of it; the generation stays. */
  private commitReplacement(
    out: GroupEffect[],
    nowMs: number,
    group: ClassicGroup,
    old: ClassicMember,
    member: ClassicMember,
    leaderBefore: string | null,
    caller: Caller,
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
            this.armSession(after, group, old, old.sessionTimeoutMs)
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

  // --- rebalance ------------------------------------------------------------------------------------------------------

  private maybePrepareRebalance(out: GroupEffect[], nowMs: number, group: ClassicGroup): void {
    switch (group.state) {
      case 'Stable':
      case 'CompletingRebalance':
      case 'Empty':
        this.prepareRebalance(out, nowMs, group)
        break
      case 'PreparingRebalance':
        this.maybeCompleteJoin(out, nowMs, group)
        break
    }
  }

  private prepareRebalance(out: GroupEffect[], nowMs: number, group: ClassicGroup): void {
    if (group.state === 'CompletingRebalance') this.failSyncs(out, group, ErrorCode.REBALANCE_IN_PROGRESS)
    out.push({ kind: 'cancel-timer', name: syncTimer(group) })
    const wasEmpty = group.state === 'Empty'
    group.transitionTo('PreparingRebalance', nowMs)
    if (wasEmpty) {
      // KIP-134: the first members of a group come at about the same time; one rebalance shall serve them all.
      const delayMs = this.options.initialRebalanceDelayMs
      const remainingMs = Math.max(0, group.rebalanceTimeoutMs - delayMs)
      out.push({
        kind: 'timer',
        name: joinTimer(group),
        delayMs,
        timeout: { kind: 'initial-join', groupId: group.groupId, delayMs, remainingMs },
      })
    } else if (group.allJoined) this.completeJoin(out, nowMs, group)
    else this.armJoin(out, group)
  }

  private armJoin(out: GroupEffect[], group: ClassicGroup): void {
    out.push({
      kind: 'timer',
      name: joinTimer(group),
      delayMs: group.rebalanceTimeoutMs,
      timeout: { kind: 'join', groupId: group.groupId },
    })
  }

  /** Ends the joining once everyone is here. The initial delay is waited for in any case. */
  private maybeCompleteJoin(out: GroupEffect[], nowMs: number, group: ClassicGroup): void {
    if (group.state !== 'PreparingRebalance' || group.isInitialRebalance) return
    if (group.allJoined) this.completeJoin(out, nowMs, group)
  }

  private completeJoin(out: GroupEffect[], nowMs: number, group: ClassicGroup): void {
    for (const member of group.notJoined) {
      // Static members keep their place until their session ends (KIP-345).
      if (member.groupInstanceId !== null) continue
      out.push({ kind: 'cancel-timer', name: sessionTimer(group, member.memberId) })
      group.remove(member.memberId)
    }
    if (group.members.size > 0 && !group.electLeader()) {
      // Only static members, and none of them came: wait on.
      this.armJoin(out, group)
      return
    }
    out.push({ kind: 'cancel-timer', name: joinTimer(group) })
    group.beginGeneration(nowMs)
    if (group.state === 'Empty') {
      out.push({ kind: 'append', records: [groupRecord(group, new Map(), nowMs)], done: () => [] })
      return
    }
    for (const member of group.members.values()) {
      const { joining } = member
      if (joining === null) continue
      member.joining = null
      out.push(reply(joining, joinResponse(group, member, NULL_PROTOCOL_VERSION)))
      this.armSession(out, group, member, member.sessionTimeoutMs)
    }
    out.push({
      kind: 'timer',
      name: syncTimer(group),
      delayMs: group.rebalanceTimeoutMs,
      timeout: { kind: 'sync', groupId: group.groupId, generationId: group.generationId },
    })
  }

  private failSyncs(out: GroupEffect[], group: ClassicGroup, errorCode: number): void {
    for (const member of group.members.values()) {
      member.assignment = EMPTY
      if (member.syncing === null) continue
      out.push(reply(member.syncing, syncError(errorCode)))
      member.syncing = null
    }
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
    const identity = this.identityError(group, request.memberId, request.groupInstanceId)
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
        out.push(reply(caller.token, syncResponse(group, member)))
        this.armSession(out, group, member, member.sessionTimeoutMs)
        this.endSyncTimer(out, group)
        return ErrorCode.NONE
      default:
        return ErrorCode.UNKNOWN_MEMBER_ID
    }
  }

  private endSyncTimer(out: GroupEffect[], group: ClassicGroup): void {
    for (const { hasSynced } of group.members.values()) if (!hasSynced) return
    out.push({ kind: 'cancel-timer', name: syncTimer(group) })
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
          this.failSyncs(after, group, commitErrorForMember(errorCode))
          this.maybePrepareRebalance(after, nowMs, group)
          return after
        }
        group.transitionTo('Stable', nowMs)
        this.endSyncTimer(after, group)
        for (const member of group.members.values()) {
          member.assignment = assignments.get(member.memberId) ?? EMPTY
          if (member.syncing === null) continue
          after.push(reply(member.syncing, syncResponse(group, member)))
          member.syncing = null
          this.armSession(after, group, member, member.sessionTimeoutMs)
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
    const identity = this.identityError(group, memberId, groupInstanceId)
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
    if (member !== undefined) this.armSession(out, group, member, member.sessionTimeoutMs)
    return out
  }

  private armSession(out: GroupEffect[], group: ClassicGroup, member: ClassicMember, delayMs: number): void {
    out.push({
      kind: 'timer',
      name: sessionTimer(group, member.memberId),
      delayMs,
      timeout: { kind: 'session', groupId: group.groupId, memberId: member.memberId },
    })
  }

  /** A loaded group's members get a full session. One that is larger than the limit now allows is made to rebalance. */
  startLoaded(nowMs: number, group: ClassicGroup): GroupEffect[] {
    const out: GroupEffect[] = []
    for (const member of group.members.values()) this.armSession(out, group, member, member.sessionTimeoutMs)
    if (group.members.size > this.options.maxSize) this.prepareRebalance(out, nowMs, group)
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
        } else this.completeJoin(out, nowMs, group)
        break
      case 'join':
        if (group.state === 'PreparingRebalance') this.completeJoin(out, nowMs, group)
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
        this.prepareRebalance(out, nowMs, group)
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
    const identity = this.identityError(group, id, groupInstanceId)
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
    if (group.state !== 'Empty') this.maybePrepareRebalance(out, nowMs, group)
  }

  /** Unlike a leave, a timeout ends even an initial delay when everyone else is here. */
  private afterExpiry(out: GroupEffect[], nowMs: number, group: ClassicGroup): void {
    if (group.state === 'Stable' || group.state === 'CompletingRebalance') this.prepareRebalance(out, nowMs, group)
    else if (group.state === 'PreparingRebalance' && group.allJoined) this.completeJoin(out, nowMs, group)
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
