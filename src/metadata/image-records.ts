/** An image as records: the content of a snapshot, in an order in which Kafka can replay them. */

import { ConfigRecord, configRecord } from '../protocol/generated/config-record.ts'
import { FeatureLevelRecord, featureLevelRecord } from '../protocol/generated/feature-level-record.ts'
import { PartitionRecord, partitionRecord } from '../protocol/generated/partition-record.ts'
import { ProducerIdsRecord, producerIdsRecord } from '../protocol/generated/producer-ids-record.ts'
import {
  BrokerEndpoint,
  BrokerFeature,
  RegisterBrokerRecord,
  registerBrokerRecord,
} from '../protocol/generated/register-broker-record.ts'
import {
  ControllerEndpoint,
  ControllerFeature,
  RegisterControllerRecord,
  registerControllerRecord,
} from '../protocol/generated/register-controller-record.ts'
import { TopicRecord, topicRecord } from '../protocol/generated/topic-record.ts'
import { type MetadataRecord, metadataRecord } from '../protocol/metadata-record.ts'
import { METADATA_VERSION } from './feature-levels.ts'
import type { BrokerImage, ControllerImage, MetadataImage, PartitionImage, TopicImage } from './image.ts'
import {
  CONTROLLED_SHUTDOWN_SINCE,
  CORDONED_SINCE,
  DIRECTORIES_SINCE,
  ELIGIBLE_LEADERS_SINCE,
  recordVersions,
} from './record-versions.ts'

export { METADATA_VERSION }

export function* imageToRecords(image: MetadataImage): IterableIterator<MetadataRecord> {
  const metadataVersion = image.features.get(METADATA_VERSION)
  // metadata.version comes first: it says how everything behind it is to be read.
  if (metadataVersion !== undefined) yield featureRecord(METADATA_VERSION, metadataVersion)
  for (const [name, level] of image.features) if (name !== METADATA_VERSION) yield featureRecord(name, level)
  const versions = recordVersions(metadataVersion ?? 0)
  for (const controller of image.cluster.controllers.values()) yield controllerRecord(controller)
  for (const broker of image.cluster.brokers.values()) yield brokerRecord(broker, versions.registerBroker)
  for (const topic of image.topics.all()) yield* topicToRecords(topic, versions.partition)
  for (const { type, name, values } of image.configs.values()) {
    for (const [key, value] of values) {
      const record = new ConfigRecord()
      record.resourceType = type
      record.resourceName = name
      record.name = key
      record.value = value
      yield metadataRecord(configRecord, 0, record)
    }
  }
  if (image.nextProducerId >= 0) {
    const record = new ProducerIdsRecord()
    record.brokerId = -1
    record.brokerEpoch = -1
    record.nextProducerId = image.nextProducerId
    yield metadataRecord(producerIdsRecord, 0, record)
  }
  for (const kept of image.kept.values()) yield kept
}

export function* topicToRecords(topic: TopicImage, partitionVersion: number): IterableIterator<MetadataRecord> {
  const record = new TopicRecord()
  record.name = topic.name
  record.topicId = topic.id
  yield metadataRecord(topicRecord, 0, record)
  for (const [index, partition] of topic.partitions) {
    yield partitionRecordOf(topic.id, index, partition, partitionVersion)
  }
}

export function featureRecord(name: string, level: number): MetadataRecord {
  const record = new FeatureLevelRecord()
  record.name = name
  record.featureLevel = level
  return metadataRecord(featureLevelRecord, 0, record)
}

export function controllerRecord(controller: ControllerImage): MetadataRecord {
  const record = new RegisterControllerRecord()
  record.controllerId = controller.id
  record.incarnationId = controller.incarnationId
  record.zkMigrationReady = controller.zkMigrationReady
  record.endPoints = controller.endpoints.map(endpoint => Object.assign(new ControllerEndpoint(), endpoint))
  record.features = controller.features.map(({ name, minVersion, maxVersion }) =>
    Object.assign(new ControllerFeature(), { name, minSupportedVersion: minVersion, maxSupportedVersion: maxVersion }),
  )
  return metadataRecord(registerControllerRecord, 0, record)
}

export function brokerRecord(broker: BrokerImage, version: number): MetadataRecord {
  const record = new RegisterBrokerRecord()
  record.brokerId = broker.id
  record.incarnationId = broker.incarnationId
  record.brokerEpoch = broker.epoch
  record.endPoints = broker.endpoints.map(endpoint => Object.assign(new BrokerEndpoint(), endpoint))
  record.features = broker.features.map(({ name, minVersion, maxVersion }) =>
    Object.assign(new BrokerFeature(), { name, minSupportedVersion: minVersion, maxSupportedVersion: maxVersion }),
  )
  record.rack = broker.rack
  record.fenced = broker.fenced
  if (version >= CONTROLLED_SHUTDOWN_SINCE) record.inControlledShutdown = broker.inControlledShutdown
  if (version >= DIRECTORIES_SINCE.registerBroker) record.logDirs = [...broker.directories]
  if (version >= CORDONED_SINCE && broker.cordonedDirectories !== null)
    record.cordonedLogDirs = [...broker.cordonedDirectories]
  return metadataRecord(registerBrokerRecord, version, record)
}

export function partitionRecordOf(
  topicId: string,
  index: number,
  partition: PartitionImage,
  version: number,
): MetadataRecord {
  const record = new PartitionRecord()
  record.partitionId = index
  record.topicId = topicId
  record.replicas = [...partition.replicas]
  record.isr = [...partition.isr]
  record.removingReplicas = [...partition.removingReplicas]
  record.addingReplicas = [...partition.addingReplicas]
  record.leader = partition.leader
  record.leaderRecoveryState = partition.leaderRecoveryState
  record.leaderEpoch = partition.leaderEpoch
  record.partitionEpoch = partition.partitionEpoch
  if (version >= DIRECTORIES_SINCE.partition) record.directories = [...partition.directories]
  if (version >= ELIGIBLE_LEADERS_SINCE) {
    const { eligibleLeaderReplicas, lastKnownElr } = partition
    if (eligibleLeaderReplicas.length > 0) record.eligibleLeaderReplicas = [...eligibleLeaderReplicas]
    if (lastKnownElr.length > 0) record.lastKnownElr = [...lastKnownElr]
  }
  return metadataRecord(partitionRecord, version, record)
}
