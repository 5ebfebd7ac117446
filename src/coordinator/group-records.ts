/**
 * Groups and offsets as records of `__consumer_offsets`: an int16 type before the key, an int16 version before the value.
 */
import {
  coordinatorCodecs,
  decodeCoordinatorValue,
  encodeCoordinatorKey,
  encodeCoordinatorValue,
} from '../protocol/coordinator-record.ts'
import { GroupMetadataKey, groupMetadataKey } from '../protocol/generated/group-metadata-key.ts'
import { GroupMetadataValue, groupMetadataValue, MemberMetadata } from '../protocol/generated/group-metadata-value.ts'
import { OffsetCommitKey, offsetCommitKey } from '../protocol/generated/offset-commit-key.ts'
import { OffsetCommitValue, offsetCommitValue } from '../protocol/generated/offset-commit-value.ts'
import type { MessageCodec } from '../protocol/message.ts'
import { Reader } from '../protocol/reader.ts'
import type { ClassicGroup } from './classic-group.ts'
import type { CoordinatorRecord } from './effects.ts'
import type { CommittedOffset } from './offset-store.ts'

/** Key types: 0 and 1 hold an offset, 2 a classic group; larger ones belong to the newer group protocols. */
const KeyType = { LEGACY_OFFSET: 0, OFFSET: offsetCommitKey.apiKey, GROUP: groupMetadataKey.apiKey } as const

/** What Kafka 4.4 writes. */
const GROUP_VALUE_VERSION = 3
const OFFSET_VALUE_VERSION = 4
/** Carries an expiry of its own, as clients up to OffsetCommit v4 could ask for. */
const OFFSET_VALUE_EXPIRY_VERSION = 1

function groupKey(groupId: string): Buffer {
  return encodeCoordinatorKey(groupMetadataKey, Object.assign(new GroupMetadataKey(), { group: groupId }))
}

function offsetKey(group: string, topic: string, partition: number): Buffer {
  return encodeCoordinatorKey(offsetCommitKey, Object.assign(new OffsetCommitKey(), { group, topic, partition }))
}

export function groupTombstone(groupId: string): CoordinatorRecord {
  return { key: groupKey(groupId), value: null }
}

/** The group as it shall be read again; `assignments` are those of the generation that becomes stable. */
export function groupRecord(
  group: ClassicGroup,
  assignments: ReadonlyMap<string, Buffer>,
  nowMs: number,
): CoordinatorRecord {
  const value = new GroupMetadataValue()
  value.protocolType = group.protocolType ?? ''
  value.generation = group.generationId
  value.protocol = group.protocolName
  value.leader = group.leaderId
  value.currentStateTimestamp = group.stateSinceMs >= 0 ? group.stateSinceMs : nowMs
  for (const member of group.members.values()) {
    const entry = new MemberMetadata()
    entry.memberId = member.memberId
    entry.groupInstanceId = member.groupInstanceId
    entry.clientId = member.clientId
    entry.clientHost = member.clientHost
    entry.rebalanceTimeout = member.rebalanceTimeoutMs
    entry.sessionTimeout = member.sessionTimeoutMs
    entry.subscription = member.metadataOf(group.protocolName)
    entry.assignment = assignments.get(member.memberId) ?? EMPTY
    value.members.push(entry)
  }
  return {
    key: groupKey(group.groupId),
    value: encodeCoordinatorValue(groupMetadataValue, GROUP_VALUE_VERSION, value),
  }
}

/** A group that nobody has been part of yet. */
export function emptyGroupRecord(group: ClassicGroup): CoordinatorRecord {
  const value = new GroupMetadataValue()
  value.protocolType = ''
  value.generation = 0
  value.protocol = null
  value.leader = null
  value.currentStateTimestamp = group.stateSinceMs
  return {
    key: groupKey(group.groupId),
    value: encodeCoordinatorValue(groupMetadataValue, GROUP_VALUE_VERSION, value),
  }
}

const EMPTY = Buffer.alloc(0)

export function offsetRecord(
  group: string,
  topic: string,
  partition: number,
  offset: CommittedOffset,
): CoordinatorRecord {
  const value = new OffsetCommitValue()
  value.offset = offset.offset
  value.metadata = offset.metadata
  value.commitTimestamp = offset.commitTimestampMs
  let version = OFFSET_VALUE_VERSION
  if (offset.expireTimestampMs >= 0) {
    version = OFFSET_VALUE_EXPIRY_VERSION
    value.expireTimestamp = offset.expireTimestampMs
  } else {
    value.leaderEpoch = offset.leaderEpoch
    value.topicId = offset.topicId
  }
  return { key: offsetKey(group, topic, partition), value: encodeCoordinatorValue(offsetCommitValue, version, value) }
}

export function offsetTombstone(group: string, topic: string, partition: number): CoordinatorRecord {
  return { key: offsetKey(group, topic, partition), value: null }
}

export type ParsedRecord =
  | { readonly kind: 'offset'; readonly key: OffsetCommitKey; readonly value: OffsetCommitValue | null }
  | { readonly kind: 'group'; readonly groupId: string; readonly value: GroupMetadataValue | null }
  /** A record of a group protocol that this version does not run: it stays in the log as it is. */
  | { readonly kind: 'other'; readonly type: number; readonly groupId: string | null; readonly isTombstone: boolean }
  | { readonly kind: 'malformed'; readonly reason: string }

function read<M>(codec: MessageCodec<M>, bytes: Buffer): M | null {
  const decoded = decodeCoordinatorValue(codec, bytes)
  return typeof decoded === 'string' ? null : decoded.message
}

export function parseRecord(key: Buffer | null, value: Buffer | null): ParsedRecord {
  if (key === null || key.length < 2) return { kind: 'malformed', reason: 'a record without a key' }
  const type = key.readInt16BE(0)
  const reader = new Reader(key, 2)
  switch (type) {
    case KeyType.LEGACY_OFFSET:
    case KeyType.OFFSET: {
      const parsed = offsetCommitKey.decode(reader, 0)
      const offset = value === null ? null : read(offsetCommitValue, value)
      if (!reader.ok || (value !== null && offset === null))
        return { kind: 'malformed', reason: 'an offset that cannot be read' }
      return { kind: 'offset', key: parsed, value: offset }
    }
    case KeyType.GROUP: {
      const { group } = groupMetadataKey.decode(reader, 0)
      const metadata = value === null ? null : read(groupMetadataValue, value)
      if (!reader.ok || (value !== null && metadata === null))
        return { kind: 'malformed', reason: 'a group that cannot be read' }
      return { kind: 'group', groupId: group, value: metadata }
    }
    default: {
      // Every key of the newer protocols begins with the group id; types of the future are left alone.
      const groupId = coordinatorCodecs('__consumer_offsets', type) === undefined ? null : reader.string()
      return { kind: 'other', type, groupId: reader.ok ? groupId : null, isTombstone: value === null }
    }
  }
}
