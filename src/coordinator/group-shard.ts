/**
 * The group coordinator's share of one partition of `__consumer_offsets`: its groups and their offsets. Requests become
 * effects; `replay` is the only way in which records change what is persistent, while serving and while loading alike.
 */
import { ZERO_UUID } from '../base/uuid.ts'
import type { Random } from '../host/host.ts'
import { ErrorCode } from '../protocol/errors.ts'
import type { GroupMetadataValue } from '../protocol/generated/group-metadata-value.ts'
import type { JoinGroupRequest } from '../protocol/generated/join-group-request.ts'
import type { OffsetCommitValue } from '../protocol/generated/offset-commit-value.ts'
import type { SyncGroupRequest } from '../protocol/generated/sync-group-request.ts'
import { ClassicGroup, ClassicMember } from './classic-group.ts'
import { type Caller, type ClassicGroupOptions, ClassicGroups, joinError, syncError } from './classic-groups.ts'
import type { CoordinatorRecord, GroupEffect, GroupTimeout } from './effects.ts'
import { groupTombstone, offsetRecord, offsetTombstone, parseRecord } from './group-records.ts'
import { expiredOffsets } from './offset-expiry.ts'
import { type CommittedOffset, OffsetStore, type TopicOffsets } from './offset-store.ts'
import { subscribedTopics } from './subscription.ts'

export interface GroupShardOptions extends ClassicGroupOptions {
  /** offsets.retention.minutes */
  readonly offsetsRetentionMs: number
  /** offset.metadata.max.bytes */
  readonly maxOffsetMetadataBytes: number
}

/** One offset that a client wants committed. */
export interface OffsetToCommit {
  readonly topic: string
  readonly partition: number
  readonly offset: CommittedOffset
}

export interface CommitRequest {
  readonly groupId: string
  readonly memberId: string
  readonly groupInstanceId: string | null
  /** −1 for a consumer that assigns its partitions itself. */
  readonly generationId: number
}

/** What can be undone when an append fails: called in reverse order. */
type Undo = () => void

/** A transaction's offsets stay apart until its marker comes (KIP-447). */
interface PendingOffset {
  readonly group: string
  readonly topic: string
  readonly partition: number
  readonly offset: CommittedOffset | null
}

export class GroupShard {
  readonly classic: ClassicGroups
  private readonly options: GroupShardOptions
  readonly groups = new Map<string, ClassicGroup>()
  readonly offsets = new OffsetStore()
  /** Groups of the newer protocols that stand in the log: not run here, and not to be taken for classic ones. */
  readonly foreignGroups = new Map<string, Set<number>>()
  private readonly pendingByProducer = new Map<number, PendingOffset[]>()

  constructor(options: GroupShardOptions, random: Random) {
    this.options = options
    this.classic = new ClassicGroups(options, random)
  }

  // --- the protocol ---------------------------------------------------------------------------------------------------

  join(nowMs: number, request: JoinGroupRequest, caller: Caller): GroupEffect[] {
    const problem = this.classic.joinProblem(request)
    const refuse = (errorCode: number): GroupEffect[] => [
      { kind: 'reply', token: caller.token, response: joinError(request.memberId, errorCode, caller.apiVersion) },
    ]
    if (problem !== ErrorCode.NONE) return refuse(problem)
    if (this.foreignGroups.has(request.groupId)) return refuse(ErrorCode.INCONSISTENT_GROUP_PROTOCOL)
    let group = this.groups.get(request.groupId)
    if (group === undefined) {
      if (request.memberId !== '') return refuse(ErrorCode.UNKNOWN_MEMBER_ID)
      group = new ClassicGroup(request.groupId)
      group.restore('Empty', nowMs)
      this.groups.set(request.groupId, group)
    }
    return this.classic.join(nowMs, group, request, caller)
  }

  sync(nowMs: number, request: SyncGroupRequest, caller: Caller): GroupEffect[] {
    const refuse = (errorCode: number): GroupEffect[] => [
      { kind: 'reply', token: caller.token, response: syncError(errorCode) },
    ]
    if (request.groupId === '') return refuse(ErrorCode.INVALID_GROUP_ID)
    const group = this.groups.get(request.groupId)
    if (group === undefined) return refuse(ErrorCode.UNKNOWN_MEMBER_ID)
    return this.classic.sync(nowMs, group, request, caller)
  }

  heartbeat(
    groupId: string,
    memberId: string,
    groupInstanceId: string | null,
    generationId: number,
  ): { effects: GroupEffect[]; errorCode: number } {
    if (groupId === '') return { effects: [], errorCode: ErrorCode.INVALID_GROUP_ID }
    const group = this.groups.get(groupId)
    if (group === undefined) return { effects: [], errorCode: ErrorCode.UNKNOWN_MEMBER_ID }
    return this.classic.heartbeat(group, memberId, groupInstanceId, generationId)
  }

  leave(
    nowMs: number,
    groupId: string,
    memberId: string,
    groupInstanceId: string | null,
  ): { effects: GroupEffect[]; errorCode: number } {
    const group = this.groups.get(groupId)
    if (group === undefined) return { effects: [], errorCode: ErrorCode.UNKNOWN_MEMBER_ID }
    return this.classic.leave(nowMs, group, memberId, groupInstanceId)
  }

  timeout(nowMs: number, timeout: GroupTimeout): GroupEffect[] {
    const group = this.groups.get(timeout.groupId)
    return group === undefined ? [] : this.classic.timeout(nowMs, group, timeout)
  }

  // --- offsets --------------------------------------------------------------------------------------------------------

  /** NONE when this caller may commit offsets of the group now. */
  commitError(request: CommitRequest): number {
    if (this.foreignGroups.has(request.groupId)) return ErrorCode.UNKNOWN_MEMBER_ID
    const group = this.groups.get(request.groupId)
    const { generationId, memberId, groupInstanceId } = request
    // A group that nobody has joined: only consumers that assign themselves write to it.
    if (group === undefined) return generationId < 0 ? ErrorCode.NONE : ErrorCode.ILLEGAL_GENERATION
    if (group.state === 'Dead') return ErrorCode.COORDINATOR_NOT_AVAILABLE
    if (generationId < 0 && group.state === 'Empty') return ErrorCode.NONE
    if (generationId >= 0 || memberId !== '' || groupInstanceId !== null) {
      const identity = this.classic.identityError(group, memberId, groupInstanceId)
      if (identity !== ErrorCode.NONE) return identity
    } else return ErrorCode.UNKNOWN_MEMBER_ID
    if (generationId !== group.generationId) return ErrorCode.ILLEGAL_GENERATION
    if (group.state === 'CompletingRebalance') return ErrorCode.REBALANCE_IN_PROGRESS
    return ErrorCode.NONE
  }

  /** NONE, or why this one offset cannot be committed. */
  offsetError(metadata: string): number {
    return Buffer.byteLength(metadata) > this.options.maxOffsetMetadataBytes
      ? ErrorCode.OFFSET_METADATA_TOO_LARGE
      : ErrorCode.NONE
  }

  commitRecords(groupId: string, offsets: readonly OffsetToCommit[]): CoordinatorRecord[] {
    return offsets.map(({ topic, partition, offset }) => offsetRecord(groupId, topic, partition, offset))
  }

  /** A commit is a sign of life. */
  touchMember(groupId: string, memberId: string): GroupEffect[] {
    const group = this.groups.get(groupId)
    return group === undefined ? [] : this.classic.touch(group, memberId)
  }

  topicOffsets(groupId: string): ReadonlyMap<string, TopicOffsets> {
    return this.offsets.topicsOf(groupId)
  }

  /** Whether a transaction holds this offset back (`requireStable`, KIP-447). */
  isPending(group: string, topic: string, partition: number): boolean {
    for (const pending of this.pendingByProducer.values()) {
      if (pending.some(each => each.group === group && each.topic === topic && each.partition === partition))
        return true
    }
    return false
  }

  // --- administration -------------------------------------------------------------------------------------------------

  /** DeleteGroups: NONE with the tombstones, or why not. */
  deleteGroup(groupId: string): { errorCode: number; records: CoordinatorRecord[] } {
    if (groupId === '') return { errorCode: ErrorCode.INVALID_GROUP_ID, records: [] }
    const group = this.groups.get(groupId)
    if (group === undefined && !this.offsets.has(groupId))
      return { errorCode: ErrorCode.GROUP_ID_NOT_FOUND, records: [] }
    if (group !== undefined && group.state === 'Dead') return { errorCode: ErrorCode.GROUP_ID_NOT_FOUND, records: [] }
    if (group !== undefined && group.state !== 'Empty') return { errorCode: ErrorCode.NON_EMPTY_GROUP, records: [] }
    return { errorCode: ErrorCode.NONE, records: [...this.allOffsetTombstones(groupId), groupTombstone(groupId)] }
  }

  private *allOffsetTombstones(groupId: string): Iterable<CoordinatorRecord> {
    for (const [topic, partitions] of this.offsets.topicsOf(groupId)) {
      for (const partition of partitions.keys()) yield offsetTombstone(groupId, topic, partition)
    }
  }

  /** OffsetDelete (KIP-496): the error of the whole request, NONE where partitions are judged one by one. */
  offsetDeleteError(groupId: string): number {
    const group = this.groups.get(groupId)
    if (group === undefined) return this.offsets.has(groupId) ? ErrorCode.NONE : ErrorCode.GROUP_ID_NOT_FOUND
    if (group.state === 'Dead') return ErrorCode.GROUP_ID_NOT_FOUND
    if (group.state !== 'Empty' && !group.isGenericConsumer) return ErrorCode.NON_EMPTY_GROUP
    return ErrorCode.NONE
  }

  isSubscribed(groupId: string, topic: string): boolean {
    const group = this.groups.get(groupId)
    if (group === undefined || group.state === 'Empty') return false
    const topics = group.subscribedTopics(subscribedTopics)
    return topics?.has(topic) ?? true
  }

  offsetTombstones(groupId: string, partitions: readonly { topic: string; partition: number }[]): CoordinatorRecord[] {
    return partitions
      .filter(({ topic, partition }) => this.offsets.get(groupId, topic, partition) !== undefined)
      .map(({ topic, partition }) => offsetTombstone(groupId, topic, partition))
  }

  /** Offsets of topics that are gone. */
  topicDeleted(topic: string): CoordinatorRecord[] {
    const out: CoordinatorRecord[] = []
    for (const groupId of this.offsets.groupIds()) {
      for (const partition of this.offsets.topicsOf(groupId).get(topic)?.keys() ?? []) {
        out.push(offsetTombstone(groupId, topic, partition))
      }
    }
    return out
  }

  /** Offsets whose time is over, and groups that have nothing left (KIP-211). */
  expire(nowMs: number): CoordinatorRecord[] {
    const out: CoordinatorRecord[] = []
    for (const groupId of new Set([...this.groups.keys(), ...this.offsets.groupIds()])) {
      if (this.foreignGroups.has(groupId)) continue
      const group = this.groups.get(groupId)
      const { expired, allGone } = expiredOffsets(
        nowMs,
        this.options.offsetsRetentionMs,
        group,
        this.offsets.topicsOf(groupId),
      )
      for (const { topic, partition } of expired) out.push(offsetTombstone(groupId, topic, partition))
      const idle = group === undefined || (group.state === 'Empty' && group.pendingMembers.size === 0)
      if (idle && allGone && group !== undefined && group.generationId > 0) out.push(groupTombstone(groupId))
      else if (idle && allGone && group !== undefined && expired.length === 0) this.groups.delete(groupId)
    }
    return out
  }

  // --- records ----------------------------------------------------------------------------------------------------------

  /**
   * Applies one record. Returns how to take it back while it is not committed; null for what has no effect. `producerId` is
   * that of a transactional batch, −1 otherwise.
   */
  replay(record: CoordinatorRecord, producerId = -1): Undo | null {
    const parsed = parseRecord(record.key, record.value)
    switch (parsed.kind) {
      case 'offset': {
        const { group, topic, partition } = parsed.key
        const offset = parsed.value === null ? null : offsetOf(parsed.value)
        if (producerId >= 0) {
          const pending = this.pendingByProducer.get(producerId) ?? []
          pending.push({ group, topic, partition, offset })
          this.pendingByProducer.set(producerId, pending)
          return null
        }
        return this.setOffset(group, topic, partition, offset)
      }
      case 'group':
        return parsed.value === null
          ? this.removeGroup(parsed.groupId)
          : this.restoreGroup(parsed.groupId, parsed.value)
      case 'other':
        this.replayForeign(parsed.type, parsed.groupId, parsed.isTombstone)
        return null
      case 'malformed':
        return null
    }
  }

  /** A transaction's marker: its offsets count from now on, or never did. */
  replayMarker(producerId: number, commit: boolean): void {
    const pending = this.pendingByProducer.get(producerId) ?? []
    this.pendingByProducer.delete(producerId)
    if (!commit) return
    for (const { group, topic, partition, offset } of pending) this.setOffset(group, topic, partition, offset)
  }

  private setOffset(group: string, topic: string, partition: number, offset: CommittedOffset | null): Undo {
    const before =
      offset === null ? this.offsets.remove(group, topic, partition) : this.offsets.set(group, topic, partition, offset)
    return () => {
      if (before === undefined) this.offsets.remove(group, topic, partition)
      else this.offsets.set(group, topic, partition, before)
    }
  }

  private removeGroup(groupId: string): Undo {
    const before = this.groups.get(groupId)
    this.groups.delete(groupId)
    return () => {
      if (before !== undefined) this.groups.set(groupId, before)
    }
  }

  /** While serving, the group in memory is what the record was made of, and knows more: only loading builds it anew. */
  private restoreGroup(groupId: string, value: GroupMetadataValue): Undo | null {
    const serving = this.groups.get(groupId)
    if (serving !== undefined && !this.loading) return null
    const group = new ClassicGroup(groupId)
    group.protocolType = value.protocolType === '' ? null : value.protocolType
    group.generationId = value.generation
    group.protocolName = value.protocol
    for (const each of value.members) {
      const member = new ClassicMember(
        each.memberId,
        each.groupInstanceId,
        each.clientId,
        each.clientHost,
        each.rebalanceTimeout < 0 ? each.sessionTimeout : each.rebalanceTimeout,
        each.sessionTimeout,
        value.protocol === null ? [] : [{ name: value.protocol, metadata: Buffer.from(each.subscription) }],
      )
      member.assignment = Buffer.from(each.assignment)
      member.hasSynced = true
      group.add(member)
    }
    group.leaderId = value.leader
    group.restore(value.members.length === 0 ? 'Empty' : 'Stable', value.currentStateTimestamp)
    this.groups.set(groupId, group)
    return null
  }

  private loading = false

  beginLoading(): void {
    this.loading = true
  }

  /** Everything is read: groups with members wait for their heartbeats. */
  finishLoading(): GroupEffect[] {
    this.loading = false
    return [...this.groups.values()].flatMap(group => this.classic.armLoaded(group))
  }

  private replayForeign(type: number, groupId: string | null, isTombstone: boolean): void {
    if (groupId === null) return
    const types = this.foreignGroups.get(groupId)
    if (!isTombstone) this.foreignGroups.set(groupId, (types ?? new Set()).add(type))
    else if (types !== undefined) {
      types.delete(type)
      if (types.size === 0) this.foreignGroups.delete(groupId)
    }
  }

  /** This coordinator loses the partition. */
  abandon(): GroupEffect[] {
    return [...this.groups.values()].flatMap(group => this.classic.abandon(group))
  }
}

function offsetOf(value: OffsetCommitValue): CommittedOffset {
  return {
    offset: value.offset,
    leaderEpoch: value.leaderEpoch,
    metadata: value.metadata,
    commitTimestampMs: value.commitTimestamp,
    expireTimestampMs: value.expireTimestamp,
    topicId: value.topicId ?? ZERO_UUID,
  }
}
