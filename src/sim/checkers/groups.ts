import { OFFSETS_TOPIC } from '../../broker/coordinator-runtime.ts'
import { coordinatorPartition } from '../../coordinator/coordinator-partition.ts'
import { OFFSETS_PARTITIONS } from '../workload/topics.ts'
import type { World } from '../world.ts'

/**
 * What the members of a group may rely on: within a generation each partition is owned by one of them, and an offset whose commit was acknowledged is
 * there for whoever asks afterwards.
 */
export class GroupChecker {
  private readonly world: World
  /** By group, generation and partition: the member. */
  private readonly owners = new Map<string, string>()
  /** By group and partition: the largest offset whose commit was acknowledged, and in which epoch of its coordinator. */
  private readonly committed = new Map<string, { readonly offset: number; readonly epoch: number }>()
  assignments = 0
  commits = 0

  constructor(world: World) {
    this.world = world
  }

  owns(group: string, generation: number, member: string, partitions: readonly string[]): void {
    this.assignments++
    for (const partition of partitions) {
      const key = `${group} ${generation} ${partition}`
      const owner = this.owners.get(key)
      if (owner === undefined) this.owners.set(key, member)
      else if (owner !== member)
        this.world.violated(
          'group ownership',
          `${partition} belongs to ${owner} and to ${member} in generation ${generation} of ${group}`,
        )
    }
  }

  /** `coordinatorEpoch`: that of the machine that acknowledged. */
  acknowledged(group: string, partition: string, offset: number, coordinatorEpoch: number): void {
    this.commits++
    const key = `${group} ${partition}`
    if (offset < (this.committed.get(key)?.offset ?? -1)) return
    this.committed.set(key, { offset, epoch: coordinatorEpoch })
  }

  /**
   * The smallest offset that a question to this coordinator, asked from now on, may be answered with; −1 when nothing was
   * acknowledged. Of one that another has followed, which it cannot know while the controllers do not reach it, nothing is
   * expected: it answers from what it has, as Kafka's does.
   */
  expected(group: string, partition: string, coordinator: string): number {
    const committed = this.committed.get(`${group} ${partition}`)
    return committed === undefined || this.epochAt(coordinator, group) < committed.epoch ? -1 : committed.offset
  }

  /** The leader epoch of the group's partition that a machine knows of; −1 for none. */
  epochAt(machine: string, group: string): number {
    const { parts } = this.world.machines.find(({ name }) => name === machine) ?? {}
    const index = coordinatorPartition(group, OFFSETS_PARTITIONS)
    return parts?.broker?.replicaManager?.get(OFFSETS_TOPIC, index)?.currentLeadership.leaderEpoch ?? -1
  }

  fetched(group: string, partition: string, expected: number, offset: number): void {
    if (offset < expected)
      this.world.violated(
        'committed offsets',
        `${group} had committed ${expected} of ${partition} and finds ${offset < 0 ? 'nothing' : offset}`,
      )
  }
}
