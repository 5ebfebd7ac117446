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
import { ClassicGroups } from './classic-groups.ts'
import type { CoordinatorRecord, GroupEffect, GroupTimeout } from './effects.ts'
import { ForeignGroups } from './foreign-groups.ts'
import { GroupOffsets } from './group-offsets.ts'
import { emptyGroupRecord, groupTombstone, offsetRecord, offsetTombstone, parseRecord } from './group-records.ts'
import { type Caller, identityError } from './member-requests.ts'
import { commitErrorForMember, joinError, syncError } from './member-responses.ts'
import { expiredOffsets } from './offset-expiry.ts'
import type { CommittedOffset, TopicOffsets } from './offset-store.ts'
import type { ClassicGroupOptions } from './rebalances.ts'
import { subscribedTopics } from './subscription.ts'

export interface GroupShardOptions extends ClassicGroupOptions {
  /** offsets.retention.minutes */
  readonly offsetsRetentionMs: number
  /** offset.metadata.max.bytes; Kafka counts characters (UTF-16 units) all the same. */
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

/** The first version of OffsetCommit that says so when a group is not there; older ones hear of a generation. */
const FIRST_GROUP_NOT_FOUND_VERSION = 9

/** Kafka's group.consumer.session.timeout.ms and group.streams.session.timeout.ms, which are no settings here. */
const FOREIGN_SESSION_TIMEOUT_MS = 45_000

/** What can be undone when an append fails: called in reverse order. */
type Undo = () => void

export class GroupShard {
  readonly classic: ClassicGroups
  private readonly options: GroupShardOptions
  readonly groups = new Map<string, ClassicGroup>()
  readonly offsets = new GroupOffsets()
  /** Groups of the newer protocols that stand in the log: not run here, and not to be taken for classic ones. */
  readonly foreignGroups = new ForeignGroups()
  constructor(options: GroupShardOptions, random: Random) {
    this.options = options
    this.classic = new ClassicGroups(options, random)
  }

  // --- the protocol ---------------------------------------------------------------------------------------------------

  join(nowMs: number, request: JoinGroupRequest, caller: Caller): GroupEffect[] {
    const problem = this.classic.joins.joinProblem(request)
    const refuse = (errorCode: number): GroupEffect[] => [
      { kind: 'reply', token: caller.token, response: joinError(request.memberId, errorCode, caller.apiVersion) },
    ]
    if (problem !== ErrorCode.NONE) return refuse(problem)
    const { groupId } = request
    const foreign = this.foreignGroups.get(groupId)
    if (foreign !== undefined && (!foreign.isEmpty || foreign.type === 'share')) {
      // Kafka names no member here.
      const response = joinError('', ErrorCode.INCONSISTENT_GROUP_PROTOCOL, caller.apiVersion)
      return [{ kind: 'reply', token: caller.token, response }]
    }
    const known = this.groups.get(groupId)
    if (known !== undefined) return this.classic.joins.join(nowMs, known, request, caller)
    if (request.memberId !== '') return refuse(ErrorCode.UNKNOWN_MEMBER_ID)
    const group = new ClassicGroup(groupId)
    group.restore('Empty', nowMs)
    this.groups.set(groupId, group)
    const effects = this.classic.joins.join(nowMs, group, request, caller)
    // That the group exists is written before anything else of it, also when this caller is turned away. An empty group
    // of a newer protocol gives way to it (KIP-848).
    const records = [...(foreign?.tombstones() ?? []), emptyGroupRecord(group)]
    effects.push({ kind: 'append', records, done: errorCode => this.afterCreation(nowMs, group, caller, errorCode) })
    return effects
  }

  private afterCreation(nowMs: number, group: ClassicGroup, caller: Caller, errorCode: number): GroupEffect[] {
    if (errorCode === ErrorCode.NONE || group.state === 'Dead') return []
    const effects = this.classic.joins.failJoin(group, caller, commitErrorForMember(errorCode))
    // After a timeout the record may still be committed; otherwise the group never was.
    if (
      errorCode !== ErrorCode.REQUEST_TIMED_OUT &&
      group.generationId === 0 &&
      this.groups.get(group.groupId) === group
    ) {
      this.groups.delete(group.groupId)
      effects.push(...this.classic.abandon(nowMs, group))
    }
    return effects
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
    if (timeout.kind === 'foreign-members') {
      const records = this.foreignGroups.get(timeout.groupId)?.memberTombstones() ?? []
      return records.length === 0 ? [] : [{ kind: 'append', records, done: () => [] }]
    }
    const group = this.groups.get(timeout.groupId)
    return group === undefined ? [] : this.classic.timeout(nowMs, group, timeout)
  }

  // --- offsets --------------------------------------------------------------------------------------------------------

  /** NONE when this caller may commit offsets of the group now. `apiVersion` is that of OffsetCommit. */
  commitError(request: CommitRequest, apiVersion: number): number {
    const { groupId, generationId, memberId, groupInstanceId } = request
    const foreign = this.foreignGroups.get(groupId)
    if (foreign !== undefined) return foreign.commitError(memberId, generationId, apiVersion)
    const group = this.groups.get(groupId)
    if (group === undefined) {
      // A group that nobody has joined: only consumers that assign themselves write to it, and make it by writing.
      if (generationId < 0) return ErrorCode.NONE
      return apiVersion >= FIRST_GROUP_NOT_FOUND_VERSION ? ErrorCode.GROUP_ID_NOT_FOUND : ErrorCode.ILLEGAL_GENERATION
    }
    if (group.state === 'Dead') return ErrorCode.COORDINATOR_NOT_AVAILABLE
    if (generationId < 0 && group.state === 'Empty') return ErrorCode.NONE
    if (generationId >= 0 || memberId !== '' || groupInstanceId !== null) {
      const identity = identityError(group, memberId, groupInstanceId)
      if (identity !== ErrorCode.NONE) return identity
    } else return ErrorCode.UNKNOWN_MEMBER_ID
    if (generationId !== group.generationId) return ErrorCode.ILLEGAL_GENERATION
    if (group.state === 'CompletingRebalance') return ErrorCode.REBALANCE_IN_PROGRESS
    return ErrorCode.NONE
  }

  /** NONE, or why this one offset cannot be committed. */
  offsetError(metadata: string): number {
    return metadata.length > this.options.maxOffsetMetadataBytes ? ErrorCode.OFFSET_METADATA_TOO_LARGE : ErrorCode.NONE
  }

  commitRecords(groupId: string, offsets: readonly OffsetToCommit[]): CoordinatorRecord[] {
    return offsets.map(({ topic, partition, offset }) => offsetRecord(groupId, topic, partition, offset))
  }

  /** A commit is a sign of life. */
  touchMember(groupId: string, memberId: string): GroupEffect[] {
    const group = this.groups.get(groupId)
    if (group?.state !== 'Stable' && group?.state !== 'PreparingRebalance') return []
    return this.classic.touch(group, memberId)
  }

  /** NONE when this caller may read offsets of the group: only the newer protocols ask who it is (OffsetFetch v9). */
  fetchError(groupId: string, memberId: string | null, memberEpoch: number): number {
    return this.foreignGroups.get(groupId)?.fetchError(memberId, memberEpoch) ?? ErrorCode.NONE
  }

  topicOffsets(groupId: string): ReadonlyMap<string, TopicOffsets> {
    return this.offsets.topicsOf(groupId)
  }

  // --- administration -------------------------------------------------------------------------------------------------

  /** DeleteGroups: NONE with the tombstones, or why not. */
  deleteGroup(groupId: string): { errorCode: number; records: CoordinatorRecord[] } {
    const errorCode = this.deletionError(groupId)
    return { errorCode, records: errorCode === ErrorCode.NONE ? this.wholeGroupTombstones(groupId) : [] }
  }

  private deletionError(groupId: string): number {
    const foreign = this.foreignGroups.get(groupId)
    if (foreign !== undefined) return foreign.deletionError
    const group = this.groups.get(groupId)
    if (group === undefined || group.state === 'Dead') return ErrorCode.GROUP_ID_NOT_FOUND
    return group.state === 'Empty' ? ErrorCode.NONE : ErrorCode.NON_EMPTY_GROUP
  }

  private wholeGroupTombstones(groupId: string): CoordinatorRecord[] {
    return [...this.offsets.tombstonesOf(groupId), ...this.groupTombstones(groupId)]
  }

  private groupTombstones(groupId: string): CoordinatorRecord[] {
    return this.foreignGroups.get(groupId)?.tombstones() ?? [groupTombstone(groupId)]
  }

  /** OffsetDelete (KIP-496): the error of the whole request, NONE where partitions are judged one by one. */
  offsetDeleteError(groupId: string): number {
    const foreign = this.foreignGroups.get(groupId)
    if (foreign !== undefined) return foreign.type === 'share' ? ErrorCode.GROUP_ID_NOT_FOUND : ErrorCode.NONE
    const group = this.groups.get(groupId)
    if (group === undefined || group.state === 'Dead') return ErrorCode.GROUP_ID_NOT_FOUND
    if (group.state !== 'Empty' && !group.isGenericConsumer) return ErrorCode.NON_EMPTY_GROUP
    return ErrorCode.NONE
  }

  isSubscribed(groupId: string, topic: string): boolean {
    // What members of a newer protocol subscribe to is not known here: nothing is taken from under them.
    if (this.foreignGroups.get(groupId)?.isEmpty === false) return true
    const group = this.groups.get(groupId)
    if (group === undefined || group.state === 'Empty') return false
    const topics = group.subscribedTopics(subscribedTopics)
    return topics?.has(topic) ?? true
  }

  /** Offsets whose time is over, and empty groups that have nothing left (KIP-211). */
  expire(nowMs: number): CoordinatorRecord[] {
    const out: CoordinatorRecord[] = []
    for (const groupId of new Set([...this.groups.keys(), ...this.foreignGroups.keys()])) {
      const foreign = this.foreignGroups.get(groupId)
      // A share group stays until somebody deletes it (KIP-932).
      if (foreign !== undefined && (!foreign.isEmpty || foreign.type === 'share')) continue
      const group = foreign === undefined ? this.groups.get(groupId) : undefined
      const { expired, allGone } = expiredOffsets(
        nowMs,
        this.options.offsetsRetentionMs,
        group,
        this.offsets.topicsOf(groupId),
        (topic, partition) => this.offsets.isPending(groupId, topic, partition),
      )
      for (const { topic, partition } of expired) out.push(offsetTombstone(groupId, topic, partition))
      const idle = group === undefined || (group.state === 'Empty' && group.pendingMembers.size === 0)
      if (idle && allGone && !this.offsets.hasOpenTransaction(groupId)) out.push(...this.groupTombstones(groupId))
    }
    return out
  }

  // --- records ----------------------------------------------------------------------------------------------------------

  /**
   * Applies one record. Returns how to take it back while it is not committed; null for what has no effect. `producerId` is
   * that of a transactional batch, −1 otherwise; `recordOffset` is where the record stands.
   */
  replay(record: CoordinatorRecord, producerId = -1, recordOffset = -1): Undo | null {
    const parsed = parseRecord(record.key, record.value)
    switch (parsed.kind) {
      case 'offset': {
        const { group, topic, partition } = parsed.key
        if (parsed.value === null) return this.offsets.remove(group, topic, partition)
        const undoGroup = this.makeSimple(group)
        const offset = { ...offsetOf(parsed.value), recordOffset }
        const undoOffset = this.offsets.set(group, topic, partition, offset, producerId)
        return () => {
          undoOffset()
          undoGroup()
        }
      }
      case 'group':
        return parsed.value === null
          ? this.removeGroup(parsed.groupId)
          : this.restoreGroup(parsed.groupId, parsed.value)
      case 'other': {
        const { groupId } = parsed
        if (groupId === null) return null
        // Its offsets may have come first, and made a group of their own.
        if (!parsed.isTombstone && this.groups.get(groupId)?.isSimple === true) this.groups.delete(groupId)
        return this.foreignGroups.replay(groupId, record.key, record.value)
      }
      case 'malformed':
        return null
    }
  }

  /** A transaction's marker: its offsets count from now on, or never did. */
  replayMarker(producerId: number, commit: boolean): void {
    for (const groupId of this.offsets.endTransaction(producerId, commit)) this.makeSimple(groupId)
  }

  /** Offsets of a group that nobody has joined make an empty classic group without a protocol type. */
  private makeSimple(groupId: string): Undo {
    if (this.groups.has(groupId) || this.foreignGroups.has(groupId)) return () => {}
    const group = new ClassicGroup(groupId)
    this.groups.set(groupId, group)
    return () => {
      if (this.groups.get(groupId) === group && group.isSimple) this.groups.delete(groupId)
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
  finishLoading(nowMs: number): GroupEffect[] {
    this.loading = false
    for (const groupId of this.offsets.groupIds()) this.makeSimple(groupId)
    const effects = [...this.groups.values()].flatMap(group => this.classic.startLoaded(nowMs, group))
    for (const { groupId, isEmpty } of this.foreignGroups.values()) {
      // Its members cannot send heartbeats here: like silent members in Kafka they go when their session is over.
      if (isEmpty) continue
      effects.push({
        kind: 'timer',
        name: `foreign:${groupId}`,
        delayMs: FOREIGN_SESSION_TIMEOUT_MS,
        timeout: { kind: 'foreign-members', groupId },
      })
    }
    return effects
  }

  /** This coordinator loses the partition. */
  abandon(nowMs: number): GroupEffect[] {
    return [...this.groups.values()].flatMap(group => this.classic.abandon(nowMs, group))
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
