/**
 * Groups of the newer protocols (KIP-848 consumer, KIP-932 share, KIP-1071 streams) that stand in the log. They are not run
 * here; their records are kept in sight, so that their offsets are not taken for a classic group's, and so that an empty one
 * can be deleted, or give way to a classic group, by tombstones of just what is there.
 */
import { consumerGroupCurrentMemberAssignmentKey } from '../protocol/generated/consumer-group-current-member-assignment-key.ts'
import { consumerGroupMemberMetadataKey } from '../protocol/generated/consumer-group-member-metadata-key.ts'
import { consumerGroupTargetAssignmentMemberKey } from '../protocol/generated/consumer-group-target-assignment-member-key.ts'
import { shareGroupMemberMetadataKey } from '../protocol/generated/share-group-member-metadata-key.ts'
import { shareGroupMetadataKey } from '../protocol/generated/share-group-metadata-key.ts'
import { streamsGroupCurrentMemberAssignmentKey } from '../protocol/generated/streams-group-current-member-assignment-key.ts'
import { streamsGroupMemberMetadataKey } from '../protocol/generated/streams-group-member-metadata-key.ts'
import { streamsGroupTargetAssignmentMemberKey } from '../protocol/generated/streams-group-target-assignment-member-key.ts'
import type { CoordinatorRecord } from './effects.ts'

const MEMBER_TYPES: ReadonlySet<number> = new Set([
  consumerGroupMemberMetadataKey.apiKey,
  shareGroupMemberMetadataKey.apiKey,
  streamsGroupMemberMetadataKey.apiKey,
])

/** Records that go with a member, in the order in which Kafka ends them. */
const OF_A_MEMBER: readonly number[] = [
  consumerGroupCurrentMemberAssignmentKey.apiKey,
  consumerGroupTargetAssignmentMemberKey.apiKey,
  consumerGroupMemberMetadataKey.apiKey,
  streamsGroupCurrentMemberAssignmentKey.apiKey,
  streamsGroupTargetAssignmentMemberKey.apiKey,
  streamsGroupMemberMetadataKey.apiKey,
]

export class ForeignGroups {
  /** Live keys of every group, by their bytes. */
  private readonly groups = new Map<string, Map<string, Buffer>>()

  has(groupId: string): boolean {
    return this.groups.has(groupId)
  }

  keys(): IterableIterator<string> {
    return this.groups.keys()
  }

  /** Nobody of it is in the log. An unknown group is empty too. */
  isEmpty(groupId: string): boolean {
    for (const key of this.groups.get(groupId)?.values() ?? []) if (MEMBER_TYPES.has(key.readInt16BE(0))) return false
    return true
  }

  /** A share group has state in another topic too, which goes with it in Kafka: it is neither deleted nor replaced here. */
  isShare(groupId: string): boolean {
    for (const key of this.groups.get(groupId)?.values() ?? []) {
      if (key.readInt16BE(0) === shareGroupMetadataKey.apiKey) return true
    }
    return false
  }

  /** What ends all members, for when none of them can have sent a heartbeat. */
  memberTombstones(groupId: string): CoordinatorRecord[] {
    return this.tombstones(groupId)
      .filter(({ key }) => OF_A_MEMBER.includes(key.readInt16BE(0)))
      .sort((a, b) => OF_A_MEMBER.indexOf(a.key.readInt16BE(0)) - OF_A_MEMBER.indexOf(b.key.readInt16BE(0)))
  }

  /** What deletes all of it. */
  tombstones(groupId: string): CoordinatorRecord[] {
    return [...(this.groups.get(groupId)?.values() ?? [])].map(key => ({ key, value: null }))
  }

  /** Applies a record; returns how to take it back. */
  replay(groupId: string, key: Buffer, isTombstone: boolean): () => void {
    const text = key.toString('latin1')
    const wasThere = this.groups.get(groupId)?.has(text) ?? false
    this.put(groupId, text, isTombstone ? null : Buffer.from(key))
    return () => this.put(groupId, text, wasThere ? Buffer.from(key) : null)
  }

  private put(groupId: string, text: string, key: Buffer | null): void {
    const keys = this.groups.get(groupId) ?? new Map<string, Buffer>()
    if (key === null) keys.delete(text)
    else keys.set(text, key)
    if (keys.size === 0) this.groups.delete(groupId)
    else this.groups.set(groupId, keys)
  }
}
