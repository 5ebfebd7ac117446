/** Which record versions a cluster at a finalized `metadata.version` level may write (Kafka's `MetadataVersion`). */
export interface RecordVersions {
  readonly registerBroker: number
  readonly partition: number
  readonly partitionChange: number
}

const DIRECTORY_ASSIGNMENT_LEVEL = 17 // 3.7-IV2, KIP-858
const ELR_LEVEL = 23 // 4.0-IV1, KIP-966
const CORDONED_DIRECTORIES_LEVEL = 30 // 4.3-IV0
const CONTROLLED_SHUTDOWN_ZK_LEVEL = 8 // 3.4-IV0

export function recordVersions(metadataVersion: number): RecordVersions {
  const partition = metadataVersion >= ELR_LEVEL ? 2 : metadataVersion >= DIRECTORY_ASSIGNMENT_LEVEL ? 1 : 0
  const registerBroker =
    metadataVersion >= CORDONED_DIRECTORIES_LEVEL
      ? 4
      : metadataVersion >= DIRECTORY_ASSIGNMENT_LEVEL
        ? 3
        : metadataVersion >= CONTROLLED_SHUTDOWN_ZK_LEVEL
          ? 2
          : 1
  return { registerBroker, partition, partitionChange: partition }
}
