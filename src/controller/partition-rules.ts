/** What the metadata say about how a partition elects and who counts as in sync. */
import { capabilitiesOf, tracksEligibleLeaders } from '../metadata/feature-levels.ts'
import {
  ConfigResourceType,
  configsOf,
  type MetadataImage,
  type PartitionImage,
  type TopicImage,
} from '../metadata/image.ts'
import { defaultDirectory, hasOnlineReplica, isActive } from './cluster-state.ts'
import type { ControllerOptions } from './context.ts'
import type { Election, PartitionRules } from './partition-update.ts'

export const MIN_IN_SYNC_REPLICAS = 'min.insync.replicas'
const UNCLEAN_LEADER_ELECTION = 'unclean.leader.election.enable'

export type PartitionDefaults = Pick<ControllerOptions, 'minInSyncReplicas' | 'uncleanLeaderElection'>

/** A topic's own value, else the cluster's dynamic default; null when neither is set. */
function topicConfig(image: MetadataImage, topic: string, key: string): string | null {
  return (
    configsOf(image, ConfigResourceType.TOPIC, topic).get(key) ??
    configsOf(image, ConfigResourceType.BROKER, '').get(key) ??
    null
  )
}

export function allowsUncleanElection(image: MetadataImage, defaults: PartitionDefaults, topic: string): boolean {
  const own = topicConfig(image, topic, UNCLEAN_LEADER_ELECTION)
  return own === null ? (defaults.uncleanLeaderElection ?? false) : own.trim().toLowerCase() === 'true'
}

/** Never above the replication factor: else a topic with one replica could not have eligible leaders at all. */
function minInSyncReplicas(image: MetadataImage, defaults: PartitionDefaults, topic: TopicImage): number {
  const configured = Number(topicConfig(image, topic.name, MIN_IN_SYNC_REPLICAS) ?? defaults.minInSyncReplicas)
  const [first] = topic.partitions.values()
  return Math.min(configured, first?.replicas.length ?? configured)
}

/** Rules for one partition. `mayLead` is asked about brokers whose directory works; by default they have to be active. */
export function partitionRules(
  image: MetadataImage,
  defaults: PartitionDefaults,
  topic: TopicImage,
  partition: PartitionImage,
  { election, mayLead }: { election?: Election; mayLead?: (brokerId: number) => boolean } = {},
): PartitionRules {
  const { leaderEpochBumpOnIsrShrink, directoryAssignment } = capabilitiesOf(image)
  const acceptable = mayLead ?? ((id: number) => isActive(image, id))
  return {
    election: election ?? (allowsUncleanElection(image, defaults, topic.name) ? 'unclean' : 'online'),
    mayLead: id => acceptable(id) && hasOnlineReplica(image, partition, id),
    tracksEligibleLeaders: tracksEligibleLeaders(image),
    minInSyncReplicas: minInSyncReplicas(image, defaults, topic),
    leaderEpochBumpOnIsrShrink,
    defaultDirectory: directoryAssignment ? id => defaultDirectory(image, id) : null,
  }
}
