/** How partitions follow the life and death of brokers and of their directories: leaders move, in-sync sets shrink. */
import type { Uuid } from '../base/uuid.ts'
import { metadataVersionOf } from '../metadata/feature-levels.ts'
import type { MetadataImage, PartitionImage } from '../metadata/image.ts'
import { recordVersions } from '../metadata/record-versions.ts'
import { type PartitionChangeRecord, partitionChangeRecord } from '../protocol/generated/partition-change-record.ts'
import { type MetadataRecord, metadataRecord } from '../protocol/metadata-record.ts'
import { isActive } from './cluster-state.ts'
import { type PartitionDefaults, partitionRules } from './partition-rules.ts'
import { NO_LEADER, updatePartition } from './partition-update.ts'

export function partitionChange(
  image: MetadataImage,
  topicId: Uuid,
  index: number,
  change: PartitionChangeRecord,
): MetadataRecord {
  change.topicId = topicId
  change.partitionId = index
  return metadataRecord(partitionChangeRecord, recordVersions(metadataVersionOf(image)).partitionChange, change)
}

interface BrokerChange {
  /** Leaves every in-sync set and leads nothing. */
  readonly gone?: number
  /** Like `gone`; and what it had may be lost, so it is not eligible either. */
  readonly unclean?: number
  /** May lead although the image still has it fenced. */
  readonly back?: number
}

function changes(
  image: MetadataImage,
  defaults: PartitionDefaults,
  concerns: (partition: PartitionImage) => boolean,
  { gone = NO_LEADER, unclean = NO_LEADER, back = NO_LEADER }: BrokerChange,
): MetadataRecord[] {
  const records: MetadataRecord[] = []
  const mayLead = (id: number): boolean => id !== gone && id !== unclean && (id === back || isActive(image, id))
  const uncleanReplicas = unclean === NO_LEADER ? [] : [unclean]
  for (const topic of image.topics.all()) {
    for (const [index, partition] of topic.partitions) {
      if (!concerns(partition)) continue
      const isr = partition.isr.filter(id => id !== gone && id !== unclean)
      const rules = partitionRules(image, defaults, topic, partition, { mayLead })
      const change = updatePartition(partition, { isr, uncleanReplicas }, rules)
      if (change !== null) records.push(partitionChange(image, topic.id, index, change))
    }
  }
  return records
}

/** The broker is fenced, goes in good order, or comes back under a new incarnation. */
export function changesForGoneBroker(image: MetadataImage, defaults: PartitionDefaults, id: number): MetadataRecord[] {
  return changes(image, defaults, partition => partition.isr.includes(id) || partition.leader === id, { gone: id })
}

/** It leads, is in sync or is eligible. */
function hasPart({ isr, leader, eligibleLeaderReplicas }: PartitionImage, id: number): boolean {
  return isr.includes(id) || leader === id || eligibleLeaderReplicas.includes(id)
}

/** The broker will not come back: it is not eligible for anything either. */
export function changesForUnregisteredBroker(
  image: MetadataImage,
  defaults: PartitionDefaults,
  id: number,
): MetadataRecord[] {
  return changes(image, defaults, partition => hasPart(partition, id), { gone: id })
}

/** KIP-966: the broker comes back without having stopped in good order; the end of its logs may be lost. */
export function changesForUncleanBroker(
  image: MetadataImage,
  defaults: PartitionDefaults,
  id: number,
): MetadataRecord[] {
  return changes(image, defaults, partition => hasPart(partition, id), { unclean: id })
}

/** Partitions without a leader get this broker when it is in sync or eligible. */
export function changesForUnfencedBroker(
  image: MetadataImage,
  defaults: PartitionDefaults,
  id: number,
): MetadataRecord[] {
  return changes(image, defaults, ({ leader }) => leader === NO_LEADER, { back: id })
}

/** KIP-858: these directories of the broker failed. */
export function changesForOfflineDirectories(
  image: MetadataImage,
  defaults: PartitionDefaults,
  id: number,
  directories: readonly Uuid[],
): MetadataRecord[] {
  const lies = (partition: PartitionImage): boolean => {
    const directory = partition.directories[partition.replicas.indexOf(id)]
    return directory !== undefined && directories.includes(directory)
  }
  return changes(image, defaults, lies, { gone: id })
}
