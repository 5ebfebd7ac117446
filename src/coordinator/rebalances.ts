/**
 * Rebalances of classic groups: from "somebody came or went" over the joining of all members to the next generation,
 * and the timers that end each step. Who comes and goes is decided in `classic-joins.ts` and `classic-groups.ts`.
 */
import { ErrorCode } from '../protocol/errors.ts'
import type { ClassicGroup, ClassicMember } from './classic-group.ts'
import type { GroupEffect } from './effects.ts'
import { groupRecord } from './group-records.ts'
import { joinResponse, NULL_PROTOCOL_VERSION, reply, syncError } from './member-responses.ts'

export interface ClassicGroupOptions {
  /** group.initial.rebalance.delay.ms */
  readonly initialRebalanceDelayMs: number
  /** group.min.session.timeout.ms, group.max.session.timeout.ms */
  readonly minSessionTimeoutMs: number
  readonly maxSessionTimeoutMs: number
  /** group.max.size */
  readonly maxSize: number
}

export const sessionTimer = (group: ClassicGroup, memberId: string): string => `session:${group.groupId}:${memberId}`
export const pendingTimer = (group: ClassicGroup, memberId: string): string => `pending:${group.groupId}:${memberId}`
export const joinTimer = (group: ClassicGroup): string => `join:${group.groupId}`
export const syncTimer = (group: ClassicGroup): string => `sync:${group.groupId}`

const EMPTY = Buffer.alloc(0)

export class Rebalances {
  private readonly options: ClassicGroupOptions

  constructor(options: ClassicGroupOptions) {
    this.options = options
  }

  maybePrepare(out: GroupEffect[], nowMs: number, group: ClassicGroup): void {
    switch (group.state) {
      case 'Stable':
      case 'CompletingRebalance':
      case 'Empty':
        this.prepare(out, nowMs, group)
        break
      case 'PreparingRebalance':
        this.maybeCompleteJoin(out, nowMs, group)
        break
    }
  }

  prepare(out: GroupEffect[], nowMs: number, group: ClassicGroup): void {
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
  maybeCompleteJoin(out: GroupEffect[], nowMs: number, group: ClassicGroup): void {
    if (group.state !== 'PreparingRebalance' || group.isInitialRebalance) return
    if (group.allJoined) this.completeJoin(out, nowMs, group)
  }

  completeJoin(out: GroupEffect[], nowMs: number, group: ClassicGroup): void {
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

  failSyncs(out: GroupEffect[], group: ClassicGroup, errorCode: number): void {
    for (const member of group.members.values()) {
      member.assignment = EMPTY
      if (member.syncing === null) continue
      out.push(reply(member.syncing, syncError(errorCode)))
      member.syncing = null
    }
  }

  /** Everyone has asked for its assignment. */
  endSyncTimer(out: GroupEffect[], group: ClassicGroup): void {
    for (const { hasSynced } of group.members.values()) if (!hasSynced) return
    out.push({ kind: 'cancel-timer', name: syncTimer(group) })
  }

  /** The member is heard of now; it goes when it is silent for so long. */
  armSession(out: GroupEffect[], group: ClassicGroup, member: ClassicMember, delayMs: number): void {
    out.push({
      kind: 'timer',
      name: sessionTimer(group, member.memberId),
      delayMs,
      timeout: { kind: 'session', groupId: group.groupId, memberId: member.memberId },
    })
  }
}
