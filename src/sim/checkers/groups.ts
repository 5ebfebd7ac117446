import type { World } from '../world.ts'

/**
 * What the members of a group may rely on: within a generation each partition is owned by one of them, and an offset whose commit was acknowledged is
 * there for whoever asks afterwards.
 */
export class GroupChecker {
  private readonly world: World
  /** By group, generation and partition: the member. */
  private readonly owners = new Map<string, string>()
  /** By group and partition: the largest offset whose commit was acknowledged. */
  private readonly committed = new Map<string, number>()
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

  acknowledged(group: string, partition: string, offset: number): void {
    this.commits++
    const key = `${group} ${partition}`
    this.committed.set(key, Math.max(offset, this.committed.get(key) ?? -1))
  }

  /** The smallest offset that a question asked from now on may be answered with; −1 when nothing was acknowledged. */
  expected(group: string, partition: string): number {
    return this.committed.get(`${group} ${partition}`) ?? -1
  }

  fetched(group: string, partition: string, expected: number, offset: number): void {
    if (offset < expected)
      this.world.violated(
        'committed offsets',
        `${group} had committed ${expected} of ${partition} and finds ${offset < 0 ? 'nothing' : offset}`,
      )
  }
}
