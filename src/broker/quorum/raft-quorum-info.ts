import type { QuorumInfo, QuorumReplicaInfo } from '../../raft/metadata-log.ts'
import type { RaftMachine } from '../../raft/raft-machine.ts'
import type { ReplicaProgress } from '../../raft/roles.ts'
import { isSameReplica } from '../../raft/voter-set.ts'

/** DescribeQuorum's data. The machine counts on the monotonic clock; clients want the wall clock. */
export function describeQuorum(
  machine: RaftMachine,
  kraftVersion: number,
  wallMs: number,
  monotonicMs: number,
): QuorumInfo {
  const { role, own, voters } = machine
  const progress = role.kind === 'leader' ? [...role.progress.values()] : []
  const wall = (at: number): number => (at < 0 ? -1 : Math.round(wallMs - (monotonicMs - at)))
  const infoOf = (entry: ReplicaProgress): QuorumReplicaInfo => ({
    replicaId: entry.key.id,
    directoryId: entry.key.directoryId,
    logEndOffset: entry.endOffset,
    lastFetchTimestampMs: wall(entry.lastFetchMs),
    lastCaughtUpTimestampMs: wall(entry.lastCaughtUpMs),
  })
  return {
    leaderId: machine.leaderId,
    leaderEpoch: machine.epoch,
    highWatermark: machine.highWatermark,
    voters: voters.voters.map(voter => {
      const { id: replicaId, directoryId } = voter
      if (role.kind === 'leader' && voter.id === own.id) {
        const logEndOffset = machine.log.endOffset
        return { replicaId, directoryId, logEndOffset, lastFetchTimestampMs: wallMs, lastCaughtUpTimestampMs: wallMs }
      }
      const known = progress.find(entry => isSameReplica(entry.key, voter))
      if (known !== undefined) return infoOf(known)
      return { replicaId, directoryId, logEndOffset: -1, lastFetchTimestampMs: -1, lastCaughtUpTimestampMs: -1 }
    }),
    observers: progress.filter(entry => entry.lastFetchMs >= 0 && !voters.has(entry.key)).map(infoOf),
    nodes: voters.voters.map(({ id, endpoints }) => ({ nodeId: id, endpoints })),
    kraftVersion,
  }
}
