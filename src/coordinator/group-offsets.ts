/**
 * Offsets of all groups of a partition of `__consumer_offsets`: committed ones, and those that transactions
 * hold back (KIP-447).
 */
import type { CoordinatorRecord } from './effects.ts'
import { offsetTombstone } from './group-records.ts'
import { type CommittedOffset, OffsetStore, type TopicOffsets } from './offset-store.ts'

export class GroupOffsets {
  private readonly committed = new OffsetStore()
  /** A transaction's offsets stay apart until its marker comes. */
  private readonly pendingByProducer = new Map<number, OffsetStore>()

  /** What is committed. */
  topicsOf(groupId: string): ReadonlyMap<string, TopicOffsets> {
    return this.committed.topicsOf(groupId)
  }

  groupIds(): IterableIterator<string> {
    return this.committed.groupIds()
  }

  /** Whether a transaction holds this offset back (`requireStable`). */
  isPending(group: string, topic: string, partition: number): boolean {
    for (const pending of this.pendingByProducer.values()) {
      if (pending.get(group, topic, partition) !== undefined) return true
    }
    return false
  }

  hasOpenTransaction(groupId: string): boolean {
    for (const pending of this.pendingByProducer.values()) if (pending.has(groupId)) return true
    return false
  }

  private get stores(): OffsetStore[] {
    return [this.committed, ...this.pendingByProducer.values()]
  }

  /** Tombstones for all offsets of a group, or those of one topic, committed or pending in a transaction. */
  tombstonesOf(groupId: string, onlyTopic?: string): CoordinatorRecord[] {
    const out: CoordinatorRecord[] = []
    const seen = new Set<string>()
    for (const store of this.stores) {
      for (const [topic, partitions] of store.topicsOf(groupId)) {
        if (onlyTopic !== undefined && topic !== onlyTopic) continue
        for (const partition of partitions.keys()) {
          const name = `${topic}-${partition}`
          if (!seen.has(name)) out.push(offsetTombstone(groupId, topic, partition))
          seen.add(name)
        }
      }
    }
    return out
  }

  /** Tombstones for those of these partitions that have an offset. */
  tombstonesAt(groupId: string, partitions: readonly { topic: string; partition: number }[]): CoordinatorRecord[] {
    return partitions
      .filter(
        ({ topic, partition }) =>
          this.committed.get(groupId, topic, partition) !== undefined || this.isPending(groupId, topic, partition),
      )
      .map(({ topic, partition }) => offsetTombstone(groupId, topic, partition))
  }

  /** Tombstones for all offsets in a topic. */
  tombstonesOfTopic(topic: string): CoordinatorRecord[] {
    const groupIds = new Set<string>()
    for (const store of this.stores) for (const groupId of store.groupIds()) groupIds.add(groupId)
    return [...groupIds].flatMap(groupId => this.tombstonesOf(groupId, topic))
  }

  /** `producerId` of the transaction that the commit is part of, −1 outside of any. Returns how to take it back. */
  set(group: string, topic: string, partition: number, offset: CommittedOffset, producerId: number): () => void {
    let store = this.committed
    if (producerId >= 0) {
      store = this.pendingByProducer.get(producerId) ?? new OffsetStore()
      this.pendingByProducer.set(producerId, store)
    }
    const before = store.set(group, topic, partition, offset)
    return () => putBack(store, group, topic, partition, before)
  }

  /** A tombstone ends what transactions hold back too. */
  remove(group: string, topic: string, partition: number): () => void {
    const undos = this.stores.map(store => {
      const before = store.remove(group, topic, partition)
      return () => putBack(store, group, topic, partition, before)
    })
    return () => {
      for (const undo of undos) undo()
    }
  }

  /** A transaction's marker: its offsets count from now on, or never did. Returns the groups that have offsets by it. */
  endTransaction(producerId: number, commit: boolean): string[] {
    const pending = this.pendingByProducer.get(producerId)
    this.pendingByProducer.delete(producerId)
    if (!commit || pending === undefined) return []
    const groupIds = [...pending.groupIds()]
    for (const group of groupIds) {
      for (const [topic, partitions] of pending.topicsOf(group)) {
        for (const [partition, offset] of partitions) {
          // A commit outside of the transaction may have come after the one in it.
          const present = this.committed.get(group, topic, partition)?.recordOffset ?? -1
          if ((offset.recordOffset ?? -1) >= present) this.committed.set(group, topic, partition, offset)
        }
      }
    }
    return groupIds
  }
}

function putBack(
  store: OffsetStore,
  group: string,
  topic: string,
  partition: number,
  before: CommittedOffset | undefined,
): void {
  if (before === undefined) store.remove(group, topic, partition)
  else store.set(group, topic, partition, before)
}
