/** All checkers that look into running nodes, called between any two events of the world. */
import type { World } from '../world.ts'
import { ImageChecker } from './images.ts'
import { PartitionProgressChecker } from './partition-progress.ts'
import { RaftEpochChecker } from './raft-epochs.ts'
import { ReopenedLogChecker } from './reopened-logs.ts'

/** All partitions of a node are too many to look at after every single event. */
const EVENTS_BETWEEN_PARTITIONS = 48

export class Watch {
  readonly raft: RaftEpochChecker
  readonly images: ImageChecker
  readonly reopened: ReopenedLogChecker

  constructor(world: World) {
    this.raft = new RaftEpochChecker(world)
    this.images = new ImageChecker(world)
    this.reopened = new ReopenedLogChecker(world)
    const partitions = new PartitionProgressChecker(world)
    let events = 0
    world.scheduler.betweenEvents = () => {
      const looksAtPartitions = ++events % EVENTS_BETWEEN_PARTITIONS === 0
      for (const machine of world.machines) {
        if (!machine.running) continue
        this.reopened.look(machine)
        this.raft.look(machine)
        this.images.look(machine)
        if (looksAtPartitions) partitions.look(machine)
      }
    }
  }
}
