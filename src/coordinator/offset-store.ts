/** Committed offsets: group → topic → partition. Changed by `set` and `remove` alone, which replaying records calls too. */
import type { Uuid } from '../base/uuid.ts'

export interface CommittedOffset {
  readonly offset: number
  /** −1 where the client named none. */
  readonly leaderEpoch: number
  readonly metadata: string
  readonly commitTimestampMs: number
  /** −1 for the broker's retention. */
  readonly expireTimestampMs: number
  readonly topicId: Uuid
  /** Where its record stands in the log, once it has one: the later of two counts. */
  readonly recordOffset?: number
}

export type TopicOffsets = ReadonlyMap<number, CommittedOffset>

export class OffsetStore {
  private readonly groups = new Map<string, Map<string, Map<number, CommittedOffset>>>()

  get(group: string, topic: string, partition: number): CommittedOffset | undefined {
    return this.groups.get(group)?.get(topic)?.get(partition)
  }

  topicsOf(group: string): ReadonlyMap<string, TopicOffsets> {
    return this.groups.get(group) ?? NONE
  }

  has(group: string): boolean {
    return this.groups.has(group)
  }

  groupIds(): IterableIterator<string> {
    return this.groups.keys()
  }

  /** Returns what stood there before. */
  set(group: string, topic: string, partition: number, offset: CommittedOffset): CommittedOffset | undefined {
    let topics = this.groups.get(group)
    if (topics === undefined) this.groups.set(group, (topics = new Map()))
    let partitions = topics.get(topic)
    if (partitions === undefined) topics.set(topic, (partitions = new Map()))
    const before = partitions.get(partition)
    partitions.set(partition, offset)
    return before
  }

  remove(group: string, topic: string, partition: number): CommittedOffset | undefined {
    const topics = this.groups.get(group)
    const partitions = topics?.get(topic)
    const before = partitions?.get(partition)
    if (before === undefined) return undefined
    partitions!.delete(partition)
    if (partitions!.size === 0) topics!.delete(topic)
    if (topics!.size === 0) this.groups.delete(group)
    return before
  }
}

const NONE: ReadonlyMap<string, TopicOffsets> = new Map()
