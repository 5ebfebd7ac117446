import type { Partition } from '../../broker/partition.ts'
import type { Machine } from '../machine.ts'
import type { World } from '../world.ts'

interface Known {
  highWatermark: number
  leaderEpoch: number
  /** The last epoch in which this process was seen to lead it. */
  ledEpoch: number
  /** It has led, or was in sync with the leader, since this process began. */
  confirmed: boolean
}

/**
 * Replicas as their brokers see them, looked at again and again: one leader in a leader epoch, leader epochs and high watermarks that never go back
 * (unclean elections are off), and `start ≤ high watermark ≤ written end ≤ end` of every log.
 *
 * The high watermark counts once the replica has led or was in sync: what a process finds after a power cut can be older than its checkpoint, with
 * an end that was cut off before; there the high watermark goes back with the cut, as it does in Kafka.
 */
export class PartitionProgressChecker {
  private readonly world: World
  private readonly known = new WeakMap<Partition, Known>()
  private readonly leaders = new Map<string, number>()

  constructor(world: World) {
    this.world = world
  }

  look({ nodeId, parts }: Machine): void {
    const replicas = parts?.broker?.replicaManager
    if (replicas == null) return
    // The controller takes a broker that comes back from a crash out of the in-sync sets in the record batch that registers it.
    const registeredEpoch = parts?.quorum?.loader.image.cluster.brokers.get(nodeId)?.epoch
    const isRegistered = registeredEpoch !== undefined && registeredEpoch === parts?.broker?.brokerEpoch
    for (const partition of replicas.all()) this.lookAt(nodeId, partition, isRegistered)
  }

  private lookAt(nodeId: number, partition: Partition, isRegistered: boolean): void {
    if (partition.isOffline) return
    const { leaderEpoch, isr } = partition.currentLeadership
    const { committedOffset: highWatermark, log } = partition
    // Made up only where something is wrong: this runs more often than anything else here.
    const where = (): string => `${partition.topic}-${partition.index} on node ${nodeId}`
    let known = this.known.get(partition)
    if (known === undefined) {
      known = { highWatermark, leaderEpoch, ledEpoch: -1, confirmed: false }
      this.known.set(partition, known)
    } else {
      if (leaderEpoch < known.leaderEpoch)
        this.world.violated('leader epoch', `${where()} goes back from ${known.leaderEpoch} to ${leaderEpoch}`)
      if (highWatermark < known.highWatermark && known.confirmed)
        this.world.violated('high watermark', `${where()} goes back from ${known.highWatermark} to ${highWatermark}`)
      known.highWatermark = highWatermark
      known.leaderEpoch = leaderEpoch
    }
    known.confirmed ||= partition.isLeader || (isRegistered && isr.includes(nodeId))
    const { logStartOffset, writtenEndOffset, logEndOffset } = log
    if (!(logStartOffset <= highWatermark && highWatermark <= writtenEndOffset && writtenEndOffset <= logEndOffset))
      this.world.violated(
        'log bounds',
        `${where()}: start ${logStartOffset}, high watermark ${highWatermark}, written ${writtenEndOffset}, end ${logEndOffset}`,
      )
    if (!partition.isLeader || known.ledEpoch === leaderEpoch) return
    known.ledEpoch = leaderEpoch
    const key = `${partition.topicId} ${partition.index} ${leaderEpoch}`
    const leader = this.leaders.get(key)
    if (leader === undefined) this.leaders.set(key, nodeId)
    else if (leader !== nodeId)
      this.world.violated('one leader', `${where()} leads epoch ${leaderEpoch}, which node ${leader} led before`)
  }
}
