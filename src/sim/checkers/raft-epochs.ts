import type { Machine } from '../machine.ts'
import type { World } from '../world.ts'

interface Known {
  epoch: number
  /** Of the process that runs; a restart may forget it. */
  starts: number
  highWatermark: number
  /** The last epoch in which it was seen to lead. */
  ledEpoch: number
}

/**
 * The promises of KRaft, looked at after every event: an epoch has one leader, a node's epoch never goes back (also not
 * over a restart: it is on the device before anybody hears of it), and no node's high watermark goes back while it
 * runs.
 */
export class RaftEpochChecker {
  private readonly world: World
  private readonly leaders = new Map<number, number>()
  /** By node. */
  private readonly known: (Known | undefined)[] = []

  constructor(world: World) {
    this.world = world
  }

  look(machine: Machine): void {
    const raft = machine.parts?.quorum?.raft
    // One that could not bring its new epoch to the device has failed, and nobody heard of that epoch.
    if (raft === undefined || raft.isClosed) return
    const { nodeId, starts } = machine
    const { epoch, highWatermark } = raft
    const known = this.known[nodeId]
    if (known === undefined) this.known[nodeId] = { epoch, starts, highWatermark, ledEpoch: -1 }
    else {
      if (epoch < known.epoch)
        this.world.violated('raft epoch', `node ${nodeId} goes back from epoch ${known.epoch} to ${epoch}`)
      if (starts === known.starts && highWatermark < known.highWatermark)
        this.world.violated(
          'raft high watermark',
          `node ${nodeId} goes back from ${known.highWatermark} to ${highWatermark}`,
        )
      known.epoch = epoch
      known.starts = starts
      known.highWatermark = highWatermark
    }
    if (raft.quorumLeaderId !== nodeId || known?.ledEpoch === epoch) return
    if (known !== undefined) known.ledEpoch = epoch
    const leader = this.leaders.get(epoch)
    if (leader === undefined) {
      this.leaders.set(epoch, nodeId)
      this.world.note('raft leader', nodeId, epoch)
    } else if (leader !== nodeId)
      this.world.violated('one leader', `nodes ${leader} and ${nodeId} both lead epoch ${epoch} of the quorum`)
  }

  /** Epochs that had a leader. */
  get elections(): number {
    return this.leaders.size
  }
}
