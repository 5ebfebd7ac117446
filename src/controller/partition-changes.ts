/** How partitions follow the life and death of brokers: leaders move to in-sync replicas that live, the in-sync set shrinks. */
import type { Uuid } from '../base/uuid.ts'
import type { MetadataImage, PartitionImage } from '../metadata/image.ts'
import { METADATA_VERSION } from '../metadata/image-records.ts'
import { recordVersions } from '../metadata/record-versions.ts'
import { PartitionChangeRecord, partitionChangeRecord } from '../protocol/generated/partition-change-record.ts'
import { type MetadataRecord, metadataRecord } from '../protocol/metadata-record.ts'

export function partitionChange(
  image: MetadataImage,
  topicId: Uuid,
  index: number,
  change: Partial<PartitionChangeRecord>,
): MetadataRecord {
  const record = Object.assign(new PartitionChangeRecord(), change)
  record.topicId = topicId
  record.partitionId = index
  return metadataRecord(
    partitionChangeRecord,
    recordVersions(image.features.get(METADATA_VERSION) ?? 0).partitionChange,
    record,
  )
}

export function isLive(image: MetadataImage, id: number): boolean {
  const broker = image.cluster.brokers.get(id)
  return broker !== undefined && !broker.fenced && !broker.inControlledShutdown
}

/** The broker leaves the in-sync sets (but never as the last member) and leads nothing any more. */
export function changesForFencedBroker(image: MetadataImage, brokerId: number): MetadataRecord[] {
  const records: MetadataRecord[] = []
  for (const topic of image.topics.all()) {
    for (const [index, partition] of topic.partitions) {
      if (!partition.isr.includes(brokerId) && partition.leader !== brokerId) continue
      const change = withoutBroker(image, partition, brokerId)
      if (change !== null) records.push(partitionChange(image, topic.id, index, change))
    }
  }
  return records
}

function withoutBroker(
  image: MetadataImage,
  partition: PartitionImage,
  brokerId: number,
): Partial<PartitionChangeRecord> | null {
  const left = partition.isr.filter(id => id !== brokerId)
  const change: Partial<PartitionChangeRecord> = {}
  if (left.length > 0 && left.length < partition.isr.length) change.isr = left
  if (partition.leader === brokerId) {
    change.leader = partition.replicas.find(id => left.includes(id) && isLive(image, id)) ?? -1
  }
  return change.isr === undefined && change.leader === undefined ? null : change
}

/**
 * Partitions without a leader get this broker when it may lead: as a member of the in-sync set, or as an eligible leader
 * replica (KIP-966: it has everything up to the high watermark, though the in-sync set is empty). The last known leader is
 * taken where nobody else is left; it then has to recover, for nothing is known of what it misses.
 */
export function changesForUnfencedBroker(image: MetadataImage, brokerId: number): MetadataRecord[] {
  const records: MetadataRecord[] = []
  for (const topic of image.topics.all()) {
    for (const [index, partition] of topic.partitions) {
      if (partition.leader !== -1) continue
      const change = electionOf(partition, brokerId)
      if (change !== null) records.push(partitionChange(image, topic.id, index, change))
    }
  }
  return records
}

const RECOVERING = 1

function electionOf(partition: PartitionImage, brokerId: number): Partial<PartitionChangeRecord> | null {
  const { isr, eligibleLeaderReplicas, lastKnownElr } = partition
  if (isr.includes(brokerId)) return { leader: brokerId }
  if (isr.length > 0) return null
  if (eligibleLeaderReplicas.includes(brokerId)) {
    return {
      leader: brokerId,
      isr: [brokerId],
      eligibleLeaderReplicas: eligibleLeaderReplicas.filter(id => id !== brokerId),
      lastKnownElr: [],
    }
  }
  if (eligibleLeaderReplicas.length === 0 && lastKnownElr.length === 1 && lastKnownElr[0] === brokerId) {
    return { leader: brokerId, isr: [brokerId], leaderRecoveryState: RECOVERING, lastKnownElr: [] }
  }
  return null
}
