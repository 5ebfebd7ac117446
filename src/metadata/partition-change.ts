import type { PartitionChangeRecord } from '../protocol/generated/partition-change-record.ts'
import type { PartitionRecord } from '../protocol/generated/partition-record.ts'
import type { PartitionImage } from './image.ts'

/** PartitionChangeRecord: "the leader stays". */
export const NO_LEADER_CHANGE = -2
/** LeaderRecoveryState as the change record has it when it stays. */
const NO_RECOVERY_CHANGE = -1

export function newPartition(record: PartitionRecord): PartitionImage {
  return {
    replicas: record.replicas,
    directories: record.directories,
    isr: record.isr,
    removingReplicas: record.removingReplicas,
    addingReplicas: record.addingReplicas,
    eligibleLeaderReplicas: record.eligibleLeaderReplicas ?? [],
    lastKnownElr: record.lastKnownElr ?? [],
    leader: record.leader,
    leaderRecoveryState: record.leaderRecoveryState,
    leaderEpoch: record.leaderEpoch,
    partitionEpoch: record.partitionEpoch,
  }
}

/** Every change raises the partition epoch; one that names a leader, the same or another, raises the leader epoch too. */
export function changePartition(before: PartitionImage, change: PartitionChangeRecord): PartitionImage {
  const namesLeader = change.leader !== NO_LEADER_CHANGE
  return {
    replicas: change.replicas ?? before.replicas,
    directories: change.directories ?? before.directories,
    isr: change.isr ?? before.isr,
    removingReplicas: change.removingReplicas ?? before.removingReplicas,
    addingReplicas: change.addingReplicas ?? before.addingReplicas,
    eligibleLeaderReplicas: change.eligibleLeaderReplicas ?? before.eligibleLeaderReplicas,
    lastKnownElr: change.lastKnownElr ?? before.lastKnownElr,
    leader: namesLeader ? change.leader : before.leader,
    leaderRecoveryState:
      change.leaderRecoveryState === NO_RECOVERY_CHANGE ? before.leaderRecoveryState : change.leaderRecoveryState,
    leaderEpoch: before.leaderEpoch + (namesLeader ? 1 : 0),
    partitionEpoch: before.partitionEpoch + 1,
  }
}

/** The same partition when it had none. */
export function withoutEligibleLeaders(partition: PartitionImage): PartitionImage {
  if (partition.eligibleLeaderReplicas.length === 0 && partition.lastKnownElr.length === 0) return partition
  return { ...partition, eligibleLeaderReplicas: [], lastKnownElr: [] }
}
