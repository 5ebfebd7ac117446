/** What Metadata and DescribeTopicPartitions both tell of a partition. */
import { hasOnlineReplica } from '../controller/cluster-state.ts'
import type { MetadataImage, PartitionImage } from '../metadata/image.ts'

/** The fields that the answers of both APIs have, under the same names. */
export interface DescribedPartition {
  partitionIndex: number
  /** −1 where there is none, or none that lives. */
  leaderId: number
  leaderEpoch: number
  replicaNodes: number[]
  isrNodes: number[]
  offlineReplicas: number[]
}

/** Fills these fields in. That there is no leader is an error to Metadata alone. */
export function describePartition(
  image: MetadataImage,
  index: number,
  partition: PartitionImage,
  out: DescribedPartition,
): void {
  const isAlive = (nodeId: number): boolean => image.cluster.brokers.get(nodeId)?.fenced === false
  out.partitionIndex = index
  out.leaderEpoch = partition.leaderEpoch
  out.replicaNodes = [...partition.replicas]
  out.isrNodes = [...partition.isr]
  // Of a broker that lives, a replica may still lie in a directory that failed (KIP-858).
  out.offlineReplicas = partition.replicas.filter(id => !isAlive(id) || !hasOnlineReplica(image, partition, id))
  out.leaderId = isAlive(partition.leader) ? partition.leader : -1
}
