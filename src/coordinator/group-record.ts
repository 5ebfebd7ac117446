/**
 * Records of `__consumer_offsets`. A key begins with an int16 type, a value with an int16 version; null is a tombstone.
 *
 * Versions that Kafka 4.4 writes at every metadata.version it still runs: GroupMetadataValue 3, and OffsetCommitValue 3,
 * or 1 when the client gave a retention time (OffsetCommit v2–4), which only that version can say.
 */
import type { MessageCodec } from '../protocol/message.ts'
import { GroupMetadataKey, groupMetadataKey } from '../protocol/generated/group-metadata-key.ts'
import { type GroupMetadataValue, groupMetadataValue } from '../protocol/generated/group-metadata-value.ts'
import { OffsetCommitKey, offsetCommitKey } from '../protocol/generated/offset-commit-key.ts'
import { type OffsetCommitValue, offsetCommitValue } from '../protocol/generated/offset-commit-value.ts'
import { Reader } from '../protocol/reader.ts'
import { Writer } from '../protocol/writer.ts'

export interface OffsetCommitRecord {
  readonly kind: 'offset-commit'
  readonly groupId: string
  readonly topic: string
  readonly partition: number
  readonly value: OffsetCommitValue | null
}

export interface GroupMetadataRecord {
  readonly kind: 'group-metadata'
  readonly groupId: string
  readonly value: GroupMetadataValue | null
}

/** Of a consumer, share or streams group: kept as it is. */
export interface OtherGroupRecord {
  readonly kind: 'other'
  readonly keyType: number
  readonly groupId: string
  readonly key: Buffer
  readonly value: Buffer | null
}

export type GroupRecord = OffsetCommitRecord | GroupMetadataRecord | OtherGroupRecord

const LEGACY_OFFSET_COMMIT = 0
const OFFSET_COMMIT = 1
const GROUP_METADATA = 2
/** ShareGroup, StreamsGroup and further types all begin with the group's id. */
export const LAST_KNOWN_KEY_TYPE = 23

const GROUP_METADATA_VERSION = 3
const OFFSET_COMMIT_VERSION = 3
const OFFSET_COMMIT_VERSION_WITH_EXPIRY = 1

function prefixed<M>(codec: MessageCodec<M>, prefix: number, version: number, message: M): Buffer {
  const writer = new Writer(2 + codec.size(message, version))
  writer.int16(prefix)
  codec.encode(writer, message, version)
  return writer.toBuffer()
}

export function encodeGroupRecord(record: GroupRecord): { key: Buffer; value: Buffer | null } {
  switch (record.kind) {
    case 'offset-commit': {
      const key = new OffsetCommitKey()
      key.group = record.groupId
      key.topic = record.topic
      key.partition = record.partition
      const { value } = record
      const version =
        value !== null && value.expireTimestamp !== -1 ? OFFSET_COMMIT_VERSION_WITH_EXPIRY : OFFSET_COMMIT_VERSION
      return {
        key: prefixed(offsetCommitKey, OFFSET_COMMIT, 0, key),
        value: value === null ? null : prefixed(offsetCommitValue, version, version, value),
      }
    }
    case 'group-metadata': {
      const key = new GroupMetadataKey()
      key.group = record.groupId
      const { value } = record
      return {
        key: prefixed(groupMetadataKey, GROUP_METADATA, 0, key),
        value:
          value === null
            ? null
            : prefixed(groupMetadataValue, GROUP_METADATA_VERSION, GROUP_METADATA_VERSION, value),
      }
    }
    case 'other':
      return { key: record.key, value: record.value }
  }
}

/** Null for a key that is malformed or of a type from the future: Kafka skips those too. Throws on a value it cannot read. */
export function decodeGroupRecord(key: Buffer | null, value: Buffer | null): GroupRecord | null {
  if (key === null) return null
  const reader = new Reader(key)
  const keyType = reader.int16()
  if (keyType < 0 || keyType > LAST_KNOWN_KEY_TYPE) return null
  if (keyType === OFFSET_COMMIT || keyType === LEGACY_OFFSET_COMMIT) {
    const decoded = offsetCommitKey.decode(reader, 0)
    if (!reader.ok) return null
    return {
      kind: 'offset-commit',
      groupId: decoded.group,
      topic: decoded.topic,
      partition: decoded.partition,
      value: decodeValue(offsetCommitValue, value),
    }
  }
  const groupId = reader.string()
  if (!reader.ok) return null
  if (keyType === GROUP_METADATA) {
    return { kind: 'group-metadata', groupId, value: decodeValue(groupMetadataValue, value) }
  }
  return { kind: 'other', keyType, groupId, key, value }
}

function decodeValue<M>(codec: MessageCodec<M>, value: Buffer | null): M | null {
  if (value === null) return null
  const reader = new Reader(value)
  const version = reader.int16()
  if (!reader.ok || version < codec.minVersion || version > codec.maxVersion) {
    throw new Error(`${codec.name} of version ${version} is not known here`)
  }
  const decoded = codec.decode(reader, version)
  if (!reader.ok) throw new Error(`a ${codec.name} of version ${version} is malformed`)
  return decoded
}
