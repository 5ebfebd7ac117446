/**
 * Groups of the newer protocols (KIP-848 consumer, KIP-932 share, KIP-1071 streams) that stand in the log. They are not
 * run here; their records are kept in sight, so that they are listed as what they are, so that their offsets are not
 * taken for a classic group's, and so that an empty one can be deleted, or give way to a classic group, by tombstones
 * of just what is there.
 */
import { decodeCoordinatorRecord } from '../protocol/coordinator-record.ts'
import { ErrorCode } from '../protocol/errors.ts'
import { consumerGroupCurrentMemberAssignmentKey } from '../protocol/generated/consumer-group-current-member-assignment-key.ts'
import { consumerGroupMemberMetadataKey } from '../protocol/generated/consumer-group-member-metadata-key.ts'
import type { ConsumerGroupMemberMetadataValue } from '../protocol/generated/consumer-group-member-metadata-value.ts'
import { consumerGroupMetadataKey } from '../protocol/generated/consumer-group-metadata-key.ts'
import { consumerGroupTargetAssignmentMemberKey } from '../protocol/generated/consumer-group-target-assignment-member-key.ts'
import { consumerGroupTargetAssignmentMetadataKey } from '../protocol/generated/consumer-group-target-assignment-metadata-key.ts'
import { shareGroupCurrentMemberAssignmentKey } from '../protocol/generated/share-group-current-member-assignment-key.ts'
import { shareGroupMemberMetadataKey } from '../protocol/generated/share-group-member-metadata-key.ts'
import { shareGroupMetadataKey } from '../protocol/generated/share-group-metadata-key.ts'
import { shareGroupStatePartitionMetadataKey } from '../protocol/generated/share-group-state-partition-metadata-key.ts'
import type { ShareGroupStatePartitionMetadataValue } from '../protocol/generated/share-group-state-partition-metadata-value.ts'
import { shareGroupTargetAssignmentMemberKey } from '../protocol/generated/share-group-target-assignment-member-key.ts'
import { shareGroupTargetAssignmentMetadataKey } from '../protocol/generated/share-group-target-assignment-metadata-key.ts'
import { streamsGroupCurrentMemberAssignmentKey } from '../protocol/generated/streams-group-current-member-assignment-key.ts'
import { streamsGroupMemberMetadataKey } from '../protocol/generated/streams-group-member-metadata-key.ts'
import { streamsGroupMetadataKey } from '../protocol/generated/streams-group-metadata-key.ts'
import type { StreamsGroupMetadataValue } from '../protocol/generated/streams-group-metadata-value.ts'
import { streamsGroupTargetAssignmentMemberKey } from '../protocol/generated/streams-group-target-assignment-member-key.ts'
import { streamsGroupTargetAssignmentMetadataKey } from '../protocol/generated/streams-group-target-assignment-metadata-key.ts'
import { streamsGroupTopologyKey } from '../protocol/generated/streams-group-topology-key.ts'
import type { StreamsGroupTopologyValue } from '../protocol/generated/streams-group-topology-value.ts'
import type { CoordinatorRecord } from './effects.ts'

/** As ListGroups names them (KIP-848). */
export type ForeignGroupType = 'consumer' | 'share' | 'streams'
/** As ListGroups names them (KIP-518, KIP-848, KIP-1071). */
export type ForeignGroupState = 'Empty' | 'NotReady' | 'Assigning' | 'Reconciling' | 'Stable'

/** The types of a protocol's records. */
interface RecordTypes {
  readonly group: number
  readonly targetAssignment: number
  /** Those that go with a member, in the order in which Kafka ends them. */
  readonly currentAssignment: number
  readonly memberTarget: number
  readonly member: number
}

const RECORD_TYPES: Readonly<Record<ForeignGroupType, RecordTypes>> = {
  consumer: {
    group: consumerGroupMetadataKey.apiKey,
    targetAssignment: consumerGroupTargetAssignmentMetadataKey.apiKey,
    currentAssignment: consumerGroupCurrentMemberAssignmentKey.apiKey,
    memberTarget: consumerGroupTargetAssignmentMemberKey.apiKey,
    member: consumerGroupMemberMetadataKey.apiKey,
  },
  share: {
    group: shareGroupMetadataKey.apiKey,
    targetAssignment: shareGroupTargetAssignmentMetadataKey.apiKey,
    currentAssignment: shareGroupCurrentMemberAssignmentKey.apiKey,
    memberTarget: shareGroupTargetAssignmentMemberKey.apiKey,
    member: shareGroupMemberMetadataKey.apiKey,
  },
  streams: {
    group: streamsGroupMetadataKey.apiKey,
    targetAssignment: streamsGroupTargetAssignmentMetadataKey.apiKey,
    currentAssignment: streamsGroupCurrentMemberAssignmentKey.apiKey,
    memberTarget: streamsGroupTargetAssignmentMemberKey.apiKey,
    member: streamsGroupMemberMetadataKey.apiKey,
  },
}

const OF_A_MEMBER: readonly number[] = Object.values(RECORD_TYPES).flatMap(
  ({ currentAssignment, memberTarget, member }) => [currentAssignment, memberTarget, member],
)

const SHARE_TYPES: ReadonlySet<number> = new Set([
  ...Object.values(RECORD_TYPES.share),
  shareGroupStatePartitionMetadataKey.apiKey,
])
const STREAMS_TYPES: ReadonlySet<number> = new Set([
  ...Object.values(RECORD_TYPES.streams),
  streamsGroupTopologyKey.apiKey,
])

/** The only state of a member's assignment in which it has all that it shall have, in every protocol. */
const STABLE_MEMBER_STATE = 0
/** The first version of OffsetCommit whose generation may be a member epoch. */
const FIRST_MEMBER_EPOCH_VERSION = 9

/** A record that is the last of its key. Kept as it came: it is looked into when somebody asks. */
interface LiveRecord {
  readonly type: number
  readonly key: Buffer
  readonly value: Buffer
}

interface MemberAssignment {
  readonly memberEpoch: number
  readonly state: number
}

/** One such group. It exists while any record of it does. */
export class ForeignGroup {
  readonly groupId: string
  /** By the bytes of their keys. */
  private readonly records = new Map<string, LiveRecord>()

  constructor(groupId: string) {
    this.groupId = groupId
  }

  get hasRecords(): boolean {
    return this.records.size > 0
  }

  get(key: string): LiveRecord | undefined {
    return this.records.get(key)
  }

  put(key: string, record: LiveRecord | undefined): void {
    if (record === undefined) this.records.delete(key)
    else this.records.set(key, record)
  }

  get type(): ForeignGroupType {
    for (const { type } of this.records.values()) {
      if (SHARE_TYPES.has(type)) return 'share'
      if (STREAMS_TYPES.has(type)) return 'streams'
    }
    return 'consumer'
  }

  /** Nobody of it is in the log. */
  get isEmpty(): boolean {
    const { member } = RECORD_TYPES[this.type]
    for (const { type } of this.records.values()) if (type === member) return false
    return true
  }

  /** As Kafka derives it from the same records when it loads them. */
  get state(): ForeignGroupState {
    if (this.isEmpty) return 'Empty'
    const { type } = this
    if (type === 'share') return 'Stable'
    const types = RECORD_TYPES[type]
    const group = this.valueOf<{ epoch: number }>(types.group)
    if (type === 'streams') {
      const topology = this.valueOf<StreamsGroupTopologyValue>(streamsGroupTopologyKey.apiKey)
      const validated = (group as StreamsGroupMetadataValue | null)?.validatedTopologyEpoch ?? -1
      if (topology?.epoch !== validated) return 'NotReady'
    }
    const assignmentEpoch = this.valueOf<{ assignmentEpoch: number }>(types.targetAssignment)?.assignmentEpoch ?? 0
    if ((group?.epoch ?? 0) > assignmentEpoch) return 'Assigning'
    for (const { state, memberEpoch } of this.assignments().values()) {
      if (state !== STABLE_MEMBER_STATE || memberEpoch !== assignmentEpoch) return 'Reconciling'
    }
    return 'Stable'
  }

  /** What every member has, by member id. */
  private assignments(): Map<string, MemberAssignment> {
    const { member, currentAssignment } = RECORD_TYPES[this.type]
    const members = new Map<string, MemberAssignment>()
    for (const record of this.records.values()) {
      if (record.type !== member) continue
      const decoded = decodeCoordinatorRecord('__consumer_offsets', record.key, null)
      if (typeof decoded === 'string') continue
      members.set((decoded.key as { memberId: string }).memberId, { memberEpoch: 0, state: STABLE_MEMBER_STATE })
    }
    for (const { key, value } of this.decoded<{ memberId: string }, MemberAssignment>(currentAssignment)) {
      if (members.has(key.memberId)) members.set(key.memberId, value)
    }
    return members
  }

  /** NONE when the one who fetches offsets may: whoever names no member, or one with its epoch (OffsetFetch v9). */
  fetchError(memberId: string | null, memberEpoch: number): number {
    // Kafka lets anybody ask after a share group's offsets: there are none.
    if (this.type === 'share' || (memberId === null && memberEpoch < 0)) return ErrorCode.NONE
    const member = this.assignments().get(memberId ?? '')
    if (member === undefined) return ErrorCode.UNKNOWN_MEMBER_ID
    return member.memberEpoch === memberEpoch ? ErrorCode.NONE : ErrorCode.STALE_MEMBER_EPOCH
  }

  /**
   * NONE when this caller may commit offsets: a member with its epoch, or an administrator when there are no members.
   * `apiVersion` is that of OffsetCommit.
   */
  commitError(memberId: string, memberEpoch: number, apiVersion: number): number {
    if (this.type === 'share') return ErrorCode.GROUP_ID_NOT_FOUND
    if (memberEpoch < 0 && this.isEmpty) return ErrorCode.NONE
    const member = this.assignments().get(memberId)
    if (member === undefined) return ErrorCode.UNKNOWN_MEMBER_ID
    const isClassic = this.classicMembers().has(memberId)
    if (!isClassic && apiVersion < FIRST_MEMBER_EPOCH_VERSION) return ErrorCode.UNSUPPORTED_VERSION
    if (member.memberEpoch === memberEpoch) return ErrorCode.NONE
    return isClassic ? ErrorCode.ILLEGAL_GENERATION : ErrorCode.STALE_MEMBER_EPOCH
  }

  /** Members of a consumer group that still speak the classic protocol (KIP-848's migration). */
  private classicMembers(): Set<string> {
    const classic = new Set<string>()
    if (this.type !== 'consumer') return classic
    const records = this.decoded<{ memberId: string }, ConsumerGroupMemberMetadataValue>(RECORD_TYPES.consumer.member)
    for (const { key, value } of records) if (value.classicMemberMetadata !== null) classic.add(key.memberId)
    return classic
  }

  /** NONE when it may be deleted, with the tombstones. */
  get deletionError(): number {
    if (!this.isEmpty) return ErrorCode.NON_EMPTY_GROUP
    // What a share group has consumed stands in `__share_group_state`, which nobody here can clear: a later group of this
    // name would find itself fenced by it.
    return this.hasShareState ? ErrorCode.UNSUPPORTED_VERSION : ErrorCode.NONE
  }

  private get hasShareState(): boolean {
    const value = this.valueOf<ShareGroupStatePartitionMetadataValue>(shareGroupStatePartitionMetadataKey.apiKey)
    if (value === null) return false
    return value.initializingTopics.length + value.initializedTopics.length + value.deletingTopics.length > 0
  }

  /** What ends all members, for when none of them can have sent a heartbeat. */
  memberTombstones(): CoordinatorRecord[] {
    return [...this.records.values()]
      .filter(({ type }) => OF_A_MEMBER.includes(type))
      .sort((a, b) => OF_A_MEMBER.indexOf(a.type) - OF_A_MEMBER.indexOf(b.type))
      .map(({ key }) => ({ key, value: null }))
  }

  /** What deletes all of it. */
  tombstones(): CoordinatorRecord[] {
    return [...this.records.values()].map(({ key }) => ({ key, value: null }))
  }

  /** The value of the group's only record of a type; null where there is none that can be read. */
  private valueOf<V>(type: number): V | null {
    return this.decoded<object, V>(type)[0]?.value ?? null
  }

  private decoded<K, V = object>(type: number): { readonly key: K; readonly value: V }[] {
    const found: { readonly key: K; readonly value: V }[] = []
    for (const record of this.records.values()) {
      if (record.type !== type) continue
      const decoded = decodeCoordinatorRecord('__consumer_offsets', record.key, record.value)
      if (typeof decoded !== 'string') found.push({ key: decoded.key as K, value: decoded.value as V })
    }
    return found
  }
}

export class ForeignGroups {
  private readonly groups = new Map<string, ForeignGroup>()

  has(groupId: string): boolean {
    return this.groups.has(groupId)
  }

  get(groupId: string): ForeignGroup | undefined {
    return this.groups.get(groupId)
  }

  keys(): IterableIterator<string> {
    return this.groups.keys()
  }

  values(): IterableIterator<ForeignGroup> {
    return this.groups.values()
  }

  /** Applies a record; returns how to take it back. */
  replay(groupId: string, key: Buffer, value: Buffer | null): () => void {
    const text = key.toString('latin1')
    const before = this.groups.get(groupId)?.get(text)
    // Both may lie in memory that is used again.
    const after =
      value === null ? undefined : { type: key.readInt16BE(0), key: Buffer.from(key), value: Buffer.from(value) }
    this.put(groupId, text, after)
    return () => this.put(groupId, text, before)
  }

  private put(groupId: string, text: string, record: LiveRecord | undefined): void {
    const group = this.groups.get(groupId) ?? new ForeignGroup(groupId)
    group.put(text, record)
    if (group.hasRecords) this.groups.set(groupId, group)
    else this.groups.delete(groupId)
  }
}
