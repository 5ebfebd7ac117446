/** What the controller asks about brokers when it places replicas and elects leaders. */
import { type Uuid, ZERO_UUID } from '../base/uuid.ts'
import type { BrokerImage, MetadataImage, PartitionImage } from '../metadata/image.ts'

/** Reserved directory ids (KIP-858). Unassigned: the broker chooses. */
export const UNASSIGNED_DIRECTORY: Uuid = ZERO_UUID
/** The replica's directory is gone. */
export const LOST_DIRECTORY: Uuid = 'AAAAAAAAAAAAAAAAAAAAAQ'
/** Unknown so far: the broker is from before directory ids. */
export const MIGRATING_DIRECTORY: Uuid = 'AAAAAAAAAAAAAAAAAAAAAg'

/** Kafka keeps the first hundred ids to itself. */
export function isReservedDirectory(id: Uuid): boolean {
  const bytes = Buffer.from(id, 'base64url')
  return bytes.length === 16 && bytes.subarray(0, 15).every(byte => byte === 0) && bytes[15]! < 100
}

/** Registered, neither fenced nor about to leave: it may join in-sync sets and lead. */
export function isActive(image: MetadataImage, id: number): boolean {
  const broker = image.cluster.brokers.get(id)
  return broker !== undefined && !broker.fenced && !broker.inControlledShutdown
}

export function isOnlineDirectory(broker: BrokerImage, directory: Uuid): boolean {
  if (directory === UNASSIGNED_DIRECTORY || directory === MIGRATING_DIRECTORY) return true
  return broker.directories.length === 0 || broker.directories.includes(directory)
}

/** Whether the directory that holds this broker's replica works, as far as is known. */
export function hasOnlineReplica(image: MetadataImage, partition: PartitionImage, brokerId: number): boolean {
  const broker = image.cluster.brokers.get(brokerId)
  if (broker === undefined) return false
  const directory = partition.directories[partition.replicas.indexOf(brokerId)]
  return directory === undefined || isOnlineDirectory(broker, directory)
}

/** Where a broker puts a new replica, when that is known without asking it. */
export function defaultDirectory(image: MetadataImage, brokerId: number): Uuid {
  const directories = image.cluster.brokers.get(brokerId)?.directories ?? []
  if (directories.length === 0) return MIGRATING_DIRECTORY
  return directories.length === 1 ? directories[0]! : UNASSIGNED_DIRECTORY
}
