/** Which record versions a cluster at a finalized `metadata.version` level may write (Kafka's `MetadataVersion`). */
export interface RecordVersions {
  readonly registerBroker: number
  readonly partition: number
  readonly partitionChange: number
}

const IN_CONTROLLED_SHUTDOWN_LEVEL = 7 // 3.3-IV3, KIP-841
const ZK_MIGRATION_LEVEL = 8 // 3.4-IV0
const DIRECTORY_ASSIGNMENT_LEVEL = 17 // 3.7-IV2, KIP-858
const ELR_LEVEL = 23 // 4.0-IV1, KIP-966
const CORDONED_DIRECTORIES_LEVEL = 30 // 4.3-IV0, KIP-1066

/** The record version from which `RegisterBrokerRecord` and its change carry a field. */
export const CONTROLLED_SHUTDOWN_SINCE = 1
export const DIRECTORIES_SINCE = { registerBroker: 3, partition: 1 } as const
export const CORDONED_SINCE = 4
export const ELIGIBLE_LEADERS_SINCE = 2

export function recordVersions(metadataVersion: number): RecordVersions {
  const partition = metadataVersion >= ELR_LEVEL ? 2 : metadataVersion >= DIRECTORY_ASSIGNMENT_LEVEL ? 1 : 0
  return { registerBroker: registerBrokerVersion(metadataVersion), partition, partitionChange: partition }
}

function registerBrokerVersion(metadataVersion: number): number {
  if (metadataVersion >= CORDONED_DIRECTORIES_LEVEL) return 4
  if (metadataVersion >= DIRECTORY_ASSIGNMENT_LEVEL) return 3
  if (metadataVersion >= ZK_MIGRATION_LEVEL) return 2
  return metadataVersion >= IN_CONTROLLED_SHUTDOWN_LEVEL ? 1 : 0
}
